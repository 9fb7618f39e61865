"""Add reports: by upload, or from a folder of this machine. They are read in the background (``headwater.web.job``)."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import Annotated

from fastapi import APIRouter, Body, File, Form, UploadFile
from fastapi import Path as InPath
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, Response

from headwater.dossier.phrases import count
from headwater.errors import UsageError
from headwater.export.lines import Line
from headwater.intake.readers import READERS
from headwater.model import Unread
from headwater.web import answer
from headwater.web.api import FAILED, LISTED, ONE
from headwater.web.job import Job
from headwater.web.shelf import Page, paged
from headwater.web.visit import Here, PageNumber, at_length

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", tags=["builds"], responses=FAILED)

SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
DOING: Mapping[str, str] = {
    "": "Starting",
    "intake": "Receiving the reports",
    "read": "Reading them",
    "lineage": "Tracing who derives from whom",
    "findings": "Gathering what is said",
    "frameworks": "Finding which codes it speaks of",
    "case": "Writing the case",
}
_NAME = 120  # characters of a file's name
_UNREAD = 100  # inputs that could not be read, on the page of a build

JobId = Annotated[str, InPath(max_length=100)]


@router.get("/add")
def show(here: Here) -> HTMLResponse:
    """The ways to add reports, and the builds so far."""
    return here.page(
        "add.html.j2",
        settings=here.workbench.settings,
        suffixes=sorted(SUFFIXES - {""}),
        jobs=here.workbench.jobs.every()[:20],
        doing=DOING,
    )


@router.post("/add")
@at_length
def add(
    here: Here,
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006 (FastAPI copies it)
    folder: Annotated[str, Form(max_length=4_000)] = "",
) -> Response:
    """Take what was sent and lead to its build."""
    sent = [each for each in files if each.filename]
    if not sent:
        return here.go(f"/jobs/{_from_folder(here, folder).id}")
    limit = here.workbench.settings.files
    if len(sent) > limit:
        raise UsageError("these are too many files", len(sent), f"Send at most {limit} at once, or name their folder")
    box, paths, refused = _boxed(sent)
    if not paths:
        raise UsageError("none of these files can be read", refused[0].path, refused[0].why)
    what = count(len(paths), "file")
    return here.go(f"/jobs/{here.workbench.jobs.add(paths, what, folder=box, refused=refused).id}")


@router.get("/jobs/{id}")
def show_job(here: Here, id: JobId) -> HTMLResponse:
    """How far a build has got, or how it ended."""
    job = here.workbench.jobs.find(id)
    return here.page("job.html.j2", job=job, unread=here.shelf.shown(job.unread[:_UNREAD]), doing=DOING, most=_UNREAD)


@router.post("/jobs/{id}/cancel")
def cancel(here: Here, id: JobId) -> Response:
    """Give up a build."""
    return here.go(f"/jobs/{here.workbench.jobs.cancel(id).id}")


class FromFolder(BaseModel):
    """Reports to add."""

    folder: str = Field(min_length=1, max_length=4_000, description="The whole path of a folder or a file here.")


@api.get("/jobs", responses=LISTED)
def list_jobs(here: Here, page: PageNumber = 1) -> Response:
    """The builds that this server knows, the latest first."""
    found: Page[Job] = paged(here.workbench.jobs.every(), page, here.size)
    return answer.many(found, line)


@api.post("/jobs", responses=ONE)
def add_folder(here: Here, given: Annotated[FromFolder, Body()]) -> Response:
    """Add the reports of a folder of the machine that the server runs on."""
    return answer.one(line(_from_folder(here, given.folder)))


@api.get("/jobs/{id}", responses=ONE)
def show_one(here: Here, id: JobId) -> Response:
    """How far a build has got, or how it ended."""
    return answer.one(line(here.workbench.jobs.find(id)))


@api.post("/jobs/{id}/cancel", responses=ONE)
def cancel_one(here: Here, id: JobId) -> Response:
    """Give up a build; the case stays as it was."""
    return answer.one(line(here.workbench.jobs.cancel(id)))


def line(job: Job) -> Line:
    """A build for programs, with the words that a person is told."""
    built, failed = job.built, job.failed
    return {
        "type": "job",
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "over": job.is_over,
        "step": job.step,
        "done": job.done,
        "total": job.total,
        "words": progress(job),
        "reports": built.reports if built else None,
        "read": built.read if built else None,
        "unread": len(job.unread),
        "error": {"what": failed.what, "value": failed.value, "next": failed.next} if failed else None,
    }


def progress(job: Job) -> str:
    """How far a build has got, in words."""
    if job.state == "waiting":
        return "Waiting for the build before it"
    if job.state == "running":
        return DOING[job.step] + (f": {job.done:,} of {job.total:,}" if job.total else "")
    return {"done": "Done", "failed": "It could not be built", "cancelled": "Cancelled"}[job.state]


def _from_folder(here: Here, folder: str) -> Job:
    if not here.workbench.settings.is_local:
        raise UsageError("folders are read only for people at this machine", None, "Upload the files")
    path = Path(folder.strip()).expanduser() if folder.strip() and "\0" not in folder else None
    if path is None or not path.is_absolute():
        raise UsageError("choose files, or give the whole path of a folder", folder or None, "As in /home/me/reports")
    if path == Path(path.anchor):
        raise UsageError("that is the whole machine", folder, "Name the folder that the reports are in")
    try:
        found = path.exists()
    except OSError:  # a name that no file can have
        found = False
    if not found:
        step = "Check how it is written; it must be on the machine that the workbench runs on"
        raise UsageError("there is no such folder here", folder, step)
    return here.workbench.jobs.add([str(path)], str(path))


def _boxed(sent: Iterable[UploadFile]) -> tuple[Path, list[str], tuple[Unread, ...]]:
    """The files in a folder of their own, their names in it, and those that are not taken."""
    box = Path(tempfile.mkdtemp(prefix="headwater-"))
    paths: list[str] = []
    refused: list[Unread] = []
    for number, each in enumerate(sent):
        name = plain_name(each.filename or "")
        if PurePosixPath(name).suffix.lower() not in SUFFIXES:
            why = f"no reader takes this kind of file. Give one of {', '.join(sorted(SUFFIXES - {''}))}"
            refused.append(Unread(name, why))
            continue
        own = name if not (box / name).exists() else f"{number}/{name}"
        (box / own).parent.mkdir(exist_ok=True)
        with (box / own).open("wb") as file:
            copyfileobj(each.file, file)
        paths.append(own)
    if not paths:
        box.rmdir()
    return box, paths, tuple(refused)


def plain_name(given: str) -> str:
    """The last part of a name that a browser sent, with nothing in it that could lead elsewhere.

    >>> plain_name("../../etc/.passwd")
    'passwd'
    """
    last = PurePosixPath(given.replace("\\", "/")).name
    name = "".join(each if each.isprintable() else "_" for each in last).lstrip(". ").strip() or "unnamed"
    stem, dot, suffix = name.rpartition(".")
    return name if len(name) <= _NAME else f"{stem[: _NAME - len(suffix) - 1]}{dot}{suffix[:20]}"[:_NAME]
