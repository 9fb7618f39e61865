"""What pages need of the whole case, made before anybody asks: at the start, and after every build of its own.

Each view is kept for one state of the case (``Shelf.remembered``), so that no page makes it again. A page that comes
before its view is ready waits for that one view alone.
"""

import gc
import logging
from collections.abc import Callable, Iterable
from functools import partial
from threading import Event, Thread

from headwater.estimates import Plan
from headwater.web.queries import catalogue, docket, estimating, kin, roster, standing, system, timeline
from headwater.web.shelf import Shelf, Shelves

_log = logging.getLogger(__name__)


VIEWS: tuple[Callable[[Shelf], object], ...] = (
    roster.roster,
    standing.overview,
    lambda shelf: shelf.sheltered,
    catalogue.catalogue,
    kin.ties,
    lambda shelf: kin.drawn(shelf, 1),
    lambda shelf: kin.behind(shelf, ""),
    system.systems,
    system.frameworks,
    lambda shelf: timeline.timeline(shelf, "", "", 1, 1),
    docket.indexed,
    docket.history,
    lambda shelf: shelf.rewriting,
)
"""In the order in which a reader is likely to come upon them."""


class Preparation:
    """Makes the views in a thread of its own; asked again while it works, it begins again afterwards."""

    def __init__(self, shelves: Shelves, plans: Iterable[Plan] = ()) -> None:
        self._shelves = shelves
        of_plans = (partial(estimating.worked, plan=each) for each in plans)
        self._views: tuple[Callable[[Shelf], object], ...] = (*VIEWS, *of_plans)
        self._wanted, self._over = Event(), False
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Make what is not made yet of the case as it is now."""
        self._wanted.set()
        if self._thread is None:
            self._thread = Thread(target=self._work, name="preparation", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop after the view that is being made."""
        self._over = True
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            gc.disable()  # it would go through all that is being made again and again, and find nothing
            try:
                for view in self._views:
                    if self._over:
                        return
                    self._make(view)
            finally:
                gc.freeze()  # nor later on: views are kept, and looking for waste in them makes every page wait
                gc.enable()

    def _make(self, view: Callable[[Shelf], object]) -> None:
        try:
            with self._shelves.open() as shelf:
                view(shelf)
        except Exception:  # whoever opens the page is told
            _log.debug("a view was not prepared", exc_info=True)
