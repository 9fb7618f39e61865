"""One reader a format. A new format is a new line in `READERS`; nothing else changes.

A **document** is one report: its reader gives it, the bytes untouched. A **container** holds more: its reader yields
each part as a `Source` of its own, which is read in turn by the reader of its kind, however deep. A **table** yields a
report a row. What cannot be read is yielded with the reason. One `Guard` counts all that one input unfolds to.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import BinaryIO

from headwater.errors import DamagedInput, EmptyInput, InputError, MissingInput, UnknownFormat
from headwater.intake import archive, feed, mail, paper, saved, table, web
from headwater.intake.binary import refuse
from headwater.intake.guard import Guard
from headwater.intake.options import Options
from headwater.intake.rows import is_row, rows
from headwater.intake.sources import Refused, Source
from headwater.model import Report
from headwater.model.report import Format

Found = Iterator[Report | Source | Refused]

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What one kind of file holds: one report, which all its bytes are, or what is found in a stream of them."""

    suffixes: tuple[str, ...]
    document: Callable[[bytes, Source, Guard], Report] | None = None
    parts: Callable[[BinaryIO, Source, Guard, Options], Found] | None = None


def _text(format: Format | None = None) -> Callable[[bytes, Source, Guard], Report]:
    """A reader of files of text; the format is seen from the bytes if not given."""

    def read_text(raw: bytes, source: Source, guard: Guard) -> Report:
        refuse(raw)
        seen: Format = format or ("html" if _HTML.match(raw, 0, 4096) else "text")
        return source.report(raw, seen, saved.origin(raw) if seen == "html" else ())

    return read_text


def _plain(
    open_: Callable[[BinaryIO, Source, Guard], Found],
) -> Callable[[BinaryIO, Source, Guard, Options], Found]:
    """A reader that the user has no choice in."""
    return lambda stream, source, guard, _: open_(stream, source, guard)


def _unnamed(stream: BinaryIO, source: Source, guard: Guard, options: Options) -> Found:
    """What has no ending: known by its first bytes, JSON lines by their first line, else one report."""
    if not stream.seekable():
        stream = BytesIO(guard.read(stream))
    first = stream.readline(_LINE)
    stream.seek(0)
    if ending := next((ending for start, ending in _STARTS if first.startswith(start)), ""):
        ending = archive.kind(stream) if ending == ".zip" else ending
    else:
        ending = ".jsonl" if is_row(first) else ".txt"
    yield from _found(stream, replace(source, called=f"{source.called}{ending}"), guard, options)


_LINE = 64 << 20  # bytes of a first line that are looked at
_STARTS = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".zip"), (b"\x1f\x8b", ".tar.gz"), (b"WARC/1.", ".warc"))

READERS: tuple[Reader, ...] = (
    Reader((".txt", ".text"), document=_text()),
    Reader((".md", ".markdown"), document=_text("markdown")),
    Reader((".html", ".htm", ".xhtml"), document=_text("html")),
    Reader((".pdf",), document=paper.pdf),
    Reader((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"), parts=_plain(paper.picture)),
    Reader((".docx",), document=archive.document("docx")),
    Reader((".odt",), document=archive.document("odt")),
    Reader((".mhtml", ".mht"), document=mail.page),
    Reader((".eml",), parts=_plain(mail.message)),
    Reader((".mbox", ".mbx"), parts=_plain(mail.box)),
    Reader((".zip",), parts=_plain(archive.zipped)),
    Reader((".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tbz2", ".txz"), parts=_plain(archive.tarred)),
    Reader((".gz", ".bz2", ".xz"), parts=_plain(archive.packed)),
    Reader((".warc", ".warc.gz"), parts=_plain(web.warc)),
    Reader((".wacz",), parts=_plain(web.wacz)),
    Reader((".jsonl", ".ndjson"), parts=_plain(rows)),
    Reader((".csv", ".tsv"), parts=table.csv_rows),
    Reader((".xlsx", ".xlsm"), parts=table.sheets),
    Reader((".rss", ".atom", ".xml", ".rdf"), parts=_plain(feed.items)),
    Reader(("",), parts=_unnamed),  # standard input, and files without a suffix
)


def read(source: Source, options: Options) -> Iterator[Report | Refused]:
    """Yield the reports of a source, and whatever in it could not be read."""
    yield from _read(source, Guard(options.limits), options)


def _read(source: Source, guard: Guard, options: Options) -> Iterator[Report | Refused]:
    try:
        guard.enter(source.depth)
        if source.raw is not None and (document := _reader(source).document):
            yield document(source.raw, source, guard)  # its bytes were counted when they were unfolded
            return
        with source.open() as stream:
            nothing = True
            for found in _found(stream, source, guard, options):
                nothing = False
                if isinstance(found, Source):
                    yield from _read(found, guard, options)
                else:
                    yield found
            if nothing:
                raise EmptyInput("there is nothing in it to read", next_step="Leave it out or get it again")
    except InputError as error:
        yield source.path, error
    except OSError as error:
        yield source.path, MissingInput("it cannot be opened", error.strerror, "Check the path and its permissions")
    except Exception as error:  # a parser of others on bytes of others: whatever breaks there costs this input alone
        yield source.path, DamagedInput("it cannot be read", type(error).__name__, "If you can open it, report this")


def _found(stream: BinaryIO, source: Source, guard: Guard, options: Options) -> Found:
    """What the reader of its kind finds in a source."""
    reader = _reader(source)
    if reader.document:
        return iter((reader.document(guard.read(stream), source, guard),))
    assert reader.parts is not None
    return reader.parts(stream, source, guard, options)


def _reader(source: Source) -> Reader:
    """The reader whose suffix is the longest end of the source's file name."""
    ending = ""
    for ending in source.endings:
        if reader := _BY_ENDING.get(ending):
            return reader
    if ending:
        raise UnknownFormat("no reader takes this kind of file", ending, "docs/inputs.md lists what is read")
    return _BY_ENDING[""]


_BY_ENDING = {suffix: reader for reader in READERS for suffix in reader.suffixes}
