"""Records are read off the pages of any SQLite file, short and long, with and without rowids."""

import random
import sqlite3
from pathlib import Path

import pytest

from headwater.case.pages import records

_SIZES = (0, 1, 480, 488, 489, 1002, 1003, 4056, 4061, 4062, 4091, 5000, 20_000)


@pytest.mark.parametrize("page", [512, 1024, 4096, 32768])
def test_every_record_is_found(tmp_path: Path, page: int) -> None:
    rng, path = random.Random(page), tmp_path / "any.db"
    rows = {(f"k{n}", rng.randbytes(size), n * -70_000, None) for n, size in enumerate(_SIZES * 4)}
    pairs = {(f"w{n}" * size, "é" * (size // 3)) for n, size in enumerate(_SIZES[1:] * 4)}
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA page_size = {page}")
    connection.execute("CREATE TABLE t (a TEXT, b BLOB, c INTEGER, d)")
    connection.execute("CREATE TABLE w (a TEXT PRIMARY KEY, b TEXT) WITHOUT ROWID")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", sorted(rows))
    connection.executemany("INSERT INTO w VALUES (?, ?)", sorted(pairs))
    connection.commit()
    connection.close()
    found = list(records(path.read_bytes()))
    assert rows <= {each.values for each in found if each.rowid is not None}
    assert pairs <= {each.values for each in found if each.rowid is None}


@pytest.mark.parametrize("seed", range(200))
def test_bytes_that_are_no_pages_are_no_fault(seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(rng.randbytes(8192))
    data[0:1] = data[4096:4097] = rng.choice((b"\x0d", b"\x0a", b"\x02"))
    data[100:101] = rng.choice((b"\x0d", b"\x0a", b"\x02"))
    list(records(bytes(data[: rng.randrange(8193)])))


def test_pages_that_run_in_a_circle_end() -> None:
    page = bytearray(8192)
    page[100] = 0x0D
    page[103:105] = (1).to_bytes(2, "big")
    page[108:110] = (200).to_bytes(2, "big")
    page[200:204] = bytes((0xC0, 0x00, 0x01, 0x00))  # 8,192 bytes or more, over pages that name each other
    page[4096:4100] = (2).to_bytes(4, "big")
    assert all(len(each.values) < 64 for each in records(bytes(page)))
