"""Families: compared as wholes, joined where one origin is likelier than not; what a lone report needs to come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from tests.lineage.pages import INDEPENDENT, ORIGINAL, REWORDED, UNRELATED, linked, reading

from headwater.lineage.family import NEARLY, Joined, families
from headwater.lineage.link import NEIGHBOURS, Link, Links, Pair, Whole
from headwater.lineage.score import NOTHING, Extent
from headwater.model import Reading


def names(found: Links, joined: Joined) -> list[list[str]]:
    """The families by the names of their reports."""
    return sorted(sorted(found.pile.reports[place].text.name for place in each) for each in joined.families)


def lines(text: str, *numbers: int) -> str:
    """Some of the lines of a text."""
    return "\n".join(text.splitlines()[number] for number in numbers)


def briefs() -> list[Reading]:
    """An original, two briefs from different parts of it, and two reports that have nothing to do with it."""
    texts = [ORIGINAL, lines(REWORDED, 3, 4), lines(REWORDED, 6, 7), INDEPENDENT, UNRELATED]
    return [reading(text, str(i)) for i, text in enumerate(texts)]


def test_briefs_from_different_parts_of_a_report_come_in_under_it() -> None:
    found = linked(briefs())
    assert names(found, families(found, range(5))) == [["0", "1", "2"], ["3"], ["4"]]
    (one,) = (place for place in range(5) if found.pile.reports[place].text.name == "1")
    (other,) = (place for place in range(5) if found.pile.reports[place].text.name == "2")
    assert found.odds(one, other) < 0  # by themselves they are strangers


def test_one_weak_edge_does_not_merge_two_families() -> None:
    aside = INDEPENDENT + "\n" + lines(ORIGINAL, 3, 4)
    texts = [ORIGINAL, REWORDED, INDEPENDENT.replace("mayor", "head"), aside]
    found = linked([reading(text, str(i)) for i, text in enumerate(texts)])
    assert names(found, families(found, range(4))) == [["0", "1"], ["2", "3"]]


def test_copies_of_what_is_not_in_the_case_are_seen_together() -> None:
    parts = [lines(ORIGINAL, 1, 2, 3, 4, 5, 6), lines(ORIGINAL, 4, 5, 6, 7, 8, 9), lines(ORIGINAL, 7, 8, 9, 10, 11)]
    found = linked([*(reading(text, str(i)) for i, text in enumerate(parts)), reading(INDEPENDENT, "other")])
    assert names(found, families(found, range(4))) == [["0", "1", "2"], ["other"]]


def test_every_join_is_told_in_its_order_with_its_odds() -> None:
    found = linked(briefs())
    told = families(found, range(5))
    assert len(told.joins) == 2
    assert all(join.odds > 0 for join in told.joins if not join.taken_in)
    assert all(a.odds >= b.odds for a, b in pairwise(told.joins))
    assert tuple(sorted(told.joins[-1].one + told.joins[-1].other)) in told.families


@dataclass(frozen=True)
class Told:
    """Links whose odds are told, whatever the reports hold."""

    between: dict[Pair, Link]
    told: dict[Pair, float]
    leader: dict[int, int]

    def whole(self, places: Sequence[int]) -> Whole:
        """A family of these places."""
        return Whole(tuple(sorted(places)), tuple(sorted(places)), Extent(frozenset(), frozenset()))

    def odds(self, one: int, other: int) -> float:
        """What was told."""
        return self.told.get((min(one, other), max(one, other)), -5.0)

    measured = odds

    def odds_of_wholes(self, one: Whole, other: Whole, beside: float, least: float) -> float:
        """The best that was told of their reports."""
        return max(self.odds(a, b) for a in one.places for b in other.places)


def joined(count: int, **told: float) -> Joined:
    """The families of so many places; ``p01`` tells the odds of 0 and 1, what is not told is far below even."""
    odds = {(a, b): told.get(f"p{a}{b}", -4.0) for a in range(count) for b in range(a + 1, count)}
    links = Told({pair: Link(NOTHING, 0.0, 0.0) for pair in odds}, odds, {place: place for place in range(count)})
    return families(cast(Links, links), range(count))


def following(leader: dict[int, int], **told: float) -> Joined:
    """The same for places that follow others; what is not told was not compared, and is far below even for leaders."""
    odds = {(int(pair[1]), int(pair[2])): value for pair, value in told.items()}
    links = Told({pair: Link(NOTHING, 0.0, 0.0) for pair in odds}, odds, leader)
    return families(cast(Links, links), range(len(leader)))


def test_a_lone_report_is_taken_in_by_the_family_that_holds_it_nearly() -> None:
    found = joined(4, p01=5.0, p02=-0.6, p12=-0.8)
    assert found.families == ((0, 1, 2), (3,))
    assert [join.taken_in for join in found.joins] == [False, True]


def test_a_lone_report_that_fits_two_families_stays_alone() -> None:
    found = joined(5, p01=5.0, p34=5.0, p02=-0.6, p23=-1.3, p24=-1.3)
    assert found.families == ((0, 1), (2,), (3, 4))
    assert [(each.one, each.other) for each in found.apart] == [((0, 1), (2,))]


def test_a_pair_below_even_odds_is_no_family() -> None:
    assert joined(2, p01=-0.1).families == ((0,), (1,))


def test_a_lone_report_far_below_even_odds_stays_alone() -> None:
    assert joined(3, p01=5.0, p02=NEARLY - 1, p12=NEARLY - 1).families == ((0, 1), (2,))


def test_two_families_do_not_join_for_one_odd_pair() -> None:
    strong = {f"p{a}{b}": 6.0 for group in ((0, 1, 2, 3), (4, 5, 6, 7)) for a in group for b in group if a < b}
    assert joined(8, p34=1.0, **strong).families == ((0, 1, 2, 3), (4, 5, 6, 7))


def test_copies_begin_as_one_family_and_their_leaders_speak_for_them() -> None:
    leader = {0: 0, 1: 0, 2: 0, 3: 0, 4: 4, 5: 4, 6: 4, 7: 4}
    copies = {f"p{lead}{place}": 6.0 for place, lead in leader.items() if place != lead}
    found = following(leader, p04=5.0, p15=5.0, **copies)
    assert found.families == (tuple(range(8)),)
    assert [(join.one, join.other) for join in found.joins[:3]] == [((0,), (1,)), ((0,), (2,)), ((0,), (3,))]
    assert following(leader, p04=-5.0, p15=1.0, **copies).families == ((0, 1, 2, 3), (4, 5, 6, 7))


def test_reports_of_which_no_two_are_neighbours_are_not_compared() -> None:
    far = {"p02": NEIGHBOURS - 0.1, "p12": NEIGHBOURS - 0.1}
    assert joined(3, p01=5.0, **far).apart == ()
    assert len(joined(3, p01=5.0, p02=-1.6, p12=NEIGHBOURS - 0.1).apart) == 0
    assert len(joined(3, p01=5.0, p02=-0.5, p12=-1.9).apart) + len(joined(3, p01=5.0, p02=-0.5, p12=-1.9).joins) == 2
