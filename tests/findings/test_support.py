"""Which of the origins of a finding are counted, and which are only shown beside them."""

from collections.abc import Sequence
from dataclasses import replace

from tests.findings.pile import Said, lineage, reading

from headwater.findings.access import accesses
from headwater.findings.place import place
from headwater.findings.support import Case, Support, support
from headwater.model import NameKind, Reading

NAMES: dict[str, NameKind] = {"Ada Brook": "person", "Rolf Ames": "person"}
GRAIN = Said("The weir at Harn holds back nine feet of water.")
AGAIN = Said("Nine feet of water stand behind the weir at Harn.")
EELS = Said("Eels climb the weir on moonless nights.")
NETS = Said("Eels are sold from nets on moonless nights.")


def counted(
    pile: Sequence[Reading],
    near: dict[tuple[int, int], float],
    settled: tuple[tuple[int, int], ...] = (),
    parents: dict[str, str] | None = None,
) -> Support:
    """The support of one finding that holds the claim of each report, these pairs being so alike."""
    claims = [claim for each in pile for claim in each.claims]

    def pair(i: int, j: int) -> tuple[str, str]:
        one, other = sorted((claims[i].id, claims[j].id))
        return one, other

    stems = {
        claim.id: frozenset(claim.quote.casefold().strip(".").split()) - {"the", "of", "at", "on"} for claim in claims
    }
    case = Case(
        place=place(pile, claims, lineage(pile, parents)),
        accesses=accesses(pile),
        nearness={pair(*at): likely for at, likely in near.items()},
        stems=stems,
        reports={each.report: each.report for each in pile},
        origins={each.report: each.report for each in pile},
        settled=frozenset(pair(*at) for at in settled),
    )
    return support(claims, case)


def pile_of(*said: Said) -> list[Reading]:
    return [reading(f"r{n}", [one], NAMES) for n, one in enumerate(said)]


def test_an_origin_whose_words_are_far_from_the_others_is_shown_and_not_counted() -> None:
    found = counted(pile_of(GRAIN, AGAIN, EELS), {(0, 1): 0.8, (0, 2): 0.3, (1, 2): 0.3})
    assert (found.low, found.high, len(found.origins), len(found.beside)) == (1, 2, 2, 1)
    assert [claim.report for group in found.groups for claim in group] == ["r0", "r1"]
    assert [claim.report for group in found.aside for claim in group] == ["r2"]
    why = "r2 beside r0, r1: not counted, their words are too far apart to be sure that both state the same"
    assert why in found.reasons
    assert not any("r2" in reason for reason in found.reasons if reason != why)


def test_one_that_is_very_alike_or_shares_much_of_its_words_is_counted() -> None:
    assert counted(pile_of(GRAIN, EELS), {(0, 1): 0.75}).high == 2
    assert counted(pile_of(EELS, NETS), {(0, 1): 0.25}).high == 2
    assert counted(pile_of(GRAIN, EELS), {(0, 1): 0.65}).high == 1


def test_one_that_gives_the_same_figure_is_counted() -> None:
    deep = Said("At Harn they dammed 240 fathoms.", None, "240", 240, 240, unit="fathom")
    down = Said("The pit goes down 240 fathoms.", None, "240", 240, 240, unit="fathom")
    wide = Said("The pit is wide: 900 fathoms.", None, "900", 900, 900, unit="fathom")
    assert counted(pile_of(deep, down), {(0, 1): 0.25}).high == 2
    assert counted(pile_of(deep, wide), {(0, 1): 0.25}).high == 1


def test_two_sums_that_are_only_near_one_another_do_not_show_that_two_tell_of_one_thing() -> None:
    def paid(who: str, amount: int) -> Said:
        words = f"{who} said the hire of a boat with a net came to {amount:,} crowns at the Harn weir"
        return Said(words + ("." if who == "Ada Brook" else " in spring when eels run."), who, f"{amount:,}", amount,
                    amount, unit="crown")  # fmt: skip

    def lent(amount: int) -> Said:
        return Said(f"Rolf Ames said his cousin lent him {amount:,} crowns for a boat.", "Rolf Ames", f"{amount:,}",
                    amount, amount, unit="crown")  # fmt: skip

    near = {(0, 1): 0.8}
    assert counted(pile_of(paid("Ada Brook", 3_800), lent(3_800)), near).low == 2
    assert counted(pile_of(paid("Ada Brook", 3_800), lent(4_200)), near).low == 1


def test_what_a_person_put_together_is_counted() -> None:
    pile = pile_of(GRAIN, EELS)
    assert counted(pile, {(0, 1): 0.3}).high == 1
    assert counted(pile, {(0, 1): 0.3}, settled=((0, 1),)).high == 2


def test_they_hang_together_by_a_third() -> None:
    assert counted(pile_of(GRAIN, AGAIN, EELS), {(0, 1): 0.8, (1, 2): 0.8}).high == 3


def test_by_the_words_of_a_copy_they_do_not_hang_together_unless_a_person_says_so() -> None:
    pile, near = pile_of(GRAIN, EELS, NETS), {(0, 1): 0.3, (0, 2): 0.8, (1, 2): 0.8}
    assert counted(pile, near, parents={"r2": "r0"}).high == counted(pile[:2], {(0, 1): 0.3}).high == 1
    assert counted(pile, near, settled=((1, 2),), parents={"r2": "r0"}).high == 2


def test_of_two_things_the_one_with_independent_origins_counts() -> None:
    named = [replace(one, words=f"{who} said {one.words}", speaker=who) for one, who in
             ((EELS, "Ada Brook"), (NETS, "Rolf Ames"))]  # fmt: skip
    others = [GRAIN, AGAIN, Said("Behind the weir of Harn the water is nine feet deep.")]
    near = {(0, 1): 0.8, (2, 3): 0.8, (3, 4): 0.8}
    found = counted(pile_of(*named, *others), near)
    assert (found.low, found.high, len(found.origins), len(found.beside)) == (2, 2, 2, 3)


def test_copies_of_what_is_beside_do_not_make_it_count() -> None:
    pile = pile_of(GRAIN, AGAIN, EELS)
    copies = [reading(f"copy{n}", [EELS]) for n in range(4)]
    near = {(0, 1): 0.8} | {(2, n): 0.9 for n in range(3, 7)}
    claims = [claim for each in (*pile, *copies) for claim in each.claims]
    traced = lineage([*pile, *copies], {each.report: "r2" for each in copies})
    case = Case(
        place=place([*pile, *copies], claims, traced),
        accesses=accesses([*pile, *copies]),
        nearness={(min(a, b), max(a, b)): s for (i, j), s in near.items() for a, b in [(claims[i].id, claims[j].id)]},
        stems={claim.id: frozenset(claim.quote.split()) for claim in claims},
        reports={},
        origins={},
    )
    assert support(claims, case).high == 2
    assert support([c for c in claims if c.report not in ("r0", "r1")], case).high == 1
