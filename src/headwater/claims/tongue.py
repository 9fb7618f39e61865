"""Tongues: which parts of a text are in another language than English, and what that language writes how.

Only its figures, dates and credits are read there, by the forms of ``data/tongues.toml``: see `numeral`, `day` and
`press`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from headwater.claims.lexicon import table
from headwater.model import Text

#: Letters of scripts in which no blank stands between a word and a figure, as a class of a regular expression has them.
UNPARTED = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"

_SHOWN = 0.1  # share of its own small words: running text of each listed language has 0.2 to 0.4, English below 0.08
_ENGLISH = 0.05  # share of English ones at which a longer stretch may be English after all
_SURE = 200  # letters from which on it is trusted that words without English ones are not English
_ENOUGH = 2_000  # characters looked at
_BLANK = re.compile(r"[^\n]")
_WORD = re.compile(r"[^\W\d_]+")
_NORWEGIAN = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a text in one language other than English."""

    start: int
    end: int
    code: str  # ISO 639-1, as the text has it

    @property
    def tongue(self) -> str:
        """The table of ``tongues.toml`` that it is read by."""
        return _tongue(self.code)


def parted(text: Text) -> tuple[Text, tuple[Zone, ...]]:
    """The text as an English reader sees it, with all that is not English blank, and what is blank there.

    Offsets stay. A paragraph is another language's only if its words show it: what a classifier of letters takes for
    Latin may be a list of names. A short paragraph has the language of the whole.
    """
    whole = text.language if _is_shown(text.text, text.language) else "en"
    codes = [whole if code == "und" else code for code in text.languages]
    zones = tuple(
        Zone(span.start, span.end, code)
        for span, code, told in zip(text.paragraphs, codes, text.languages, strict=False)
        if code != "en" and (told == "und" or code == whole or _is_shown(text.slice(span), code, part=True))
    )
    return (replace(text, text=_blanked(text.text, zones)), zones) if zones else (text, ())


def lies_in(zones: Sequence[Zone], at: int) -> bool:
    """Whether a place in a text is in one of these stretches, which are in order."""
    n = bisect_right(zones, at, key=lambda zone: zone.start) - 1
    return n >= 0 and at < zones[n].end


def notes(text: Text, zones: Sequence[Zone]) -> Iterator[str]:
    """What was read of a text's other languages and what was not, in plain words; nothing if all of it is English."""
    whole = text.language
    if whole not in ("en", "und") and not any(zone.code == whole for zone in zones):
        yield f"taken for {whole}, which its words do not show: its figures and dates are read as English, {_UNREAD}"
    for code in sorted({zone.code for zone in zones}):
        count = sum(zone.code == code for zone in zones)
        where = f"written in {code}" if code == whole else f"paragraphs in other languages, {code} ({count})"
        yield f"{where}: {_FORMS if is_decided(_tongue(code)) else _DIGITS}; {_UNREAD}"
    if zones and (english := text.languages.count("en")) and whole not in ("en", "und"):
        yield f"paragraphs in English, {english}, are read whole"


_FORMS = (
    "figures in digits with their bounds and known units, dates, and credits by the names of listed outlets are read "
    "by the forms of that language"
)
_DIGITS = (
    "figures and dates in digits are read, no figure whose mark may part thousands or decimals, no bounds, and of "
    "credits only what marks the copy of an agency"
)
_UNREAD = (
    "who said what, what a figure counts and whether it changed, number words, relative times, denials "
    "and hedges are not read, names are told by their capitals alone, and each sentence is a claim as it stands"
)


@cache
def forms(tongue: str, name: str) -> dict[str, str]:
    """The forms of a table, each with its entry, those of every language included: {"Prozent": "percentage", …}."""
    tables: list[dict[str, Sequence[str]]] = [_entry("und").get(name, {}), _entry(tongue).get(name, {})]
    return {form: entry for entries in tables for entry, words in entries.items() for form in words}


def words(tongue: str, name: str) -> tuple[str, ...]:
    """The words of a list, none where the language has no such list."""
    return tuple(_entry(tongue).get(name, ()))


@cache
def any_of(tongue: str, name: str) -> str:
    """A regular expression for any word of a list, nothing if the list is empty."""
    return either(words(tongue, name))


def either(words: Sequence[str]) -> str:
    """A regular expression for any of these words, the longest first.

    A star stands for up to five letters, "…" for up to four words.
    """
    return "|".join(_form(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) or "(?!)"


@cache
def months(tongue: str) -> dict[str, int]:
    """Each form of a month with its number."""
    return {form: number for number, forms in enumerate(words(tongue, "months"), 1) for form in forms.split()}


def groups(tongue: str) -> str:
    """The marks that part thousands."""
    return str(_entry(tongue)["thousands"])


def is_decided(tongue: str) -> bool:
    """Whether it is known which mark is of thousands and which of decimals."""
    return groups(tongue) != "?"


def has_ordinals(tongue: str) -> bool:
    """Whether a full stop behind digits may make an ordinal of them."""
    return bool(_entry(tongue).get("ordinal"))


def has_bare_years(tongue: str) -> bool:
    """Whether a year stands there without a word before it, and a count before a noun with a capital."""
    return bool(_entry(tongue).get("bare_years"))


def is_known(tongue: str) -> bool:
    """Whether more is known of it than what all languages share."""
    return tongue != "und"


def _form(word: str) -> str:
    plain = re.escape(word).replace(r"\ ", r"\s")
    plain = re.sub("['’]", "['’]", plain).replace(r"…\s", r"(?:[^\s.,;:!?()]+\s){0,4}")
    plain = plain.replace(r"\*", r"[^\W\d_]{0,5}")
    return plain if re.search(rf"[{UNPARTED}'’]$", word) else plain + r"(?![^\W_])"


def _entry(tongue: str) -> dict[str, Any]:
    entry: dict[str, Any] = table("tongues.toml")[tongue]
    return entry


def _tongue(code: str) -> str:
    code = _NORWEGIAN.get(code, code)
    return code if code in table("tongues.toml") and code not in ("en", "names") else "und"


@cache
def _small(tongue: str) -> frozenset[str]:
    return frozenset(str(_entry(tongue)["words"]).split())


def _is_shown(sample: str, code: str, part: bool = False) -> bool:
    """Whether words show that they are of this language, or of one that is not listed and no English.

    Of Latin letters that no list knows only a whole text can show that: a part may be a list of names.
    """
    found = _WORD.findall(sample[:_ENOUGH].lower())
    if code in ("en", "und") or not found:
        return False
    english, own = _share(found, _small("en")), _share(found, _small(_tongue(code)))
    if _tongue(code) != "und":
        return own >= max(_SHOWN, english)
    letters = "".join(found)
    return _latin(letters) < len(letters) / 2 or (not part and len(letters) >= _SURE and english < _ENGLISH)


def _latin(letters: str) -> int:
    return sum(letter < "\u0250" for letter in letters)


def _share(found: Sequence[str], small: frozenset[str]) -> float:
    return sum(word in small for word in found) / len(found)


def _blanked(words: str, zones: Sequence[Zone]) -> str:
    pieces, at = [], 0
    for zone in zones:
        pieces += [words[at : zone.start], _BLANK.sub(" ", words[zone.start : zone.end])]
        at = zone.end
    return "".join((*pieces, words[at:]))
