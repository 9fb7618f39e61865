"""Word (.docx) and OpenDocument (.odt) files as a reader sees them.

The decoded report is the words of the document: a paragraph or a row of a table a line, cells with a tab between,
then the footnotes, then what stands at the head and the foot of every page. Changes that were tracked are accepted:
what was inserted stands there, what was deleted does not.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import Any

from lxml import etree

from headwater.errors import DamagedInput, EmptyInput, LockedInput
from headwater.model import Segment, Span
from headwater.text.visible import Opened, Visible

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"

_AGAIN = "Open it in an office program and save it again"
_DEEP = 200  # elements within elements
_SPACES = 1_000  # blanks that one mark of OpenDocument may stand for


@dataclass(slots=True)
class _Lines:
    """The lines of a document, in order."""

    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    margin: list[str] = field(default_factory=list)  # at the head and the foot of pages


def word(raw: bytes) -> Opened:
    """The words of a .docx file, and what is seen of them.

    Raises:
        DamagedInput: it is not whole, or no such document.
        EmptyInput: there are no words in it.
    """
    parts = _parts(raw)
    names = frozenset(parts.namelist())
    main = next((name for name in ("word/document.xml", "word/document2.xml") if name in names), None)
    if main is None:
        raise DamagedInput("it is no Word document", "there is no word/document.xml in it", _AGAIN)
    lines = _Lines()
    body = _word_tree(parts, main).find(f"{_W}body")
    lines.body = list(_word_lines(body)) if body is not None else []
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in names:
            for note in _word_tree(parts, name):
                if note.get(f"{_W}type") in (None, "normal"):
                    lines.notes += _word_lines(note)
    for name in sorted(names):
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            lines.margin += _word_lines(_word_tree(parts, name))
    core = _tree(parts, "docProps/core.xml") if "docProps/core.xml" in names else None
    return _opened(
        lines,
        core,
        {
            "title": f"{_DC}title",
            "by": f"{_DC}creator",
            "created": f"{_DCTERMS}created",
            "changed": f"{_DCTERMS}modified",
        },
    )


def open_document(raw: bytes) -> Opened:
    """The words of an .odt file, and what is seen of them.

    Raises:
        DamagedInput: it is not whole, or no such document.
        LockedInput: it is encrypted.
        EmptyInput: there are no words in it.
    """
    parts = _parts(raw)
    if "content.xml" not in parts.namelist():
        raise DamagedInput("it is no OpenDocument text", "there is no content.xml in it", _AGAIN)
    if "META-INF/manifest.xml" in parts.namelist() and b"encryption-data" in _read(parts, "META-INF/manifest.xml"):
        raise LockedInput("the document is encrypted", next_step="Save a copy without a password")
    lines = _Lines()
    body = _tree(parts, "content.xml").find(f"{_OFFICE}body/{_OFFICE}text")
    if body is not None:
        _Odt(lines).read(body)
    if "styles.xml" in parts.namelist():
        for kind in ("header", "footer"):
            for margin in _tree(parts, "styles.xml").iter(f"{_STYLE}{kind}"):
                shown = _Lines()
                _Odt(shown).read(margin)
                lines.margin += shown.body
    meta = _tree(parts, "meta.xml") if "meta.xml" in parts.namelist() else None
    return _opened(
        lines,
        meta,
        {
            "title": f"{_DC}title",
            "by": f"{_META}initial-creator",
            "created": f"{_META}creation-date",
            "changed": f"{_DC}date",
        },
    )


def _parts(raw: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(raw))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DamagedInput("it is no whole document", error, _AGAIN) from error


def _read(parts: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one part; no more than its list says, which intake has held to the limits."""
    try:
        return parts.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise DamagedInput(f"its part {name} cannot be unpacked", error, _AGAIN) from error


def _tree(parts: zipfile.ZipFile, name: str) -> Any:
    """The elements of one part. Nothing outside it is fetched, and no entity stands for more than itself."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(_read(parts, name), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedInput(f"its part {name} is not whole", error, _AGAIN) from error


def _word_tree(parts: zipfile.ZipFile, name: str) -> Any:
    """The elements of one part of a Word document, without what is not read."""
    tree = _tree(parts, name)
    etree.strip_elements(tree, *_WORD_OUT, with_tail=False)
    for box in tree.iter(f"{_W}txbxContent"):
        etree.SubElement(box, f"{_W}br")  # what stands after a text box is no part of its last word
    return tree


def _word_lines(element: Any) -> Iterator[str]:
    """The lines of a body, a cell, a note or a margin of Word."""
    for child in element:
        if child.tag == f"{_W}p":
            yield from "".join(_word_run(child)).split("\n")
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                if _ancestor(row, f"{_W}tbl") is child:
                    cells = (" ".join(" ".join(_word_lines(cell)).split()) for cell in row.iterchildren(f"{_W}tc"))
                    yield "\t".join(cells)
        elif child.tag in _WORD_THROUGH:
            yield from _word_lines(child)


_WORD_THROUGH = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
#: What was struck out, how things are set, and what is shown another time for programs that cannot show it so.
_WORD_OUT = (*(f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr")), f"{_MC}Fallback")
_WORD_TEXT = f"{_W}t"
_WORD_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}p": "\n"}


def _word_run(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph of Word; those of a text box in it too, on lines of their own."""
    for element in paragraph.iterdescendants():  # to have lxml choose by tag takes longer
        if element.tag == _WORD_TEXT:
            yield element.text or ""
        elif element.tag in _WORD_SIGNS:
            yield _WORD_SIGNS[element.tag]


def _ancestor(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


class _Odt:
    """Takes the lines of an OpenDocument text."""

    def __init__(self, lines: _Lines) -> None:
        self._lines = lines

    def read(self, element: Any, deep: int = 0) -> None:
        """Take all lines within an element."""
        if deep > _DEEP:
            raise DamagedInput("it is nested too deep", f"over {_DEEP} elements", _AGAIN)
        for child in element:
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._lines.body += "".join(self._run(child)).split("\n")
            elif child.tag == f"{_TABLE}table-row":
                self._lines.body.append("\t".join(self._cell(cell, deep) for cell in child if _is_cell(cell)))
            elif isinstance(child.tag, str) and child.tag not in _ODT_OUT:
                self.read(child, deep + 1)

    def _cell(self, cell: Any, deep: int) -> str:
        inner = _Lines(notes=self._lines.notes)
        _Odt(inner).read(cell, deep + 1)
        return " ".join(" ".join(inner.body).split())

    def _run(self, element: Any, deep: int = 0) -> Iterator[str]:
        """The words of a paragraph; its notes are put with the notes."""
        if deep > _DEEP:
            raise DamagedInput("it is nested too deep", f"over {_DEEP} elements", _AGAIN)
        yield element.text or ""
        for child in element:
            if child.tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c", "1")
                yield " " * min(_SPACES, int(count) if count.isdecimal() else 1)
            elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
                yield "\t" if child.tag.endswith("tab") else "\n"
            elif child.tag == f"{_TEXT}note":
                for body in child.iterchildren(f"{_TEXT}note-body"):
                    inner = _Lines()
                    _Odt(inner).read(body, deep + 1)
                    self._lines.notes += inner.body
            elif isinstance(child.tag, str) and child.tag not in _ODT_OUT:
                edge = "\n" if child.tag in (f"{_TEXT}p", f"{_TEXT}h") else ""  # of a text box
                yield edge
                yield from self._run(child, deep + 1)
                yield edge
            yield child.tail or ""


_ODT_OUT = frozenset(
    [f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_TEXT}variable-decls"]
)


def _is_cell(element: Any) -> bool:
    return bool(element.tag == f"{_TABLE}table-cell")


def _opened(lines: _Lines, core: Any, names: Mapping[str, str]) -> Opened:
    """The decoded report of these lines, and what is seen of it; a margin that every page has is furniture."""
    kept = [line for each in (*lines.body, *lines.notes) if (line := each.strip())]
    if not kept:
        raise EmptyInput("the document has no words", next_step="If it is a scan, save it as a PDF and read it by OCR")
    every = (*kept, *dict.fromkeys(line for each in lines.margin if (line := each.strip())))
    raw = "\n\n".join(every)
    return raw, partial(_visible, raw, every, len(kept), core, names)


def _visible(raw: str, every: Sequence[str], kept: int, core: Any, names: Mapping[str, str]) -> Visible:
    """What is seen of the lines. When a document was made or changed is told, and is no date of publication."""
    blocks: list[Span] = []
    at = 0
    for line in every:
        blocks.append(Span(at, at + len(line)))
        at += len(line) + 2
    said = (
        {key: " ".join((core.findtext(f".//{name}") or "").split()) for key, name in names.items()}
        if core is not None
        else {}
    )
    return Visible(
        raw,
        (Segment(0, len(raw), 0, len(raw)),),
        blocks=tuple(blocks),
        aside=frozenset(range(kept, len(blocks))),
        title=said.get("title") or None,
        signed=(said["by"],) if said.get("by") else (),
        document=True,
        notes=tuple(f"the file says it was {key} {said[key]}" for key in ("created", "changed") if said.get(key)),
    )
