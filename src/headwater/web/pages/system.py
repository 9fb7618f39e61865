"""The system that the reports describe, drawn, with the evidence for each part."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from headwater.export import lines
from headwater.web import answer
from headwater.web.api import FAILED, LISTED
from headwater.web.queries.system import System, systems
from headwater.web.shelf import paged
from headwater.web.visit import Here, PageNumber

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", tags=["frameworks"], responses=FAILED)


@router.get("/system")
def show(here: Here) -> HTMLResponse:
    """Every system of the case."""
    return here.page("system.html.j2", systems=systems(here.shelf))


@api.get("/system", responses=LISTED)
def show_system(here: Here, page: PageNumber = 1) -> Response:
    """The parts of every system in order, with what is known of each."""
    return answer.many(paged(systems(here.shelf), page, here.size), _line)


def _line(each: System) -> lines.Line:
    return {
        "type": "system",
        "framework": each.framework.name,
        "parts": [
            {
                "code": part.code.code,
                "name": part.code.name,
                "leads_to": list(part.code.flow),
                "evidence": part.evidence and answer.brief(part.evidence, lines.of),
                "findings": [answer.brief(finding, lines.of) for finding in part.findings],
                "more": part.left_out,
            }
            for part in each.parts
        ],
    }
