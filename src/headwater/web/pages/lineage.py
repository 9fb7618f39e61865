"""The lineage: the family tree of the pile, what stands behind each origin, and the evidence for each line."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from headwater.errors import NotFound
from headwater.model import Finding
from headwater.web import links
from headwater.web.queries.kin import behind, between, drawn, ties
from headwater.web.queries.roster import listed, roster
from headwater.web.shelf import Page, paged
from headwater.web.visit import Here, Id, PageNumber

router = APIRouter(include_in_schema=False)


@router.get("/lineage")
def show(
    here: Here,
    page: PageNumber = 1,
    list_: Annotated[Literal["drawing", "origins", "lines"], Query(alias="as")] = "drawing",
) -> HTMLResponse:
    """The whole lineage: drawn, or as a list of origins, or of lines."""
    known = roster(here.shelf)
    chosen: Page[object]
    if list_ == "drawing":
        chosen = drawn(here.shelf, page)  # type: ignore[assignment]
    elif list_ == "origins":
        informants = sorted((each for each in known.by_origin.values() if each.kind == "informant"), key=lambda e: e.id)
        chosen = paged([*known.publication_origins, *informants], page, here.size)
    else:
        chosen = paged(ties(here.shelf), page, here.size)
    return here.page("lineage.html.j2", roster=known, page=chosen, shown_as=list_)


@router.get("/lineage/{origin}")
def of_origin(here: Here, origin: Id, page: PageNumber = 1) -> Response:
    """What goes back to an origin, and the findings it stands behind."""
    known = roster(here.shelf)
    if origin in known.by_report:
        return here.go(links.report(origin))
    if origin not in known.by_origin:
        raise NotFound("there is no such origin", origin, "See the lineage as it is")
    ids = paged(behind(here.shelf, origin), page, here.size)
    findings = here.shelf.shown(
        tuple(here.shelf.one("SELECT body FROM finding WHERE id = ?", Finding, id) for id in ids.items)
    )
    return here.page(
        "origin.html.j2",
        roster=known,
        origin=known.by_origin[origin],
        reports=listed(known, origin=origin) or [known.by_report[id] for id in known.by_origin[origin].reports],
        findings=Page(findings, ids.number, ids.size, ids.total),
        most=here.size,
    )


@router.get("/lineage/{report}/{source}")
def of_pair(here: Here, report: Id, source: Id) -> HTMLResponse:
    """The evidence for one line, side by side."""
    return here.page("derivation.html.j2", roster=roster(here.shelf), between=between(here.shelf, report, source))
