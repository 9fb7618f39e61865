"""Who is said to have said the words of an invented report."""

from functools import cache

from tests.claims.row import text_of

from headwater.claims.attribution import attributions
from headwater.claims.name import names
from headwater.model import Attribution, Text
from headwater.text import parse


@cache
def read(words: str) -> tuple[Text, tuple[Attribution, ...]]:
    text = text_of(words)
    tree = parse(text)
    return text, attributions(text, tree, names(text, tree))


def said(words: str, content: str) -> Attribution:
    """The one attribution whose content holds these words, the innermost if there are more."""
    text, found = read(words)
    holding = [a for a in found if content in words_of(text, a)]
    assert holding, [(a.speaker, words_of(text, a)) for a in found]
    return min(holding, key=lambda a: len(words_of(text, a)))


def words_of(text: Text, attribution: Attribution) -> str:
    return " … ".join(text.slice(span) for span in attribution.content)
