"""A pile falls apart into neighbourhoods: reports that some likeness connects, however faint. Each is traced by itself.

No family reaches over the border of a neighbourhood, so a new report changes only what it is near to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from headwater.lineage.alignment import Grid
from headwater.lineage.hashed import Ints
from headwater.lineage.link import NEIGHBOURS, Link, Pair, Rows, from_rows


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """Some places of a pile, the links between them, and of each the nearest place outside, if it is near to any."""

    places: tuple[int, ...]
    a: Ints
    b: Ints
    rows: Rows
    beyond: Mapping[int, int]

    def between(self) -> dict[Pair, Link]:
        """The links."""
        pairs = zip(self.a.tolist(), self.b.tolist(), strict=True)
        return dict(zip(pairs, from_rows(self.rows), strict=True))

    def numbered(self) -> tuple[bytes, bytes]:
        """Which pairs are linked, by their numbers among the places."""
        places = np.array(self.places, np.int64)
        return np.searchsorted(places, self.a).tobytes(), np.searchsorted(places, self.b).tobytes()


def neighbourhoods(places: Sequence[int], a: Ints, b: Ints, rows: Rows) -> tuple[Neighbourhood, ...]:
    """The neighbourhoods that these links make of the places, in stable order."""
    near = rows["odds"] > NEIGHBOURS
    groups = _connected(places, zip(a[near].tolist(), b[near].tolist(), strict=True))
    home = np.full(max(places, default=-1) + 1, -1, np.int64)
    for number, group in enumerate(groups):
        home[list(group)] = number
    inside = np.flatnonzero(home[a] == home[b])
    inside = inside[np.argsort(home[a[inside]], kind="stable")]
    edges = np.searchsorted(home[a[inside]], np.arange(len(groups) + 1))
    outside = np.flatnonzero(home[a] != home[b])
    beyond = _nearest(np.r_[a[outside], b[outside]], np.r_[b[outside], a[outside]], np.tile(rows["words"][outside], 2))
    found = []
    for group, begin, end in zip(groups, edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        here = inside[begin:end]
        own = {place: beyond[place] for place in group if place in beyond}
        found.append(Neighbourhood(group, a[here], b[here], rows[here], own))
    return tuple(found)


def _connected(places: Sequence[int], pairs: Iterable[Pair]) -> list[tuple[int, ...]]:
    """The places in groups that these pairs connect."""
    first = {place: place for place in places}

    def _first(place: int) -> int:
        while first[place] != place:
            first[place] = place = first[first[place]]
        return place

    for a, b in pairs:
        one, other = sorted((_first(a), _first(b)))
        first[other] = one
    groups: dict[int, list[int]] = {}
    for place in sorted(places):
        groups.setdefault(_first(place), []).append(place)
    return list(map(tuple, groups.values()))


def _nearest(one: Ints, other: Ints, words: Grid) -> dict[int, int]:
    """Of each first place the second that shares most with it."""
    order = np.lexsort((other, -words, one))
    one, other = one[order], other[order]
    first = np.flatnonzero(np.r_[True, one[1:] != one[:-1]][: len(one)])
    return dict(zip(one[first].tolist(), other[first].tolist(), strict=True))
