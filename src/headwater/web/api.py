"""The same as the pages for programs: JSON in the line shapes of ``headwater.export.lines`` (docs/json.md).

Lists come a page at a time. Names are hidden where the session hides them.
"""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from headwater.export import lines
from headwater.export.lines import Line
from headwater.model import (
    Claim,
    Derivation,
    Finding,
    Given,
    Indicator,
    Judgement,
    Origin,
    Possible,
    Reading,
    Report,
    Text,
    Unread,
)
from headwater.web import answer
from headwater.web.queries.catalogue import code_key
from headwater.web.queries.roster import Listed, listed, roster
from headwater.web.queries.standing import overview
from headwater.web.queries.system import claims_of
from headwater.web.queries.words import Where, in_claims, in_texts, query
from headwater.web.shelf import Page, Shelf, paged
from headwater.web.visit import Here, Id, PageNumber

_Value = TypeVar("_Value")


class Wrong(BaseModel):
    """What was wrong, the value, and what to do next."""

    what: str
    value: str | None
    next: str | None


class Failed(BaseModel):
    """Every error has this shape."""

    error: Wrong


class Listing(BaseModel):
    """One page of a list."""

    items: list[dict[str, Any]]
    page: int
    pages: int
    total: int


FAILED: dict[int | str, dict[str, Any]] = {
    status: {"model": Failed} for status in (400, 401, 403, 404, 408, 413, 421, 422, 500, 503)
}
LISTED: dict[int | str, dict[str, Any]] = {200: {"model": Listing}}
ONE: dict[int | str, dict[str, Any]] = {200: {"model": dict[str, Any]}}

router = APIRouter(prefix="/api", tags=["case"], responses=FAILED, default_response_class=Response)

Words = Annotated[str, Query(max_length=300)]


@router.get("/overview", responses=ONE)
def show_overview(here: Here) -> Response:
    """How the case stands, in numbers."""
    found, known = overview(here.shelf), roster(here.shelf)
    return answer.one(
        {
            "type": "overview",
            "reports": len(known.reports),
            "origins": len(known.publication_origins),
            "unread": len(found.unread),
            "claims": found.claims,
            "derivations": found.derivations,
            "undirected": found.undirected,
            "possible": found.possible,
            "findings": found.findings,
            "standings": dict(found.standings),
            "disputed": found.disputed,
            "drifted": found.drifted,
            "judgements": here.shelf.decisions,
        }
    )


@router.get("/reports", responses=LISTED)
def list_reports(
    here: Here,
    page: PageNumber = 1,
    words: Words = "",
    origin: Annotated[str, Query(max_length=200)] = "",
    order: Literal["date", "name", "claims"] = "date",
) -> Response:
    """The reports, without their texts."""
    found = paged(listed(roster(here.shelf), words=words, origin=origin, order=order), page, here.size)
    return answer.many(found, lambda each: _report(here.shelf, each))


@router.get("/reports/{report}", responses=ONE)
def show_report(here: Here, report: Id) -> Response:
    """A report with its text."""
    text = _text(here.shelf, report)
    return answer.one(_report(here.shelf, roster(here.shelf).by_report[report]) | {"text": text.text})


@router.get("/reports/{report}/reading", responses=ONE)
def show_reading(here: Here, report: Id) -> Response:
    """All that was read from a report but its claims, which are a list of their own."""
    return answer.one(lines.reading(here.shelf.shown(here.shelf.one(_READING, Reading, report))))


@router.get("/reports/{report}/claims", responses=LISTED)
def list_claims_of(here: Here, report: Id, page: PageNumber = 1) -> Response:
    """The claims of a report, as they stand in its text."""
    _text(here.shelf, report)
    return _claims(here, page, "claim WHERE report = ?", "report, start, number", report)


@router.get("/claims", responses=LISTED)
def list_claims(here: Here, page: PageNumber = 1) -> Response:
    """All claims, report by report."""
    return _claims(here, page, "claim", "report, start, number")


@router.get("/claims/{claim}", responses=ONE)
def show_claim(here: Here, claim: Id) -> Response:
    """A claim, with the findings that it belongs to."""
    found = here.shelf.shown(here.shelf.one("SELECT body FROM claim WHERE id = ?", Claim, claim))
    findings = here.shelf.rows("SELECT finding FROM finding_claim WHERE claim = ? ORDER BY finding", claim)
    return answer.one(lines.claim(found, _text(here.shelf, found.report)) | {"findings": [row[0] for row in findings]})


@router.get("/derivations", responses=LISTED)
def list_derivations(here: Here, page: PageNumber = 1) -> Response:
    """Who derives from whom."""
    return _table(here, page, "derivation", Derivation, lines.of)


@router.get("/derivations/{report}/{source}", responses=ONE)
def show_derivation(here: Here, report: Id, source: Id) -> Response:
    """One derivation with its evidence."""
    sql = "SELECT body FROM derivation WHERE report = ? AND source = ?"
    return answer.one(lines.of(here.shelf.shown(here.shelf.one(sql, Derivation, report, source))))


@router.get("/possible", responses=LISTED)
def list_possible(here: Here, page: PageNumber = 1) -> Response:
    """Pairs just below the line."""
    return _table(here, page, "possible", Possible, lines.of)


@router.get("/origins", responses=LISTED)
def list_origins(here: Here, page: PageNumber = 1) -> Response:
    """Where claims enter."""
    return _table(here, page, "origin", Origin, lines.of)


@router.get("/origins/{origin}", responses=ONE)
def show_origin(here: Here, origin: Id) -> Response:
    """One origin."""
    return answer.one(
        lines.of(here.shelf.shown(here.shelf.one("SELECT body FROM origin WHERE id = ?", Origin, origin)))
    )


@router.get("/findings/{finding}", responses=ONE)
def show_finding(here: Here, finding: Id) -> Response:
    """One finding with the ids of its claims."""
    found = here.shelf.one("SELECT body FROM finding WHERE id = ?", Finding, finding)
    return answer.one(lines.of(here.shelf.shown(found)))


@router.get("/indicators", responses=LISTED)
def list_indicators(here: Here, page: PageNumber = 1) -> Response:
    """The evidence for each code of the frameworks."""
    return _table(here, page, "indicator", Indicator, lines.of)


@router.get("/indicators/{framework}/{code}", responses=LISTED)
def list_claims_of_code(here: Here, framework: Id, code: Id, page: PageNumber = 1) -> Response:
    """The claims that speak of a code."""
    *_, found = claims_of(here.shelf, code_key(framework, code), page, here.size)
    return _said(here, found)


@router.get("/frameworks", responses=LISTED)
def list_frameworks(here: Here, page: PageNumber = 1) -> Response:
    """The lists that the claims are coded by."""
    return answer.many(paged(here.shelf.case.frameworks(), page, here.size), lines.of)


@router.get("/judgements", responses=LISTED)
def list_judgements(here: Here, page: PageNumber = 1) -> Response:
    """What people decided, oldest first."""
    found: Page[Judgement] = paged(here.shelf.case.judgements(), page, here.size)
    return answer.many(found, lines.of, here.shelf.shown)


@router.get("/unread", responses=LISTED)
def list_unread(here: Here, page: PageNumber = 1) -> Response:
    """What could not be read, and why."""
    return answer.many(paged(overview(here.shelf).unread, page, here.size), _unread)


@router.get("/search", responses=LISTED)
def search(
    here: Here, q: Words = "", where: Annotated[Where, Query(alias="in")] = "claims", page: PageNumber = 1
) -> Response:
    """Claims, or reports without their texts, that have these words; the best matches first."""
    if not query(q):
        return answer.many(paged((), page, here.size), dict)
    if where == "claims":
        claims = in_claims(here.shelf, q, page, here.size)
        texts = _texts(here.shelf, (each.claim.report for each in claims.items))
        return answer.many(claims, lambda each: lines.claim(each.claim, texts[each.claim.report]))
    known = roster(here.shelf)
    return answer.many(
        in_texts(here.shelf, q, page, here.size), lambda each: _report(here.shelf, known.by_report[each.report])
    )


_READING = "SELECT body FROM reading WHERE report = ?"


def _rows(here: Here, page: int, table: str, kind: type[_Value], order: str, *values: object) -> Page[_Value]:
    """One page of a table, with true names."""
    total = here.shelf.count(f"SELECT count(*) FROM {table}", *values)
    sql = f"SELECT body FROM {table} ORDER BY {order} LIMIT ? OFFSET ?"
    return Page(here.shelf.values(sql, kind, *values, here.size, (page - 1) * here.size), page, here.size, total)


def _table(here: Here, page: int, table: str, kind: type[_Value], line: Callable[[_Value], Line]) -> Response:
    return answer.many(_rows(here, page, table, kind, "rowid"), line, here.shelf.shown)


def _claims(here: Here, page: int, table: str, order: str, *values: object) -> Response:
    found = _rows(here, page, table, Claim, order, *values)
    return _said(here, Page(here.shelf.shown(found.items), found.number, found.size, found.total))


def _said(here: Here, found: Page[Claim]) -> Response:
    texts = _texts(here.shelf, (each.report for each in found.items))
    return answer.many(found, lambda each: lines.claim(each, texts[each.report]))


def _texts(shelf: Shelf, reports: Iterable[str]) -> dict[str, Text]:
    return {report: _text(shelf, report) for report in sorted(set(reports))}


def _text(shelf: Shelf, report: str) -> Text:
    """The text of a report as it may be shown.

    Raises:
        NotFound: there is no such report.
    """
    return shelf.shown(shelf.one(_READING, Reading, report).text)


def _report(shelf: Shelf, each: Listed) -> Line:
    """The line of a report without its text."""
    ((sha256,),) = shelf.rows("SELECT sha256 FROM report WHERE id = ?", each.id)
    report = Report(each.id, each.name, sha256, "text", b"", Given(), ())
    text = Text(
        each.id, each.name, "", (), (), each.language, each.title, None, each.outlet, each.published, each.url,
        (), (), (),
    )  # fmt: skip
    line = lines.report(report, text, list(each.origins))
    del line["text"]
    return line


def _unread(each: Unread) -> Line:
    return {"type": "unread", "path": each.path, "why": each.why}
