"""A report's reading text: what is left when furniture and repeats are out."""

from bisect import bisect_right
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
class Page:
    """A stretch of the text that stands on one page of the document. Notes stand after the text that they are of, so
    that a page may have more than one."""

    start: int
    end: int
    number: int  # counted from 1, whatever is printed on it


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
    pages: tuple[Page, ...] = ()  # of a document that has pages, in order and without gaps
    languages: tuple[str, ...] = ()  # of each paragraph, "und" where it is too short to tell
    notes: tuple[str, ...] = ()  # what a reader must know of how it was read: by OCR, in part, not as English
    people: tuple[str, ...] = ()  # whom a mail's headers, its quoted lines, a title or a file name name, as they do

    def passage(self, start: int, end: int) -> Passage:
        """The words at these offsets as a passage of this report."""
        return Passage(self.report, start, end, self.text[start:end])

    def page(self, at: int) -> int | None:
        """The page on which the character at this offset stands; None where there are no pages."""
        n = bisect_right(self.pages, at, key=lambda page: page.start) - 1
        return self.pages[n].number if n >= 0 else None

    def slice(self, span: Span) -> str:
        """The words at this span."""
        return self.text[span.start : span.end]
