"""What `show` shows of a case, a table a view."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from headwater.case import Case
from headwater.cli.terminal import Row, show
from headwater.model import Claim, Finding, Findings, Lineage, Reading

if TYPE_CHECKING:
    from headwater.pipeline import Built

_STANDINGS = ("independent origins", "not established", "one origin")


@dataclass(frozen=True, slots=True)
class View:
    """A table of a case: its title, its columns and how its rows are made."""

    title: str
    columns: tuple[str, ...]
    rows: Callable[["Contents"], Iterator[Row]]


class Contents:
    """The values of a case, read when a view asks for them, and what a person calls each."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """What was read of each report."""
        return self.case.readings()

    @cached_property
    def lineage(self) -> Lineage:
        """Who derives from whom."""
        return self.case.lineage()

    @cached_property
    def findings(self) -> Findings:
        """What is said, with the origins behind it; what most stands behind comes first."""
        findings = self.case.findings()
        return Findings(tuple(sorted(findings.findings, key=_weight)), findings.informants)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by its id."""
        return {claim.id: claim for reading in self.readings for claim in reading.claims}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        origins = {origin.id: origin.name for origin in (*self.lineage.origins, *self.findings.informants)}
        return origins | {reading.report: reading.text.name for reading in self.readings}

    def name(self, id: str) -> str:
        """What a person calls a report or an origin."""
        return self._names.get(id, id)

    def main_origins(self) -> Mapping[str, str]:
        """The name of the origin of most of each report."""
        return {each.report: self.name(self.lineage.main_origin(each.report)) for each in self.readings}


def view(case: Case, name: str) -> None:
    """Print one view of a case on standard output."""
    chosen = VIEWS[name]
    show(chosen.title, chosen.columns, chosen.rows(Contents(case)))


def overview(reports: int, unread: int, claims: int, lineage: Lineage, findings: Findings) -> Iterator[Row]:
    """How much there is of everything, and how the findings stand."""
    unseen = sum(origin.kind == "unseen" for origin in lineage.origins)
    undirected = sum(each.direction == "undetermined" for each in lineage.derivations)
    disputed = sum(finding.disputed for finding in findings.findings)
    standings = Counter[str](finding.standing for finding in findings.findings)
    yield "reports", reports, f"{unread} more could not be read" if unread else ""
    yield "origins", len(lineage.origins), f"{unseen} unseen, known from their copies" if unseen else ""
    yield "derivations", len(lineage.derivations), f"{undirected} of undetermined direction" if undirected else ""
    yield "possible", len(lineage.possible), "pairs, counted as neither copying nor independent"
    yield "claims", claims, ""
    yield "findings", len(findings.findings), f"{disputed} disputed" if disputed else ""
    for standing in _STANDINGS:
        yield f"  {standing}", standings[standing], ""


def summary(built: "Built") -> None:
    """Print what a build did, and what the case holds now, on standard error."""
    spent = sorted(built.seconds.items(), key=lambda step: -step[1])
    rows: list[Row] = [
        *overview(built.reports, len(built.unread), built.claims, built.lineage, built.findings),
        ("read now", built.read, "the others were read before" if built.read < built.reports else ""),
        ("seconds", f"{built.elapsed:.1f}", ", ".join(f"{step} {seconds:.1f}" for step, seconds in spent[:4])),
    ]
    show(str(built.case), ("what", "number", "note"), rows, to=sys.stderr)


def _overview(of: Contents) -> Iterator[Row]:
    yield from overview(len(of.readings), len(of.case.unread()), len(of.claims), of.lineage, of.findings)
    if read := of.case.begun():
        yield "not ended", read, "reports read by a build that has not ended"


def _reports(of: Contents) -> Iterator[Row]:
    origins = of.main_origins()
    for reading in of.readings:
        text = reading.text
        origin = origins[reading.report]
        yield text.name, text.outlet, text.published, text.language, len(text.removed), len(reading.claims), origin
    for unread in of.case.unread():
        yield unread.path, "could not be read", None, None, None, None, unread.why


def _origins(of: Contents) -> Iterator[Row]:
    behind = Counter(id for finding in of.findings.findings for id in finding.origins)
    for origin in (*of.lineage.origins, *of.findings.informants):
        reports = ", ".join(map(of.name, origin.reports))
        yield origin.name, origin.kind, origin.in_case, behind[origin.id], len(origin.reports), reports


def _derivations(of: Contents) -> Iterator[Row]:
    for each in of.lineage.derivations:
        why = "; ".join(basis.words for basis in each.basis)
        direction = "from" if each.direction == "known" else "from or to"
        yield of.name(each.report), direction, of.name(each.source), each.degree, f"{each.score:.2f}", why
    for pair in of.lineage.possible:
        why = "; ".join(basis.words for basis in pair.basis)
        yield of.name(pair.a), "possible", of.name(pair.b), None, f"{pair.score:.2f}", why


def _findings(of: Contents) -> Iterator[Row]:
    for each in of.findings.findings:
        disputed = "disputed" if each.disputed else None
        yield each.statement, span(each.origins_low, each.origins_high), each.standing, len(each.reports), disputed


def _drift(of: Contents) -> Iterator[Row]:
    for finding in of.findings.findings:
        for each in finding.drift:
            before, after = of.claims[each.before], of.claims[each.after]
            way = "→" if each.directed else "↔"
            yield each.kind, each.note, of.name(before.report), before.quote, way, of.name(after.report), after.quote


def _indicators(of: Contents) -> Iterator[Row]:
    for each in of.case.indicators():
        origins = span(each.origins_low, each.origins_high)
        yield f"{each.framework} {each.edition}", each.code, each.name, len(each.claims), len(each.reports), origins


def _system(of: Contents) -> Iterator[Row]:
    from headwater.dossier import phrases
    from headwater.dossier.system import parts

    for framework in of.case.frameworks():
        if framework.is_system:
            for part in parts(framework, of.case.indicators(), of.findings.findings):
                leads = ", ".join(each.name for each in framework.codes if each.code in part.code.flow)
                figures = [f"{phrases.given(each)} ({phrases.standing(each)})" for each in part.figures[:_FIGURES]]
                said = part.findings[0].statement if part.findings else None
                yield part.code.name, leads, part.known, "; ".join(dict.fromkeys(figures)), said


_FIGURES = 4  # shown of one part


def span(low: int, high: int) -> str:
    """A number of origins, as the range that it is."""
    return str(high) if low == high else f"{low}–{high}"


def _weight(finding: Finding) -> tuple[int, int, int, str]:
    return -finding.origins_low, -finding.origins_high, -len(finding.reports), finding.id


VIEWS: Mapping[str, View] = {
    "overview": View("Overview", ("what", "number", "note"), _overview),
    "reports": View(
        "Reports", ("report", "outlet", "published", "language", "removed", "claims", "origin of most of it"), _reports
    ),
    "origins": View("Origins", ("origin", "kind", "in the case", "findings", "reports", "which"), _origins),
    "derivations": View("Derivations", ("report", "direction", "from", "degree", "score", "why"), _derivations),
    "findings": View("Findings", ("statement", "origins", "standing", "reports", "disputed"), _findings),
    "drift": View("Drift", ("kind", "what changed", "report", "words", "", "report", "words"), _drift),
    "indicators": View("Indicators", ("framework", "code", "name", "claims", "reports", "origins"), _indicators),
    "system": View("The system", ("part", "leads to", "known", "figures", "in the words of a report"), _system),
}
