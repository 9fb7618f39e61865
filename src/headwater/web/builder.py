"""A build in a process of its own, which ``headwater.web.job`` starts.

The first line on standard input says what to build; the stream then stays open for as long as the result is wanted.
When it closes, because somebody cancelled or because the server is no more, this process ends at once: SQLite sees to
it that the case is as it was. On standard output goes a line of JSON for each step forward, and one for how it ended.
"""

import os
import shutil
import sys
from pathlib import Path
from threading import Thread
from time import monotonic

import msgspec

from headwater import pipeline
from headwater.case import engine
from headwater.errors import HeadwaterError

_OFTEN = 0.1  # seconds between two lines about one step
_KIND = 10  # niceness: pages are answered first


class Order(msgspec.Struct):
    """What to build."""

    case: str
    paths: list[str]  # none to bring the case up to date
    folder: str | None  # where the paths are found; it is removed in the end
    workers: int
    key: str | None = None  # of an encrypted case: a pipe shows it to nobody


class Step(msgspec.Struct, tag=True):
    """How far a step has got."""

    name: str
    done: int
    total: int | None


class Done(msgspec.Struct, tag=True):
    """The case is built."""

    reports: int
    read: int
    claims: int
    unread: list[tuple[str, str]]


class Failed(msgspec.Struct, tag=True):
    """It could not be built, and is as it was."""

    what: str
    value: str | None
    next: str | None


def main() -> None:
    """Build what standard input says."""
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    Thread(target=_end_when_unwanted, args=(order.folder,), daemon=True).start()
    os.nice(_KIND)
    if order.key is not None:
        engine.unlock(Path(order.case), order.key)
    if order.folder is not None:
        os.chdir(order.folder)
    try:
        _tell(_build(order))
    finally:
        _remove(order.folder)


def _build(order: Order) -> Done | Failed:
    told, last = 0.0, ""

    def tell(step: str, done: int, total: int | None) -> None:
        nonlocal told, last
        if step != last or monotonic() - told > _OFTEN:
            told, last = monotonic(), step
            _tell(Step(step, done, total))

    try:
        built = pipeline.build(order.paths, Path(order.case), workers=order.workers, progress=tell)
    except HeadwaterError as error:
        return Failed(error.what, None if error.value is None else str(error.value)[:200], error.next_step)
    return Done(built.reports, built.read, built.claims, [(each.path, each.why) for each in built.unread])


def _tell(line: Step | Done | Failed) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
    sys.stdout.buffer.flush()


def _end_when_unwanted(folder: str | None) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    _remove(folder)
    os._exit(1)


def _remove(folder: str | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
