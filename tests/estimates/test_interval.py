"""Interval arithmetic, against what single values give."""

from collections.abc import Callable
from math import inf, isfinite, isnan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from headwater.estimates.interval import Interval

_NUMBERS = st.floats(-1e6, 1e6)
_SHARES = st.floats(0, 1)


@st.composite
def _intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(_NUMBERS), draw(_NUMBERS)))
    return Interval(-inf if draw(st.booleans()) else low, inf if draw(st.booleans()) else high)


def _inside(held: Interval, share: float) -> float:
    low, high = max(held.low, -1e6), min(held.high, 1e6)
    return min(high, max(low, low + share * (high - low)))


_OPS: tuple[tuple[Callable[[Interval, Interval], Interval], Callable[[float, float], float]], ...] = (
    (Interval.__add__, lambda a, b: a + b),
    (Interval.__sub__, lambda a, b: a - b),
    (Interval.__mul__, lambda a, b: a * b),
    (Interval.__truediv__, lambda a, b: a / b),
    (Interval.least, min),
    (Interval.most, max),
)


@given(_intervals(), _intervals(), _SHARES, _SHARES, st.sampled_from(_OPS))
def test_the_result_holds_what_any_two_values_give(
    a: Interval,
    b: Interval,
    x: float,
    y: float,
    op: tuple[Callable[[Interval, Interval], Interval], Callable[[float, float], float]],
) -> None:
    over, of = op
    one, other = _inside(a, x), _inside(b, y)
    assume(of is not _OPS[3][1] or (abs(other) > 1e-9 and not b.low == b.high == 0))
    found, value = over(a, b), of(one, other)
    slack = 1e-6 * max(1.0, abs(value))
    assert found.low - slack <= value <= found.high + slack


@given(_intervals(), _SHARES, st.integers(0, 4))
def test_a_power_holds_the_power_of_any_value(a: Interval, x: float, exponent: int) -> None:
    value = _inside(a, x) ** exponent
    found = a**exponent
    assert not isnan(found.low) and found.low - 1e-6 * abs(value) <= value <= found.high + 1e-6 * abs(value)


def test_an_open_side_stays_open_and_nought_times_it_is_nought() -> None:
    workers = Interval.of(10_000, None)
    assert (workers * Interval(2, 3)).bounds == (20_000, None)
    assert workers * Interval(0, 0) == Interval(0, 0)
    assert (workers - workers).bounds == (None, None)
    assert Interval.of(None, 5).middle == 5 and Interval.of(None, None).middle is None


def test_dividing_by_values_near_nought_opens_the_side_they_lie_on() -> None:
    assert Interval(1, 2) / Interval(0, 4) == Interval(0.25, inf)
    assert Interval(1, 2) / Interval(-4, 0) == Interval(-inf, -0.25)
    assert Interval(1, 2) / Interval(-1, 1) == Interval(-inf, inf)
    with pytest.raises(ZeroDivisionError):
        Interval(1, 2) / Interval(0, 0)


def test_an_even_power_over_nought_reaches_down_to_it() -> None:
    assert Interval(-2, 3) ** 2 == Interval(0, 9)
    assert Interval(2, 4) ** -1 == Interval(0.25, 0.5)


def test_wider_goes_both_ways_and_leaves_open_sides() -> None:
    assert Interval(-10, 100).wider(0.1) == Interval(-11, 110)
    held = Interval.of(50, None).wider(0.1)
    assert held == Interval(45, inf) and not isfinite(held.high)


def test_an_interval_has_its_ends_in_order() -> None:
    with pytest.raises(ValueError, match="low <= high"):
        Interval(2, 1)
