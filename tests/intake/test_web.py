"""Pages of web archives come with their address, the time of capture and the digest of what was sent."""

import gzip
import hashlib
import io
import zipfile
from base64 import b32encode
from pathlib import Path

import pytest
from tests.intake.found import details, found, refused, reports

_PAGE = "<html><p>The mill above the weir is shut – said the miller.</html>"


def _record(
    url: str,
    body: bytes,
    *,
    kind: str = "text/html",
    status: str = "200 OK",
    more: str = "",
    digest: bytes | None = None,
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body
    sha = b32encode(hashlib.sha1(body if digest is None else digest).digest()).decode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{hashlib.md5(url.encode()).hexdigest()}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2031-05-03T08:00:00Z\r\nWARC-Payload-Digest: sha1:{sha}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


_INFO = (
    b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"
)
_ALL = (
    _INFO
    + _record("https://fen.example/mill?x=1", _PAGE.encode())
    + _record(
        "https://fen.example/old",
        _PAGE.replace("mill", "weir").encode("cp1252"),
        kind="text/html; charset=windows-1252",
    )
    + _record("https://fen.example/logo.png", b"\x89PNG", kind="image/png")
    + _record("https://fen.example/moved", b"", status="301 Moved")
    + _record("https://fen.example/gone", b"<p>gone", status="404 Not Found")
    + _record("https://fen.example/film", b"mp4", kind="video/mp4")
    + _record("https://fen.example/paper.pdf", b"%PDF-1.4\n", kind="application/pdf")
)


@pytest.mark.parametrize("name", ["fen.warc", "fen.warc.gz"])
def test_every_page_is_a_report_that_says_how_it_was_captured(tmp_path: Path, name: str) -> None:
    things = found(tmp_path, name, gzip.compress(_ALL) if name.endswith("gz") else _ALL)
    page, old, paper = reports(things).values()
    assert page.raw == _PAGE.encode() and page.format == "html" and page.given.url == "https://fen.example/mill?x=1"
    has = details(page)
    assert (has["url"], has["captured"], has["digest-check"]) == (
        "https://fen.example/mill?x=1",
        "2031-05-03T08:00:00Z",
        "holds",
    )
    assert has["digest"].startswith("sha1:") and has["warc"] == str(tmp_path / name)
    assert old.given.charset == "windows-1252" and paper.format == "pdf"
    assert list(refused(things, tmp_path).values()) == [
        "some answers in it are no pages, and are not read: status 404 (1), video/mp4 (1)"
    ]


def test_the_encoding_that_the_server_declared_is_used(tmp_path: Path) -> None:
    from headwater.text import read

    words = "<html><p>Баржа опоздала на пристань, сказал смотритель шлюза.</html>".encode("koi8-r")
    (page,) = reports(
        found(tmp_path, "a.warc", _record("https://a.example/", words, kind="text/html; charset=koi8-r"))
    ).values()
    assert read(page).text == "Баржа опоздала на пристань, сказал смотритель шлюза."


def test_what_was_sent_packed_is_unpacked_and_a_bomb_is_not(tmp_path: Path) -> None:
    packed = "Content-Encoding: gzip\r\n"
    fine = _record("https://a.example/", gzip.compress(_PAGE.encode()), more=packed)
    bomb = _record("https://a.example/bomb", gzip.compress(b"<p>" + b"\0" * 60_000_000), more=packed)
    things = found(tmp_path, "a.warc", bomb + fine)
    (page,) = reports(things).values()
    assert page.raw == _PAGE.encode()
    assert any("far more than it takes up" in why for why in refused(things, tmp_path).values())


def test_a_digest_that_does_not_hold_is_told(tmp_path: Path) -> None:
    (page,) = reports(
        found(tmp_path, "a.warc", _record("https://a.example/", _PAGE.encode(), digest=b"other"))
    ).values()
    assert details(page)["digest-check"] == "DOES NOT HOLD"


def test_the_pages_of_a_wacz_are_those_of_its_warcs(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"text": "The pages."}')
        archive.writestr("archive/data.warc.gz", gzip.compress(_record("https://a.example/mill", _PAGE.encode())))
    for name in ("a.wacz", "b"):
        things = found(tmp_path, name, out.getvalue())
        (page,) = reports(things).values()
        assert details(page)["archive"] == str(tmp_path / name) and not refused(things, tmp_path)
        assert details(page)["warc"] == f"{tmp_path / name}/archive/data.warc.gz"


@pytest.mark.parametrize("raw", [b"", b"WARC/1.1\r\nWARC-", _ALL[: len(_ALL) // 3], b"\x1f\x8b broken", _INFO])
def test_a_broken_or_empty_web_archive_is_named(tmp_path: Path, raw: bytes) -> None:
    assert refused(found(tmp_path, "a.warc", raw), tmp_path)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_cut_short_anywhere_gives_the_pages_before_and_says_so(tmp_path: Path, name: str) -> None:
    records = [_record(f"https://a.example/{n}", f"<html><p>{n} mills are shut.</html>".encode()) for n in range(3)]
    whole = b"".join(records)
    cuts = range(len(records[0]) + len(records[1]) + 1, len(whole) - 6)  # all of the third but the two blank lines
    if name.endswith("gz"):
        before, last = gzip.compress(records[0]) + gzip.compress(records[1]), gzip.compress(records[2])
        whole, cuts = before + last, range(len(before) + 4, len(before) + len(last) - 9)
    for cut in cuts[::5]:
        things = found(tmp_path, name, whole[:cut])
        assert {"a.example/0", "a.example/1"} <= set(reports(things)) and refused(things, tmp_path), cut


def test_a_record_without_its_length_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    raw = _record("https://a.example/1", _PAGE.encode()) + _record("https://a.example/2", _PAGE.encode())
    at = raw.rindex(b"Content-Length", 0, raw.rindex(b"HTTP/1.1"))
    for hurt in (raw[:at] + b"Contxnt" + raw[at + 7 :], raw[: at + 16] + b"0\r\n\r\n" + raw[raw.rindex(b"HTTP/1.1") :]):
        things = found(tmp_path, "a.warc", hurt)
        assert list(reports(things)) == ["a.example/1"] and "not whole" in refused(things, tmp_path)["a.warc"]
