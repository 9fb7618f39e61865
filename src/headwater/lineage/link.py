"""The evidence between two reports, or two families, added up: words, figures, credits, little-known people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

import numpy as np

from headwater.lineage.alignment import Grid, points
from headwater.lineage.candidate import Candidates
from headwater.lineage.columns import Columns, Flags, Pile
from headwater.lineage.informant import Stranger, introduced, strangers
from headwater.lineage.press import Debt, Newsrooms, debts, mention
from headwater.lineage.score import SAME_TOPIC, TOPIC_FLOOR, Extent, Scale, Signals, extent

Pair = tuple[int, int]

CREDIT = 1.8  # one report credits the other's outlet, or both have all they say from an outlet that is not in the case
STRANGERS = 4.0  # shared little-known people count for no more
UNKNOWN = -5.0  # a pair that shares too little to be a candidate
_MEMBERS = 4  # reports of a family, the longest, that stand for it: more renderings would have a word for everything


@dataclass(frozen=True, slots=True)
class Link:
    """What two reports share. ``credit`` is the log-odds that their credits speak for one origin."""

    signals: Signals
    credit: float
    strangers: tuple[Stranger, ...]

    def log_odds(self, topic: float = 0.0) -> float:
        """All the evidence for one origin."""
        return self.signals.log_odds(topic) + self.beside

    @property
    def people(self) -> float:
        """The part of the evidence that lies in shared little-known people."""
        return min(STRANGERS, sum(each.weight for each in self.strangers))

    @property
    def beside(self) -> float:
        """The part of the evidence that does not lie in the words."""
        return self.credit + self.people


@dataclass(frozen=True, slots=True)
class Whole:
    """A family compared as if it were one report that holds all that its longest members hold."""

    places: tuple[int, ...]
    longest: tuple[int, ...]
    extent: Extent
    topic: float  # the mean of its members'


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """The links between the candidates of a pile, and what they were made from."""

    pile: Pile
    scale: Scale
    newsrooms: Newsrooms
    extents: Mapping[int, Extent]
    debts: Mapping[int, tuple[Debt, ...]]
    between: Mapping[Pair, Link]
    topic: Mapping[int, float]
    near: Mapping[int, tuple[int, ...]]  # the candidates of each place
    _points: dict[Pair, Grid] = field(default_factory=dict)
    _owed: dict[Pair, Debt | None] = field(default_factory=dict)

    def odds(self, one: int, other: int) -> float:
        """The log-odds that these two go back to one origin."""
        link = self.link(one, other)
        return UNKNOWN if link is None else link.log_odds(self.shared_topic(one, other))

    def shared_topic(self, one: int, other: int) -> float:
        """What these two have in common with reports of other families."""
        return (self.topic.get(one, 0.0) + self.topic.get(other, 0.0)) / 2

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
        longest = sorted(ordered, key=lambda place: (-len(self.pile.reports[place]), place))[:_MEMBERS]
        extents = reduce(or_, (self.extents[place] for place in longest))
        topic = sum(self.topic.get(place, 0.0) for place in ordered) / len(ordered)
        return Whole(ordered, tuple(longest), extents, topic)

    def odds_of_wholes(self, one: Whole, other: Whole, beside: float) -> float:
        """The log-odds that two families go back to one origin; ``beside`` is what does not lie in the words."""
        signals = self.scale.signals(one.extent, other.extent)
        topic = (one.topic + other.topic) / 2
        if signals.log_odds(TOPIC_FLOOR) > UNKNOWN:
            signals = replace(signals, points=self._share_of_points(one, other))
        return signals.log_odds(topic) + beside

    def names_of_others(self, one: int, other: int) -> frozenset[int]:
        """The names in reports that are near either of these two and not likely of one origin with them."""
        near = sorted({*self.near[one], *self.near[other]} - {one, other})
        apart = (place for place in near if self.odds(one, place) <= 0 and self.odds(other, place) <= 0)
        return frozenset().union(*(self.extents[place].names for place in apart))

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
            outlet = self.pile.reports[other].text.outlet
            given = (debt for debt in self.debts[one] if outlet and self.newsrooms.same(debt.outlet, outlet))
            owed = next(given, None)
            if outlet and owed is None:
                owed = mention(self.pile.reports[one].reading, outlet, self.newsrooms)
            self._owed[one, other] = owed
        return self._owed[one, other]

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


def links(pile: Pile, places: Sequence[int], candidates: Candidates, newsrooms: Newsrooms) -> Links:
    """Compare the candidate pairs of these places."""
    scale = Scale.of(pile)
    extents = {place: extent(pile.reports[place]) for place in places}
    owed = {place: debts(report.reading, newsrooms) for place, report in enumerate(pile.reports)}
    people = {place: introduced(pile.reports[place].reading) for place in places}
    near: dict[int, list[int]] = {place: [] for place in places}
    found = Links(pile, scale, newsrooms, extents, owed, {}, {}, {})
    between = {}
    for a, b in zip(candidates.a.tolist(), candidates.b.tolist(), strict=True):
        signals = scale.signals(extents[a], extents[b])
        if signals.log_odds(TOPIC_FLOOR) > UNKNOWN:
            short, long = sorted((a, b), key=lambda place: (len(extents[place].words), place))
            signals = replace(signals, points=share_of_points(pile.reports[short], found.points(short, long)))
        shared = strangers(pile.reports[a].reading, pile.reports[b].reading, (people[a], people[b]))
        between[a, b] = Link(signals, _credit(found, a, b), shared)
        near[a].append(b)
        near[b].append(a)
    return replace(found, between=between, near={place: tuple(sorted(others)) for place, others in near.items()})


def share_of_points(report: Columns, grid: Grid, where: Flags | None = None) -> float:
    """The share of a report's content (or of these sentences') in sentences whose like stands in another."""
    chosen = np.ones(max(1, len(report.text.sentences)), bool) if where is None else where
    content = report.content & chosen[report.sentence]
    return float(grid[chosen].sum() / max(1, int(content.sum())))


def with_topics(links: Links, families: tuple[tuple[int, ...], ...]) -> Links:
    """Take off each report's topic: how much it shares with the families it shares least with, its own left out.

    A family counts once however many copies it has, so that a copy does not change the measure.
    """
    home = {place: number for number, family in enumerate(families) for place in family}
    shares: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for (a, b), link in links.between.items():
        if home[a] != home[b] and link.signals.words > SAME_TOPIC:
            shares[a][home[b]].append(link.signals.words)
            shares[b][home[a]].append(link.signals.words)
    topic = {}
    for place, by_family in sorted(shares.items()):
        means = sorted(sum(values) / len(values) for values in by_family.values())
        least = means[: max(1, len(means) // 2)]
        topic[place] = sum(least) / len(least)
    return replace(links, topic=topic)


def _credit(links: Links, a: int, b: int) -> float:
    """What both credit once is common knowledge; an outlet that both have their whole report from is an origin."""
    return CREDIT if links.owes(a, b) or links.owes(b, a) or links.same_whole_debt(a, b) else 0.0
