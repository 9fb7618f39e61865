"""Which words stand for one another. The one place where word-to-word similarity comes from."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Protocol

from headwater.model import stem

QUOTED = re.compile(r"[\"“]([^\"“”]{8,})[\"”]")  # the words of a quotation; shorter ones are a term, not speech
_SAME_GROUP = 0.6  # two words of one line of data/alike.txt; a cosine of static word vectors has the same scale


class Likeness(Protocol):
    """Word-to-word similarity, so that a table of word vectors can take the place of the lexicon."""

    def neighbours(self, stems: Sequence[str]) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """For each stem, the other stems of the same list that stand for it, with a similarity in (0, 1)."""


class Lexicon:
    """Similarity by the groups of ``data/alike.txt``."""

    def neighbours(self, stems: Sequence[str]) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """See ``Likeness``."""
        present = frozenset(stems)
        return {
            word: tuple((other, _SAME_GROUP) for other in _groups().get(word, ()) if other in present)
            for word in sorted(present)
        }


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    """For each stem the other stems of its groups."""
    found: dict[str, set[str]] = {}
    for line in lines("alike.txt"):
        group = {stem(word) for word in line.split()}
        for word in group:
            found.setdefault(word, set()).update(group - {word})
    return {word: tuple(sorted(others)) for word, others in found.items()}


def lines(name: str) -> tuple[str, ...]:
    """The lines of one of this package's lists, without comments."""
    raw = resources.files("headwater.findings").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line for line in raw.splitlines() if line and not line.startswith("#"))


def lists(name: str) -> Mapping[str, Sequence[str]]:
    """The named lists of one of this package's TOML files."""
    return tomllib.loads(resources.files("headwater.findings").joinpath("data", name).read_text(encoding="utf-8"))
