"""Drift: what changed in meaning, and what is only another wording."""

from dataclasses import replace

import pytest
from tests.findings.pile import Said, lineage, reading

from headwater.findings import gather
from headwater.model import Bound, Drift, NameKind, Reading, Time

KINDS: dict[str, NameKind] = {"Ada Brook": "person", "Rolf Ames": "person"}


def drift_of(before: Said, after: Said) -> list[Drift]:
    """The drift between a sentence and its retelling in a copy."""
    return drift_in([reading("argus", [before], KINDS), reading("brief", [after], KINDS)])


def drift_in(pile: list[Reading]) -> list[Drift]:
    found = gather(pile, lineage(pile, {"brief": "argus"})).findings
    assert len(found) == 1, "the retelling is not taken for the same claim"
    return list(found[0].drift)


def saved(number: str = "40", low: float = 40, high: float | None = 40, bound: Bound = "exactly") -> Said:
    words = f"The lifeboat crew saved {number} people from the burning ferry."
    return Said(words, None, number, low, high, bound, "people")


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (saved("400", low=400.0, high=400.0), "value"),
        (saved("at least 40", high=None, bound="at_least"), "bound"),
        (saved("about 40", bound="about"), "hedge"),
        (Said("The lifeboat crew will save 40 people from the burning ferry.", modality="expected"), "modality"),
        (Said("The lifeboat crew did not save people from the burning ferry.", polarity="negative"), "polarity"),
    ],
)
def test_a_change_of_meaning_is_named(after: Said, kind: str) -> None:
    (found,) = drift_of(saved(), after)
    assert (found.kind, found.directed) == (kind, True)
    assert found.note


@pytest.mark.parametrize(
    "after",
    [
        saved(),
        Said("Forty people were saved from the burning ferry by the lifeboat.", None, "Forty", 40, 40, unit="people"),
        Said("From the burning ferry the lifeboat crew rescued 40 persons.", None, "40", 40, 40, unit="person"),
    ],
)
def test_another_wording_is_no_drift(after: Said) -> None:
    assert drift_of(saved(), after) == []


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


def test_another_weekday_is_another_period() -> None:
    pile = [
        reading("argus", [Said("The ferry burned off the pier on Wednesday before dawn.")]),
        reading("brief", [Said("The ferry burned off the pier on Thursday before dawn.")]),
    ]
    dated = []
    for one in pile:
        (claim,) = one.claims
        day = "Wednesday" if one.report == "argus" else "Thursday"
        at = claim.quote.index(day)
        when = Time(at, at + len(day), day, "DATE", None)
        dated.append(replace(one, claims=(replace(claim, times=(when,)),)))
    assert [d.kind for d in drift_in(dated)] == ["period"]


def test_another_speaker_and_a_speaker_who_is_gone() -> None:
    words = "said the bow door of the ferry was never shut."
    first = Said(f"Ada Brook {words}", "Ada Brook")
    assert [d.kind for d in drift_of(first, Said(f"Rolf Ames {words}", "Rolf Ames"))] == ["attribution"]
    assert [d.kind for d in drift_of(first, Said("The bow door of the ferry was never shut."))] == ["attribution"]
    assert drift_of(first, Said(f"She {words}", "She")) == []


def test_a_quotation_with_other_words_in_it() -> None:
    before = Said("“The bow door was open and nobody had looked at it for a week,” she said of the ferry.")
    after = Said("“The bow door was broken and nobody had looked at it for a week,” she said of the ferry.")
    shorter = Said("“The bow door was open and nobody had looked at it,” she said of the ferry.")
    assert [d.kind for d in drift_of(before, after)] == ["quote"]
    assert drift_of(before, shorter) == []


def test_a_word_gives_way_to_its_opposite() -> None:
    before = Said("The harbour court was inclined to rule against the ferry owners.")
    after = Said("The harbour court was inclined to rule for the ferry owners.")
    assert [d.kind for d in drift_of(before, after)] == ["polarity"]


def test_a_hedge_without_a_figure_is_lost() -> None:
    before = Said("The scars appear to come from the ropes of the ferry winch.")
    after = Said("The scars come from the ropes of the ferry winch.")
    assert [d.kind for d in drift_of(before, after)] == ["hedge"]


def test_unrelated_reports_do_not_drift() -> None:
    pile = [reading("argus", [saved()]), reading("brief", [saved("400", low=400.0, high=400.0)])]
    assert all(f.drift == () for f in gather(pile, lineage(pile)).findings)


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
