"""The evidence between two reports, or two families, added up: words, figures, credits, little-known people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from math import inf
from operator import or_
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from headwater.lineage.alignment import Grid, points
from headwater.lineage.columns import Columns, Flags, Pile
from headwater.lineage.informant import People, Stranger, introduced, strangers
from headwater.lineage.press import Debt, Newsrooms, debts, mention, speaks_of
from headwater.lineage.score import LIMIT, Extent, Scale, Signals, extent

Pair = tuple[int, int]
_Value = TypeVar("_Value")

CREDIT = 1.8  # one report credits the other's outlet, or both have all they say from an outlet that is not in the case
UNKNOWN = -5.0  # a pair that shares too little to be a candidate
# Log-odds, at the best, above which two reports are neighbours. Single reports need more than 0 to join, one that is
# taken in more than -1.5. On all piles that we have, -3 gives the lineage that the whole pile gives as one.
NEIGHBOURS = -3.0
SURE = 3.0  # log-odds above which a report is a copy for sure: 20 to 1
COPY = 0.6  # share of either's different words that the other has, for that: two copies with every eighth word another
_MEMBERS = 4  # reports of a family, the longest, that stand for it: more renderings would have a word for everything


@dataclass(frozen=True, slots=True)
class Link:
    """What two reports share, in numbers."""

    signals: Signals
    credit: float  # the part of the evidence that lies in credits
    people: float  # in shared little-known people

    @property
    def log_odds(self) -> float:
        """All the evidence for one origin."""
        return self.signals.log_odds + self.beside

    @property
    def beside(self) -> float:
        """The part of the evidence that does not lie in the words."""
        return self.credit + self.people

    @property
    def row(self) -> tuple[float | bool, ...]:
        """The same for a table of links."""
        signals = self.signals
        return signals.words, signals.figures, signals.points, signals.template, self.credit, self.people, self.log_odds


ROW = np.dtype([("words", "<f8"), ("figures", "<f8"), ("points", "<f8"), ("template", "?"), ("credit", "<f8"),
                ("people", "<f8"), ("odds", "<f8")])  # fmt: skip
"""A link in a table; ``odds`` are its log-odds."""

Rows = npt.NDArray[np.void]


def from_rows(rows: Rows) -> list[Link]:
    """The links of these rows."""
    return [Link(Signals(*row[:4]), *row[4:6]) for row in rows.tolist()]


@dataclass(frozen=True, slots=True)
class Whole:
    """A family compared as if it were one report that holds all that its longest members hold."""

    places: tuple[int, ...]
    longest: tuple[int, ...]
    extent: Extent


class Each(dict[int, _Value], Generic[_Value]):
    """Something of each report of a pile, by its place; found when it is first asked for."""

    def __init__(self, find: Callable[[int], _Value]) -> None:
        self._find = find

    def __missing__(self, place: int) -> _Value:
        self[place] = found = self._find(place)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """The links between the candidates of a pile or of a part of it, and what they are made from."""

    pile: Pile
    scale: Scale
    newsrooms: Newsrooms
    extents: Mapping[int, Extent]
    debts: Mapping[int, tuple[Debt, ...]]
    introduced: Mapping[int, People]
    between: Mapping[Pair, Link] = field(default_factory=dict)
    near: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # the candidates of each place
    beyond: Mapping[int, int] = field(default_factory=dict)  # of each place the nearest in another neighbourhood
    leader: Mapping[int, int] = field(default_factory=dict)  # of each place the report it is a copy of, often itself
    _odds: dict[Pair, float] = field(default_factory=dict)
    _measured: dict[Pair, Link] = field(default_factory=dict)
    _points: dict[Pair, Grid] = field(default_factory=dict)
    _owed: dict[Pair, Debt | None] = field(default_factory=dict)

    @classmethod
    def of(cls, pile: Pile, newsrooms: Newsrooms) -> "Links":
        """A pile none of whose reports are linked yet."""
        return cls(
            pile,
            Scale(pile),
            newsrooms,
            extents=Each(lambda place: extent(pile.reports[place])),
            debts=Each(lambda place: debts(pile.readings[place], newsrooms)),
            introduced=Each(lambda place: introduced(pile.readings[place])),
        )

    def linked(
        self,
        places: Iterable[int],
        between: Mapping[Pair, Link],
        beyond: Mapping[int, int] | None = None,
    ) -> "Links":
        """These places with these links."""
        near: dict[int, list[int]] = {place: [] for place in places}
        for a, b in between:
            near[a].append(b)
            near[b].append(a)
        sorted_near = {place: tuple(sorted(others)) for place, others in near.items()}
        linked = replace(self, between=between, near=sorted_near, beyond=beyond or {}, _odds={})
        return replace(linked, leader=linked.leaders())

    def compare(self, a: int, b: int) -> Link:
        """What these two share, measured."""
        signals = self.scale.signals(self.extents[a], self.extents[b])
        if signals.log_odds > UNKNOWN:
            short, long = sorted((a, b), key=lambda place: (len(self.extents[place].words), place))
            signals = replace(signals, points=share_of_points(self.pile.reports[short], self.points(short, long)))
        people = min(LIMIT, sum(each.weight for each in self.strangers(a, b)))
        # What both credit once is common knowledge; an outlet that both have their whole report from is an origin.
        credited = self.owes(a, b) or self.owes(b, a) or self.same_whole_debt(a, b)
        return Link(signals, CREDIT if credited else 0.0, people)

    def strangers(self, one: int, other: int) -> tuple[Stranger, ...]:
        """The little-known people that both name."""
        return strangers(self.introduced[one], self.introduced[other])

    def leaders(self) -> dict[int, int]:
        """Of each place the report that it is surely a copy of, the likeliest, or itself.

        A report follows one that has nearly the same words, for a longer one may hold other reports as well; and those
        that most are compared with are followed: of what a crowd shares each is compared with a few only, the same for
        all.
        """
        found: dict[int, int] = {}
        for place in sorted(
            self.near, key=lambda place: (-len(self.near[place]), -len(self.pile.reports[place]), place)
        ):
            near = (other for other in self.near[place] if found.get(other) == other)
            alike = ((self.odds(place, other), -other) for other in near if self.same(place, other, COPY))
            most, leader = max(alike, default=(UNKNOWN, place))
            found[place] = -leader if most > SURE else place
        return found

    def odds(self, one: int, other: int) -> float:
        """The log-odds that these two go back to one origin.

        Two copies of one report that nobody compared are as likely to as the less likely of them is a copy.
        """
        pair = (one, other) if one < other else (other, one)
        if pair not in self._odds:
            link, leader = self.between.get(pair), self.leader.get(one)
            if link is not None:
                odds = link.log_odds
            elif leader is not None and leader == self.leader.get(other):
                odds = min(self.odds(place, leader) for place in pair if place != leader)
            else:
                odds = UNKNOWN
            self._odds[pair] = odds
        return self._odds[pair]

    def measured(self, one: int, other: int) -> float:
        """The same, even if these two are no candidates."""
        pair = (one, other) if one < other else (other, one)
        if pair in self.between:
            return self.odds(one, other)
        if pair not in self._measured:
            self._measured[pair] = self.compare(*pair)
        return self._measured[pair].log_odds

    def link(self, one: int, other: int) -> Link | None:
        """The link between these two; None if they are no candidates."""
        return self.between.get((min(one, other), max(one, other)))

    def credit(self, one: int, other: int) -> float:
        """The part of the evidence between these two that lies in credits."""
        link = self.link(one, other)
        return link.credit if link else 0.0

    def all_odds(self) -> dict[Pair, float]:
        """The log-odds of every candidate pair."""
        return {pair: self.odds(*pair) for pair in self.between}

    def whole(self, places: Iterable[int]) -> Whole:
        """A family, to be compared as one."""
        ordered = tuple(sorted(places))
        leaders = sorted({self.leader[place] for place in ordered} & set(ordered)) or ordered
        longest = sorted(leaders, key=lambda place: (-len(self.pile.reports[place]), place))[:_MEMBERS]
        extents = reduce(or_, (self.extents[place] for place in longest))
        return Whole(ordered, tuple(longest), extents)

    def odds_of_wholes(self, one: Whole, other: Whole, beside: float, least: float = -inf) -> float:
        """The log-odds that two families go back to one origin; ``beside`` is what does not lie in the words.

        If they are below ``least`` whatever points they share, that much is told, and the points are not looked at.
        """
        signals = self.scale.signals(one.extent, other.extent)
        most = replace(signals, points=1.0).log_odds + beside
        if most <= least:
            return most
        if signals.log_odds > UNKNOWN:
            signals = replace(signals, points=self._share_of_points(one, other))
        return signals.log_odds + beside

    def names_of_others(self, one: int, other: int) -> frozenset[int]:
        """The names in reports that are near either of these two and not likely of one origin with them."""
        near = {*self.near[one], *self.near[other]} - {one, other}
        apart = {place for place in near if self.odds(one, place) <= 0 and self.odds(other, place) <= 0}
        apart |= {self.beyond[place] for place in (one, other) if place in self.beyond}
        return frozenset().union(*(self.extents[place].names for place in sorted(apart)))

    def same(self, one: int, other: int, share: float) -> bool:
        """Whether either of these has so much of its words in the other."""
        a, b = self.extents[one].words, self.extents[other].words
        return len(a & b) >= share * max(len(a), len(b))

    def same_debt(self, one: int, other: int) -> bool:
        """Whether both owe something to one outlet."""
        return any(self.newsrooms.same(x.outlet, y.outlet) for x in self.debts[one] for y in self.debts[other])

    def same_whole_debt(self, one: int, other: int) -> bool:
        """Whether both have their whole report from one outlet."""
        pairs = ((x, y) for x in self.debts[one] for y in self.debts[other] if x.whole and y.whole)
        return any(self.newsrooms.same(x.outlet, y.outlet) for x, y in pairs)

    def owes(self, one: int, other: int) -> Debt | None:
        """What the first report owes to the outlet of the second: a credit, or its name with words that credit it."""
        if (one, other) not in self._owed:
            outlet = self.pile.readings[other].text.outlet
            given = (debt for debt in self.debts[one] if outlet and self.newsrooms.same(debt.outlet, outlet))
            owed = next(given, None)
            if outlet and owed is None:
                owed = mention(self.pile.readings[one], outlet, self.newsrooms)
            self._owed[one, other] = owed
        return self._owed[one, other]

    def names(self, one: int, other: int) -> bool:
        """Whether the first report speaks of the outlet of the second, and the second not of the first's."""
        a, b = (self.pile.readings[place] for place in (one, other))
        if not b.text.outlet or not speaks_of(a, b.text.outlet, self.newsrooms):
            return False
        return not (a.text.outlet and speaks_of(b, a.text.outlet, self.newsrooms))

    def owes_copy(self, one: int, other: int) -> Debt | None:
        """What a report that only credits an agency owes to one that is marked as the agency's copy, and like it."""
        owed, wired = self.debts[one], [debt for debt in self.debts[other] if debt.wire]
        if not wired or any(debt.wire for debt in owed) or self.odds(one, other) <= 0:
            return None
        return next((each for each in owed for debt in wired if self.newsrooms.same(each.outlet, debt.outlet)), None)

    def _share_of_points(self, one: Whole, other: Whole) -> float:
        """The share of the shorter's content in sentences whose like any of the other's reports has."""
        short, long = sorted((one, other), key=lambda each: (len(each.extent.words), each.places))
        found = total = 0.0
        for place in short.longest:
            grids = [self.points(place, other) for other in long.longest]
            found += float(np.max(grids, axis=0).sum())
            total += float(self.pile.reports[place].content.sum())
        return found / max(1.0, total)

    def points(self, one: int, other: int) -> Grid:
        """For each sentence of the first report, the content stems it shares with its like in the second."""
        if (one, other) not in self._points:
            self._points[one, other] = points(self.pile.reports[one], self.pile.reports[other])
        return self._points[one, other]


def share_of_points(report: Columns, grid: Grid, where: Flags | None = None) -> float:
    """The share of a report's content (or of these sentences') in sentences whose like stands in another."""
    chosen = np.ones(max(1, len(report.text.sentences)), bool) if where is None else where
    content = report.content & chosen[report.sentence]
    return float(grid[chosen].sum() / max(1, int(content.sum())))
