"""The findings, filtered."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import HTMLResponse, Response

from headwater.export import lines
from headwater.model import Standing
from headwater.web import answer
from headwater.web.api import FAILED, LISTED
from headwater.web.queries.catalogue import DRIFTS, KINDS, Asked, Changed, Kind, catalogue, found
from headwater.web.visit import Here, PageNumber

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", tags=["findings"], responses=FAILED)

_Name = Annotated[str, Query(max_length=300)]
Day = Annotated[str, Query(max_length=10, pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")]
_SHOWN = 200  # values of one filter to choose from


def _asked(
    standing: Standing | Literal[""] = "",
    kind: Kind | Literal[""] = "",
    code: _Name = "",
    informant: _Name = "",
    place: _Name = "",
    since: Annotated[Day, Query(alias="from")] = "",
    until: Annotated[Day, Query(alias="to")] = "",
    disputed: Literal["", "yes", "no"] = "",
    drifted: Changed | Literal[""] = "",
) -> Asked:
    return Asked(standing, kind, code, informant, place, since, until, disputed, drifted)


Filter = Annotated[Asked, Depends(_asked)]


@router.get("/findings")
def show(here: Here, asked: Filter, page: PageNumber = 1) -> HTMLResponse:
    """Those that fit, in the order in which they matter."""
    return here.page(
        "findings.html.j2",
        asked=asked,
        page=found(here.shelf, asked, page, here.size),
        catalogue=catalogue(here.shelf),
        kinds=KINDS,
        drifts=DRIFTS,
        most=_SHOWN,
    )


@api.get("/findings", responses=LISTED)
def filter_findings(here: Here, asked: Filter, page: PageNumber = 1) -> Response:
    """The findings that fit, in the order in which they matter."""
    return answer.many(found(here.shelf, asked, page, here.size), lines.of)
