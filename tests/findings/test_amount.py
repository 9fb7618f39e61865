"""Drift of amounts: values, units, periods and bounds."""

from dataclasses import replace

import pytest
from tests.findings.drifted import KINDS, drift_in, drift_of, kinds_between, saved
from tests.findings.pile import Said, reading

from headwater.findings.amount import figures as amounts
from headwater.model import Claim, Quantity, Time


def test_more_than_and_at_least_are_one_bound() -> None:
    before, after = saved("at least 40", high=None, bound="at_least"), saved("over 40", high=None, bound="more_than")
    assert drift_of(before, after) == []


def test_months_become_years() -> None:
    before = Said(
        "The crew were owed wages for five months by the ferry firm.", None, "five months", 5, 5, unit="month"
    )
    after = Said("The crew were owed wages for five years by the ferry firm.", None, "five years", 5, 5, unit="year")
    assert [d.kind for d in drift_of(before, after)] == ["period"]


def test_a_rate_gets_another_base() -> None:
    before = Said(
        "The firm ships 2,300 crates a month to the island.", None, "2,300", 2300, 2300, unit="crate", per="month"
    )
    after = Said(
        "The firm ships 2,300 crates a year to the island.", None, "2,300", 2300, 2300, unit="crate", per="year"
    )
    assert [d.kind for d in drift_of(before, after)] == ["period"]


def test_a_period_that_stands_apart_from_its_figure_counts() -> None:
    words = "Some 310 crowns left the wages of the crew each {}."
    before, after = (
        reading(name, [Said(words.format(span), None, "310 crowns", 310, 310, "about", unit="crown")])
        for name, span in (("argus", "month"), ("brief", "week"))
    )
    dated = []
    for each, span in ((before, "month"), (after, "week")):
        (claim,) = each.claims
        at = claim.quote.index("each")
        often = Time(at, at + 5 + len(span), f"each {span}", "SET", f"P1{span[0].upper()}", None, None)
        dated.append(replace(each, claims=(replace(claim, times=(often,)),)))
    assert [d.kind for d in drift_in(dated)] == ["period"]


@pytest.mark.parametrize(("second", "kinds"), [(2_300, []), (8_050_000, ["value"])])
def test_in_a_list_of_amounts_another_amount_is_of_something_else(second: float, kinds: list[str]) -> None:
    """Unless only a nought or three have slipped."""
    words = "The harbour board spent {} crowns on ropes for the burning ferry"
    both = Said(f"{words.format('8,050')} and 410 crowns on lamps.", None, "8,050 crowns", 8050, 8050, unit="crown")
    parent = reading("argus", [both], KINDS)
    (claim,) = parent.claims
    lamps = replace(claim.quantities[0], quote="410 crowns", low=410.0, high=410.0, counted="lamps")
    parent = replace(parent, claims=(replace(claim, quantities=(claim.quantities[0], lamps)),))
    given = f"{second:,.0f}"
    after = Said(f"{words.format(given)}.", None, f"{given} crowns", second, second, unit="crown")
    pile = [parent, reading("brief", [after], KINDS)]
    alike = [
        replace(r, claims=tuple(replace(c, quantities=tuple(_dollars(q) for q in c.quantities)) for c in r.claims))
        for r in pile
    ]
    assert [d.kind for d in drift_in(alike)] == kinds


def test_the_note_tells_the_bound_of_each_figure() -> None:
    before = Said("The ferry may carry up to 400 cars.", None, "400", None, 400, "at_most", "car")
    after = Said("The ferry may carry over 400 cars.", None, "400", 400, None, "more_than", "car")
    (drift,) = drift_of(before, after)
    assert (drift.kind, drift.note) == ("bound", "“up to 400” (at most) became “carry over 400” (more than)")


def test_thousands_and_a_figure_are_no_drift_of_value() -> None:
    before = Said(
        "Thousands of sheep drowned in the flooded valley.", None, "Thousands", 2000, None, "at_least", "sheep"
    )
    after = Said("5,000 sheep drowned in the flooded valley.", None, "5,000", 5000, 5000, unit="sheep")
    assert "value" not in [drift.kind for drift in drift_of(before, after)]


@pytest.mark.parametrize(("number", "value", "kinds"), [("5,000", 5000, []), ("4,000", 4000, ["value"])])
def test_figures_of_another_size_are_of_something_else_unless_a_nought_slipped(
    number: str, value: float, kinds: list[str]
) -> None:
    assert [drift.kind for drift in drift_of(saved(), saved(number, value, value))] == kinds


@pytest.mark.parametrize(
    ("number", "unit", "value", "kinds"),
    [("four hours", "hour", 4, ["period"]), ("two thirds of an hour", "hour", 2 / 3, [])],
)
def test_another_length_of_time_in_another_unit(number: str, unit: str, value: float, kinds: list[str]) -> None:
    words = "The ferry was held up for {} by a soaking."
    before = Said(words.format("40 minutes"), None, "40 minutes", 40, 40, unit="minute", predicate="hold")
    after = Said(words.format(number), None, number, value, value, unit=unit, predicate="hold")
    assert [drift.kind for drift in drift_of(before, after)] == kinds


def test_a_bound_that_stands_apart_from_its_figure_is_no_other_bound() -> None:
    before = saved("at least 40", high=None, bound="at_least")
    apart = Said(
        "The lifeboat crew saved people from the burning ferry: 40 at a minimum.",
        None,
        "40",
        40,
        40,
        unit="people",
        predicate="save",
    )
    assert drift_of(before, apart) == []


@pytest.mark.parametrize(("unit", "kinds"), [("dollar", ["unit"]), ("crown", [])])
def test_the_same_sum_in_another_currency(unit: str, kinds: list[str]) -> None:
    crowns = Said("The ferry cost 2,600 crowns.", None, "2,600 crowns", 2600, 2600, unit="crown")
    other = Said(f"The ferry cost 2,600 {unit}s.", None, f"2,600 {unit}s", 2600, 2600, unit=unit)
    assert kinds_between(crowns, other) == kinds


@pytest.mark.parametrize(("yearly", "kinds"), [("The ferry burns", ["period"]), ("In a year the ferry burns", [])])
def test_a_sum_gets_a_period(yearly: str, kinds: list[str]) -> None:
    whole = Said(f"{yearly} 7,300 crowns of oil.", None, "7,300", 7300, 7300, predicate="burn")
    rate = Said("The ferry burns 7,300 a month in oil.", None, "7,300", 7300, 7300, per="month", predicate="burn")
    assert kinds_between(whole, rate) == kinds


def test_what_adds_up_to_a_sum_is_that_sum() -> None:
    whole = Said("The bill was 7,300 crowns.", None, "7,300 crowns", 7300, 7300, unit="crown")
    added = Said("The bills add up to 7,300 crowns.", None, "7,300 crowns", None, 7300, "at_most", unit="crown")
    limit = Said("The bill was up to 7,300 crowns.", None, "7,300 crowns", None, 7300, "at_most", unit="crown")
    assert kinds_between(whole, added) == []
    assert kinds_between(whole, limit) == ["bound"]


def test_those_left_out_and_the_whole_are_other_figures_than_the_part() -> None:
    part = Said("Divers searched 38 wrecks.", None, "38", 38, 38, unit="wreck", predicate="search")
    rest = Said("Divers searched all but 2 wrecks.", None, "2", 2, 2, unit="wreck", predicate="search")
    fewer = Said("Divers searched 2 wrecks.", None, "2", 2, 2, unit="wreck", predicate="search")
    assert kinds_between(part, rest) == []
    assert kinds_between(part, fewer) == ["value"]
    share = Said("Oil came from several of the 41 wrecks.", None, "41", 41, 41, unit="wreck")
    pair = reading("argus", [share]).claims[0]
    several = Quantity(14, 21, "several", 3, 9, "between", None, "wreck", None, "wreck")
    whole = replace(pair, quantities=(several, *pair.quantities))
    (alone,) = reading("brief", [part]).claims
    assert not any("41" in note for _, note in amounts(whole, alone))
    assert any("41" in note for _, note in amounts(pair, alone))


def test_two_bare_figures_of_one_matter_are_one_figure() -> None:
    few = Said("The register gives a skipper’s licence for 37 of them.", None, "37", 37, 37)
    many = Said("Of these 137 have a skipper’s licence.", None, "137", 137, 137)
    assert kinds_between(few, many) == ["value"]
    assert kinds_between(few, Said("Of these 137 have gout.", None, "137", 137, 137)) == []


def test_a_length_of_time_is_of_the_figure_before_it() -> None:
    monthly, yearly = Time(36, 43, "a month", "SET", None), Time(36, 42, "a year", "SET", None)

    def shipped(time: Time) -> Claim:
        said = Said(f"The two ferries carry 2,600 lorries {time.quote}.", None, "two", 2, 2, unit="ferry")
        (claim,) = reading("argus", [said]).claims
        lorries = Quantity(22, 27, "2,600", 2600, 2600, "exactly", None, "lorry", None, "lorry")
        return replace(claim, quantities=(*claim.quantities, lorries), times=(time,))

    found = list(amounts(shipped(monthly), shipped(yearly)))
    assert [kind for kind, _ in found] == ["period"]
    assert "2,600" in found[0][1]


def test_a_year_that_is_no_set_is_a_period_of_the_figure() -> None:
    def bill(words: str, time: str) -> Claim:
        at = words.index(time)
        (claim,) = reading("argus", [Said(words, None, "7,300 crowns", 7300, 7300, unit="crown")]).claims
        return replace(claim, times=(Time(at, at + len(time), time, "DURATION", None),))

    yearly, monthly = (
        bill("The bill for a year is 7,300 crowns.", "a year"),
        bill("It is 7,300 crowns a month.", "a month"),
    )
    assert [kind for kind, _ in amounts(yearly, monthly)] == ["period"]


def _dollars(quantity: Quantity) -> Quantity:
    return replace(quantity, unit="dollar", counted=None if quantity.counted == "crown" else quantity.counted)
