"""Which reports belong together, decided so that one weak edge never merges two families.

Reports that are surely copies of one (`Links.leaders`) begin as one family. Then families are joined two at a time, the
likeliest first. What counts for two families is mostly how they compare as
wholes, each as if it were one report that holds all that its members hold: short reports made from different parts of
one original share little with each other, and an original that is not in the case is best seen in all its copies
together. The rest is the mean over all pairs of their reports, so that two families never join for one odd pair.

Then a report that stayed alone is taken in by a family that holds it nearly well enough, and far better than any other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from math import inf

from headwater.lineage.link import NEIGHBOURS, UNKNOWN, Links, Whole

Families = tuple[tuple[int, ...], ...]

# Searched together with the weights in score.py.
WHOLE = 0.9  # how far a report and a family are compared as wholes, and not by the mean of their pairs; two families
# less, by this power of the size of the smaller: the more pairs there are, the more their mean says
# A lone report is taken in by a family of two or more above these log-odds, if it fits no other within as much of them.
# A margin of 1.0 to 1.5 gives the same families on all piles; no independent report of the development piles comes in.
NEARLY = -1.5
LONGER = 1.35  # a parent has at least so many times the words of a child that is held to be drawn from it
POSSIBLE = -1.0  # log-odds above which a pair that was not joined is shown: even odds are 0


@dataclass(frozen=True, slots=True)
class Join:
    """Two families that became one, and the log-odds at which they did."""

    one: tuple[int, ...]
    other: tuple[int, ...]
    odds: float
    taken_in: bool = False  # a lone report below even odds, held by one family far better than by any other


@dataclass(frozen=True, slots=True)
class Joined:
    """The families of a pile in stable order, and how each came about, in the order in which it did.

    ``apart`` are families that did not join although they nearly did.
    """

    families: Families
    joins: tuple[Join, ...]
    apart: tuple[Join, ...]


def families(links: Links, places: Sequence[int]) -> Joined:
    """The families of these places."""
    joining = _Joining(links, places)
    joining.join()
    joining.take_in()
    found = tuple(sorted(whole.places for whole in joining.wholes.values()))
    return Joined(found, tuple(joining.joins), tuple(joining.apart()))


def homes(families: Families) -> dict[int, int]:
    """The number of each place's family."""
    return {place: number for number, family in enumerate(families) for place in family}


def longer(links: Links, one: int, other: int) -> bool:
    """Whether the first report is clearly longer than the second."""
    return len(links.pile.reports[one]) >= LONGER * len(links.pile.reports[other])


@dataclass(frozen=True, slots=True)
class _Ties:
    """The candidate pairs between two families."""

    total: float  # of their log-odds
    count: int
    most: float  # the log-odds of the likeliest pair
    beside: float  # the most that credits and people say for any pair

    def __or__(self, other: "_Ties") -> "_Ties":
        return _Ties(
            self.total + other.total,
            self.count + other.count,
            max(self.most, other.most),
            max(self.beside, other.beside),
        )


class _Joining:
    """The families while they are joined. Only families of which some two reports are neighbours are ever compared."""

    def __init__(self, links: Links, places: Sequence[int]) -> None:
        self.links = links
        groups: dict[int, list[int]] = {}
        inside = set(places)
        for place in sorted(inside):
            leader = links.leader[place]
            groups.setdefault(leader if leader in inside else place, []).append(place)
        self.wholes: dict[int, Whole] = {leader: links.whole(group) for leader, group in groups.items()}
        self.ties: dict[int, dict[int, _Ties]] = {leader: {} for leader in groups}
        self.joins = [
            Join((leader,), (place,), links.odds(leader, place))
            for leader, group in groups.items()
            for place in group
            if place != leader
        ]
        self._next = max(places, default=0) + 1
        home = {place: leader for leader, group in groups.items() for place in group}
        for (a, b), link in links.between.items():
            if a in home and b in home and home[a] != home[b]:
                odds, one, other = links.odds(a, b), home[a], home[b]
                ties, known = _Ties(odds, 1, odds, link.beside), self.ties[one].get(other)
                self.ties[one][other] = self.ties[other][one] = known | ties if known else ties
        for one, near in self.ties.items():
            for other, ties in near.items():
                if one < other:  # their leaders speak for the pairs that are no candidates
                    rest = len(groups[one]) * len(groups[other]) - ties.count
                    known = replace(ties, total=ties.total + rest * links.measured(one, other), count=ties.count + rest)
                    self.ties[one][other] = self.ties[other][one] = known

    def join(self) -> None:
        """Join what is likelier of one origin than not, the likeliest first."""
        queue = [entry for a in self.ties for b in self._near(a) if a < b and (entry := self._entry(a, b))]
        heapify(queue)
        while queue:
            odds, _, _, a, b = heappop(queue)
            if a in self.wholes and b in self.wholes:
                new = self._unite(Join(self.wholes[a].places, self.wholes[b].places, -odds), a, b)
                for near in self._near(new):
                    if entry := self._entry(new, near):
                        heappush(queue, entry)

    def take_in(self) -> None:
        """Let families take in the reports that stayed alone, the best fitting first, until none is left that fits."""
        queue = [option for lone in sorted(self.wholes) if (option := self._option(lone))]
        heapify(queue)
        while queue:
            odds, lone, family = was = heappop(queue)
            if lone not in self.wholes or (now := self._option(lone)) is None:
                continue
            if now != was:
                heappush(queue, now)
                continue
            new = self._unite(Join(self.wholes[family].places, self.wholes[lone].places, -odds, True), family, lone)
            for other in self._near(new):
                if option := self._option(other):
                    heappush(queue, option)

    def apart(self) -> Iterable[Join]:
        """The families that nearly joined."""
        for a in sorted(self.ties, key=lambda each: self.wholes[each].places):
            for b in sorted(self._near(a), key=lambda other: self.wholes[other].places):
                one, other = self.wholes[a].places, self.wholes[b].places
                if one < other and len(one) + len(other) > 2 and (odds := self.odds(a, b)) > POSSIBLE:
                    yield Join(one, other, odds)

    def odds(self, a: int, b: int, least: float = -inf) -> float:
        """The log-odds that these two families are one; below ``least`` it may be told too high, but not above it."""
        one, other, ties = self.wholes[a], self.wholes[b], self.ties[a][b]
        size = len(one.places) * len(other.places)
        mean = (ties.total + UNKNOWN * (size - ties.count)) / size
        if size == 1:
            return mean
        whole = WHOLE ** min(len(one.places), len(other.places))
        enough = (least - (1 - whole) * mean) / whole
        return whole * self.links.odds_of_wholes(one, other, ties.beside, enough) + (1 - whole) * mean

    def _near(self, family: int) -> list[int]:
        """The families that this one is compared with."""
        return sorted(other for other, ties in self.ties[family].items() if ties.most > NEIGHBOURS)

    def _entry(self, a: int, b: int) -> tuple[float, tuple[int, ...], tuple[int, ...], int, int] | None:
        """For the queue: the likeliest first, ties in the order of the places; None if it is not likelier than not."""
        if self.wholes[b].places < self.wholes[a].places:
            a, b = b, a
        odds = self.odds(a, b, 0.0)
        return (-odds, self.wholes[a].places, self.wholes[b].places, a, b) if odds > 0 else None

    def _option(self, lone: int) -> tuple[float, int, int] | None:
        """How a lone report could be taken in: odds (negative, for sorting), itself and the family."""
        if len(self.wholes[lone].places) > 1:
            return None
        near = sorted((-self.odds(lone, other), self.wholes[other].places, other) for other in self._near(lone))
        if not near:
            return None
        odds, places, family = near[0]
        rival = near[1][0] if len(near) > 1 else -UNKNOWN
        fits = -odds > NEARLY and odds - rival <= NEARLY and len(places) > 1
        return (odds, lone, family) if fits else None

    def _unite(self, join: Join, a: int, b: int) -> int:
        new = self._next
        self._next += 1
        self.joins.append(join)
        whole = self.links.whole(self.wholes.pop(a).places + self.wholes.pop(b).places)
        near = _united(self.ties.pop(a), self.ties.pop(b), without=(a, b))
        self.wholes[new], self.ties[new] = whole, near
        for other, ties in near.items():
            mine = self.ties[other]
            mine.pop(a, None)
            mine.pop(b, None)
            mine[new] = ties
        return new


def _united(one: Mapping[int, _Ties], other: Mapping[int, _Ties], without: Iterable[int]) -> dict[int, _Ties]:
    found = dict(one)
    for number, ties in other.items():
        found[number] = found[number] | ties if number in found else ties
    return {number: ties for number, ties in found.items() if number not in without}
