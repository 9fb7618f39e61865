"""Which words stand for one another. The one place where word-to-word similarity comes from."""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from headwater.errors import HeadwaterError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUOTED = re.compile(r"[\"“]([^\"“”]{8,})[\"”]")  # the words of a quotation; shorter ones are a term, not speech
_COSINE = 0.45  # word vectors less alike than this say nothing
_MOST = 6  # words that may stand for one
_BLOCK = 512  # words compared at a time


class Likeness(Protocol):
    """Word-to-word similarity."""

    def neighbours(self, stems: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
        """For each stem, the other stems of the same list that stand for it, with a similarity in (0, 1)."""


class Table:
    """Similarity by the cosine of static word vectors (models/words, made by models/distil.py)."""

    def neighbours(self, stems: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
        """See ``Likeness``."""
        import numpy as np

        place, vectors = _table()
        known = [word for word in stems if word in place]
        chosen = vectors[[place[word] for word in known]]
        found = {}
        for at in range(0, len(known), _BLOCK):
            cosines = chosen[at : at + _BLOCK] @ chosen.T
            for word, row in zip(known[at : at + _BLOCK], cosines, strict=True):
                near = np.flatnonzero(row >= _COSINE)
                near = near[np.argsort(-row[near], kind="stable")][: _MOST + 1]
                found[word] = {known[i]: round(float(row[i]), 3) for i in near.tolist() if known[i] != word}
        return found


@cache
def table() -> str:
    """The SHA-256 of the word table: findings are made anew when it changes.

    Raises:
        HeadwaterError: it is not there.
    """
    folder, digest = _folder(), hashlib.sha256()
    for name in ("stems.txt", "vectors.npy"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


@cache
def _table() -> "tuple[Mapping[str, int], NDArray[np.float32]]":
    """The place of each stem in the table, and the directions."""
    import numpy as np

    folder = _folder()
    vectors = np.load(folder / "vectors.npy").astype(np.float32)
    stems = (folder / "stems.txt").read_text(encoding="utf-8").split()
    return {word: at for at, word in enumerate(stems)}, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _folder() -> Path:
    """Where the table is: in the installed package, else in the checkout."""
    package = Path(str(resources.files("headwater")))
    places = (package / "models" / "words", package.parents[1] / "models" / "words")
    folder = next((place for place in places if (place / "vectors.npy").is_file()), None)
    if folder is None:
        advice = "Install Headwater again, or make it: models/README.md says how"
        raise HeadwaterError("the word table is not there", " or ".join(map(str, places)), advice)
    return folder


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of one of this package's lists, without comments."""
    raw = resources.files("headwater.findings").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line for line in raw.splitlines() if line and not line.startswith("#"))


@cache
def lists(name: str) -> Mapping[str, Sequence[str]]:
    """The named lists of one of this package's TOML files."""
    return tomllib.loads(resources.files("headwater.findings").joinpath("data", name).read_text(encoding="utf-8"))
