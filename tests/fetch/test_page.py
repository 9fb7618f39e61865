"""Fetching: what came is recorded as it came, and every limit and guard holds."""

import socket
import ssl
import time
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from headwater.errors import Unfetched
from headwater.fetch import Fetcher

from .conftest import AUTHORITY, NOW, Site

_PAGE = b"<!doctype html><p>The bridge at Ostrel was closed on Monday.</p>"


def _records(warc: bytes) -> list[tuple[str, str, str, bytes]]:
    return [
        (
            each.rec_type,
            each.rec_headers.get_header("WARC-Target-URI") or "",
            each.http_headers.statusline if each.http_headers else "",
            each.content_stream().read(),
        )
        for each in ArchiveIterator(BytesIO(warc), check_digests="raise")
    ]


def test_what_was_asked_and_what_came_is_recorded(site: Site) -> None:
    site.page("/a?b=1", _PAGE, ETag="“7”".encode().decode("latin-1"))
    info, answer, request = _records(site.fetch("/a?b=1#part"))
    assert info[0] == "warcinfo"
    assert b"robots: respected" in info[3]
    assert answer == ("response", site.url("/a?b=1"), "200 OK", _PAGE)
    assert request[:2] == ("request", site.url("/a?b=1"))
    first = next(each for each in ArchiveIterator(BytesIO(site.fetch("/a?b=1"))) if each.rec_type == "response")
    assert first.rec_headers.get_header("WARC-Date") == NOW
    assert first.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"


def test_it_says_who_asks_and_sends_nothing_else(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.page("/", _PAGE)
    site.fetch()
    asked = dict(site.asked)["/"]
    assert asked["User-Agent"].startswith("headwater/")
    assert set(asked) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "2130706433", "0x7f000001", "0x7f.1", "127.1", "127.0.0.1.", "localhost", "LOCALHOST",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::1]", "[64:ff9b::7f00:1]", "127。0。0。1", "0", "017700000001",
        "0177.0.0.1", "169.254.169.254", "[fe80::1]",
    ],
)  # fmt: skip
def test_no_spelling_of_a_private_address_is_fetched_from(site: Site, host: str) -> None:
    site.page("/", _PAGE)
    with pytest.raises(Unfetched, match=r"private network|no address|no such host"):
        Fetcher(seconds=5).fetch(site.url("/", host), now=lambda: NOW)
    assert site.asked == []


def _found_at(addresses: list[str]) -> Fetcher:
    return Fetcher(seconds=5, resolver=lambda *_: addresses)


def test_a_name_that_resolves_to_a_private_address_is_not_fetched_from(site: Site) -> None:
    for found in (["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::ffff:127.0.0.1"]):
        with pytest.raises(Unfetched, match="private network"):
            _found_at(found).fetch(site.url("/", "a.example"), now=lambda: NOW)
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/", _PAGE)
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    connected: list[Any] = []
    connect = socket.create_connection

    def watched(address: Any, *rest: Any, **more: Any) -> socket.socket:
        connected.append(address)
        return connect(address, *rest, **more)

    monkeypatch.setattr(socket, "create_connection", watched)
    site.fetcher(resolver=lambda *_: next(answers)).fetch(site.url("/", "rebound.example"), now=lambda: NOW)
    assert connected == [site.place, site.place]  # robots.txt and the page: never a name
    assert next(answers) == ["10.0.0.1"]


def test_a_redirect_into_a_private_network_is_not_followed(site: Site) -> None:
    for onward in ("http://127.0.0.1:1/", "http://[::1]:1/", "http://10.0.0.1/", "http://2852039166/latest"):
        site.page("/", b"", 302, Location=onward)
        with pytest.raises(Unfetched, match="private network"):
            site.fetch()


@pytest.mark.parametrize("onward", ["ftp://a.example/", "file:///etc/passwd", "gopher://x", "http://u:p@a.example/"])
def test_a_redirect_out_of_the_web_is_not_followed(site: Site, onward: str) -> None:
    site.page("/", b"", 302, Location=onward)
    with pytest.raises(Unfetched, match=r"no address|name or a password"):
        site.fetch()


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "file:///etc/passwd", "a.example", "", "http://u:p@a.example/", "http://"]
)
def test_only_addresses_of_the_web_are(url: str) -> None:
    with pytest.raises(Unfetched, match=r"no address|name or a password"):
        Fetcher(seconds=5, resolver=lambda *_: []).fetch(url, now=lambda: NOW)


def test_a_password_is_not_shown(site: Site) -> None:
    with pytest.raises(Unfetched) as error:
        Fetcher().fetch("https://mara:secret@a.example/", now=lambda: NOW)
    assert "secret" not in str(error.value)


def test_redirects_are_recorded_and_limited(site: Site) -> None:
    site.page("/0", b"moved", 301, Location="/1")
    site.page("/1", b"", 307, Location=site.url("/2"))
    site.page("/2", _PAGE)
    kinds = [(kind, url, status) for kind, url, status, _ in _records(site.fetch("/0")) if kind == "response"]
    assert [(url, status[:3]) for _, url, status in kinds] == [
        (site.url("/0"), "301"), (site.url("/1"), "307"), (site.url("/2"), "200"),
    ]  # fmt: skip
    with pytest.raises(Unfetched, match="too often"):
        site.fetch("/0", hops=1)
    site.page("/round", b"", 302, Location="/round")
    with pytest.raises(Unfetched, match="too often"):
        site.fetch("/round")


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410, 429, 500, 503])
def test_whatever_is_not_the_page_is_none(site: Site, status: int) -> None:
    site.page("/", b"", status)
    with pytest.raises(Unfetched, match=str(status)):
        site.fetch()


def test_robots_are_respected_unless_told(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private", Content_Type="text/plain")
    site.page("/private/a", _PAGE)
    site.page("/open", b"", 302, Location="/private/a")
    for path in ("/private/a", "/open"):
        with pytest.raises(Unfetched, match="robots"):
            site.fetch(path)
    assert "/private/a" not in [path for path, _ in site.asked]
    assert _records(site.fetch("/private/a", robots=False))[1][3] == _PAGE


def test_a_site_whose_robots_fail_is_left_alone(site: Site) -> None:
    site.page("/", _PAGE)
    site.page("/robots.txt", b"", 503)
    with pytest.raises(Unfetched, match="robots"):
        site.fetch()
    site.page("/robots.txt", b"", 301, Location="/rules")
    site.page("/rules", b"User-agent: headwater\nDisallow: /")
    with pytest.raises(Unfetched, match="robots"):
        site.fetch()


def test_a_page_that_is_too_large_is_given_up(site: Site) -> None:
    site.page("/", b"x" * 1_000_001)
    with pytest.raises(Unfetched, match="too large"):
        site.fetch(size=1)
    site.fetch(size=2)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while True:
            handler.wfile.write(b"10000\r\n" + b"y" * 65536 + b"\r\n")

    site.answers["/endless"] = endless
    with pytest.raises(Unfetched, match="too large"):
        site.fetch("/endless", size=1)


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"])
def test_a_server_that_drips_is_given_up(site: Site, begun: bytes) -> None:
    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(begun)
        for _ in range(100):
            handler.wfile.write(b"X" if not begun or begun.endswith(b"\r\n\r\n") else b"X-A: b\r\n")
            handler.wfile.flush()
            time.sleep(0.05)

    site.answers["/"] = dripping
    start = time.monotonic()
    with pytest.raises(Unfetched):
        site.fetch(seconds=0.6, robots=False)
    assert time.monotonic() - start < 2


_SHORT = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"


@pytest.mark.parametrize("sent", [b"", b"nonsense\r\n\r\n", _SHORT, b"\0" * 99])
def test_an_answer_that_is_none_is_said(site: Site, sent: bytes) -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(sent)
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)
        handler.close_connection = True

    site.answers["/"] = broken
    with pytest.raises(Unfetched):
        site.fetch(robots=False)


def test_certificates_are_verified(secure: Site) -> None:
    secure.page("/", _PAGE)
    fetcher = secure.fetcher(resolver=lambda *_: ["127.0.0.1"])
    with pytest.raises(Unfetched, match="certificate"):
        fetcher.fetch(secure.url("/", "pages.example", "https"), now=lambda: NOW)
    assert secure.asked == []


def test_the_certificate_has_to_be_of_the_host(secure: Site) -> None:
    secure.page("/", _PAGE)
    trusting = ssl.create_default_context()
    AUTHORITY.configure_trust(trusting)
    fetcher = secure.fetcher(resolver=lambda *_: ["127.0.0.1"], tls=trusting)
    assert _records(fetcher.fetch(secure.url("/", "pages.example", "https"), now=lambda: NOW))[1][3] == _PAGE
    with pytest.raises(Unfetched, match="certificate"):
        fetcher.fetch(secure.url("/", "other.example", "https"), now=lambda: NOW)


def test_tls_is_not_left_on_the_way(secure: Site) -> None:
    secure.page("/", b"", 302, Location="http://a.example/")
    trusting = ssl.create_default_context()
    AUTHORITY.configure_trust(trusting)
    with pytest.raises(Unfetched, match="without TLS"):
        secure.fetcher(resolver=lambda *_: ["127.0.0.1"], tls=trusting).fetch(
            secure.url("/", "pages.example", "https"), now=lambda: NOW
        )
