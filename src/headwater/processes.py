"""Reading reports in processes that can die: whatever a report does to its process costs that report alone.

A process has one report at a time. If it crashes, or takes more time or memory than the limits allow, the report is
named as not read, and another process goes on with the others. Results come in the order of what is received.
"""

import os
import sys
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, perf_counter

import msgspec

from headwater import bound, claims, text
from headwater.errors import EmptyInput, HeadwaterError, InputError
from headwater.model import Limits, Reading, Report, Unread
from headwater.model.limits import MB

Seconds = dict[str, float]
"""The time that each step took, in seconds; reading in several processes adds theirs up."""

_AHEAD = 64  # reports for each process that may be read while the first of them takes long
_SMALL = 64_000  # bytes; below this, starting more processes costs more than it saves
_FIRST = b"Ann Tarn, a miller, said on Tuesday that 3 men had seen it."  # read before a fork, so that all is loaded

_Packed = tuple[bytes | Unread | HeadwaterError, Seconds]
"""A reading as it comes from another process: packed, for pickle costs four times as much."""


def read_all(
    received: Iterable[Report | Unread], workers: int | None = 1, limits: Limits | None = None
) -> Iterator[tuple[Reading | Unread, Seconds]]:
    """Read each report in a process that can die; what could not be received is handed on in its place.

    Args:
        received: the reports, with their bytes.
        workers: how many processes; None for one a processor, or one alone if the pile is small.
        limits: what one report may cost.

    Raises:
        HeadwaterError: a part of Headwater is missing, so that nothing can be read.
    """
    received = iter(received)
    if workers is None:
        start = _until(received, _SMALL)
        workers = (os.cpu_count() or 1) if sum(map(_size, start)) >= _SMALL else 1
        received = chain(start, received)
    crew = _Crew(workers, limits or Limits())
    try:
        yield from map(_unpacked, crew.read(received))
    finally:
        crew.end()


def _until(received: Iterator[Report | Unread], size: int) -> list[Report | Unread]:
    """The first of them, until they are of this size together."""
    first: list[Report | Unread] = []
    while size > 0 and (each := next(received, None)) is not None:
        first.append(each)
        size -= _size(each)
    return first


def _size(received: Report | Unread) -> int:
    return len(received.raw) if isinstance(received, Report) else 0


class _Crew:
    """Some processes that read, each given the next report as soon as it is free."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self._workers = workers
        self._limits = limits
        self._free: list[_Worker] = []
        self._busy: dict[Connection, _Worker] = {}
        self._done: dict[int, _Packed] = {}

    def read(self, received: Iterable[Report | Unread]) -> Iterator[_Packed]:
        """Give the results in order. A process has its next report before the result of its last is looked at."""
        turn = 0
        for number, each in enumerate(received):
            if isinstance(each, Unread):
                self._done[number] = each, {}
            else:
                self._worker().give(number, each)
            while number - turn >= _AHEAD * self._workers and turn not in self._done:
                self._gather()
            while turn in self._done:
                yield self._done.pop(turn)
                turn += 1
        while self._done or self._busy:
            while turn not in self._done:
                self._gather()
            yield self._done.pop(turn)
            turn += 1

    def end(self) -> None:
        """End every process, whatever it does."""
        for worker in (*self._free, *self._busy.values()):
            worker.end()

    def _worker(self) -> "_Worker":
        """A process that is free, and counted among the busy from now on."""
        while not self._free and len(self._busy) == self._workers:
            self._gather()
        worker = self._free.pop() if self._free else _Worker.started(self._limits)
        self._busy[worker.connection] = worker
        return worker

    def _gather(self) -> None:
        """Wait until one has an answer or has died, or end those whose time is over."""
        soonest = min(worker.until for worker in self._busy.values())
        ready = wait(list(self._busy), max(0.0, soonest - monotonic()))
        for worker in [self._busy.pop(each) for each in ready if isinstance(each, Connection)]:
            answer = worker.answer()
            self._done[worker.number] = answer or worker.died()
            if answer:
                self._free.append(worker)
        if not ready:
            for worker in self._busy.values():
                worker.give_up()


@dataclass(slots=True)
class _Worker:
    """A process that reads one report after another."""

    process: BaseProcess
    connection: Connection
    limits: Limits
    number: int = 0  # of the report that it reads
    path: str = ""
    seconds: int = 0  # that this report may take
    until: float = 0.0  # by the clock on the wall
    late: bool = False

    @classmethod
    def started(cls, limits: Limits) -> "_Worker":
        if sys.platform == "linux":
            _load()
        ours, theirs = bound.CONTEXT.Pipe()
        process = bound.CONTEXT.Process(target=_work, args=(theirs, limits), daemon=True)
        bound.start(process)
        theirs.close()
        return cls(process, ours, limits)

    def give(self, number: int, report: Report) -> None:
        """Have it read a report."""
        self.number, self.path = number, report.acquisitions[0].path
        self.seconds = self.limits.seconds_for(len(report.raw))
        self.until = monotonic() + bound.PATIENCE * self.seconds
        with suppress(OSError):  # it died just now, which is seen when its answer is asked for
            self.connection.send((report, self.seconds))

    def answer(self) -> _Packed | None:
        """What it says of the report; None if it died of it."""
        try:
            packed: _Packed = self.connection.recv()
        except (EOFError, OSError):
            return None
        return packed

    def give_up(self) -> None:
        """End it if its time is over."""
        if self.until <= monotonic():
            self.late = True
            self.process.kill()

    def died(self) -> _Packed:
        """Why there is no answer."""
        self.end()
        code = self.process.exitcode or 0
        return Unread(self.path, str(bound.ended(code, self.limits, self.seconds, late=self.late)), given_up=True), {}

    def end(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


@cache
def _load() -> None:
    """Load all that reading needs, once, so that every fork has it."""
    _read(Report.from_bytes(_FIRST, name="", path=""))


def _work(connection: Connection, limits: Limits) -> None:
    """Read reports, one at a time, for as long as somebody wants them."""
    bound.follow_parent()
    try:
        most = bound.hold(limits.memory * MB)
        while True:
            report, seconds = connection.recv()
            bound.allow(seconds)
            packed = _packed(report)
            bound.end_if_over(most)
            connection.send(packed)
    except MemoryError:
        bound.end_without_memory()


def _packed(report: Report) -> _Packed:
    try:
        result, spent = _read(report)
    except HeadwaterError as error:
        return error, {}
    return (result if isinstance(result, Unread) else msgspec.msgpack.encode(result)), spent


def _unpacked(packed: _Packed) -> tuple[Reading | Unread, Seconds]:
    result, spent = packed
    if isinstance(result, HeadwaterError):
        raise result
    return (result if isinstance(result, Unread) else msgspec.msgpack.decode(result, type=Reading)), spent


def _read(report: Report) -> tuple[Reading | Unread, Seconds]:
    """Read one report. Whatever is wrong with it, or with us, is said and the others go on."""
    spent: Seconds = defaultdict(float)
    try:
        with timed(spent, "text"):
            words = text.read(report)
        if not words.text.strip():
            raise EmptyInput("no text is left to read", report.name)
        with timed(spent, "parse"):
            parse = text.parse(words)
        with timed(spent, "claims"):
            return claims.read(words, parse), spent
    except InputError as error:
        why = str(error)
    except (HeadwaterError, MemoryError):
        raise
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        why = (
            f"a fault of Headwater's ({type(error).__name__} at {Path(at.filename).name}:{at.lineno}); please report it"
        )
    return Unread(report.acquisitions[0].path, why), spent


@contextmanager
def timed(seconds: Seconds, step: str) -> Iterator[None]:
    start = perf_counter()
    try:
        yield
    finally:
        seconds[step] += perf_counter() - start
