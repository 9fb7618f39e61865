"""The language of a text."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from headwater.model import Span
from headwater.text.words import listed

_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENOUGH = 2_000  # characters looked at: more of them change nothing
_PARAGRAPH = 60  # letters: below this a paragraph is taken to be in the language of the others
_SHORT = 12  # letters: below this no language can be told
_ENGLISH_SHARE = 0.2  # function words among the words: running English has about 0.4, other languages below 0.15


def language(text: str) -> str:
    """The ISO 639-1 code of the language of ``text``, "und" where it is too short to tell.

    English is known by its function words: a classifier of letter n-grams is easily led away by names, and slower. For
    the rest py3langid decides (Lui & Baldwin 2012).
    """
    sample = text[:_ENOUGH]
    if len(_LETTERS.findall(sample)) < _SHORT:
        return "und"
    if english_share(sample) >= _ENGLISH_SHARE:
        return "en"
    return str(_classifier().classify(sample)[0])


def languages(text: str, paragraphs: Sequence[Span]) -> tuple[str, ...]:
    """The language of each paragraph, "und" where it is too short to tell: a few words may be of many."""
    return tuple(_of_paragraph(text[span.start : min(span.end, span.start + _ENOUGH)]) for span in paragraphs)


def _of_paragraph(words: str) -> str:
    if len(words) < _PARAGRAPH or len(_LETTERS.findall(words)) < _PARAGRAPH:
        return "und"
    return language(words)


def english_share(words: str) -> float:
    """The share of English function words among the words, 0 to 1."""
    found = _WORD.findall(words.casefold())
    return sum(word in function_words() for word in found) / len(found) if found else 0.0


def function_words() -> frozenset[str]:
    """English articles, pronouns, prepositions, conjunctions and auxiliaries."""
    return listed("english", "function_words")


@cache
def _classifier() -> Any:
    """The classifier, held to the languages that have a two-letter code."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    classifier.set_languages([label for label in classifier.labels if len(label) == 2])
    return classifier
