"""Figures: a number with the sign, unit and rate that stand at it, and the second end of a range. Needs no parse."""

from dataclasses import dataclass, replace
from functools import cache

from headwater.claims.lexicon import table
from headwater.claims.noun import is_plural
from headwater.claims.number import Number, number_at, openers, past_degree
from headwater.claims.token import Tokens
from headwater.claims.unit import Unit, per_at, sign_before, unit_at

_DASHES = ("-", "–", "—", "−")
_SHARING = ("to", "of the", "of its", "- ,", "- , and", "- and", "- or", "- , or")  # between two figures of one unit
_HIGHEST_RESULT = 20
_FAR = 2.5  # how many times a change a bare level is at least; a range is narrower
_DEEPEST = 4  # tokens between an opening bracket and the same amount in another unit: "(about US $"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure on the tokens ``first`` to ``last`` (not included) and the characters ``start`` to ``end``.

    ``low`` and ``high`` are its two ends; they are equal if it is no range.
    """

    first: int
    last: int
    start: int
    end: int
    low: float
    high: float
    unit: str | None = None
    per: str | None = None
    money: bool = False
    number: Number | None = None  # as written; of a range, its second end
    noun: int | None = None  # where the unit stands
    tied: bool = False  # to what follows by a hyphen: "five-year"
    signed: bool = False  # with a plus or minus
    equivalent: bool = False  # the same amount as the figure before it, in brackets
    score: bool = False  # "89-89", "2-1": two numbers that make no range


def figures(tokens: Tokens, taken: list[tuple[int, int]]) -> list[Figure]:
    """All figures in text order. No number inside the characters that are ``taken`` (dates, clock times) is one."""
    found: list[Figure] = []
    index = zone = 0
    size, opening = len(tokens), openers()
    while index < size:
        token = tokens[index]
        if token.kind != "digits" and token.word not in opening:
            index += 1
            continue
        while zone < len(taken) and taken[zone][1] <= token.start:
            zone += 1
        figure = None
        if zone == len(taken) or token.start < taken[zone][0]:
            figure = _figure(tokens, index)
        if figure is None:
            index += 1
            continue
        limit = taken[zone][0] if zone < len(taken) else len(tokens.text)
        figure = _rated(tokens, _ranged(tokens, figure, limit), limit)
        if found and _in_brackets(tokens, found[-1], figure):
            figure = replace(figure, equivalent=True, per=figure.per or found[-1].per)
            rate = per_at(tokens, figure.last + 1) if tokens[figure.last].raw in (")", "]") else None
            if rate is not None and figure.per is None:  # "$100 (£74) a month": both are
                found[-1], figure = replace(found[-1], per=rate[0]), replace(figure, per=rate[0])
        link = _link(tokens, found[-1].last, figure.first) if found else ""
        shares = figure.unit == "percentage" or link != "to" or _opened(tokens, found[-1], "from")  # "50 to 48 percent"
        if link in _SHARING and shares:
            found[-1], figure = _share_unit(found[-1], figure)
        found.append(figure)
        index = figure.last
    return found


def _figure(tokens: Tokens, index: int, after_dash: bool = False) -> Figure | None:
    """One number with what is written at it. The dash of a range before it is neither minus nor part of a code."""
    token = tokens[index]
    sign = sign_before(tokens, index) if token.kind == "digits" else None
    number = number_at(tokens, index, money=sign is not None)
    coded = token.kind == "digits" and not (sign or after_dash) and _part_of_code(tokens, index)
    if number is None or (coded and not number.part):
        return None
    start = tokens[number.first].start if sign is None else sign[1]
    minus, start = (False, start) if after_dash else _minus(tokens, number.first, start, sign is not None)
    unit = Unit(sign[0], _past_country(tokens, number.last), money=True) if sign else unit_at(tokens, number.last)
    if unit is not None and unit.name == "pound-mass" and number.scale >= 1e6 and tokens[unit.last].word != "of":
        unit = replace(unit, name="pound sterling", money=True)  # 3 million pounds
    if unit is None and (further := past_degree(tokens, number.last)) > number.last:
        unit = unit_at(tokens, further)
    some = number.spelt and not number.part and tokens[number.last].word == "of"
    if unit is None and some and tokens[number.last + 1].raw.islower():  # a couple of miles; not "two of Sen. Bell's"
        unit = unit_at(tokens, number.last + 1)
    if unit is None and number.part and tokens[number.last].word == "of":  # a sixteenth of a pint
        whole = number.last + 3 if tokens[number.last + 2].raw == "US" else number.last + 2
        unit = unit_at(tokens, whole) if tokens[number.last + 1].word in ("a", "an", "one") else None
    glued = tokens[number.last]
    if unit is None and token.kind == "digits" and glued.kind == "word" and glued.glued:
        return None  # 3D, 1st
    last = unit.last if unit else number.last
    value = -number.value if minus else number.value
    return Figure(
        first=number.first,
        last=last,
        start=start,
        end=tokens[last - 1].end,
        low=value,
        high=value,
        unit=unit.name if unit else None,
        per=unit.per if unit else None,
        money=bool(unit and unit.money),
        number=number,
        noun=number.last if unit and not sign else None,
        tied=tokens[number.last].raw == "-" and tokens[number.last].glued,
        signed=minus or tokens[index - 1].raw == "+",
    )


def _part_of_code(tokens: Tokens, index: int) -> bool:
    """Whether these digits belong to something longer: XC40, COVID-19, 3:2, 1.2.3, 24/7, #4, an address of the web."""
    token, before, after = tokens[index], tokens[index - 1], tokens[index + 1]
    if token.glued and before.kind in ("word", "digits"):
        return True
    if token.glued and before.raw in (".", ":", "/", "#", ",", "@", "_", "'", "’", "⁄"):
        return before.raw in "#@_'’" or (before.glued and tokens[index - 2].kind in ("digits", "word"))
    if token.glued and before.raw in _DASHES and before.glued and unit_at(tokens, index + 1) is None:
        return tokens[index - 2].word not in ("sub", "minus", "to") and tokens[index - 2].kind in ("word", "digits")
    further = tokens[index + 2]
    if after.raw in ("'", "’") and after.glued and further.raw == "s" and further.glued:
        return True
    return after.raw in (":", "/", ".") and after.glued and further.glued and further.kind == "digits"


def _minus(tokens: Tokens, first: int, start: int, money: bool) -> tuple[bool, int]:
    """Whether the number is negative, and where it then begins."""
    token, before = tokens[first], tokens[first - 1]
    if money and before.raw in ("-", "−") and token.glued:
        return True, start
    if before.word == "minus":
        return True, before.start
    if before.raw in _DASHES and token.glued:
        if tokens[first - 2].word == "minus":
            return True, tokens[first - 2].start
        return not before.glued and before.raw in ("-", "−"), start if before.glued else before.start
    return False, start


def _past_country(tokens: Tokens, index: int) -> int:
    """The token behind "US" or "U.S." in "$76 US"."""
    if tokens[index].raw == "US":
        return index + 1
    if tokens.between(index, index + 2) == "u . s" and tokens[index + 1].glued:
        return index + 4 if tokens[index + 3].raw == "." else index + 3
    return index


def _ranged(tokens: Tokens, first: Figure, limit: int, alone: bool = True) -> Figure:
    """The figure with its second end, if one follows: "$100-$200", "between 5 and 6", "one or two", "3 to 4 %"."""
    step = first.last
    link = tokens[step]
    if link.raw == "-" and tokens[step + 1].word == "to":  # 200,000 to-260,000
        step += 1
    word = "-" if link.raw in _DASHES else tokens[step].word
    if word not in ("-", "to", "or", "and"):
        return first
    begin = step + 1
    while begin < step + 6 and (tokens[begin].raw in "$£€¥-" or tokens[begin].word in ("us", "hk", "a", "rm", "to")):
        begin += 1
    if tokens[begin].start >= limit or tokens[begin].kind not in ("digits", "word"):
        return first
    second = _figure(tokens, begin, after_dash=word == "-")
    if second is not None and alone:  # in "from 2 to 5-6 million" the range is the second
        second = _ranged(tokens, second, limit, alone=False)
        if word == "-" and second.low != second.high and tokens[second.first + 1].raw in _DASHES:
            return replace(second, first=first.first, start=first.start, score=True)  # 4-4-2
    if (
        second is None
        or second.low != second.high
        or second.start > tokens[step].end + 1 + (tokens[step + 1].word == "to") * 3
    ):
        return first
    if not _fits(tokens, first, second, word):
        return first
    unit = second.unit or first.unit
    return replace(
        second,
        first=first.first,
        start=first.start,
        low=first.low * (second.number.scale if second.number and _shares_scale(first, second) else 1.0),
        unit=unit,
        per=second.per or first.per,
        money=second.money or first.money,
        score=word == "-"
        and unit is None
        and tokens[first.first].raw.isdecimal()
        and (first.low >= second.high or _is_result(tokens, second)),
    )


def _is_result(tokens: Tokens, second: Figure) -> bool:
    """Whether two small numbers with a dash are the result of a game: "a 1-2 defeat", not "3-5 boats"."""
    counts = any(is_plural(tokens[i].word) for i in range(second.last, second.last + _DEEPEST - 1))
    return second.high < _HIGHEST_RESULT and not counts


def _fits(tokens: Tokens, first: Figure, second: Figure, word: str) -> bool:
    """Whether two figures with this word between them are the ends of one range."""
    if first.number is None or second.number is None or first.number.vague or second.number.vague:
        return False
    signed = first.money and first.noun is None  # the sign of "$5-6 million" holds for both
    shared = second.unit is None and (signed or _opened(tokens, first, "from"))
    same = first.unit == second.unit or first.unit is None or shared
    if not same or first.number.part != second.number.part or (first.noun is not None and first.tied):
        return False
    low = first.low * second.number.scale if _shares_scale(first, second) else first.low
    if word == "and":
        return _opened(tokens, first, "between") and low < second.high
    if word == "to" and not _shares_scale(first, second) and _goes(tokens, first, second):
        return False
    if word == "or":
        return low < second.high <= max(10.0, 2 * low)
    if word == "-":
        return first.unit is not None or low < second.high or second.unit is None
    return low < second.high


def _goes(tokens: Tokens, first: Figure, second: Figure) -> bool:
    """Whether "to" leads from here to a level: "rose by $2 to $9", "rose from 3 % to 5 %"; not "fell by 2 to 3 %"."""
    bare = first.unit is None and second.unit is None and second.low > _FAR * first.low  # down by 80 to 520
    before = tokens.before(first.start)
    words = tokens.between(before - 4, before).split()
    if "from" in words:
        return not _turns().isdisjoint(words[: words.index("from")])
    return (bare or first.unit is not None) and not _turns().isdisjoint(words[-3:])


@cache
def _turns() -> frozenset[str]:
    return frozenset(word for way in ("up", "down") for word in table("change.toml")[way]["words"])


@cache
def degrees() -> frozenset[str]:
    """Words of degree that may stand before a figure: "just", "some"."""
    words = {*table("bound.toml")["before"]["about"], *table("bound.toml")["between"]["words"]}
    return frozenset(words - {"of", "a"})


def _shares_scale(first: Figure, second: Figure) -> bool:
    """Whether the magnitude of the second end is the first's too: "10 to 15 million", not "$200 to $4 million"."""
    one, two = first.number, second.number
    if one is None or two is None or one.scale != 1 or two.scale == 1 or first.noun is not None:
        return False
    return one.value < two.value / two.scale


def _link(tokens: Tokens, first: int, last: int) -> str:
    """The words between two figures without those of degree: "to" in "20 to just 10"."""
    if last - first > _DEEPEST:
        return ""
    return " ".join(word for word in tokens.between(first, last - 1).split() if word not in degrees())


def _share_unit(one: Figure, two: Figure) -> tuple[Figure, Figure]:
    """Two levels, "from 208 pounds to 193": the unit of either is that of both."""
    if one.unit == two.unit:
        return replace(one, per=one.per or two.per), replace(two, per=two.per or one.per)
    if one.unit is None:
        return replace(one, unit=two.unit, per=two.per, money=two.money), two
    if two.unit is None:
        return one, replace(two, unit=one.unit, per=one.per, money=one.money)
    return one, two


def _opened(tokens: Tokens, figure: Figure, word: str) -> bool:
    """Whether "from" or "between" stands before this figure, other words of degree apart."""
    index = figure.first - 1
    while tokens[index].kind and tokens[index].start >= figure.start - 40 and index > figure.first - 7:
        if tokens[index].word in (word, "between", "range", "ranging"):
            return True
        if tokens[index].kind == "mark" and tokens[index].raw not in "$£€¥":
            return False
        index -= 1
    return False


def _rated(tokens: Tokens, figure: Figure, limit: int) -> Figure:
    """The figure with what it is per: "$5 an hour", "two days off a year"."""
    if figure.per is not None or (figure.unit is None and tokens[figure.last].word != "per"):
        return figure
    index = figure.last + 1 if tokens[figure.last].word in ("off", "each") else figure.last
    rate = per_at(tokens, index)
    if rate is None or tokens[rate[1] - 1].end > limit:
        return figure
    return replace(figure, per=rate[0], last=rate[1], end=tokens[rate[1] - 1].end)


def _in_brackets(tokens: Tokens, before: Figure, figure: Figure) -> bool:
    """Whether the figure gives the one before it again: "$100 (£74)", "7 miles (11 km)", "(224 kW / 300 PS)"."""
    if before.unit is None or figure.unit is None or before.unit == figure.unit:
        return False
    between = [tokens[i].raw for i in range(before.last, figure.first)]
    if before.equivalent and between == ["/"]:
        return True
    return 0 < len(between) <= _DEEPEST + 1 and between[0] in ("(", "[") and ")" not in between
