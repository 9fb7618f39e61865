"""Which claims of a finding are before and after."""

import pytest
from tests.findings.pile import Said, lineage, reading

from headwater.findings.access import accesses
from headwater.findings.drift import drifts
from headwater.findings.place import ordered, place

COULD = Said("Up the coast 1,240 goats could be shipped", None, "1,240", 1240, 1240, unit="goat", modality="possible")
WILL = Said("The herd of 1,240 will sail, traders expect", None, "1,240", 1240, 1240, unit="herd", modality="expected")
FEW = Said("Up the coast 3 goats could be shipped", None, "3", 3, 3, unit="goat", modality="possible")
FEW_LATER = Said("The herd of 3 will sail, traders expect", None, "3", 3, 3, unit="herd", modality="expected")


@pytest.mark.parametrize(("before", "after", "kinds"), [(COULD, WILL, ["modality"]), (FEW, FEW_LATER, [])])
def test_an_unusual_figure_ties_claims_whose_words_differ(before: Said, after: Said, kinds: list[str]) -> None:
    pile = [reading("argus", [before]), reading("brief", [after])]
    claims = [claim for each in pile for claim in each.claims]
    where = place(pile, claims, lineage(pile, {"brief": "argus"}))
    found = drifts(claims, where, accesses(pile), {})
    assert [drift.kind for drift in found] == kinds


def kinds_of(parent: list[Said], retelling: list[Said], alike: float) -> list[str]:
    """The drift in one finding of a report and its copy, whose claims are all this much alike."""
    pile = [reading("argus", parent), reading("brief", retelling)]
    claims = [claim for each in pile for claim in each.claims]
    where = place(pile, claims, lineage(pile, {"brief": "argus"}))
    near = {ordered(a.id, b.id): alike for a in pile[0].claims for b in pile[1].claims}
    return [drift.kind for drift in drifts(claims, where, accesses(pile), near)]


@pytest.mark.parametrize(("alike", "kinds"), [(1.2, ["modality"]), (0.5, [])])
def test_a_change_of_modality_is_named_only_where_both_surely_state_the_same(alike: float, kinds: list[str]) -> None:
    could, will = Said("The herd could sail at dawn.", modality="possible"), Said("Goats will sail, traders expect.")
    assert kinds_of([could], [will], alike) == kinds


def test_a_figure_that_the_parent_gives_elsewhere_has_not_changed() -> None:
    exactly = Said("In all 1,240 goats were shipped.", None, "1,240", 1240, 1240, unit="goat")
    roughly = Said("About 1,240 goats were shipped.", None, "1,240", 1240, 1240, "about", unit="goat")
    again = Said("They shipped about 1,240 goats.", None, "1,240", 1240, 1240, "about", unit="goat")
    assert kinds_of([exactly], [again], 1.2) == ["hedge"]
    assert kinds_of([exactly, roughly], [again], 1.2) == []


def test_another_figure_that_stays_does_not_hide_one_that_changed() -> None:
    days = Said("They have 60 days to find a ship.", None, "60 days", 60, 60, unit="day")
    herd = Said("The herd has 1,240 goats.", None, "1,240", 1240, 1240, unit="goat")
    hours = Said("The herd has 60 hours to find a ship.", None, "60 hours", 60, 60, unit="hour")
    assert kinds_of([days, herd], [hours], 1.2) == ["period"]


def test_a_retelling_that_joins_two_claims_is_compared_with_both() -> None:
    parent = [
        Said("The herd had 1,240 goats.", None, "1,240", 1240, 1240, unit="goat"),
        Said("It had 310 sheep.", None, "310", 310, 310, unit="sheep"),
    ]
    joined = Said("The herd of 1,240 goats has 130 sheep.", None, "130", 130, 130, unit="sheep")
    assert kinds_of(parent, [joined], 1.2) == ["value"]


@pytest.mark.parametrize(("alike", "kinds"), [(0.9, ["value"]), (0.7, [])])
def test_a_claim_that_no_linked_report_gives_is_compared_within_its_origin(alike: float, kinds: list[str]) -> None:
    """Two copies of one report: what the one has from the other by ways that are not in the case."""
    herd = Said("The herd has 1,240 goats.", None, "1,240", 1240, 1240, unit="goat")
    tenfold = Said("The herd has 12,400 goats.", None, "12,400", 12400, 12400, unit="goat")
    parent = reading("argus", [Said("Nothing else is known.")])
    pile = [parent, reading("brief", [herd]), reading("courier", [tenfold])]
    claims = [claim for each in pile[1:] for claim in each.claims]
    where = place(pile, claims, lineage(pile, {"brief": "argus", "courier": "argus"}))
    near = {ordered(claims[0].id, claims[1].id): alike}
    found = drifts(claims, where, accesses(pile), near)
    assert [(drift.kind, drift.directed) for drift in found] == [(kind, False) for kind in kinds]


@pytest.mark.parametrize(("alike", "kinds"), [(0.95, ["value"]), (0.85, [])])
def test_almost_the_same_in_reports_that_are_not_linked_is_compared_too(alike: float, kinds: list[str]) -> None:
    """Three reports of one family: the last follows the first in its words, and lineage names the second."""
    herd = Said("The herd has 1,240 goats.", None, "1,240", 1240, 1240, unit="goat")
    between = Said("Goats, all of them shorn.")
    tenfold = Said("The herd has 12,400 goats.", None, "12,400", 12400, 12400, unit="goat")
    pile = [reading("argus", [herd]), reading("brief", [between]), reading("courier", [tenfold])]
    claims = [claim for each in pile for claim in each.claims]
    where = place(pile, claims, lineage(pile, {"brief": "argus", "courier": "brief"}))
    near = {ordered(a.id, b.id): 0.5 for a in claims for b in claims if a.id < b.id}
    near[ordered(claims[0].id, claims[2].id)] = alike
    assert [drift.kind for drift in drifts(claims, where, accesses(pile), near)] == kinds


@pytest.mark.parametrize(("alike", "kinds"), [(0.6, ["polarity"]), (0.4, [])])
def test_one_word_in_common_is_not_denied_by_a_claim_that_is_far_from_it(alike: float, kinds: list[str]) -> None:
    never = Said("He never saw his goats again.", polarity="negative", predicate="see")
    saw = Said("Those who saw it stayed silent.", predicate="see")
    assert kinds_of([never], [saw], alike) == kinds
