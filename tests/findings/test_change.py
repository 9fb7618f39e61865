"""Drift: what changed in meaning, and what is only another wording."""

from dataclasses import replace

import pytest
from tests.findings.drifted import drift_in, drift_of, kinds_between, saved
from tests.findings.pile import Said, lineage, reading

from headwater.findings import gather
from headwater.findings.access import accesses
from headwater.findings.change import changes
from headwater.model import Modality, Polarity, Time


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


@pytest.mark.parametrize(("since", "kinds"), [("2030-05-09", ["period"]), ("2022-01-01", [])])
def test_a_day_does_not_become_a_year(since: str, kinds: list[str]) -> None:
    pile = [
        reading("argus", [Said("The ferry burned off the pier on that day.")]),
        reading("brief", [Said("The ferry burned off the pier on this day.")]),
    ]
    days = (("that day", "2030-05-07", "2030-05-07"), ("this day", since, "2022-12-31" if kinds == [] else since))
    dated = []
    for each, (words, first, last) in zip(pile, days, strict=True):
        (claim,) = each.claims
        at = claim.quote.index(words)
        when = Time(at, at + len(words), words, "DATE", first, first, last)
        dated.append(replace(each, claims=(replace(claim, times=(when,)),)))
    assert [d.kind for d in drift_in(dated)] == kinds


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


def named(before: str, after: str, **more: object) -> list[str]:
    """The kinds of drift between two sentences of the ferry, whose main verb is given for both."""
    predicate = str(more.pop("predicate", "")) or None
    kinds: tuple[Modality, Modality] = more.pop("modality", ("stated", "stated"))  # type: ignore[assignment]
    sides: tuple[Polarity, Polarity] = more.pop("polarity", ("positive", "positive"))  # type: ignore[assignment]
    first, second = (
        Said(words, predicate=predicate, modality=kind, polarity=side)
        for words, kind, side in zip((before, after), kinds, sides, strict=True)
    )
    return [drift.kind for drift in drift_of(first, second)]


def test_what_was_left_open_is_ruled_out() -> None:
    before = "The ferry owners did not rule out a sale of the burned ferry."
    after = "The ferry owners have ruled out a sale of the burned ferry."
    assert named(before, after, predicate="rule", polarity=("negative", "positive")) == ["polarity"]
    assert named(after, after.replace("have ", "have now ")) == []


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        ("Nobody has overhauled the ferry engines since the spring of that year.", []),
        ("Nobody overhauled the ferry engines in the spring of that year.", ["polarity"]),
    ],
)
def test_what_was_not_done_since_was_last_done_then(after: str, kinds: list[str]) -> None:
    before = "The ferry engines were last overhauled in the spring of that year."
    assert named(before, after, predicate="overhaul", polarity=("positive", "negative")) == kinds


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        ("The ferry owners mean to appeal to the harbour court.", []),
        ("The ferry owners are appealing to the harbour court.", []),
        ("The ferry owners appeal to the harbour court.", ["modality"]),
    ],
)
def test_what_is_planned_or_under_way_is_expected(after: str, kinds: list[str]) -> None:
    before = "The ferry owners will appeal to the harbour court."
    assert named(before, after, predicate="appeal", modality=("expected", "stated")) == kinds


def test_what_might_be_done_is_possible_though_more_is_told() -> None:
    before = "The harbour court heard that the ferry owners might refer the matter to the board."
    after = "The ferry owners refer the matter to the harbour board."
    first, second = Said(before, predicate="hear"), Said(after, predicate="refer")
    assert [drift.kind for drift in drift_of(first, second)] == ["modality"]


@pytest.mark.parametrize(("free", "kinds"), [("were free to", []), ("were ready to", ["modality"])])
def test_a_permission_is_no_likelihood(free: str, kinds: list[str]) -> None:
    before, after = f"All the crew {free} leave the burning ferry.", "All the crew may leave the burning ferry."
    assert named(before, after, modality=("stated", "possible")) == kinds


def test_what_is_alleged_of_the_speaker_alone_is_not_what_is_stated() -> None:
    tail = "said that forty people worked on the ferry."
    told = Said(f"Ada Brook, accused of theft, {tail}", "Ada Brook, accused of theft,", modality="alleged")
    plain = Said(f"Ada Brook {tail}", "Ada Brook")
    assert drift_of(told, plain) == []
    alleged = Said("Ada Brook said that forty people allegedly worked on the ferry.", "Ada Brook", modality="alleged")
    assert [drift.kind for drift in drift_of(alleged, plain)] == ["modality"]


@pytest.mark.parametrize(("until", "kinds"), [("until the end of 2031", []), ("in 2031", ["period"])])
def test_one_year_ends_where_the_next_begins(until: str, kinds: list[str]) -> None:
    pile = [
        reading("argus", [Said(f"The ferry fare stays as it is {until}.")]),
        reading("brief", [Said("The ferry fare stays as it is, then comes 2032.")]),
    ]
    dated = []
    for each, year in zip(pile, ("2031", "2032"), strict=True):
        (claim,) = each.claims
        at = claim.quote.index(year)
        when = Time(at, at + 4, year, "DATE", year, f"{year}-01-01", f"{year}-12-31")
        dated.append(replace(each, claims=(replace(claim, times=(when,)),)))
    assert [drift.kind for drift in drift_in(dated)] == kinds


def test_a_negative_that_is_taken_out_turns_a_claim_round() -> None:
    silent = Said("The skipper had not warned his crew.")
    warned = Said("The skipper of the ferry had warned his crew at noon.")
    assert kinds_between(silent, warned) == ["polarity"]
    assert kinds_between(silent, Said("The skipper of the ferry had not warned his crew at noon.")) == []


def test_nobody_without_is_everybody_with() -> None:
    without = Said("Nobody boards without a ticket.", polarity="negative", predicate="board")
    assert kinds_between(without, Said("A ticket is needed to board.", predicate="board")) == []


def test_a_negative_far_from_the_verb_denies_something_else() -> None:
    fell = Said("Fares fell on Monday.", predicate="fall")
    far = "Fares fell on Monday after the owner of the line told the board at its meeting of nothing wrong."
    assert kinds_between(fell, Said(far, polarity="negative", predicate="fall")) == []
    near = Said("Fares never fell on Monday.", polarity="negative", predicate="fall")
    assert kinds_between(fell, near) == ["polarity"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            Said("The wreck may still leak oil.", modality="possible"),
            Said("The wreck is thought to leak oil.", modality="alleged"),
        ),
        (
            Said("None could say who held the helm.", modality="possible"),
            Said("Not one could tell who held the helm."),
        ),
        (
            Said("They believe ten men have drowned."),
            Said("Ten men are thought to have drowned.", modality="alleged"),
        ),
        (
            Said("The mayor’s office spoke of the wreck.", modality="alleged"),
            Said("The mayor’s office spoke of a wreck."),
        ),
    ],
)
def test_what_both_leave_open_has_not_changed(before: Said, after: Said) -> None:
    assert "modality" not in kinds_between(before, after)


def test_a_mayor_is_no_may() -> None:
    could, will = (
        Said("The line could close.", modality="possible"),
        Said("The mayor will close it.", modality="expected"),
    )
    assert "modality" in kinds_between(could, will)


def test_a_denial_cut_from_its_denier_is_no_change_of_modality() -> None:
    cut = Said("that the hold was locked at sea", modality="expected", predicate="lock")
    whole = Said("The owner dismissed claims that the hold was locked.", modality="denied", predicate="lock")
    assert "modality" not in kinds_between(cut, whole)
    assert "modality" in kinds_between(replace(cut, words="The hold will be locked at sea"), whole)


def test_what_somebody_declined_to_do_is_not_done() -> None:
    declined = Said("The harbour board declined to close the pier on Friday.", predicate="decline")
    closed = Said("The harbour board closed the pier on Friday.", predicate="close")
    would_not = Said("The harbour board would not close the pier on Friday.", None, polarity="negative",
                     modality="expected", predicate="close")  # fmt: skip
    assert kinds_between(declined, closed) == ["polarity"]
    assert kinds_between(declined, would_not) == []


def test_who_puts_a_figure_somewhere_estimates_it() -> None:
    put = Said("The crew put at 400 the crowd on the pier.", None, "400", 400, 400, predicate="put")
    estimated = Said("The crew estimated the crowd on the pier at 400.", None, "400", 400, 400, predicate="estimate")
    plain = Said("The crowd on the pier was 400.", None, "400", 400, 400)
    assert kinds_between(put, estimated) == []
    assert kinds_between(plain, estimated) == ["hedge"]


def test_who_may_hold_no_more_has_a_limit() -> None:
    may = Said("Cabins may hold no more than 20 guests.", None, "20", None, 20, "at_most", modality="possible")
    most = Said("Cabins are for at most 20 guests.", None, "20", None, 20, "at_most")
    assert kinds_between(may, most) == []
    assert kinds_between(replace(may, figure=None), replace(most, figure=None)) == ["modality"]


@pytest.mark.parametrize(("again", "value", "kinds"), [
    ("at 9pm", "2031-05-09T21:00", []),
    ("at 10pm", "2031-05-09T22:00", ["period"]),
    ("on Friday", "2031-05-09T21:00", ["period"]),
])  # fmt: skip
def test_one_hour_of_the_day_is_one_on_any_day(again: str, value: str, kinds: list[str]) -> None:
    pile = []
    for report, words, moment in (("argus", "at nine in the evening", "2031-05-04T21:00"), ("brief", again, value)):
        each = reading(report, [Said(f"The pier is locked {words}.")])
        at = each.claims[0].quote.index(words)
        when = Time(at, at + len(words), words, "TIME", moment, moment[:10], moment[:10])
        pile.append(replace(each, claims=(replace(each.claims[0], times=(when,)),)))
    assert [kind for kind, _ in changes(pile[0].claims[0], pile[1].claims[0], accesses(pile))] == kinds


def test_the_same_verb_of_what_will_be_is_no_other_modality() -> None:
    asked = Said("The mayor was asked whether he would now close the pier.", modality="expected", predicate="close")
    again = Said("The mayor was asked if he would close the pier.", modality="possible", predicate="close")
    could = Said("The mayor was asked if he could close the pier.", modality="possible", predicate="close")
    assert kinds_between(asked, again) == []
    assert kinds_between(asked, could) == ["modality"]
