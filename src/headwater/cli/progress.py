"""Progress bars: on standard error, and only if that is a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from headwater.pipeline import Progress

_OFTEN = 0.1  # seconds between two drawings of a bar
_DOING = {
    "intake": "receiving",
    "read": "reading",
    "lineage": "tracing who derives from whom",
    "findings": "gathering what is said",
    "frameworks": "coding",
    "case": "writing the case",
}


@contextmanager
def shown(quiet: bool) -> Iterator[Progress | None]:
    """Give what the pipeline tells its progress to; None if nobody would see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Drawn when something is told and not by a thread, for the pipeline forks.
    with Bars(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bars:
        tasks = {step: bars.add_task(doing, total=None, visible=False, start=False) for step, doing in _DOING.items()}
        drawn = 0.0

        def tell(step: str, done: int, total: int | None) -> None:
            nonlocal drawn
            if bars.tasks[tasks[step]].visible and monotonic() - drawn < _OFTEN:
                return
            drawn = monotonic()
            for other, task in tasks.items():
                bars.update(task, visible=other == step)
            bars.start_task(tasks[step])
            bars.update(tasks[step], completed=done, total=total)
            bars.refresh()

        yield tell
