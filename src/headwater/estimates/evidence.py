"""The figures of a pile, each with the finding that holds it and the origin that it goes back to."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from headwater.estimates.selector import Selector, measured
from headwater.model import Claim, Figure, Finding, Findings, Lineage, Origin, Quantity, Reading, words


class Evidence:
    """What was read from a pile, asked for figures."""

    def __init__(self, readings: Sequence[Reading], lineage: Lineage, findings: Findings) -> None:
        self.findings = findings.findings
        self.readings = {reading.report: reading for reading in readings}
        self.claims = {claim.id: claim for reading in readings for claim in reading.claims}
        self.origins = {origin.id: origin for origin in (*lineage.origins, *findings.informants)}
        self._lineage = lineage

    def selected(self, selector: Selector) -> dict[str, tuple[Figure, ...]]:
        """The figures that are meant, by the finding that holds them; those of copies are left to their parents."""
        meant = {
            claim.id: taken
            for claim in self.claims.values()
            if (taken := [each for each in claim.quantities if selector.takes(claim, each)])
            and selector.speaks(self._around(claim))
        }
        found = {}
        for finding in self.findings:
            claims = self._first([self.claims[id] for id in finding.claims if id in meant])
            if figures := tuple(self._figure(finding, claim, each) for claim in claims for each in meant[claim.id]):
                found[finding.id] = figures
        return found

    def every(self) -> Iterator[tuple[Finding, Claim, Quantity, str]]:
        """Every figure that an input can be bound to, with the unit and period that select it."""
        for finding in self.findings:
            for id in finding.claims:
                for quantity in self.claims[id].quantities:
                    if quantity.change is None and (quantity.low is not None or quantity.high is not None):
                        yield finding, self.claims[id], quantity, str(measured(quantity))

    def _first(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """Those of these claims that no other of them is upstream of, in stable order."""
        reports = {claim.report for claim in claims}
        copies = {report for report in reports if self._above(report) & reports}
        return (claim for claim in sorted(claims, key=lambda claim: claim.id) if claim.report not in copies)

    def _above(self, report: str) -> set[str]:
        """The reports of the case that this one is known to derive from, directly or through others."""
        seen: set[str] = set()
        ahead = set(self._upstream.get(report, ()))
        while ahead - seen:
            seen |= ahead
            ahead = {source for each in ahead for source in self._upstream.get(each, ())}
        return seen - {report}

    @cached_property
    def _upstream(self) -> dict[str, set[str]]:
        upstream: dict[str, set[str]] = {}
        for each in self._lineage.derivations:
            if each.direction == "known" and each.source in self.readings:
                upstream.setdefault(each.report, set()).add(each.source)
        return upstream

    @cached_property
    def _roots(self) -> dict[str, list[tuple[int, int, str]]]:
        roots: dict[str, list[tuple[int, int, str]]] = {}
        for root in self._lineage.roots:
            roots.setdefault(root.report, []).append((root.start, root.end, root.origin))
        return roots

    def _origin(self, finding: Finding, claim: Claim) -> Origin:
        """The origin of a claim among those of its finding: the root of its words, or who is heard there."""
        shares: dict[str, int] = {}
        for start, end, origin in self._roots.get(claim.report, ()):
            shares[origin] = shares.get(origin, 0) + max(0, min(end, claim.end) - max(start, claim.start))
        root = max(shares, key=lambda origin: shares[origin], default=claim.report)
        of_finding = [self.origins[id] for id in finding.named if id in self.origins]
        heard = (each for each in of_finding if each.kind == "informant" and claim.report in each.reports)
        known = [each for each in of_finding if each.id == root] or list(heard) or of_finding
        return known[0] if known else Origin(root, root, (), "report", True, (claim.report,))

    def _figure(self, finding: Finding, claim: Claim, quantity: Quantity) -> Figure:
        origin = self._origin(finding, claim)
        text = self.readings[claim.report].text
        times = [time.until or time.since for time in claim.times if time.type == "DATE"]
        return Figure(
            origin=origin.id,
            origin_name=origin.name or "an origin that none of its copies names",
            finding=finding.id,
            claim=claim.id,
            report=claim.report,
            quote=claim.quote,
            words=quantity.quote,
            low=quantity.low,
            high=quantity.high,
            bound=quantity.bound,
            date=max((each for each in times if each), default=text.published),
            used=False,
        )

    def _around(self, claim: Claim) -> list[str]:
        """The stems of the sentences that a claim stands in."""
        text = self.readings[claim.report].text
        first = max(0, bisect_right(text.sentences, claim.start, key=lambda span: span.start) - 1)
        inside = [span for span in text.sentences[first:] if span.start < claim.end and span.end > claim.start]
        start = min((span.start for span in inside), default=claim.start)
        end = max((span.end for span in inside), default=claim.end)
        return [word.stem for word in words(text.text, start, end)]

    def names(self, figure: Figure) -> frozenset[str]:
        """All that a person may call the origin or the report of a figure, folded."""
        text = self.readings[figure.report].text
        origin = self.origins.get(figure.origin)
        called = [figure.origin_name, text.name, text.outlet or "", *(origin.names if origin else ())]
        return frozenset(name.casefold() for name in called if name)
