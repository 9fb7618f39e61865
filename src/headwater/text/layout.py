"""From lines with their places on pages to a text in reading order, whatever found the lines.

The decoded report of a document with pages is its lines in reading order, a line end between them and a form feed
between pages. Running heads and page numbers are furniture; footnotes stand after the text, their marks are furniture.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import Literal

from headwater.text.column import by_row, columns
from headwater.text.sheet import Line, Sheet
from headwater.text.visible import Builder, Opened, Visible

_EDGE = 0.12  # of the height of a page, at the head and the foot, where running heads stand
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|página|pagina|стр\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de|di|из)\s*\d{1,4})?\W*",
    re.I,
)
_DIGITS = re.compile(r"\d+")
_RUNNING = 3  # pages on which a line stands at the edge, to be a running head; all of two
_LEVEL = 3.0  # points by which a running head may stand higher on one page than on another
_LONG_FIGURE = 9  # digits; of a longer one these alone are looked at
_TITLE = 1.3  # times the size of the body: a line as large is no running head
_NOTE = 0.93  # times the size of the body: notes are no larger
_NOTE_START = re.compile(r"(?:\d{1,3}|[*†‡])[.)]?\s*\S")
_GAP = 1.45  # times the usual distance of lines: more is a gap between paragraphs
_INDENT = 0.8  # times the size
_ITEM = re.compile(r"[-*•◦▪■●◆◇►▶※‣–—]\s+\S|\(?\d{1,3}[.)]\s+\S|\([a-z]{1,4}\)\s+\S")
_STOP = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_HYPHENED = re.compile(r"-[^\W\d_]+")
_WORD_END = re.compile(r"[^\W\d_]{1,40}\Z")
_HYPHENS = ("-", "\u00ad")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad]$")
_GOES_ON = re.compile(r"[^\W\d_]+")
_BOTTOM_LEFT = attrgetter("bottom", "left")


@dataclass(slots=True)
class _Placed:
    """A line in the decoded report."""

    line: Line
    start: int
    column: int  # numbered through the document; a heading over columns is one of its own
    page: int

    @property
    def end(self) -> int:
        return self.start + len(self.line.words)


@dataclass(slots=True)
class _Raw:
    """The decoded report as it grows."""

    pieces: list[str] = field(default_factory=list)
    at: int = 0

    def put(self, line: Line, column: int, page: int) -> _Placed:
        placed = _Placed(line, self.at, column, page)
        self.pieces.append(line.words + "\n")
        self.at += len(line.words) + 1
        return placed

    def feed(self) -> None:
        self.pieces.append("\f")
        self.at += 1


def laid_out(sheets: Sequence[Sheet], *, title: str | None, notes: Sequence[str]) -> Opened:
    """The decoded report of these pages, and what is seen of it."""
    usual = _usual_size(sheets)
    edges = [_edges(sheet) for sheet in sheets]
    running = _running(sheets, edges, usual)
    raw = _Raw()
    body: list[_Placed] = []
    footnotes: list[_Placed] = []
    furniture: list[_Placed] = []
    column = 0
    for number, sheet in enumerate(sheets):
        if number:
            raw.feed()
        head, rest, foot = _parted(number, sheet, edges[number], running)
        rest, under = _footnotes(rest, sheet, usual)
        furniture += [raw.put(line, -1, number) for line in by_row(head)]
        for group in columns(rest):
            body += [raw.put(line, column, number) for line in group]
            column += 1
        footnotes += [raw.put(line, column, number) for line in by_row(under)]
        column += 1
        furniture += [raw.put(line, -1, number) for line in by_row(foot)]
    words = "".join(raw.pieces)
    return words, partial(_seen, words, body, footnotes, furniture, title, notes)


def _seen(
    raw: str,
    body: Sequence[_Placed],
    footnotes: Sequence[_Placed],
    furniture: Sequence[_Placed],
    title: str | None,
    notes: Sequence[str],
) -> Visible:
    out = Builder()
    compounds = set(_compounds(raw))
    for paragraph in (*_paragraphs(body), *_paragraphs(footnotes)):
        _put(out, paragraph, compounds)
    kept = len(out.blocks)
    for each in furniture:
        out.put(each.line.words, each.start, each.end)
        out.close()
    for each in body:
        for mark in each.line.marks:
            out.put(each.line.words[mark.start : mark.end], each.start + mark.start, each.start + mark.end)
            out.close()
    aside = frozenset(range(kept, len(out.blocks)))
    return Visible(
        out.words(), tuple(out.segments), blocks=tuple(out.blocks), aside=aside, title=title, document=True, paged=True,
        notes=tuple(notes),
    )  # fmt: skip


def _compounds(raw: str) -> Iterator[str]:
    """The words with a hyphen in them, in small letters."""
    for found in _HYPHENED.finditer(raw):
        if before := _WORD_END.search(raw[max(0, found.start() - 40) : found.start()]):
            yield f"{before[0]}{found[0]}".casefold()


def _put(out: Builder, paragraph: Sequence[_Placed], compounds: set[str]) -> None:
    """Put the lines of a paragraph together; a word broken at the end of a line is made whole."""
    for n, each in enumerate(paragraph):
        words, start = each.line.words, 0
        end = len(words)
        after = paragraph[n + 1].line.words if n + 1 < len(paragraph) else ""
        broken = _BROKEN.search(words) if words.endswith(_HYPHENS) else None
        goes_on = _GOES_ON.match(after)
        whole = bool(broken and goes_on and after[0].islower())
        if broken and goes_on and whole and f"{broken[1]}-{goes_on[0]}".casefold() not in compounds:
            end -= 1
        for mark in each.line.marks:
            out.put(words[start : mark.start], each.start + start, each.start + mark.start)
            start = mark.end
        if start < end:
            out.put(words[start:end], each.start + start, each.start + end)
        if after and not whole:
            out.space(each.end, each.end + 1)
    out.close()


def _usual_size(sheets: Sequence[Sheet]) -> float:
    """The size of most letters."""
    letters: defaultdict[float, int] = defaultdict(int)
    for sheet in sheets:
        for line in sheet.lines:
            letters[line.size] += len(line.words)
    sizes: Counter[float] = Counter()
    for size, count in letters.items():
        sizes[round(size, 1)] += count
    return max(sorted(sizes), key=sizes.__getitem__, default=10.0)


_Edge = Literal["head", "foot"]


def _edges(sheet: Sheet) -> list[_Edge | None]:
    """The edge of the page that each line stands at."""
    low, high = sheet.height * _EDGE, sheet.height * (1 - _EDGE)
    middles = ((line.bottom + line.top) / 2 for line in sheet.lines)
    return [None if low < each < high else "head" if each > sheet.height / 2 else "foot" for each in middles]


def _running(sheets: Sequence[Sheet], edges: Sequence[list[_Edge | None]], usual: float) -> frozenset[tuple[int, Line]]:
    """What stands at the edge of page after page, at one height, with the same figures or such as count the pages."""
    alike: dict[tuple[_Edge, str], list[tuple[int, Line]]] = {}
    for number, sheet in enumerate(sheets):
        for line, edge in zip(sheet.lines, edges[number], strict=True):
            if edge and line.size < _TITLE * usual and (edge == "head" or not _is_note(line, sheet)):
                words = _DIGITS.sub("#", " ".join(line.words.split())).casefold()
                alike.setdefault((edge, words), []).append((number, line))
    enough = min(_RUNNING, max(2, len(sheets)))
    found: set[tuple[int, Line]] = set()
    for each in alike.values():
        level = median(line.bottom for _, line in each)
        each = [one for one in each if abs(one[1].bottom - level) <= _LEVEL]
        figures = [tuple(_figures(*one)) for one in each]
        often = Counter(figure for form in figures for pair in form for figure in pair)
        kept = [
            one
            for one, form in zip(each, figures, strict=True)
            if all(max(often[figure] for figure in pair) >= enough for pair in form)
        ]
        if len({number for number, _ in kept}) >= enough:
            found.update(kept)
    return frozenset(found)


def _is_note(line: Line, sheet: Sheet) -> bool:
    """Whether a line begins with a mark that stands raised on its page."""
    start = _DIGITS.match(line.words)
    return start is not None and any(
        each.words[mark.start : mark.end] == start[0] for each in sheet.lines for mark in each.marks
    )


def _figures(number: int, line: Line) -> Iterator[tuple[tuple[int, str, int], ...]]:
    """Each figure of a line of this page, by its place among them: as it is, and less the number of the page."""
    for n, figure in enumerate(_DIGITS.findall(line.words)):
        value = int(figure[:_LONG_FIGURE])
        yield (n, "same", value), (n, "counted", value - number)


def _parted(
    number: int, sheet: Sheet, edges: list[_Edge | None], running: frozenset[tuple[int, Line]]
) -> tuple[list[Line], list[Line], list[Line]]:
    """The furniture at the head of a page, what stands between, and the furniture at its foot."""
    head: list[Line] = []
    rest: list[Line] = []
    foot: list[Line] = []
    for line, edge in zip(sheet.lines, edges, strict=True):
        if edge and (_PAGE_NUMBER.fullmatch(line.words) or (number, line) in running):
            (head if edge == "head" else foot).append(line)
        else:
            rest.append(line)
    return head, rest, foot


def _footnotes(lines: Sequence[Line], sheet: Sheet, usual: float) -> tuple[list[Line], list[Line]]:
    """What stands above the footnotes, and these: the small lines at the foot, from the first that has a mark."""
    order = sorted(lines, key=_BOTTOM_LEFT)
    notes = 0
    for n, line in enumerate(order, 1):
        if line.size > _NOTE * usual or line.bottom > sheet.height / 2:
            break
        if _NOTE_START.match(line.words):
            notes = n
    return order[notes:], order[:notes]


def _paragraphs(lines: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """The lines of each paragraph, over the end of columns and pages where its sentence goes on there."""
    columns: dict[int, list[Line]] = {}
    for each in lines:
        columns.setdefault(each.column, []).append(each.line)
    measures = {column: _Measure.of(inside) for column, inside in columns.items()}
    paragraph: list[_Placed] = []
    for each in lines:
        if paragraph and _breaks(paragraph[-1], each, measures):
            yield paragraph
            paragraph = []
        paragraph.append(each)
    if paragraph:
        yield paragraph


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a column is set."""

    left: float
    right: float
    leading: float  # the usual distance of its lines

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Measure":
        steps = [above.bottom - below.bottom for above, below in pairwise(lines) if above.bottom > below.bottom]
        return cls(
            min(line.left for line in lines),
            max(line.right for line in lines),
            median(steps) if steps else 1.2 * lines[0].size,
        )


def _breaks(before: _Placed, after: _Placed, measures: dict[int, _Measure]) -> bool:
    """Whether a paragraph ends between two lines."""
    one, two = before.line, after.line
    if "\t" in one.words or "\t" in two.words or _ITEM.match(two.words):
        return True
    if not 0.85 < one.size / two.size < 1.18:
        return True
    goes_on = (one.words.endswith(_HYPHENS) and bool(_BROKEN.search(one.words))) or (
        two.words[0].islower() and not _STOP.search(one.words)
    )
    if before.column != after.column:
        return not goes_on
    measure = measures[after.column]
    if one.bottom - two.bottom > _GAP * measure.leading:
        return True
    if two.left - measure.left > _INDENT * two.size and one.left - measure.left <= _INDENT * one.size:
        return not goes_on
    letter = (one.right - one.left) / max(1, len(one.words))
    first = two.words.split(None, 1)[0]
    room = measure.right - one.right - (len(first) + 1) * letter
    return room > 0.1 * (measure.right - measure.left) and not goes_on
