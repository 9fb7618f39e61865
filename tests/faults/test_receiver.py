"""An input that breaks what opens it costs itself alone, as a report does that breaks what reads it."""

import faulthandler
import io
import os
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from headwater import intake, pipeline
from headwater.intake import Options, readers
from headwater.intake.sources import Refused, Source
from headwater.model import Limits, Reading, Report, Unread

_WORDS = "Keepers of the lighthouse at {} counted 40 seals on Friday, Bo Tarn said.\n"


def _abort() -> None:
    faulthandler.disable()  # pytest's, which would print a traceback
    os.abort()


def _hang() -> None:
    while True:
        pass


def _fill() -> None:
    pieces = []
    while True:
        pieces.append(bytearray(5_000_000))


_DEEDS: dict[str, Callable[[], object]] = {
    "abort": _abort,
    "fill": _fill,
    "hang": _hang,
    "wait": lambda: time.sleep(60),
}


@pytest.fixture(autouse=True)
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file does to the process that opens it what its name says, after its first report."""

    def read(source: Source, options: Options) -> Iterator[Report | Refused]:
        yield from readers.read(source, options)
        _DEEDS.get(source.name, lambda: None)()

    monkeypatch.setattr("headwater.receiver.read", read)


def test_a_hostile_input_costs_itself_and_the_order_stays(tmp_path: Path) -> None:
    names = sorted(("anna", "bert", "cora", "dora", "egon", *_DEEDS))
    for name in names:
        (tmp_path / f"{name}.txt").write_text(_WORDS.format(name.capitalize()))
    results = list(pipeline.read([str(tmp_path)], options=Options(Limits(seconds=1, memory=150))))
    assert [each.text.name for each in results if isinstance(each, Reading)] == names
    why = {Path(each.path).stem: each.why for each in results if isinstance(each, Unread)}
    assert why.keys() == _DEEDS.keys()
    assert "ended the process that read it: SIGABRT" in why["abort"]
    assert "too much memory: more than 150 MB" in why["fill"]
    assert "took too long: more than 1 s" in why["hang"] and "took too long: more than 1 s" in why["wait"]


def test_what_a_library_warns_of_is_not_written_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(_DEEDS, "warn", lambda: warnings.warn("no such part", stacklevel=1))
    (tmp_path / "warn.txt").write_text(_WORDS.format("Nistel"))
    assert isinstance(next(pipeline.read([str(tmp_path)])), Reading)
    assert capfd.readouterr().err == ""


def test_no_process_is_left_when_nobody_wants_more(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(_WORDS.format(f"Number {number}"))
    results = pipeline.read([str(tmp_path)])
    next(results)
    children = _children()
    results.close()  # type: ignore[attr-defined]
    assert len(children) == 2 and not _children() & children


def _children() -> set[int]:
    return {int(each) for each in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}


def test_standard_input_is_opened_too(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.txt", _WORDS.format("Nistel"))
        file.writestr("b.txt", _WORDS.format("Tavel"))
    results = list(pipeline.read(["-"], stdin=io.BytesIO(packed.getvalue())))
    assert len([each for each in results if isinstance(each, Reading)]) == 2


def test_a_reader_that_breaks_down_costs_its_input_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Report]:
        raise IndexError("a library's own")
        yield

    monkeypatch.setitem(readers._BY_ENDING, ".txt", readers.Reader((".txt",), parts=broken))
    (tmp_path / "a.txt").write_text("any")
    (tmp_path / "b.md").write_text(_WORDS.format("Nistel"))
    bad, good = intake.receive([str(tmp_path)])
    assert isinstance(bad, Unread) and "it cannot be read: IndexError" in bad.why
    assert isinstance(good, Report)
