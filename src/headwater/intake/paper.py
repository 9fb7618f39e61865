"""What was made for paper: PDF documents and scans. They are opened where they are read, in a process that may die."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import BinaryIO

from headwater.errors import DamagedInput, EmptyInput, UnknownFormat
from headwater.intake.guard import Guard
from headwater.intake.sources import Source
from headwater.model import Report

_OCR = "rapidocr_onnxruntime"
_HEAD = 1024  # bytes within which a PDF says that it is one (ISO 32000, annex H)


def pdf(raw: bytes, source: Source, guard: Guard) -> Report:
    """The report of a .pdf file."""
    if not raw:
        raise EmptyInput("there is nothing in it to read", "0 bytes", "Leave it out or get it again")
    if b"%PDF-" not in raw[:_HEAD]:
        raise DamagedInput("it is no PDF: it does not begin like one", next_step="Get it again")
    return source.report(raw, "pdf")


def picture(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Report]:
    """The report of a scan, where there is OCR to read it."""
    if find_spec(_OCR) is None:
        raise UnknownFormat(
            "a picture is read only by OCR", source.suffix, "pip install 'headwater[ocr]' and try again"
        )
    raw = guard.read(stream)
    if not raw:
        raise EmptyInput("there is nothing in it to read", "0 bytes", "Leave it out or get it again")
    yield source.report(raw, "scan")
