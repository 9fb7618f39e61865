"""The process that answers requests: one, with threads for the pages."""

import asyncio
import socket
import tempfile
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import h11
import uvicorn
from markupsafe import escape
from uvicorn.protocols.http.h11_impl import H11Protocol

from headwater.case import Case
from headwater.errors import UsageError
from headwater.web.app import create
from headwater.web.settings import Settings


def run(case: Path, settings: Settings, *, show: bool, tell: Callable[[str], None]) -> None:
    """Serve a case until the person ends it.

    Args:
        case: the case.
        settings: who may reach it; port 0 is any that is free.
        show: whether to open it in the browser.
        tell: told the address that lets in.

    Raises:
        UsageError: it cannot listen there, or others could reach it without a password.
        CaseError: the case cannot be used.
    """
    if settings.password is None and not settings.is_local:
        raise UsageError("others could reach this address, so it needs a password", settings.host, "Give it one")
    Case.open(case).close()
    with _listening(settings) as listener:
        settings = replace(settings, port=listener.getsockname()[1])
        tell(address(settings))
        with tempfile.TemporaryDirectory() as folder:
            if show:
                _open(_doorway(Path(folder), address(settings)))
            with suppress(KeyboardInterrupt):  # that is how a person ends it
                prepared(case, settings).run(sockets=[listener])


def prepared(case: Path, settings: Settings) -> uvicorn.Server:
    """A server for a case, to be run on a socket that listens."""
    return uvicorn.Server(
        uvicorn.Config(
            create(case, settings),
            http=type("_Patient", (Patient,), {"patience": settings.patience}),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=3,
            limit_concurrency=400,
            h11_max_incomplete_event_size=32_768,
        )
    )


class Patient(H11Protocol):
    """A connection that is closed where the head of a request does not come to its end (`Bounded` sees to bodies)."""

    patience: float = 30  # seconds
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a first request, but not for ever."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take the next piece."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._late is None:
            self._late = self.loop.call_later(self.patience, self._give_up)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._late = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()


def address(settings: Settings) -> str:
    """Where the workbench opens; with the token, where no password is asked for."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    base = f"http://{host}:{settings.port}/"
    return base if settings.password is not None else f"{base}?token={settings.token}"


def _listening(settings: Settings) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise UsageError(f"nothing can listen there ({error.strerror})", where, "Give another --port") from error


def _open(page: str) -> None:
    """Open a page, unless the only browser is one that would take over the terminal."""
    with suppress(webbrowser.Error):
        if type(browser := webbrowser.get()) is not webbrowser.GenericBrowser:
            browser.open(page)


def _doorway(folder: Path, address: str) -> str:
    """A file of the owner's that leads on: other users see the arguments of a browser that is started."""
    page = folder / "open.html"
    page.touch(mode=0o600)
    page.write_text(f'<!DOCTYPE html><meta http-equiv="refresh" content="0;url={escape(address)}">', encoding="utf-8")
    return page.as_uri()
