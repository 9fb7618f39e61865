"""What every request passes before any page sees it. Each guard is plain ASGI, and refuses with a ``Problem``.

Threats and answers: other names that lead here (``KnownHost``), pages of other sites (``SameOrigin``, ``same_form``
and the session's cookie), other users of this machine (``LetIn``), requests without end (``Bounded``), and words of
reports that would act on a page (``Headers``; the templates escape them first).
"""

import asyncio
import hmac
import logging
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers as Fields
from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from headwater.errors import Refusal
from headwater.web.problem import Problem
from headwater.web.session import Session, Sessions
from headwater.web.settings import Settings

_log = logging.getLogger(__name__)

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_PIECES = 10  # times the patience for one piece: for the whole of a request
_OPEN = ("/static/", "/login")  # for whoever has no session

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a form would say that its origin is null
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Headers:
    """Every response says what it may do: run our script, use our style, and ask nobody else for anything."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the answer."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")  # a page is not to be had after the end of a session
            await send(message)

        await self.app(scope, receive, sending)


class Faults:
    """A fault of ours is written to the log, and said without showing anything of the case."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer for what fails."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            _log.exception("while answering %s", scope["path"])
            problem = Problem(500, f"a fault of Headwater's ({type(error).__name__})", None, "Please report it")
            await problem.response(Request(scope))(scope, receive, send)


class KnownHost:
    """Only requests that call the server by a name of its own."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http":
            names = Fields(scope=scope).getlist("host")
            if len(names) != 1 or not self.settings.answers_to(_hostname(names[0])):
                problem = Problem(
                    421, "this server has another name", ", ".join(names)[:200], "Use the address it gave"
                )
                await problem.response(Request(scope))(scope, receive, send)
                return
        await self.app(scope, receive, send)


class SameOrigin:
    """Only pages of this server may change anything, and only its own pages may show parts of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and not _is_own(scope["method"], Fields(scope=scope)):
            problem = Problem(403, "the request comes from another site", next="Go there from a page of this server")
            await problem.response(Request(scope))(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _is_own(method: str, fields: Fields) -> bool:
    origin, site = fields.get("origin"), fields.get("sec-fetch-site", "none")
    if origin is not None and urlsplit(origin).netloc != fields.get("host"):
        return False
    if method in SAFE:
        return site in ("none", "same-origin") or fields.get("sec-fetch-mode") == "navigate"
    return site in ("none", "same-origin")


class Bounded:
    """No request is larger than it may be, and none is waited for without end."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; it is refused where it breaks a bound."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self.settings.upload + self.settings.body if scope["path"] == "/add" else self.settings.body
        stated = Fields(scope=scope).get("content-length", "0")
        taken, answered, problem = 0, False, None
        too_large = Problem(413, "the request is too large", None, f"Send at most {most:,} bytes at once")
        if not stated.isdecimal() or int(stated) > most:
            await _last(too_large, scope)(scope, receive, send)
            return

        last = asyncio.get_running_loop().time() + _PIECES * self.settings.patience

        async def receiving() -> Message:
            nonlocal taken, problem
            left = min(self.settings.patience, last - asyncio.get_running_loop().time())
            try:
                message = await asyncio.wait_for(receive(), None if answered else left)
            except TimeoutError:
                problem = Problem(408, "the request did not come to its end", None, "Send it again")
                raise Refusal(problem.what) from None
            taken += len(message.get("body", b""))
            if taken > most:
                problem = too_large
                raise Refusal(problem.what)
            return message

        async def sending(message: Message) -> None:
            nonlocal answered
            if problem is not None and not answered:
                answered = True
                await _last(problem, scope)(scope, receive, send)
            elif problem is None:
                answered = True
                await send(message)

        try:
            await self.app(scope, receiving, sending)
        except Refusal:
            await sending({"type": "http.response.start"})


def _last(problem: Problem, scope: Scope) -> Response:
    """The answer after which nothing more is taken from this connection."""
    response = problem.response(Request(scope))
    response.headers["Connection"] = "close"
    return response


class LetIn:
    """Only those who have a session, or the token that begins one."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self.app, self.settings, self.sessions = app, settings, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its session, or show the way in."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        session = self._session(request)
        answer: Response | None = None
        if session is None and not request.url.path.startswith(_OPEN):
            answer = self._entrance(request)
        elif session is not None and "token" in request.query_params:
            answer = RedirectResponse(_without_token(request), 303)
        if answer is not None:
            await answer(scope, receive, send)
            return
        scope.setdefault("state", {})["session"] = session
        await self.app(scope, receive, send)

    def _session(self, request: Request) -> Session | None:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer":
            return self.sessions.for_token(token)
        return self.sessions.find(request.cookies.get(cookie(self.settings), ""))

    def _entrance(self, request: Request) -> Response:
        if request.method == "GET" and self.sessions.for_token(request.query_params.get("token", "")):
            response = RedirectResponse(_without_token(request), 303)
            let_in(response, self.sessions.begin(), self.settings)
            return response
        ended = cookie(self.settings) in request.cookies
        if self.settings.password is not None and request.method == "GET" and not request.url.path.startswith("/api"):
            return RedirectResponse("/login?ended=yes" if ended else "/login", 303)
        what = "your session has ended" if ended else "you have not been let in"
        way = "Open the address that `headwater serve` printed" if self.settings.password is None else "Log in first"
        return Problem(401, what, None, way).response(request)


def _without_token(request: Request) -> str:
    url = request.url.remove_query_params("token")
    path = "/" + url.path.lstrip("/\\")  # or //elsewhere would lead elsewhere
    return f"{path}?{url.query}" if url.query else path


def cookie(settings: Settings) -> str:
    """The name of the session's cookie. Cookies do not tell ports apart, so the name does."""
    return f"headwater-{settings.port}"


def let_in(response: Response, session: Session, settings: Settings) -> None:
    """Give a browser its session. No script sees it; with what another site makes the browser ask it is sent only
    where a person follows a link, and that changes nothing."""
    response.set_cookie(cookie(settings), session.id, httponly=True, samesite="lax", path="/")


async def same_form(request: Request) -> None:
    """Whether what would change something was sent from a page that this session was given (CSRF).

    Raises:
        Refusal: the token of the session is not with it.
    """
    session: Session | None = getattr(request.state, "session", None)
    if request.method in SAFE or session is None or session.by_token:
        return
    sent = request.headers.get("x-csrf-token")
    if sent is None and request.headers.get("content-type", "").startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        sent = (await request.form()).get("csrf")  # type: ignore[assignment]
    if not isinstance(sent, str) or not hmac.compare_digest(sent.encode(), session.csrf.encode()):
        raise Refusal("the form is from another session", next_step="Load the page again and send it once more")


def _hostname(host: str) -> str:
    """The name without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].casefold()
