"""Spliced reports: the first part from one report, the rest from another.

A splice is two reports in one, so each part is judged as a report of its own, by the same log-odds: it must go with its
own parent, and better than with the other's. Where the parts meet is the sentence where the best cover changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np

from headwater.lineage.alignment import covered
from headwater.lineage.columns import Flags
from headwater.lineage.family import families, homes
from headwater.lineage.link import Links, share_of_points
from headwater.lineage.score import extent

_NEAR = 48  # reports that are thought of as parents, those that share most
_PARTNERS = 6  # of them, those looked at closely: those that cover most
_SENTENCES = 2  # least length of a part
_GAIN = 0.06  # share of its content words that two parents must explain beyond the better one alone
_AS_GOOD = 0.9  # share of the greatest gain at which the choice between copies of one report is free
_FAR = -1.0  # standard deviations of shared words below which a report is no parent
_MARGIN = 1.5  # log-odds by which each part must prefer its own parent


@dataclass(frozen=True, slots=True)
class Splice:
    """Sentences before ``cut`` of the report at ``place`` come from ``first``, the others from ``second``."""

    place: int
    first: int
    second: int
    cut: int


def splices(links: Links, places: Sequence[int]) -> dict[int, Splice]:
    """The spliced reports among these, by place.

    A splice is like two families and may have drawn them together, so all that look spliced are set aside first: the
    parents of a splice must be of two families that stand without it. So too, what is spliced is no parent of a splice:
    two copies of one splice go back to its parents.
    """
    partners = {place: _partners(links, place) for place in places}
    apart = {place: place for place in places}
    likely = [place for place in places if _splice(links, apart, place, partners[place])]
    if not likely:
        return {}
    home = homes(families(links, sorted(set(places) - set(likely))).families)
    found = {}
    for place in sorted(likely):
        if splice := _splice(links, home, place, [other for other in partners[place] if other in home]):
            found[place] = splice
    while torn := [place for place in sorted(found) if whole_elsewhere(links, home, place, found)]:
        for place in torn:
            del found[place]
    return found


def whole_elsewhere(links: Links, home: Mapping[int, int], place: int, found: Mapping[int, Splice]) -> bool:
    """Whether a splice would be torn from a report that goes with the whole of it, and is no splice of the same two."""
    families = {home[found[place].first], home[found[place].second]}
    for other in links.near[place]:
        twin = found.get(other)
        same = home.get(other) in families or (twin and {home[twin.first], home[twin.second]} == families)
        if not same and links.odds(place, other) > 0:
            return True
    return False


def _partners(links: Links, place: int) -> list[int]:
    """The reports that could be parents of this one: near it, and not of one origin with all others that are."""
    near = [(link.signals.words, other) for other in links.near[place] if (link := links.link(place, other))]
    best = [other for words, other in sorted(near, key=lambda each: (-each[0], each[1]))[:_NEAR] if words > _FAR]
    return [one for one in best if any(one != other and links.odds(one, other) <= 0 for other in best)]


def _splice(links: Links, home: Mapping[int, int], place: int, others: list[int]) -> Splice | None:
    """How this report is spliced from two of the others that ``home`` puts in two families; None if it is not."""
    report = links.pile.reports[place]
    count = len(report.text.sentences)
    if count < 2 * _SENTENCES or len({home[other] for other in others}) < 2:
        return None
    hits = {other: covered(report, links.pile.reports[other]) for other in others}
    best = sorted(hits, key=lambda other: (-hits[other][0].sum(), other))[:_PARTNERS]
    found: list[tuple[float, Splice]] = []
    for first, second in permutations(best, 2):
        if home[first] == home[second] or links.odds(first, second) > 0:
            continue
        if len(report) > max(len(links.pile.reports[first]), len(links.pile.reports[second])):
            continue  # two reports drawn from different parts of this one look the same
        before, after = np.cumsum(hits[first][0]), hits[second][0].sum() - np.cumsum(hits[second][0])
        gains = before + after - max(before[-1], hits[second][0].sum())
        inside = gains[_SENTENCES - 1 : count - _SENTENCES]
        cut = int(np.argmax(inside)) + _SENTENCES
        if inside[cut - _SENTENCES] >= _GAIN * hits[first][1].sum():
            found.append((float(inside[cut - _SENTENCES]), Splice(place, first, second, cut)))
    most = max((gain for gain, _ in found), default=0.0)
    length = {other: len(links.pile.reports[other]) for other in best}  # of copies that explain as much, the fuller one
    found.sort(
        key=lambda each: (each[0] < _AS_GOOD * most, -length[each[1].first] - length[each[1].second], each[1].first)
    )
    return next((splice for _, splice in found if _stands(links, splice)), None)


def _stands(links: Links, splice: Splice) -> bool:
    """Whether each part goes with its own parent, no shorter than the part, and clearly less with the other's."""
    report = links.pile.reports[splice.place]
    before = np.arange(len(report.text.sentences)) < splice.cut
    for part, own, other in ((before, splice.first, splice.second), (~before, splice.second, splice.first)):
        if len(links.pile.reports[own]) < int(part[report.sentence].sum()):
            return False
        odds = _part_odds(links, splice.place, part, own)
        if odds <= 0 or odds - _part_odds(links, splice.place, part, other) < _MARGIN:
            return False
    return True


def _part_odds(links: Links, place: int, part: Flags, parent: int) -> float:
    """The log-odds that these sentences of a report go back to another."""
    report = links.pile.reports[place]
    signals = links.scale.signals(extent(report, part[report.sentence]), links.extents[parent])
    return replace(signals, points=share_of_points(report, links.points(place, parent), part)).log_odds
