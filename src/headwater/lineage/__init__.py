"""Lineage: who derives from whom, and the origins at the roots."""

from collections.abc import Sequence

from headwater.lineage.candidate import candidates, twins
from headwater.lineage.columns import columns
from headwater.lineage.direction import earliest
from headwater.lineage.evidence import shared
from headwater.lineage.family import POSSIBLE, Joined, families
from headwater.lineage.link import Links, links, with_topics
from headwater.lineage.origin import Tracing
from headwater.lineage.press import newsrooms
from headwater.lineage.splice import splices
from headwater.model import Lineage, Possible, Reading

VERSION = "1"


def trace(readings: Sequence[Reading], *, outlets: str = "") -> Lineage:
    """Find the derivations and origins of a pile. The order of the readings does not change the answer.

    Args:
        readings: what was read from each report.
        outlets: further outlets that are one newsroom, one newsroom a line: see `press.newsrooms`.

    Raises:
        InputError: a line of ``outlets`` has only one name.
    """
    rooms = newsrooms(outlets)
    # 1. The pile as columns; reports with the same words are put together before anything is counted.
    pile = columns(readings)
    groups = [
        (group[earliest([pile.reports[place].reading for place in group], rooms)], group) for group in twins(pile)
    ]
    places = tuple(sorted(first for first, _ in groups))
    # 2. Pairs worth comparing, and their evidence; the topic is what reports of different families share.
    linked = links(pile, places, candidates(pile, places), rooms)
    linked = with_topics(linked, families(linked, places).families)
    # 3. Families. Reports made from two others are left out and come in under both.
    spliced = splices(linked, places)
    joined = families(linked, [place for place in places if place not in spliced])
    # 4. Direction, origins and roots.
    tracing = Tracing(linked, joined.joins)
    for family in joined.families:
        tracing.family(family)
    for splice in spliced.values():
        tracing.splice(splice)
    for first, group in groups:
        for place in group:
            if place != first:
                tracing.twin(place, first)
    return Lineage(
        derivations=tuple(sorted(tracing.derivations, key=lambda each: (each.report, each.source))),
        possible=_possible(linked, joined, tracing),
        origins=tracing.origins(),
        roots=tuple(root for _, roots in sorted(tracing.roots.items()) for root in roots),
        aligned=tuple(sorted(tracing.aligned, key=lambda each: (each.a, each.b))),
    )


def _possible(linked: Links, joined: Joined, tracing: Tracing) -> tuple[Possible, ...]:
    """Pairs near the line with no origin in common; of two families near the line, the pair that is likest."""
    near = {pair: odds for pair, odds in linked.all_odds().items() if odds > POSSIBLE}
    for each in joined.apart:
        pairs = [(linked.odds(a, b), -min(a, b), -max(a, b)) for a in each.one for b in each.other]
        _, a, b = max(pairs)
        near[-a, -b] = max(each.odds, near.get((-a, -b), each.odds))
    found = []
    for (a, b), odds in sorted(near.items()):
        if not {r.origin for r in tracing.roots[a]} & {r.origin for r in tracing.roots[b]}:
            one, other = (linked.pile.reports[place].report for place in (a, b))
            found.append(Possible(one, other, round(odds, 3), shared(linked, a, b, tracing.align(a, b))))
    return tuple(found)
