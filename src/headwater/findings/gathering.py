"""The main path: claims are compared, grouped, counted, and their changes named."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from headwater.findings.about import stems, wholeness
from headwater.findings.access import accesses, own_work
from headwater.findings.dispute import disputed
from headwater.findings.drift import drifts
from headwater.findings.figure import slot
from headwater.findings.group import families, retellings, shared
from headwater.findings.judged import beside, regrouped
from headwater.findings.kept import Kept
from headwater.findings.likeness import Likeness, Table
from headwater.findings.place import Place, ordered, place
from headwater.findings.similarity import compare
from headwater.findings.support import Case, Parted, Support, on_one_thing, support
from headwater.model import Claim, Finding, Findings, Grouping, Lineage, Origin, Quantity, Reading, make_id

_CENTRAL = 0.5  # of the likeness of the claim most like the others that another one needs to speak for a finding


def gather(
    readings: Sequence[Reading],
    lineage: Lineage,
    likeness: Likeness | None = None,
    judged: Grouping | None = None,
    kept: Kept | None = None,
) -> Findings:
    """Group the claims of a pile, as people judged them where they did, and count the origins behind each group."""
    judged, kept = judged or Grouping(), kept or Kept()
    readings = sorted(readings, key=lambda r: r.report)
    texts = {r.report: r.text for r in readings}
    claims = [c for r in readings for c in sorted(r.claims, key=lambda c: (c.start, c.end))]
    if not claims:
        return Findings()
    where = place(readings, claims, lineage)
    about = stems(claims, texts)
    reports = [c.report for c in claims]
    alike = compare(claims, about, where, likeness or Table(), own_work(readings), kept)
    kin = {(i, j): likely for (i, j), likely in alike.items() if where.kin(claims[i], claims[j])}
    strange = {pair: likely for pair, likely in alike.items() if pair not in kin}
    lines = retellings(reports, kin)
    outlets, copies = _outlets(readings, lineage), where.copies()
    nearness = {ordered(claims[i].id, claims[j].id): likely for (i, j), likely in alike.items()}
    case = Case(
        place=where,
        accesses=kept.accesses((*sorted(outlets), "", *sorted(copies)), lambda: accesses(readings, outlets, copies)),
        nearness=nearness,
        stems={c.id: held for c, held in zip(claims, about.clause, strict=True)},
        reports={r.report: r.text.name for r in readings},
        origins={o.id: o.name for o in lineage.origins},
        outlets={r.report: r.text.outlet for r in readings if r.text.outlet},
        settled=judged.together,
    )
    findings, informants = list[Finding](), list[Origin]()
    suggested = shared(families(lines, reports, strange), reports, alike)
    final = regrouped(suggested, [c.id for c in claims], judged, alike)
    torn = tuple(set(suggested) - set(final))
    parted = Parted(case)
    for group in final:
        members, out = [claims[i] for i in group], beside(torn, group)
        behind = support(members, case, parted.parties([claims[i] for i in sorted((*group, *out))]) if out else None)
        informants.extend(behind.heard)
        findings.append(_finding(members, behind, case))
    findings.sort(key=lambda f: (-f.origins_low, -f.origins_high, -len(f.reports), -len(f.claims), f.id))
    return Findings(tuple(findings), _joined(informants))


def _outlets(readings: Sequence[Reading], lineage: Lineage) -> frozenset[str]:
    """The names of the outlets that published the reports, or that they go back to."""
    given = {r.text.outlet for r in readings if r.text.outlet}
    return frozenset(given.union(*(origin.names for origin in lineage.origins)) - {""})


def _finding(claims: Sequence[Claim], behind: Support, case: Case) -> Finding:
    where = case.place
    figures = slot(claims)
    low, high, unit = _range(behind, where, figures)
    return Finding(
        id=make_id("finding", *sorted(c.id for c in claims)),
        statement=_central(behind, case).quote,
        claims=tuple(c.id for c in claims),
        reports=tuple(sorted({c.report for c in claims})),
        origins=behind.origins,
        beside=behind.beside,
        behind=tuple(tuple(c.id for c in group) for group in (*behind.groups, *behind.aside)),
        origins_low=behind.low,
        origins_high=behind.high,
        informants=behind.informants,
        heard_by=behind.heard_by,
        standing=behind.standing,
        disputed=disputed([_upstream(g, where) for g in behind.groups], figures, lambda a, b: on_one_thing(a, b, case)),
        reasons=behind.reasons,
        low=low,
        high=high,
        unit=unit,
        drift=drifts(claims, where, case.accesses, case.nearness),
    )


def _upstream(claims: Sequence[Claim], where: Place) -> list[Claim]:
    """The claims that none of the others is upstream of."""
    return [c for c in claims if not any(where.above(o.report, c.report) for o in claims if o.report != c.report)]


def _range(
    behind: Support, where: Place, figures: Mapping[str, Quantity]
) -> tuple[float | None, float | None, str | None]:
    """The lowest and highest value that an origin gives, by its most upstream claims that give one, and the unit.

    "More than 40" leaves the upper end open, "up to 40" the lower; where both would be, the ends that are given count.
    """
    given = []
    for group in behind.groups:
        first = [figures[c.id] for c in _upstream(group, where) if c.id in figures]
        given.extend(first or [figures[c.id] for c in group if c.id in figures])
    values = [v for q in given for v in (q.low, q.high) if v is not None]
    if not values:
        return None, None, None
    units = Counter(q.unit for q in given if q.unit is not None)
    unit = min(units, key=lambda unit: (-units[unit], unit), default=None)
    low = None if any(q.low is None for q in given) else min(values)
    high = None if any(q.high is None for q in given) else max(values)
    return (min(values), max(values), unit) if low is high is None else (low, high, unit)


def _central(behind: Support, case: Case) -> Claim:
    """The claim that is most like the others among those that nothing in the finding is upstream of.

    One that reads as a whole statement goes before a fragment, if it is at least half as much like the others.
    """
    claims = [c for g in behind.groups for c in g]
    candidates = [c for g in behind.groups for c in _upstream(g, case.place)] or claims

    likeness = {
        c.id: round(sum(case.nearness.get(ordered(c.id, o.id), 0.0) for o in claims if o is not c), 9)
        for c in candidates
    }
    enough = _CENTRAL * max(likeness.values())
    return min(
        (c for c in candidates if likeness[c.id] >= enough),
        key=lambda c: (-wholeness(c), -likeness[c.id], len(c.quote), c.id),
    )


def _joined(informants: Sequence[Origin]) -> tuple[Origin, ...]:
    """One origin for each informant, with the names and reports of every finding it stands behind."""
    found: dict[str, Origin] = {}
    for origin in informants:
        known = found.get(origin.id, origin)
        names = sorted({*known.names, *origin.names}, key=lambda n: (len(n), n))
        reports = sorted({*known.reports, *origin.reports})
        found[origin.id] = replace(origin, name=names[0], names=tuple(names), reports=tuple(reports))
    return tuple(found[key] for key in sorted(found))
