"""Text: a report becomes its reading text, and the text a parse."""

from headwater.model import Parse, Report, Text


def read(report: Report) -> Text:
    """Give the reading text of a report."""
    raise NotImplementedError


def parse(text: Text) -> Parse:
    """Parse an English text; the parse of any other has no tokens."""
    raise NotImplementedError
