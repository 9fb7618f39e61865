"""Direction: credit, containment, voice; else nothing is said."""

from tests.lineage.pages import INDEPENDENT, ORIGINAL, REWORDED, REWORDED_AGAIN, SUMMARY_OF_SUMMARY, WIRE, reading

from headwater.lineage import trace
from headwater.lineage.direction import earliest
from headwater.lineage.press import newsrooms
from headwater.model import Direction

SECOND_HAND = (
    ORIGINAL.replace("our reporters met", "reporters met")
    .replace("told us that", "told them that")
    .replace("showed us burns", "showed them burns")
    .replace("after dark", "at night")
)


def directions(one: str, other: str) -> list[tuple[str, str, Direction]]:
    """The derivations between two reports by name."""
    pile = [reading(one, "one"), reading(other, "other")]
    name = {each.report: each.text.name for each in pile}
    return [(name[each.report], name[each.source], each.direction) for each in trace(pile).derivations]


def test_who_saw_it_comes_before_who_tells_it() -> None:
    assert directions(ORIGINAL, SECOND_HAND) == [("other", "one", "known")]
    assert directions(SECOND_HAND, ORIGINAL) == [("one", "other", "known")]


def test_a_part_comes_from_the_whole() -> None:
    part = "\n".join(INDEPENDENT.splitlines()[1:5])
    assert directions(INDEPENDENT, part) == [("other", "one", "known")]
    assert directions(part, INDEPENDENT) == [("one", "other", "known")]


def test_at_equal_length_and_voice_nobody_can_say() -> None:
    other = WIRE.replace("taken ashore", "brought ashore").replace("in fog", "in thick fog")
    ((_, _, direction),) = directions(WIRE, other)
    assert direction == "undetermined"


def test_of_equal_texts_the_one_that_the_others_credit_is_the_source() -> None:
    text = INDEPENDENT + " So reports the Anstow Post."
    pile = [
        reading(text, name, outlet, credits=[("reports the Anstow Post", "Anstow Post", "republished")])
        for name, outlet in (("a", "Carrow Mail"), ("b", "The Anstow Post"), ("c", None))
    ]
    assert earliest(pile, newsrooms()) == 1
    found = trace(pile).derivations
    assert [(each.source, each.direction) for each in found] == [(pile[1].report, "known")] * 2


def test_a_retelling_of_a_retelling_comes_from_the_nearer_one() -> None:
    texts = {"original": ORIGINAL, "reworded": REWORDED, "summary": SUMMARY_OF_SUMMARY}
    pile = [reading(text, name) for name, text in texts.items()]
    name = {each.report: each.text.name for each in pile}
    found = {name[each.report]: name[each.source] for each in trace(pile).derivations}
    assert found == {"reworded": "original", "summary": "reworded"}


def test_of_two_retellings_the_one_that_keeps_the_others_wording_retells_it() -> None:
    texts = {"original": ORIGINAL, "reworded": REWORDED, "again": REWORDED_AGAIN}
    pile = [reading(text, name) for name, text in texts.items()]
    name = {each.report: each.text.name for each in pile}
    found = {name[each.report]: name[each.source] for each in trace(pile).derivations}
    assert found == {"reworded": "original", "again": "reworded"}


def test_a_rewrite_without_facts_of_its_own_comes_from_the_report_that_has_more() -> None:
    lines = INDEPENDENT.splitlines()
    padded = [line + " Nobody by the water is surprised at any of this, and few expect it to change." for line in lines]
    fewer = "\n".join(lines[:3] + padded[3:5] + ["So it goes, people say, and so it will go on for a good while yet."])
    assert directions(INDEPENDENT, fewer) == [("other", "one", "known")]


def test_a_page_that_credits_the_agency_comes_from_the_agency_copy_of_the_case() -> None:
    wire = reading(WIRE, "a", credits=[("(Norwire)", "Norwire", "wire")])
    told = "Norwire tells of a collision.\n" + WIRE.replace("(Norwire) - ", "").replace("taken ashore", "landed")
    page = reading(told, "b", credits=[("Norwire tells", "Norwire", "credit")])
    found = {each.report: each for each in trace([wire, page]).derivations}
    assert found[page.report].source == wire.report
    assert found[page.report].basis[0].kind == "credit"


def test_the_report_that_names_the_others_outlet_comes_from_it() -> None:
    trimmed = WIRE.replace("taken ashore", "brought ashore").replace("in fog", "in thick fog")
    naming = trimmed + " Readers of the Brede Mail will know the ferry."
    for first, second in ((WIRE, naming), (naming, WIRE)):
        pile = [
            reading(text, name, "Brede Mail PLC" if text is WIRE else "Tollen Herald")
            for text, name in ((first, "a"), (second, "b"))
        ]
        by_outlet = {each.text.outlet: each.report for each in pile}
        (found,) = trace(pile).derivations
        assert (found.report, found.source) == (by_outlet["Tollen Herald"], by_outlet["Brede Mail PLC"])


def test_a_page_that_only_comments_has_not_been_there() -> None:
    other = WIRE.replace("taken ashore", "brought ashore").replace("in fog", "in thick fog")
    comment = other + " We think we all know our ferries, and we like them."
    ((_, _, direction),) = directions(WIRE, comment)
    assert direction == "undetermined"
    work = other + " We met the crew on the quay, and one of them told us of it."
    assert directions(WIRE, work) == [("one", "other", "known")]
