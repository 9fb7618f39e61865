"""What the JSON API answers with."""

from collections.abc import Callable
from typing import TypeVar

from starlette.responses import Response

from headwater.export import lines
from headwater.export.lines import Line
from headwater.web.shelf import Page

_Value = TypeVar("_Value")
_MOST = 50  # values of one list within one line of a page


def one(line: Line) -> Response:
    """One value."""
    return Response(lines.encode(line), media_type="application/json")


def brief(line: Line) -> Line:
    """A line with no more of its lists than a page can hold: ``left_out`` says how many values of each are missing."""
    long = {name: each for name, each in line.items() if isinstance(each, list) and len(each) > _MOST}
    return (
        line
        | {name: each[:_MOST] for name, each in long.items()}
        | {"left_out": {name: len(each) - _MOST for name, each in long.items()}}
        if long
        else line
    )


def many(page: Page[_Value], line: Callable[[_Value], Line], **more: object) -> Response:
    """One page of a list, with what else there is to say of the whole."""
    items = [brief(line(each)) for each in page.items]
    return one({"items": items, "page": page.number, "pages": page.pages, "total": page.total} | more)
