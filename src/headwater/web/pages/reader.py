"""The reader: a report as it reads, its layers, and the same passage in other reports beside it."""

import re
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from headwater.model import Span
from headwater.web.queries.beside import beside
from headwater.web.queries.kin import kin
from headwater.web.queries.leaf import leaf, piece
from headwater.web.queries.roster import roster
from headwater.web.visit import Here, Id

router = APIRouter(include_in_schema=False)

LAYERS = (
    ("claims", "Claims", True),
    ("quantities", "Quantities", True),
    ("times", "Times", True),
    ("attributions", "Attributions", True),
    ("quotes", "Quotations", False),
    ("removed", "Furniture and repeats", True),
)


@router.get("/reports/{report}")
def show(
    here: Here,
    report: Id,
    part: Annotated[int, Query(ge=1, le=100_000)] = 1,
    at: Annotated[str, Query(max_length=40, description="Characters to mark: START-END.")] = "",
    paragraph: Annotated[int, Query(alias="beside", ge=0, le=1_000_000)] = 0,
) -> HTMLResponse:
    """One part of a report, with a passage marked and a paragraph compared."""
    shown = leaf(here.shelf, report, part, _span(at))
    span = piece(shown.text, paragraph) if paragraph else None
    return here.page(
        "reader.html.j2",
        roster=roster(here.shelf),
        leaf=shown,
        kin=kin(here.shelf, report),
        layers=LAYERS,
        compared=paragraph if span else 0,
        beside=beside(here.shelf, report, span) if span else None,
        at=at if _span(at) else None,
    )


def _span(at: str) -> Span | None:
    """The characters that an address names; None if it names none."""
    found = re.fullmatch(r"([0-9]{1,12})-([0-9]{1,12})", at)
    if found is None or int(found[1]) >= int(found[2]):
        return None
    return Span(int(found[1]), int(found[2]))
