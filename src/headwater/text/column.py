"""Columns of a page: found by the empty strips of paper between them, and read one after the other."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import attrgetter

from headwater.model import Span
from headwater.text.sheet import WIDE, Line

_BIN = 2.0  # points
_GUTTER = 8.0  # points of width, at least
_CROSSING = (0.0, 0.1, 0.25)  # shares of the lines that may cross a gutter, tried in turn: headings over both columns
_SIDE, _SIDE_SHARE = 3, 0.15  # lines on each side of a gutter, and share of them
_COLUMN_WORDS = 3.5  # words a line, on each side: with fewer it is a table
_CUTS = 6  # gaps in height that are tried
_DEPTH = 3  # gutters within columns
_TOUCHING = 0.12  # times the size: what stands nearer is one word, or a mark at it
_ROW = 0.5  # of the size: lines as near in height are one row
_LEFT, _BOTTOM = attrgetter("left"), attrgetter("bottom")


def columns(lines: Sequence[Line], depth: int = 0) -> Iterator[list[Line]]:
    """The lines by columns, in reading order; what stands over all columns parts what is above from what is below."""
    if depth < _DEPTH and (gutter := _gutter(lines)) is not None:
        over: list[Line] = []
        left: list[Line] = []
        right: list[Line] = []
        for line in _by_height(lines):
            if line.left < gutter < line.right:
                if left or right:
                    yield from columns(left, depth + 1)
                    yield from columns(right, depth + 1)
                    left, right = [], []
                over.append(line)
                continue
            if over:
                yield by_row(over)
                over = []
            (left if line.right <= gutter else right).append(line)
        yield from columns(over, _DEPTH)
        yield from columns(left, depth + 1)
        yield from columns(right, depth + 1)
    elif depth < _DEPTH and (parts := _parted(lines)):
        for part in parts:
            yield from columns(part, depth + 1)
    elif lines:
        yield by_row(lines)


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
    lefts = [line.left for line in lines]
    right = (first := min(lefts)) + (max(line.right for line in lines) - first) / 4
    return sum(left > right for left in lefts) >= _SIDE


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
    """The lines from the head of the page to its foot, those of one height from the left."""
    return sorted(sorted(lines, key=_LEFT), key=_BOTTOM, reverse=True)


def by_row(lines: Sequence[Line]) -> list[Line]:
    """The lines from the head of the page to its foot; those side by side are one, with tabs where cells end."""
    rows: list[list[Line]] = []
    row: list[Line] = []
    for line in _by_height(lines):
        if row and abs(row[0].bottom - line.bottom) < _ROW * min(line.size, row[0].size):
            row.append(line)
        else:
            rows.append(row := [line])
    return [row[0] if len(row) == 1 else _row(sorted(row, key=_LEFT)) for row in rows]


def _row(cells: Sequence[Line]) -> Line:
    marks: list[Span] = []
    words = ""
    for n, cell in enumerate(cells):
        if n:
            gap = cell.left - cells[n - 1].right
            words += "\t" if gap > WIDE * cell.size else " " if gap > _TOUCHING * cell.size else ""
        marks += [Span(len(words) + mark.start, len(words) + mark.end) for mark in cell.marks]
        words += cell.words
    return cells[0]._replace(
        words=words,
        size=max(cell.size for cell in cells),
        right=max(cell.right for cell in cells),
        top=max(cell.top for cell in cells),
        marks=tuple(marks),
    )
