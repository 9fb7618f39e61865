"""How fast each reader is, beside the library that it stands on, in the same run.

    python bench/readers.py [--reports 200] [--only pdf,zip]

**What is timed.** Ours: from the file to the decoded report with all that is kept of how it came
(`headwater.intake.receive`, then `headwater.text.decoding.decode`). The library's: the script that a person would write
with it to the same end, from the file to

- the SHA-256 of each report's bytes: it is what the report is known by;
- its words: those of a mail's body, of a document's paragraphs and notes, of a PDF's lines. That both have the same
  words, white space and order aside, and the same hashes is checked before;
- what is kept of how it came: a mail's headers decoded, the answer's headers and the capture of a page from the web,
  the title and dates of a document, of a row and of an item of a feed;
- the places of a PDF's lines, as reading order needs them: of each line of the page's text the box of its first and of
  its last character, the cheapest way that pypdfium2 has. It puts the lines in no order, and ours does;
- with the checks that the library itself has, switched on: ZIP's checksums, WARC's digests, XML without entities or
  network. What only Headwater does is no part of it, and so is our share: limits on bytes, members and ratios, names
  made safe, whether the bytes are text at all, encodings that nobody declares, columns and footnotes of a page.

Of the ways to call a library the faster one is taken: `email` with its default headers (policy `compat32`), `lxml` for
Word where python-docx, which stands on it, takes longer.

**What is read.** Files made here, as large as the files that people have and as small as they come: a report of 30
paragraphs (20 kB; a PDF of 10 pages) and one of 3 (2 kB; a PDF of one page). Mails and pages have the headers that
servers write, WARCs the requests beside the answers. All files are on disk and have just been written.

The least processor time of several runs of each counts, turn about. Our share is what is left: (ours - library) / ours.
Prints Markdown for docs/inputs.md.
"""

import argparse
import csv
import email
import gzip
import hashlib
import io
import sys
import tarfile
import tempfile
import zipfile
from base64 import b32encode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import openpyxl
import pypdfium2
from lxml import etree
from tests.office import docx, odt, paragraph
from tests.papers import column, pdf
from warcio.archiveiterator import ArchiveIterator

from headwater.intake import receive
from headwater.model import Report
from headwater.text.decoding import decode

RUNS = 5
SENTENCES = (
    "The wardens of the lake said on Tuesday that {n} boats had been tied up since the ban began, and that nobody knew "
    "when it would be lifted by the men who rule the harbour.",
    "They asked the council for bread and for rope; Ana Brook, who keeps the lock, put the loss at {n} crowns a week.",
    "“We were told to wait,” a carter said, and he had waited {n} days.",
)
SIZES = {"small": 3, "large": 30}
"""Paragraphs of a report."""

Facts = tuple[object, ...]
Found = Iterator[tuple[str, str, Facts]]
"""Of each report the SHA-256 of its bytes, its words, and what is kept of how it came."""


@dataclass(frozen=True)
class Reader:
    """One kind of file: how many are made, and how the library alone reads one."""

    library: str
    write: Callable[[list[list[str]], Path], None]  # reports, each by its paragraphs, into a folder
    alone: Callable[[bytes], Found]


def story(n: int, paragraphs: int) -> list[str]:
    """The paragraphs of an invented report."""
    return [
        " ".join(SENTENCES[(each + k) % 3].format(n=n * 100 + each + k) for k in range(5 + each % 4))
        for each in range(paragraphs)
    ]


def one_each(suffix: str, make: Callable[[list[str]], bytes]) -> Callable[[list[list[str]], Path], None]:
    """A file a report."""

    def write(reports: list[list[str]], folder: Path) -> None:
        for n, report in enumerate(reports):
            (folder / f"{n:05}{suffix}").write_bytes(make(report))

    return write


def all_in(name: str, make: Callable[[list[list[str]]], bytes]) -> Callable[[list[list[str]], Path], None]:
    """One file of all reports."""

    def write(reports: list[list[str]], folder: Path) -> None:
        (folder / name).write_bytes(make(reports))

    return write


# What is read


def paper(report: list[str]) -> bytes:
    pages = []
    for first in range(0, len(report), 3):
        lines, top = [(60.0, 810.0, 9.0, f"Lake Report {first}"), (290.0, 30.0, 9.0, str(first))], 780.0
        for words in report[first : first + 3]:
            broken = column(words.replace("“", '"').replace("”", '"'), 60, top, width=90)
            lines += broken
            top = broken[-1][1] - 24
        pages.append(lines)
    return pdf(pages, title="The ban on the lake")


def letter(report: list[str]) -> bytes:
    mail = EmailMessage()
    for hop in range(4):
        mail["Received"] = (
            f"from relay{hop}.fen.example (relay{hop}.fen.example [203.0.113.{hop}]) by mx{hop}.weir.example with "
            f"ESMTPS id a1b2c3d4e5f6{hop} (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); "
            f"Tue, 06 May 2031 22:15:0{hop} +0200"
        )
    mail["DKIM-Signature"] = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=fen.example; s=2031; b=" + "Q2w" * 100
    mail["From"] = "Zora Hällgrim <zora@fen.example>"
    mail["To"] = "Ottil Wenner <ottil@weir.example>, Rado Pelcz <rado@weir.example>"
    mail["Subject"] = "Über the boats on the lake, and what was said of them"
    mail["Date"], mail["Message-ID"] = "Tue, 06 May 2031 22:15:00 +0200", "<17.a1b2c3@fen.example>"
    mail["In-Reply-To"], mail["X-Mailer"] = "<16.a1b2c3@weir.example>", "Post 12.4"
    mail.set_content("\n\n".join(report))
    mail.add_alternative(page(report).decode(), subtype="html")
    return mail.as_bytes()


def page(report: list[str]) -> bytes:
    shown = "".join(f'<p class="body-text">{words}</p>\n' for words in report)
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>The lake</title></head>"
        f"<body><article>{shown}</article></body></html>"
    ).encode()


def zipped(reports: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, report in enumerate(reports):
            archive.writestr(f"lake/{n}.txt", "\n\n".join(report))
    return out.getvalue()


def tarred(reports: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for n, report in enumerate(reports):
            raw = "\n\n".join(report).encode()
            info = tarfile.TarInfo(f"lake/{n}.txt")
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


ANSWER = (
    "HTTP/1.1 200 OK\r\nDate: Sat, 03 May 2031 08:00:00 GMT\r\nServer: nginx\r\n"
    "Content-Type: text/html; charset=UTF-8\r\nVary: Accept-Encoding, Cookie\r\n"
    "X-Frame-Options: SAMEORIGIN\r\nCache-Control: max-age=300, must-revalidate\r\n"
    "Strict-Transport-Security: max-age=31536000\r\nLast-Modified: Sat, 03 May 2031 07:59:00 GMT\r\n"
)


def warc(reports: list[list[str]]) -> bytes:
    out = io.BytesIO()

    def record(kind: str, url: str, n: int, block: bytes, payload: bytes) -> None:
        head = (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1b1f1a4e-0000-4000-8000-{n:012}>\r\n"
            f"WARC-Target-URI: {url}\r\nWARC-Date: 2031-05-03T08:00:00Z\r\nWARC-IP-Address: 203.0.113.7\r\n"
            f"WARC-Payload-Digest: sha1:{b32encode(hashlib.sha1(payload).digest()).decode()}\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        out.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))

    for n, report in enumerate(reports):
        url, body = f"https://fen.example/news/2031/05/{n}", page(report)
        asked = f"GET /news/2031/05/{n} HTTP/1.1\r\nHost: fen.example\r\nUser-Agent: crawler\r\n\r\n".encode()
        record("request", url, 2 * n, asked, b"")
        record("response", url, 2 * n + 1, f"{ANSWER}Content-Length: {len(body)}\r\n\r\n".encode() + body, body)
    return out.getvalue()


HEAD = ["id", "text", "title", "published", "url"]


def cells(reports: list[list[str]]) -> list[list[str]]:
    return [
        HEAD,
        *(
            [str(n), "\n\n".join(report), f"The lake, day {n}", "2031-05-03", f"https://fen.example/{n}"]
            for n, report in enumerate(reports)
        ),
    ]


def rows(reports: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(cells(reports))
    return out.getvalue().encode()


def book(reports: list[list[str]]) -> bytes:
    made, out = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = made.create_sheet("Reports")
    for row in cells(reports):
        sheet.append(row)
    made.save(out)
    return out.getvalue()


def feed(reports: list[list[str]]) -> bytes:
    items = "".join(
        f"<item><title>The lake, day {n}</title><link>https://fen.example/{n}</link><guid>{n}</guid>"
        "<pubDate>Sat, 03 May 2031 08:00:00 GMT</pubDate>"
        f"<description><![CDATA[{''.join(f'<p>{words}</p>' for words in report)}]]></description></item>"
        for n, report in enumerate(reports)
    )
    return f'<rss version="2.0"><channel><title>Fen</title>{items}</channel></rss>'.encode()


# How the libraries alone read it


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


READERS = {
    "pdf": Reader("pypdfium2", one_each(".pdf", paper), bare_pdf),
    "docx": Reader(
        "zipfile, lxml",
        one_each(".docx", lambda report: docx("".join(map(paragraph, report)), title="The ban on the lake")),
        bare_docx,
    ),
    "odt": Reader(
        "zipfile, lxml",
        one_each(
            ".odt",
            lambda report: odt("".join(f"<text:p>{words}</text:p>" for words in report), title="The ban on the lake"),
        ),
        bare_odt,
    ),
    "eml": Reader("email", one_each(".eml", letter), bare_mail),
    "zip": Reader("zipfile", all_in("pile.zip", zipped), bare_zip),
    "tar.gz": Reader("tarfile", all_in("pile.tar.gz", tarred), bare_tar),
    "warc.gz": Reader("warcio", all_in("pile.warc.gz", warc), bare_warc),
    "csv": Reader("csv", all_in("pile.csv", rows), bare_csv),
    "xlsx": Reader("openpyxl", all_in("pile.xlsx", book), bare_book),
    "rss": Reader("lxml", all_in("pile.rss", feed), bare_feed),
}


def ours(folder: Path) -> Iterator[tuple[str, str]]:
    """The hash and the words of each report, from the files to the decoded reports."""
    for each in receive([str(folder)]):
        assert isinstance(each, Report), each
        yield each.sha256, decode(each)


def library(folder: Path, alone: Callable[[bytes], Found]) -> Iterator[tuple[str, str]]:
    """The same of the library alone."""
    for file in sorted(folder.iterdir()):
        for sha, words, _ in alone(file.read_bytes()):
            yield sha, words


def comparable(found: Iterator[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """The words of each report without their order."""
    return Counter((sha, " ".join(sorted(words.split()))) for sha, words in found)


def seconds(found: Iterator[tuple[str, str]]) -> float:
    """Of processor time, to read all; nothing is kept."""
    began = process_time()
    for _ in found:
        pass
    return process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--only", default=",".join(READERS))
    given = parser.parse_args()
    print("| reader | library | a report | reports a second | the library alone | our share |")
    print("|---|---|---|--:|--:|--:|")
    for name in given.only.split(","):
        reader = READERS[name]
        for size, paragraphs in SIZES.items():
            reports = [story(n, paragraphs) for n in range(given.reports)]
            with tempfile.TemporaryDirectory() as folder:
                reader.write(reports, Path(folder))
                found = comparable(ours(Path(folder)))
                assert found == comparable(library(Path(folder), reader.alone)), name
                assert found.total() == given.reports, name
                times = [
                    (seconds(ours(Path(folder))), seconds(library(Path(folder), reader.alone))) for _ in range(RUNS)
                ]
            mine, alone = (min(each) for each in zip(*times, strict=True))
            share = max(0.0, 1 - alone / mine)
            print(
                f"| {name} | {reader.library} | {size} | {given.reports / mine:,.0f} | {given.reports / alone:,.0f} "
                f"| {share:.0%} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
