"""The word lists this step reads, each once."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


def _read(name: str) -> str:
    return files("headwater.claims").joinpath("data", name).read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """A ``.toml`` file of the data folder."""
    return tomllib.loads(_read(name))


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a ``.txt`` file of the data folder; a line that starts with # is a comment."""
    lines = (line for line in _read(name).splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any one of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
