"""Quantities: every figure of a text with its bound, change, unit, period and what is counted.

The number and its unit are read from the surface; the parse says what is counted. Encodings: DESIGN.md section 5.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from headwater.claims.bound import bound_of, change_of, direction
from headwater.claims.calendar import Expression, expressions
from headwater.claims.coin import with_coins
from headwater.claims.count import Counter, Thing
from headwater.claims.day import days
from headwater.claims.ellipsis import goes_on
from headwater.claims.figure import Figure, degrees, figures
from headwater.claims.label import is_age, is_group, is_label, marks
from headwater.claims.lexicon import table
from headwater.claims.noun import is_person, stops
from headwater.claims.number import compares
from headwater.claims.numeral import numerals
from headwater.claims.press import named
from headwater.claims.token import Tokens
from headwater.claims.tongue import parted
from headwater.claims.unit import per_at
from headwater.model import Bound, Change, Parse, Quantity, Text

_COUNTABLE = ("duration", "ago", "set", "recent", "days", "period", "edge", "theunit", "reference", "yearago")
_AUXILIARIES = ("to", "will", "would", "could", "may", "might", "can")  # before "double" where it is a verb
_LONGEST_OF = 3  # words between "sacks of" and "each"
_UNTIL = ("to", "until", "till", "-", "–", "and")  # between two clock times
_STANDARDS = ("the", "that", "what", "its", "their", "his", "her", "our", "those")  # "twice the size"
_SHIFTS = ("day", "night", "week", "month", "shift", "year")


def quantities(text: Text, parse: Parse) -> tuple[Quantity, ...]:
    """All quantities in text order. Years, dates, ordinals, scores, labels and list numbers are none.

    Where the parse is empty, everything but what is counted elsewhere in the sentence is still found. Of paragraphs in
    another language figures in digits are found, by the forms of that language.
    """
    whole = text.text
    text, zones = parted(text)
    tokens = Tokens(text.text)
    times = expressions(text.text)
    taken = sorted([*((time.start, time.end) for time in times if time.kind not in _COUNTABLE), *marks(text.text)])
    reader = _Reader(text, tokens, parse)
    read = (reader.read(figure) for figure in with_coins(tokens, figures(tokens, taken)))
    found = [*_clock_spans(text, times), *reader.factors(), *(quantity for quantity in read if quantity)]
    ends = {sentence.end for sentence in text.sentences} if zones else set()
    for zone in zones:
        dates = sorted([*((d.start, d.end) for d in days(whole, zone)), *named(whole, zone)])
        found += numerals(whole, zone, dates, ends)
    return tuple(sorted(found, key=lambda quantity: (quantity.start, quantity.end)))


class _Reader:
    """Gives each figure its context. A figure in brackets shares the bound of the one before it."""

    def __init__(self, text: Text, tokens: Tokens, parse: Parse) -> None:
        self._text, self._tokens, self._parse = text.text, tokens, parse
        self._counter = Counter(tokens, parse)
        self._before: Quantity | None = None
        self._last: Figure | None = None  # the figure of the one before
        self._named = 0  # where the last noun counted ends: "737" in "two new 737 jets" belongs to it

    def read(self, figure: Figure) -> Quantity | None:
        """The quantity of this figure, or None if it is none."""
        spelt = figure.number is not None and figure.number.spelt
        before = self._tokens[self._tokens.before(figure.start)].word
        named = figure.start < self._named and before not in stops() and not before.endswith(("'s", "’s"))
        if figure.score or (figure.unit is None and not spelt and named):
            return None
        unit, counted, end = figure.unit, None, figure.last
        rate: str | None = None
        after_degree = self._tokens[figure.first - 1].word in degrees()  # "17 in May and only five in June"
        thing: Thing | None = None
        if unit is not None:
            thing = self._counter.paid_for(figure)
        elif is_age(self._tokens, figure) or self._is_age_too(figure):
            unit = "year of age"
        elif is_label(self._tokens, figure, self._counter.has_plural):
            return None
        elif figure.number is not None and figure.number.part:
            unit, thing = "ratio", self._counter.paid_for(figure)
        elif spelt and self._counter.is_speaker(figure) and bound_of(self._tokens, figure)[0] == "exactly":
            return None
        elif (noun := self._counter.noun(figure)) is not None:
            unit, counted = noun[0], self._text[noun[1].start : noun[1].end]
            end, self._named = self._tokens.before(noun[1].end) + 1, noun[1].end
        elif is_group(self._tokens, figure) and not (after_degree and self._goes_on(figure)):
            return None
        else:
            thing = self._counter.elsewhere(figure)
            amount = self._tokens[self._tokens.before(figure.start)].word == "of"  # "wealth of 300 million"
            if self._before is not None and self._before.unit is not None and self._goes_on(figure):
                unit, rate = self._before.unit, self._before.per
                thing = None if self._last and self._last.unit is None else thing
                counted = self._before.counted
            else:
                again = self._before is not None and thing is not None and self._before.unit == thing.noun
                unit = thing.noun if thing and (thing.countable or again) and not amount else None
        counted = thing.words if thing else counted
        low, high = sorted((figure.low, figure.high))
        bound, below = bound_of(self._tokens, figure)
        change = change_of(self._tokens, figure, people=counted is not None and is_person(counted.lower().split()[-1]))
        if figure.number is not None and figure.number.vague:
            bound = "at_least"
        elif low != high:
            bound = "between"
        elif figure.equivalent and self._before is not None and bound == "exactly":
            bound = self._before.bound
            below = bound == "about" and self._before.low is None
        if change is None and self._before is not None and self._shares_change(figure, self._before):
            change = self._before.change
        ends = _ends(low, high, bound, below)
        quantity = Quantity(
            start=figure.start,
            end=figure.end,
            quote=self._text[figure.start : figure.end],
            low=ends[0],
            high=ends[1],
            bound=bound,
            change=change,
            unit=unit,
            per=figure.per or self._period(figure, end, counted) or rate,
            counted=counted,
            equivalent=figure.equivalent,
        )
        self._before, self._last = quantity, figure
        return quantity

    def factors(self) -> Iterator[Quantity]:
        """ "Halved", "more than doubled", "twice as many": a change by a factor."""
        tokens = self._tokens
        for index in range(len(tokens)):
            token = tokens[index]
            if (factor := _factor_at(tokens, index)) is None:
                continue
            rate = per_at(tokens, index + 1)
            last = rate[1] if rate else index + 1
            compared = compares(tokens, index + 1)
            thing = self._counter.compared(index + 1) if compared else self._counter.subject_at(token.start)
            figure = Figure(index, index + 1, token.start, token.end, factor[0], factor[0], "ratio")
            bound, below = bound_of(tokens, figure)
            ends = _ends(factor[0], factor[0], bound, below)
            yield Quantity(
                start=token.start,
                end=tokens[last - 1].end,
                quote=self._text[token.start : tokens[last - 1].end],
                low=ends[0],
                high=ends[1],
                bound=bound,
                change=factor[1],
                unit="ratio" if factor[1] and not token.word.endswith("fold") else "times",
                per=rate[0] if rate else None,
                counted=thing.words if thing else None,
            )

    def _goes_on(self, figure: Figure) -> bool:
        """Whether the figure leaves out the unit of the one before it."""
        if self._last is None or self._before is None or self._before.unit in ("ratio", "times", "year of age"):
            return False
        by = self._tokens[self._tokens.before(figure.start)].word == "by"
        if self._before.change is not None and self._before.unit == "percentage" and not by:  # "rose 8 % to 3.65"
            return False
        return goes_on(self._tokens, self._parse, self._last, figure, measured=self._last.unit is not None)

    def _is_age_too(self, figure: Figure) -> bool:
        """Whether the figure goes on from an age: "aged 19, 23 and 40"."""
        if self._before is None or self._before.unit != "year of age" or figure.number is None:
            return False
        link = self._text[self._before.end : figure.start].split()
        return " ".join(link) in (",", "and", ", and", "or", "to") and not self._counter.has_plural(figure)

    def _shares_change(self, figure: Figure, before: Quantity) -> bool:
        """ "Down $5 (£4)"; "Alders fell 2 %, Birches by 3 %"; "rose 5 % in May and another 3 % in June"."""
        if figure.equivalent:
            return True
        again = self._tokens[self._tokens.before(figure.start)].word in ("by", "another", "further")
        return again and figure.unit == before.unit and "." not in self._text[before.end : figure.start]

    def _period(self, figure: Figure, end: int, counted: str | None) -> str | None:
        """The period that stands apart: "20 people a year", "a monthly wage of $90", "18-hour shifts"."""
        rate = per_at(self._tokens, end) if figure.unit is None else None
        if rate is not None:
            return rate[0]
        if (share := self._share(figure, end)) is not None:
            return share
        periods = table("unit.toml")["per"]
        nearest = self._tokens.before(figure.start)
        for index in range(nearest, max(-1, figure.first - 6), -1):
            paid = self._tokens[index + 1].word in periods["wages"]  # "a monthly wage of 60 tallows", no "weekly pass"
            paid = paid or (figure.money and (index == nearest or self._tokens[index + 1].word in (":", *degrees())))
            if paid and isinstance(periods.get(self._tokens[index].word), str):
                return str(periods[self._tokens[index].word])
        if figure.unit != "hour":
            return None
        behind = self._tokens[end].word if figure.tied else ""
        last = (counted or behind or "-").lower().split()[-1].removesuffix("s")
        return last if last in _SHIFTS else None

    def _share(self, figure: Figure, end: int) -> str | None:
        """Whose "three sacks of rice each" are."""
        tokens = self._tokens
        if tokens[end].word == "of":
            end += 1
            for _ in range(_LONGEST_OF):
                end += tokens[end].kind == "word" and tokens[end].word not in stops()
        if figure.unit == "percentage":
            return None
        word, after = tokens[end].word, tokens[end + 1]
        shared = word == "apiece" or (word == "each" and (after.kind != "word" or after.word in stops()))
        return self._counter.sharer(figure) if shared else None


def _ends(low: float, high: float, bound: Bound, below: bool) -> tuple[float | None, float | None]:
    """The two ends, the one that the words leave open as None."""
    if bound in ("less_than", "at_most") or below:
        return None, high
    return low, None if bound in ("more_than", "at_least") else high


def _clock_spans(text: Text, times: tuple[Expression, ...]) -> Iterator[Quantity]:
    """The hours of "from 6am to 2am", computed from two clock times; "from dawn" cannot be computed."""
    for one, two in pairwise(times):
        if one.end + 9 < two.start or text.text[one.end : two.start].strip().lower() not in _UNTIL:
            continue
        if one.clock is not None and two.clock is not None:
            opens, closes = (int(clock[:2]) + int(clock[3:]) / 60 for clock in (one.clock, two.clock))
            hours = (closes - opens) % 24 or 24.0
            quote = text.text[one.start : two.end]
            yield Quantity(one.start, two.end, quote, hours, hours, unit="hour", derived=True)


def _factor_at(tokens: Tokens, index: int) -> tuple[float, Change | None] | None:
    """The factor and direction of a verb such as "halved", or of "twice" where it compares."""
    word = tokens[index].word
    if word.endswith("fold") and (times := table("number.toml")["small"].get(word.removesuffix("fold"))):
        ways = (direction(tokens[place].word) for place in (index - 1, index - 2, index + 1))
        return float(times), next((way for way in ways if way), None)
    if word == "twice":
        compared = tokens[index + 1].word in _STANDARDS or compares(tokens, index + 1)
        return (2.0, None) if compared or per_at(tokens, index + 1) else None
    if word in table("change.toml")["ratio"] and tokens[index - 1].word not in _AUXILIARIES:
        return (_ratios()[word][0], None) if word != "halve" and tokens[index + 1].word in _STANDARDS else None
    if word not in _ratios():
        return None
    return _ratios()[word] if tokens[index + 1].word not in ("down", "up", "back") else None


@cache
def _ratios() -> dict[str, tuple[float, Change | None]]:
    verbs = table("change.toml")["ratio"].items()
    return {form: (float(factor), way) for verb, (factor, way) in verbs for form in _forms(verb)}


def _forms(verb: str) -> tuple[str, ...]:
    return verb, verb + "d", verb + "s", verb.removesuffix("e") + "ing"
