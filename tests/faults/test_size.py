"""Large inputs: the bytes of a pile are not in memory at once, and a file that never ends is given up."""

import subprocess
import sys
import threading
from pathlib import Path

from typer.testing import CliRunner

from headwater import pipeline
from headwater.case import Case, broken
from headwater.cli import app
from headwater.intake import Options
from headwater.model import Limits
from headwater.text.decoding import decode

_PAGE = "<!doctype html><html><body><article><p>{} counted 40 seals on Friday, Bo Tarn said.</p></article>"


def _peak(tmp_path: Path, pages: int) -> int:
    """MB that a build of so many pages of 2 MB each takes at most, most of each page a comment."""
    folder = tmp_path / str(pages)
    folder.mkdir()
    for number in range(pages):
        filler = f"<!-- {number} " + "filler " * 280_000 + "-->"
        (folder / f"{number}.html").write_text(_PAGE.format(f"Number {number}") + filler)
    code = (
        "import resource, sys; from headwater import pipeline; pipeline.build([sys.argv[1]], sys.argv[2]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000)"
    )
    command = [sys.executable, "-c", code, str(folder), str(tmp_path / f"{pages}.hw")]
    return int(subprocess.run(command, capture_output=True, check=True).stdout)


def test_memory_does_not_grow_with_the_bytes_of_the_pile(tmp_path: Path) -> None:
    few, many = _peak(tmp_path, 4), _peak(tmp_path, 34)
    assert many - few < 30, (few, many)  # 60 MB more of raw bytes


def test_a_line_of_many_megabytes_is_read_or_refused_by_its_size(tmp_path: Path) -> None:
    row = b'{"id": "a", "text": "Ada counted 3 boats on Tuesday.", "other": "' + b"x" * 5_000_000 + b'"}\n'
    (tmp_path / "rows.jsonl").write_bytes(row + b'{"id": "b", "text": "Bo Tarn counted 4 boats on Monday."}\n')
    read = CliRunner().invoke(app, ["read", str(tmp_path / "rows.jsonl")])
    assert read.exit_code == 0 and read.stdout.count('"type":"reading"') == 2
    refused = CliRunner().invoke(app, ["read", str(tmp_path / "rows.jsonl"), "--limit", "size=1"])
    assert refused.exit_code == 3 and "larger than a report may be" in refused.stderr


def test_a_file_that_grows_while_it_is_read_is_given_up_or_kept_as_it_was_read(tmp_path: Path) -> None:
    growing, over = tmp_path / "log.txt", threading.Event()
    (tmp_path / "good.txt").write_text("Ada counted 3 boats on Tuesday.\n")

    def grow() -> None:
        with growing.open("w") as file:
            while not over.is_set():
                file.write("Bo Tarn counted 4 boats on Monday at the quay of Nistel.\n" * 2_000)

    thread = threading.Thread(target=grow)
    thread.start()
    try:
        paths = [str(tmp_path / "good.txt"), str(growing)]
        options = Options(Limits(size=1, seconds=2))
        built = pipeline.build(paths, tmp_path / "a.hw", options=options)
    finally:
        over.set()
        thread.join()
    assert built.reports + len(built.unread) == 2
    with Case.open(tmp_path / "a.hw") as case:
        assert list(broken(case, decode)) == []
