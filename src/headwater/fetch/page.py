"""A page fetched: asked for politely, within limits, and recorded as it came."""

import ssl
from collections.abc import Callable, Collection, Iterator

import httpcore
import httpx

from headwater import __version__
from headwater.errors import Unfetched
from headwater.fetch.address import resolve
from headwater.fetch.network import Network, Resolve
from headwater.fetch.record import Exchange, record
from headwater.fetch.robots import AGENT, allows

_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (fetches single pages when a person asks)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_SIZE = 500 * 1024  # bytes of robots.txt that have to be read (RFC 9309, 2.5)
_STEP = 20.0  # seconds that one step, such as connecting or the next bytes, may take
_LONGEST = 4_000  # characters of an address
_MEGABYTE = 1_000_000


class Fetcher:
    """Fetches pages, each by itself: nothing is remembered between them.

    Args:
        seconds: the time that one page may take with all its redirects.
        size: the most that a page may have, in MB, as it is sent.
        hops: redirects that are followed.
        robots: whether robots.txt is respected.
        exempt: addresses with their port that may be fetched from though they are not public: for tests alone.
        resolver: gives the numeric addresses of a host.
        tls: what certificates are verified by; None for those that `httpx` ships.
    """

    def __init__(
        self,
        *,
        seconds: float = 60,
        size: int = 100,
        hops: int = 5,
        robots: bool = True,
        exempt: Collection[tuple[str, int]] = (),
        resolver: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._seconds, self._size, self._hops, self._robots = seconds, size * _MEGABYTE, hops, robots
        self._exempt, self._resolver = exempt, resolver
        self._tls = tls or httpx.create_ssl_context(trust_env=False)

    def fetch(self, url: str, *, now: Callable[[], str]) -> bytes:
        """Fetch a page, and give its WARC records. ``now`` gives the moment (ISO 8601 in UTC).

        Raises:
            Unfetched: the address is none that is fetched, the site does not want it, a limit was reached, or the
                server did not give it.
        """
        network = Network(self._seconds, exempt=self._exempt, resolver=self._resolver)
        with httpx.Client(transport=_Transport(network, self._tls), trust_env=False, timeout=_STEP) as client:
            try:
                exchanges = list(self._follow(client, _address(url), now))
            except (httpx.HTTPError, httpx.InvalidURL, OSError, *_FAILURES) as error:
                raise Unfetched(_why(error), url, "Check the address, or try again later") from error
        robots = "respected" if self._robots else "not asked"
        return record(exchanges, notes=[("robots", robots), ("http-header-user-agent", _HEADERS["User-Agent"])])

    def _follow(self, client: httpx.Client, url: httpx.URL, now: Callable[[], str]) -> Iterator[Exchange]:
        """The page and the redirects before it."""
        for _ in range(self._hops + 1):
            if self._robots and not self._lets(client, url):
                raise Unfetched("the site lets no robot fetch it (robots.txt)", url, "Save it in a browser instead")
            status, answer = self._ask(client, url, now, self._size)
            yield answer
            leads = _leads(status, answer)
            if leads is None:
                if status != 200:
                    raise Unfetched("the server does not give it", f"{answer.answer[0]}, {url}", "Check the address")
                return
            onward = _address(str(url.join(leads)))
            if url.scheme == "https" and onward.scheme != "https":
                raise Unfetched("it leads to an address without TLS", onward, "Save it in a browser instead")
            url = onward
        raise Unfetched("it is redirected too often", url, "Give the address that it ends at")

    def _lets(self, client: httpx.Client, url: httpx.URL) -> bool:
        """Whether the site of an address lets it be fetched: an error of the site is a no, no robots.txt is a yes."""
        asked = url.copy_with(raw_path=b"/robots.txt")
        for _ in range(self._hops + 1):
            status, answer = self._ask(client, asked, lambda: "", _ROBOTS_SIZE, cut=True)
            leads = _leads(status, answer)
            if leads is not None:
                asked = _address(str(asked.join(leads)))
                continue
            if status == 200:
                return allows(answer.body.decode("utf-8", "replace"), url.raw_path.decode("ascii"))
            return 400 <= status < 500
        return True

    def _ask(
        self, client: httpx.Client, url: httpx.URL, now: Callable[[], str], size: int, *, cut: bool = False
    ) -> tuple[int, Exchange]:
        """Send one request. A body of more than ``size`` bytes is cut there, or refused."""
        request = httpx.Request("GET", url, headers=_HEADERS)
        when = now()
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            where = response.extensions["network_stream"].get_extra_info("server_addr")
            body = bytearray()
            for part in response.iter_raw():
                body += part
                if len(body) > size and not cut:
                    raise Unfetched(
                        "it is too large", f"more than {size // _MEGABYTE} MB, {url}", "Raise --limit size=MB"
                    )
                if len(body) > size:
                    break
        finally:
            response.close()
        asked = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
        told = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in response.headers.raw
            if name.lower() != b"transfer-encoding"  # it is of the line, and the parts are joined
        )
        line = f"GET {request.url.raw_path.decode('ascii')} HTTP/1.1"
        status = f"{response.status_code} {response.reason_phrase}"
        address = str(where[0]) if where else ""
        return response.status_code, Exchange(
            str(url), when, address, (line, asked), (status, told), bytes(body[:size])
        )


def _leads(status: int, answer: Exchange) -> str | None:
    """Where a redirect leads; None if the answer is none."""
    places = [value for name, value in answer.answer[1] if name.lower() == "location"]
    return places[0].encode("latin-1").decode("utf-8", "replace") if status in _REDIRECTS and places else None


def _address(words: str) -> httpx.URL:
    """An address that may be asked for.

    Raises:
        Unfetched: it is not one of the web, or it holds a name or password.
    """
    try:
        url = httpx.URL(words)
    except (httpx.InvalidURL, ValueError) as error:
        raise Unfetched("that is no address", words, "Give one that begins with https://") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise Unfetched("that is no address on the web", words, "Give one that begins with https://")
    if url.userinfo:
        raise Unfetched("there is a name or a password in the address", url.host, "It would be kept in the case")
    if len(words) > _LONGEST:
        raise Unfetched("the address is too long", f"{len(words)} characters")
    return url.copy_with(fragment=None)


def _why(error: Exception) -> str:
    """What went wrong, in words."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return f"the certificate of the server is not to be trusted ({error})"
    if isinstance(error, httpcore.TimeoutException):
        return "the server is too slow"
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"the page cannot be fetched ({why or type(error).__name__})"


_FAILURES = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpcore.ProxyError,
)


class _Transport(httpx.BaseTransport):
    """Requests over a checked network, and over no proxy."""

    def __init__(self, network: Network, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=tls, network_backend=network, retries=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions, request=request
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, as it comes."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
