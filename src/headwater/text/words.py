"""Word lists kept as data: files a documenter can read and extend."""

import tomllib
from functools import cache
from importlib import resources


@cache
def table(name: str) -> dict[str, str]:
    """The entries of ``data/NAME.toml``."""
    return tomllib.loads((resources.files("headwater.text") / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def listed(name: str, entry: str) -> frozenset[str]:
    """The words of one entry of ``data/NAME.toml``."""
    return frozenset(table(name)[entry].split())
