"""Whether origins contradict one another: by values that cannot both hold, or by polarity."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import inf

from headwater.findings.period import other_period
from headwater.model import Claim, Quantity

_AHEAD = frozenset({"expected", "possible"})  # what may come contradicts nothing that is
_ABOUT = 0.1  # how far "about" and "nearly" reach, as a share of the figure


def disputed(
    groups: Sequence[Sequence[Claim]], slot: Mapping[str, Quantity], one_thing: Callable[[Claim, Claim], bool]
) -> bool:
    """Whether two groups give values or polarity that cannot both hold, for the same period.

    Args:
        groups: for each origin its most upstream claims; what a copy changed is drift, not a dispute.
        slot: the figure of each claim that the finding is about.
        one_thing: whether two claims are sure to speak of the same.
    """
    return any(_conflict(a, b, slot) and one_thing(a, b) for x, y in combinations(groups, 2) for a in x for b in y)


def _conflict(a: Claim, b: Claim, slot: Mapping[str, Quantity]) -> bool:
    if other_period(a, b) or (a.modality in _AHEAD) != (b.modality in _AHEAD):
        return False
    if a.id in slot and b.id in slot:
        return _apart(interval(slot[a.id]), interval(slot[b.id]))
    return a.polarity != b.polarity and a.predicate is not None and a.predicate == b.predicate


def interval(quantity: Quantity) -> tuple[float, float]:
    """The values that a figure allows: open sides are open, and "about" gives way by a tenth."""
    low = -inf if quantity.low is None else quantity.low
    high = inf if quantity.high is None else quantity.high
    if quantity.bound == "about":
        low, high = low - abs(low) * _ABOUT if low != -inf else low, high + abs(high) * _ABOUT if high != inf else high
        if quantity.low is None:  # "nearly X" lies just below X
            low = high * (1 - 2 * _ABOUT)
    return low, high


def _apart(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[1] < b[0] or b[1] < a[0]
