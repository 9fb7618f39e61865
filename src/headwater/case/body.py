"""How a value of the model is kept in a table: as JSON."""

from pathlib import Path
from typing import TypeVar

import msgspec

from headwater.case.file import AGAIN
from headwater.errors import DamagedCase

_Value = TypeVar("_Value")


def encode(value: object) -> str:
    """The value as JSON."""
    return msgspec.json.encode(value).decode()


def decode(body: str, kind: type[_Value], path: Path) -> _Value:
    """The value that this JSON is, of the case at ``path``.

    Raises:
        DamagedCase: it is no value of this kind.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, TypeError, ValueError) as error:
        name = getattr(kind, "__name__", "value").lower()
        raise DamagedCase(f"a {name} cannot be read ({error})", path, AGAIN) from error
