"""What comes in is a report or is named with the reason; nothing is lost, nothing is raised."""

import io
import os
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.case import Case
from headwater.intake import receive
from headwater.intake.naming import Names
from headwater.model import Report, Unread
from headwater.pipeline import build

_ANY_FILE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)


def _names(found: list[Report | Unread]) -> list[str]:
    return [one.name for one in found if isinstance(one, Report)]


def _why(found: list[Report | Unread]) -> dict[str, str]:
    return {Path(one.path).name: one.why for one in found if isinstance(one, Unread)}


def _receive(*paths: Path) -> list[Report | Unread]:
    return list(receive([str(path) for path in paths]))


def test_a_folder_is_read_whole_in_stable_order_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/er/c.html", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"The ferry {name} sank.", encoding="utf-8")
    assert _names(_receive(tmp_path)) == ["a", "b", "c"]


def test_files_come_folder_by_folder(tmp_path: Path) -> None:
    paths = ["mill/a.txt", "mill/b/c.txt", "mill-race/d.txt", "mill.txt", "weir/e.txt"]
    for name in reversed(paths):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"The ferry {name} sank.", encoding="utf-8")
    found = [one.acquisitions[0].path for one in _receive(tmp_path) if isinstance(one, Report)]
    assert found == [f"{tmp_path}/{name}" for name in paths]


def test_the_order_of_the_paths_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "one", "text": "The mill is shut."}\n', encoding="utf-8")
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.txt").write_text(f"Snow fell on {folder}.", encoding="utf-8")
    paths = [tmp_path / "x", tmp_path / "y", tmp_path / "rows.jsonl"]
    assert _receive(*paths) == _receive(*reversed(paths))
    assert _names(_receive(*paths)) == ["one", "x/note.txt", "y/note.txt"]


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mill is shut.", encoding="utf-8")
    assert _names(_receive(tmp_path, tmp_path / "a.txt")) == ["a"]


def test_the_same_bytes_under_two_paths_have_one_id(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"The mill is shut.")
    first, second = _receive(tmp_path)
    assert isinstance(first, Report) and isinstance(second, Report)
    assert first.id == second.id and first.name != second.name


def test_every_bad_input_is_named_with_its_reason_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\t\r\n")
    (tmp_path / "nul.txt").write_bytes(b"The mill\x00is shut.")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x01")
    (tmp_path / "noise.txt").write_bytes(bytes(range(1, 32)) * 9)
    (tmp_path / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "good.txt").write_bytes(b"The mill is shut.")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = _receive(tmp_path, tmp_path / "missing.txt")
    assert _names(found) == ["good"]
    why = _why(found)
    assert set(why) == {
        "empty.txt", "blank.txt", "nul.txt", "picture.txt", "noise.txt", "sheet.xlsx", "gone.txt", "missing.txt",
    }  # fmt: skip
    assert "PNG" in why["picture.txt"] and ".xlsx" in why["sheet.xlsx"] and "NUL" in why["nul.txt"]
    assert all("\n" not in reason for reason in why.values())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_opened_is_named(tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("The mill is shut.", encoding="utf-8")
    locked.chmod(0)
    assert list(_why(_receive(locked))) == ["locked.txt"]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert len(_why(_receive(tmp_path))) == 1


def test_what_is_called_alike_gets_a_number_however_much_of_it_there_is() -> None:
    names, began = Names(["mill"]), process_time()
    given = [names.give("mill") for _ in range(100_000)]
    assert given[0] == "mill (2)" and given[-1] == "mill (100001)" and len(set(given)) == 100_000
    assert process_time() - began < 10  # to count from the start for each takes hours


def test_the_same_bytes_a_thousand_times_are_one_report_with_as_many_ways(tmp_path: Path) -> None:
    for n in range(1_000):
        (tmp_path / f"{n}.txt").write_text("The mill is shut.", encoding="utf-8")
    built = build([str(tmp_path)], tmp_path / "case.hw")
    with Case.open(built.case) as case:
        (report,) = case.reports()
    assert report.name == "0" and len(report.acquisitions) == 1_000


def test_a_folder_linked_into_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mill is shut.", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert _names(_receive(tmp_path)) == ["a"]


def test_html_is_known_by_its_suffix_or_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_bytes(b"<p>The mill is shut.")
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbf\n<!DOCTYPE html><p>The mill is shut.")
    (tmp_path / "c.txt").write_bytes(b"<p> is a tag, wrote the miller.")
    assert [one.format for one in _receive(tmp_path) if isinstance(one, Report)] == ["html", "html", "text"]


def test_standard_input_is_rows_if_its_first_line_is_an_object_with_text() -> None:
    rows = io.BytesIO(b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n')
    assert [(r.name, r.format) for r in receive(["-"], rows) if isinstance(r, Report)] == [("a", "row"), ("b", "row")]
    report = io.BytesIO(b'{"id": "a"}\nThe mill is shut.\n')
    (one,) = receive(["-"], report)
    assert isinstance(one, Report) and one.format == "text" and one.acquisitions[0].path == "-"


def test_no_standard_input_is_named() -> None:
    (one,) = receive(["-"])
    assert isinstance(one, Unread) and one.path == "-"


def test_wide_unicode_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("The mill is shut.".encode("utf-16"))
    assert _names(_receive(tmp_path)) == ["a"]


@_ANY_FILE
@given(raw=st.binary(max_size=200), suffix=st.sampled_from([".txt", ".md", ".html", ".jsonl", ""]))
def test_any_bytes_give_reports_or_reasons(tmp_path: Path, raw: bytes, suffix: str) -> None:
    file = tmp_path / f"any{suffix}"
    file.write_bytes(raw)
    found = _receive(file)
    assert found
    for one in found:
        assert isinstance(one, Report | Unread)
        if isinstance(one, Report) and one.format != "row":
            assert one.raw == raw
