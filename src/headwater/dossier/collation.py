"""A finding opened: its words in each report, in their sentence, with the way they came."""

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

from headwater.dossier import bounds, phrases
from headwater.dossier.contents import Contents, Numbered
from headwater.dossier.context import in_context
from headwater.dossier.difference import differences
from headwater.dossier.words import Mark
from headwater.model import Claim, Drift, Finding


@dataclass(frozen=True, slots=True)
class Row:
    """One claim of a finding, in the report that makes it."""

    by: Numbered
    anchor: str
    words: Markup
    chain: tuple[str, ...]  # from the report inwards to whoever is said to have said it
    named: bool  # whether the report says who said it
    origin: str
    origin_anchor: str | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One drift: the two claims side by side, differing words marked."""

    anchor: str
    kind: str
    directed: bool
    note: str
    before: Row
    after: Row


@dataclass(frozen=True, slots=True)
class Opened:
    """A finding as the dossier shows it."""

    number: int
    finding: Finding
    standing: str
    span: str
    spoken_by: str  # the label of the report whose words the statement is
    rows: tuple[Row, ...]  # those that count first
    counted: int  # rows that count
    told_in: int  # reports whose claims count
    more: tuple[tuple[str, str], ...]  # label and anchor of the claims left out
    changes: tuple[Change, ...]  # as many as the dossier shows

    @property
    def label(self) -> str:
        """How the dossier refers to it: ``F4``."""
        return f"F{self.number}"

    @property
    def anchor(self) -> str:
        """Where it stands."""
        return f"f{self.number}"


@dataclass(frozen=True, slots=True)
class Arranged:
    """The findings of a case in the order in which they matter."""

    main: tuple[Opened, ...]
    brief: tuple[Opened, ...]
    main_left_out: int
    brief_left_out: int
    changes_left_out: int

    def first(self, findings: Collection[Finding]) -> str | None:
        """Where the first of these findings stands, if it is shown."""
        wanted = {finding.id for finding in findings}
        return next((o.anchor for o in (*self.main, *self.brief) if o.finding.id in wanted), None)


def numbers(contents: Contents) -> dict[str, int]:
    """The number of each finding: disputed first, then by origins, reports and changes; last what one report says."""
    first = {claim: n for n, claim in enumerate(contents.anchors)}
    ordered = sorted(
        contents.findings.findings,
        key=lambda f: (
            is_brief(f),
            not f.disputed,
            -f.origins_low,
            -f.origins_high,
            -len(f.reports),
            -len(f.drift),
            min(first[claim] for claim in f.claims),
            f.id,
        ),
    )
    return {finding.id: n for n, finding in enumerate(ordered, 1)}


def is_brief(finding: Finding) -> bool:
    """Whether one report alone says it and nothing disputes it."""
    return len(finding.reports) < 2 and finding.origins_high < 2 and not finding.disputed


def arranged(contents: Contents, numbered: dict[str, int]) -> Arranged:
    """Open the findings, within bounds."""
    ordered = sorted(contents.findings.findings, key=lambda f: numbered[f.id])
    main = [finding for finding in ordered if not is_brief(finding)]
    brief = [finding for finding in ordered if is_brief(finding)]
    opened: list[Opened] = []
    room = bounds.CHANGES
    for finding in main[: bounds.MAIN]:
        opened.append(_open(contents, finding, numbered[finding.id], room))
        room -= len(opened[-1].changes)
    return Arranged(
        tuple(opened),
        tuple(_open(contents, finding, numbered[finding.id], 0) for finding in brief[: bounds.BRIEF]),
        max(0, len(main) - bounds.MAIN),
        max(0, len(brief) - bounds.BRIEF),
        sum(len(finding.drift) for finding in main) - (bounds.CHANGES - room),
    )


def _open(contents: Contents, finding: Finding, number: int, changes: int) -> Opened:
    claims = [contents.claims[id] for id in finding.claims]
    claims.sort(key=lambda c: (c.id in finding.aside, contents.by_report[c.report].number, c.start, c.id))
    counted = [claim for claim in claims if claim.id not in finding.aside]
    speaker = next((contents.by_report[c.report].label for c in claims if c.quote == finding.statement), "")
    return Opened(
        number,
        finding,
        phrases.standing(finding),
        phrases.span(finding.low, finding.high, phrases.spelled(finding)),
        speaker,
        tuple(row(contents, claim, inner(claim)) for claim in claims[: bounds.CLAIMS]),
        min(len(counted), bounds.CLAIMS),
        len({claim.report for claim in counted}),
        tuple((contents.by_report[c.report].label, contents.place(c)) for c in claims[bounds.CLAIMS :]),
        tuple(_change(contents, f"f{number}d{n}", drift) for n, drift in enumerate(finding.drift[:changes], 1)),
    )


def _change(contents: Contents, anchor: str, drift: Drift) -> Change:
    before, after = contents.claims[drift.before], contents.claims[drift.after]
    left, right = differences(before.quote, after.quote, directed=drift.directed)
    return Change(
        anchor,
        drift.kind,
        drift.directed,
        drift.note,
        row(contents, before, [mark.moved(before.start) for mark in left] or inner(before)),
        row(contents, after, [mark.moved(after.start) for mark in right] or inner(after)),
    )


def row(contents: Contents, claim: Claim, marks: list[Mark]) -> Row:
    """One claim in its sentence, with its chain."""
    by = contents.by_report[claim.report]
    origin = contents.origin_of(claim)
    return Row(
        by,
        contents.place(claim),
        in_context(by.text, claim.start, claim.end, marks),
        chain(claim),
        claim.attribution is not None and claim.attribution.speaker is not None,
        contents.origin_name(origin) if origin else "not traced",
        contents.origin_anchors[origin.id] if origin else None,
        remarks(claim),
    )


def chain(claim: Claim) -> tuple[str, ...]:
    """Who told whom, from the report inwards to whoever is said to have said it."""
    if claim.attribution is None:
        return ()
    speaker = claim.attribution.speaker
    return (*claim.attribution.via, *((speaker,) if speaker else ()))


def inner(claim: Claim) -> list[Mark]:
    """The figures and the words of attribution."""
    marks = [Mark(q.start, q.end, "quantity") for q in claim.quantities]
    if claim.attribution:
        marks += [Mark(s.start, s.end, "cue") for s in (*claim.attribution.source, *claim.attribution.cue)]
    return marks


def remarks(claim: Claim) -> tuple[str, ...]:
    """How a claim is put, where that is not simply stated."""
    return (
        *((claim.modality,) if claim.modality != "stated" else ()),
        *(("negated",) if claim.polarity == "negative" else ()),
        *((f"{claim.attribution.kind} speech",) if claim.attribution else ()),
    )
