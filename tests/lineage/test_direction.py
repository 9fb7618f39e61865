"""Direction: credit, containment, voice; else nothing is said."""

from tests.lineage.pages import INDEPENDENT, ORIGINAL, WIRE, reading

from headwater.lineage import trace
from headwater.lineage.direction import earliest
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
    assert earliest(pile) == 1
    found = trace(pile).derivations
    assert [(each.source, each.direction) for each in found] == [(pile[1].report, "known")] * 2
