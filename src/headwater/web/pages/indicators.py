"""The evidence for each code of the frameworks: evidence, never a verdict."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from headwater.web.queries.roster import roster
from headwater.web.queries.system import claims_of, frameworks
from headwater.web.visit import Here, PageNumber

router = APIRouter(include_in_schema=False)

_REPORTS = 12  # shown of one code


@router.get("/indicators")
def show(here: Here, code: Annotated[str, Query(max_length=300)] = "", page: PageNumber = 1) -> HTMLResponse:
    """All codes; or the words that speak of one."""
    known = roster(here.shelf)
    if not code:
        return here.page("indicators.html.j2", roster=known, frameworks=frameworks(here.shelf), most=_REPORTS)
    framework, coded, claims = claims_of(here.shelf, code, page, here.size)
    return here.page("code.html.j2", roster=known, framework=framework.framework, coded=coded, page=claims)
