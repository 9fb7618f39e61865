"""What a dossier is made of, with the numbers and anchors that its parts share."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby
from textwrap import shorten
from typing import Self

from markupsafe import Markup

import headwater
from headwater.case import Case
from headwater.dossier import bounds
from headwater.dossier.phrases import count
from headwater.dossier.reason import linked
from headwater.errors import NotFound
from headwater.model import (
    Claim,
    Derivation,
    Finding,
    Findings,
    Framework,
    Indicator,
    Lineage,
    Origin,
    Passage,
    Reading,
    Report,
    Text,
    Unread,
)

_TITLE = 40  # characters of a title that stands for an outlet


@dataclass(frozen=True, slots=True)
class Numbered:
    """One report that was read, with its number in this dossier."""

    number: int
    report: Report
    reading: Reading

    @property
    def label(self) -> str:
        """How the dossier refers to it: ``R3``."""
        return f"R{self.number}"

    @property
    def anchor(self) -> str:
        """Where its full text stands."""
        return f"r{self.number}"

    @property
    def text(self) -> Text:
        """Its reading text."""
        return self.reading.text

    @property
    def outlet(self) -> str:
        """Who published it; what it is called where nobody says."""
        return self.text.outlet or shorten(self.text.title or self.report.name, _TITLE, placeholder="…")


@dataclass(frozen=True)
class Contents:
    """All that is read from a case, once. Everything else in this package is a pure function of it."""

    reports: tuple[Report, ...]  # without their bytes
    readings: tuple[Reading, ...]
    unread: tuple[Unread, ...]
    lineage: Lineage
    findings: Findings
    frameworks: tuple[Framework, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()  # name and version, as they last ran
    program: str = headwater.__version__
    hidden: int | None = None  # private persons under pseudonyms; None where names are shown
    left_out: int = 0  # findings of the case that were not chosen for this dossier

    @classmethod
    def empty(cls) -> Self:
        """Nothing at all: what a dossier says of it is our own words."""
        return cls((), (), (), Lineage(), Findings())

    @classmethod
    def of(cls, case: Case) -> Self:
        """Read a case."""
        return cls(
            reports=tuple(replace(report, raw=b"") for report in case.reports()),
            readings=case.readings(),
            unread=case.unread(),
            lineage=case.lineage(),
            findings=case.findings(),
            frameworks=case.frameworks(),
            indicators=case.indicators(),
            steps=tuple((step.name, step.version) for step in case.steps().values()),
        )

    def only(self, findings: Collection[str]) -> Self:
        """The same with these findings alone, and of the codes the evidence that they hold.

        Every report is still listed, for the origins are counted over them all; in full are those that the chosen
        findings cite.

        Raises:
            NotFound: one of them is not in the case.
        """
        kept = tuple(each for each in self.findings.findings if each.id in findings)
        if missing := sorted(set(findings) - {each.id for each in kept}):
            raise NotFound("the case has no such finding", missing[0], "`headwater export --format csv` lists them")
        claims = {claim for each in kept for claim in each.claims}
        return replace(
            self,
            findings=replace(self.findings, findings=kept),
            indicators=tuple(_of_claims(each, claims) for each in self.indicators),
            left_out=len(self.findings.findings) - len(kept),
        )

    @cached_property
    def numbered(self) -> tuple[Numbered, ...]:
        """The reports that were read, oldest first, those without a date last."""
        reports = {report.id: report for report in self.reports}
        readings = sorted(
            (reading for reading in self.readings if reading.report in reports),
            key=lambda r: (r.text.published is None, r.text.published or "", reports[r.report].name, r.report),
        )
        return tuple(Numbered(n, reports[r.report], r) for n, r in enumerate(readings, 1))

    @cached_property
    def by_report(self) -> dict[str, Numbered]:
        """The numbered reports by their id."""
        return {each.report.id: each for each in self.numbered}

    def in_order(self, reports: Iterable[str]) -> list[Numbered]:
        """These reports, by their numbers."""
        return sorted((self.by_report[id] for id in reports if id in self.by_report), key=lambda each: each.number)

    def by_number(self, claims: Iterable[str]) -> list[tuple[Numbered, list[Claim]]]:
        """These claims, by report and place."""
        ordered = sorted((self.claims[id] for id in claims), key=lambda c: (self.by_report[c.report].number, c.start))
        return [(self.by_report[report], list(found)) for report, found in groupby(ordered, key=lambda c: c.report)]

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim by its id."""
        return {claim.id: claim for each in self.numbered for claim in each.reading.claims}

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Where each claim stands in the full texts: ``r3c12``."""
        return {
            claim.id: f"{each.anchor}c{n}"
            for each in self.numbered
            for n, claim in enumerate(sorted(each.reading.claims, key=lambda c: (c.start, -c.end, c.id)), 1)
        }

    @cached_property
    def in_full(self) -> frozenset[str]:
        """The reports whose texts the dossier gives in full: the first ones, within bounds."""
        cited = {report for each in self.findings.findings for report in each.reports}
        shown = [each for each in self.numbered if not self.left_out or each.report.id in cited]
        sizes = accumulate(len(each.text.text) for each in shown)
        return frozenset(e.report.id for e, size in zip(shown, sizes, strict=True) if size <= bounds.CHARACTERS)

    def place(self, claim: Claim) -> str:
        """Where a link to the words of a claim leads: to the claim, or to its report where it is not given in full."""
        by = self.by_report[claim.report]
        return self.anchors[claim.id] if self._shown_at(by, claim.start) else by.anchor

    def paragraph(self, passage: Passage) -> str:
        """Where a link to any other words leads: to their paragraph, or to their report."""
        by = self.by_report[passage.report]
        number = self._shown_at(by, passage.start)
        return f"{by.anchor}p{number}" if number else by.anchor

    def _shown_at(self, by: Numbered, offset: int) -> int:
        """The number of the paragraph that shows this character; 0 if none does."""
        number = bisect_right(by.text.paragraphs, offset, key=lambda span: span.start)
        shown = by.report.id in self.in_full and number > 0 and offset < by.text.paragraphs[number - 1].end
        return number if shown else 0

    def linked(self, words: str) -> Markup:
        """A reason of a count with the reports that it begins with as links."""
        return linked(words, self._by_name)

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, str]]:
        return {each.report.name: (f"#{each.anchor}", each.label) for each in self.numbered}

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """The publication origins, those behind most reports first."""
        return tuple(sorted(self.lineage.origins, key=lambda o: (-len(o.reports), self._first(o), o.name, o.id)))

    @cached_property
    def informants(self) -> tuple[Origin, ...]:
        """The informants that are origins of their own: heard by unrelated outlets."""
        return tuple(sorted(self.findings.informants, key=lambda o: (-len(o.reports), o.name, o.id)))

    @cached_property
    def by_origin(self) -> dict[str, Origin]:
        """Every origin by its id."""
        return {origin.id: origin for origin in (*self.origins, *self.informants)}

    @cached_property
    def origin_anchors(self) -> dict[str, str]:
        """Where each origin is described: ``o2``."""
        return {origin.id: f"o{n}" for n, origin in enumerate((*self.origins, *self.informants), 1)}

    @cached_property
    def derivations(self) -> tuple[Derivation, ...]:
        """Who derives from whom, by the number of the report."""
        place = {id: each.number for id, each in self.by_report.items()}
        return tuple(
            sorted(self.lineage.derivations, key=lambda d: (place[d.report], place.get(d.source, 0), d.source))
        )

    @cached_property
    def founders(self) -> dict[str, str]:
        """The report that an origin in the case is, by the origin's id."""
        derived = {each.report for each in self.lineage.derivations if each.direction == "known"}
        founders: dict[str, str] = {}
        for origin in self.origins:
            if origin.kind == "report":
                own = [each.report.id for each in self.in_order(origin.reports)]
                heads = [r for r in own if r == origin.id] or [r for r in own if r not in derived] or own
                founders.update({origin.id: heads[0]} if heads else {})
        return founders

    @cached_property
    def origins_of(self) -> dict[str, tuple[str, ...]]:
        """The publication origins of each report: that of most of its text first."""
        sizes: dict[str, dict[str, int]] = {}
        for root in self.lineage.roots:
            shares = sizes.setdefault(root.report, {})
            shares[root.origin] = shares.get(root.origin, 0) + root.end - root.start
        return {report: tuple(sorted(shares, key=lambda o: (-shares[o], o))) for report, shares in sizes.items()}

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """The findings that each claim belongs to; a long one may state more than one thing."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings.findings:
            for claim in finding.claims:
                found.setdefault(claim, []).append(finding)
        return found

    def origin_of(self, claim: Claim) -> Origin | None:
        """The publication origin that the passage of a claim goes back to."""
        for root in self._roots.get(claim.report, ()):
            if root[0] <= claim.start < root[1]:
                return self.by_origin.get(root[2])
        return None

    @cached_property
    def _roots(self) -> dict[str, list[tuple[int, int, str]]]:
        roots: dict[str, list[tuple[int, int, str]]] = {}
        for root in self.lineage.roots:
            roots.setdefault(root.report, []).append((root.start, root.end, root.origin))
        return roots

    def name(self, node: str) -> str:
        """A report or an origin, as the dossier calls it in a sentence."""
        if node in self.by_report:
            each = self.by_report[node]
            return f"{each.label} {each.outlet}"
        origin = self.by_origin.get(node)
        return self.origin_name(origin) if origin else "an origin not in this case"

    def origin_name(self, origin: Origin) -> str:
        """An origin by its name; by what is known of it where it has none."""
        if origin.kind == "report":
            return self.name(self.founders[origin.id]) if origin.id in self.founders else origin.name
        return origin.name or f"an unnamed report behind {count(len(origin.reports), 'report')}"

    def _first(self, origin: Origin) -> int:
        return min((each.number for each in self.in_order(origin.reports)), default=0)


def _of_claims(indicator: Indicator, claims: Collection[str]) -> Indicator:
    """A code with the evidence among these claims. Its count stays that of the whole case."""
    return replace(indicator, claims=tuple(id for id in indicator.claims if id in claims))
