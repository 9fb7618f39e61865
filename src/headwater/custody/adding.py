"""Pages of the web added to a case: fetched into WARC records that the case keeps, then built like any report."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime

from headwater import intake, pipeline
from headwater.errors import InputError
from headwater.fetch import Fetcher
from headwater.model import Capture, Unread
from headwater.pipeline import Built, Progress


def add(
    case: str | os.PathLike[str],
    urls: Sequence[str],
    fetcher: Fetcher,
    *,
    options: intake.Options | None = None,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Built:
    """Fetch pages, one after the other, and build the case with those that came; it names the others as not read.

    Raises:
        NothingBuilt: no page came, and there is no case.
        CaseError: the case cannot be used.
    """
    fetched: dict[str, Capture | Unread] = {}
    for url in dict.fromkeys(urls):
        try:
            fetched[url] = Capture.of(fetcher.fetch(url, now=_now))
        except InputError as error:
            fetched[url] = Unread(url, str(error))
    return pipeline.build((), case, fetched=fetched, options=options, workers=workers, progress=progress)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
