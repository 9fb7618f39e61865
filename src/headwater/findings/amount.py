"""How the figures of one claim changed in another: their values, units, periods and bounds."""

import re
from collections.abc import Iterator
from functools import cache
from math import isclose, log10

from headwater.findings.figure import (
    as_long,
    counted_alike,
    far_apart,
    is_span,
    measures,
    pairings,
    seconds,
    span_unit,
    spans,
    stated,
    value,
)
from headwater.findings.likeness import lists
from headwater.findings.phrase import content, does, listed
from headwater.model import Claim, DriftKind, Quantity, words

_UPWARD, _DOWNWARD = frozenset({"more_than", "at_least"}), frozenset({"less_than", "at_most"})
_EXACT = 1e-6
_SLACK = 0.03  # a hedged figure this near to another, as a share, is that figure rounded
_MANY = 12  # a value above this is the same figure whatever it is said to be of
_MUCH = 2  # words of meaning in common, beside a figure, by which two claims are of one thing
_LEAD = re.compile(r"(?:(?:[Nn]o|[Nn]ot) )?(?:[^\W\d_][\w'’-]* ){1,2}\Z")  # the two words before a figure
_EACH = re.compile(r"(?:a|an|each|every) \w+", re.I)
_PERIOD = re.compile(r" (?:a|an|per|each|every) \w+")
_SUM = re.compile(
    r"\b(?:add|adds|added|adding|sum|sums|summed|total|totals|totalled|come|comes|came) (?:up )?to \Z", re.I
)
_ALL_BUT = re.compile(r"\ball but \Z", re.I)
_PART_OF = re.compile(r" of (?:(?:the|these|those|its|their|his|her|our|all|some|about|nearly|more than) )*")

Change = tuple[DriftKind, str]


def figures(a: Claim, b: Claim) -> Iterator[Change]:
    """The changes of the figures that two claims state, and of their bounds and periods."""
    for pair in pairings(a, b):
        x, y = pair.a, pair.b
        told = f"{_told(x, a)} became {_told(y, b)}"
        left, right = ([v for v in (q.low, q.high) if v is not None] for q in (x, y))
        if not any(isclose(v, w, rel_tol=_EXACT) for v in left for w in right):
            bare = not (x.unit or x.counted) or not (y.unit or y.counted)
            if (_of_one_thing(x, y) or (bare and (does(a, b) or does(b, a) or _alone(a, b)))) and not (
                _rounded(x, y)
                or _vague(x)
                or _vague(y)
                or far_apart(x, y)
                or _of_a_list(x, y, a, b)
                or _of_another_kind(x, y, a, b)
            ):
                yield "value", told
        elif span_unit(x) != span_unit(y) and span_unit(x) and span_unit(y):
            yield "period", told
        elif x.unit != y.unit and ({x.unit, y.unit} <= measures() or _in_other_money(x, y, a, b)):
            yield "unit", told
        elif (was := _per(x, a)) != (now := _per(y, b)) and {was, now} <= spans():
            yield "period", f"{told}: per {was}, then per {now}"
        elif was != now and {was, now} - {None} <= spans() and not is_span(x) and _gets_a_period(a, b):
            yield "period", told
        elif (one := _side(x, a)) != (other := _side(y, b)):
            soft = {one, other} == {"about", "exactly"}
            apart = ((one, a), (other, b))
            if not any(side == "exactly" and listed("bounds").search(claim.quote) for side, claim in apart):
                yield ("hedge" if soft else "bound"), told


def lasting(a: Claim, b: Claim) -> Iterator[Change]:
    """Another length of time in another unit: "forty minutes", "four hours"."""
    left, right = ([(q, span) for q in stated(c) if (span := seconds(q)) is not None] for c in (a, b))
    if len(left) == len(right) == 1 and (does(a, b) or does(b, a)):
        (x, one), (y, other) = left[0], right[0]
        if x.unit != y.unit and not as_long(one, other):
            yield "period", f"{_told(x, a)} became {_told(y, b)}"


def _per(quantity: Quantity, claim: Claim) -> str | None:
    """What a figure is per, be it said apart from it: "310 crowns left her wages each month". Then it is the only
    figure, or the last before that.
    """
    apart = [time for time in claim.times if time.type == "SET" or _EACH.fullmatch(time.quote)]
    if quantity.per or len(apart) != 1:
        return quantity.per
    given = stated(claim)
    last = max((q.start for q in given if q.end <= apart[0].start), default=None)
    span = apart[0].quote.split()[-1].lower()
    return span if span in spans() and (len(given) == 1 or quantity.start == last) else None


def _of_one_thing(a: Quantity, b: Quantity) -> bool:
    """Whether the same things are counted, or measured in one unit."""
    return counted_alike(a, b) or (a.unit == b.unit and (a.unit in measures() or is_span(a)))


def _of_a_list(x: Quantity, y: Quantity, a: Claim, b: Claim) -> bool:
    """Whether one claim gives several figures in this measure, of which the other may give any: unless the same is
    counted or paid for, or the digits are the same, another value is of something else.
    """
    several = any(sum(q.unit == x.unit for q in stated(each)) > 1 for each in (a, b))
    paid, counted = (frozenset(w.stem for w in words(q.counted or "")) for q in (x, y))
    if not several or x.unit not in measures() or paid & counted:
        return False
    noughts = abs(log10(abs((value(x) or 1.0) / (value(y) or 1.0)) or 1.0))
    return not isclose(noughts, round(noughts), abs_tol=_EXACT)


def _told(quantity: Quantity, claim: Claim) -> str:
    """A figure in the words around it: what bounds it, its period, and how it is read where that is not plain."""
    before = _LEAD.search(claim.quote, 0, max(0, quantity.start - claim.start))
    after = _PERIOD.match(claim.quote, quantity.end - claim.start)
    words = (before.group() if before else "") + quantity.quote + (after.group() if after and quantity.per else "")
    bound = quantity.bound.replace("_", " ")
    plain = bound in ("exactly", "between") or bound in words.casefold()
    return f"“{words.strip()}”" + ("" if plain else f" ({bound})")


def _vague(quantity: Quantity) -> bool:
    """Whether a figure names an order of size only, as "thousands": no other figure of that size departs from it."""
    return not any(c.isdigit() for c in quantity.quote) and (quantity.low is None) != (quantity.high is None)


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Whether a hedged figure is another one rounded."""
    x, y = value(a), value(b)
    near = x is not None and y is not None and abs(x - y) <= _SLACK * max(abs(x), abs(y))
    return near and "about" in (a.bound, b.bound)


def _side(quantity: Quantity, claim: Claim) -> str:
    """On which side a figure is open. "Nearly" is a hedge; "more than" and "at least" say the same; what adds up to a
    sum is that sum.
    """
    if quantity.bound in _UPWARD:
        return "upward"
    if quantity.bound in _DOWNWARD:
        return "exactly" if _SUM.search(claim.quote, 0, max(0, quantity.start - claim.start)) else "downward"
    return quantity.bound


def _in_other_money(x: Quantity, y: Quantity, a: Claim, b: Claim) -> bool:
    """Whether the same sum is in a currency and in something else: "1,900 crowns", "1,900 dollars"."""
    if abs(value(x) or 0.0) <= _MANY or x.unit is None or y.unit is None:
        return False
    return any(
        q.unit in _currencies() and not content(q.unit) & content(c.quote) for q, c in ((x, b), (y, a)) if q.unit
    )


@cache
def _currencies() -> frozenset[str]:
    return frozenset(lists("drift.toml")["currencies"])


def _gets_a_period(a: Claim, b: Claim) -> bool:
    """Whether two claims do the same, of which one alone speaks of a length of time."""
    one, other = (listed("periods").search(claim.quote) is not None for claim in (a, b))
    return one != other and (does(a, b) or does(b, a))


def _alone(a: Claim, b: Claim) -> bool:
    """Whether each of two claims that say much in common gives one figure only."""
    return len(stated(a)) == len(stated(b)) == 1 and len(content(a.quote) & content(b.quote)) >= _MUCH


def _of_another_kind(x: Quantity, y: Quantity, a: Claim, b: Claim) -> bool:
    """Whether one figure is of those left out, of a whole or a share, or of another person's age, and the other not."""
    if _left_out(x, a) != _left_out(y, b) or _whole(x, a) != _whole(y, b) or (x.unit == "ratio") != (y.unit == "ratio"):
        return True
    if x.unit != "year of age" or a.attribution is None or b.attribution is None:
        return False
    one, other = (content(each.speaker or "") for each in (a.attribution, b.attribution))
    return bool(one and other) and not one & other


def _left_out(quantity: Quantity, claim: Claim) -> bool:
    """Whether a figure is of those that are left out: "all but two"."""
    return _ALL_BUT.search(claim.quote, 0, max(0, quantity.start - claim.start)) is not None


def _whole(quantity: Quantity, claim: Claim) -> bool:
    """Whether a figure is the whole of which the figure before it is a part: "five of the 14 homes"."""
    before = (q for q in stated(claim) if q.end <= quantity.start)
    return any(_PART_OF.fullmatch(claim.quote, q.end - claim.start, quantity.start - claim.start) for q in before)
