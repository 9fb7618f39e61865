"""The reports of the case as a list."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from headwater.web.queries.roster import listed, roster
from headwater.web.shelf import paged
from headwater.web.visit import Here, PageNumber

router = APIRouter(include_in_schema=False)


@router.get("/reports")
def show(
    here: Here,
    page: PageNumber = 1,
    words: Annotated[str, Query(max_length=200)] = "",
    origin: Annotated[str, Query(max_length=200)] = "",
    order: Literal["date", "name", "claims"] = "date",
) -> HTMLResponse:
    """Those whose outlet, title or name has these words, and that go back to this origin."""
    known = roster(here.shelf)
    found = listed(known, words=words, origin=origin, order=order)
    values = {"words": words, "origin": origin, "order": order}
    return here.page("reports.html.j2", roster=known, page=paged(found, page, here.size), asked=values)
