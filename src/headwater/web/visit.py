"""One request by one person: what a page handler is given, and gives its page with."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Annotated, ParamSpec

from anyio.to_thread import run_sync
from fastapi import Depends, Path, Query, Request
from starlette.datastructures import URL
from starlette.responses import HTMLResponse, RedirectResponse, Response

from headwater.web.job import Job
from headwater.web.navigation import NAVIGATION
from headwater.web.rendering import render
from headwater.web.session import Session
from headwater.web.shelf import Shelf
from headwater.web.workbench import Workbench

_Given = ParamSpec("_Given")


@dataclass(frozen=True, slots=True)
class Visit:
    """A request let in by the guard, with the case opened for it."""

    request: Request
    workbench: Workbench
    session: Session
    shelf: Shelf

    def page(self, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """A page from a template, which sees these values and this visit as ``here``."""
        return HTMLResponse(render(template, here=self, **values), status)

    def url(self, **changes: object) -> str:
        """The address of this page with parts of its query changed; None takes one out."""
        gone = [name for name, value in changes.items() if value is None]
        url = URL(f"{self.request.url.path}?{self.request.url.query}").remove_query_params(gone)
        return str(url.include_query_params(**{name: value for name, value in changes.items() if value is not None}))

    def go(self, url: str) -> RedirectResponse:
        """Lead on to another page, after a form was sent."""
        return RedirectResponse(url, 303)

    @property
    def building(self) -> Job | None:
        """The build that runs or waits, on every page but its own: what is shown may be another when it is done."""
        jobs = () if self.request.url.path.startswith("/jobs/") else self.workbench.jobs.every()
        return next((each for each in jobs if not each.is_over), None)

    @property
    def size(self) -> int:
        """How many rows a list shows at once."""
        return self.workbench.settings.page

    @property
    def navigation(self) -> list[tuple[str, str, bool]]:
        """Every page: its address, its name, and whether this is it or within it."""
        path = self.request.url.path
        return [(to, name, path == to or (to != "/" and path.startswith(f"{to}/"))) for to, name in NAVIGATION]


async def _visit(request: Request) -> AsyncIterator[Visit]:
    workbench: Workbench = request.app.state.workbench
    session: Session = request.state.session
    with workbench.shelves.open(hides_names=session.hides_names) as shelf:
        yield Visit(request, workbench, session, shelf)


def at_length(handler: Callable[_Given, Response]) -> Callable[_Given, Awaitable[Response]]:
    """A handler that may take seconds, in threads of its own: the pages do not wait for it."""

    @wraps(handler)
    async def handling(*given: _Given.args, **named: _Given.kwargs) -> Response:
        here = named["here"]
        assert isinstance(here, Visit)
        return await run_sync(partial(handler, *given, **named), limiter=here.workbench.long)

    return handling


Here = Annotated[Visit, Depends(_visit)]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000, description="Which page of a list, from 1.")]
Id = Annotated[str, Path(max_length=200, description="An id as the case has it.")]
