"""Lineage: who derives from whom, and the origins at the roots."""

from collections.abc import Mapping, Sequence
from itertools import chain

from headwater.lineage.candidate import candidates, twins
from headwater.lineage.columns import columns
from headwater.lineage.direction import earliest
from headwater.lineage.evidence import shared
from headwater.lineage.family import POSSIBLE, Joined, families
from headwater.lineage.kept import Blobs, Kept, codes, key, paired
from headwater.lineage.link import Links
from headwater.lineage.neighbourhood import Neighbourhood, neighbourhoods
from headwater.lineage.origin import Tracing
from headwater.lineage.press import newsrooms
from headwater.lineage.sketch import sketches
from headwater.lineage.splice import splices
from headwater.model import Lineage, Possible, Reading, make_id

__all__ = ["VERSION", "newsrooms", "retrace", "trace"]

VERSION = "3"

Twins = Mapping[int, tuple[int, ...]]
"""By the place of a report all that have the same words, itself among them."""


def trace(readings: Sequence[Reading], *, outlets: str = "") -> Lineage:
    """Find the derivations and origins of a pile. The order of the readings does not change the answer.

    Args:
        readings: what was read from each report.
        outlets: further outlets that are one newsroom, one newsroom a line: see `press.newsrooms`.

    Raises:
        UsageError: a line of ``outlets`` has only one name.
    """
    return retrace(readings, {each.report: each.report for each in readings}, {}, outlets=outlets)[0]


def retrace(
    readings: Sequence[Reading], made_from: Mapping[str, str], kept: Blobs, *, outlets: str = ""
) -> tuple[Lineage, Blobs]:
    """Trace a pile of which much may have been traced before; also gives what to keep for the next time.

    The lineage is the same as without anything kept.

    Args:
        readings: what was read from each report.
        made_from: by report, the fingerprint of all that its reading was made from.
        kept: what the last trace gave to keep, of whatever pile, version and options.
        outlets: as for `trace`.
    """
    rooms = newsrooms(outlets)
    memory = Kept(kept, make_id("lineage kept", VERSION, outlets))
    # 1. The pile as sketches; reports with the same words are put together before anything is counted.
    pile = columns(readings)
    code = codes([made_from[each.report] for each in pile.readings])
    sketched = memory.sketches(code, lambda places: sketches(pile.readings[place].text.text for place in places))
    groups = {group[earliest([pile.readings[place] for place in group], rooms)]: group for group in twins(sketched)}
    places = tuple(sorted(groups))
    # 2. Pairs worth comparing, and their evidence.
    found, links = candidates(pile, sketched, places), Links.of(pile, rooms)
    rows = memory.links(
        paired(code[found.a], code[found.b]),
        lambda new: [links.compare(int(found.a[each]), int(found.b[each])) for each in new],
    )
    # 3. What can be of one family at all; there the families, directions, origins and roots.
    lines = []
    for part in neighbourhoods(places, found.a, found.b, rows):
        made = [code[list(groups[place])].tolist() for place in part.places]
        about = [int(code[part.beyond[place]]) if place in part.beyond else 0 for place in part.places]

        def _lineage(part: Neighbourhood = part) -> Lineage:
            return _traced(links.linked(part.places, part.between(), part.beyond), part.places, groups)

        lines.append(memory.lineage(key(made, about, part.numbered()), _lineage))
    return _joined(lines), memory.now


def _traced(links: Links, places: Sequence[int], groups: Twins) -> Lineage:
    """The lineage of one neighbourhood."""
    # Reports made from two others are left out and come in under both.
    spliced = splices(links, places)
    joined = families(links, [place for place in places if place not in spliced])
    tracing = Tracing(links, joined.joins)
    for family in joined.families:
        tracing.family(family)
    for splice in spliced.values():
        tracing.splice(splice)
    for first in places:
        for place in groups[first]:
            if place != first:
                tracing.twin(place, first)
    return Lineage(
        derivations=tuple(tracing.derivations),
        possible=_possible(links, joined, tracing),
        origins=tracing.origins(),
        roots=tuple(root for _, roots in sorted(tracing.roots.items()) for root in roots),
        aligned=tuple(tracing.aligned),
    )


def _possible(links: Links, joined: Joined, tracing: Tracing) -> tuple[Possible, ...]:
    """Pairs near the line with no origin in common; of two families near the line, the pair that is likest."""
    near = {pair: odds for pair, odds in links.all_odds().items() if odds > POSSIBLE}
    for each in joined.apart:
        pairs = [(links.odds(a, b), -min(a, b), -max(a, b)) for a in each.one for b in each.other]
        _, a, b = max(pairs)
        near[-a, -b] = max(each.odds, near.get((-a, -b), each.odds))
    found = []
    for (a, b), odds in sorted(near.items()):
        if not {r.origin for r in tracing.roots[a]} & {r.origin for r in tracing.roots[b]}:
            one, other = (links.pile.reports[place].report for place in (a, b))
            found.append(Possible(one, other, round(odds, 3), shared(links, a, b, tracing.align(a, b))))
    return tuple(found)


def _joined(lines: Sequence[Lineage]) -> Lineage:
    """The lineages of all neighbourhoods as one, in stable order."""
    return Lineage(
        derivations=tuple(
            sorted(chain.from_iterable(each.derivations for each in lines), key=lambda each: (each.report, each.source))
        ),
        possible=tuple(sorted(chain.from_iterable(each.possible for each in lines), key=lambda each: (each.a, each.b))),
        origins=tuple(sorted(chain.from_iterable(each.origins for each in lines), key=lambda each: each.id)),
        roots=tuple(
            sorted(chain.from_iterable(each.roots for each in lines), key=lambda each: (each.report, each.start))
        ),
        aligned=tuple(
            sorted(
                chain.from_iterable(each.aligned for each in lines),
                key=lambda each: (each.a.report, each.a.start, each.b.report, each.b.start),
            )
        ),
    )
