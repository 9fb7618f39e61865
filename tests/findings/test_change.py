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
    return Said(words, None, number, low, high, bound, "people", predicate="save")


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (saved("400", low=400.0, high=400.0), "value"),
        (saved("at least 40", high=None, bound="at_least"), "bound"),
        (saved("about 40", bound="about"), "hedge"),
        (Said("The lifeboat crew will save 40 people from the burning ferry.", modality="expected"), "modality"),
        (
            Said(
                "The lifeboat crew did not save people from the burning ferry.", polarity="negative", predicate="save"
            ),
            "polarity",
        ),
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
    assert drift_of(first, Said(f"She {words}", "She")) == []
    quoted = "“the bow door of the ferry was never once shut”"
    (gone,) = drift_of(Said(f"Ada Brook said {quoted}.", "Ada Brook"), Said(f"It is known that {quoted}."))
    assert (gone.kind, gone.note) == ("attribution", "given to Ada Brook, then to nobody")


def test_a_fact_without_its_source_says_the_same() -> None:
    told = Said("Ada Brook said the bow door of the ferry was never shut.", "Ada Brook")
    assert drift_of(told, Said("The bow door of the ferry was never shut.")) == []


def test_a_definite_description_may_be_the_person_that_is_named() -> None:
    words = "said the bow door of the ferry was never shut."
    named, described = Said(f"Ada Brook {words}", "Ada Brook"), Said(f"The pilot {words}", "The pilot")
    assert drift_of(named, described) == []
    assert [d.kind for d in drift_of(named, Said(f"A pilot {words}", "A pilot"))] == ["attribution"]


def test_what_is_denied_turns_round_only_what_it_denies() -> None:
    before = Said("The pilot steered the ferry into the narrow channel.", predicate="steer")
    denied = Said("The pilot never steered the ferry into the narrow channel.", predicate="steer", polarity="negative")
    other = Said("The pilot of the ferry in the narrow channel had no radio.", predicate="have", polarity="negative")
    assert [d.kind for d in drift_of(before, denied)] == ["polarity"]
    assert drift_of(before, other) == []


def test_what_is_not_ruled_out_is_possible_and_not_denied() -> None:
    before = Said(
        "The owners could not rule out that the ferry door had failed.", predicate="rule", polarity="negative"
    )
    after = Said("The owners rule that the ferry door had failed.", predicate="rule")
    assert [(d.kind, d.note) for d in drift_of(before, after)] == [("modality", "“rule”: what was possible is stated")]


def test_one_day_named_in_two_reports_is_no_other_period() -> None:
    pile = [
        reading(name, [Said("The ferry burned off the pier on Sunday before dawn.")]) for name in ("argus", "brief")
    ]
    dated = []
    for one, day in zip(pile, ("2031-05-04", "2030-05-05"), strict=True):
        (claim,) = one.claims
        at = claim.quote.index("Sunday")
        when = Time(at, at + 6, "Sunday", "DATE", day, day, day)
        dated.append(replace(one, claims=(replace(claim, quote=claim.quote + " " * (day[3] == "0"), times=(when,)),)))
    assert drift_in(dated) == []


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


@pytest.mark.parametrize(("number", "value", "kinds"), [("5,000", 5000, []), ("4,000", 4000, ["value"])])
def test_figures_of_another_size_are_of_something_else_unless_a_nought_slipped(
    number: str, value: float, kinds: list[str]
) -> None:
    assert [drift.kind for drift in drift_of(saved(), saved(number, value, value))] == kinds
