"""The places that claims name, at district level or coarser."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from headwater.web import answer
from headwater.web.api import FAILED, LISTED
from headwater.web.queries.places import places
from headwater.web.shelf import paged
from headwater.web.visit import Here, PageNumber

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", tags=["findings"], responses=FAILED)


@router.get("/places")
def show(here: Here, page: PageNumber = 1) -> HTMLResponse:
    """A list, those named most often first."""
    found = places(here.shelf)
    return here.page("places.html.j2", places=found, page=paged(found.places, page, here.size))


@api.get("/places", responses=LISTED)
def list_places(here: Here, page: PageNumber = 1) -> Response:
    """The places that may be listed, and how many claims name others."""
    found = places(here.shelf)
    return answer.many(
        paged(found.places, page, here.size),
        lambda each: {
            "type": "place",
            "name": each.name,
            "claims": len(each.claims),
            "reports": each.reports,
            "findings": each.findings,
        },
        in_hiding=found.in_hiding,
        not_known=found.not_known,
    )
