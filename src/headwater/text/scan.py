"""Scans, read by OCR where the extra is installed: ``headwater[ocr]``, whose models come in its package."""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from headwater.errors import BinaryInput, EmptyInput, TooMuch
from headwater.text.layout import laid_out
from headwater.text.sheet import Line, Sheet
from headwater.text.visible import Opened

ADVICE = "To read it by OCR: pip install 'headwater[ocr]'"
_PACKAGE, _MODULE = "rapidocr-onnxruntime", "rapidocr_onnxruntime"
_DPI = 200  # of a page that is drawn to be read; small print is lost below, time above
_POINTS = 72  # in an inch
_SURE = 0.5  # share of certainty below which a line is left out
_PIXELS = 60_000_000  # of a picture: A3 at 400 dpi has 31 million


def is_installed() -> bool:
    """Whether there is OCR."""
    return find_spec(_MODULE) is not None


def engine() -> str:
    """The engine with its version, as it is told to readers."""
    return f"{_PACKAGE} {version(_PACKAGE)}"


def opened(raw: bytes) -> Opened:
    """The words of a picture, as OCR finds them.

    Raises:
        BinaryInput: it is no picture that can be opened, or OCR is not installed.
        TooMuch: it has too many pixels.
        EmptyInput: there are no words in it.
    """
    if not is_installed():
        raise BinaryInput("this is a picture", None, ADVICE)
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(raw)) as picture:
            if picture.width * picture.height > _PIXELS:
                raise TooMuch("the picture is too large", f"{picture.width} by {picture.height}", "Make it smaller")
            pixels = picture.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BinaryInput("the picture cannot be opened", error, "Save it again as PNG") from error
    found = tuple(_found(pixels, _POINTS / _DPI))
    if not found:
        raise EmptyInput("OCR finds no words in the picture")
    size = (pixels.width * _POINTS / _DPI, pixels.height * _POINTS / _DPI)
    return laid_out(
        [Sheet(*size, found)], title=None, notes=[f"read by OCR ({engine()}): look at the picture before you quote"]
    )


def lines(page: Any) -> Iterator[Line]:
    """The lines that OCR finds on a page of a PDF."""
    width, height = page.get_size()
    scale = min(_DPI / _POINTS, (_PIXELS / max(1.0, width * height)) ** 0.5)
    yield from _found(page.render(scale=scale).to_pil().convert("RGB"), 1 / scale)


def _found(picture: Any, scale: float) -> Iterator[Line]:
    """The lines in a picture, a pixel being so many points."""
    import numpy as np

    found, _ = _engine()(np.asarray(picture)[:, :, ::-1])
    for corners, words, sure in found or ():
        if float(sure) < _SURE or not words.strip():
            continue
        left, right = min(x for x, _ in corners) * scale, max(x for x, _ in corners) * scale
        high, low = min(y for _, y in corners) * scale, max(y for _, y in corners) * scale
        foot = picture.height * scale
        yield Line(words.strip(), left, right, foot - low, foot - high, round((low - high) * 0.75))


@cache
def _engine() -> Any:
    """The engine, loaded once."""
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()
