"""Opening inputs in a process that can die: an archive or a table that breaks its reader costs itself alone."""

from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from headwater import bound
from headwater.intake.options import Options
from headwater.intake.readers import read
from headwater.intake.sources import Refused, Source
from headwater.model import Limits, Report
from headwater.model.limits import MB


class Receiver:
    """A process that opens one file after another, and another in its place if it dies of one."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._connection: Connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def read(self, source: Source, options: Options) -> Iterator[Report | Refused]:
        """Yield the reports of a source, and whatever in it could not be read; standard input is opened here."""
        if source.stream is not None:
            yield from read(source, options)
            return
        limits, seconds = options.limits, options.limits.seconds_for(_size(source))
        process = self._process = self._process or self._started(limits)
        with suppress(OSError):  # it died meanwhile, which is seen at once
            self._connection.send((source, options, seconds))
        late = False
        while True:
            if not late and not self._connection.poll(bound.PATIENCE * seconds):
                late = True
                process.kill()
            try:
                found: Report | Refused | None = self._connection.recv()
            except (EOFError, OSError):
                self._end()
                yield source.path, bound.ended(process.exitcode or 0, limits, seconds, late=late)
                return
            if found is None:
                return
            yield found

    def _started(self, limits: Limits) -> BaseProcess:
        self._connection, theirs = bound.CONTEXT.Pipe()
        process = bound.CONTEXT.Process(target=_open, args=(theirs, limits), daemon=True)
        bound.start(process)
        theirs.close()
        return process

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.join()
            self._connection.close()
        self._process = None


def _size(source: Source) -> int:
    try:
        return source.file.stat().st_size if source.file else 0
    except OSError:  # whoever opens it is told
        return 0


def _open(connection: Connection, limits: Limits) -> None:
    """Open sources, one at a time, for as long as somebody wants them."""
    bound.follow_parent()
    try:
        most = bound.hold(limits.memory * MB)
        while True:
            source, options, seconds = connection.recv()
            bound.allow(seconds)
            for found in read(source, options):
                connection.send(found)
            bound.end_if_over(most)
            connection.send(None)
    except MemoryError:
        bound.end_without_memory()
