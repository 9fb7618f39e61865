"""How fast each reader is, beside the library that it stands on doing no more than its own part, in the same run.

    python bench/readers.py [--reports 200] [--only pdf,zip]

A reader's time is that from the file to the decoded report and what is seen of it (`headwater.intake.receive`,
`headwater.text.opening.opened`); the library's is that of getting the same words out of the same bytes. Our share is
what is left: (ours - library) / ours. The smaller of three runs of each counts, turn about. Prints Markdown for
docs/inputs.md.
"""

import argparse
import csv
import email
import gzip
import io
import resource
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

import openpyxl
import pypdfium2
from lxml import etree
from tests.office import docx, odt, paragraph
from tests.papers import column, pdf
from warcio.archiveiterator import ArchiveIterator

from headwater.intake import receive
from headwater.model import Report
from headwater.text.opening import opened

RUNS = 3
WORDS = (
    "The wardens of the lake said on Tuesday that {n} boats had been tied up since the ban began, and that nobody knew "
    "when it would be lifted by the men who rule the harbour. They asked the council for bread and for rope. "
)

Make = Callable[[int, Path], None]
Bare = Callable[[bytes], int]


def story(n: int, paragraphs: int = 12) -> list[str]:
    """The paragraphs of an invented report."""
    return [WORDS.format(n=n * 100 + each) * 3 for each in range(paragraphs)]


def one_each(suffix: str, make: Callable[[int], bytes]) -> Make:
    """So many files of one report each."""

    def write(reports: int, folder: Path) -> None:
        for n in range(reports):
            (folder / f"{n}{suffix}").write_bytes(make(n))

    return write


def all_in(name: str, make: Callable[[int], bytes]) -> Make:
    """One file of so many reports."""
    return lambda reports, folder: void((folder / name).write_bytes(make(reports)))


def void(_: object) -> None:
    """Nothing."""


def paper(n: int) -> bytes:
    pages = []
    for page in range(3):
        paragraphs = story(n + page, 4)
        lines = [(60.0, 810.0, 9.0, f"Lake Report {page}")]
        top = 780.0
        for words in paragraphs:
            broken = column(words, 60, top, width=90)
            lines += broken
            top = broken[-1][1] - 24
        pages.append(lines)
    return pdf(pages)


def letter(n: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "a@fen.example", f"Boats {n}", "Tue, 06 May 2031 22:15:00 +0200"
    mail.set_content("\n\n".join(story(n)))
    return mail.as_bytes()


def page(n: int) -> bytes:
    return f"<html><body>{''.join(f'<p>{words}</p>' for words in story(n))}</body></html>".encode()


def zipped(reports: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(reports):
            archive.writestr(f"{n}.txt", "\n\n".join(story(n)))
    return out.getvalue()


def tarred(reports: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for n in range(reports):
            raw = "\n\n".join(story(n)).encode()
            info = tarfile.TarInfo(f"{n}.txt")
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def warc(reports: int) -> bytes:
    out = io.BytesIO()
    for n in range(reports):
        body = page(n)
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://fen.example/{n}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out.write(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return out.getvalue()


def rows(reports: int) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "text"], *([n, "\n\n".join(story(n))] for n in range(reports))])
    return out.getvalue().encode()


def book(reports: int) -> bytes:
    made, out = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = made.create_sheet("Reports")
    for row in (["id", "text"], *([n, "\n\n".join(story(n))] for n in range(reports))):
        sheet.append(row)
    made.save(out)
    return out.getvalue()


def feed(reports: int) -> bytes:
    items = "".join(
        f"<item><title>{n}</title><description>{' '.join(story(n))}</description></item>" for n in range(reports)
    )
    return f"<rss><channel><title>Fen</title>{items}</channel></rss>".encode()


def bare_pdf(raw: bytes) -> int:
    document = pypdfium2.PdfDocument(raw)
    return sum(len(page.get_textpage().get_text_range()) for page in document)


def bare_office(name: str) -> Bare:
    def read(raw: bytes) -> int:
        root = etree.fromstring(zipfile.ZipFile(io.BytesIO(raw)).read(name))
        return sum(len(words) for words in root.itertext())

    return read


def bare_mail(raw: bytes) -> int:
    return len(email.message_from_bytes(raw).get_payload(decode=True))


def bare_zip(raw: bytes) -> int:
    archive = zipfile.ZipFile(io.BytesIO(raw))
    return sum(len(archive.read(each)) for each in archive.infolist())


def bare_tar(raw: bytes) -> int:
    with tarfile.open(fileobj=io.BytesIO(raw), mode="r|gz") as archive:
        return sum(len(archive.extractfile(each).read()) for each in archive)  # type: ignore[union-attr, misc]


def bare_warc(raw: bytes) -> int:
    return sum(len(each.content_stream().read()) for each in ArchiveIterator(io.BytesIO(raw), check_digests=True))


def bare_csv(raw: bytes) -> int:
    return sum(len(row[1]) for row in csv.reader(io.StringIO(raw.decode(), newline="")))


def bare_book(raw: bytes) -> int:
    made = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
    return sum(len(row[1]) for row in made.active.iter_rows(values_only=True))


def bare_feed(raw: bytes) -> int:
    return sum(len(words) for words in etree.fromstring(raw).itertext())


READERS: dict[str, tuple[str, Make, Bare]] = {
    "pdf": ("pypdfium2", one_each(".pdf", paper), bare_pdf),
    "docx": (
        "lxml, zipfile",
        one_each(".docx", lambda n: docx("".join(map(paragraph, story(n))))),
        bare_office("word/document.xml"),
    ),
    "odt": (
        "lxml, zipfile",
        one_each(".odt", lambda n: odt("".join(f"<text:p>{words}</text:p>" for words in story(n)))),
        bare_office("content.xml"),
    ),
    "eml": ("email", one_each(".eml", letter), bare_mail),
    "zip": ("zipfile", all_in("pile.zip", zipped), bare_zip),
    "tar.gz": ("tarfile", all_in("pile.tar.gz", tarred), bare_tar),
    "warc.gz": ("warcio", all_in("pile.warc.gz", warc), bare_warc),
    "csv": ("csv", all_in("pile.csv", rows), bare_csv),
    "xlsx": ("openpyxl", all_in("pile.xlsx", book), bare_book),
    "rss": ("lxml", all_in("pile.rss", feed), bare_feed),
}


def ours(folder: Path, *, open_them: bool) -> tuple[int, float]:
    """How many reports there are, and the seconds from the files to what is seen of them."""
    began = process_time()
    count = 0
    for each in receive([str(folder)]):
        assert isinstance(each, Report), each
        if open_them:
            opened(each)
        count += 1
    return count, process_time() - began


def library(folder: Path, bare: Bare) -> float:
    """The seconds of the library alone."""
    began = process_time()
    for file in sorted(folder.iterdir()):
        assert bare(file.read_bytes())
    return process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--only", default=",".join(READERS))
    given = parser.parse_args()
    print("| reader | library | reports a second | the library alone | our share | peak memory, MB |")
    print("|---|---|---|---|---|---|")
    for name in given.only.split(","):
        called, make, bare = READERS[name]
        documents = name in ("pdf", "docx", "odt", "eml")
        with tempfile.TemporaryDirectory() as folder:
            make(given.reports, Path(folder))
            times = []
            for _ in range(RUNS):
                count, mine = ours(Path(folder), open_them=documents)
                times.append((mine, library(Path(folder), bare)))
            assert count == given.reports, (name, count)
            mine, alone = (min(each) for each in zip(*times, strict=True))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
            share = max(0.0, 1 - alone / mine)
            print(
                f"| {name} | {called} | {count / mine:,.0f} | {count / alone:,.0f} | {share:.0%} | {peak:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
