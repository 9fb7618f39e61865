"""The timeline: findings by the times that their claims give."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from headwater.export import lines
from headwater.web import answer
from headwater.web.api import FAILED, LISTED
from headwater.web.pages.findings import Day
from headwater.web.queries.roster import roster
from headwater.web.queries.timeline import Dated, timeline
from headwater.web.visit import Here, PageNumber

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", tags=["findings"], responses=FAILED)

_From = Annotated[Day, Query(alias="from", description="A day, month or year.")]
_To = Annotated[Day, Query(alias="to", description="A day, month or year, which is within.")]


@router.get("/timeline")
def show(here: Here, since: _From = "", until: _To = "", page: PageNumber = 1) -> HTMLResponse:
    """The times that reach into this one, drawn and listed."""
    found = timeline(here.shelf, since, until, page, here.size)
    return here.page("timeline.html.j2", roster=roster(here.shelf), timeline=found, since=since, until=until)


@api.get("/timeline", responses=LISTED)
def list_moments(here: Here, since: _From = "", until: _To = "", page: PageNumber = 1) -> Response:
    """The times that claims give, resolved, with the findings that they are of; the earliest first."""
    return answer.many(timeline(here.shelf, since, until, page, here.size).page, _line)


def _line(each: Dated) -> lines.Line:
    moment = each.moment
    return {
        "type": "moment",
        "from": moment.since,
        "to": moment.until,
        "finding": moment.finding,
        "statement": each.finding.statement,
        "claim": moment.claim,
        "claims": moment.claims,
        "words": lines.of(each.place),
    }
