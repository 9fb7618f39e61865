"""A web server of the tests' own, on loopback: the one place on this machine that its `Fetcher` is let to."""

import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trustme

from headwater.fetch import Fetcher

AUTHORITY = trustme.CA()  # of these tests, made anew each time
NOW = "2031-05-06T07:08:09Z"

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """A site: what it answers by path, and what it was asked."""

    port: int
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def place(self) -> tuple[str, int]:
        """Where it is: address and port."""
        return "127.0.0.1", self.port

    def page(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        """Answer a path with these bytes."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, {"Content-Type": "text/html; charset=utf-8"} | named, body)

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        """The address of a path."""
        return f"{scheme}://{host}:{self.port}{path}"

    def fetcher(self, **options: object) -> Fetcher:
        """A fetcher that is let to this site."""
        return Fetcher(**({"exempt": [self.place], "seconds": 20} | options))  # type: ignore[arg-type]

    def fetch(self, path: str = "/", **options: object) -> bytes:
        """Fetch a path."""
        return self.fetcher(**options).fetch(self.url(path), now=lambda: NOW)


def _serve(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            served.asked.append((self.path, dict(self.headers)))
            answer = served.answers.get(self.path, (404, {}, b""))
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who is fetched from may be left
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    served = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield served
    server.shutdown()
    server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without TLS."""
    yield from _serve()


@pytest.fixture
def secure() -> Iterator[Site]:
    """A site with a certificate by an authority that nobody else knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("pages.example").configure_cert(context)
    yield from _serve(context)
