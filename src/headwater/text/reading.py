"""A report becomes its reading text: the path of `headwater.text.read`, step by step."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from headwater.model import Page, Removed, Report, Segment, Span, Text, Why
from headwater.text.correspondent import people
from headwater.text.date import iso
from headwater.text.furniture import furniture, promotions
from headwater.text.head import Head, head, site_in
from headwater.text.language import language, languages
from headwater.text.note import notes
from headwater.text.opening import opened
from headwater.text.paragraph import paragraphs, strip
from headwater.text.quotation import quotations
from headwater.text.repeat import repeats
from headwater.text.sentence import sentences
from headwater.text.unit import Role, Unit, unit
from headwater.text.visible import Visible, place, through
from headwater.text.webpage import judged

#: Characters no store or screen can show, and line ends of other systems: each becomes what is said here.
_ODD = re.compile(r"\r\n?|[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")  # all that is rewritten in a row, whose text is taken as given
_LINE_END = re.compile(r"\r\n?|\n")
_HEAD = 8  # paragraphs of a row that are looked at for its title and date


_CLASSES = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go"})


@dataclass(frozen=True, slots=True)
class Parted:
    """The seen words cut into what is read and what is not."""

    kept: tuple[Span, ...]
    removed: tuple[Removed, ...]  # offsets into the seen words
    head: Head
    title: Span | None


def read(report: Report) -> Text:
    """The reading text of a report; see `headwater.text.read`."""
    raw, see = opened(report)
    seen, given = see(), report.given
    page = _as_given(seen, given.title) if report.format == "row" else _page(raw, seen, given.title or seen.title)
    text, segments = _assemble(seen.words, page.kept, _UNSTORABLE if report.format == "row" else _ODD)
    title = _moved(page.title, segments) if page.title else None
    if seen.words is not raw:
        segments = through(segments, seen.segments)
    spans = paragraphs(text)
    spoken, each = language(text), languages(text, spans)
    return Text(
        report=report.id,
        name=report.name,
        text=text,
        segments=segments,
        removed=_in_raw(page.removed, seen),
        language=spoken,
        title=_said(given.title or (text[title.start : title.end] if title else None) or seen.title),
        title_span=title,
        outlet=_said(given.outlet or seen.outlet or page.head.outlet or site_in(seen.title or "")),
        published=iso(given.published) or iso(seen.published) or page.head.published,
        url=(url := _said(given.url or seen.url)),
        paragraphs=spans,
        sentences=sentences(text, spans, [spoken if code == "und" else code for code in each]),
        quoted=quotations(text, spans),
        signed=tuple(filter(None, map(_said, seen.signed))),
        elsewhere=_elsewhere(seen.first, url),
        pages=_pages(raw, segments) if seen.paged else (),
        languages=each,
        notes=(*seen.notes, *notes(raw, given.published)),
        people=tuple(sorted({*seen.people, *(name for way in report.acquisitions for name in people(way.details))})),
    )


def _said(words: str | None) -> str | None:
    """What is said of a report, on one line, with marks for control characters; None for nothing."""
    return _ODD.sub("�", " ".join(words.split())) or None if words else None


def _pages(raw: str, segments: Sequence[Segment]) -> tuple[Page, ...]:
    """The stretches of the text by page, of a decoded report that has a form feed between pages."""
    feeds = [n for n, sign in enumerate(raw) if sign == "\f"]
    pages: list[Page] = []
    for segment in segments:
        number = bisect_right(feeds, segment.raw_start) + 1
        if pages and pages[-1].number == number:
            pages[-1] = Page(pages[-1].start, segment.end, number)
        else:
            pages.append(Page(segment.start, segment.end, number))
    return tuple(pages)


def _elsewhere(first: str | None, url: str | None) -> str | None:
    """The host on which the page says it first stood, if that is none of the site it stands on now."""
    there, here = _host(first), _host(url)
    return there if there and here and _site(there) != _site(here) else None


def _host(address: str | None) -> str | None:
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _site(host: str) -> tuple[str, ...]:
    """What of a host is one owner's: two labels, three where the second is a class of owners ("co.uk").

    >>> _site("news.example.co.uk"), _site("edition.example.com")
    (('example', 'co', 'uk'), ('example', 'com'))
    """
    labels = tuple(host.split("."))
    return labels[-3:] if len(labels) > 2 and labels[-2] in _CLASSES else labels[-2:]


def _as_given(seen: Visible, title: str | None) -> Parted:
    """A row: nothing is removed."""
    spans = paragraphs(seen.words)
    units = [unit(seen.words, span) for span in spans[:_HEAD]]
    found = head(units, [u.role for u in units], title)
    kept = (Span(0, len(seen.words)),) if seen.words else ()
    return Parted(kept, (), found, spans[found.title] if found.title is not None else None)


def _page(raw: str, seen: Visible, title: str | None) -> Parted:
    """A page: furniture and repeats are taken out."""
    words = seen.words
    spans = paragraphs(words) if seen.blocks is None else seen.blocks
    units = [unit(words, span) for span in spans]
    roles = _roles(raw, seen, units)
    as_it_is = seen.document and not seen.paged  # what stands over its title is told apart by the file itself
    found = head(units, list(roles) if as_it_is else roles, title)
    if not seen.document:
        promotions(units, roles, found.outlet or seen.outlet)
    body = [n for n, role in enumerate(roles) if not role.removed]
    again = repeats(words, sentences(words, [spans[n] for n in body]))
    kept, repeated = _cut([(n, spans[n]) for n in body], again, words)
    out: list[tuple[Span, Why]] = [
        (span, "repeat" if n in seen.again else "furniture")
        for n, (span, role) in enumerate(zip(spans, roles, strict=True))
        if role.removed
    ]
    out += [(span, "repeat") for span in repeated]
    removed = tuple(Removed(words[s.start : s.end], s.start, s.end, why) for s, why in sorted(out))
    return Parted(kept, removed, found, spans[found.title] if found.title is not None else None)


def _roles(raw: str, seen: Visible, units: Sequence[Unit]) -> list[Role]:
    """What each paragraph is: by the page it stands on, or in a document by its own words and its place."""
    if seen.blocks is None:
        return furniture(units)
    if not seen.document:
        return judged(raw, seen, units)
    out = seen.aside | seen.again
    alone = [Role.STUB if "\t" in unit.line else unit.role for unit in units]  # a row of a table is no menu
    return [Role.FURNITURE if n in out else role for n, role in enumerate(alone)]


def _cut(
    body: Sequence[tuple[int, Span]], holes: Sequence[Span], words: str
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What is left of the numbered paragraphs without the holes, and the holes, split where paragraphs are missing."""
    kept: list[Span] = []
    cut: list[tuple[int, Span]] = []
    k = 0
    for n, span in body:
        while k < len(holes) and holes[k].end <= span.start:
            k += 1
        start, m = span.start, k
        while m < len(holes) and holes[m].start < span.end:
            hole = Span(max(start, holes[m].start), min(span.end, holes[m].end))
            kept.append(strip(words, start, hole.start))
            if cut and holes[m].start < span.start and cut[-1][0] == n - 1:
                cut[-1] = (n, Span(cut[-1][1].start, hole.end))
            else:
                cut.append((n, hole))
            start, m = hole.end, m + 1
        kept.append(strip(words, start, span.end))
    return tuple(span for span in kept if len(span)), tuple(span for _, span in cut)


def _in_raw(removed: Sequence[Removed], seen: Visible) -> tuple[Removed, ...]:
    """What is removed, with offsets into the decoded report."""
    out = []
    for r in removed:
        raw = place(seen.segments, r.start, r.end)
        out.append(Removed(r.quote, raw.start, raw.end, r.why))
    return tuple(sorted(out, key=lambda removed: removed.start))


def _assemble(raw: str, kept: Sequence[Span], odd_ones: re.Pattern[str]) -> tuple[str, tuple[Segment, ...]]:
    """The text of the kept spans, with one or two line ends between them, and where each character is from."""
    pieces: list[str] = []
    segments: list[Segment] = []
    at = 0

    def put(words: str, start: int, end: int) -> None:
        nonlocal at
        pieces.append(words)
        segments.append(Segment(at, at + len(words), start, end, raw[start:end] == words))
        at += len(words)

    last = None
    for span in kept:
        if last is not None:
            gap = raw[last : span.start]
            space = len(gap) - len(gap.lstrip())
            blank = len(_LINE_END.findall(gap)) > 1
            put("\n\n" if blank and space > 1 else "\n", last, last + max(space, 1))
        start = span.start
        for odd in odd_ones.finditer(raw, span.start, span.end):
            if odd.start() > start:
                put(raw[start : odd.start()], start, odd.start())
            put("\n" if odd[0][0] == "\r" else "\ufffd", odd.start(), odd.end())
            start = odd.end()
        if start < span.end:
            put(raw[start : span.end], start, span.end)
        last = span.end
    return "".join(pieces), tuple(segments)


def _moved(span: Span, segments: Sequence[Segment]) -> Span | None:
    """Where a span of the decoded report stands in the text."""
    inside = [s for s in segments if s.raw_start < span.end and span.start < s.raw_end]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    start = first.start + (max(0, span.start - first.raw_start) if first.verbatim else 0)
    end = last.end - (max(0, last.raw_end - span.end) if last.verbatim else 0)
    return Span(start, end)
