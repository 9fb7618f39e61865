"""Builds in the background: one at a time, in the order in which they were asked for, each in a process of its own.

Whoever ends the server ends the build too, however they do it (``headwater.web.builder``); the case is then as it was.
"""

import os
import secrets
import shutil
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Condition, Thread
from typing import Literal

import msgspec

from headwater.case import engine
from headwater.errors import NotFound, UsageError
from headwater.model import Unread
from headwater.web.builder import Done, Failed, Order, Step

State = Literal["waiting", "running", "done", "failed", "cancelled"]
Kind = Literal["add", "update"]

STEPS = ("intake", "read", "lineage", "findings", "frameworks", "case")
"""The steps of a build, in order."""

_KEPT = 200  # jobs that are remembered
_WAITING = 20  # builds that wait at the same time
_LINGERING = 5  # seconds that a process may take to end once it has told everything
_LINE = msgspec.json.Decoder(Step | Done | Failed)


@dataclass(frozen=True, slots=True)
class Job:
    """A build as it stands at one moment."""

    id: str
    kind: Kind
    what: str  # what is built from, in words
    refused: tuple[Unread, ...] = ()  # what was not even tried
    state: State = "waiting"
    step: str = ""
    done: int = 0
    total: int | None = None
    built: Done | None = None
    failed: Failed | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed", "cancelled")

    @property
    def unread(self) -> tuple[Unread, ...]:
        """Everything that was given and could not be read."""
        return (*self.refused, *(Unread(path, why) for path, why in (self.built.unread if self.built else ())))


@dataclass(slots=True)
class _Order:
    """What a job needs besides what it tells."""

    paths: tuple[str, ...]
    folder: Path | None
    process: "subprocess.Popen[bytes] | None" = field(default=None)


class Jobs:
    """The builds of one case. ``built`` is called when the case has become another."""

    def __init__(self, case: Path, built: Callable[[], None] = lambda: None) -> None:
        self._case, self._built = case.absolute(), built
        self._changed = Condition()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._orders: OrderedDict[str, _Order] = OrderedDict()  # of those that are not over
        self._thread: Thread | None = None
        self._closed = False

    def add(
        self, paths: Sequence[str], what: str, *, folder: Path | None = None, refused: tuple[Unread, ...] = ()
    ) -> Job:
        """Add reports to the case.

        Args:
            paths: files and folders.
            what: what they are, in words.
            folder: where the paths are found and nothing else is; it is removed in the end, whatever happens.
            refused: what was given besides and is not tried.

        Raises:
            UsageError: too many builds wait already.
        """
        try:
            with self._changed:
                return self._put(Job(secrets.token_hex(8), "add", what, refused), _Order(tuple(paths), folder))
        except UsageError:
            _remove(folder)
            raise

    def update(self) -> Job:
        """Bring the case up to date with what people decided; a build that waits to do so will do for this too."""
        with self._changed:
            for id in self._orders:
                if self._jobs[id].kind == "update" and self._jobs[id].state == "waiting":
                    return self._jobs[id]
            return self._put(Job(secrets.token_hex(8), "update", "what was decided"), _Order((), None))

    def find(self, id: str) -> Job:
        """A job as it stands now.

        Raises:
            NotFound: there is none of this id; the server forgets them when it ends.
        """
        with self._changed:
            if id not in self._jobs:
                raise NotFound("there is no such build", id, "Builds are forgotten when the server ends")
            return self._jobs[id]

    def every(self) -> tuple[Job, ...]:
        """All jobs that are remembered, the latest first."""
        with self._changed:
            return tuple(reversed(self._jobs.values()))

    def wait(self, id: str, seconds: float) -> Job:
        """A job when it is over, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: id not in self._jobs or self._jobs[id].is_over, seconds)
        return self.find(id)

    def cancel(self, id: str) -> Job:
        """Give up a build; the case stays as it was. One that is over stays as it is."""
        self.find(id)
        with self._changed:
            order = self._orders.get(id)
            if order is not None:
                self._note(id, state="cancelled")
                if order.process is None:
                    _remove(self._orders.pop(id).folder)
                else:
                    order.process.kill()
            return self._jobs[id]

    def close(self) -> None:
        """Give up every build, and return when none runs."""
        with self._changed:
            self._closed = True
            for id in list(self._orders):
                self.cancel(id)
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _put(self, job: Job, order: _Order) -> Job:
        if self._closed or len(self._orders) >= _WAITING:
            raise UsageError("too many builds wait already", len(self._orders), "Let some of them end first")
        self._jobs[job.id], self._orders[job.id] = job, order
        for old in [each.id for each in self._jobs.values() if each.is_over][: max(0, len(self._jobs) - _KEPT)]:
            del self._jobs[old]
        if self._thread is None:
            self._thread = Thread(target=self._work, name="builds", daemon=True)
            self._thread.start()
        self._changed.notify_all()
        return job

    def _note(self, id: str, **changes: object) -> None:
        with self._changed:
            if not self._jobs[id].is_over:
                self._jobs[id] = replace(self._jobs[id], **changes)  # type: ignore[arg-type]
                self._changed.notify_all()

    def _work(self) -> None:
        """Do one after the other until the server ends."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._orders or self._closed)
                if not self._orders:
                    return
                id, order = next(iter(self._orders.items()))
            try:
                self._run(id, order)
            except Exception as error:  # a fault of ours, which must not keep the others waiting
                self._note(
                    id, state="failed", failed=Failed(f"a fault of Headwater's ({type(error).__name__})", None, None)
                )
            finally:
                _remove(order.folder)
                with self._changed:
                    self._orders.pop(id, None)
                    self._changed.notify_all()

    def _run(self, id: str, order: _Order) -> None:
        process = self._start(id, order)
        if process is None:
            return
        assert process.stdin is not None and process.stdout is not None
        try:
            folder = str(order.folder) if order.folder else None
            workers = max(1, (os.cpu_count() or 1) - 1)
            given = Order(str(self._case), list(order.paths), folder, workers, engine.key(self._case))
            with suppress(BrokenPipeError):
                process.stdin.write(msgspec.json.encode(given) + b"\n")
                process.stdin.flush()
            for line in process.stdout:
                self._hear(id, _LINE.decode(line))
        finally:
            _reap(process)
        who = "a fault of Headwater's" if (process.returncode or 0) > 0 else "somebody"
        ended = Failed(f"the build was ended by {who}", None, "The case is as it was; the server's log may say more")
        self._note(id, state="failed", failed=ended)  # unless it has told how it ended

    def _start(self, id: str, order: _Order) -> "subprocess.Popen[bytes] | None":
        """The process of a job, unless it was cancelled before it began."""
        with self._changed:
            if self._jobs[id].is_over:
                return None
            command = [sys.executable, "-c", "from headwater.web.builder import main; main()"]
            order.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self._note(id, state="running")
            return order.process

    def _hear(self, id: str, told: Step | Done | Failed) -> None:
        if isinstance(told, Step):
            self._note(id, step=told.name, done=told.done, total=told.total)
        elif isinstance(told, Done):
            self._built()
            self._note(id, state="done", built=told)
        else:
            self._note(id, state="failed", failed=told)


def _reap(process: "subprocess.Popen[bytes]") -> None:
    """See that a process that has nothing more to tell is gone."""
    try:
        process.wait(_LINGERING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):
                stream.close()


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
