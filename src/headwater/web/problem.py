"""What went wrong, told to a person as a page and to a program as JSON: one shape everywhere."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from headwater.errors import CaseError, HeadwaterError, Leak, NotFound
from headwater.web.rendering import render

_STATUS: tuple[tuple[type[HeadwaterError], int], ...] = (
    (NotFound, 404),
    (Leak, 500),
    (CaseError, 503),
    (HeadwaterError, 400),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request is not answered as asked."""

    status: int
    what: str
    value: str | None = None
    next: str | None = None

    @classmethod
    def of(cls, error: HeadwaterError) -> "Problem":
        """The same as a response to a request."""
        status = next(status for kind, status in _STATUS if isinstance(error, kind))
        return cls(status, error.what, None if error.value is None else str(error.value)[:200], error.next_step)

    def response(self, request: Request) -> Response:
        """A page, or JSON under /api."""
        if request.url.path.startswith("/api"):
            error = {"what": self.what, "value": self.value, "next": self.next}
            return JSONResponse({"error": error}, self.status)
        return HTMLResponse(render("problem.html.j2", problem=self), self.status)
