"""What the one who starts the workbench decides, and the bounds that protect it."""

import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from headwater import estimates
from headwater.estimates import Plan


@dataclass(frozen=True, slots=True)
class Settings:
    """How a workbench is served. Times are in seconds, sizes in bytes."""

    host: str = "127.0.0.1"
    port: int = 8137
    password: str | None = None  # hashed; whoever knows it may enter
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)  # lets in where there is none
    idle: float = 8 * 3600  # a session that is not used for so long has ended
    lasting: float = 24 * 3600  # and so has one that was begun so long ago
    tries: int = 5  # failed logins in a minute from one address
    body: int = 1_000_000  # of any request but an upload
    upload: int = 200_000_000  # of all files of one upload together
    files: int = 500  # in one upload
    patience: float = 30  # for the next piece of a request
    page: int = 50  # rows of a list on one page
    estimates: tuple[Plan, ...] = ()  # offered besides those that are shipped
    pages: int = 2  # made at the same time: one after the other all are sooner done than all at once

    @property
    def plans(self) -> Mapping[str, Plan]:
        """The estimates that are offered, by name: a person's own first, in the stead of one that is shipped so too."""
        own = {each.name: each for each in self.estimates}
        return own | {name: estimates.load(name) for name in estimates.SHIPPED if name not in own}

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host == "localhost" or _is_loopback(self.host)

    def answers_to(self, name: str) -> bool:
        """Whether a request may call this server so. A foreign name that leads here is an attack (DNS rebinding).

        An address is never one, so any will do where the server listens on all of them.
        """
        if name in ("localhost", self.host):
            return True
        if _is_address(self.host) and ipaddress.ip_address(self.host).is_unspecified:
            return _is_address(name)
        return self.is_local and _is_loopback(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return _is_address(name) and ipaddress.ip_address(name).is_loopback
