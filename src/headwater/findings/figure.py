"""Figures of two claims side by side: which belong together, how far they agree, and the range of a finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isclose, log10

from headwater.findings.likeness import lists
from headwater.model import Bound, Claim, Quantity, stem, words

RARE, NEAR, EQUAL, _SMALL, _ROUNDED, SLOT, _TENFOLD = 0.35, 0.30, 0.20, 0.12, 0.12, 0.10, 0.04
_SLOT_RATIO = 20.0  # values further apart are seldom of one slot
_ROUND = 0.05  # two values this near, as a share of the larger, may be one figure rounded
_CLOSE = 0.25  # two counts of many of the same things that are this near are likely to be of one thing
_TOLERANCE = 1e-6
_SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 2_629_800, "year": 31_557_600
}  # fmt: skip
_AS_LONG = 0.15  # lengths of time this near, as a share of the longer, are one: "two months", "eight weeks"
_FEW, _DOZEN, _HUNDRED = 3, 12, 100


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two figures that fill the same slot in two claims."""

    a: Quantity
    b: Quantity


def value(quantity: Quantity) -> float | None:
    """The one number a figure is best known by: the middle of a range, the closed side of an open one."""
    if quantity.low is not None and quantity.high is not None:
        return (quantity.low + quantity.high) / 2
    return quantity.low if quantity.low is not None else quantity.high


def stated(claim: Claim) -> tuple[Quantity, ...]:
    """The figures a claim gives itself: not those worked out from others, nor equivalents in brackets."""
    return tuple(q for q in claim.quantities if not (q.derived or q.equivalent) and value(q) is not None)


def told(quantity: Quantity) -> tuple[float | None, Bound, str | None, str | None]:
    """All of a figure that a retelling should keep: its value, bound, measure and period; not what it counts."""
    measure = quantity.unit if quantity.unit in measures() | spans() else None
    return value(quantity), quantity.bound, measure, quantity.per


def agreement(a: Claim, b: Claim) -> float:
    """The graded bonus for figures: the best over all pairs. Figures that disagree are no loss: they may be drift."""
    return agreed(stated(a), stated(b))


def agreed(left: Sequence[Quantity], right: Sequence[Quantity]) -> float:
    """The graded bonus for the figures that two claims state."""
    return max((_grade(x, y) for x in left for y in right), default=0.0)


def _grade(a: Quantity, b: Quantity) -> float:
    x, y = value(a), value(b)
    if x is None or y is None:
        return 0.0
    if a.unit != b.unit and (one := seconds(a)) and (other := seconds(b)):
        return EQUAL if as_long(one, other) else 0.0
    if not comparable(a, b):  # thirty bangs may be thirty shots, but not thirty days
        things = not {a.unit, b.unit} & (measures() | spans()) and isclose(x, y, rel_tol=_TOLERANCE)
        return 0.0 if not things or abs(x) <= _DOZEN else _SMALL if abs(x) <= _HUNDRED else RARE
    if isclose(x, y, rel_tol=_TOLERANCE):
        # small whole numbers agree by chance: "two men" and "two days" are no evidence
        if counted_alike(a, b):
            return RARE if abs(x) > _DOZEN else EQUAL
        measured = a.unit != b.unit and bool({a.unit, b.unit} & measures())  # "50,000" may count anything but yuan
        return RARE if abs(x) > _HUNDRED and not measured else _SMALL if abs(x) > _FEW else 0.0
    if x * y > 0:
        apart = abs(x - y) / max(abs(x), abs(y))
        if apart <= _CLOSE and min(abs(x), abs(y)) > _HUNDRED and counted_alike(a, b):
            return NEAR
        if apart <= _ROUND:
            return _ROUNDED
        if counted_alike(a, b) and 1 / _SLOT_RATIO <= x / y <= _SLOT_RATIO:
            return SLOT
        if isclose(abs(log10(x / y)), 1.0, rel_tol=_TOLERANCE):
            return _TENFOLD
    return 0.0


def seconds(quantity: Quantity) -> float | None:
    """How long a length of time is that is given as one number."""
    span = _SECONDS.get(quantity.unit or "")
    return None if span is None or quantity.low is None or quantity.low != quantity.high else quantity.low * span


def as_long(one: float, other: float) -> bool:
    """Whether two lengths of time, in seconds, may be one in other units."""
    return abs(one - other) <= _AS_LONG * max(one, other)


def far_apart(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are of such different size that they are seldom of one thing, a slipped nought aside."""
    return _apart(value(a) or 0.0, value(b) or 0.0)


def _apart(x: float, y: float) -> bool:
    if x * y <= 0 or 1 / _SLOT_RATIO <= x / y <= _SLOT_RATIO:
        return False
    noughts = abs(log10(x / y))
    return not isclose(noughts, round(noughts), rel_tol=_TOLERANCE)


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two figures can measure the same thing: the same unit, or no unit on one side."""
    return a.unit is None or b.unit is None or a.unit == b.unit or counted_alike(a, b)


def counted_alike(a: Quantity, b: Quantity) -> bool:
    """Whether the same things are counted, by the stems of unit and counted noun."""
    return bool(_nouns(a.unit, a.counted) & _nouns(b.unit, b.counted))


def counted(quantity: Quantity) -> frozenset[str]:
    """The stem of the noun that is counted; none where something is measured, or where it is people at large."""
    noun = (quantity.counted or quantity.unit or "").split()
    if not noun or quantity.unit in measures() | spans():
        return frozenset()
    return frozenset(w.stem for w in words(noun[-1])) - _anybody()


@cache
def _anybody() -> frozenset[str]:
    return frozenset(stem(word) for word in ("people", "person", "man", "woman"))


def is_span(quantity: Quantity) -> bool:
    """Whether a length of time is measured, an age too."""
    return span_unit(quantity) is not None


def span_unit(quantity: Quantity) -> str | None:
    """The unit of time of a duration or an age."""
    unit = (quantity.unit or "").removesuffix(" of age")
    return unit if unit in spans() else None


@cache
def spans() -> frozenset[str]:
    """The units of time."""
    return frozenset(lists("drift.toml")["spans"])


@cache
def measures() -> frozenset[str]:
    """The units of measure that cannot stand for one another."""
    return frozenset(lists("drift.toml")["measures"])


def same_slot(a: Claim, b: Claim) -> bool:
    """Whether two claims say the same of so many of the same things, whatever the number."""
    told = a.predicate is not None and a.predicate == b.predicate and a.modality == b.modality
    return told and any(counted_alike(x, y) for x in stated(a) for y in stated(b))


def unusual(claim: Claim) -> tuple[Quantity, ...]:
    """The figures of a claim that are met seldom."""
    return tuple(q for q in stated(claim) if abs(value(q) or 0.0) > _DOZEN)


def _equal(a: Quantity, b: Quantity) -> bool:
    x, y = value(a), value(b)
    return x is not None and y is not None and isclose(x, y, rel_tol=_TOLERANCE)


@lru_cache(maxsize=65_536)
def _nouns(unit: str | None, counted: str | None) -> frozenset[str]:
    return frozenset(w.stem for w in words(f"{unit or ''} {counted or ''}"))


def pairings(a: Claim, b: Claim) -> Iterator[Pairing]:
    """Figures of two retellings matched one to one: equal values first, then the same unit in order of closeness.

    A value that is met seldom (above a dozen) is the same figure whatever it is said to count.
    """
    left, right = list(stated(a)), list(stated(b))
    ranked = sorted(
        (_distance(x, y), i, j)
        for i, x in enumerate(left)
        for j, y in enumerate(right)
        if comparable(x, y) or (_equal(x, y) and (abs(value(x) or 0.0) > _DOZEN or (is_span(x) and is_span(y))))
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, i, j in ranked:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            yield Pairing(left[i], right[j])


def _distance(a: Quantity, b: Quantity) -> tuple[int, int, float]:
    x, y = value(a) or 0.0, value(b) or 0.0
    ratio = abs(log10(x / y)) if x * y > 0 else float("inf")
    return (0 if isclose(x, y, rel_tol=_TOLERANCE) else 1, 0 if counted_alike(a, b) else 1, ratio)


def slot(claims: Sequence[Claim]) -> dict[str, Quantity]:
    """The figure that a finding is about: for each claim that gives it, its quantity.

    It is the unit (or noun counted) and period that most claims share, a count without a noun going with any; in a
    claim with two such figures, the one nearest to the other claims' middle. A figure far from that middle is of
    something else.
    """
    options: dict[tuple[str | None, str | None], dict[str, list[Quantity]]] = {}
    for claim in claims:
        for quantity in stated(claim):
            options.setdefault((quantity.unit, quantity.per), {}).setdefault(claim.id, []).append(quantity)
    if not options:
        return {}
    merged = [
        {**(options.get((None, per), {}) if unit not in measures() | spans() else {}), **held}
        for (unit, per), held in sorted(options.items(), key=lambda option: option[0][0] is None)
    ]
    best = max(merged, key=len)
    singles = sorted(v for v in (value(q[0]) for q in best.values() if len(q) == 1) if v is not None)
    every = sorted(v for qs in best.values() for v in (value(q) for q in qs) if v is not None)
    middle = (singles or every)[len(singles or every) // 2]
    nearest = {c: min(qs, key=lambda q: (abs((value(q) or 0.0) - middle), q.start)) for c, qs in best.items()}
    return {c: q for c, q in nearest.items() if not _apart(value(q) or 0.0, middle)}
