"""What the readers are measured on: invented reports, and files of each kind that hold them."""

import csv
import gzip
import hashlib
import io
import re
import sys
import tarfile
import zipfile
from base64 import b32encode
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import openpyxl
from news import News
from tests.office import docx, odt, paragraph
from tests.papers import column, pdf

Report = list[str]
"""Its paragraphs."""

Write = Callable[[list[Report], Path], None]
"""Writes reports into a folder."""

HEAD = ["id", "text", "title", "published", "url"]
"""The columns of a table."""

_PARAGRAPH = 680  # bytes
_QUOTED = re.compile('"([^"]*)"')


def stories(count: int, paragraphs: int) -> list[Report]:
    """Reports of words as varied as those of real ones: they pack to half their size, as English of 2 to 20 kB does."""
    news, made, number = News(), list[Report](), 0
    for _ in range(count):
        words = ""
        while len(words) < _PARAGRAPH * paragraphs:
            words += _QUOTED.sub(r"“\1”", news.text(number)).replace("\n", " ") + " "
            number += 1
        ends = [words.rindex(" ", 0, _PARAGRAPH * n) for n in range(1, paragraphs + 1)]
        made.append([words[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)])
    return made


def one_each(suffix: str, make: Callable[[Report], bytes]) -> Write:
    """A file a report."""

    def write(reports: list[Report], folder: Path) -> None:
        for n, report in enumerate(reports):
            (folder / f"{n:05}{suffix}").write_bytes(make(report))

    return write


def all_in(name: str, make: Callable[[list[Report]], bytes]) -> Write:
    """One file of all reports."""

    def write(reports: list[Report], folder: Path) -> None:
        (folder / name).write_bytes(make(reports))

    return write


def paper(report: Report) -> bytes:
    pages = []
    for first in range(0, len(report), 3):
        lines, top = [(60.0, 810.0, 9.0, f"Lake Report {first}"), (290.0, 30.0, 9.0, str(first))], 780.0
        for words in report[first : first + 3]:
            broken = column(words.replace("“", '"').replace("”", '"'), 60, top, width=90)
            lines += broken
            top = broken[-1][1] - 24
        pages.append(lines)
    return pdf(pages, title="The ban on the lake")


def letter(report: Report) -> bytes:
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


def page(report: Report) -> bytes:
    shown = "".join(f'<p class="body-text">{words}</p>\n' for words in report)
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>The lake</title></head>"
        f"<body><article>{shown}</article></body></html>"
    ).encode()


def zipped(reports: list[Report]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, report in enumerate(reports):
            archive.writestr(f"lake/{n}.txt", "\n\n".join(report))
    return out.getvalue()


def tarred(reports: list[Report]) -> bytes:
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


def warc(reports: list[Report]) -> bytes:
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


def cells(reports: list[Report]) -> list[Report]:
    return [
        HEAD,
        *(
            [str(n), "\n\n".join(report), f"The lake, day {n}", "2031-05-03", f"https://fen.example/{n}"]
            for n, report in enumerate(reports)
        ),
    ]


def rows(reports: list[Report]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(cells(reports))
    return out.getvalue().encode()


def book(reports: list[Report]) -> bytes:
    made, out = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = made.create_sheet("Reports")
    for row in cells(reports):
        sheet.append(row)
    made.save(out)
    return out.getvalue()


def feed(reports: list[Report]) -> bytes:
    items = "".join(
        f"<item><title>The lake, day {n}</title><link>https://fen.example/{n}</link><guid>{n}</guid>"
        "<pubDate>Sat, 03 May 2031 08:00:00 GMT</pubDate>"
        f"<description><![CDATA[{''.join(f'<p>{words}</p>' for words in report)}]]></description></item>"
        for n, report in enumerate(reports)
    )
    return f'<rss version="2.0"><channel><title>Fen</title>{items}</channel></rss>'.encode()


WRITE: dict[str, Write] = {
    "pdf": one_each(".pdf", paper),
    "docx": one_each(".docx", lambda report: docx("".join(map(paragraph, report)), title="The ban on the lake")),
    "odt": one_each(
        ".odt",
        lambda report: odt("".join(f"<text:p>{words}</text:p>" for words in report), title="The ban on the lake"),
    ),
    "eml": one_each(".eml", letter),
    "zip": all_in("pile.zip", zipped),
    "tar.gz": all_in("pile.tar.gz", tarred),
    "warc.gz": all_in("pile.warc.gz", warc),
    "csv": all_in("pile.csv", rows),
    "xlsx": all_in("pile.xlsx", book),
    "rss": all_in("pile.rss", feed),
}
