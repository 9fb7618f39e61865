"""The application: what a request passes, and where it arrives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response

import headwater
from headwater.case import Case, serving
from headwater.errors import HeadwaterError, Refusal
from headwater.web import api, guard, login, look
from headwater.web.job import Jobs
from headwater.web.pages import (
    add,
    collation,
    dossier,
    estimates,
    findings,
    help,
    indicators,
    lineage,
    overview,
    places,
    reader,
    reports,
    review,
    search,
    system,
    timeline,
)
from headwater.web.preparation import Preparation
from headwater.web.problem import Problem
from headwater.web.session import Sessions
from headwater.web.settings import Settings
from headwater.web.shelf import Shelves
from headwater.web.workbench import Workbench

ROUTERS: tuple[APIRouter, ...] = (
    login.router,
    look.router,
    findings.api,
    collation.api,
    system.api,
    timeline.api,
    places.api,
    estimates.api,
    review.api,
    add.api,
    dossier.api,
    api.router,
    overview.router,
    reports.router,
    reader.router,
    lineage.router,
    findings.router,
    collation.router,
    system.router,
    indicators.router,
    timeline.router,
    places.router,
    estimates.router,
    review.router,
    search.router,
    dossier.router,
    add.router,
    help.router,
)


def create(case: Path, settings: Settings) -> FastAPI:
    """The workbench of a case.

    Raises:
        CaseError: there is no case, or it cannot be used.
    """
    Case.open(case).close()
    sessions = Sessions(settings)
    app = FastAPI(
        title="Headwater",
        version=headwater.__version__,
        docs_url=None,  # its page loads scripts from elsewhere; the OpenAPI document itself is ours
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_open,
        dependencies=[Depends(guard.same_form)],
        middleware=[  # from the outside inwards
            Middleware(guard.Headers),
            Middleware(guard.Faults),
            Middleware(guard.KnownHost, settings=settings),
            Middleware(guard.SameOrigin),
            Middleware(guard.LetIn, settings=settings, sessions=sessions),
            Middleware(guard.Bounded, settings=settings),
        ],
    )
    shelves = Shelves(case)
    plans = settings.plans
    preparation = Preparation(shelves, plans.values())
    jobs = Jobs(case, built=preparation.begin)
    app.state.workbench = Workbench(case, settings, shelves, sessions, jobs, preparation, plans)
    for router in ROUTERS:
        app.include_router(router)
    for kind, handler in _HANDLERS:
        app.add_exception_handler(kind, handler)  # type: ignore[arg-type]
    return app


@asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    """While the server runs, reads and builds do not wait for each other."""
    workbench: Workbench = app.state.workbench
    current_default_thread_limiter().total_tokens = workbench.settings.pages
    with serving(workbench.path):
        workbench.preparation.begin()
        yield
        workbench.jobs.close()
        workbench.preparation.close()
        workbench.shelves.close()


def _of_ours(request: Request, error: HeadwaterError) -> Response:
    return Problem.of(error).response(request)


def _refused(request: Request, error: Refusal) -> Response:
    return Problem(403, error.what, None, error.next_step).response(request)


def _of_http(request: Request, error: HTTPException) -> Response:
    gone = error.status_code == 404
    what = "there is no such page" if gone else str(error.detail).lower()
    step = "Start again from the overview, or search for the words" if gone else None
    response = Problem(error.status_code, what, request.url.path[:200], step).response(request)
    response.headers.update(error.headers or {})
    return response


def _of_values(request: Request, error: RequestValidationError) -> Response:
    return Problem.of_value(error.errors()[0]).response(request)


_HANDLERS = (
    (Refusal, _refused),
    (HeadwaterError, _of_ours),
    (HTTPException, _of_http),
    (RequestValidationError, _of_values),
)
