"""The way in with a password, and the way out."""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from headwater.web import password as passwords
from headwater.web.guard import cookie, let_in
from headwater.web.problem import Problem
from headwater.web.rendering import render
from headwater.web.visit import Here
from headwater.web.workbench import Workbench

router = APIRouter(include_in_schema=False)


@router.get("/login")
def form(request: Request) -> Response:
    """Ask for the password."""
    workbench: Workbench = request.app.state.workbench
    if workbench.settings.password is None or request.state.session is not None:
        return RedirectResponse("/", 303)
    return Response(render("login.html.j2", wrong=False, ended="ended" in request.query_params), media_type="text/html")


@router.post("/login")
async def log_in(request: Request, password: Annotated[str, Form(max_length=1_000)] = "") -> Response:
    """Let in whoever knows the password."""
    workbench: Workbench = request.app.state.workbench
    settings, sessions = workbench.settings, workbench.sessions
    address = request.client.host if request.client else ""
    if settings.password is None:
        return RedirectResponse("/", 303)
    if not sessions.may_try(address):
        return Problem(429, "too many logins failed", None, "Wait a minute, then try again").response(request)
    if not await run_sync(passwords.matches, password, settings.password, limiter=workbench.guesses):
        return Response(render("login.html.j2", wrong=True, ended=False), 403, media_type="text/html")
    sessions.succeeded(address)
    response = RedirectResponse("/", 303)
    let_in(response, sessions.begin(), settings)
    return response


@router.post("/logout")
def log_out(here: Here) -> Response:
    """End the session."""
    here.workbench.sessions.end(here.session)
    has_password = here.workbench.settings.password is not None
    way = "Log in to come back" if has_password else "The address that `headwater serve` printed leads back"
    response = Problem(200, "You have left the workbench", None, way).response(here.request)
    response.delete_cookie(cookie(here.workbench.settings))
    return response


@router.post("/names")
def names(here: Here, hide: Annotated[bool, Form()] = False, to: Annotated[str, Form()] = "/") -> Response:
    """Show the names of private persons, or pseudonyms in their stead."""
    here.session.hides_names = hide
    return here.go(to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/")
