"""What two claims have in common: without enough of it they are never said to state the same."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import log1p

from headwater.findings.figure import NEAR, RARE, SLOT, agreement, same_slot
from headwater.findings.likeness import QUOTED, lines
from headwater.model import Claim, stem, words

ENOUGH = 0.7  # what two claims of linked reports must have in common; calibrated on the shared development piles
BETWEEN_STRANGERS = 0.85  # of reports that no derivation links
_ALIKE = 0.5  # from this cosine on a word stands for another as one in common, by its cosine
_NAME, _NAMES = 0.5, 0.75  # what a name in common weighs, and names at most: much is said of one person or place
_WEAK = 0.35  # what a word weighs that fits anything
_FIGURE, _CLOSE, _COUNTED = (
    0.75,
    0.5,
    0.25,
)  # an equal unusual figure or the same slot; one near it; any of the same things
_RUN = 5  # words in a row that two quotations share by copying alone

Near = Mapping[str, Mapping[str, float]]


class Evidence:
    """Weighs what two claims have in common, in words: one that only they have weighs 1, one of every claim nothing.

    Args:
        stems: what each claim is about.
        lines: for each claim the number of what it is a copy or a retelling of: they count once.
        names: the stems that are names.
        near: the stems that stand for a stem, with their cosine.
    """

    def __init__(
        self, stems: Sequence[frozenset[str]], lines: Sequence[int], names: frozenset[str], near: Near
    ) -> None:
        held: dict[str, set[int]] = {}
        for row, line in zip(stems, lines, strict=True):
            for word in row:
                if not word[0].isdigit():
                    held.setdefault(word, set()).add(line)
        many = len(set(lines))
        only = log1p(many / 2)  # of a word that two alone have
        self._weight = {
            word: min(1.0, log1p(many / len(of)) / only) * (_WEAK if word in weak() else 1.0)
            for word, of in held.items()
        }
        self._names = names
        self._near = near

    def between(self, a: Claim, b: Claim, stems: frozenset[str], others: frozenset[str]) -> float:
        """How much two claims have in common, as far as it may not be enough. A shared quotation is, by itself."""
        quoted = BETWEEN_STRANGERS if quote_alike(a, b) else 0.0
        return quoted + _figures(a, b) + self._words(stems, others)

    def _words(self, stems: frozenset[str], others: frozenset[str]) -> float:
        left, right = stems & self._weight.keys(), others & self._weight.keys()
        shared = left & right
        found = min(_NAMES, _NAME * sum(self._weight[w] for w in sorted(shared & self._names)))
        found += sum(self._weight[w] for w in sorted(shared - self._names))
        if found >= BETWEEN_STRANGERS:
            return found
        right = right - shared
        for word in sorted(left - shared):
            near = self._near.get(word, {})
            cosine, best = max(((near[o], o) for o in right if o in near), default=(0.0, ""))
            if cosine >= _ALIKE:
                found += cosine * min(self._weight[word], self._weight[best])
                right = right - {best}
        return found


def _figures(a: Claim, b: Claim) -> float:
    """How much figures in common weigh."""
    figures = agreement(a, b)
    if figures >= RARE or same_slot(a, b):
        return _FIGURE
    return _CLOSE if figures >= NEAR else _COUNTED if figures >= SLOT else 0.0


def quote_alike(a: Claim, b: Claim) -> bool:
    """Whether both claims quote the same run of words."""
    return bool(_runs(a.quote) & _runs(b.quote))


@lru_cache(maxsize=65_536)
def _runs(quote: str) -> frozenset[tuple[str, ...]]:
    stems = ([w.stem for w in words(quoted)] for quoted in QUOTED.findall(quote))
    return frozenset(tuple(row[i : i + _RUN]) for row in stems for i in range(len(row) - _RUN + 1))


@cache
def weak() -> frozenset[str]:
    """The stems that two claims share by chance (data/weak.txt)."""
    return frozenset(stem(word) for word in lines("weak.txt"))
