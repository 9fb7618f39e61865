"""Pages of the web added to a case: fetched into WARC records that the case keeps, then built like any report."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from headwater import intake, pipeline
from headwater.errors import InputError
from headwater.fetch import Fetcher
from headwater.model import Capture, Unread
from headwater.pipeline import Built, Progress


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it."""

    unfetched: tuple[Unread, ...]
    built: Built | None  # None if nothing was fetched, and the case is as it was


def add(
    case: str | os.PathLike[str],
    urls: Sequence[str],
    fetcher: Fetcher,
    *,
    options: intake.Options | None = None,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Added:
    """Fetch pages, one after the other, and build the case with those that came.

    Raises:
        CaseError: the case cannot be used.
    """
    captures, unfetched = [], []
    for url in dict.fromkeys(urls):
        try:
            captures.append(Capture.of(fetcher.fetch(url, now=_now)))
        except InputError as error:
            unfetched.append(Unread(url, str(error)))
    if not captures:
        return Added(tuple(unfetched), None)
    built = pipeline.build((), case, captures=captures, options=options, workers=workers, progress=progress)
    return Added(tuple(unfetched), built)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
