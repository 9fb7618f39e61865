"""The rules for one range, on origins and never on reports."""

import pytest

from headwater.estimates.interval import Interval
from headwater.estimates.rule import choose
from headwater.model import Figure, Rule


def _figure(origin: str, low: float, high: float | None = None, date: str | None = None) -> Figure:
    return Figure(
        origin, origin, "finding", f"claim-{origin}-{low}", f"report-{origin}", "quote", str(low), low,
        low if high is None else high, "exactly", date, used=False,
    )  # fmt: skip


def _allows(figure: Figure) -> Interval:
    return Interval.of(figure.low, figure.high)


def _names(figure: Figure) -> frozenset[str]:
    return frozenset({figure.origin_name.casefold()})


def _chosen(rule: Rule, *figures: Figure, order: tuple[str, ...] = ()) -> tuple[float, float] | None:
    found = choose(rule, figures, _allows, order, _names)
    return None if found is None else (found[0].low, found[0].high)


_A, _B, _C = _figure("A", 10), _figure("B", 20, 30), _figure("C", 90)


def test_the_range_goes_from_the_lowest_origin_to_the_highest() -> None:
    assert _chosen("range", _A, _B, _C) == (10, 90)


def test_the_median_is_of_origins_and_not_of_reports() -> None:
    copies = [_figure("A", 10 + number / 10) for number in range(9)]
    assert _chosen("median of origins", _A, _B, _C) == (20, 30)
    assert _chosen("median of origins", *copies, _B, _C) == (20, 30)


def test_the_median_of_two_is_half_way() -> None:
    assert _chosen("median of origins", _A, _B) == (15, 20)


@pytest.mark.parametrize("rule", ["range", "median of origins"])
def test_a_copy_changes_nothing(rule: Rule) -> None:
    assert _chosen(rule, _A, _B, _C) == _chosen(rule, _A, _B, _B, _B, _C)


def test_the_latest_is_of_the_latest_date_and_a_month_ends_with_it() -> None:
    old, new, month = (
        _figure("A", 1, date="2031-05-02"),
        _figure("B", 2, date="2031-05-30"),
        _figure("C", 3, date="2031-05"),
    )
    assert _chosen("latest", old, new, _figure("D", 9)) == (2, 2)
    assert _chosen("latest", old, new, month) == (3, 3)
    assert _chosen("latest", _A, _B) is None


def test_the_hierarchy_asks_one_after_the_other() -> None:
    assert _chosen("by hierarchy", _A, _B, _C, order=("Nobody", "b", "a")) == (20, 30)
    assert _chosen("by hierarchy", _A, _C, order=("B",)) is None
