"""The dossier and the exports, of all findings or of a choice, with names or without."""

from collections.abc import Collection
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from headwater import dossier, export
from headwater.errors import UsageError
from headwater.export import TABLES
from headwater.web.pages.findings import Filter
from headwater.web.queries.catalogue import DRIFTS, KINDS, Asked, catalogue, found
from headwater.web.visit import Here, at_length

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", tags=["dossier"])

Form = Literal["html", "csv", "jsonl"]
_TYPES = {"html": "text/html", "csv": "text/csv", "jsonl": "application/jsonl"}
_LISTED = 200  # findings that can be left out one by one

_Table = Literal["findings", "claims", "reports", "origins", "derivations", "possible", "drift", "indicators"]
_Ids = Annotated[list[Annotated[str, Query(max_length=200)]], Query(max_length=_LISTED)]


@router.get("/dossier")
def show(here: Here, asked: Filter) -> HTMLResponse:
    """Choose what goes in."""
    return here.page(
        "dossier.html.j2",
        asked=asked,
        page=found(here.shelf, asked, 1, _LISTED),
        everything=len(catalogue(here.shelf).entries),
        catalogue=catalogue(here.shelf),
        kinds=KINDS,
        drifts=DRIFTS,
        tables=list(TABLES),
    )


@router.get("/dossier/file")
@api.get("/dossier", responses={200: {"content": {kind: {} for kind in _TYPES.values()}}})
@at_length
def write(
    here: Here,
    asked: Filter,
    form: Form = "html",
    table: _Table = "findings",
    names: Literal["", "shown"] = "",
    without: _Ids = [],  # noqa: B006 (FastAPI copies it)
) -> Response:
    """The file: the findings that fit, without those that are taken out. JSON lines are always the whole case."""
    chosen = _chosen(here, asked, without)
    shown = names == "shown"
    if here.session.hides_names and (shown or form == "jsonl"):
        raise UsageError("names are hidden in this session", form, "Show names first")
    case = here.shelf.case
    rewriting = None if shown or form == "jsonl" else here.shelf.rewriting
    if form == "html":
        body = dossier.render(case, names=shown, findings=chosen, rewriting=rewriting).encode()
    elif form == "csv":
        body = "".join(export.table(case, table, names=shown, findings=chosen, rewriting=rewriting)).encode()
    else:
        body = b"".join(export.jsonl(case))
    name = here.workbench.path.stem if shown or form == "jsonl" else "dossier"
    safe = "".join(each if each.isascii() and each.isalnum() else "-" for each in name)
    ending = f"{table}.csv" if form == "csv" else form
    headers = {
        "Content-Disposition": f'attachment; filename="{safe}.{ending}"',
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    }
    return Response(body, media_type=f"{_TYPES[form]}; charset=utf-8", headers=headers)


def _chosen(here: Here, asked: Asked, without: Collection[str]) -> frozenset[str] | None:
    """The findings that go in; None for all."""
    if asked == Asked() and not without:
        return None
    left_out = set(without)
    return frozenset(each.id for each in catalogue(here.shelf).entries if asked.fits(each) and each.id not in left_out)
