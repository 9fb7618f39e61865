"""The whole step on invented piles: each rule of lineage, and the laws."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lineage.pages import (
    CONFERENCE,
    CONFERENCE_TOO,
    INDEPENDENT,
    ORIGINAL,
    REWORDED,
    SUMMARY_OF_SUMMARY,
    TEMPLATES,
    UNRELATED,
    WIRE,
    WIRE_TRIMMED,
    reading,
)

from headwater.lineage import trace
from headwater.lineage.score import INTERCEPT
from headwater.model import CreditKind, Derivation, Lineage, Reading

NORWIRE: list[tuple[str, str, CreditKind]] = [("(Norwire)", "Norwire", "wire")]


def origins(lineage: Lineage, readings: Sequence[Reading]) -> list[str]:
    """The main origin of each report."""
    return [lineage.main_origin(each.report) for each in readings]


def only(lineage: Lineage, child: Reading) -> Derivation:
    """The one derivation of a report."""
    (found,) = (each for each in lineage.derivations if each.report == child.report)
    return found


def varied() -> list[Reading]:
    """A pile with most kinds of relation in it."""
    return [
        reading(ORIGINAL, "original", "Sorrel Courier"),
        reading(REWORDED, "reworded"),
        reading(SUMMARY_OF_SUMMARY, "summary"),
        reading(INDEPENDENT, "independent", "Anstow Post"),
        reading(CONFERENCE, "conference"),
        reading(CONFERENCE_TOO, "conference-too"),
        reading(WIRE, "wire", "Brede Mail", credits=NORWIRE),
        reading(WIRE_TRIMMED, "wire-trimmed", "Tollen Herald", credits=NORWIRE),
        reading(spliced(), "spliced"),
    ]


def spliced() -> str:
    """The first half of one report and the second half of another."""
    first = REWORDED.splitlines()[1:5]
    return "\n".join(first + INDEPENDENT.splitlines()[1:6])


def test_a_reworded_copy_derives_from_the_longer_report() -> None:
    original, copy, other = reading(ORIGINAL, "a"), reading(REWORDED, "b"), reading(INDEPENDENT, "c")
    lineage = trace([original, copy, other])
    found = only(lineage, copy)
    assert (found.source, found.degree, found.direction) == (original.report, "wholly", "known")
    assert origins(lineage, [original, copy, other]) == [original.report, original.report, other.report]
    assert {"reuse", "figures", "informants"} <= {basis.kind for basis in found.basis}


def test_a_rewrite_of_a_rewrite_derives_from_the_rewrite() -> None:
    original, copy, summary = reading(ORIGINAL), reading(REWORDED), reading(SUMMARY_OF_SUMMARY)
    lineage = trace([original, copy, summary])
    assert only(lineage, summary).source == copy.report
    assert only(lineage, copy).source == original.report
    assert set(origins(lineage, [original, copy, summary])) == {original.report}


def test_evidence_stands_in_both_reports() -> None:
    original, copy = reading(ORIGINAL), reading(REWORDED)
    texts = {each.report: each.text.text for each in (original, copy)}
    found = only(trace([original, copy]), copy)
    for basis in found.basis:
        assert basis.words
        assert {passage.report for passage in basis.where} == set(texts)
        assert all(texts[p.report][p.start : p.end] == p.quote for p in basis.where)
    (people,) = (basis for basis in found.basis if basis.kind == "informants")
    assert {passage.quote for passage in people.where} == {"Ruvo", "Imke"}


def test_two_outlets_at_one_press_conference_are_not_joined() -> None:
    pile = [reading(CONFERENCE), reading(CONFERENCE_TOO)]
    lineage = trace(pile)
    assert lineage.derivations == ()
    assert origins(lineage, pile) == [each.report for each in pile]


@pytest.mark.parametrize(("one", "other"), TEMPLATES, ids=["weather", "sport", "crime"])
def test_two_events_told_by_one_template_are_not_joined(one: str, other: str) -> None:
    lineage = trace([reading(one, "a"), reading(other, "b")])
    assert lineage.derivations == ()
    assert len(lineage.origins) == 2


def test_independent_reports_of_one_subject_stay_apart() -> None:
    pile = [reading(text) for text in (ORIGINAL, INDEPENDENT, CONFERENCE, CONFERENCE_TOO, UNRELATED)]
    lineage = trace(pile)
    assert lineage.derivations == ()
    assert len(set(origins(lineage, pile))) == 5


def test_wire_copy_in_two_outlets_goes_back_to_the_unseen_agency() -> None:
    pile = [reading(WIRE, "a", "Brede Mail", credits=NORWIRE), reading(WIRE_TRIMMED, "b", "Herald", credits=NORWIRE)]
    lineage = trace(pile)
    (origin,) = lineage.origins
    assert (origin.name, origin.kind, origin.in_case) == ("Norwire", "unseen", False)
    assert origin.reports == tuple(sorted(each.report for each in pile))
    assert {each.source for each in lineage.derivations} == {origin.id}
    assert all(each.basis[0].kind == "credit" for each in lineage.derivations)


def test_a_copy_that_credits_nobody_joins_the_one_that_does() -> None:
    crediting = reading(WIRE, "a", credits=NORWIRE)
    silent = reading(WIRE_TRIMMED.replace("(Norwire) - ", ""), "b")
    lineage = trace([crediting, silent])
    (origin,) = lineage.origins
    assert origin.names == ("Norwire",)
    assert only(lineage, silent).source == origin.id
    assert "credits nobody" in next(b.words for b in only(lineage, silent).basis if b.kind == "credit")


def test_two_copies_that_nobody_credits_have_an_unnamed_origin() -> None:
    lines = INDEPENDENT.splitlines()
    pile = [reading("\n".join(lines[:6])), reading("\n".join(lines[2:]))]
    lineage = trace(pile)
    (origin,) = lineage.origins
    assert (origin.kind, origin.name, origin.names) == ("unseen", "", ())
    assert len(lineage.derivations) == 2


def test_a_credit_to_an_outlet_in_the_case_sets_the_direction() -> None:
    text = WIRE.replace("(Norwire) - ", "")
    original = reading(text, "a", "The Brede Mail")
    rewritten = "The Brede Mail says: " + text.replace("taken ashore", "landed").replace(
        "a similar wreck", "a like case"
    )
    silent = reading(rewritten.removeprefix("The Brede Mail says: "), "b")
    open_ = reading(rewritten, "b", credits=[("Brede Mail", "Brede Mail", "credit")])
    assert [each.direction for each in trace([original, silent]).derivations] == ["undetermined"]
    found = only(trace([original, open_]), open_)
    assert (found.source, found.direction, found.basis[0].kind) == (original.report, "known", "credit")


def test_shared_material_wins_over_a_false_credit() -> None:
    original = reading(ORIGINAL, "a", "Sorrel Courier")
    copy = reading(REWORDED.replace("Two barges", "According to Norwire, two barges"), "b")
    copy = replace(
        copy, credits=reading(copy.text.text, credits=[("According to Norwire", "Norwire", "credit")]).credits
    )
    wire = reading(WIRE, "c", credits=NORWIRE)
    lineage = trace([original, copy, wire])
    assert only(lineage, copy).source == original.report
    assert lineage.main_origin(copy.report) == original.report


def test_an_aside_does_not_make_a_report_derive() -> None:
    text = INDEPENDENT + "\nEarlier it was reported that the ferry would stop in winter, according to Norwire."
    aside = reading(text, credits=[("according to Norwire", "Norwire", "credit")])
    assert trace([aside]).derivations == ()


def test_a_lone_report_that_credits_an_outlet_throughout_derives_from_it() -> None:
    text = INDEPENDENT.replace("he said", "he told Norwire").replace("believes", "told Norwire")
    text = "Norwire has spoken to the fishermen.\n" + text
    words: list[tuple[str, str, CreditKind]] = [
        ("Norwire has spoken", "Norwire", "credit"),
        ("he told Norwire", "Norwire", "credit"),
    ]
    lone = reading(text, credits=[*words, ("Aster, told Norwire", "Norwire", "credit")])
    lineage = trace([lone])
    (origin,) = lineage.origins
    assert (origin.kind, origin.names) == ("unseen", ("Norwire",))
    assert (only(lineage, lone).degree, only(lineage, lone).basis[0].kind) == ("wholly", "credit")


def test_one_credited_sentence_has_a_root_of_its_own() -> None:
    text = "Norwire says two tugs were lost. " + INDEPENDENT
    lone = reading(text, credits=[("Norwire says", "Norwire", "credit")])
    lineage = trace([lone])
    assert only(lineage, lone).degree == "partly"
    assert lineage.main_origin(lone.report) == lone.report
    assert next(text[root.start : root.end].strip() for root in lineage.roots) == "Norwire says two tugs were lost."


def test_a_splice_has_two_origins_and_the_border_at_a_sentence() -> None:
    first, second, both = reading(ORIGINAL, "a"), reading(INDEPENDENT, "b"), reading(spliced(), "c")
    lineage = trace([first, second, both])
    assert {each.source for each in lineage.derivations if each.report == both.report} == {first.report, second.report}
    assert [root.origin for root in lineage.roots_of(both.report)] == [first.report, second.report]
    border = lineage.roots_of(both.report)[1].start
    assert spliced()[border:].startswith("The cooperative at Anstow") or spliced()[border:].startswith("Its chairman")


def test_two_copies_of_a_splice_go_back_to_its_parents() -> None:
    first, second = reading(ORIGINAL, "a"), reading(INDEPENDENT, "b")
    both = [reading(text, text[:4]) for text in (spliced(), "Read on.\n" + spliced().replace("deckhand", "seaman"))]
    lineage = trace([first, second, *both])
    for each in both:
        above = {found.source for found in lineage.derivations if found.report == each.report}
        assert above == {first.report, second.report}


def test_a_report_is_no_splice_of_its_own_briefs() -> None:
    lines = ORIGINAL.splitlines()
    original, one, two = reading(ORIGINAL), reading("\n".join(lines[3:5])), reading("\n".join(lines[7:9]))
    lineage = trace([original, one, two, reading(INDEPENDENT)])
    assert {(each.report, each.source) for each in lineage.derivations} == {
        (one.report, original.report),
        (two.report, original.report),
    }


def test_what_a_copy_adds_at_first_hand_is_its_own() -> None:
    added = """
On the lower jetty ninety planks lie over bilge water, and the straw on them has been eaten by rats.
Letters are scratched in the paint: names of brothers and wives, a recipe for plum dumplings, three prayers.
"No stove was ever lit here, and frost stood on the inner planking in May," says an old stoker with a lamp.
Across the water a widow who mends nets lets stokers sleep in her hayloft and hides their letters under the hens.
Her late husband, a diver, drew a map of every wreck in the bay; it hangs framed above her kitchen table."""
    original, copy = reading(ORIGINAL, "a"), reading(REWORDED + added, "b")
    lineage = trace([original, copy])
    assert only(lineage, copy).degree == "partly"
    assert [root.origin for root in lineage.roots_of(copy.report)] == [original.report, copy.report]
    border = lineage.roots_of(copy.report)[1].start
    assert copy.text.text[border:].startswith("On the lower jetty")


def test_the_same_words_twice_are_one_origin_of_unknown_direction() -> None:
    pile = [reading(INDEPENDENT, "a"), reading(INDEPENDENT, "b")]
    lineage = trace(pile)
    (found,) = lineage.derivations
    assert found.direction == "undetermined"
    assert found.source == min(each.report for each in pile)
    assert len(lineage.origins) == 1


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_small_piles(size: int) -> None:
    pile = [reading(text) for text in (INDEPENDENT, UNRELATED, CONFERENCE)[:size]]
    lineage = trace(pile)
    assert len(lineage.origins) == size
    assert lineage.derivations == ()


@pytest.mark.parametrize("text", ["", "???", "One.", "“”", "7", "\n\n"])
def test_texts_with_nothing_to_compare(text: str) -> None:
    pile = [reading(text, "a"), reading(ORIGINAL, "b"), reading("Two words", "c")]
    lineage = trace(pile)
    assert lineage.derivations == ()
    covers(lineage, pile)


def test_a_pile_of_one_family_is_joined() -> None:
    pile = [reading(text) for text in (ORIGINAL, REWORDED, SUMMARY_OF_SUMMARY)]
    assert len(trace(pile).origins) == 1


def test_dates_never_decide() -> None:
    dates = ("2021-08-09", "2021-08-10", "2021-08-11")
    found = []
    for order in itertools.permutations(dates):
        texts = (ORIGINAL, REWORDED, INDEPENDENT)
        pile = [reading(text, published=date) for text, date in zip(texts, order, strict=True)]
        found.append([(each.report, each.source, each.direction) for each in trace(pile).derivations])
    assert all(each == found[0] for each in found)
    assert len(found[0]) == 1


@settings(deadline=None, max_examples=6)
@given(st.permutations(range(9)))
def test_the_order_of_the_pile_does_not_matter(order: list[int]) -> None:
    pile = varied()
    assert trace([pile[place] for place in order]) == trace(pile)


@settings(deadline=None, max_examples=12)
@given(st.sets(st.integers(0, 8), min_size=1), st.integers(0, 8))
def test_lineage_is_acyclic_and_roots_cover_every_text(chosen: set[int], copied: int) -> None:
    pile = [each for place, each in enumerate(varied()) if place in chosen]
    pile.append(reading(varied()[copied].text.text + "\n", "copy"))
    lineage = trace(pile)
    covers(lineage, pile)
    above: dict[str, set[str]] = {}
    for each in lineage.derivations:
        above.setdefault(each.report, set()).add(each.source)
    for report in above:
        seen, waiting = set(), set(above[report])
        while waiting:
            seen |= waiting
            waiting = {up for each in waiting for up in above.get(each, ())} - seen
        assert report not in seen


@pytest.mark.parametrize("copied", range(9))
def test_a_copy_never_changes_the_number_of_origins(copied: int) -> None:
    pile = varied()
    text = pile[copied].text.text
    before = trace(pile).origins
    exact = trace([*pile, reading(text, "copy", "The Mirror of Tollen")])
    wrapped = trace([*pile, reading("Read this today:\n" + text + "\nShare this page with a friend.", "wrapped")])
    assert len(exact.origins) == len(wrapped.origins) == len(before)


@pytest.mark.parametrize("copied", range(9))
def test_two_copies_more_raise_no_count_either(copied: int) -> None:
    pile = varied()
    lines = pile[copied].text.text.splitlines()
    menu = "Home\nNews\nLog in\n"
    more = [
        reading(menu + "\n".join(lines) + "\nTweet", "page", "The Mirror of Tollen"),
        reading("\n".join(lines[: max(3, 2 * len(lines) // 3)]), "cut"),
        reading("\n".join(lines).replace("said", "stated").replace("company", "firm").replace("boats", "craft"), "new"),
    ]
    before = len(trace(pile).origins)
    assert len(trace([*pile, *more]).origins) <= before
    assert len(trace([*pile, more[0], more[1]]).origins) <= before


def test_the_weights_of_the_evidence_add_up_to_the_score() -> None:
    pile = varied()
    known = {each.report for each in pile}
    lineage = trace(pile)
    checked = 0
    for each in lineage.derivations:
        twice = [other for other in lineage.derivations if other.report == each.report]
        if each.source in known and len(twice) == 1:
            assert INTERCEPT + sum(basis.weight for basis in each.basis) == pytest.approx(each.score, abs=0.001)
            checked += 1
    assert checked >= 2


def test_every_derivation_has_words_to_show() -> None:
    for each in trace(varied()).derivations:
        assert each.basis
        assert all(basis.words and basis.where for basis in each.basis)


def test_a_name_that_only_two_misspell_is_shown() -> None:
    copies = [text.replace("Marlow", "Marlov") for text in (ORIGINAL, REWORDED)]
    pile = [reading(text, str(i)) for i, text in enumerate([*copies, INDEPENDENT, CONFERENCE])]
    (found,) = trace(pile).derivations
    (mistake,) = (basis for basis in found.basis if "as no other family" in basis.words)
    assert "Marlov for Marlow" in mistake.words
    assert {passage.quote for passage in mistake.where} == {"Marlov"}


def test_an_outlet_of_the_case_is_credited_by_its_name_alone() -> None:
    told = "The perch of Lake Sorrel are gone, Silt & Shore reports.\n" + "\n".join(INDEPENDENT.splitlines()[1:])
    pile = [reading(INDEPENDENT, "a", "Silt & Shore"), reading(told, "b")]
    found = only(trace(pile), pile[1])
    assert (found.source, found.direction, found.basis[0].kind) == (pile[0].report, "known", "credit")


def test_a_report_of_its_own_outlet_family_is_one_newsroom() -> None:
    given: list[tuple[str, str, CreditKind]] = [("Pell Sheet", "Pell Sheet", "credit")]
    other = "The Pell Sheet has spoken to the crews.\n" + REWORDED
    pile = [reading(ORIGINAL, "a", "Sorrel Courier"), reading(other, "b", credits=given)]
    plain = trace(pile)
    told = trace(pile, outlets="Pell Sheet, Sorrel Courier")
    assert not any(basis.kind == "credit" for basis in only(plain, pile[1]).basis)
    assert any(basis.kind == "credit" for basis in only(told, pile[1]).basis)


def covers(lineage: Lineage, pile: Sequence[Reading]) -> None:
    """Fail unless the roots of each report cover its text in order and name known origins."""
    known = {origin.id for origin in lineage.origins}
    for each in pile:
        roots = lineage.roots_of(each.report)
        assert roots[0].start == 0
        assert roots[-1].end == len(each.text.text)
        assert all(a.end == b.start for a, b in itertools.pairwise(roots))
        assert {root.origin for root in roots} <= known
