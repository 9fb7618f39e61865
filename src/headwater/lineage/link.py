"""The evidence between two reports, added up: words, figures, credits, little-known people."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from headwater.lineage.alignment import points
from headwater.lineage.candidate import Candidates
from headwater.lineage.columns import Columns, Flags, Pile
from headwater.lineage.informant import Stranger, introduced, strangers
from headwater.lineage.press import Debt, debts, same_newsroom
from headwater.lineage.score import SAME_TOPIC, TOPIC_FLOOR, Extent, Scale, Signals, extent

Pair = tuple[int, int]

CREDIT = 4.0  # one report credits the other's outlet, or both an outlet that is not in the case
STRANGERS = 4.0  # shared little-known people count for no more
SURE = 4.0  # log-odds beyond which sentences need not be compared any more
UNKNOWN = -5.0  # a pair that shares too little to be a candidate


@dataclass(frozen=True, slots=True)
class Link:
    """What two reports share. ``credit`` is the log-odds that their credits speak for one origin."""

    signals: Signals
    credit: float
    strangers: tuple[Stranger, ...]

    def log_odds(self, topic: float = 0.0) -> float:
        """All the evidence for one origin."""
        return self.signals.log_odds(topic) + self.credit + self.people

    @property
    def people(self) -> float:
        """The part of the evidence that lies in shared little-known people."""
        return min(STRANGERS, sum(each.weight for each in self.strangers))


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """The links between the candidates of a pile, and what they were made from."""

    pile: Pile
    scale: Scale
    extents: Mapping[int, Extent]
    debts: Mapping[int, tuple[Debt, ...]]
    between: Mapping[Pair, Link]
    topic: Mapping[int, float]

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

    def all_odds(self) -> dict[Pair, float]:
        """The log-odds of every candidate pair."""
        return {pair: self.odds(*pair) for pair in self.between}

    def same_debt(self, one: int, other: int) -> bool:
        """Whether both owe something to one outlet."""
        return any(same_newsroom(x.outlet, y.outlet) for x in self.debts[one] for y in self.debts[other])

    def same_whole_debt(self, one: int, other: int) -> bool:
        """Whether both have their whole report from one outlet."""
        pairs = ((x, y) for x in self.debts[one] for y in self.debts[other] if x.whole and y.whole)
        return any(same_newsroom(x.outlet, y.outlet) for x, y in pairs)

    def owes(self, one: int, other: int) -> Debt | None:
        """What the first report owes to the outlet of the second."""
        outlet = self.pile.reports[other].text.outlet
        return next((debt for debt in self.debts[one] if outlet and same_newsroom(debt.outlet, outlet)), None)


def links(pile: Pile, places: tuple[int, ...], candidates: Candidates) -> Links:
    """Compare the candidate pairs of these places."""
    scale = Scale.of(pile)
    extents = {place: extent(pile.reports[place]) for place in places}
    owed = {place: debts(report.reading) for place, report in enumerate(pile.reports)}
    people = {place: introduced(pile.reports[place].reading) for place in places}
    found = Links(pile, scale, extents, owed, {}, {})
    between = {}
    for a, b in zip(candidates.a.tolist(), candidates.b.tolist(), strict=True):
        signals = scale.signals(extents[a], extents[b])
        if signals.log_odds(TOPIC_FLOOR) > UNKNOWN and signals.log_odds() < SURE:
            short, long = sorted((a, b), key=lambda place: (len(extents[place].words), place))
            signals = replace(signals, points=share_of_points(pile.reports[short], pile.reports[long]))
        shared = strangers(pile.reports[a].reading, pile.reports[b].reading, (people[a], people[b]))
        between[a, b] = Link(signals, _credit(found, a, b), shared)
    return Links(pile, scale, extents, owed, between, {})


def share_of_points(short: Columns, long: Columns, where: Flags | None = None) -> float:
    """The share of a report's content (or of these sentences') in sentences whose like stands in a longer one."""
    chosen = np.ones(max(1, len(short.text.sentences)), bool) if where is None else where
    content = short.content & chosen[short.sentence]
    return float(points(short, long)[chosen].sum() / max(1, int(content.sum())))


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
    return Links(links.pile, links.scale, links.extents, links.debts, links.between, topic)


def _credit(links: Links, a: int, b: int) -> float:
    """What both credit once is common knowledge; an outlet that both have their whole report from is an origin."""
    return CREDIT if links.owes(a, b) or links.owes(b, a) or links.same_whole_debt(a, b) else 0.0
