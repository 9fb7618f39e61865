"""A case as JSON lines: by type, each type in an order that does not change."""

from collections.abc import Iterable, Iterator

from headwater.case import Case
from headwater.export import lines
from headwater.export.lines import Line
from headwater.model import Lineage, Reading
from headwater.redact import Sheltered


def jsonl(case: Case) -> Iterator[bytes]:
    """Every value of a case, one JSON line each."""
    return map(lines.encode, values(case))


def values(case: Case) -> Iterator[Line]:
    """Reports, claims, derivations, possible pairs, origins, findings, frameworks, indicators and judgements, in that
    order.

    Within them reports are ordered by name, claims by report and place, frameworks and indicators as the case was coded
    by them, and all else by id. No place is given for a claim about people in flight or hiding.
    """
    readings = case.readings()
    lineage = case.lineage()
    findings = case.findings()
    indicators = case.indicators()
    sheltered = Sheltered.among(readings, findings.findings, indicators)
    yield from _reports(case, readings, lineage)
    for reading in readings:
        for claim in sheltered.value(reading.claims):
            yield lines.claim(claim, reading.text)
    yield from map(lines.of, sorted(lineage.derivations, key=lambda each: (each.report, each.source)))
    yield from map(lines.of, sorted(lineage.possible, key=lambda each: (each.a, each.b)))
    yield from map(lines.of, sorted((*lineage.origins, *findings.informants), key=lambda each: each.id))
    yield from map(lines.of, sorted(findings.findings, key=lambda each: each.id))
    yield from map(lines.of, case.frameworks())
    yield from map(lines.of, indicators)
    yield from map(lines.of, case.judgements())


def _reports(case: Case, readings: Iterable[Reading], lineage: Lineage) -> Iterator[Line]:
    texts = {reading.report: reading.text for reading in readings}
    origins = origins_of(lineage)
    for report in case.reports():
        if report.id in texts:
            yield lines.report(report, texts[report.id], origins.get(report.id, []))


def origins_of(lineage: Lineage) -> dict[str, list[str]]:
    """The origins of each report, that of most of its text first; equal shares in the order of the text."""
    shares: dict[str, dict[str, int]] = {}
    for root in lineage.roots:
        share = shares.setdefault(root.report, {})
        share[root.origin] = share.get(root.origin, 0) + root.end - root.start
    return {report: sorted(share, key=lambda origin: -share[origin]) for report, share in shares.items()}
