"""Money whose name no list has, learned within one report: "a fine of 90 tallows" shows that "tallows" are money."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from headwater.claims.figure import Figure, degrees
from headwater.claims.lexicon import table
from headwater.claims.noun import is_person, singular, stops
from headwater.claims.token import Tokens
from headwater.claims.unit import per_at

_BOUNDS = 6  # tokens between "of" and the figure: "a fine of no more than 90 tallows"


def with_coins(tokens: Tokens, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, those as amounts of money whose noun is the name of a currency somewhere in the report."""
    named = {noun for figure in figures if (noun := _noun(tokens, figure)) and _is_sum(tokens, figure)}
    return [_amount(tokens, each) if _noun(tokens, each) in named else each for each in figures]


def _noun(tokens: Tokens, figure: Figure) -> str | None:
    """The one noun behind a bare figure, in the singular."""
    behind = tokens[figure.last]
    bare = figure.unit is None and not figure.tied and not figure.score and figure.number is not None
    if not bare or behind.kind != "word" or behind.raw != behind.word or behind.word in stops():
        return None
    noun = singular(behind.word, behind.word, "NNS" if behind.word.endswith("s") else "NN")
    return None if is_person(behind.word) else noun


def _is_sum(tokens: Tokens, figure: Figure) -> bool:
    """Whether the figure says how much a sum is: "a fine of 90 tallows", "owed the mill some 90 tallows"."""
    only_bounds = True  # so far, between the figure and this token
    for index in range(figure.first - 1, figure.first - 2 - _BOUNDS, -1):
        token = tokens[index]
        if token.word in _words("owing"):
            return True
        if token.word == "of" and only_bounds:
            return tokens[index - 1].word in _words("sums")
        if token.kind != "word":
            return False
        only_bounds &= token.word in degrees() or token.word in _words("bounds")
    return False


def _amount(tokens: Tokens, figure: Figure) -> Figure:
    """The figure with its noun as its unit."""
    last = figure.last + 1
    rate = per_at(tokens, last) if figure.per is None else None
    last = rate[1] if rate else last
    return replace(
        figure,
        last=last,
        end=tokens[last - 1].end,
        unit=_noun(tokens, figure),
        per=rate[0] if rate else figure.per,
        money=True,
        noun=figure.last,
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("unit.toml")["coin"][name])
