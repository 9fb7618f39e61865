"""The words of a page that a reader sees, and where in the markup each stands."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from headwater.model import Segment, Span


@dataclass(frozen=True, slots=True)
class Visible:
    """What is seen of a report: ``segments`` say which stretch of the decoded report each stretch of ``words`` is."""

    words: str
    segments: tuple[Segment, ...]
    blocks: tuple[Span, ...] | None = None  # the paragraphs, where the markup says them
    aside: frozenset[int] = frozenset()  # blocks that the markup sets apart from the report
    heading: int | None = None  # the block of the first main heading
    title: str | None = None
    outlet: str | None = None
    published: str | None = None  # as the page writes it
    url: str | None = None
    signed: tuple[str, ...] = ()  # see `headwater.model.Text`
    first: str | None = None  # the address at which the page says it first stood
    document: bool = False  # no web page: what is no report is in ``aside``, or shows it by its own words
    again: frozenset[int] = frozenset()  # blocks that repeat what was said elsewhere: the mail that is answered
    paged: bool = False  # the decoded report has a form feed between its pages
    notes: tuple[str, ...] = ()  # see `headwater.model.Text`
    people: tuple[str, ...] = ()  # see `headwater.model.Text`

    @classmethod
    def whole(cls, raw: str) -> "Visible":
        """All of a report that has no markup."""
        return cls(raw, (Segment(0, len(raw), 0, len(raw)),) if raw else ())


Opened = tuple[str, Callable[[], Visible]]
"""The decoded report, whose offsets are those of the raw, and what gives the words seen of it."""


@dataclass(slots=True)
class Builder:
    """Takes the seen words one stretch after the other. White space is one space; a block has none at its ends."""

    pieces: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    blocks: list[Span] = field(default_factory=list)
    _at: int = 0
    _start: int = 0  # of the open block
    _space: Span | None = None  # white space in the markup that has not been put yet
    _raw_end: int = 0

    def put(self, words: str, start: int, end: int, verbatim: bool = True) -> None:
        """Take ``words`` that stand at ``start:end`` of the decoded report."""
        if self._space is not None and self._at > self._start:
            self._add(" ", self._space.start, self._space.end, verbatim=False)
        self._space = None
        self._add(words, start, end, verbatim)

    def space(self, start: int, end: int) -> None:
        """Take white space."""
        self._space = Span(self._space.start if self._space else start, end)

    def close(self) -> bool:
        """End the block; tell whether it holds anything."""
        self._space = None
        if self._at == self._start:
            return False
        self.blocks.append(Span(self._start, self._at))
        self._add("\n\n", self._raw_end, self._raw_end, verbatim=False)
        self._start = self._at
        return True

    def words(self) -> str:
        """All words put so far."""
        return "".join(self.pieces)

    def _add(self, words: str, start: int, end: int, verbatim: bool) -> None:
        last = self.segments[-1] if self.segments else None
        if last and verbatim and last.verbatim and last.raw_end == start:
            self.segments[-1] = Segment(last.start, last.end + len(words), last.raw_start, end)
        else:
            self.segments.append(Segment(self._at, self._at + len(words), start, end, verbatim))
        self.pieces.append(words)
        self._at += len(words)
        self._raw_end = end


def place(segments: Sequence[Segment], start: int, end: int) -> Span:
    """Where ``words[start:end]``, at least one character, stands in the decoded report.

    A stretch that begins or ends within a rewrite takes the whole of it.
    """
    first = segments[bisect_right(segments, start, key=_start) - 1]
    last = segments[bisect_right(segments, end - 1, key=_start) - 1]
    return Span(
        first.raw_start + (start - first.start if first.verbatim else 0),
        last.raw_end - (last.end - end if last.verbatim else 0),
    )


def _start(segment: Segment) -> int:
    return segment.start


def through(first: Sequence[Segment], second: Sequence[Segment]) -> tuple[Segment, ...]:
    """Segments from a text to the decoded report, given those from the text to the seen words and from there on."""
    out: list[Segment] = []
    for part in first:
        if not part.verbatim:
            raw = place(second, part.raw_start, part.raw_end)
            out.append(Segment(part.start, part.end, raw.start, raw.end, verbatim=False))
            continue
        n = bisect_right(second, part.raw_start, key=_start) - 1
        while n < len(second) and second[n].start < part.raw_end:
            seen = second[n]
            left, right = max(seen.start, part.raw_start), min(seen.end, part.raw_end)
            raw = place(second, left, right)
            start = part.start + left - part.raw_start
            out.append(Segment(start, start + right - left, raw.start, raw.end, seen.verbatim))
            n += 1
    return tuple(out)
