"""PDF documents: the lines that pdfium finds on each page, with their places.

pdfium gives characters in the order in which they were drawn, with line ends where it sees them. Lines are cut again
where a gap within them is too wide for a blank: there a column ends, or a cell of a table.
"""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from headwater.errors import DamagedInput, EmptyInput, LockedInput
from headwater.model import Span
from headwater.text import scan
from headwater.text.layout import laid_out
from headwater.text.sheet import WIDE, Line, Sheet
from headwater.text.visible import Visible

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LINE_END = re.compile("\r\n|\r|\n|\ufffe|\u0002")
_HYPHENS = "\ufffe\u0002"  # what pdfium puts where a word is broken at the end of a line
_BLANK = re.compile(" +")
_MARK = re.compile(r"(?:(?<=[^\W\d_]|[.,;:!?”’\"')\]])\s?|^)(\d{1,3}|[*†‡])(?![\w%.,]*\w)")
_MAY_MARK = re.compile(r"[\d*†‡]")
_SMALL, _RAISED = 0.8, 0.15  # of a line's size: how small and how raised a footnote mark is at least
_MADE_BY = re.compile(r"^(?:microsoft \w+ - |untitled|powerpoint)|\.(?:docx?|pdf|indd|odt|rtf|qxd|pptx?)$", re.I)
_FEW = 8  # characters on a page: with fewer, a picture is all there is
_ADVICE = "Print it to a new PDF, or save its text"


def opened(raw: bytes) -> tuple[str, Visible]:
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
        raise DamagedInput("the PDF cannot be opened", error, _ADVICE) from error
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
    if sheets and len(damaged) == len(sheets):
        raise DamagedInput("no page of the PDF can be opened", f"{len(sheets)} pages", _ADVICE)
    if not any(sheet.lines for sheet in sheets):
        what = "OCR finds no words in the PDF" if scanned else "the PDF has no text layer: its pages are pictures"
        raise EmptyInput(what, f"{len(sheets)} pages", None if scanned else scan.ADVICE)
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


def _lines(page: Any) -> Iterator[Line]:
    """The lines of a page in the order in which they were drawn."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        characters = _Characters(pdfium, text)
        start = 0
        ends = [(found.start(), found.end()) for found in _LINE_END.finditer(characters.words)]
        for end, after in [*ends, (len(characters.words), len(characters.words))]:
            broken = characters.words[end : end + 1] in tuple(_HYPHENS)
            pieces = list(characters.pieces(start, end))
            for n, piece in enumerate(pieces):
                if line := characters.line(piece, broken=broken and n == len(pieces) - 1):
                    yield line
            start = after
    finally:
        text.close()


class _Characters:
    """The characters of a page, each with its place."""

    def __init__(self, pdfium: Any, text: Any) -> None:
        self._pdfium, self._text = pdfium, text
        count = text.count_chars()
        words = text.get_text_range(0, count) if count > 0 else ""
        if len(words) != count:  # some have no character, or one beyond the first 65,536: then one by one
            codes = (pdfium.FPDFText_GetUnicode(text, n) for n in range(count))
            words = "".join(
                "\ufffd" if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes
            )
        self.words = words
        self._box = [ctypes.c_double() for _ in range(4)]
        self._refs = [ctypes.byref(each) for each in self._box]

    def box(self, at: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of a character; all the same for one that is not drawn."""
        self._pdfium.FPDFText_GetCharBox(self._text, at, *self._refs)
        left, right, bottom, top = self._box
        return left.value, right.value, bottom.value, top.value

    def size(self, at: int) -> float:
        """The size of the letters, in points as they are seen."""
        return float(self._pdfium.FPDFText_GetFontSize(self._text, at))

    def pieces(self, start: int, end: int) -> Iterator[Span]:
        """A line cut where a blank is too wide to be one."""
        words = self.words
        while start < end and words[start] == " ":
            start += 1
        while end > start and words[end - 1] == " ":
            end -= 1
        wide = WIDE * self._seen_size(start) if end > start else 0.0
        if not self._has_gap(start, end, wide):
            if start < end:
                yield Span(start, end)
            return
        for blank in _BLANK.finditer(words, start, end):
            if abs(self.box(blank.end())[0] - self.box(blank.start() - 1)[1]) > wide:
                yield Span(start, blank.start())
                start = blank.end()
        if start < end:
            yield Span(start, end)

    def _has_gap(self, start: int, end: int, wide: float) -> bool:
        """Whether a line can have a gap as wide: between the pieces that were drawn one by one, or at several blanks.

        Each blank is looked at only then: to ask for the place of a character takes longer than to find the text.
        """
        if "  " in self.words[start:end]:
            return True
        count = self._pdfium.FPDFText_CountRects(self._text, start, end - start)
        before = None
        left, _, right, _ = self._box
        for n in range(count):
            self._pdfium.FPDFText_GetRect(self._text, n, *self._refs)
            if before is not None and abs(left.value - before) > wide:
                return True
            before = right.value
        return False

    def _seen_size(self, at: int) -> float:
        """The size of the letters; where a file says 1 and scales the page, the height of the letter."""
        _, _, bottom, top = self.box(at)
        return max(self.size(at), top - bottom, 1.0)

    def line(self, span: Span, *, broken: bool) -> Line | None:
        """The line that stands there; None if there are no words."""
        words = self.words[span.start : span.end]
        if not words.strip():
            return None
        first, last = self.box(span.start), self.box(span.end - 1)
        size, beside = max((self._seen_size(at), at) for at in (span.start, span.end - 1))
        marks = tuple(
            Span(found.start(1), found.end(1))
            for found in (_MARK.finditer(words) if _MAY_MARK.search(words) else ())
            if self._is_raised(span.start + found.start(1), beside)
        )
        bottom, top = min(first[2], last[2]), max(first[3], last[3], first[2] + size * 0.7)
        return Line(words + ("-" if broken else ""), first[0], last[1], bottom, top, size, marks)

    def _is_raised(self, mark: int, beside: int) -> bool:
        """Whether a figure is small and stands high beside a letter of its line."""
        small = self.size(mark) <= _SMALL * self.size(beside)
        return small and self.box(mark)[2] - self.box(beside)[2] >= _RAISED * self._seen_size(beside)
