"""The laws: a whole case keeps them, and each is named when it does not hold."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from headwater import pipeline
from headwater.case import Case, broken
from headwater.errors import DamagedCase
from headwater.model import Report


def _decode(report: Report) -> str:
    return report.raw.decode()


def _found(path: Path) -> list[str]:
    with Case.open(path) as case:
        return list(broken(case, _decode))


def _sql(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql)
    connection.close()


def test_a_whole_case_keeps_them(case_file: Path) -> None:
    assert _found(case_file) == []


_FAULTS = (
    (
        'INSERT INTO judgement (id, subject, verdict, target, who, "when", why) '
        "VALUES ('j1', 'rating', 'rate', '[]', 'Mara', '2031', 'no')",
        "j1: the judgement is not as it was made",
    ),
    ("UPDATE report SET raw = x'00' WHERE name = 'a-harbour'", "a-harbour: the bytes are not those"),
    ("UPDATE report SET sha256 = 'f' WHERE name = 'a-harbour'", "a-harbour: the id report-"),
    ("DELETE FROM acquisition", "c-own: it is not recorded how"),
    (
        "UPDATE reading SET body = json_set(body, '$.text.text', 'x' || text) WHERE number = 1",
        "the segments do not cover",
    ),
    (
        "UPDATE reading SET body = json_set(body, '$.text.segments[0].raw_start', 4) WHERE number = 1",
        "are not those of the report",
    ),
    (
        "UPDATE reading SET body = json_set(body, '$.text.removed[0].start', 1) WHERE number = 2",
        "b-copy: what was removed at 1",
    ),
    ("UPDATE reading SET body = json_set(body, '$.text.sentences[0].end', 900) WHERE number = 1", "sentence at 0-900"),
    ("UPDATE reading SET body = json_set(body, '$.quantities[0].end', 20) WHERE number = 1", "a-harbour: quantity at"),
    ("UPDATE reading SET body = json_set(body, '$.times[0].quote', '4 May') WHERE number = 1", "a-harbour: time at"),
    ("UPDATE reading SET body = json_set(body, '$.names[0].start', 0) WHERE number = 1", "a-harbour: name at"),
    ("UPDATE reading SET body = json_set(body, '$.credits[0].quote', 'Post') WHERE number = 2", "b-copy: credit at"),
    ("UPDATE claim SET body = json_set(body, '$.quote', 'other') WHERE number = 3", "c-own: claim at"),
    ("UPDATE claim SET body = json_set(body, '$.quantities[0].quote', 'x') WHERE number = 1", ": figure at"),
    (
        "UPDATE derivation SET body = json_set(body, '$.source', body ->> '$.report')",
        "lineage goes in a circle",
    ),
    ("UPDATE derivation SET body = json_set(body, '$.source', 'nowhere')", "one of them is unknown"),
    ("UPDATE derivation SET body = json_set(body, '$.basis[0].where[0].end', 3)", "b-copy: evidence at"),
    ("UPDATE possible SET body = json_set(body, '$.a', 'z')", "possible pair z"),
    ("UPDATE aligned SET body = json_set(body, '$.a.quote', 'z')", "a-harbour: evidence at"),
    ("UPDATE root SET body = json_set(body, '$.end', 3)", "its origins do not cover the text"),
    ("UPDATE root SET body = json_set(body, '$.origin', 'none')", "its origin none is unknown"),
    ("UPDATE finding SET body = json_set(body, '$.claims[0]', 'none')", "its claims none are unknown"),
    ("UPDATE finding SET body = json_set(body, '$.reports', json('[]'))", "its reports are not those of its claims"),
    ("UPDATE finding SET body = json_set(body, '$.origins[0]', 'none')", "its origins none are unknown"),
    ("UPDATE finding SET body = json_set(body, '$.statement', 'Many were saved')", "not in the words of one of"),
    ("UPDATE finding SET body = json_set(body, '$.origins_low', 2)", "does not follow from 2 to 1"),
    ("UPDATE finding SET body = json_set(body, '$.origins_high', 2)", "“one origin” does not follow"),
    ("UPDATE finding SET body = json_set(body, '$.drift[0].after', 'none')", "drift between claims that are not"),
    ("UPDATE indicator SET body = json_set(body, '$.claims[0]', 'none')", "invented 1: its claims"),
    ("UPDATE indicator SET body = json_set(body, '$.code', 'x')", "invented x: no framework"),
    ("UPDATE indicator SET body = json_set(body, '$.reports', json('[]'))", "invented 1: its reports"),
)


@pytest.mark.parametrize(("fault", "said"), _FAULTS, ids=[said for _, said in _FAULTS])
def test_each_that_does_not_hold_is_named(case_file: Path, fault: str, said: str) -> None:
    _sql(case_file, fault)
    assert any(said in law for law in _found(case_file)), _found(case_file)


def test_a_reading_without_its_report_is_named(case_file: Path) -> None:
    _sql(case_file, "DELETE FROM report WHERE name = 'c-own'")
    assert "the file: reading is of a report that is not there" in _found(case_file)


@pytest.mark.parametrize(
    "keep", [lambda data: data[: len(data) // 2], lambda data: data[:4096] + b"\1" * 8192 + data[12288:]]
)
def test_a_file_with_holes_is_damaged(case_file: Path, keep: Callable[[bytes], bytes]) -> None:
    case_file.write_bytes(keep(case_file.read_bytes()))
    with pytest.raises(DamagedCase, match="Build it again"):
        _found(case_file)


def test_what_is_removed_from_a_page_is_shown_by_its_markup(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "examples" / "lake-ombra" / "reports" / "inland-courier.html"
    case = tmp_path / "page.hw"
    pipeline.build([str(page)], case)
    assert _found(case) == []
    _sql(case, "UPDATE reading SET body = json_set(body, '$.text.removed[0].quote', 'Obituaries Home')")
    assert any("what was removed" in failure for failure in _found(case))
