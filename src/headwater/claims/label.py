"""Bare numbers that are no quantities: page 12, Game 7, 9 Elm Street, "1." of a list, "no one"; and ages."""

from collections.abc import Callable
from functools import cache

from headwater.claims.figure import Figure
from headwater.claims.lexicon import table
from headwater.claims.noun import stops
from headwater.claims.token import Tokens

_OLDEST = 115  # years: "Ada Bell, 66," is an age
_AGE_ENDS = (",", ".", ")", "and")
_CLAUSE_ENDS = (*_AGE_ENDS, "by", "when", "on", "in")
_PEOPLE = frozenset(("he", "she", "i", "who"))


def is_age(tokens: Tokens, figure: Figure) -> bool:
    """ "Ada Bell, 66,", "aged 25", "the age of 21", "she is 30"."""
    first = figure.first
    if tokens[first].kind != "digits" or not (1 <= figure.low <= _OLDEST and figure.low.is_integer()):
        return False
    before, after = tokens[first - 1].word, tokens[figure.last].word
    if before in ("aged", "age", "ages") or tokens.between(first - 2, first - 1) == "age of":
        return True
    if before in ("be", "is", "was", "turned", "turns") and after in _CLAUSE_ENDS:
        return not _PEOPLE.isdisjoint(tokens.between(first - 4, first - 2).split())
    return before == "," and tokens[first - 2].raw[:1].isupper() and after in _AGE_ENDS


def is_label(tokens: Tokens, figure: Figure, counts_plural: Callable[[Figure], bool]) -> bool:
    """Whether the bare number only names something, or nothing."""
    number = figure.number
    if number is None or number.part or number.vague:
        return False
    if figure.tied and tokens[figure.last + 1].glued and tokens[figure.last + 1].word in stops():
        return True  # one-on-one
    if tokens[figure.first].kind != "digits":
        return _is_pronoun(tokens, figure)
    before, after = tokens[tokens.before(figure.start)], tokens[figure.last]
    if before.word in words("before") or after.word in words("after") or _is_item(tokens, figure):
        return True
    if before.raw == "." and tokens[figure.first - 2].word in words("short"):
        return True
    if number.scale > 1 or not tokens[figure.first].raw.isdecimal():
        return False  # 63,150 is a count, whatever stands beside it
    if after.raw[:1].isupper() and any(tokens[i].word in words("street") for i in range(figure.last, figure.last + 4)):
        return True
    named = before.kind == "word" and before.raw != before.word and before.word not in stops()
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


def _is_item(tokens: Tokens, figure: Figure) -> bool:
    """Whether this is the number of an item of a list, at the start of a line."""
    after = tokens[figure.last]
    opens = figure.start < 3 or "\n" in tokens.text[max(0, figure.start - 4) : figure.start]
    return opens and after.raw in (".", ")") and tokens[figure.last + 1].start > after.end


@cache
def words(place: str) -> frozenset[str]:
    """The words that make a label of the number they stand at, by place."""
    return frozenset(table("label.toml")[place]["words"])
