"""How one claim changed into another in retelling: which claims are before and after, and the weightiest change."""

from collections.abc import Iterator, Mapping, Sequence

from headwater.findings.access import Access
from headwater.findings.change import changes
from headwater.findings.figure import stated, unusual, value
from headwater.findings.place import Place, ordered
from headwater.model import Claim, Drift, DriftKind

_NEAR = 0.4  # how alike two claims must be to be one claim before and after, where no alignment says so


def drifts(
    claims: Sequence[Claim], place: Place, access: Mapping[str, Access], nearness: Mapping[tuple[str, str], float]
) -> tuple[Drift, ...]:
    """The drift in one finding: between a claim and the one it derives from, or between siblings of one unseen origin.

    Args:
        claims: the claims of the finding.
        place: the lineage.
        access: who is said to have said each claim.
        nearness: how alike the finding's claims are, by claim ids in stable order.
    """
    found: dict[tuple[DriftKind, str, bool | str], Drift] = {}
    for before, after in _pairs(claims, place, nearness):
        change = next(changes(before, after, access), None)
        if change is not None:
            kind, note = change
            directed = place.directed(before.report, after.report) is True
            # siblings of one parent show its one change once; each retelling of a parent is a change of its own
            found.setdefault((kind, note, directed and after.report), Drift(kind, before.id, after.id, directed, note))
    return tuple(found.values())


def _pairs(
    claims: Sequence[Claim], place: Place, nearness: Mapping[tuple[str, str], float]
) -> Iterator[tuple[Claim, Claim]]:
    """For each claim and each linked report the one claim it can be the retelling of, upstream first."""
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    for first, second in sorted(pair for pair in place.linked if pair[0] in by_report and pair[1] in by_report):
        if place.directed(first, second) is False:
            first, second = second, first
        yield from _best(by_report[first], by_report[second], place, nearness)


def _best(
    before: Sequence[Claim], after: Sequence[Claim], place: Place, nearness: Mapping[tuple[str, str], float]
) -> Iterator[tuple[Claim, Claim]]:
    """Each later claim with the earlier one most like it, and with others whose figures it took over.

    A retelling often joins two claims into one; the second is known by a figure that the first does not have.
    """
    for b in after:
        near = sorted(
            (-nearness.get(ordered(a.id, b.id), 0.0), a.start, place_in)
            for place_in, a in enumerate(before)
            if place.root[a.id] == place.root[b.id] and _matched(a, b, place, nearness)
        )
        taken: set[float | None] = set()
        for _, _, place_in in near:
            a = before[place_in]
            shared = {value(q) for q in stated(a)} & {value(q) for q in stated(b)}
            if not taken or shared - taken:
                yield a, b
            taken |= shared or {None}


def _matched(a: Claim, b: Claim, place: Place, nearness: Mapping[tuple[str, str], float]) -> bool:
    pair = ordered(a.id, b.id)
    return pair in place.shared or nearness.get(pair, 0.0) >= _NEAR or _same_figure(a, b)


def _same_figure(a: Claim, b: Claim) -> bool:
    """Whether both give one figure that is met seldom: within a finding that is the same statement."""
    return bool({value(q) for q in unusual(a)} & {value(q) for q in unusual(b)})
