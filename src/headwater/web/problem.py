"""What went wrong, told to a person as a page and to a program as JSON: one shape everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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

_WANTED = {  # what to give instead, by pydantic's type of fault; patterns are of days only
    "int_parsing": "Give a whole number",
    "greater_than_equal": "Give a number from {ge} on",
    "less_than_equal": "Give a number up to {le}",
    "string_too_long": "Give at most {max_length} characters",
    "string_too_short": "Give at least {min_length} characters",
    "string_pattern_mismatch": "Give a day as 2024-05-17, a month as 2024-05 or a year as 2024",
    "literal_error": "Give one of {expected}",
    "missing": "It is needed",
}


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

    @classmethod
    def of_value(cls, fault: Mapping[str, Any]) -> "Problem":
        """A value that cannot be taken, as pydantic describes its fault, in plain words."""
        places = [str(each) for each in fault["loc"] if "[" not in str(each)]  # without the types of a union
        where, value = ".".join(places[1:]) or places[0], str(fault.get("input"))[:200]
        if fault["type"] not in _WANTED:
            return cls(422, f"{where}: {str(fault['msg']).lower()}", value)
        bounds = {name: f"{each:,}" if isinstance(each, int) else each for name, each in fault.get("ctx", {}).items()}
        return cls(422, f"{where} cannot be this", value, _WANTED[fault["type"]].format_map(bounds))

    def response(self, request: Request) -> Response:
        """A page, or JSON under /api."""
        if request.url.path.startswith("/api"):
            error = {"what": self.what, "value": self.value, "next": self.next}
            return JSONResponse({"error": error}, self.status)
        return HTMLResponse(render("problem.html.j2", problem=self), self.status)
