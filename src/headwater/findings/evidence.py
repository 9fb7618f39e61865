"""What two claims have in common that is rare in the pile."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import log1p

from headwater.findings.likeness import QUOTED, lines
from headwater.findings.phrase import stop
from headwater.model import Claim, stem, words

_ALIKE = 0.5  # from this cosine on a word stands for another as one in common, by its cosine
_NAME, _NAMES = 0.5, 0.75  # what a name in common weighs, and names at most: much is said of one person or place
_WEAK = 0.35  # what a word weighs that fits anything
_RUN = 5  # words in a row that two quotations share by copying alone
_TERM, _TELLING = (
    3,
    2,
)  # words in a row, and those of them that say something, by which two quotations are of one saying
_DATED = 3  # a date that more statements of a pile name is no sign that two of them say the same

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
        self._held = [row & self._weight.keys() for row in stems]
        self._names = names
        self._near = {
            word: [(cosine, other) for other, cosine in others.items() if cosine >= _ALIKE and other in self._weight]
            for word, others in near.items()
        }

    def words(self, one: int, other: int) -> float:
        """How much that is rare two claims have in common, from nothing to 1, which is enough."""
        left, right = self._held[one], self._held[other]
        shared = left & right
        found = min(_NAMES, _NAME * sum(self._weight[w] for w in sorted(shared & self._names)))
        found += sum(self._weight[w] for w in sorted(shared - self._names))
        if found >= 1.0:
            return 1.0
        right = right - shared
        for word in sorted((left - shared) & self._near.keys()):
            cosine, best = max(
                ((cosine, near) for cosine, near in self._near[word] if near in right), default=(0.0, "")
            )
            if cosine:
                found += cosine * min(self._weight[word], self._weight[best])
                right = right - {best}
        return min(1.0, found)


def quote_alike(a: Claim, b: Claim) -> bool:
    """Whether both claims quote the same run of words."""
    return bool(_runs(a.quote) & _runs(b.quote))


@lru_cache(maxsize=65_536)
def _runs(quote: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_rows(quote, _RUN))


def _rows(quote: str, length: int) -> Iterator[tuple[str, ...]]:
    """The runs of so many words that stand between quotation marks."""
    for quotation in QUOTED.findall(quote):
        row = [word.stem for word in words(quotation)]
        yield from (tuple(row[i : i + length]) for i in range(len(row) - length + 1))


def quoted(claims: Sequence[Claim]) -> list[frozenset[tuple[str, ...]]]:
    """The runs of words that each claim quotes and that tell something: claims that share one give one saying."""
    return [frozenset(run for run in _rows(claim.quote, _TERM) if _tells(run)) for claim in claims]


def _tells(run: tuple[str, ...]) -> bool:
    return sum(word not in stop() for word in run) >= _TELLING


def seldom(dates: Sequence[frozenset[str]], lines: Sequence[int]) -> list[frozenset[str]]:
    """The dates of each claim that few statements of the pile name, copies counted once.

    Args:
        dates: those that each claim names.
        lines: for each claim the number of what it is a copy of.
    """
    held: dict[str, set[int]] = {}
    for row, line in zip(dates, lines, strict=True):
        for date in row:
            held.setdefault(date, set()).add(line)
    return [frozenset(date for date in row if len(held[date]) <= _DATED) for row in dates]


@cache
def weak() -> frozenset[str]:
    """The stems that two claims share by chance (data/weak.txt)."""
    return frozenset(stem(word) for word in lines("weak.txt"))
