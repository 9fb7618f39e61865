"""Help: what each page answers, the keys, and what the words mean."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from headwater.web.visit import Here

router = APIRouter(include_in_schema=False)


@router.get("/help")
def show(here: Here) -> HTMLResponse:
    """One page for all of it."""
    return here.page("help.html.j2")
