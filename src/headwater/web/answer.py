"""What the JSON API answers with."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from starlette.responses import Response

from headwater.export import lines
from headwater.export.lines import Line
from headwater.web.shelf import Page

_Value = TypeVar("_Value")
_MOST = 50  # values of one list within one line of a page


def _as_it_is(value: _Value) -> _Value:
    return value


def one(line: Line) -> Response:
    """One value."""
    return Response(lines.encode(line), media_type="application/json")


def brief(value: _Value, line: Callable[[_Value], Line], shown: Callable[[_Value], _Value] = _as_it_is) -> Line:
    """The line of a value with no more of its lists than a page can hold: ``left_out`` says how many values of each are
    missing. They are left out before the rest is ``shown``, which is work for each.
    """
    long = {name: each for name, each in _lists(value) if len(each) > _MOST}
    if not long:
        return line(shown(value))
    short = replace(value, **{name: each[:_MOST] for name, each in long.items()})  # type: ignore[type-var]
    return line(shown(short)) | {"left_out": {name: len(each) - _MOST for name, each in long.items()}}


def many(
    page: Page[_Value],
    line: Callable[[_Value], Line],
    shown: Callable[[_Value], _Value] = _as_it_is,
    **more: object,
) -> Response:
    """One page of a list, with what else there is to say of the whole."""
    items = [brief(each, line, shown) for each in page.items]
    return one({"items": items, "page": page.number, "pages": page.pages, "total": page.total} | more)


def _lists(value: object) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The fields of a frozen value that hold several."""
    if is_dataclass(value):
        held = ((each.name, getattr(value, each.name)) for each in fields(value))
        yield from ((name, each) for name, each in held if isinstance(each, tuple))
