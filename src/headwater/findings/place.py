"""Where each claim stands in the lineage: its root, its relatives, and the claims known to be the same stretch."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.model import Aligned, Claim, Lineage, Passage, Reading

_SAME_STRETCH = 0.5  # of the shorter claim, when one is laid over the other through an alignment


@dataclass(frozen=True, slots=True)
class Place:
    """The lineage of a pile, asked about claims."""

    root: dict[str, str]  # claim id -> publication origin
    near: frozenset[tuple[str, str]]  # pairs of origins, in order, of which one may be a copy of the other
    upstream: dict[str, frozenset[str]]  # report -> reports it is known to derive from, directly
    linked: frozenset[tuple[str, str]]  # pairs of reports, in order, with a derivation between them or a shared parent
    unseen: frozenset[str]  # origins that are not in the case
    shared: dict[tuple[str, str], float]  # pairs of claims, in order, of one stretch -> how much of it

    def kin(self, a: Claim, b: Claim) -> bool:
        """Whether claims of two reports are of one family: the reports are linked, or both go back to one origin."""
        if a.report == b.report:
            return False
        return self.root[a.id] == self.root[b.id] or ordered(a.report, b.report) in self.linked

    def possible(self, a: Claim, b: Claim) -> bool:
        """Whether it is open if one of these claims was copied from the other.

        A possible pair of reports stands for all that their origins are behind: lineage names the likeliest pair of two
        families, and a claim may stand in others of them.
        """
        return ordered(self.root[a.id], self.root[b.id]) in self.near

    def above(self, a: str, b: str) -> bool:
        """Whether report ``b`` is known to derive from ``a``, directly or through others."""
        seen: set[str] = set()
        ahead = set(self.upstream.get(b, ()))
        while ahead - seen:
            seen |= ahead
            ahead = {source for report in ahead for source in self.upstream.get(report, ())}
        return a in seen

    def copies(self) -> frozenset[str]:
        """The reports that are known to derive from others of the case."""
        return frozenset(report for report, sources in self.upstream.items() if sources - self.unseen)

    def first_known(self, report: str, root: str) -> bool:
        """Whether a passage of ``report`` with this root is as far upstream as the case goes.

        It is if it is the root itself, or if the root is not in the case and no report between them is.
        """
        if root in self.unseen:
            return not any(source not in self.unseen for source in self.upstream.get(report, ()))
        return root == report

    def directed(self, a: str, b: str) -> bool | None:
        """True if report ``b`` is known to derive from ``a``, False if ``a`` from ``b``, None if not known."""
        if a in self.upstream.get(b, ()):
            return True
        return False if b in self.upstream.get(a, ()) else None


def place(readings: Sequence[Reading], claims: Sequence[Claim], lineage: Lineage) -> Place:
    """Index the lineage by claim."""
    by_report: dict[str, list[Claim]] = {reading.report: list(reading.claims) for reading in readings}
    upstream: dict[str, set[str]] = {}
    children: dict[str, set[str]] = {}
    linked: set[tuple[str, str]] = set()
    for derivation in lineage.derivations:
        children.setdefault(derivation.source, set()).add(derivation.report)
        linked.add(ordered(derivation.report, derivation.source))
        if derivation.direction == "known":
            upstream.setdefault(derivation.report, set()).add(derivation.source)
    unseen = {origin.id for origin in lineage.origins if not origin.in_case}
    for parent, reports in sorted(children.items()):
        if parent in unseen:
            linked.update((a, b) for a in reports for b in reports if a < b)
    return Place(
        root=_roots(claims, lineage),
        near=frozenset(_near(lineage)),
        upstream={report: frozenset(sources) for report, sources in upstream.items()},
        linked=frozenset(linked),
        unseen=frozenset(unseen),
        shared=dict(_shared(by_report, lineage.aligned)),
    )


def _near(lineage: Lineage) -> Iterator[tuple[str, str]]:
    """The pairs of origins that possible pairs of reports stand for; a report without roots is its own."""
    origins: dict[str, set[str]] = {}
    for root in lineage.roots:
        origins.setdefault(root.report, set()).add(root.origin)
    for pair in lineage.possible:
        for one in origins.get(pair.a, {pair.a}):
            yield from (ordered(one, other) for other in origins.get(pair.b, {pair.b}) if one != other)


def ordered(a: str, b: str) -> tuple[str, str]:
    """The pair in stable order."""
    return (a, b) if a <= b else (b, a)


def _roots(claims: Sequence[Claim], lineage: Lineage) -> dict[str, str]:
    """The publication origin of each claim: the root of most of its words. A report without roots is its own."""
    roots: dict[str, list[tuple[int, int, str]]] = {}
    for root in lineage.roots:
        roots.setdefault(root.report, []).append((root.start, root.end, root.origin))
    found = {}
    for claim in claims:
        shares: dict[str, int] = {}
        for start, end, origin in roots.get(claim.report, ()):
            shares[origin] = shares.get(origin, 0) + max(0, min(end, claim.end) - max(start, claim.start))
        best = max(shares.items(), key=lambda item: item[1], default=(claim.report, 0))
        found[claim.id] = best[0] if best[1] or not shares else claim.report
    return found


def _shared(by_report: dict[str, list[Claim]], aligned: Sequence[Aligned]) -> Iterator[tuple[tuple[str, str], float]]:
    """Pairs of claims that an alignment lays over one another, with how much of the shorter is covered."""
    best: dict[tuple[str, str], float] = {}
    for pair in aligned:
        theirs = _in(by_report.get(pair.b.report, []), pair.b)
        for mine in _in(by_report.get(pair.a.report, []), pair.a):
            start, end = _laid_over(mine.start, pair.a, pair.b), _laid_over(mine.end, pair.a, pair.b)
            for other in theirs:
                common = min(end, other.end) - max(start, other.start)
                share = common / max(1.0, min(end - start, other.end - other.start))
                key = ordered(mine.id, other.id)
                if share >= _SAME_STRETCH and share > best.get(key, 0.0):
                    best[key] = min(1.0, share)
    yield from sorted(best.items())


def _in(claims: Sequence[Claim], passage: Passage) -> Sequence[Claim]:
    first = bisect_right([c.end for c in claims], passage.start)
    last = bisect_left([c.start for c in claims], passage.end)
    return claims[first:last]


def _laid_over(offset: int, a: Passage, b: Passage) -> float:
    """Where an offset of ``a`` comes to stand in ``b``; it may lie outside."""
    return b.start + (offset - a.start) * (b.end - b.start) / max(1, a.end - a.start)
