"""From lines with their places on pages to a text in reading order, whatever found the lines.

The decoded report of a document with pages is its lines in reading order, a line end between them and a form feed
between pages. Running heads and page numbers are furniture; footnotes stand after the text, their marks are furniture.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, pairwise
from statistics import median

from headwater.model import Span
from headwater.text.visible import Builder, Visible

_EDGE = 0.12  # of the height of a page, at the head and the foot, where running heads stand
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|página|pagina|стр\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de|di|из)\s*\d{1,4})?\W*",
    re.I,
)
_DIGITS = re.compile(r"\d+")
_RUNNING = 3  # pages on which a line stands at the edge, to be a running head; all of two
_TITLE = 1.3  # times the size of the body: a line as large is no running head
_NOTE = 0.93  # times the size of the body: notes are no larger
_NOTE_START = re.compile(r"(?:\d{1,3}|[*†‡])[.)]?\s*\S")
_BIN = 2.0  # points
_GUTTER = 8.0  # points of width, at least
_CROSSING = (0.0, 0.1, 0.25)  # shares of the lines that may cross a gutter, tried in turn: headings over both columns
_SIDE, _SIDE_SHARE = 3, 0.15  # lines on each side of a gutter, and share of them
_COLUMN_WORDS = 3.5  # words a line, on each side: with fewer it is a table
_CUTS = 6  # gaps in height that are tried
_DEPTH = 3  # gutters within columns
WIDE = 1.6  # times the size of the letters: a gap as wide is none between words
_TOUCHING = 0.12  # times the size: what stands nearer is one word, or a mark at it
_ROW = 0.5  # of the size: lines as near in height are one row
_GAP = 1.45  # times the usual distance of lines: more is a gap between paragraphs
_INDENT = 0.8  # times the size
_ITEM = re.compile(r"[-*•◦▪■●◆◇►▶※‣–—]\s+\S|\(?\d{1,3}[.)]\s+\S|\([a-z]{1,4}\)\s+\S")
_STOP = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_HYPHENS = ("-", "\u00ad")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad]$")
_GOES_ON = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a cell of a table, where it stands: points from the left and from the foot of the page."""

    words: str
    left: float
    right: float
    bottom: float
    top: float
    size: float  # of its letters, in points
    marks: tuple[Span, ...] = ()  # footnote marks among the words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page."""

    width: float
    height: float
    lines: tuple[Line, ...]


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
        self._add(line.words + "\n")
        return placed

    def feed(self) -> None:
        self._add("\f")

    def _add(self, words: str) -> None:
        self.pieces.append(words)
        self.at += len(words)


def laid_out(sheets: Sequence[Sheet], *, title: str | None, notes: Sequence[str]) -> tuple[str, Visible]:
    """The decoded report of these pages, and what is seen of it."""
    usual = _usual_size(sheets)
    running = _running(sheets, usual)
    raw = _Raw()
    body: list[_Placed] = []
    footnotes: list[_Placed] = []
    furniture: list[_Placed] = []
    column = 0
    for number, sheet in enumerate(sheets):
        if number:
            raw.feed()
        head, rest, foot = _edges(sheet, running, usual)
        rest, under = _footnotes(rest, sheet, usual)
        furniture += [raw.put(line, -1, number) for line in _by_row(head)]
        for group in _columns(rest):
            body += [raw.put(line, column, number) for line in group]
            column += 1
        footnotes += [raw.put(line, column, number) for line in _by_row(under)]
        column += 1
        furniture += [raw.put(line, -1, number) for line in _by_row(foot)]
    return _seen("".join(raw.pieces), body, footnotes, furniture, title, notes)


def _seen(
    raw: str,
    body: Sequence[_Placed],
    footnotes: Sequence[_Placed],
    furniture: Sequence[_Placed],
    title: str | None,
    notes: Sequence[str],
) -> tuple[str, Visible]:
    out = Builder()
    compounds = {word.casefold() for word in _COMPOUND.findall(raw)}
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
    seen = Visible(
        out.words(), tuple(out.segments), blocks=tuple(out.blocks), aside=aside, title=title, document=True, paged=True,
        notes=tuple(notes),
    )  # fmt: skip
    return raw, seen


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
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size, 1)] += len(line.words)
    return max(sorted(sizes), key=sizes.__getitem__, default=10.0)


def _key(line: Line, sheet: Sheet) -> tuple[bool, str] | None:
    """Which edge a line stands at, and its words with any digits; None if it stands at none."""
    middle = (line.bottom + line.top) / 2
    if sheet.height * _EDGE < middle < sheet.height * (1 - _EDGE):
        return None
    return middle > sheet.height / 2, _DIGITS.sub("#", " ".join(line.words.split())).casefold()


def _running(sheets: Sequence[Sheet], usual: float) -> frozenset[tuple[bool, str]]:
    """What stands at the edge of page after page."""
    count = Counter(
        key
        for sheet in sheets
        for key in {_key(line, sheet) for line in sheet.lines if line.size < _TITLE * usual}
        if key is not None
    )
    enough = min(_RUNNING, max(2, len(sheets)))
    return frozenset(key for key, pages in count.items() if pages >= enough)


def _edges(
    sheet: Sheet, running: frozenset[tuple[bool, str]], usual: float
) -> tuple[list[Line], list[Line], list[Line]]:
    """The furniture at the head of a page, what stands between, and the furniture at its foot."""
    head: list[Line] = []
    rest: list[Line] = []
    foot: list[Line] = []
    for line in sheet.lines:
        key = _key(line, sheet)
        if key and (_PAGE_NUMBER.fullmatch(line.words) or (key in running and line.size < _TITLE * usual)):
            (head if key[0] else foot).append(line)
        else:
            rest.append(line)
    return head, rest, foot


def _footnotes(lines: Sequence[Line], sheet: Sheet, usual: float) -> tuple[list[Line], list[Line]]:
    """What stands above the footnotes, and these: the small lines at the foot, from the first that has a mark."""
    order = sorted(lines, key=lambda line: (line.bottom, line.left))
    notes = 0
    for n, line in enumerate(order, 1):
        if line.size > _NOTE * usual or line.bottom > sheet.height / 2:
            break
        if _NOTE_START.match(line.words):
            notes = n
    return order[notes:], order[:notes]


def _columns(lines: Sequence[Line], depth: int = 0) -> Iterator[list[Line]]:
    """The lines by columns, in reading order; what stands over all columns parts what is above from what is below."""
    if depth < _DEPTH and (gutter := _gutter(lines)) is not None:
        over: list[Line] = []
        left: list[Line] = []
        right: list[Line] = []
        for line in _by_height(lines):
            if line.left < gutter < line.right:
                if left or right:
                    yield from _columns(left, depth + 1)
                    yield from _columns(right, depth + 1)
                    left, right = [], []
                over.append(line)
                continue
            if over:
                yield _by_row(over)
                over = []
            (left if line.right <= gutter else right).append(line)
        yield from _columns(over, _DEPTH)
        yield from _columns(left, depth + 1)
        yield from _columns(right, depth + 1)
    elif depth < _DEPTH and (parts := _parted(lines)):
        for part in parts:
            yield from _columns(part, depth + 1)
    elif lines:
        yield _by_row(lines)


def _parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line]] | None:
    """The lines above and below one of the widest gaps in height, if there are columns on one side of it alone."""
    if not _may_have_columns(lines):
        return None
    order = _by_height(lines)
    gaps = sorted((below.top - above.bottom, n) for n, (above, below) in enumerate(pairwise(order), 1))
    for _, n in gaps[:_CUTS]:
        above, below = order[:n], order[n:]
        if _gutter(above) is not None or _gutter(below) is not None:
            return above, below
    return None


def _may_have_columns(lines: Sequence[Line]) -> bool:
    """Whether enough lines begin in the right part of the page."""
    if len(lines) < 2 * _SIDE:
        return False
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    return sum(line.left > first + (last - first) / 4 for line in lines) >= _SIDE


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the emptiest, widest strip of paper between two columns of running text; None if there is none."""
    if not _may_have_columns(lines):
        return None
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    steps = int((last - first) / _BIN) + 2
    if not 0 < steps < 10_000:
        return None
    change = [0] * (steps + 1)
    for line in lines:
        change[max(0, int((line.left - first) / _BIN))] += 1
        change[min(steps, int((line.right - first) / _BIN) + 1)] -= 1
    covered = list(accumulate(change))
    for share in _CROSSING:
        empty = [count <= share * len(lines) for count in covered[:steps]]
        strips = [list(run) for is_empty, run in groupby(range(steps), empty.__getitem__) if is_empty]
        for strip in sorted(strips, key=len, reverse=True):
            middle = first + (strip[0] + strip[-1] + 1) / 2 * _BIN
            left = [line for line in lines if line.right <= middle]
            right = [line for line in lines if line.left >= middle]
            wide = len(strip) * _BIN >= _GUTTER
            if wide and all(_is_column(side, len(left) + len(right)) for side in (left, right)):
                return middle
    return None


def _is_column(side: Sequence[Line], both: int) -> bool:
    words = sum(line.words.count(" ") + 1 for line in side)
    return len(side) >= max(_SIDE, _SIDE_SHARE * both) and words >= _COLUMN_WORDS * len(side)


def _by_height(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.bottom, line.left))


def _by_row(lines: Sequence[Line]) -> list[Line]:
    """The lines from the head of the page to its foot; those side by side are one, with tabs where cells end."""
    rows: list[list[Line]] = []
    for line in _by_height(lines):
        if rows and abs(rows[-1][0].bottom - line.bottom) < _ROW * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_row(sorted(row, key=lambda line: line.left)) for row in rows]


def _row(cells: Sequence[Line]) -> Line:
    if len(cells) == 1:
        return cells[0]
    marks: list[Span] = []
    words = ""
    for n, cell in enumerate(cells):
        if n:
            gap = cell.left - cells[n - 1].right
            words += "\t" if gap > WIDE * cell.size else " " if gap > _TOUCHING * cell.size else ""
        marks += [Span(len(words) + mark.start, len(words) + mark.end) for mark in cell.marks]
        words += cell.words
    return replace(
        cells[0],
        words=words,
        size=max(cell.size for cell in cells),
        right=max(cell.right for cell in cells),
        top=max(cell.top for cell in cells),
        marks=tuple(marks),
    )


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
