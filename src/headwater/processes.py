"""Reading reports, here or in several processes; the results come in the order of what is received."""

import os
import signal
import sys
import traceback
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from time import perf_counter

import msgspec

from headwater import claims, text
from headwater.errors import EmptyInput, HeadwaterError, InputError
from headwater.model import Reading, Report, Unread

Seconds = dict[str, float]
"""The time that each step took, in seconds; reading in several processes adds theirs up."""

_BATCH = 8  # reports handed to a process at a time
_START = "fork" if sys.platform == "linux" else "spawn"  # a fork has the English pipeline loaded already
_SMALL = 64_000  # bytes; below this, starting more processes costs more than it saves


def read_all(received: Iterable[Report | Unread], workers: int | None) -> Iterator[tuple[Reading | Unread, Seconds]]:
    """Read each in turn, here or in other processes; the results come in the order of what is received."""
    received = iter(received)
    if workers is None:
        start = _until(received, _SMALL)
        workers = (os.cpu_count() or 1) if sum(map(_size, start)) >= _SMALL else 1
        received = chain(start, received)
    if workers == 1:
        yield from map(_read, received)
        return
    yield from map(_read, islice(received, 1))  # here: so that all is loaded once, and forked processes share it
    with ProcessPoolExecutor(workers, get_context(_START), initializer=_follow_parent) as pool:
        waiting: deque[Future[list[tuple[bytes | Unread, Seconds]]]] = deque()
        try:
            while batch := list(islice(received, _BATCH)):
                waiting.append(pool.submit(_read_batch, batch))
                if len(waiting) > 4 * workers:
                    yield from map(_unpacked, waiting.popleft().result())
            while waiting:
                yield from map(_unpacked, waiting.popleft().result())
        except BrokenProcessPool as error:
            raise HeadwaterError("a process that read reports was ended", next_step="Try --workers 1") from error
        finally:
            pool.shutdown(cancel_futures=True)


def _until(received: Iterator[Report | Unread], size: int) -> list[Report | Unread]:
    """The first of them, until they are of this size together."""
    first: list[Report | Unread] = []
    while size > 0 and (each := next(received, None)) is not None:
        first.append(each)
        size -= _size(each)
    return first


def _size(received: Report | Unread) -> int:
    return len(received.raw) if isinstance(received, Report) else 0


def _follow_parent() -> None:
    """Ctrl-C is for the process that the person started; it ends the others, and so does its own end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _read_batch(batch: list[Report | Unread]) -> list[tuple[bytes | Unread, Seconds]]:
    """Read some reports in a process of their own. Readings come back packed: pickle costs four times as much."""
    results = map(_read, batch)
    return [(each if isinstance(each, Unread) else msgspec.msgpack.encode(each), spent) for each, spent in results]


def _unpacked(result: tuple[bytes | Unread, Seconds]) -> tuple[Reading | Unread, Seconds]:
    each, spent = result
    return (each if isinstance(each, Unread) else msgspec.msgpack.decode(each, type=Reading)), spent


def _read(received: Report | Unread) -> tuple[Reading | Unread, Seconds]:
    """Read one report. Whatever is wrong with it, or with us, is said and the others go on."""
    spent: Seconds = defaultdict(float)
    if isinstance(received, Unread):
        return received, spent
    try:
        with timed(spent, "text"):
            words = text.read(received)
        if not words.text.strip():
            raise EmptyInput("no text is left to read", received.name)
        with timed(spent, "parse"):
            parse = text.parse(words)
        with timed(spent, "claims"):
            return claims.read(words, parse), spent
    except InputError as error:
        why = str(error)
    except HeadwaterError:
        raise
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        why = (
            f"a fault of Headwater's ({type(error).__name__} at {Path(at.filename).name}:{at.lineno}); please report it"
        )
    return Unread(received.acquisitions[0].path, why), spent


@contextmanager
def timed(seconds: Seconds, step: str) -> Iterator[None]:
    start = perf_counter()
    try:
        yield
    finally:
        seconds[step] += perf_counter() - start
