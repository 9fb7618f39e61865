"""Bare numbers that are no quantities: page 12, Game 7, 9 Elm Street, "1." of a list, "no one"; and ages."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from headwater.claims.figure import Figure, degrees
from headwater.claims.lexicon import table
from headwater.claims.noun import is_person, is_plural, stops
from headwater.claims.token import NOTHING, Tokens

_OLDEST = 115  # years: "Ada Bell, 66," is an age
_YOUNGEST = 2  # years: below, a bare number behind "children under" is no age
_DEGREES = 4  # words between "aged" and its figure
_SHORTEST = 7  # digits of a telephone number
_AGE_ENDS = (",", ".", ")", "and")
_CLAUSE_ENDS = (*_AGE_ENDS, "by", "when", "on", "in")
_PEOPLE = frozenset(("he", "she", "i", "who"))


_NUMBERED = re.compile(r"(?P<opens>^|\n|[.;:,!?]\s|\()\s{0,3}(?P<number>\d{1,2})(?P<mark>[.)])(?=\s)")
_DIALLED = re.compile(r"(?<![\w.,$£€])\(?\+?\d{1,12}\)?(?:[ -]\(?\d{2,8}\)?){0,6}(?![\w%])")


def marks(text: str) -> list[tuple[int, int]]:
    """The characters of numbers that stand for a place: of a list ("1. Stir. 2. Pour.") and of telephones."""
    return sorted([*_items(text), *_telephones(text)])


def _items(text: str) -> Iterator[tuple[int, int]]:
    """Item numbers: at the start of a line, or one more than the one before; "1)" begins a list anywhere."""
    last = 0
    for item in _NUMBERED.finditer(text):
        number = int(item["number"])
        if not item["opens"].strip() or (number == last + 1 and (last or item["mark"] == ")")):
            yield item.span("number")
            last = number


def _telephones(text: str) -> Iterator[tuple[int, int]]:
    """Groups of digits, one of which begins with a nought or the first with a plus, but no grouped thousands."""
    for found in _DIALLED.finditer(text):
        groups = re.findall(r"\+?\d+", found.group())
        led = groups[0][0] == "+" or any(group[0] == "0" and len(group) > 2 for group in groups)
        led = led or (groups[0][0] == "0" and len(groups[0]) == 2)  # 01 23 45 67 89
        thousands = len(groups[0]) < 4 and groups[0][0] not in "+0" and all(len(group) == 3 for group in groups[1:])
        if led and not thousands and sum(map(len, groups)) >= _SHORTEST:
            yield found.span()


def is_age(tokens: Tokens, figure: Figure) -> bool:
    """ "Ada Bell, 66,", "aged between 60 and 75", "the age of 21", "she is 30", "children under 14"."""
    first = figure.first
    if not (1 <= figure.low <= _OLDEST and figure.low.is_integer()):
        return False
    led = first - 1
    while tokens[led].word in words("degree") and led > first - _DEGREES:
        led -= 1
    if tokens[led].word in ("aged", "age", "ages") or tokens.between(led - 1, led) in ("age of", "ages of"):
        return True
    before, after = tokens[first - 1].word, tokens[figure.last].word
    if tokens[first].kind == "digits" and tokens.between(first - 3, first - 1) in ("as young as", "as old as"):
        return True
    if after in ("or", "and") and tokens[figure.last + 1].word in ("older", "younger"):
        return True
    if before in ("under", "over", "below", "above") and figure.low >= _YOUNGEST:
        who = tokens[first - 2].word
        return who in words("whoever") or (is_person(who) and not is_plural(after))
    if before in ("be", "is", "was", "turned", "turns") and after in _CLAUSE_ENDS and figure.low >= _YOUNGEST:
        return not _PEOPLE.isdisjoint(tokens.between(first - 4, first - 2).split())
    whose = tokens[first - 2]
    named = whose.raw[:1].isupper() or (
        is_person(whose.word + "s") and after == ","
    )  # "Ada Bell, 66", "the driver, 31,"
    return tokens[first].kind == "digits" and before == "," and named and after in _AGE_ENDS


def is_label(tokens: Tokens, figure: Figure, counts_plural: Callable[[Figure], bool]) -> bool:
    """Whether the bare number only names something, or nothing."""
    number = figure.number
    if number is None or number.part or number.vague:
        return False
    tied = tokens[figure.last + 1] if figure.tied else NOTHING
    if tied.glued and (tied.word in stops() or tied.word in words("tied")):
        return True  # one-on-one, a six-figure sum
    if tokens[figure.first].kind != "digits":
        return _is_pronoun(tokens, figure) or _is_ordinal(tokens, figure, counts_plural)
    before, after = tokens[tokens.before(figure.start)], tokens[figure.last]
    if before.word in words("before") or after.word in words("after") or _is_code(tokens[figure.first].raw):
        return True
    if before.raw == "." and tokens[figure.first - 2].word in words("short"):
        return True
    if number.scale > 1 or not tokens[figure.first].raw.isdecimal():
        return False  # 63,150 is a count, whatever stands beside it
    if after.raw[:1].isupper() and any(tokens[i].word in words("street") for i in range(figure.last, figure.last + 4)):
        return True
    led = before.word in stops() or before.word in degrees()  # "Some 40 head of cattle"
    named = before.kind == "word" and before.raw != before.word and not led
    return (named or after.raw[:1].isupper()) and not counts_plural(figure)


def is_group(tokens: Tokens, figure: Figure) -> bool:
    """Whether the spelt number, with no noun at it, stands for somebody: "the two", "the bottom three"."""
    number = figure.number
    if number is None or not number.spelt or number.vague or number.part:
        return False
    return figure.high == 1 or tokens[figure.first - 1].word in words("group")


def _is_pronoun(tokens: Tokens, figure: Figure) -> bool:
    """ "No one", "one another", "the one who"."""
    before = tokens[figure.first - 1]
    if before.raw == "-" and before.glued and tokens[figure.first].glued:
        return True  # the second of one-on-one
    if figure.high != 1 or tokens[figure.first].word != "one":
        return False
    return before.word in words("no_one") or tokens[figure.last].word in ("another", "who")


def _is_ordinal(tokens: Tokens, figure: Figure, counts_plural: Callable[[Figure], bool]) -> bool:
    """Whether the spelt number says which one: "chapter two"."""
    named = tokens[figure.first - 1].word in words("before") - words("group")
    return named and tokens[figure.last].word != "of" and not counts_plural(figure)


def _is_code(digits: str) -> bool:
    """Whether the digits lead with a nought, as no count does: 007."""
    return len(digits) > 1 and digits.isdecimal() and digits[0] == "0"


@cache
def words(place: str) -> frozenset[str]:
    """The words that make a label of the number they stand at, by place."""
    return frozenset(table("label.toml")[place]["words"])
