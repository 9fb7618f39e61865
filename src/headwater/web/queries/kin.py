"""Who derives from whom: around one report, behind one origin, between two, and over the whole case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from headwater.dossier import drawing
from headwater.dossier.contents import Contents
from headwater.dossier.context import in_context
from headwater.dossier.difference import differences
from headwater.dossier.drawing import Drawing
from headwater.dossier.evidence import NAMES, credits_itself, pairs
from headwater.dossier.words import Mark
from headwater.errors import NotFound
from headwater.model import (
    Basis,
    Derivation,
    Finding,
    Findings,
    Given,
    Lineage,
    Passage,
    Possible,
    Reading,
    Report,
    Text,
)
from headwater.web.queries.roster import Roster, roster
from headwater.web.shelf import Page, Shelf

_NEAR = 30  # derivations listed around one report
_DRAWN = 110  # nodes drawn on one page, some 150 kB
_SHOWN = 6  # pairs of passages shown of one piece of evidence
_BASES = 30
_PASSAGE = 900  # characters compared


@dataclass(frozen=True, slots=True)
class Tie:
    """One derivation or possible pair, in a line."""

    report: str
    source: str
    degree: str
    direction: str  # known, undetermined or possible
    kinds: tuple[str, ...]
    credited: bool
    score: float


@dataclass(frozen=True, slots=True)
class Kin:
    """What one report derives from, what derives from it, and what may."""

    up: tuple[Tie, ...]
    down: tuple[Tie, ...]
    possible: tuple[Tie, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of one report as evidence, in their sentence."""

    place: Passage
    words: Markup


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence, its passages beside each other."""

    name: str
    words: str
    beside: tuple[tuple[Quoted, ...], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Between:
    """Why one is said to derive from the other."""

    tie: Tie
    reasons: tuple[Reason, ...]


def kin(shelf: Shelf, report: str) -> Kin:
    """Around one report."""
    up = shelf.values("SELECT body FROM derivation WHERE report = ? ORDER BY rowid", Derivation, report)
    down = shelf.values("SELECT body FROM derivation WHERE source = ? ORDER BY rowid LIMIT 500", Derivation, report)
    near = shelf.values(
        "SELECT body FROM possible WHERE a = ? UNION ALL SELECT body FROM possible WHERE b = ? LIMIT 500",
        Possible, report, report,
    )  # fmt: skip
    kept = [tuple(map(_tie, each[:_NEAR])) for each in (up, down)]
    possible = tuple(map(_possible, near[:_NEAR]))
    left_out = len(up) + len(down) + len(near) - sum(map(len, (*kept, possible)))
    return Kin(kept[0], kept[1], possible, left_out)


def between(shelf: Shelf, report: str, source: str) -> Between:
    """The evidence for a derivation or a possible pair, in whichever order the two are named.

    Raises:
        NotFound: neither is said to derive from the other.
    """
    found = shelf.values(
        "SELECT body FROM derivation WHERE (report = ? AND source = ?) OR (report = ? AND source = ?)",
        Derivation, report, source, source, report,
    )  # fmt: skip
    near = shelf.values("SELECT body FROM possible WHERE a = ? AND b = ?", Possible, *sorted((report, source)))
    if not found and not near:
        raise NotFound("neither is said to derive from the other", f"{report}, {source}", "See the lineage as it is")
    tie = _tie(found[0]) if found else _possible(near[0])
    basis = shelf.shown(found[0].basis if found else near[0].basis)
    texts = _texts(shelf, {each.report for one in basis for each in one.where})
    return Between(tie, tuple(_reason(each, tie, texts) for each in basis[:_BASES]))


def _texts(shelf: Shelf, reports: set[str]) -> Mapping[str, Text]:
    found: dict[str, Text] = {}
    for report in sorted(reports):
        for reading in shelf.values("SELECT body FROM reading WHERE report = ?", Reading, report):
            found[report] = shelf.shown(reading).text
    return found


def _reason(basis: Basis, tie: Tie, texts: Mapping[str, Text]) -> Reason:
    every = list(dict.fromkeys(pairs(each for each in basis.where if each.report in texts)))
    beside = tuple(_beside(each, tie, texts) for each in every[:_SHOWN])
    return Reason(NAMES[basis.kind], basis.words, beside, len(every) - len(beside))


def _beside(pair: tuple[Passage, ...], tie: Tie, texts: Mapping[str, Text]) -> tuple[Quoted, ...]:
    """The upstream passage on the left, if that is known."""
    if len(pair) == 1:
        return (_quoted(pair[0], texts, ()),)
    one, other = pair
    directed = tie.direction == "known" and {one.report, other.report} == {tie.report, tie.source}
    first, second = (other, one) if directed and one.report == tie.report else (one, other)
    ours, theirs = differences(first.quote[:_PASSAGE], second.quote[:_PASSAGE], directed=directed)
    return _quoted(first, texts, ours), _quoted(second, texts, theirs)


def _quoted(place: Passage, texts: Mapping[str, Text], marks: tuple[Mark, ...]) -> Quoted:
    moved = [mark.moved(place.start) for mark in marks]
    return Quoted(place, in_context(texts[place.report], place.start, place.end, moved))


def ties(shelf: Shelf) -> tuple[Tie, ...]:
    """Every derivation, by report, and then every possible pair, the likeliest first."""
    return shelf.remembered(_ties)


def drawn(shelf: Shelf, number: int) -> Page[tuple[Drawing, ...]]:
    """One page of the families drawn: the largest first, those without a line last."""
    sheets = shelf.remembered(_hidden_sheets if shelf.hides_names else _sheets)
    return Page(sheets[number - 1 : number], number, 1, len(sheets))


def behind(shelf: Shelf, origin: str) -> tuple[str, ...]:
    """The findings that an origin stands behind, by id, those with most origins first."""
    return shelf.remembered(_behind).get(origin, ())


def _tie(each: Derivation) -> Tie:
    kinds = tuple(dict.fromkeys(NAMES[basis.kind].lower() for basis in each.basis))
    return Tie(each.report, each.source, each.degree, each.direction, kinds, credits_itself(each), each.score)


def _possible(each: Possible) -> Tie:
    kinds = tuple(dict.fromkeys(NAMES[basis.kind].lower() for basis in each.basis))
    return Tie(each.a, each.b, "partly", "possible", kinds, False, each.score)


def _ties(shelf: Shelf) -> tuple[Tie, ...]:
    place = {each.id: each.number for each in roster(shelf).reports}
    found = [_tie(shelf.value(body, Derivation)) for (body,) in shelf.each("SELECT body FROM derivation")]
    found.sort(key=lambda each: (place.get(each.report, 0), place.get(each.source, 0), each.source))
    near = [_possible(shelf.value(body, Possible)) for (body,) in shelf.each("SELECT body FROM possible")]
    near.sort(key=lambda each: (-each.score, each.report, each.source))
    return (*found, *near)


def _behind(shelf: Shelf) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    findings = [shelf.value(body, Finding) for (body,) in shelf.each("SELECT body FROM finding")]
    findings.sort(key=lambda each: (-each.origins_low, -each.origins_high, -len(each.reports), each.id))
    for finding in findings:
        for origin in finding.named:
            found.setdefault(origin, []).append(finding.id)
    return {origin: tuple(ids) for origin, ids in found.items()}


def _sheets(shelf: Shelf) -> tuple[tuple[Drawing, ...], ...]:
    return tuple(_drawn(_light(shelf, roster(shelf))))


def _hidden_sheets(shelf: Shelf) -> tuple[tuple[Drawing, ...], ...]:
    return tuple(_drawn(_light(shelf, roster(shelf))))


def _drawn(contents: Contents) -> Iterator[tuple[Drawing, ...]]:
    """The families, as many on each page as there is room for."""
    found = drawing.families(contents, drawing.edges(contents))
    alone = [node for nodes, lines in found if not lines for node in nodes]
    families = [(nodes, lines) for nodes, lines in found if lines]
    families += [(alone[at : at + _DRAWN], []) for at in range(0, len(alone), _DRAWN)]
    sheet: list[Drawing] = []
    for number, (nodes, lines) in enumerate(families, 1):
        family = drawing.draw(contents, number, nodes, lines)
        if sheet and sum(len(each.nodes) for each in sheet) + len(family.nodes) > _DRAWN:
            yield tuple(sheet)
            sheet = []
        sheet.append(family)
    if sheet:
        yield tuple(sheet)


def _light(shelf: Shelf, known: Roster) -> Contents:
    """The contents of a dossier without any text: all that a drawing needs."""
    reports = tuple(Report(each.id, each.name, "", "text", b"", Given(), ()) for each in known.reports)
    readings = tuple(
        Reading(
            Text(
                each.id, each.name, "", (), (), each.language, each.title, None, each.outlet, each.published,
                each.url, (), (), (),
            )
        )
        for each in known.reports
    )  # fmt: skip
    derivations = shelf.values("SELECT body FROM derivation ORDER BY rowid", Derivation)
    possible = shelf.values("SELECT body FROM possible ORDER BY rowid", Possible)
    origins = tuple(each for each in known.by_origin.values() if each.kind != "informant")
    informants = tuple(each for each in known.by_origin.values() if each.kind == "informant")
    return Contents(reports, readings, (), Lineage(derivations, possible, origins), Findings((), informants))
