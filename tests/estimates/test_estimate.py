"""Estimates of an invented pile: bindings, ranges, marks, what moves the result, and that nothing hides."""

from dataclasses import replace
from math import inf

import pytest
from tests.estimates import market

from headwater.errors import UsageError
from headwater.estimates import Own, again, estimate, figures, read
from headwater.model import Estimate, Findings, Input

_PLAN = """
name = "takings"
title = "What the boats take in a day"
formula = "boats * baskets * price"
unit = "crown / day"

[input.boats]
unit = "boat"
counts = "boat"
words = "lake|out - sink"
BOATS

[input.baskets]
unit = "basket / day / boat"
low = 2
high = 4
note = "asked at the pier on 3 May"

[input.price]
unit = "crown / basket"
figure = "crown / basket"
"""


def _estimate(boats: str = "", plan: str = _PLAN, findings: Findings = market.FINDINGS) -> Estimate:
    return estimate(read(plan.replace("BOATS", boats), "takings.toml"), market.READINGS, market.LINEAGE, findings)


def _input(found: Estimate, name: str) -> Input:
    (one,) = [each for each in found.inputs if each.name == name]
    return one


def test_an_input_is_a_link_to_its_words_and_origins() -> None:
    boats = _input(_estimate(), "boats")
    assert boats.source == "findings" and boats.findings == (market.BOATS.id,)
    assert {(each.origin_name, each.words, each.used) for each in boats.figures} == {
        ("The Gazette", "40 boats", True),
        ("warden", "50 boats", True),
    }
    quotes = {reading.text.name: reading.text.text for reading in market.READINGS}
    assert all(any(each.quote in text for text in quotes.values()) for each in boats.figures)
    assert (boats.origins_low, boats.origins_high) == (1, 2)


def test_a_copys_figure_is_left_to_its_parent() -> None:
    assert all(each.low != 45 for each in _input(_estimate(), "boats").figures)


def test_an_open_input_opens_the_result_and_a_cap_of_your_own_closes_it() -> None:
    found = _estimate()
    assert (found.low, found.high, found.median, found.samples) == (40 * 2 * 10, None, None, 0)
    assert any("open above" in mark for mark in found.marks)
    capped = _estimate('at_most = 80\nnote = "no more moorings"')
    assert (capped.low, capped.high) == (800, 80 * 4 * 12)
    assert "boats: cap of your own: 80" in capped.marks and _input(capped, "boats").note == "no more moorings"
    assert capped.p5 and capped.median and capped.p95
    assert 800 < capped.p5 < capped.median < capped.p95 < 3840


def test_a_cap_never_cuts_into_what_a_figure_says() -> None:
    with pytest.raises(UsageError, match="goes against the figures"):
        _estimate('at_most = 30\nnote = "a guess"')
    price = _PLAN.replace('figure = "crown / basket"', 'figure = "crown / basket"\nat_most = 11\nnote = "a guess"')
    assert _input(_estimate(plan=price), "price").high == 12


def test_disputed_and_one_origin_inputs_are_marked_in_the_result() -> None:
    marks = _estimate().marks
    assert "boats: disputed" in marks and "boats: not established: 1 to 2 origins" in marks
    assert "price: one origin" in marks and "baskets: a range of your own" in marks


@pytest.mark.parametrize(
    ("rule", "low", "high"),
    [
        ('rule = "median of origins"', 45, None),
        ('rule = "latest"', 50, None),
        ('rule = "by hierarchy"\norder = ["the gazette", "warden"]', 40, 40),
    ],
)
def test_the_rule_that_a_person_names_is_used(rule: str, low: float, high: float | None) -> None:
    boats = _input(_estimate(rule), "boats")
    assert (boats.low, boats.high) == (low, high) and boats.rule and boats.rule in rule


def test_what_a_rule_leaves_out_is_still_shown() -> None:
    boats = _input(_estimate('rule = "latest"'), "boats")
    assert {(each.words, each.used) for each in boats.figures} == {("40 boats", False), ("50 boats", True)}


def test_what_may_come_and_what_sank_are_no_boats_on_the_lake() -> None:
    words = {each.words for each in _input(_estimate('take = "all"'), "boats").figures}
    assert words == {"40 boats", "50 boats"}
    later = _input(_estimate('take = "all"\nmodality = "expected"'), "boats")
    assert [each.words for each in later.figures] == ["Up to 90 boats"] and later.low is None


def test_a_binding_that_fits_several_findings_is_refused_with_their_words() -> None:
    plan = _PLAN.replace('words = "lake|out - sink"\n', "")
    with pytest.raises(UsageError, match=r'fits 2 findings: “40 boats” in .*“Two boats” in .*take = "all"'):
        _estimate(plan=plan)
    assert _input(_estimate('take = "all"', plan), "boats").low == 2
    assert _input(_estimate("between = [10, 1000]", plan), "boats").low == 40


def test_what_is_not_measured_is_said_and_nothing_is_made_up() -> None:
    found = _estimate(plan=_PLAN.replace('figure = "crown / basket"', 'figure = "crown"'))
    assert (found.measured, found.low, found.high, found.median) == (False, None, None, None)
    assert found.marks == ("not measured: nothing in the case gives price",)
    assert _input(found, "price").source == "not measured" and _input(found, "boats").low == 40
    undated = _estimate('rule = "by hierarchy"\norder = ["Nobody"]')
    assert "nobody in order" in _input(undated, "boats").marks[0]


def test_hedged_figures_reach_as_far_as_the_plan_says() -> None:
    alone = Findings(
        (market.finding(market.READINGS[1].claims[0], origins=(market.GAZETTE.report,), low=1), market.PRICE)
    )
    assert (_input(_estimate(findings=alone), "boats").low, _input(_estimate(findings=alone), "boats").high) == (45, 45)
    wide = _input(_estimate("about = 0.2", findings=alone), "boats")
    assert (wide.low, wide.high) == (36, 54) and "“about” taken as ±20%" in wide.marks


def test_what_moves_the_result_most_comes_first() -> None:
    found = _estimate('at_most = 80\nnote = "no more moorings"')
    assert [each.name for each in found.inputs] == ["boats", "baskets", "price"]
    boats = found.inputs[0]
    assert (boats.swing_low, boats.swing_high) == (40 * 3 * 11, 80 * 3 * 11)
    assert sum(each.share or 0 for each in found.inputs) == pytest.approx(1)
    assert _estimate().inputs[0].name == "boats" and _estimate().inputs[0].share is None


def test_the_same_seed_gives_the_same_samples_whatever_the_order_of_inputs() -> None:
    cap = 'at_most = 80\nnote = "no more moorings"'
    one = _estimate(cap)
    head, *tables = _PLAN.split("[input.")
    shuffled = head + "".join(f"[input.{table}" for table in reversed(tables))
    other = estimate(
        read(shuffled.replace("BOATS", cap), "x.toml"), market.READINGS[::-1], market.LINEAGE, market.FINDINGS
    )
    assert (one.p5, one.median, one.p95) == (other.p5, other.median, other.p95)
    assert {each.name: each for each in one.inputs} == {each.name: each for each in other.inputs}
    assert _estimate(cap, _PLAN.replace("[input.boats]", "seed = 7\n[input.boats]", 1)).median != one.median


def test_samples_lie_within_the_range_and_near_the_known_mean() -> None:
    plan = """
name = "x"
title = "a sum of two evenly drawn numbers"
formula = "a + b"
unit = "1"
[input.a]
unit = "1"
low = 0
high = 1
note = "n"
[input.b]
unit = "1"
low = 0
high = 1
note = "n"
"""
    found = _estimate(plan=plan)
    assert found.median == pytest.approx(1, abs=0.02)
    assert found.p5 == pytest.approx((2 * 0.05) ** 0.5, abs=0.02)  # the triangle's own quantile
    peaked = _estimate(plan=plan.replace("high = 1", "high = 1\nlikely = 0.9", 1))
    assert peaked.median and peaked.median > 1.05


def test_a_range_that_is_reached_is_told_from_one_that_may_be_too_wide() -> None:
    def result(formula: str) -> Estimate:
        tables = "".join(f'[input.{n}]\nunit = "1"\nlow = 1\nhigh = 2\nnote = "n"\n' for n in "ab" if n in formula)
        return _estimate(plan=f'name = "x"\ntitle = "x"\nunit = "1"\nformula = "{formula}"\n{tables}')

    assert (result("a - a").low, result("a - a").high, result("a - a").exact) == (0, 0, True)
    assert (result("a * b - a").low, result("a * b - a").high) == (0, 2)
    loose = result("a * a")
    assert not loose.exact and (loose.low, loose.high) == (1, 4)
    assert any("wider" in mark for mark in loose.marks)


@pytest.mark.parametrize(
    ("formula", "said"),
    [("1 / (a - a)", "divides by nought"), ("1e300 * 1e300 * a", "grows beyond"), ("(1e300 * a) ^ 3", "grows beyond")],
)
def test_a_formula_without_a_value_is_refused(formula: str, said: str) -> None:
    table = '[input.a]\nunit = "1"\nlow = 3\nhigh = 3\nnote = "n"\n'
    with pytest.raises(UsageError, match=said):
        _estimate(plan=f'name = "x"\ntitle = "x"\nunit = "1"\nformula = "{formula}"\n{table}')


def test_dividing_by_a_range_that_reaches_nought_is_open_and_says_why() -> None:
    table = '[input.a]\nunit = "1"\nlow = 0\nhigh = 2\nnote = "n"\n'
    found = _estimate(plan=f'name = "x"\ntitle = "x"\nunit = "1"\nformula = "1 / a"\n{table}')
    assert (found.low, found.high, found.median) == (0.5, None, None)
    assert any("reaches nought" in mark for mark in found.marks)


def test_a_binding_outlives_other_groups_and_other_ids() -> None:
    moved = Findings(
        (
            replace(market.BOATS, id="finding-other", claims=market.BOATS.claims[:2]),
            market.finding(market.READINGS[2].claims[0], origins=(market.WARDEN.report,), low=1),
            market.PRICE,
        )
    )
    boats = _input(_estimate('take = "all"', findings=moved), "boats")
    assert (boats.low, boats.high, boats.origins_high) == (40, None, 2)


def test_every_figure_can_be_listed_with_what_selects_it() -> None:
    listed = {
        (quantity.quote, unit) for _, _, quantity, unit in figures(market.READINGS, market.LINEAGE, market.FINDINGS)
    }
    assert ("10 to 12 crowns", "crown / basket") in listed and ("40 boats", "boat") in listed


def test_a_range_of_ones_own_takes_the_place_of_what_the_case_gives() -> None:
    plan = read(_PLAN.replace("BOATS", 'take = "all"'), "takings.toml")
    given = estimate(plan, market.READINGS, market.LINEAGE, market.FINDINGS)
    moved = again(plan, given, {"boats": Own(10, 20, None, "tried")})
    boats, price = _input(moved, "boats"), _input(moved, "price")
    assert (boats.low, boats.high, boats.source, boats.note, boats.rule) == (10, 20, "own", "tried", None)
    assert [each.words for each in boats.figures] == [each.words for each in _input(given, "boats").figures]
    assert not any(each.used for each in boats.figures) and boats.findings == () and boats.origins_high == 0
    assert price.figures == _input(given, "price").figures and price.source == "findings"
    assert moved.low == 10 * 2 * (price.low or 0) and moved != given
    assert again(plan, given, {}) == given


def test_an_infinite_end_of_ones_own_is_an_open_one() -> None:
    plan = read(_PLAN.replace("BOATS", 'take = "all"'), "takings.toml")
    given = estimate(plan, market.READINGS, market.LINEAGE, market.FINDINGS)
    boats = _input(again(plan, given, {"boats": Own(10, inf, None, "tried")}), "boats")
    assert (boats.low, boats.high) == (10, None)
    with pytest.raises(UsageError, match="no such input"):
        again(plan, given, {"ships": Own(1, 2, None, "tried")})
