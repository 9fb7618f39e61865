"""`--limit NAME=NUMBER`: how much one input may cost."""

import re
from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.errors import UsageError

if TYPE_CHECKING:
    from headwater.model import Limits

_NUMBER = re.compile("[1-9][0-9]{0,8}")

Limited = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        help="How much one input may cost before it is given up; once for each: seconds of processor time for each MB "
        "(300), memory (4000 MB) and size (100 MB) of a report; total (10000 MB), members (250000), depth (5) and "
        "ratio (200) of what an archive holds.",
    ),
]


def limits(given: Iterable[str]) -> "Limits":
    """The limits with those changed that were given: ``size=500``.

    Raises:
        UsageError: there is no such limit, or that is no number for one.
    """
    from headwater.model import Limits

    names = [each.name for each in fields(Limits)]
    changed: dict[str, int] = {}
    for each in given:
        name, _, number = each.partition("=")
        if name not in names:
            raise UsageError("there is no such limit", name, f"The limits are {', '.join(names)}")
        if not _NUMBER.fullmatch(number):
            raise UsageError("a limit is a whole number from 1 to 999999999", each, f"For example: --limit {name}=500")
        changed[name] = int(number)
    return Limits(**changed)
