"""A report that crashes its process, or takes more than the limits allow, costs one line and nothing else."""

import faulthandler
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater import bound, pipeline, text
from headwater.case import Case
from headwater.cli import app
from headwater.errors import HeadwaterError
from headwater.export import jsonl
from headwater.intake import Options
from headwater.model import Limits, Report, Text, Unread
from headwater.processes import read_all

_GOOD = ("anna", "bert", "cora", "dora", "egon")
_HOSTILE = ("abort", "exit", "fill", "hang", "swallow", "wait")


def _abort() -> None:
    faulthandler.disable()  # pytest's, which would print a traceback
    os.abort()


def _fill() -> None:
    pieces = []
    while True:
        pieces.append(bytearray(5_000_000))


def _swallow() -> None:
    """Much memory, and then a library that makes do without what it could not get."""
    pieces = []
    for _ in range(40):
        pieces.append(bytearray(5_000_000))


def _hang() -> None:
    while True:
        pass


_DEEDS: dict[str, Callable[[], object]] = {
    "abort": _abort,
    "exit": lambda: os._exit(0),
    "fill": _fill,
    "hang": _hang,
    "swallow": _swallow,
    "wait": lambda: time.sleep(60),
}


@pytest.fixture(autouse=True)
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report does to its process what its name says."""
    original = text.read

    def read(report: Report) -> Text:
        _DEEDS.get(report.name, lambda: None)()
        return original(report)

    monkeypatch.setattr(text, "read", read)


def _reports(names: tuple[str, ...]) -> list[Report]:
    return [
        Report.from_bytes(f"{name} counted 3 boats on Tuesday, the warden said.".encode(), name=name, path=name)
        for name in names
    ]


def _read(names: tuple[str, ...], workers: int) -> list[str]:
    limits = Limits(seconds=1, memory=150)
    results = [result for result, _ in read_all(_reports(names), workers, limits)]
    return [f"{each.path}: {each.why}" if isinstance(each, Unread) else each.text.name for each in results]


@pytest.mark.parametrize("workers", [1, 3])
def test_a_hostile_report_costs_itself_and_the_order_stays(workers: int) -> None:
    names = tuple(sorted(_GOOD + _HOSTILE))
    read = _read(names, workers)
    assert [each.partition(":")[0] for each in read] == list(names)
    assert [each for each in read if ":" not in each] == list(_GOOD)
    why = dict(each.split(": ", 1) for each in read if ":" in each)
    assert why["hang"] == why["wait"]
    assert why["hang"].startswith("reading it took too long: more than 1 s.") and "--limit seconds=" in why["hang"]
    assert why["fill"] == why["swallow"]
    assert why["fill"].startswith("reading it took too much memory: more than 150 MB.")
    assert "ended the process that read it: SIGABRT" in why["abort"]
    assert "ended the process that read it: exit code 0" in why["exit"]


def test_many_hostile_reports_in_a_row_and_at_the_end() -> None:
    names = ("abort",) * 9 + ("anna",) + ("abort",) * 9
    read = _read(names, 2)
    assert [each.partition(":")[0] for each in read] == list(names) and read[9] == "anna"


def test_one_that_takes_long_does_not_hold_up_the_others() -> None:
    results = read_all(_reports(("wait", *_GOOD)), 2, Limits(seconds=1))
    began = time.monotonic()
    assert [isinstance(each, Unread) for each, _ in results] == [True] + [False] * len(_GOOD)
    assert time.monotonic() - began < 15


def test_a_build_names_it_and_goes_on_whatever_the_number_of_processes(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in (*_GOOD, "abort", "hang"):
        (folder / f"{name}.txt").write_text(f"{name} counted 3 boats on Tuesday, the warden said.\n")
    shown = []
    for workers in ("1", "2"):
        case = tmp_path / f"{workers}.hw"
        command = ["build", str(folder), "-o", str(case), "-q", "--workers", workers, "--limit", "seconds=1"]
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 3
        assert [Path(line.split(": ")[1]).stem for line in result.stderr.splitlines()] == ["abort", "hang"]
        with Case.open(case) as opened:
            shown.append(b"".join(jsonl(opened)))
            assert [each.text.name for each in opened.readings()] == list(_GOOD)
            assert {Path(each.path).stem for each in opened.unread()} == {"abort", "hang"}
    assert shown[0] == shown[1]


def test_a_text_that_takes_longer_than_it_may_is_given_up_without_any_trick(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bound, "PATIENCE", 100)  # the clock on the wall has no part in it
    (tmp_path / "long.txt").write_text("the men who ran from the mill told us what they saw " * 9_000)
    began = time.monotonic()
    (result,) = pipeline.read([str(tmp_path / "long.txt")], options=Options(Limits(seconds=1)))
    assert isinstance(result, Unread) and "took too long" in result.why
    assert time.monotonic() - began < 10


def test_a_missing_part_of_headwater_is_said_by_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(words: Text) -> None:
        if words.name in _GOOD:
            raise HeadwaterError("the English pipeline is not there")

    monkeypatch.setattr(text, "parse", missing)
    with pytest.raises(HeadwaterError, match="pipeline is not there"):
        list(read_all(_reports(_GOOD), 2))


@pytest.mark.parametrize(
    "given", ["speed=3", "seconds", "seconds=0", "seconds=-1", "seconds=1e3", "size=" + "9" * 5000]
)
def test_a_limit_that_is_none_is_wrong_use(tmp_path: Path, given: str) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    result = CliRunner().invoke(app, ["read", str(tmp_path / "a.txt"), "--limit", given])
    assert result.exit_code == 2 and result.stderr.startswith("headwater: ") and result.stderr.count("\n") == 1


def test_a_report_above_the_size_is_not_read_and_says_how_to_raise_it(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("It rained on Tuesday. " * 60_000)
    refused = CliRunner().invoke(app, ["read", str(tmp_path / "big.txt"), "--limit", "size=1"])
    assert refused.exit_code == 3 and "--limit size=" in refused.stderr


def test_what_was_given_up_is_named_and_not_tried_again_with_the_same_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("anna", "abort", "hang"):
        (tmp_path / f"{name}.txt").write_text(f"{name} counted 3 boats on Tuesday, the warden said.\n")
    case, strict = tmp_path / "a.hw", Options(Limits(seconds=1))
    first = pipeline.build([str(tmp_path)], case, options=strict)
    before = case.read_bytes()
    began = time.monotonic()
    again = pipeline.build([str(tmp_path)], case, options=strict)
    assert time.monotonic() - began < 1  # the second that the one that hangs would take again
    assert again.unread == first.unread and {Path(each.path).stem for each in again.unread} == {"abort", "hang"}
    assert case.read_bytes() == before
    for name in ("abort", "hang"):
        monkeypatch.setitem(_DEEDS, name, lambda: None)
    raised = pipeline.build([], case, options=Options(Limits(seconds=2)))
    assert (raised.reports, raised.read, raised.unread) == (3, 2, ())
    with Case.open(case) as opened:
        assert opened.unread() == () and opened.given_up() == {}


def test_a_fault_of_ours_costs_one_line_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty() -> None:
        raise KeyError("ours")

    monkeypatch.setitem(_DEEDS, "fault", faulty)
    read = _read(("anna", "fault", "bert"), 1)
    assert read[::2] == ["anna", "bert"]
    assert read[1].startswith("fault: a fault of Headwater's (KeyError at test_limits.py:") and "report it" in read[1]
