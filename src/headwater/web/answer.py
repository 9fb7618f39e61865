"""What the JSON API answers with."""

from collections.abc import Callable
from typing import TypeVar

from starlette.responses import Response

from headwater.export import lines
from headwater.export.lines import Line
from headwater.web.shelf import Page

_Value = TypeVar("_Value")


def one(line: Line) -> Response:
    """One value."""
    return Response(lines.encode(line), media_type="application/json")


def many(page: Page[_Value], line: Callable[[_Value], Line], **more: object) -> Response:
    """One page of a list, with what else there is to say of the whole."""
    items = [line(each) for each in page.items]
    return one({"items": items, "page": page.number, "pages": page.pages, "total": page.total} | more)
