"""Connections that are checked before they are made, and that end in time."""

import ssl
from collections.abc import Callable, Collection, Iterable
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import Any

import httpcore

from headwater.errors import Unfetched
from headwater.fetch.address import is_public, resolve

Resolve = Callable[[str, int], list[str]]


class Network(httpcore.NetworkBackend):
    """Connects to public addresses only, each resolved once and connected to as a number (no rebinding).

    Args:
        seconds: from now on, all that is done over it.
        exempt: addresses with their port that may be connected to though they are not public: for tests.
        resolver: gives the numeric addresses of a host.
    """

    def __init__(
        self, seconds: float, *, exempt: Collection[tuple[str, int]] = (), resolver: Resolve = resolve
    ) -> None:
        self._until = monotonic() + seconds
        self._exempt = frozenset(exempt)
        self._resolve = resolver
        self._below = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host that is public.

        Raises:
            Unfetched: it is not, or has no address.
        """
        addresses = self._addresses(host, port, self.left(timeout))
        for each in addresses:  # one that is not public is enough: an honest name has none
            if (each, port) not in self._exempt and not is_public(each):
                raise Unfetched(
                    "the address is of a private network", f"{host} ({each})", "Only public ones are fetched"
                )
        failed: Exception | None = None
        for each in addresses:
            try:
                return _Stream(self._below.connect_tcp(each, port, self.left(timeout)), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise Unfetched("the host does not answer", host, "Try again later") from failed

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> Any:
        """Never.

        Raises:
            Unfetched: always.
        """
        raise Unfetched("the address is of this machine", path)

    def _addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """The addresses of a host, looked up in a thread, for the system's own resolver cannot be told when to end."""
        found: Queue[list[str] | Exception] = Queue()

        def look_up() -> None:
            try:
                found.put(self._resolve(host, port))
            except Exception as error:  # whatever it is, somebody waits for it
                found.put(error)

        Thread(target=look_up, daemon=True).start()
        try:
            addresses = found.get(timeout=seconds)
        except Empty as error:
            raise Unfetched("looking up the host takes too long", host, "Check the network, or try again") from error
        if isinstance(addresses, Exception):
            raise Unfetched("there is no such host", host, "Check the address") from addresses
        return addresses

    def left(self, timeout: float | None) -> float:
        """The seconds that are left, at most ``timeout``.

        Raises:
            Unfetched: none are.
        """
        left = self._until - monotonic()
        if left <= 0:
            raise Unfetched("it takes too long", next_step="Try again later, or give it more with --seconds")
        return left if timeout is None else min(left, timeout)


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends in time."""

    def __init__(self, below: httpcore.NetworkStream, network: Network) -> None:
        self._below, self._network = below, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._below.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._below.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._below.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secure = self._below.start_tls(ssl_context, server_hostname, self._network.left(timeout))
        return _Stream(secure, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._below.get_extra_info(info)
