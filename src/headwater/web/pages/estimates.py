"""Estimates: figures worked out from figures of the case, with sliders on their inputs."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from markupsafe import Markup, escape
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, Response

from headwater.errors import NotFound, UsageError
from headwater.estimates import Plan, read
from headwater.export import lines
from headwater.web import answer
from headwater.web.api import FAILED, LISTED, ONE
from headwater.web.queries.estimating import Ends, Trial, ends_of, number, rounded, tried, worked
from headwater.web.queries.roster import roster
from headwater.web.shelf import paged
from headwater.web.visit import Here, Id, PageNumber, at_length

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api/estimates", tags=["estimates"], responses=FAILED)

_LONGEST = 100_000  # characters of a plan
_OWN = "your estimate"  # what messages call it


async def _sent(request: Request) -> Mapping[str, str]:
    """The fields of a form, or of an address, that give an end of an input: ``workers.low``."""
    fields = request.query_params if request.method == "GET" else await request.form()
    return {
        name: value
        for name, value in list(fields.items())[:500]
        if isinstance(value, str) and name.endswith((".low", ".high"))
    }


Sent = Annotated[Mapping[str, str], Depends(_sent)]
_Text = Annotated[str, Form(max_length=_LONGEST)]


def _trial(here: Here, sent: Mapping[str, str], name: str, text: str | None = None) -> Trial:
    plan = _offered(here, name) if text is None else read(text, name)
    given = worked(here.shelf, plan, text)
    ends: dict[str, Ends] = {}
    known = {each.name: ends_of(each) for each in given.inputs}
    for each in dict.fromkeys(field.rpartition(".")[0] for field in sent):
        low, high = known.get(each, (None, None))
        ends[each] = (
            number(sent[f"{each}.low"], each) if f"{each}.low" in sent else low,
            number(sent[f"{each}.high"], each) if f"{each}.high" in sent else high,
        )
    return tried(here.shelf, plan, given, ends)


def _offered(here: Here, name: str) -> Plan:
    """An estimate that is shipped, or that the server was started with.

    Raises:
        NotFound: there is none of this name.
    """
    plans = here.workbench.plans
    if name not in plans:
        raise NotFound("there is no such estimate", name, f"Offered: {', '.join(plans)}")
    return plans[name]


@router.get("/estimates")
def show(here: Here) -> HTMLResponse:
    """Those that are offered, and a place for one's own."""
    return here.page("estimates.html.j2", plans=list(here.workbench.plans.values()), text="", wrong=None)


@router.get("/estimates/{name}")
@at_length
def show_shipped(here: Here, name: Id, sent: Sent) -> HTMLResponse:
    """One that is offered, with the ranges that the address gives."""
    return _page(here, _trial(here, sent, name), None)


@router.post("/estimates")
@at_length
def show_own(here: Here, sent: Sent, plan: _Text) -> HTMLResponse:
    """One of a person's own. It is not kept."""
    plan = plan.replace("\r\n", "\n")  # as forms send it
    try:
        trial = _trial(here, sent, _OWN, plan)
    except UsageError as error:
        plans = list(here.workbench.plans.values())
        return here.page("estimates.html.j2", status=400, plans=plans, text=escape(plan), wrong=error)
    return _page(here, trial, escape(plan))  # their own words, to be sent again as they are


def _page(here: Here, trial: Trial, text: Markup | None) -> HTMLResponse:
    return here.page("estimate.html.j2", roster=roster(here.shelf), trial=trial, text=text, rounded=rounded)


class Wanted(BaseModel):
    """An estimate to be worked out: a plan as docs/estimates.md describes it, and ends of inputs in its stead."""

    plan: str = Field(max_length=_LONGEST)
    own: dict[str, Ends] = Field(default={}, max_length=200)


@api.get("", responses=LISTED)
@at_length
def list_estimates(here: Here, page: PageNumber = 1) -> Response:
    """The estimates that are offered, as the case gives them."""
    found = [here.shelf.shown(worked(here.shelf, plan)) for plan in here.workbench.plans.values()]
    return answer.many(paged(found, page, here.size), lines.of)


@api.get("/{name}", responses=ONE)
@at_length
def show_estimate(here: Here, name: Id, sent: Sent) -> Response:
    """One that is offered; ``workers.low`` and ``workers.high`` in the address put ends in the stead of the case's."""
    return answer.one(lines.of(_trial(here, sent, name).now))


@api.post("", responses=ONE)
@at_length
def work_out(here: Here, wanted: Wanted) -> Response:
    """One of a person's own. It is not kept."""
    plan = read(wanted.plan, _OWN)
    given = worked(here.shelf, plan, wanted.plan)
    return answer.one(lines.of(tried(here.shelf, plan, given, wanted.own).now))
