"""What two claims have in common that is rare in the pile."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import log1p

from headwater.findings.likeness import QUOTED, lines
from headwater.model import Claim, stem, words

_ALIKE = 0.5  # from this cosine on a word stands for another as one in common, by its cosine
_NAME, _NAMES = 0.5, 0.75  # what a name in common weighs, and names at most: much is said of one person or place
_WEAK = 0.35  # what a word weighs that fits anything
_RUN = 5  # words in a row that two quotations share by copying alone

Near = Mapping[str, Mapping[str, float]]


class Evidence:
    """Weighs what two claims have in common, in words: one that only they have weighs 1, one of every claim nothing.

    Args:
        stems: what each claim is about.
        lines: for each claim the number of what it is a copy of: copies count once.
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

    def words(self, stems: frozenset[str], others: frozenset[str]) -> float:
        """How much that is rare two claims have in common, from nothing to 1, which is enough."""
        left, right = stems & self._weight.keys(), others & self._weight.keys()
        shared = left & right
        found = min(_NAMES, _NAME * sum(self._weight[w] for w in sorted(shared & self._names)))
        found += sum(self._weight[w] for w in sorted(shared - self._names))
        right = right - shared
        for word in sorted(left - shared) if found < 1.0 else ():
            near = self._near.get(word, {})
            cosine, best = max(((near[o], o) for o in right if o in near), default=(0.0, ""))
            if cosine >= _ALIKE:
                found += cosine * min(self._weight[word], self._weight[best])
                right = right - {best}
        return min(1.0, found)


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
