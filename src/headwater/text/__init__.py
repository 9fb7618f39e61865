"""Text: a report becomes its reading text, and the text a parse."""

from headwater.model import Parse, Report, Text

VERSION = "3"

__all__ = ["VERSION", "parse", "read", "weights"]


def read(report: Report) -> Text:
    """Give the reading text of a report.

    A row's text is taken as given. From any other report furniture and repeats are taken out and listed in
    ``removed``, with offsets into the decoded report. For plain text and rows ``raw[start:end] == quote`` holds; for
    HTML and Markdown the quote is the words a reader sees and the offsets are the stretch of markup that shows them.
    Whatever the bytes are, there is a text; it may be empty.
    """
    from headwater.text.reading import read as reading

    return reading(report)


def parse(text: Text) -> Parse:
    """Parse an English text; of any other its English paragraphs alone.

    Raises:
        HeadwaterError: the English pipeline is not installed.
    """
    if text.language not in ("en", "und") and "en" not in text.languages:
        return Parse()
    from headwater.text.english import parse as english

    return english(text)


def weights() -> str:
    """What tells the English pipeline's weights apart from others: their SHA-256.

    Raises:
        HeadwaterError: the English pipeline is not installed.
    """
    from headwater.text.english import weights as english

    return english()
