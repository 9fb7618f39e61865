"""A disk that is full, a folder that may not be written to: a case is whole and as it was, or it is not there."""

import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.bench import bench
from typer.testing import CliRunner

from headwater import pipeline
from headwater.case import Case, broken
from headwater.cli import app
from headwater.errors import CaseError
from headwater.export import jsonl
from headwater.model import Report
from headwater.spool import Spool
from headwater.text.decoding import decode


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for name, words in bench("pile").pile(9, 3).items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def first(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of three of them."""
    case = tmp_path_factory.mktemp("first") / "first.hw"
    pipeline.build(sorted(map(str, reports.iterdir()))[:3], case)
    return case


@pytest.fixture(scope="module")
def whole(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of all of them."""
    case = tmp_path_factory.mktemp("whole") / "whole.hw"
    pipeline.build([str(reports)], case)
    return case


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Where a small disk can be put in (`_room`)."""
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], stderr=subprocess.DEVNULL, check=False)


def _room(disk: Path, size: int) -> None:
    """Make the disk as large as this, in bytes."""
    how = "remount,size" if disk.is_mount() else "size"
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"{how}={size}", "tmpfs", str(disk)], capture_output=True)
    if done.returncode:
        pytest.skip(f"no small disk can be made here ({done.stderr.decode().strip()})")


def _exported(path: Path) -> bytes:
    with Case.open(path) as case:
        assert list(broken(case, decode)) == []
        return b"".join(jsonl(case))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 1.5])
def test_a_full_disk_leaves_no_half_case(disk: Path, reports: Path, whole: Path, share: float) -> None:
    _room(disk, int(whole.stat().st_size * share))
    case = disk / "a.hw"
    try:
        pipeline.build([str(reports)], case)
        assert _exported(case) == _exported(whole)
    except CaseError as error:
        assert "cannot be written (database or disk is full)" in str(error)
        assert not list(disk.iterdir())
    _room(disk, 20_000_000)
    pipeline.build([str(reports)], case)
    assert _exported(case) == _exported(whole) and [each.name for each in disk.iterdir()] == ["a.hw"]


@pytest.mark.parametrize("more", [0, 100_000, 400_000, 800_000, 1_600_000])
def test_a_full_disk_leaves_a_case_as_it_was_or_as_it_should_be(
    disk: Path, reports: Path, first: Path, whole: Path, more: int
) -> None:
    _room(disk, first.stat().st_size + 8_192 + more)
    case = disk / "a.hw"
    shutil.copy(first, case)
    try:
        pipeline.build([str(reports)], case)
        ended = True
    except CaseError as error:
        assert "cannot be written (" in str(error)
        ended = False
    _room(disk, 20_000_000)
    assert _exported(case) in ([_exported(whole)] if ended else [_exported(first), _exported(whole)])
    pipeline.build([str(reports)], case)
    assert _exported(case) == _exported(whole) and [each.name for each in disk.iterdir()] == ["a.hw"]


def test_files_that_may_not_grow_leave_no_half_case(tmp_path: Path, reports: Path) -> None:
    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    command = [sys.executable, "-m", "headwater", "build", str(reports), "-o", str(tmp_path / "a.hw"), "-q"]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=bound)
    assert done.returncode == 4 and done.stderr.startswith("headwater: the case cannot be written (")
    assert "See whether its disk has room" in done.stderr
    assert done.stderr.count("\n") == 1 and not list(tmp_path.iterdir())


def test_no_room_for_the_reports_is_one_line(disk: Path) -> None:
    _room(disk, 1_000_000)
    with Spool(disk / "a.hw") as spool, pytest.raises(CaseError, match=r"no room for the reports .*No space left"):
        for number in range(40):
            spool.keep(Report.from_bytes(bytes([number]) * 1_000_000, name=str(number), path=str(number)))


def test_a_case_on_a_disk_that_is_only_read_is_shown_and_left_alone(disk: Path, reports: Path, first: Path) -> None:
    _room(disk, 20_000_000)
    case = disk / "a.hw"
    shutil.copy(first, case)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    for command in (("show", case), ("export", case), ("check", case), ("dossier", case, "-o", "-")):
        assert CliRunner().invoke(app, [*map(str, command)]).exit_code == 0
    refused = CliRunner().invoke(app, ["build", str(reports), "-o", str(case)])
    assert refused.exit_code == 4
    assert (
        refused.stderr == f"headwater: the case cannot be written: {case}. Copy it to a place that you may write to\n"
    )
    refused = CliRunner().invoke(app, ["build", str(reports), "-o", str(disk / "b.hw")])
    assert refused.exit_code == 4 and "no case can be made there" in refused.stderr
    assert case.read_bytes() == first.read_bytes() and [each.name for each in disk.iterdir()] == ["a.hw"]
