"""Invented pages that the tests of this folder read."""

from headwater.model import Report, Text
from headwater.model.report import Format
from headwater.text import read

BODY = (
    "Pilots at the port of Saltmere refused to board ships after dark on Friday, saying that two of them were hurt.",
    "The harbour office said that at least 14 ladders were reported as unsafe last year. None is repaired, it said.",
    "“We count ourselves lucky,” said Tomas Ek, who has piloted for 21 years. “No ladder, no pilot.”",
    "About 300 ships call at Saltmere every month, according to the chamber of trade, which expects long delays.",
)


def text_of(page: str | bytes, format: Format = "text") -> Text:
    """The reading text of a page."""
    raw = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    return read(Report.from_bytes(raw, name="page", path="page", format=format))


def removed(text: Text) -> list[str]:
    """The words that were taken out."""
    return [one.quote for one in text.removed]
