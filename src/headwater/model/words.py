"""Words in their normal form, for comparing texts: folded, stemmed, with where they stand."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import Stemmer

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_STEMMER = Stemmer.Stemmer("english")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands and its stem. Figures keep their digits, without thousands commas."""

    start: int
    end: int
    stem: str


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The English Snowball stem of a word, folded to lower case, without possessive, accents and irregular inflection.

    >>> stem("Labourers’"), stem("workers"), stem("took")
    ('labour', 'worker', 'take')

    It is never empty: a word that is all accents stays as it is.
    """
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).removesuffix("'s").strip("'")
    if plain[:1].isdigit():
        return plain.replace(",", "")
    return str(_STEMMER.stemWord(_irregular().get(plain, plain))) or word


@cache
def _irregular() -> dict[str, str]:
    """The base form of each irregular form (data/irregular.txt)."""
    lines = (resources.files("headwater.model") / "data" / "irregular.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {form: base for base, *forms in rows for form in forms}


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of ``text[start:end]``, offsets into the whole text."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return tuple(Word(m.start(), m.end(), stem(m.group())) for m in found)
