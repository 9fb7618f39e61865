"""A finding opened: one row a report, each part of the statement in its column, in the order of the lineage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from markupsafe import Markup

from headwater.dossier.collation import chain, inner, remarks
from headwater.dossier.context import in_context
from headwater.dossier.difference import differences
from headwater.dossier.reason import linked
from headwater.dossier.words import marked
from headwater.errors import NotFound
from headwater.model import Claim, Drift, Finding, Passage, Quantity, Root, Text, Time, stem, words
from headwater.web import links
from headwater.web.queries.catalogue import days
from headwater.web.queries.roster import roster
from headwater.web.shelf import Page, Shelf

_Value = TypeVar("_Value")
_VOICES = 25  # reports on a page: each is a row of the table, and its words below
_CHANGES = 20  # shown side by side
_FIGURES = 4  # shown of one claim
_REASONS = 40  # shown of one count
_LONGEST = 2_000  # characters of one reason, which may name every report
_BOUNDS = {
    "exactly": "exactly", "about": "about", "more_than": "more than", "at_least": "at least",
    "less_than": "less than", "at_most": "at most", "between": "between",
}  # fmt: skip
_IDLE = frozenset(map(stem, ("a", "an", "the", "this", "that", "these", "those", "some", "of")))
_POINTING = frozenset(map(stem, ("i", "he", "she", "it", "they", "we", "who", "which", "that", "you", "one")))

COLUMNS: tuple[str, ...] = ("Who", "How much", "Bound", "Period", "When", "Said by", "Modality")


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of a statement as one claim has it. What differs, differs from every claim of the first report."""

    items: tuple[tuple[str, str], ...]  # words, and the address of their place, or nothing
    same: str | None  # what it is compared by; None where it cannot be, as with a pronoun
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One claim of a report."""

    claim: Claim
    cells: tuple[Cell, ...]
    words: Markup  # in their sentence
    page: int | None  # of the document on which they begin
    chain: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One report with its claims."""

    report: str
    rows: tuple[Row, ...]
    depth: int  # how many reports of this finding stand upstream of it, one above the other
    sources: tuple[str, ...]  # of this finding, that it derives from


@dataclass(frozen=True, slots=True)
class Change:
    """One drift, side by side."""

    drift: Drift
    before: Passage
    after: Passage
    left: Markup
    right: Markup


@dataclass(frozen=True, slots=True)
class Collation:
    """A finding opened: the reports of one page of it, those of one origin together, the upstream ones first."""

    finding: Finding
    voices: Page[tuple[str, tuple[Voice, ...]]]  # by the origin of their words
    first: Claim  # what the others are compared with
    reasons: tuple[Markup, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    text: Text


def holding(shelf: Shelf, claim: str) -> str | None:
    """The finding that holds this claim now; the one with most claims if there are several."""
    rows = shelf.rows(
        "SELECT finding.id FROM finding_claim JOIN finding ON finding.id = finding_claim.finding"
        " WHERE finding_claim.claim = ? ORDER BY finding.claims DESC, finding.id LIMIT 1",
        claim,
    )
    return rows[0][0] if rows else None


def collation(shelf: Shelf, id: str, number: int, size: int) -> Collation:
    """One page of a finding opened, of no more than ``size`` reports.

    Raises:
        NotFound: no finding has this id.
    """
    found = shelf.values("SELECT body FROM finding WHERE id = ?", Finding, id)
    if not found:
        raise NotFound(
            "no finding has this address any more", id,
            "Its claims were put together otherwise since, or never: search for their words, or see all findings",
        )  # fmt: skip
    finding = shelf.shown(found[0])
    true = _among(shelf, Claim, "claim", "id", found[0].claims)
    claims = shelf.shown(true)
    above = _above(shelf, finding.reports)
    depth = _depths(above)
    origin = _origins(shelf, true)
    place = {each.id: n for n, each in enumerate(roster(shelf).reports)}
    rank = {each: n for n, each in enumerate(finding.named)}
    ordered = sorted(
        claims,
        key=lambda c: (rank.get(origin[c.report], len(rank)), depth[c.report], place.get(c.report, 0), c.start, c.id),
    )
    reports = list(dict.fromkeys(each.report for each in ordered))
    first = [each for each in ordered if each.report == reports[0]]
    said = [{cell.same for cell in column} for column in zip(*_rows(first, finding), strict=True)]
    size = min(size, _VOICES)
    shown = reports[(number - 1) * size : number * size]
    read = (_around(each.text, true) for each in _among(shelf, _Read, "reading", "report", shown))
    texts = {each.report: shelf.shown(each) for each in read}
    voices = []
    for report in shown:
        own = [each for each in ordered if each.report == report]
        cells = _marked(_rows(own, finding), said)
        rows = tuple(_row(each, cell, first[0], texts[report], above) for each, cell in zip(own, cells, strict=True))
        voices.append(Voice(report, rows, depth[report], above[report]))
    listed = [roster(shelf).by_report[report] for report in finding.reports]
    known = {each.name: (links.report(each.id), each.label) for each in listed}
    by_claim = {each.id: each for each in claims}
    return Collation(
        finding,
        Page(tuple(_by_origin(voices, origin)), number, size, len(reports)),
        first[0],
        tuple(linked(_short(each), known) for each in finding.reasons[:_REASONS]),
        tuple(_change(each, by_claim) for each in finding.drift[:_CHANGES]),
    )


def _among(shelf: Shelf, kind: type[_Value], table: str, column: str, ids: Sequence[str]) -> tuple[_Value, ...]:
    """The values of these ids, in their order."""
    marks = ", ".join("?" * len(ids))
    rows = dict(shelf.rows(f"SELECT {column}, body FROM {table} WHERE {column} IN ({marks})", *ids))
    return tuple(shelf.value(rows[id], kind) for id in ids if id in rows)


def _above(shelf: Shelf, reports: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each of these reports those of them that it is known to derive from."""
    marks = ", ".join("?" * len(reports))
    sql = f"SELECT report, source FROM derivation WHERE direction = 'known' AND report IN ({marks}) ORDER BY source"
    found: dict[str, list[str]] = {report: [] for report in reports}
    for report, source in shelf.rows(sql, *reports):
        if source in found:
            found[report].append(source)
    return {report: tuple(sources) for report, sources in found.items()}


def _depths(above: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """How many reports stand upstream of each, one above the other. The lineage has no circle."""
    depth: dict[str, int] = {}
    for report in above:
        waiting = [report]
        while waiting:
            missing = [source for source in above[waiting[-1]] if source not in depth]
            if missing:
                waiting += missing
            else:
                each = waiting.pop()
                depth[each] = max((depth[source] + 1 for source in above[each]), default=0)
    return depth


def _origins(shelf: Shelf, claims: Sequence[Claim]) -> dict[str, str]:
    """The publication origin of each report's words: that of the first of its claims here, as they truly stand."""
    reports = list(dict.fromkeys(each.report for each in claims))
    marks = ", ".join("?" * len(reports))
    roots: dict[str, list[Root]] = {}
    for root in shelf.values(f"SELECT body FROM root WHERE report IN ({marks}) ORDER BY report, start", Root, *reports):
        roots.setdefault(root.report, []).append(root)
    found: dict[str, str] = {}
    for each in sorted(claims, key=lambda claim: claim.start):
        if each.report not in found:
            own = (root.origin for root in roots.get(each.report, ()) if root.start <= each.start < root.end)
            found[each.report] = next(own, "")
    return found


def _by_origin(voices: Iterable[Voice], origin: Mapping[str, str]) -> Iterable[tuple[str, tuple[Voice, ...]]]:
    for each, group in groupby(voices, key=lambda voice: origin[voice.report]):
        yield each, tuple(group)


def _around(text: Text, claims: Sequence[Claim]) -> Text:
    """A text with no more of its parts than the sentences of these claims: each part is work where names are hidden."""
    own = [each.passage.span for each in claims if each.report == text.report]
    sentences = tuple(each for each in text.sentences if any(each.overlap(span) for span in own))
    return replace(text, segments=(), removed=(), paragraphs=(), quoted=(), sentences=sentences)


def _short(reason: str) -> str:
    """A reason without the middle of its long lists."""
    if len(reason) <= _LONGEST:
        return reason
    return f"{reason[: _LONGEST // 2].rpartition(', ')[0]}, … {reason[-_LONGEST // 2 :].partition(', ')[2]}"


def _rows(claims: Sequence[Claim], finding: Finding) -> list[tuple[Cell, ...]]:
    """The parts of a report's claims."""
    gives = any(each.unit == finding.unit for claim in claims for each in claim.quantities)
    return [_cells(each, finding, gives) for each in claims]


def _cells(claim: Claim, finding: Finding, gives: bool) -> tuple[Cell, ...]:
    """The parts of a claim, in the order of ``COLUMNS``; ``gives`` says if its report gives the finding's figure."""
    figures = [each for each in claim.quantities if not each.equivalent]
    meant = [each for each in figures if each.unit == finding.unit]
    elsewhere = bool(figures) and not meant and gives  # figures of something else
    figures = (meant or figures)[:_FIGURES]
    times = [each for each in claim.times if each.type in ("DATE", "TIME")][:_FIGURES]
    who = _stems(claim.subject)
    said = chain(claim)
    speaker = " → ".join(said) or ("nobody named" if claim.attribution else "the report itself")
    modality = claim.modality if claim.polarity == "positive" else f"{claim.modality}, negated"
    return (
        Cell(((claim.subject, ""),) if claim.subject else (), " ".join(sorted(who)) if who - _POINTING else None),
        Cell(
            tuple(_placed(claim, each) for each in figures),
            None if elsewhere else _same((e.low, e.high, e.unit) for e in figures),
        ),
        Cell(tuple((_BOUNDS[e.bound], "") for e in figures), None if elsewhere else _same(e.bound for e in figures)),
        Cell(
            tuple((f"per {e.per}", "") for e in figures if e.per),
            None if elsewhere else _same(e.per for e in figures if e.per),
        ),
        Cell(
            tuple(_placed(claim, e) for e in times), _same(days(e) or " ".join(sorted(_stems(e.quote))) for e in times)
        ),
        Cell(((speaker, ""),), " ".join(sorted(_stems(said[-1] if said else "")))),
        Cell(((modality, ""),), modality),
    )


def _placed(claim: Claim, each: Quantity | Time) -> tuple[str, str]:
    return each.quote, links.words(Passage(claim.report, each.start, each.end, each.quote))


def _same(values: Iterable[object]) -> str:
    return "; ".join(sorted({str(each) for each in values}))


def _stems(said: str | None) -> frozenset[str]:
    return frozenset(word.stem for word in words(said or "")) - _IDLE


def _marked(rows: Sequence[tuple[Cell, ...]], said: Sequence[set[str | None]]) -> list[tuple[Cell, ...]]:
    """Cells that have what no claim of the first report has, unless another claim of the same report agrees with it.

    That one claim leaves out what another of its report says is no difference.
    """
    columns = [_column(column, first - {None}) for first, column in zip(said, zip(*rows, strict=True), strict=True)]
    return list(zip(*columns, strict=True))


def _column(cells: tuple[Cell, ...], said: set[str | None]) -> list[Cell]:
    own = {cell.same for cell in cells} - {None}
    if not said or not own or own & said:
        return list(cells)
    return [replace(cell, differs=bool(cell.same) or own == {cell.same}) for cell in cells]


def _row(claim: Claim, cells: tuple[Cell, ...], first: Claim, text: Text, above: Mapping[str, tuple[str, ...]]) -> Row:
    """One claim in its sentence; the words in which it differs from the first are marked."""
    marks = []
    if claim.report != first.report:
        directed = _derives(claim.report, first.report, above)
        marks = [each.moved(claim.start) for each in differences(first.quote, claim.quote, directed=directed)[1]]
    words = in_context(text, claim.start, claim.end, marks or inner(claim))
    return Row(claim, cells, words, text.page(claim.start), chain(claim), remarks(claim))


def _derives(report: str, source: str, above: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a report derives from another, directly or through others of the finding."""
    seen: set[str] = set()
    ahead = set(above[report])
    while ahead - seen:
        seen |= ahead
        ahead = {each for one in ahead for each in above[one]}
    return source in seen


def _change(drift: Drift, claims: Mapping[str, Claim]) -> Change:
    before, after = claims[drift.before], claims[drift.after]
    left, right = differences(before.quote, after.quote, directed=drift.directed)
    sides = (marked(each.quote, 0, len(each.quote), own) for each, own in ((before, left), (after, right)))
    return Change(drift, before.passage, after.passage, *sides)
