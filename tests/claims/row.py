"""A row's text as the text step gives it: sentences and quoted speech found, nothing taken out."""

from headwater.model import Given, Report, Text
from headwater.text import read


def text_of(words: str, *, title: str | None = None, outlet: str | None = None) -> Text:
    """The text of a row of these words."""
    given = Given(title=title, outlet=outlet)
    return read(Report.from_bytes(words.encode(), name="row", path="-", format="row", given=given))
