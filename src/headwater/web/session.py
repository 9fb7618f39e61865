"""Sessions: who has been let in, until they leave or stay away. They are kept in memory and end with the server."""

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from headwater.web.settings import Settings

_MOST = 1_000  # sessions at once; the one unused for longest gives way


@dataclass(slots=True)
class Session:
    """One person at one browser."""

    begun: float
    seen: float
    id: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    hides_names: bool = False  # pages show pseudonyms in the stead of private persons
    by_token: bool = False  # a program that sends the token with every request: no browser sends it for others


class Sessions:
    """All sessions of a server, and how often logins failed."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        self._settings, self._clock, self._lock = settings, clock, Lock()
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._failed: OrderedDict[str, list[float]] = OrderedDict()

    def begin(self) -> Session:
        """Let somebody in."""
        now = self._clock()
        session = Session(now, now)
        with self._lock:
            self._sessions[session.id] = session
            if len(self._sessions) > _MOST:
                self._sessions.popitem(last=False)
        return session

    def find(self, id: str) -> Session | None:
        """The session of this id, unless it has ended."""
        now = self._clock()
        with self._lock:
            session = self._sessions.get(id)
            if session is None:
                return None
            if now - session.seen > self._settings.idle or now - session.begun > self._settings.lasting:
                del self._sessions[id]
                return None
            session.seen = now
            self._sessions.move_to_end(id)
            return session

    def end(self, session: Session) -> None:
        """Let nobody in with it any more."""
        with self._lock:
            self._sessions.pop(session.id, None)

    def for_token(self, token: str) -> Session | None:
        """A session for one request of a program that knows the start-up token."""
        if self._settings.password is not None or not hmac.compare_digest(
            token.encode(), self._settings.token.encode()
        ):
            return None
        return Session(self._clock(), self._clock(), by_token=True)

    def may_try(self, address: str) -> bool:
        """Whether a login from this address may be tried now; counts as a failed one until ``succeeded``."""
        now = self._clock()
        with self._lock:
            recent = [at for at in self._failed.pop(address, []) if now - at < 60]
            allowed = len(recent) < self._settings.tries
            self._failed[address] = [*recent, now] if allowed else recent
            if len(self._failed) > _MOST:
                self._failed.popitem(last=False)
            return allowed

    def succeeded(self, address: str) -> None:
        """Forget the failed logins of an address."""
        with self._lock:
            self._failed.pop(address, None)
