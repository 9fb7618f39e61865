"""Groups as people judged them."""

from hypothesis import given
from hypothesis import strategies as st
from tests.findings.pile import Said, lineage, reading

from headwater.findings import gather
from headwater.findings.judged import regrouped
from headwater.model import Grouping, NameKind, Reading

_IDS = "abcdef"
_ALIKE = {(0, 1): 0.9, (0, 2): 0.5, (1, 2): 0.2, (2, 3): 0.8, (4, 5): 0.9}
_GROUPS = ((0, 1, 2, 3), (4, 5))


def _grouping(together: str = "", apart: str = "") -> Grouping:
    return Grouping(*(frozenset((pair[0], pair[1]) for pair in pairs.split()) for pairs in (together, apart)))


def _regrouped(grouping: Grouping) -> set[str]:
    groups = regrouped(_GROUPS, _IDS, grouping, _ALIKE)
    return {"".join(_IDS[i] for i in group) for group in groups}


def test_without_judgements_the_groups_stay() -> None:
    assert regrouped(_GROUPS, _IDS, Grouping(), _ALIKE) == _GROUPS


def test_two_that_are_apart_take_with_them_what_is_most_like_each() -> None:
    assert _regrouped(_grouping(apart="ac")) == {"ab", "cd", "ef"}


def test_one_against_the_others_leaves_alone() -> None:
    assert _regrouped(_grouping(together="bc bd cd", apart="ab ac ad")) == {"a", "bcd", "ef"}


def test_all_apart_is_every_one_alone() -> None:
    assert _regrouped(_grouping(apart="ab ac ad bc bd cd")) == {"a", "b", "c", "d", "ef"}


def test_together_moves_only_the_claims_that_were_named() -> None:
    assert _regrouped(_grouping(together="ae")) == {"abcde", "f"}


def test_a_pair_taken_apart_is_not_joined_by_way_of_a_third() -> None:
    found = _regrouped(_grouping(together="ab bc", apart="ac"))
    assert not any("a" in group and "c" in group for group in found) and any("ab" in group for group in found)


def test_claims_that_are_not_in_the_pile_are_of_no_effect() -> None:
    assert _regrouped(_grouping(together="ax", apart="yz")) == {"abcd", "ef"}


_PAIRS = st.sets(st.tuples(st.sampled_from(_IDS), st.sampled_from(_IDS)).filter(lambda pair: pair[0] < pair[1]))


@given(_PAIRS, _PAIRS)
def test_no_claim_is_lost_and_no_pair_stays_that_is_apart(
    together: set[tuple[str, str]], apart: set[tuple[str, str]]
) -> None:
    grouping = Grouping(frozenset(together - apart), frozenset(apart))
    found = [{_IDS[i] for i in group} for group in regrouped(_GROUPS, _IDS, grouping, _ALIKE)]
    assert set().union(*found) == set(_IDS)
    assert not any({a, b} <= group for a, b in apart for group in found)
    assert apart or all(any({a, b} <= group for group in found) for a, b in together)


_TOLD = "said the dredger had torn forty nets on the reef off Larn"


def _pile(*said: tuple[str, str | None]) -> list[Reading]:
    kinds: dict[str, NameKind] = {"Ada Brook": "person", "Ilo Venn": "person"}
    return [
        reading(report, [Said(f"{speaker or 'A diver'} {_TOLD}.", speaker or "A diver")], kinds)
        for report, speaker in zip(("alfa", "beta", "gamma"), (speaker for _, speaker in said), strict=False)
    ]


def _counts(pile: list[Reading], judged: Grouping, parents: dict[str, str]) -> dict[str, tuple[int, int]]:
    found = gather(pile, lineage(pile, parents), judged)
    return {"+".join(each.reports): (each.origins_low, each.origins_high) for each in found.findings}


def test_taking_out_what_ties_two_together_does_not_make_them_independent() -> None:
    pile = _pile(("alfa", "Ada Brook"), ("beta", "Ada Brook"), ("gamma", "Ilo Venn"))
    parents = {"beta": "unseen", "gamma": "unseen"}
    a, b, c = (each.claims[0].id for each in pile)
    assert _counts(pile, Grouping(), parents) == {"alfa+beta+gamma": (1, 1)}
    out = Grouping(
        together=frozenset({(min(a, c), max(a, c))}), apart=frozenset({(min(a, b), max(a, b)), (min(b, c), max(b, c))})
    )
    assert _counts(pile, out, parents) == {"alfa+gamma": (1, 1), "beta": (1, 1)}
    assert _counts([pile[0], pile[2]], Grouping(), parents) == {"alfa+gamma": (2, 2)}, "without beta they would be"


def test_that_a_person_says_two_state_the_same_settles_that_and_no_more() -> None:
    far = [
        reading("alfa", [Said("Ada Brook said the reef nets were gone.", "Ada Brook")], {"Ada Brook": "person"}),
        reading("beta", [Said("Ilo Venn said dredgers tore up gear.", "Ilo Venn")], {"Ilo Venn": "person"}),
    ]
    one, other = sorted(each.claims[0].id for each in far)
    same = Grouping(together=frozenset({(one, other)}))
    assert _counts(far, Grouping(), {}) == {"alfa": (1, 1), "beta": (1, 1)}
    assert _counts(far, same, {}) == {"alfa+beta": (2, 2)}
    unnamed = [far[0], reading("beta", [Said("Dredgers tore up gear.")])]
    one, other = sorted(each.claims[0].id for each in unnamed)
    assert _counts(unnamed, Grouping(together=frozenset({(one, other)})), {}) == {"alfa+beta": (1, 2)}
