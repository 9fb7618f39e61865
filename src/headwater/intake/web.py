"""Web archives: each page that a crawler was answered with is a report, with its address and the time of capture."""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

from headwater.errors import DamagedInput, EmptyInput, InputError, UnknownFormat
from headwater.intake import archive
from headwater.intake.guard import Guard
from headwater.intake.naming import clean
from headwater.intake.packing import unpacked
from headwater.intake.sources import Refused, Source
from headwater.model import Given

#: What of the answers is read, by media type, and the ending of its kind.
_READ = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
#: What pages are made of: no reports, and not named.
_ASSETS = ("image/", "font/", "text/css", "text/javascript", "application/javascript", "application/x-javascript",
           "application/font", "application/x-font", "application/json", "application/manifest", "text/xml",
           "application/xml", "application/octet-stream", "text/vtt", "application/vnd.ms-fontobject")  # fmt: skip
_ADVICE = "Get it again from the archive"
_CUT = "the web archive is not whole; what could be read was"
_BLOCK = 1 << 16  # bytes read at a time
_NAMED = 8  # kinds of answers named in one message


def warc(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Source | Refused]:
    """The pages of a .warc or .warc.gz file (ISO 28500), in its order; it is read as a stream."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    left: Counter[str] = Counter()
    pages, record = 0, None
    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # what it finds wrong is told below
    try:
        records = ArchiveIterator(unpacked(stream, guard), block_size=_BLOCK, check_digests=True)
        records.INC_RECORD = ""
        for record in records:
            guard.member()
            if record.length is None:  # it would go on to the end of the file, and what follows it be lost
                raise DamagedInput(_CUT, "a record does not say how long it is", _ADVICE)
            if record.rec_type not in ("response", "resource"):
                continue
            kind, why = _kind(record)
            if why:
                left[why] += 1
                continue
            pages += 1
            url = record.rec_headers.get_header("WARC-Target-URI") or "unnamed"
            try:
                yield _page(record, url, kind, source, guard)
            except InputError as error:
                yield f"{source.path}/{url}", error
    except AttributeError as error:  # warcio takes some headers for granted
        raise DamagedInput(_CUT, "a record lacks a header that it must have", _ADVICE) from error
    except (ArchiveLoadFailed, *archive.BROKEN) as error:
        raise DamagedInput(_CUT, error, _ADVICE) from error
    if records.next_line or (record is not None and getattr(record.raw_stream, "limit", 0) > 0):  # begun, not ended
        raise DamagedInput(_CUT, "a record is cut short", _ADVICE)
    if records.err_count:
        raise DamagedInput(_CUT, f"{records.err_count} records are not as long as they say", _ADVICE)
    told = {why: count for why, count in left.items() if why != _ASSET}
    if told:
        shown = ", ".join(f"{why} ({count})" for why, count in sorted(told.items())[:_NAMED])
        yield source.path, UnknownFormat("some answers in it are no pages, and are not read", shown)
    if not pages and not told:
        raise EmptyInput("there are no pages in it", next_step="Leave it out or get it again")


def wacz(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Source | Refused]:
    """The pages of a .wacz file: of every WARC in it. Its indexes and logs are no reports."""
    packed = archive.opened(stream, source)
    records = [each for each in packed.infolist() if each.filename.lower().endswith((".warc", ".warc.gz"))]
    guard.member(len(packed.infolist()))
    if not records:
        raise EmptyInput("there is no WARC in it", next_step="Get it again")
    for each in records:
        inner = replace(
            source, path=f"{source.path}/{each.filename}", details=(*source.details, ("archive", source.path))
        )
        try:
            with packed.open(each) as member:
                yield from warc(cast(BinaryIO, member), inner, guard)
        except InputError as error:
            yield inner.path, error


_ASSET = "asset"


def _kind(record: Any) -> tuple[str, str]:
    """The media type of an answer, and why it is not read if it is not."""
    if record.rec_type == "response":
        if record.http_headers is None:
            return "", _ASSET  # the answer to a question about a name, and the like
        status = str(record.http_headers.get_statuscode())
        if status.startswith("3"):
            return "", _ASSET
        if status != "200":
            return "", f"status {status}"
        kind = record.http_headers.get_header("Content-Type") or ""
    else:
        kind = record.rec_headers.get_header("Content-Type") or ""
    kind = kind.partition(";")[0].strip().lower()
    if kind in _READ:
        return kind, ""
    return kind, _ASSET if not kind or kind.startswith(_ASSETS) else kind


def _page(record: Any, url: str, kind: str, source: Source, guard: Guard) -> Source:
    raw = guard.read(cast(BinaryIO, record.content_stream()), max(1, record.length or 1))
    warc = {name.lower(): value for name, value in reversed(record.rec_headers.headers)}
    http = record.http_headers.headers if record.http_headers else []
    details = (
        ("warc", source.path),
        ("url", url),
        ("captured", warc.get("warc-date")),
        ("digest", warc.get("warc-payload-digest")),
        ("digest-check", {True: "holds", False: "DOES NOT HOLD"}.get(record.digest_checker.passed)),
        ("record", warc.get("warc-record-id")),
        *((f"http:{name.lower()}", value) for name, value in http),
    )
    shown = clean(url.partition("://")[2] or url)
    return Source(
        path=f"{source.path}/{shown}",
        name=shown,
        raw=raw,
        called=f"page{_READ[kind]}",
        given=Given(url=url, charset=_charset(http)),
        details=(*source.details, *((name, value) for name, value in details if value)),
        depth=source.depth + 1,
    )


def _charset(http: list[tuple[str, str]]) -> str | None:
    kind = next((value for name, value in http if name.lower() == "content-type"), "")
    return kind.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
