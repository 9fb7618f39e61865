"""One report as it reads: a part of its text with its layers, and what was taken out of its page in its place."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from headwater.dossier.words import Mark, MarkKind, marked
from headwater.model import Claim, Reading, Removed, Span, Text
from headwater.web import links
from headwater.web.shelf import Shelf

_PART = 20_000  # characters of text on one page: with all layers some 150 kB
_PIECE = 6_000  # characters of a paragraph before it is cut
_REMOVED = 1_500  # characters shown of one removed passage
_FOLDED = 40  # removed passages shown on one page


@dataclass(frozen=True, slots=True)
class Behind:
    """A finding that a claim of this report belongs to."""

    finding: str
    low: int
    high: int

    @property
    def span(self) -> str:
        """How many origins stand behind it."""
        return str(self.high) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with what stood before it on the page; ``others`` are the reports that share words of it."""

    number: int
    span: Span
    words: Markup
    title: bool
    page: int | None  # of a document, where another one begins than that of the block before
    before: tuple[Removed, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of a report."""

    text: Text
    reading: Reading
    part: int  # from 1
    parts: int
    blocks: tuple[Block, ...]
    after: tuple[Removed, ...]
    left_out: int  # removed passages not shown


@dataclass(frozen=True, slots=True)
class _Side:
    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pair:
    a: _Side
    b: _Side


def leaf(shelf: Shelf, report: str, part: int, at: Span | None) -> Leaf:
    """The part of a report that has these words, or else the part of this number.

    Raises:
        NotFound: the case has no such report.
    """
    reading = shelf.shown(shelf.one("SELECT body FROM reading WHERE report = ?", Reading, report))
    text = reading.text
    pieces = _pieces(text)
    parts = _parts(pieces)
    if at is not None:
        number = max(0, bisect_right(pieces, at.start, key=lambda piece: piece.start) - 1)
        part = next((n for n, (first, last) in enumerate(parts, 1) if first <= number < last), 1)
    part = min(part, len(parts))
    first, last = parts[part - 1]
    own = pieces[first:last]
    window = Span(own[0].start if own else 0, own[-1].end if own else 0)
    claims = shelf.shown(shelf.values("SELECT body FROM claim WHERE report = ? ORDER BY start, number", Claim, report))
    claims = tuple(each for each in claims if each.start < window.end and each.end > window.start)
    marks = [*_layers(reading, window), *_claims(claims, _behind(shelf, claims))]
    if at is not None:
        marks.append(Mark(at.start, at.end, "at", "at"))
    shared = _shared(shelf, report)
    removed, left_out = _bounded(_placed(text), window if len(parts) > 1 else Span(0, len(text.text)))
    blocks = tuple(_blocks(text, own, first, marks, removed, shared))
    taken = sum(len(block.before) for block in blocks)
    return Leaf(text, reading, part, len(parts), blocks, tuple(each for _, each in removed[taken:]), left_out)


def piece(text: Text, number: int) -> Span | None:
    """The paragraph, or the part of a long one, that a page shows under this number."""
    pieces = _pieces(text)
    return pieces[number - 1] if 1 <= number <= len(pieces) else None


def _pieces(text: Text) -> list[Span]:
    """The paragraphs; one without end is cut."""
    paragraphs = text.paragraphs or ((Span(0, len(text.text)),) if text.text else ())
    return [
        Span(start, min(start + _PIECE, each.end))
        for each in paragraphs
        for start in range(each.start, max(each.end, each.start + 1), _PIECE)
    ]


def _parts(pieces: Sequence[Span]) -> list[tuple[int, int]]:
    """From which piece to which each part goes."""
    parts, first, size = [], 0, 0
    for number, each in enumerate(pieces):
        if size and size + len(each) > _PART:
            parts.append((first, number))
            first, size = number, 0
        size += len(each)
    return [*parts, (first, len(pieces))]


def _layers(reading: Reading, window: Span) -> Iterator[Mark]:
    spans: tuple[tuple[MarkKind, Iterator[Span]], ...] = (
        ("quoted", iter(reading.text.quoted)),
        ("quantity", (Span(each.start, each.end) for each in reading.quantities)),
        ("time", (Span(each.start, each.end) for each in reading.times)),
        ("source", (span for each in reading.attributions for span in each.source)),
        ("cue", (span for each in reading.attributions for span in each.cue)),
    )
    for kind, found in spans:
        for span in sorted(set(found)):
            if span.overlap(window):
                yield Mark(span.start, span.end, kind)


def _claims(claims: Sequence[Claim], behind: dict[str, list[Behind]]) -> Iterator[Mark]:
    for claim in claims:
        note = Markup("").join(
            Markup('<a class="ref" href="{}" aria-label="Finding: {}">{}</a>').format(
                links.finding(each.finding), _aloud(each), each.span
            )
            for each in behind.get(claim.id, ())
        )
        yield Mark(claim.start, claim.end, "claim", claim.id, note)


def _aloud(behind: Behind) -> str:
    return f"{behind.span} {'origin' if behind.high == 1 else 'origins'}"


def _behind(shelf: Shelf, claims: Sequence[Claim]) -> dict[str, list[Behind]]:
    """The findings of each claim."""
    found: dict[str, list[Behind]] = {}
    for at in range(0, len(claims), 500):
        some = [each.id for each in claims[at : at + 500]]
        rows = shelf.rows(
            "SELECT finding_claim.claim, finding.id, origins_low, origins_high FROM finding_claim"
            " JOIN finding ON finding.id = finding_claim.finding"
            f" WHERE claim IN ({', '.join('?' * len(some))}) ORDER BY claim, finding.id",
            *some,
        )
        for claim, *behind in rows:
            found.setdefault(claim, []).append(Behind(*behind))
    return found


def _shared(shelf: Shelf, report: str) -> list[tuple[int, int, str]]:
    """Where the text is also found in other reports, in order: start, end, report."""
    aligned = shelf.shown(
        shelf.values(
            "SELECT body FROM aligned WHERE a = ? UNION ALL SELECT body FROM aligned WHERE b = ?", _Pair, report, report
        )
    )
    sides = [(each.a, each.b) if each.a.report == report else (each.b, each.a) for each in aligned]
    return sorted((ours.start, ours.end, theirs.report) for ours, theirs in sides)


def _placed(text: Text) -> list[tuple[int, Removed]]:
    """Each removed passage with the place in the text that it stood before."""
    starts = [each.raw_start for each in text.segments]
    placed = []
    for each in sorted(text.removed, key=lambda removed: removed.start):
        next = bisect_right(starts, each.start)
        placed.append((text.segments[next].start if next < len(starts) else len(text.text), each))
    return placed


def _bounded(placed: list[tuple[int, Removed]], window: Span) -> tuple[list[tuple[int, Removed]], int]:
    own = [each for each in placed if window.start <= each[0] <= window.end]
    shown = [
        (at, replace(each, quote=f"{each.quote[:_REMOVED]} …") if len(each.quote) > _REMOVED else each)
        for at, each in own[:_FOLDED]
    ]
    return shown, len(own) - len(shown)


def _blocks(
    text: Text,
    pieces: Sequence[Span],
    first: int,
    marks: Sequence[Mark],
    removed: Sequence[tuple[int, Removed]],
    shared: Sequence[tuple[int, int, str]],
) -> Iterator[Block]:
    starts = [each.start for each in pieces]
    inside: list[list[Mark]] = [[] for _ in pieces]
    for mark in marks:
        begin = max(0, bisect_right(starts, mark.start) - 1)
        for n in range(begin, bisect_right(starts, max(mark.start, mark.end - 1))):
            inside[n].append(mark if n == begin else replace(mark, anchor=None, note=""))
    others: list[set[str]] = [set() for _ in pieces]
    for start, end, report in shared:
        for n in range(max(0, bisect_right(starts, start) - 1), bisect_right(starts, max(start, end - 1))):
            if start < pieces[n].end and end > pieces[n].start:
                others[n].add(report)
    at, reached = 0, None
    for n, (span, own) in enumerate(zip(pieces, inside, strict=True)):
        before = []
        while at < len(removed) and removed[at][0] <= span.start:
            before.append(removed[at][1])
            at += 1
        title = text.title_span is not None and span.holds(text.title_span)
        words = marked(text.text, span.start, span.end, own)
        page = text.page(span.start)
        begins, reached = (page if page != reached else None), page
        yield Block(first + n + 1, span, words, title, begins, tuple(before), len(others[n]))
