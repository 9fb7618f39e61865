"""Review: people decide what the machine only suggests. Every decision has a reason, and can be undone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from os import environ
from typing import Annotated, Any, Literal, get_args
from urllib.parse import quote, unquote

from fastapi import APIRouter, Body, Form
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, Response

from headwater import review
from headwater.errors import NotFound, UsageError
from headwater.export import lines
from headwater.export.lines import Line
from headwater.model import DriftKind, Judgement, Passage, Subject, Verdict
from headwater.review.form import LETTERS, NUMBERS
from headwater.web import answer
from headwater.web.api import FAILED, LISTED, ONE
from headwater.web.queries.docket import Matter, docket, finding_of, history, latest, matter, matters, told
from headwater.web.queries.roster import roster
from headwater.web.shelf import Page, Shelf, paged
from headwater.web.visit import Here, Id, PageNumber, at_length

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", tags=["review"], responses=FAILED)

SUBJECTS: Mapping[Subject, str] = {
    "grouping": "they say the same",
    "derivation": "one was made from the other",
    "drift": "it changed in retelling",
    "attribution": "who said it",
    "code": "evidence of a code",
    "rating": "how far to trust it",
}
_SIZE = 10  # matters on a page: each shows the words that it is of
_TOLD, _TOLD_ALONE = 400, 20_000  # characters of why something is suggested, in the list and on its own page
_SHOWN = 6  # passages of a matter in the list; its own page has all
_PATIENCE = 2.0  # seconds to wait for a decision to take effect before the page is shown all the same
_WHO = "headwater-who"
_YEAR = 365 * 24 * 3600

_Word = Annotated[str, Form(max_length=300)]
_Why = Annotated[str, Form(max_length=2_000)]
_Decided = Literal["accept", "reject", "correct"]


@router.get("/review")
def show(here: Here, subject: Subject | Literal[""] = "", page: PageNumber = 1) -> HTMLResponse:
    """What there is to decide."""
    found = matters(here.shelf, subject, page, _SIZE)
    return here.page(
        "review.html.j2",
        **_shared(here),
        page=found,
        findings={each.id: finding_of(here.shelf, matter(here.shelf, each.id)) for each in found.items},
        told={each.id: told(each, roster(here.shelf), _TOLD) for each in found.items},
        docket=docket(here.shelf),
        subject=subject,
        latest=latest(here.shelf),
        shown=_SHOWN,
    )


@router.get("/review/history")
def show_history(here: Here, page: PageNumber = 1) -> HTMLResponse:
    """Everything that was decided."""
    found = paged(history(here.shelf), page, here.size)
    found = Page(here.shelf.shown(found.items), found.number, found.size, found.total)
    return here.page("history.html.j2", **_shared(here), page=found)


@router.get("/review/finding/{finding}")
def show_finding(here: Here, finding: Id) -> HTMLResponse:
    """A finding with all that can be judged of it: whether its claims belong together, who said each, its rating."""
    rows = here.shelf.rows("SELECT statement FROM finding WHERE id = ?", finding)
    if not rows:
        raise NotFound("there is no such finding", finding, "Regrouping gives findings new ids; search for its words")
    return here.page(
        "judging.html.j2",
        **_shared(here),
        finding=finding,
        statement=here.shelf.shown(rows[0][0]),
        claims=[(_key(each), here.shelf.shown(each)) for each in _claims(here.shelf, finding)],
        letters=LETTERS,
        numbers=NUMBERS,
    )


@router.get("/review/{id}")
def show_one(here: Here, id: Id) -> HTMLResponse:
    """One matter with all its words, and what can be put right in it."""
    found = matter(here.shelf, id)
    shown = here.shelf.shown(found)
    return here.page(
        "matter.html.j2",
        **_shared(here),
        matter=shown,
        told=told(shown, roster(here.shelf), _TOLD_ALONE),
        finding=finding_of(here.shelf, found),
        drifts=get_args(DriftKind),
        codes=_codes(here.shelf) if found.subject == "code" else (),
    )


@router.post("/review")
@at_length
def decide(
    here: Here,
    id: _Word,
    verdict: Annotated[_Decided, Form()],
    why: _Why = "",
    who: _Word = "",
    to: _Word = "",
    part: Annotated[list[str], Form(max_length=5_000)] = [],  # noqa: B006 (FastAPI copies it)
    back: _Word = "/review",
) -> Response:
    """Write down one decision, and bring the counts up to date."""
    try:
        found = matter(here.shelf, id)
    except NotFound as error:
        step = "Go back to Review for what there is now; Decisions has what was decided"
        raise NotFound("this was decided meanwhile, or is not asked any more", None, step) from error
    return _done(here, _judged(here, found, verdict, why, who, " ".join(part) or to), who, back)


@router.post("/review/finding/{finding}")
@at_length
def decide_of(
    here: Here,
    finding: Id,
    subject: Annotated[Literal["grouping", "attribution", "rating"], Form()],
    verdict: Annotated[Literal["accept", "reject", "correct", "rate"], Form()],
    why: _Why = "",
    who: _Word = "",
    to: _Word = "",
    claim: _Word = "",
    part: Annotated[list[str], Form(max_length=5_000)] = [],  # noqa: B006
) -> Response:
    """Write down a decision that nobody suggested."""
    claims = _claims(here.shelf, finding)
    target = tuple(each for each in claims if not claim or _key(each) == claim)
    to = (" ".join(part) or to) if verdict in ("correct", "rate") else ""
    made = _write(here, subject, verdict, target, None, to, who, why)
    return _done(here, made, who, "/review/history")


@router.post("/review/undo")
@at_length
def undo(here: Here, id: _Word, why: _Why = "", who: _Word = "", back: _Word = "/review") -> Response:
    """Take a decision back; the undoing is kept like any other."""
    made = review.undo(here.workbench.path, id, who=who, when=_now(), why=why)
    return _done(here, made, who, back)


@router.post("/review/update")
def update(here: Here) -> Response:
    """Bring the case up to date with decisions that were made elsewhere."""
    return here.go(f"/jobs/{here.workbench.jobs.update().id}")


class Decision(BaseModel):
    """A decision about a suggestion of /api/review, or about any words."""

    verdict: Literal["accept", "reject", "correct", "rate"]
    why: str = Field(min_length=1, max_length=2_000)
    who: str = Field(min_length=1, max_length=300)
    suggestion: str | None = Field(None, max_length=200, description="The id of a suggestion; else subject and target.")
    subject: Subject | None = None
    target: list["Words"] = Field([], max_length=5_000)
    of: str | None = Field(None, max_length=300)
    to: str | None = Field(None, max_length=20_000)


class Words(BaseModel):
    """A passage of a report."""

    report: str = Field(max_length=200)
    start: int = Field(ge=0, le=2**40)
    end: int = Field(ge=0, le=2**40)
    quote: str = Field(max_length=200_000)


class Undoing(BaseModel):
    """Why a decision is taken back."""

    why: str = Field(min_length=1, max_length=2_000)
    who: str = Field(min_length=1, max_length=300)


@api.get("/review", responses=LISTED)
def list_suggestions(here: Here, subject: Subject | Literal[""] = "", page: PageNumber = 1) -> Response:
    """What is suggested and not judged, what would change the counts most first."""
    return answer.many(matters(here.shelf, subject, page, here.size), _line)


@api.get("/review/history", responses=LISTED)
def list_history(here: Here, page: PageNumber = 1) -> Response:
    """What people decided, the latest first, and how each stands."""
    found = paged(history(here.shelf), page, here.size)
    shown = Page(here.shelf.shown(found.items), found.number, found.size, found.total)
    return answer.many(shown, lambda each: lines.of(each.judgement) | {"standing": each.state})


@api.post("/judgements", responses=ONE)
@at_length
def add_judgement(here: Here, decision: Annotated[Decision, Body()]) -> Response:
    """Write down one decision. It takes effect when the build that its answer names is done."""
    if decision.suggestion is not None:
        found = matter(here.shelf, decision.suggestion)
        subject, target, of = found.subject, found.target, found.of
    elif decision.subject is not None:
        target = tuple(Passage(each.report, each.start, each.end, each.quote) for each in decision.target)
        subject, of = decision.subject, decision.of
    else:
        raise UsageError("say what is judged", None, "Give the suggestion, or a subject and its target")
    made = _write(here, subject, decision.verdict, target, of, decision.to or "", decision.who, decision.why)
    return answer.one(lines.of(made) | {"build": here.workbench.jobs.update().id})


@api.post("/judgements/{id}/undo", responses=ONE)
@at_length
def undo_judgement(here: Here, id: Id, undoing: Annotated[Undoing, Body()]) -> Response:
    """Take a decision back."""
    made = review.undo(here.workbench.path, id, who=undoing.who, when=_now(), why=undoing.why)
    return answer.one(lines.of(made) | {"build": here.workbench.jobs.update().id})


def who_decides(here: Here) -> str:
    """The name that this browser decided under last; at first that of whoever runs the server."""
    said = unquote(here.request.cookies.get(_WHO, ""))
    return said[:300] or environ.get("HEADWATER_WHO", "")


def _shared(here: Here) -> dict[str, Any]:
    """What all pages of the review show."""
    return {"subjects": SUBJECTS, "who": who_decides(here), "roster": roster(here.shelf)}


def _judged(here: Here, found: Matter, verdict: _Decided, why: str, who: str, to: str) -> Judgement:
    return _write(here, found.subject, verdict, found.target, found.of, to if verdict == "correct" else "", who, why)


def _write(
    here: Here, subject: Subject, verdict: Verdict, target: tuple[Passage, ...], of: str | None, to: str, who: str,
    why: str,
) -> Judgement:  # fmt: skip
    return review.judge(
        here.workbench.path, subject, verdict, target, of=of, to=to or None, who=who, when=_now(), why=why
    )


def _done(here: Here, made: Judgement, who: str, back: str) -> Response:
    """Lead back, with the decision in effect if that is quick."""
    jobs = here.workbench.jobs
    jobs.wait(jobs.update().id, _PATIENCE)
    response = here.go(f"{back if back.startswith('/review') else '/review'}")
    response.set_cookie(_WHO, quote(who), max_age=_YEAR, httponly=True, samesite="strict", path="/")
    return response


def _claims(shelf: Shelf, finding: str) -> tuple[Passage, ...]:
    rows = shelf.rows(
        "SELECT report, start, json_extract(body, '$.end'), quote FROM claim"
        " WHERE id IN (SELECT value FROM finding, json_each(finding.body, '$.claims') WHERE finding.id = ?)"
        " ORDER BY report, start",
        finding,
    )
    if not rows:
        raise NotFound("there is no such finding", finding, "Regrouping gives findings new ids; search for its words")
    return tuple(Passage(*row) for row in rows)


def _key(words: Passage) -> str:
    """How a form names one of the claims of a finding."""
    return f"{words.report}:{words.start}-{words.end}"


def _codes(shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """Every code that the case is coded by: how a judgement writes it, and its name."""
    return tuple(
        (f"{each.name} {code.code}", f"{each.name}: {code.name}")
        for each in shelf.case.frameworks()
        for code in each.codes
    )


def _line(each: Matter) -> Line:
    return {
        "type": "suggestion",
        "id": each.id,
        "subject": each.subject,
        "target": [lines.of(words) for words in each.target],
        "of": each.of,
        "words": each.words,
        "changes": each.changes,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
