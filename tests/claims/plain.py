"""Plain texts for the tests of claims: nothing taken out, in paragraphs and sentences."""

from headwater.model import Text
from headwater.text.paragraph import paragraphs
from headwater.text.sentence import sentences


def text_of(words: str, published: str | None = None, *, cut: bool = True) -> Text:
    """A text of these words; not cut into sentences if ``cut`` is false."""
    blocks = paragraphs(words) if cut else ()
    return Text(
        report="r",
        name="r",
        text=words,
        segments=(),
        removed=(),
        language="en",
        title=None,
        title_span=None,
        outlet=None,
        published=published,
        url=None,
        paragraphs=tuple(blocks),
        sentences=tuple(sentences(words, blocks)),
        quoted=(),
    )
