"""Pages as lines at their places, whatever found the lines: a PDF's text layer, or OCR."""

from dataclasses import dataclass
from typing import NamedTuple

from headwater.model import Span

WIDE = 1.6  # times the size of the letters: a gap as wide is none between words


class Line(NamedTuple):
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
