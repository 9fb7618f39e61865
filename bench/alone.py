"""How each library alone reads the files that `readers.py` measures: the script that a person would write with it."""

import csv
import email
import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from typing import Any

import openpyxl
import pypdfium2
from inputs import HEAD
from lxml import etree
from warcio.archiveiterator import ArchiveIterator

Facts = tuple[object, ...]
Found = Iterator[tuple[str, str, Facts]]
"""Of each report the SHA-256 of its bytes, its words, and what is kept of how it came."""


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def parsed(raw: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(raw, parser)


def bare_pdf(raw: bytes) -> Found:
    document = pypdfium2.PdfDocument(raw)
    lines = []
    for each in document:
        text = each.get_textpage()
        start = 0
        for words in text.get_text_range().splitlines(keepends=True):
            shown = words.rstrip("\r\n")
            if shown:
                lines.append((shown, text.get_charbox(start), text.get_charbox(start + len(shown) - 1)))
            start += len(words)
        text.close()
        each.close()
    said = document.get_metadata_dict()
    document.close()
    yield sha256(raw), "\n".join(words for words, _, _ in lines), (said.get("Title"), lines)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def bare_docx(raw: bytes) -> Found:
    parts = zipfile.ZipFile(io.BytesIO(raw))
    body = parsed(parts.read("word/document.xml"))
    lines = ["".join(words.text or "" for words in each.iter(f"{W}t")) for each in body.iter(f"{W}p")]
    core = parsed(parts.read("docProps/core.xml"))
    yield sha256(raw), "\n\n".join(lines), tuple((each.tag, each.text) for each in core)


def bare_odt(raw: bytes) -> Found:
    parts = zipfile.ZipFile(io.BytesIO(raw))
    body = parsed(parts.read("content.xml"))
    lines = ["".join(each.itertext()) for each in body.iter(f"{T}p", f"{T}h")]
    meta = parsed(parts.read("meta.xml"))
    yield sha256(raw), "\n\n".join(lines), tuple((each.tag, each.text) for each in meta[0])


KEPT = ["From", "Sender", "Reply-To", "To", "Cc", "Date", "Subject", "Message-ID", "In-Reply-To", "List-Id", "Received"]


def bare_mail(raw: bytes) -> Found:
    mail = email.message_from_bytes(raw)
    headers = [(name, str(make_header(decode_header(str(mail[name]))))) for name in KEPT if name in mail]
    when = parsedate_to_datetime(mail["Date"])
    parts = [part for part in mail.walk() if not part.is_multipart()]
    attached = [part.get_payload(decode=True) for part in parts if part.get_filename()]
    body: Any = next(part for part in parts if part.get_content_type() == "text/plain")
    words = body.get_payload(decode=True).decode(body.get_content_charset())
    yield sha256(raw), words, (when, *headers, *attached)


def bare_zip(raw: bytes) -> Found:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for each in archive.infolist():
            member = archive.read(each)
            yield sha256(member), member.decode(), (each.filename,)


def bare_tar(raw: bytes) -> Found:
    with tarfile.open(fileobj=io.BytesIO(raw), mode="r|gz") as archive:
        for each in archive:
            member = archive.extractfile(each).read()  # type: ignore[union-attr]
            yield sha256(member), member.decode(), (each.name,)


def bare_warc(raw: bytes) -> Found:
    for each in ArchiveIterator(io.BytesIO(raw), check_digests=True):
        if each.rec_type != "response" or each.http_headers.get_statuscode() != "200":
            continue
        body = each.content_stream().read()
        kept = [each.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date", "WARC-Record-ID")]
        charset = each.http_headers.get_header("Content-Type").partition("charset=")[2]
        yield sha256(body), body.decode(charset), (*kept, *each.http_headers.headers)


def bare_csv(raw: bytes) -> Found:
    rows = csv.reader(io.StringIO(raw.decode(), newline=""))
    head = next(rows)
    for row in rows:
        given = dict(zip(head, row, strict=True))
        yield sha256(given["text"].encode()), given["text"], (given,)


def bare_book(raw: bytes) -> Found:
    made = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    for row in made.active.iter_rows(values_only=True, min_row=2):
        given = dict(zip(HEAD, row, strict=True))
        yield sha256(str(given["text"]).encode()), str(given["text"]), (given,)


def bare_feed(raw: bytes) -> Found:
    for item in parsed(raw).iter("item"):
        words = item.findtext("description")
        when = parsedate_to_datetime(item.findtext("pubDate")).date()
        yield sha256(words.encode()), words, (when, *(item.findtext(name) for name in ("title", "link", "guid")))
