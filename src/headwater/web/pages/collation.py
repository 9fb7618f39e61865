"""A finding's page: what every report says of it, side by side, and how its origins are counted."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from headwater.errors import NotFound
from headwater.export import lines
from headwater.export.lines import Line
from headwater.web import answer, links
from headwater.web.api import FAILED, ONE
from headwater.web.queries.collation import COLUMNS, Row, Voice, collation, holding
from headwater.web.queries.roster import roster
from headwater.web.visit import Here, Id, PageNumber

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", tags=["findings"], responses=FAILED)

_Claim = Annotated[str, Query(max_length=200, description="One of its claims: leads on if they are regrouped.")]


@router.get("/findings/{finding}")
def show(here: Here, finding: Id, page: PageNumber = 1, claim: _Claim = "") -> Response:
    """The reports of a finding, row by row. A claim's id leads to the finding that holds it now."""
    try:
        opened = collation(here.shelf, finding, page, here.size)
    except NotFound:
        held = holding(here.shelf, finding) or holding(here.shelf, claim)
        if held is None:
            raise
        return here.go(links.finding(held))
    return here.page("collation.html.j2", roster=roster(here.shelf), opened=opened, columns=COLUMNS)


@api.get("/findings/{finding}/collation", responses=ONE)
def show_collation(here: Here, finding: Id, page: PageNumber = 1) -> Response:
    """A finding with each report's claims, part by part, those of one origin together, the upstream ones first."""
    opened = collation(here.shelf, finding, page, here.size)
    voices = opened.voices
    return answer.one(
        lines.of(opened.finding)
        | {
            "type": "collation",
            "columns": list(COLUMNS),
            "rows": [line for origin, group in voices.items for voice in group for line in _lines(origin, voice)],
            "page": voices.number,
            "pages": voices.pages,
            "total": voices.total,
        }
    )


def _lines(origin: str, voice: Voice) -> list[Line]:
    return [
        {
            "report": voice.report,
            "origin": origin or None,
            "from": list(voice.sources),
            "claim": row.claim.id,
            "quote": row.claim.quote,
            "cells": _cells(row),
        }
        for row in voice.rows
    ]


def _cells(row: Row) -> list[dict[str, Any]]:
    return [{"words": [words for words, _ in cell.items], "differs": cell.differs} for cell in row.cells]
