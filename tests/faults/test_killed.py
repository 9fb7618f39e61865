"""A build that is killed: the case is as it was, says so, and the same build goes on from what was read."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.faults.bench import bench
from typer.testing import CliRunner, Result

from headwater import lineage, pipeline
from headwater.case import Case, broken, serving
from headwater.cli import app
from headwater.errors import CaseError
from headwater.export import jsonl
from headwater.text.decoding import decode

_STORY = "The wardens of {0} counted {1} nets on Tuesday, said Ada {2}sen, who keeps the register of Lake {0}.\n"


class PowerCut(BaseException):
    """What ends a build in the middle of a step."""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, place in enumerate(("Ombra", "Verna", "Tavel", "Ostry", "Nistel", "Quarne")):
        (folder / f"{place}.txt").write_text(_STORY.format(place, 40 + number, place[::-1].capitalize()))
    return folder


def cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every reading kept at once, and a build end when it comes to the lineage."""

    def ended(*args: object, **options: object) -> None:
        raise PowerCut

    monkeypatch.setattr(pipeline, "_OFTEN", 0)
    monkeypatch.setattr(lineage, "retrace", ended)


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Builds are cut short until this is undone."""
    cut_short(monkeypatch)
    return monkeypatch


def _run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, args)])


def _exported(path: Path) -> bytes:
    with Case.open(path) as case:
        return b"".join(jsonl(case))


def test_builds_killed_at_random_moments_leave_what_is_whole_and_end_alike(tmp_path: Path) -> None:
    faults: Any = bench("faults")
    rows = faults.faults(tmp_path, kills=6, reports=6, seed=4)  # two of each manner
    assert [row for row in rows if row["wrong"]] == [] and {row["manner"] for row in rows} == {*faults.MANNERS}


def test_a_first_build_that_did_not_end_never_looks_whole(
    reports: Path, tmp_path: Path, cut: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "a.hw"
    with pytest.raises(PowerCut):
        pipeline.build([str(reports)], case)
    for command in (
        ("show", case, "findings"),
        ("export", case),
        ("dossier", case, "-o", "-"),
        ("judge", "list", case),
    ):
        result = _run(*command)
        assert (result.exit_code, result.stdout) == (4, "")
        assert "the first build of the case has not ended" in result.stderr and result.stderr.count("\n") == 1
    for checked in (_run("show", case), _run("check", case)):
        assert checked.exit_code == 0
        assert "has not ended, and the case holds nothing before it has; the 6 reports that it read" in checked.stderr
    assert "not ended\t6" in _run("show", case).stdout
    cut.undo()
    built = pipeline.build([str(reports)], case)
    assert (built.reports, built.read) == (6, 0)
    pipeline.build([str(reports)], tmp_path / "whole.hw")
    assert _exported(case) == _exported(tmp_path / "whole.hw")
    assert "not ended" not in (shown := _run("show", case)).stdout and shown.stderr == ""


def test_an_addition_that_did_not_end_leaves_the_case_as_it_was(
    reports: Path, tmp_path: Path, cut: pytest.MonkeyPatch
) -> None:
    case, paths = tmp_path / "a.hw", sorted(map(str, reports.iterdir()))
    cut.undo()
    pipeline.build(paths[:3], case)
    before = _exported(case)
    cut_short(cut)
    with pytest.raises(PowerCut):
        pipeline.build(paths, case)
    assert _exported(case) == before
    with Case.open(case) as opened:
        assert list(broken(opened, decode)) == [] and opened.begun() == 3
    shown = _run("show", case, "reports")
    assert shown.exit_code == 0 and "is as it was before; the 3 reports that it read are kept" in shown.stderr
    cut.undo()
    assert pipeline.build(paths[:3], case).read == 0  # the build is given up: only these
    assert _exported(case) == before and _run("show", case).stderr == ""
    built = pipeline.build(paths, case)
    assert (built.reports, built.read) == (6, 3)


def test_what_was_kept_and_is_damaged_or_stale_is_read_again(
    reports: Path, tmp_path: Path, cut: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "a.hw"
    with pytest.raises(PowerCut):
        pipeline.build([str(reports)], case)
    with sqlite3.connect(case) as connection:
        connection.execute("UPDATE pending SET body = x'00' WHERE rowid = 1")
    connection.close()
    (reports / "Verna.txt").write_text("Two boats sank off Verna on Friday.\n")
    cut.undo()
    built = pipeline.build([str(reports)], case)
    assert (built.reports, built.read) == (6, 2)
    pipeline.build([str(reports)], tmp_path / "whole.hw")
    assert _exported(case) == _exported(tmp_path / "whole.hw")


def test_what_a_killed_process_left_beside_the_place_of_a_case_is_taken_away(reports: Path, tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = [tmp_path / f".a.hw.{ended.pid}.part", tmp_path / f".a.hw.{ended.pid}.part-wal"]
    others = [tmp_path / f".a.hw.{os.getppid()}.part", tmp_path / f".b.hw.{ended.pid}.part"]
    for each in (*left, *others):
        each.write_bytes(b"half")
    pipeline.build([str(reports)], tmp_path / "a.hw")
    assert not any(each.exists() for each in left) and all(each.exists() for each in others)


_HALF = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE reading SET fingerprint = 'other'")
connection.execute("CREATE TABLE filler (words)")
connection.executemany("INSERT INTO filler VALUES (?)", (("x" * 500,) for _ in range(2000)))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_half_written_is_taken_back_by_whoever_opens_the_case(reports: Path, tmp_path: Path) -> None:
    case = tmp_path / "a.hw"
    pipeline.build([str(reports)], case)
    before = _exported(case)
    subprocess.run([sys.executable, "-c", _HALF, str(case)], check=False)
    assert case.with_name("a.hw-journal").exists()
    assert _run("check", case, "-q").exit_code == 0 and _exported(case) == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.hw", "reports"]


def test_processes_that_read_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("the men who ran from the mill told us what they saw " * 9_000)
    command = [sys.executable, "-m", "headwater", "read", str(tmp_path / "long.txt"), "--workers", "2"]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
    session: Any = bench("faults").session
    _until(lambda: len(session(process.pid)) > 1)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    _until(lambda: not session(process.pid))


def _until(holds: Any) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_two_builds_at_once_of_one_case_do_not_mix(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, paths = tmp_path / "a.hw", sorted(map(str, reports.iterdir()))
    pipeline.build(paths[:2], case)
    original = lineage.retrace

    def overtaken(*args: Any, **options: Any) -> Any:
        monkeypatch.setattr(lineage, "retrace", original)
        pipeline.build(paths[:4], case)  # another build ends while this one traces
        return original(*args, **options)

    monkeypatch.setattr(lineage, "retrace", overtaken)
    monkeypatch.setattr(pipeline, "_OFTEN", 0)
    with pytest.raises(CaseError, match="built anew by another process"):
        pipeline.build(paths[3:], case)
    with Case.open(case) as opened:
        assert len(opened.readings()) == 4 and list(broken(opened, decode)) == []
    assert pipeline.build(paths[3:], case).reports == 6
    pipeline.build(paths, tmp_path / "whole.hw")
    assert _exported(case) == _exported(tmp_path / "whole.hw")


def test_a_reader_during_a_build_sees_the_case_before_it(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, paths = tmp_path / "a.hw", sorted(map(str, reports.iterdir()))
    pipeline.build(paths[:3], case)
    before, seen = _exported(case), []
    original = lineage.retrace

    def read_meanwhile(*args: Any, **options: Any) -> Any:
        seen.append(_exported(case))
        return original(*args, **options)

    monkeypatch.setattr(lineage, "retrace", read_meanwhile)
    monkeypatch.setattr(pipeline, "_OFTEN", 0)
    with Case.open(case) as reader:
        first = reader.readings()
        pipeline.build(paths, case)
        assert len(first) == 3 and len(reader.readings()) == 6
    assert seen == [before]
    with sqlite3.connect(case) as connection:  # and nothing is left beside the case once nobody reads it
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.hw", "reports"]


def test_whoever_is_in_the_middle_of_reading_a_served_case_holds_up_no_build(reports: Path, tmp_path: Path) -> None:
    case, paths, count = tmp_path / "a.hw", sorted(map(str, reports.iterdir())), "SELECT COUNT(*) FROM report"
    pipeline.build(paths[:3], case)
    with serving(case), closing(sqlite3.connect(case, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute(count).fetchone() == (3,)
        pipeline.build(paths, case)
        assert reader.execute(count).fetchone() == (3,)  # the case as it was when the reading began
        reader.execute("COMMIT")
        assert reader.execute(count).fetchone() == (6,)


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_told_to_end_leaves_nothing_beside_the_case(
    reports: Path, tmp_path: Path, signal_: signal.Signals
) -> None:
    (reports / "long.txt").write_text("the men who ran from the mill told us what they saw " * 9_000)
    command = [sys.executable, "-m", "headwater", "build", str(reports), "-o", str(tmp_path / "a.hw"), "-q"]
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE)
    session: Any = bench("faults").session
    _until(lambda: len(session(process.pid)) > 2)  # it reads
    os.killpg(process.pid, signal_)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, b"headwater: interrupted; no case was half changed\n")
    _until(lambda: not session(process.pid))
    assert [each.name for each in tmp_path.iterdir()] == ["reports"]


def test_a_case_that_is_moved_away_during_a_build_is_not_made_anew(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, paths = tmp_path / "a.hw", sorted(map(str, reports.iterdir()))
    pipeline.build(paths[:3], case)
    before = case.read_bytes()
    original = lineage.retrace

    def moved(*args: Any, **options: Any) -> Any:
        case.rename(tmp_path / "b.hw")
        return original(*args, **options)

    monkeypatch.setattr(lineage, "retrace", moved)
    with pytest.raises(CaseError, match="no longer where it was"):
        pipeline.build(paths, case)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["b.hw", "reports"]
    assert (tmp_path / "b.hw").read_bytes() == before
