"""Lineage: who derives from whom, and the origins at the roots."""

from collections.abc import Sequence

from headwater.lineage.candidate import candidates, twins
from headwater.lineage.columns import columns
from headwater.lineage.direction import earliest
from headwater.lineage.evidence import shared
from headwater.lineage.family import families
from headwater.lineage.link import Links, links, with_topics
from headwater.lineage.origin import Tracing
from headwater.lineage.splice import splices
from headwater.model import Lineage, Possible, Reading

VERSION = "1"

POSSIBLE = -0.7  # log-odds above which a pair that was not joined is shown: even odds are 0


def trace(readings: Sequence[Reading]) -> Lineage:
    """Find the derivations and origins of a pile. The order of the readings does not change the answer."""
    # 1. The pile as columns; reports with the same words are put together before anything is counted.
    pile = columns(readings)
    groups = [(group[earliest([pile.reports[place].reading for place in group])], group) for group in twins(pile)]
    places = tuple(sorted(first for first, _ in groups))
    # 2. Pairs worth comparing, and their evidence; the topic is what reports of different families share.
    linked = links(pile, places, candidates(pile, places))
    linked = with_topics(linked, families(linked, places))
    # 3. Families. Reports made from two others are left out and come in under both.
    spliced = splices(linked, places)
    joined = families(linked, [place for place in places if place not in spliced])
    # 4. Direction, origins and roots.
    tracing = Tracing(linked)
    for family in joined:
        tracing.family(family)
    for splice in spliced.values():
        tracing.splice(splice)
    for first, group in groups:
        for place in group:
            if place != first:
                tracing.twin(place, first)
    return Lineage(
        derivations=tuple(sorted(tracing.derivations, key=lambda each: (each.report, each.source))),
        possible=_possible(linked, tracing),
        origins=tracing.origins(),
        roots=tuple(root for _, roots in sorted(tracing.roots.items()) for root in roots),
        aligned=tuple(sorted(tracing.aligned, key=lambda each: (each.a, each.b))),
    )


def _possible(linked: Links, tracing: Tracing) -> tuple[Possible, ...]:
    """Pairs near the line with no origin in common."""
    found = []
    for (a, b), odds in sorted(linked.all_odds().items()):
        if odds > POSSIBLE and not {r.origin for r in tracing.roots[a]} & {r.origin for r in tracing.roots[b]}:
            one, other = (linked.pile.reports[place].report for place in (a, b))
            found.append(Possible(one, other, round(odds, 3), shared(linked, a, b, tracing.align(a, b))))
    return tuple(found)
