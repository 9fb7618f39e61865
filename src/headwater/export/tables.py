"""A case as tables for a spreadsheet (CSV, RFC 4180, UTF-8).

The table ``findings`` is the one to start with: a row for each claim of each finding, so that sorting and filtering
keep a statement, its standing and the exact words together. Claims that no finding holds follow, so nothing is left
out. The others have a row for each value. Where a cell holds several things they are joined by "; ".
"""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from headwater.case import Case
from headwater.errors import NotFound, UsageError
from headwater.export import lines
from headwater.export.jsonl import origins_of
from headwater.model import Claim, Finding, Findings, Indicator, Lineage, Reading, visible
from headwater.redact import Rewriting, scan

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what makes a spreadsheet take a cell for a formula (OWASP, CSV injection)

_CLAIM = (
    "report", "outlet", "published", "claim", "start", "end", "quote", "source", "speaker", "kind",
    "modality", "polarity", "figures", "times",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pile:
    """The values of a case, and where to find them by id."""

    readings: tuple[Reading, ...]
    lineage: Lineage
    findings: Findings
    indicators: tuple[Indicator, ...]
    reports: Mapping[str, Reading]
    claims: Mapping[str, Claim]
    origins: Mapping[str, str]  # the name of each

    @classmethod
    def of(cls, case: Case) -> Self:
        readings, lineage, findings = case.readings(), case.lineage(), case.findings()
        return cls(
            readings=readings,
            lineage=lineage,
            findings=findings,
            indicators=case.indicators(),
            reports={reading.report: reading for reading in readings},
            claims={claim.id: claim for reading in readings for claim in reading.claims},
            origins={origin.id: origin.name for origin in (*lineage.origins, *findings.informants)},
        )

    def only(self, findings: Collection[str]) -> Self:
        """What the findings with these ids hold, and whom it goes back to.

        Raises:
            NotFound: one of them is not in the case.
        """
        kept = tuple(each for each in self.findings.findings if each.id in findings)
        if missing := sorted(set(findings) - {each.id for each in kept}):
            raise NotFound("the case has no such finding", missing[0], "`headwater export --format csv` lists them")
        claims = {claim for each in kept for claim in each.claims}
        cited = {report for each in kept for report in each.reports}
        behind = {origin for each in kept for origin in each.named}
        lineage, informants = self.lineage, self.findings.informants
        return replace(
            self,
            readings=tuple(each for each in self.readings if each.report in cited),
            lineage=replace(
                lineage,
                derivations=tuple(each for each in lineage.derivations if each.report in cited),
                possible=tuple(each for each in lineage.possible if {each.a, each.b} <= cited),
                origins=tuple(each for each in lineage.origins if each.id in behind or cited & set(each.reports)),
            ),
            findings=Findings(kept, tuple(each for each in informants if each.id in behind)),
            indicators=tuple(
                replace(each, claims=tuple(id for id in each.claims if id in claims)) for each in self.indicators
            ),
            claims={id: claim for id, claim in self.claims.items() if id in claims},
        )

    def name(self, id: str) -> str:
        """What a person calls a report or an origin."""
        return self.reports[id].text.name if id in self.reports else self.origins.get(id, id)


def table(
    case: Case,
    name: str = "findings",
    *,
    names: bool = False,
    findings: Collection[str] | None = None,
    rewriting: Rewriting | None = None,
) -> Iterator[str]:
    """The lines of one table, the names of its columns first. Private persons have pseudonyms unless ``names`` is set.
    With ``findings``, it holds only what the findings with these ids do; of the reports, those that they cite.
    ``rewriting`` is that of all the case's readings, where it is made already.

    Raises:
        UsageError: there is no such table.
        NotFound: one of the findings is not in the case.
        Leak: a private person would be named all the same.
    """
    if name not in TABLES:
        raise UsageError("there is no such table", name, f"The tables are {', '.join(TABLES)}")
    columns, rows = TABLES[name]
    pile, heads = _Pile.of(case), _line(columns)
    chosen = pile if findings is None else pile.only(findings)
    yield heads
    if names:
        yield from map(_line, rows(chosen))
        return
    rewriting = rewriting or Rewriting(pile.readings)
    for row in rows(rewriting.value(chosen)):
        for cell in row:  # each alone: what a comma parts is no address
            scan(cell if isinstance(cell, str) else "", rewriting.pseudonyms, heads)
        yield _line(row)


def _line(row: Iterable[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_safe(cell) for cell in row])
    return line.getvalue()


def _safe(cell: Cell) -> Cell:
    """Words that a spreadsheet would take for a formula get an apostrophe before them, and what a terminal would obey
    or nobody would see is shown; numbers are numbers."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        words = visible(cell)
        return f"'{words}" if words.startswith(_FORMULA) else words
    return lines.number(cell)


def _findings(pile: _Pile) -> Iterator[Row]:
    grouped: set[str] = set()
    for finding in pile.findings.findings:
        for id in finding.claims:
            grouped.add(id)
            yield (*_finding(finding, pile), *_claim(pile.claims[id], pile))
    for id, claim in pile.claims.items():
        if id not in grouped:
            yield (*(None,) * 10, *_claim(claim, pile))


def _finding(finding: Finding, pile: _Pile) -> Row:
    return (
        finding.id,
        finding.statement,
        finding.standing,
        finding.origins_low,
        finding.origins_high,
        "; ".join(map(pile.name, finding.origins)),
        finding.disputed,
        finding.low,
        finding.high,
        finding.unit,
    )


def _claim(claim: Claim, pile: _Pile) -> Row:
    text, said = pile.reports[claim.report].text, claim.attribution
    return (
        text.name,
        text.outlet,
        text.published,
        claim.id,
        claim.start,
        claim.end,
        claim.quote,
        lines.source_words(said, text) if said else None,
        said.speaker if said else None,
        said.kind if said else None,
        claim.modality,
        claim.polarity,
        "; ".join(each.quote for each in claim.quantities),
        "; ".join(each.quote for each in claim.times),
    )


def _claims(pile: _Pile) -> Iterator[Row]:
    for claim in pile.claims.values():
        yield _claim(claim, pile)


def _reports(pile: _Pile) -> Iterator[Row]:
    origins = origins_of(pile.lineage)
    for reading in pile.readings:
        text = reading.text
        roots = origins.get(reading.report, [])
        yield (
            text.name,
            reading.report,
            text.title,
            text.outlet,
            text.published,
            text.language,
            len(reading.claims),
            pile.name(roots[0]) if roots else None,
            "; ".join(map(pile.name, roots)),
        )


def _origins(pile: _Pile) -> Iterator[Row]:
    for origin in (*pile.lineage.origins, *pile.findings.informants):
        reports = "; ".join(map(pile.name, origin.reports))
        yield origin.id, origin.name, "; ".join(origin.names), origin.kind, origin.in_case, len(origin.reports), reports


def _derivations(pile: _Pile) -> Iterator[Row]:
    for each in pile.lineage.derivations:
        why = "; ".join(f"{basis.kind}: {basis.words}" for basis in each.basis)
        yield pile.name(each.report), pile.name(each.source), each.degree, each.direction, each.score, why


def _possible(pile: _Pile) -> Iterator[Row]:
    for each in pile.lineage.possible:
        why = "; ".join(f"{basis.kind}: {basis.words}" for basis in each.basis)
        yield pile.name(each.a), pile.name(each.b), each.score, why


def _drift(pile: _Pile) -> Iterator[Row]:
    for finding in pile.findings.findings:
        for each in finding.drift:
            before, after = pile.claims[each.before], pile.claims[each.after]
            yield (
                finding.id,
                each.kind,
                each.note,
                each.directed,
                pile.name(before.report),
                before.quote,
                pile.name(after.report),
                after.quote,
            )


def _indicators(pile: _Pile) -> Iterator[Row]:
    for each in pile.indicators:
        code = (each.framework, each.edition, each.code, each.name, each.origins_low, each.origins_high)
        for id in each.claims:
            yield (*code, *_claim(pile.claims[id], pile))


TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[_Pile], Iterator[Row]]]] = {
    "findings": (
        (
            "finding", "statement", "standing", "origins_low", "origins_high", "origins", "disputed", "low", "high",
            "unit", *_CLAIM,
        ),
        _findings,
    ),
    "claims": (_CLAIM, _claims),
    "reports": (
        ("report", "id", "title", "outlet", "published", "language", "claims", "origin", "origins"),
        _reports,
    ),
    "origins": (("id", "origin", "names", "kind", "in_case", "count", "reports"), _origins),
    "derivations": (("report", "from", "degree", "direction", "score", "basis"), _derivations),
    "possible": (("a", "b", "score", "basis"), _possible),
    "drift": (("finding", "kind", "note", "directed", "from_report", "from", "to_report", "to"), _drift),
    "indicators": (
        ("framework", "edition", "code", "name", "origins_low", "origins_high", *_CLAIM),
        _indicators,
    ),
}  # fmt: skip
