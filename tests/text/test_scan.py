"""Scans are read by OCR where it is installed, and said to be."""

import io

import pytest

from headwater.errors import BinaryInput, EmptyInput
from headwater.model import Report
from headwater.text import read, scan

ocr = pytest.mark.skipif(not scan.is_installed(), reason="headwater[ocr] is not installed")
_LINES = ("The mill above the weir is shut.", "The miller said on Tuesday that", "nobody had told him why.")


def _picture(lines: tuple[str, ...]) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (1400, 700), "white")
    font = ImageFont.load_default(size=44)
    for n, line in enumerate(lines):
        ImageDraw.Draw(picture).text((120, 120 + n * 70), line, fill="black", font=font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _scanned(png: bytes) -> bytes:
    """A PDF whose one page is this picture."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(png)).save(out, "PDF", resolution=150)
    return out.getvalue()


@ocr
def test_a_picture_and_a_pdf_of_pictures_are_read_and_marked_as_ocr() -> None:
    png = _picture(_LINES)
    for report in (
        Report.from_bytes(png, name="a", path="a.png", format="scan"),
        Report.from_bytes(_scanned(png), name="a", path="a.pdf", format="pdf"),
    ):
        text = read(report)
        assert "".join(text.text.split()) == "".join("".join(_LINES).split())
        assert any("read by OCR (rapidocr-onnxruntime" in note for note in text.notes)
        assert text.page(0) == 1 and text == read(report)


@ocr
def test_a_picture_without_words_says_so() -> None:
    with pytest.raises(EmptyInput):
        read(Report.from_bytes(_picture(()), name="a", path="a", format="scan"))
    with pytest.raises(BinaryInput):
        read(Report.from_bytes(b"\x89PNG\r\n\x1a\n broken", name="a", path="a", format="scan"))


def test_without_ocr_a_picture_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.text.scan.find_spec", lambda name: None)
    with pytest.raises(BinaryInput, match="headwater\\[ocr\\]"):
        read(Report.from_bytes(b"\x89PNG", name="a", path="a", format="scan"))
