"""One reader a format. A new format is a new line in `READERS`; nothing else changes."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from headwater.errors import InputError, MissingInput, UnknownFormat
from headwater.intake.binary import refuse
from headwater.intake.rows import is_row, rows
from headwater.intake.sources import Refused, Source
from headwater.model import Report
from headwater.model.report import Format

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What one kind of file holds: ``read`` is given its lines (which joined are its bytes) and where they are from."""

    suffixes: tuple[str, ...]
    read: Callable[[Iterable[bytes], Source], Iterator[Report | Refused]]


def _document(format: Format | None = None) -> Callable[[Iterable[bytes], Source], Iterator[Report | Refused]]:
    """A reader of files that are one report each; the format is seen from the bytes if not given."""

    def read_document(lines: Iterable[bytes], source: Source) -> Iterator[Report | Refused]:
        raw = b"".join(lines)
        refuse(raw)
        seen: Format = format or ("html" if _HTML.match(raw[:4096]) else "text")
        yield Report.from_bytes(raw, name=source.name, path=source.path, format=seen)

    return read_document


def _rows_or_document(lines: Iterable[bytes], source: Source) -> Iterator[Report | Refused]:
    """JSON lines if the first line is an object with ``text``, else one report."""
    stream = iter(lines)
    first = next(stream, b"")
    return (rows if is_row(first) else _document())(chain((first,), stream), source)


READERS: tuple[Reader, ...] = (
    Reader((".txt", ".text"), _document()),
    Reader((".md", ".markdown"), _document("markdown")),
    Reader((".html", ".htm", ".xhtml"), _document("html")),
    Reader((".jsonl", ".ndjson"), rows),
    Reader(("",), _rows_or_document),  # standard input, and files without a suffix
)


def read(source: Source) -> Iterator[Report | Refused]:
    """Yield the reports of a source, and whatever in it could not be read."""
    try:
        reader = next((r for r in READERS if source.suffix in r.suffixes), None)
        if reader is None:
            known = ", ".join(s for r in READERS for s in r.suffixes if s)
            raise UnknownFormat("no reader takes this kind of file", source.suffix, f"Give one of {known}")
        yield from _open(reader, source)
    except InputError as error:
        yield source.path, error
    except OSError as error:
        yield source.path, MissingInput("it cannot be opened", error.strerror, "Check the path and its permissions")


def _open(reader: Reader, source: Source) -> Iterator[Report | Refused]:
    if source.file is None:
        assert source.stream is not None
        yield from reader.read(source.stream, source)
    else:
        with source.file.open("rb") as stream:
            yield from reader.read(stream, source)
