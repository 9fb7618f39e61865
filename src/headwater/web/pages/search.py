"""Search over all texts and claims."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from headwater.web.queries.roster import roster
from headwater.web.queries.words import RANKED, Where, in_claims, in_texts, names_somebody, query
from headwater.web.shelf import Page
from headwater.web.visit import Here, PageNumber

router = APIRouter(include_in_schema=False)


@router.get("/search")
def show(
    here: Here,
    q: Annotated[str, Query(max_length=300)] = "",
    where: Annotated[Where, Query(alias="in")] = "claims",
    page: PageNumber = 1,
) -> HTMLResponse:
    """Where these words stand."""
    found: Page[object] | None = None
    if query(q):
        found = (in_claims if where == "claims" else in_texts)(here.shelf, q, page, here.size)  # type: ignore[assignment]
    return here.page(
        "search.html.j2",
        roster=roster(here.shelf),
        asked=q,
        where=where,
        page=found,
        most=RANKED,
        hidden=names_somebody(here.shelf, q),
    )
