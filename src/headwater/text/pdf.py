"""PDF documents: the lines that pdfium finds on each page, with their places.

pdfium gives characters in the order in which they were drawn, with line ends where it sees them. Lines are cut again
where a gap within them is too wide for a blank: there a column ends, or a cell of a table.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from headwater.errors import DamagedInput, EmptyInput, LockedInput
from headwater.model import Span
from headwater.text import scan
from headwater.text.layout import laid_out
from headwater.text.sheet import WIDE, Line, Sheet
from headwater.text.visible import Opened

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LINE = re.compile("([^\r\n\ufffe\u0002]+)([\ufffe\u0002]?)")  # and what pdfium puts where its last word is broken
_BLANK = re.compile(" +")
_MARK = re.compile(r"[\d*†‡](?:(?<=\d)\d{0,2})?(?![\w%.,]{0,20}\w)")
_BEFORE_MARK = re.compile(r"(?:\A|(?:[^\W\d_]|[.,;:!?”’\"')\]])\s?)\Z")
_SMALL, _RAISED = 0.8, 0.15  # of a line's size: how small and how raised a footnote mark is at least
_MADE_BY = re.compile(r"^(?:microsoft \w+ - |untitled|powerpoint)|\.(?:docx?|pdf|indd|odt|rtf|qxd|pptx?)$", re.I)
_FEW = 8  # characters on a page: with fewer, a picture is all there is
_ADVICE = "Print it to a new PDF, or save its text"


def opened(raw: bytes) -> Opened:
    """The words of a PDF and what is seen of them.

    Raises:
        LockedInput: it opens only with a password.
        DamagedInput: pdfium cannot open it.
        EmptyInput: it has no text layer, and OCR is not installed or finds nothing.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise LockedInput("the PDF is encrypted", next_step="Save a copy without a password") from error
        raise DamagedInput("the PDF cannot be opened", str(error).rstrip("."), _ADVICE) from error
    try:
        sheets, notes = _sheets(document)
        said = {key: " ".join(value.split()) for key, value in document.get_metadata_dict().items() if value}
    finally:
        document.close()
    dates = (("created", "CreationDate"), ("changed", "ModDate"))
    notes += [f"the file says it was {word} {_date(said[key])}" for word, key in dates if key in said]
    title = said.get("Title")
    return laid_out(sheets, title=title if title and not _MADE_BY.search(title) else None, notes=notes)


def _sheets(document: Any) -> tuple[list[Sheet], list[str]]:
    """The pages with their lines, and what must be said of how they were read."""
    from pypdfium2 import PdfiumError

    sheets: list[Sheet] = []
    damaged: list[int] = []
    scanned: list[int] = []
    unread: list[int] = []
    for number in range(len(document)):
        try:
            page = document[number]
        except PdfiumError:
            damaged.append(number + 1)
            sheets.append(Sheet(0, 0, ()))
            continue
        width, height = page.get_size()
        lines = tuple(_lines(page))
        if sum(len(line.words) for line in lines) < _FEW and any(True for _ in page.get_objects([3], max_depth=3)):
            if scan.is_installed():
                lines = tuple(scan.lines(page))
                scanned.append(number + 1)
            else:
                unread.append(number + 1)
        sheets.append(Sheet(width, height, lines))
        page.close()
    many = "1 page" if len(sheets) == 1 else f"{len(sheets)} pages"
    if sheets and len(damaged) == len(sheets):
        raise DamagedInput("no page of the PDF can be opened", many, _ADVICE)
    if not any(sheet.lines for number, sheet in enumerate(sheets, 1) if number not in unread):
        if unread:
            raise EmptyInput("the PDF has no text layer: its pages are pictures", many, scan.ADVICE)
        raise EmptyInput("OCR finds no words in the PDF" if scanned else "there are no words in the PDF", many)
    notes = (
        [f"{_pages(scanned)} read by OCR ({scan.engine()}): look at the picture before you quote"] if scanned else []
    )
    notes += [f"{_pages(unread)} not read: a picture without a text layer; {scan.ADVICE}"] if unread else []
    notes += [f"{_pages(damaged)} not read: damaged"] if damaged else []
    return sheets, notes


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:20])) + (", …" if len(numbers) > 20 else "")
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}"


def _date(value: str) -> str:
    """A date as PDF writes it ("D:20310503…") in ISO 8601, anything else as it is."""
    found = re.match(r"D:(\d{4})(\d\d)?(\d\d)?", value)
    return "-".join(part for part in found.groups() if part) if found else value


def _lines(page: Any) -> list[Line]:
    """The lines of a page in the order in which they were drawn."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        return list(_Characters(pdfium, text).lines())
    finally:
        text.close()


class _Characters:
    """The characters of a page, each with its place. To ask pdfium for one takes longer than to find a line's words."""

    def __init__(self, pdfium: Any, text: Any) -> None:
        self._pdfium, self._text = pdfium, text.raw
        count = text.count_chars()
        words = text.get_text_range(0, count) if count > 0 else ""
        if len(words) != count:  # some have no character, or one beyond the first 65,536: then one by one
            codes = (pdfium.FPDFText_GetUnicode(text, n) for n in range(count))
            words = "".join(
                "\ufffd" if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes
            )
        self.words = words
        self._four = (ctypes.c_double * 4)()  # what pdfium writes a place into
        self._refs = [ctypes.byref(ctypes.c_double.from_buffer(self._four, 8 * n)) for n in range(4)]

    def lines(self) -> Iterator[Line]:
        """The lines, cut where a blank is too wide to be one."""
        for found in _LINE.finditer(self.words):
            words = found[1].lstrip(" ")
            end = found.end(1)
            start = end - len(words)
            words = words.rstrip(" ")
            if not words:
                continue
            end = start + len(words)
            drawn = self._drawn(start, end)
            hyphen = "-" if found[2] else ""
            if len(drawn) > 1 or "  " in words:
                yield from self._cut(start, end, drawn, hyphen)
            elif not words.isspace():
                yield self._line(words + hyphen, start, drawn[0])

    def _cut(self, start: int, end: int, drawn: list["_Box"], hyphen: str) -> Iterator[Line]:
        """A line that was drawn in pieces or has wide blanks, cut where one of them is too wide."""
        wide = WIDE * _size(self._given_size(start), drawn[0])
        blanks = "  " in self.words[start:end]
        if blanks or any(abs(after.left - before.right) > wide for before, after in pairwise(drawn)):
            for blank in _BLANK.finditer(self.words, start, end):
                if abs(self._letter(blank.end()).left - self._letter(blank.start() - 1).right) > wide:
                    if not self.words[start : blank.start()].isspace():
                        yield self._pieced(start, blank.start(), self._drawn(start, blank.start()))
                    start = blank.end()
            drawn = self._drawn(start, end)
        if not self.words[start:end].isspace():
            yield self._pieced(start, end, drawn, hyphen)

    def _drawn(self, start: int, end: int) -> list["_Box"]:
        """Where the pieces stand that a line was drawn by, nearly always one."""
        pieces = self._pdfium.FPDFText_CountRects(self._text, start, end - start)
        return list(map(self._piece, range(pieces))) or [self._letter(start)]

    def _piece(self, n: int) -> "_Box":
        self._pdfium.FPDFText_GetRect(self._text, n, *self._refs)
        left, top, right, bottom = self._four[:]
        return _Box(left, right, bottom, top)

    def _letter(self, at: int) -> "_Box":
        self._pdfium.FPDFText_GetCharBox(self._text, at, *self._refs)
        return _Box(*self._four[:])

    def _given_size(self, at: int) -> float:
        """The size of a letter in points, as the file gives it."""
        size: float = self._pdfium.FPDFText_GetFontSize(self._text, at)
        return size

    def _line(self, words: str, start: int, box: "_Box") -> Line:
        """The line of these words, drawn at once."""
        left, right, bottom, top = box
        size = _size(self._given_size(start), box)
        return Line(words, left, right, bottom, max(top, bottom + size * 0.7), size)

    def _pieced(self, start: int, end: int, drawn: Sequence["_Box"], hyphen: str = "") -> Line:
        """The line of these characters; what is raised in it was drawn as a piece of its own."""
        words = self.words[start:end]
        if len(drawn) == 1:
            return self._line(words + hyphen, start, drawn[0])
        bottom, top = min(box.bottom for box in drawn), max(box.top for box in drawn)
        size, beside = max(
            (_size(self._given_size(start), drawn[0]), start), (_size(self._given_size(end - 1), drawn[-1]), end - 1)
        )
        marks = tuple(
            Span(*found.span())
            for found in _MARK.finditer(words)
            if _BEFORE_MARK.search(words[: found.start()][-2:]) and self._is_raised(start + found.start(), beside, size)
        )
        top = max(top, bottom + size * 0.7)
        return Line(words + hyphen, drawn[0].left, drawn[-1].right, bottom, top, size, marks)

    def _is_raised(self, mark: int, beside: int, size: float) -> bool:
        """Whether a figure is small and stands high beside a letter of its line."""
        if self._given_size(mark) > _SMALL * self._given_size(beside):
            return False
        return self._letter(mark).bottom - self._letter(beside).bottom >= _RAISED * size


class _Box(NamedTuple):
    """Where a letter or a run of them stands; without width or height if it is not drawn."""

    left: float
    right: float
    bottom: float
    top: float


def _size(given: float, box: _Box) -> float:
    """The size of letters as it is seen; where a file says 1 and scales the page, their height."""
    return max(given, box.top - box.bottom, 1.0)
