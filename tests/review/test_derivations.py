"""Derivations as people judge them: what each verdict does to the lineage, and that it never makes independence up."""

from graphlib import TopologicalSorter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.review.pile import judged, lineage, readings, words

from headwater.model import Judgement, Lineage
from headwater.review.anchor import Anchors
from headwater.review.derivations import retraced

_NAMES = "abcde"


def _traced(before: Lineage, *judgements: Judgement) -> Lineage:
    found, left = retraced(before, Anchors(readings(_NAMES)), judgements)
    assert not left
    return found


def _edges(found: Lineage) -> set[tuple[str, str]]:
    return {(each.report, each.source) for each in found.derivations}


def _possible(found: Lineage) -> set[tuple[str, str]]:
    return {(each.a, each.b) for each in found.possible}


def _roots(found: Lineage) -> dict[str, str]:
    return {name: found.main_origin(name) for name in _NAMES}


_FAMILY = lineage(_NAMES, [("b", "a"), ("c", "a"), ("d", "c")], roots={"b": "a", "c": "a", "d": "a"})


def test_without_judgements_nothing_changes() -> None:
    assert _traced(_FAMILY) == _FAMILY


def test_an_accepted_derivation_stays_when_the_machine_no_longer_sees_it() -> None:
    alone = lineage(_NAMES)
    found = _traced(alone, judged("derivation", "accept", words("b"), words("a")))
    assert _edges(found) == {("b", "a")} and _roots(found)["b"] == "a"
    (edge,) = found.derivations
    assert (edge.direction, edge.degree) == ("known", "wholly")
    assert [(each.kind, each.words) for each in edge.basis] == [("judgement", "a person decided so: I asked")]
    assert [origin.id for origin in found.origins] == ["a", "c", "d", "e"]


def test_what_derives_from_a_report_follows_it_to_its_new_origin() -> None:
    before = lineage(_NAMES, [("d", "c")], roots={"d": "c"})
    assert _roots(_traced(before, judged("derivation", "accept", words("c"), words("a"))))["d"] == "a"


def test_a_rejected_derivation_frees_that_pair_and_no_other() -> None:
    found = _traced(_FAMILY, judged("derivation", "reject", words("c"), words("a")))
    assert _edges(found) == {("b", "a"), ("d", "c")}
    assert _roots(found) == {"a": "a", "b": "a", "c": "c", "d": "c", "e": "e"}
    assert _possible(found) == {("b", "c"), ("b", "d"), ("a", "d")}


def test_the_order_in_which_a_rejected_pair_is_named_is_of_no_effect() -> None:
    one, other = (
        judged("derivation", "reject", *pair) for pair in ((words("c"), words("a")), (words("a"), words("c")))
    )
    assert _traced(_FAMILY, one) == _traced(_FAMILY, other)


def test_a_rejected_possible_pair_is_gone() -> None:
    before = lineage(_NAMES, possible=[("a", "b"), ("a", "c")])
    assert _possible(_traced(before, judged("derivation", "reject", words("b"), words("a")))) == {("a", "c")}


def test_an_accepted_possible_pair_becomes_a_derivation() -> None:
    found = _traced(lineage(_NAMES, possible=[("a", "b")]), judged("derivation", "accept", words("b"), words("a")))
    assert _edges(found) == {("b", "a")} and not _possible(found)


def test_a_corrected_direction_puts_the_other_at_the_head_of_the_family() -> None:
    found = _traced(_FAMILY, judged("derivation", "correct", words("a"), words("c")))
    assert ("a", "c") in _edges(found) and ("c", "a") not in _edges(found)
    assert set(_roots(found).values()) == {"c", "e"} and not _possible(found)


def test_an_undetermined_direction_has_the_first_in_stable_order_as_source() -> None:
    found = _traced(_FAMILY, judged("derivation", "correct", words("a"), words("c"), to="undetermined"))
    (edge,) = [each for each in found.derivations if each.report == "c"]
    assert (edge.source, edge.direction) == ("a", "undetermined")
    assert _roots(found)["c"] == _roots(found)["a"]


def test_a_report_that_leaves_its_siblings_for_another_stays_possible_with_them() -> None:
    before = lineage(_NAMES, [("a", "U"), ("b", "U")], roots={"a": "U", "b": "U"})
    found = _traced(before, judged("derivation", "accept", words("b"), words("c")))
    assert _roots(found)["b"] == "c" and _possible(found) == {("a", "b")}


def test_a_part_goes_back_to_the_parent_and_the_rest_stays() -> None:
    found = _traced(lineage(_NAMES), judged("derivation", "correct", words("b", 1), words("a"), to="partly"))
    assert [(root.start, root.end, root.origin) for root in found.roots_of("b")] == [
        (0, words("b", 1).start, "b"),
        (words("b", 1).start, words("b", 1).end, "a"),
    ]
    assert found.derivations[0].degree == "partly"


def test_an_origin_that_is_not_in_the_case_can_be_named_and_denied() -> None:
    named = judged("derivation", "accept", words("b"), of="NPA")
    also = judged("derivation", "accept", words("c"), of="npa", hour=2)
    found = _traced(lineage(_NAMES), named, also)
    (unseen,) = [origin for origin in found.origins if origin.kind == "unseen"]
    assert unseen.names == ("NPA",) and unseen.reports == ("b", "c") and not unseen.in_case
    denied = _traced(found, judged("derivation", "reject", words("b"), of="NPA", hour=3))
    assert _roots(denied)["b"] == "b" and _possible(denied) == {("b", "c")}
    assert {each.report for each in denied.derivations} == {"c"}


def test_siblings_that_go_back_to_one_origin_still_do_when_copying_between_them_is_denied() -> None:
    before = lineage(_NAMES, [("a", "U"), ("b", "U"), ("b", "a")], roots={"a": "U", "b": "U"})
    found = _traced(before, judged("derivation", "reject", words("b"), words("a")))
    assert _edges(found) == {("a", "U"), ("b", "U")} and _roots(found)["b"] == "U"


def test_a_circle_with_what_another_person_said_is_not_made() -> None:
    first = judged("derivation", "accept", words("b"), words("a"))
    second = judged("derivation", "accept", words("c"), words("b"), hour=2)
    third = judged("derivation", "accept", words("a"), words("c"), hour=3)
    found, left = retraced(lineage(_NAMES), Anchors(readings(_NAMES)), [first, second, third])
    assert list(left) == [third.id] and "circle" in left[third.id]
    assert _edges(found) == {("b", "a"), ("c", "b")}


def test_words_that_are_gone_are_not_applied_and_say_so() -> None:
    gone = judged("derivation", "reject", words("c"), words("z"))
    found, left = retraced(_FAMILY, Anchors(readings(_NAMES)), [gone])
    assert found == _FAMILY and left == {gone.id: "the report z is not in the case"}


_PAIRS = st.permutations(_NAMES).map(lambda names: (names[0], names[1]))
_SOME = st.lists(
    st.tuples(_PAIRS, st.sampled_from(["accept", "reject"]), st.sampled_from([None, "undetermined", "partly"])),
    max_size=6,
)


@given(_SOME, st.sampled_from([_FAMILY, lineage(_NAMES, [("a", "U"), ("b", "U")], roots={"a": "U", "b": "U"})]))
def test_whatever_is_judged_the_laws_hold_and_no_pair_is_freed_that_was_not_judged(
    some: list[tuple[tuple[str, str], str, str | None]], before: Lineage
) -> None:
    judgements = [
        judged("derivation", verdict, words(a), words(b), to=to if verdict == "accept" else None, hour=hour)  # type: ignore[arg-type]
        for hour, ((a, b), verdict, to) in enumerate(some)
    ]
    found, _ = retraced(before, Anchors(readings(_NAMES)), judgements)
    upstream: dict[str, set[str]] = {}
    for each in found.derivations:
        if each.direction == "known":
            upstream.setdefault(each.report, set()).add(each.source)
    TopologicalSorter(upstream).prepare()
    known = {origin.id for origin in found.origins}
    for report in readings(_NAMES):
        roots = found.roots_of(report.report)
        assert [root.start for root in roots] == [0, *(root.end for root in roots[:-1])]
        assert roots[-1].end == len(report.text.text) and {root.origin for root in roots} <= known
    assert all(pair.a < pair.b for pair in found.possible)
    assert all(each.source in known | set(_NAMES) for each in found.derivations)
    denied = {frozenset(pair) for pair, verdict, _ in some if verdict == "reject"}
    for one in _NAMES:
        for other in _NAMES:
            together = _held(before, one) & _held(before, other)
            if one < other and together and frozenset((one, other)) not in denied:
                assert _held(found, one) & _held(found, other) or (one, other) in _possible(found)


def _held(found: Lineage, report: str) -> set[str]:
    return {root.origin for root in found.roots_of(report)}


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_applying_twice_is_applying_once(verdict: str) -> None:
    once = _traced(_FAMILY, judged("derivation", verdict, words("c"), words("a")))  # type: ignore[arg-type]
    assert _roots(_traced(once, judged("derivation", verdict, words("c"), words("a")))) == _roots(once)  # type: ignore[arg-type]
