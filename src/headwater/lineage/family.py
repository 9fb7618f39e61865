"""Which reports belong together, decided so that one weak edge never merges two families.

Average link over log-odds joins families as wholes. Then a report that stayed alone is taken in by a clearly longer one
that covers it, unless another family covers it nearly as well: short reports made from different parts of one parent
share little with each other, so their average link to the family says nothing. The same for a report that has all
from the outlet that one in the family has all from, and shares its material: whether it is like those that credit
nobody says nothing either.
"""

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np

from headwater.lineage.link import UNKNOWN, Links

Pair = tuple[int, int]
Families = tuple[tuple[int, ...], ...]

LONGER = 1.35  # a parent has at least so many times the words of a child that is held to be drawn from it
MARGIN = 1.0  # log-odds between the report that takes in a lone one and the best of another family


def families(links: Links, places: Sequence[int]) -> Families:
    """The families of these places, in stable order."""
    inside = set(places)
    odds = {pair: value for pair, value in links.all_odds().items() if inside.issuperset(pair)}
    return _with_lone(links, join(places, odds), odds)


def homes(families: Families) -> dict[int, int]:
    """The number of each place's family."""
    return {place: number for number, family in enumerate(families) for place in family}


def longer(links: Links, one: int, other: int) -> bool:
    """Whether the first report is clearly longer than the second."""
    return len(links.pile.reports[one]) >= LONGER * len(links.pile.reports[other])


def _with_lone(links: Links, found: Families, odds: Mapping[Pair, float]) -> Families:
    home = homes(found)
    near: dict[int, list[tuple[float, int]]] = {}
    for (a, b), value in odds.items():
        for one, other in ((a, b), (b, a)):
            if len(found[home[one]]) == 1:
                near.setdefault(one, []).append((value, other))
    graph = nx.Graph()
    graph.add_nodes_from(range(len(found)))
    for lone, others in sorted(near.items()):
        value, parent = max(others, key=lambda each: (each[0], -each[1]))
        rival = max((v for v, other in others if home[other] != home[parent]), default=UNKNOWN)
        if (
            value > 0
            and value - rival >= MARGIN
            and (longer(links, parent, lone) or links.same_whole_debt(parent, lone))
        ):
            graph.add_edge(home[lone], home[parent])
    joined = (sorted(place for number in part for place in found[number]) for part in nx.connected_components(graph))
    return tuple(sorted(map(tuple, joined)))


def join(places: Sequence[int], odds: Mapping[Pair, float]) -> Families:
    """Average link, cut at 0; a pair without odds counts as unknown.

    Only what positive pairs connect can come together, so each component is joined by itself.
    """
    graph = nx.Graph()
    graph.add_nodes_from(places)
    graph.add_edges_from(pair for pair, value in odds.items() if value > 0)
    return tuple(sorted(_joined(nx.connected_components(graph), odds)))


def _joined(components: Iterable[set[int]], odds: Mapping[Pair, float]) -> Iterable[tuple[int, ...]]:
    for component in components:
        yield from _average_link(sorted(component), odds)


def _average_link(places: Sequence[int], odds: Mapping[Pair, float]) -> list[tuple[int, ...]]:
    total = np.full((len(places), len(places)), -np.inf)
    for i, one in enumerate(places):
        for j in range(i + 1, len(places)):
            total[i, j] = total[j, i] = odds.get((one, places[j]), UNKNOWN)
    members = [[place] for place in places]
    weight = np.ones(len(places))
    while True:
        mean = total / np.outer(weight, weight)
        a, b = sorted(map(int, np.unravel_index(int(np.argmax(mean)), mean.shape)))
        if not mean[a, b] > 0:
            return [tuple(sorted(group)) for group in members if group]
        total[a] += total[b]
        total[:, a] = total[a]
        total[b] = total[:, b] = total[a, a] = -np.inf
        weight[a] += weight[b]
        members[a] += members[b]
        members[b] = []
