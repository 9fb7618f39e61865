"""A report's reading text: what is left when furniture and repeats are out."""

from dataclasses import dataclass
from typing import Literal

from headwater.model.passage import Passage, Span

Why = Literal["furniture", "repeat"]


@dataclass(frozen=True, slots=True)
class Segment:
    """Where a stretch of the text came from: ``raw[raw_start:raw_end]`` became ``text[start:end]``.

    ``raw`` is the decoded report. A verbatim segment has equal characters on both sides; any other is a recorded
    rewrite (an entity resolved, line ends joined, a control character shown as a mark).
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Removed:
    """Words of the page that are not the report, and why they are out. Offsets are into the decoded report."""

    quote: str
    start: int
    end: int
    why: Why


@dataclass(frozen=True, slots=True)
class Text:
    """The reading text of one report. Every offset anywhere is into ``text``, in code points, half-open."""

    report: str
    name: str
    text: str
    segments: tuple[Segment, ...]
    removed: tuple[Removed, ...]
    language: str  # ISO 639-1, "und" where it cannot be told
    title: str | None
    title_span: Span | None  # where the title stands in the text, if it does
    outlet: str | None
    published: str | None  # ISO 8601, may be reduced
    url: str | None
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quoted: tuple[Span, ...]  # quoted speech with its marks; a quotation over paragraphs is one span a paragraph
    signed: tuple[str, ...] = ()  # names that the page's own data gives as its author, agency or source
    elsewhere: str | None = None  # the host on which the page's own data says it first stood, if that is another

    def passage(self, start: int, end: int) -> Passage:
        """The words at these offsets as a passage of this report."""
        return Passage(self.report, start, end, self.text[start:end])

    def slice(self, span: Span) -> str:
        """The words at this span."""
        return self.text[span.start : span.end]
