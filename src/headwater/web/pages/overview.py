"""The overview: what is known, how well, and what wants a look."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from headwater.web.queries.roster import roster
from headwater.web.queries.standing import overview
from headwater.web.visit import Here

router = APIRouter(include_in_schema=False)

_UNREAD = 20  # shown here


@router.get("/")
def show(here: Here) -> HTMLResponse:
    """The whole case at a glance."""
    return here.page(
        "overview.html.j2",
        roster=roster(here.shelf),
        overview=overview(here.shelf),
        begun=0 if here.building else here.shelf.case.begun(),
        unread_shown=_UNREAD,
    )
