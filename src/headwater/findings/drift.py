"""How one claim changed into another in retelling: which claims are before and after, and the weightiest change."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from headwater.findings.access import Access
from headwater.findings.change import changes
from headwater.findings.evidence import quote_alike
from headwater.findings.figure import EQUAL, agreement, stated, told, unusual, value
from headwater.findings.phrase import content
from headwater.findings.place import Place, ordered
from headwater.model import Claim, Drift, DriftKind

_SOFT = frozenset({"attribution", "modality", "hedge"})  # what any two claims differ in that do not state the same
_FIGURED = frozenset({"value", "unit", "period", "bound", "hedge"})  # what another claim may give as the retelling does
_SURE, _SAME = 0.7, 0.8  # how likely two claims are one where that is a change, where no derivation links them; by the
# development piles, as the next
_AKIN = 0.5  # the same where one denies what the other says, and one word is all that they have in common
_ACROSS = 0.9  # the same where reports are not linked, beside those that are
_NEAR = 0.2  # how likely two claims must be to be one claim before and after, where no alignment says so


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
    changed: set[str] = set()
    pairs = list(_pairs(claims, place, nearness))
    for before, after, linked in chain(((*pair, True) for pair in pairs), _across(pairs, claims, place, nearness)):
        if not linked and {before.id, after.id} & changed:
            continue
        near = nearness.get(ordered(before.id, after.id), 0.0)
        sure = linked and (near >= _SURE or agreement(before, after) >= EQUAL)
        akin = near >= _AKIN or len(content(before.quote) & content(after.quote)) > 1
        allowed = (each for each in changes(before, after, access) if sure or each[0] not in _SOFT)
        change = next((each for each in allowed if akin or each[0] != "polarity"), None)
        if change is not None and not (change[0] in _FIGURED and _as_before(after, before, claims)):
            kind, note = change
            directed = place.directed(before.report, after.report) is True
            # siblings of one parent show its one change once; each retelling of a parent is a change of its own
            changed |= {before.id, after.id}
            found.setdefault((kind, note, directed and after.report), Drift(kind, before.id, after.id, directed, note))
    return tuple(found.values())


def _as_before(after: Claim, before: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the earlier report gives elsewhere, as the later one gives them, the figures that the claim lacks."""
    new = set(map(told, stated(after))) - set(map(told, stated(before)))
    others = (each for each in claims if each.report == before.report and each is not before)
    return bool(new) and any(new <= set(map(told, stated(other))) for other in others)


def _pairs(
    claims: Sequence[Claim], place: Place, nearness: Mapping[tuple[str, str], float]
) -> Iterator[tuple[Claim, Claim]]:
    """For each claim and each linked report the one claim it can be the retelling of, upstream first; then the claims
    that no linked report gives.
    """
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    found: set[str] = set()
    for first, second in sorted(pair for pair in place.linked if pair[0] in by_report and pair[1] in by_report):
        if place.directed(first, second) is False:
            first, second = second, first
        for before, after in _best(by_report[first], by_report[second], place, nearness):
            found |= {before.id, after.id}
            yield before, after
    yield from _alone([c for c in claims if c.id not in found], claims, place, nearness)


def _across(
    pairs: Sequence[tuple[Claim, Claim]],
    claims: Sequence[Claim],
    place: Place,
    nearness: Mapping[tuple[str, str], float],
) -> Iterator[tuple[Claim, Claim, bool]]:
    """Claims that a report which is not linked gives almost as they are, while those that are linked give them less so:
    a retelling often follows several reports of a family, of which lineage names one. Marked as not linked.
    """
    known = {claim.id for pair in pairs for claim in pair}
    given = {c.id for a, b in pairs if nearness.get(ordered(a.id, b.id), 0.0) >= _ACROSS for c in (a, b)}
    less = [claim for claim in claims if claim.id in known - given]
    yield from ((*pair, False) for pair in _alone(less, claims, place, nearness, _ACROSS))


def _alone(
    alone: Sequence[Claim],
    claims: Sequence[Claim],
    place: Place,
    nearness: Mapping[tuple[str, str], float],
    cut: float = _SAME,
) -> Iterator[tuple[Claim, Claim]]:
    """Claims that no linked report gives, each with the one most like it of its origin: what lies between is unseen."""
    seen: set[tuple[str, str]] = set()
    for claim in alone:
        others = (
            (nearness.get(ordered(claim.id, o.id), 0.0), place.above(o.report, claim.report), o)
            for o in claims
            if o.report != claim.report and place.root[o.id] == place.root[claim.id]
        )
        near, before, other = max(others, key=lambda each: (*each[:2], each[2].id), default=(0.0, False, claim))
        pair = ordered(claim.id, other.id)
        if near >= cut and pair not in seen and ordered(claim.report, other.report) not in place.linked:
            seen.add(pair)
            yield (other, claim) if before or other.id == pair[0] else (claim, other)


def _best(
    before: Sequence[Claim], after: Sequence[Claim], place: Place, nearness: Mapping[tuple[str, str], float]
) -> Iterator[tuple[Claim, Claim]]:
    """Each claim of one report with the claim of the other most like it, and with those that quote the same words.

    A retelling often joins two claims into one, and parts one into two: each of the two finds its other.
    """
    matched = [
        (nearness.get(ordered(a.id, b.id), 0.0), a, b)
        for a in before
        for b in after
        if place.root[a.id] == place.root[b.id] and _matched(a, b, place, nearness)
    ]
    best: dict[str, float] = {}
    for near, a, b in matched:
        best[a.id], best[b.id] = max(near, best.get(a.id, near)), max(near, best.get(b.id, near))
    for near, a, b in sorted(matched, key=lambda pair: (-pair[0], pair[2].start, pair[1].start)):
        if near in (best[a.id], best[b.id]) or quote_alike(a, b):
            yield a, b


def _matched(a: Claim, b: Claim, place: Place, nearness: Mapping[tuple[str, str], float]) -> bool:
    pair = ordered(a.id, b.id)
    return pair in place.shared or nearness.get(pair, 0.0) >= _NEAR or _same_figure(a, b)


def _same_figure(a: Claim, b: Claim) -> bool:
    """Whether both give one figure that is met seldom: within a finding that is the same statement."""
    return bool({value(q) for q in unusual(a)} & {value(q) for q in unusual(b)})
