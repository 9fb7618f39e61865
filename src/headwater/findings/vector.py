"""Claims as sparse vectors of stems, weighed by how seldom the pile uses them, with an index from stem to claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

_COMMON = 200  # a stem in more claims than this brings no candidates

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows: the entries of row ``i`` are ``columns[begin[i]:begin[i + 1]]`` with ``weights`` of length one."""

    begin: Ints
    columns: Ints
    weights: Floats
    length: Floats  # of each row before it was made one

    def __len__(self) -> int:
        return len(self.length)

    def row(self, i: int) -> tuple[Ints, Floats]:
        """The columns and weights of one row."""
        here = slice(self.begin[i], self.begin[i + 1])
        return self.columns[here], self.weights[here]

    def dots(self, query: Floats, which: Ints) -> Floats:
        """The dot product of a dense query with the chosen rows."""
        sizes = self.begin[which + 1] - self.begin[which]
        ends = np.cumsum(sizes)
        flat = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(self.begin[which] - (ends - sizes), sizes)
        owner = np.repeat(np.arange(len(which)), sizes)
        products = query[self.columns[flat]] * self.weights[flat]
        return np.bincount(owner, weights=products, minlength=len(which)).astype(np.float64)


class Index:
    """Which rows hold a column: the way from a claim to those that may say the same."""

    def __init__(self, rows: Rows, width: int) -> None:
        order = np.argsort(rows.columns, kind="stable")
        self._holder = np.repeat(np.arange(len(rows)), np.diff(rows.begin))[order]
        self._weight = rows.weights[order]
        self._bounds = np.searchsorted(rows.columns[order], np.arange(width + 1)).tolist()

    def candidates(self, columns: Sequence[int], weights: Sequence[float], most: int) -> Ints:
        """The rows that share the most weight with a query over stems that are not too common."""
        slices = [
            (slice(self._bounds[c], self._bounds[c + 1]), w)
            for c, w in zip(columns, weights, strict=True)
            if self._bounds[c + 1] - self._bounds[c] <= _COMMON
        ]
        if not slices:
            return np.zeros(0, dtype=np.int64)
        holders = np.concatenate([self._holder[here] for here, _ in slices])
        found, place = np.unique(holders, return_inverse=True)
        if len(found) <= most:
            return found
        shared = np.bincount(place, weights=np.concatenate([self._weight[here] * w for here, w in slices]))
        return np.sort(found[np.argsort(-shared, kind="stable")[:most]])


def rows(stems: Sequence[frozenset[str]], vocabulary: Mapping[str, int], idf: Floats) -> Rows:
    """Make the rows of these sets of stems."""
    columns = [sorted(vocabulary[w] for w in row) for row in stems]
    begin = np.cumsum([0, *map(len, columns)], dtype=np.int64)
    flat = np.fromiter(chain.from_iterable(columns), dtype=np.int64, count=int(begin[-1]))
    weights = idf[flat]
    owner = np.repeat(np.arange(len(columns)), np.diff(begin))
    length = np.sqrt(np.bincount(owner, weights=weights**2, minlength=len(columns)))
    return Rows(begin, flat, weights / np.maximum(length, 1e-12)[owner], length)


def inverse_frequency(stems: Sequence[frozenset[str]], vocabulary: Mapping[str, int], copies: Ints) -> Floats:
    """Inverse document frequency; a claim and its copies are one document, so that no copy makes its words common."""
    holders = {(vocabulary[w], int(copies[at])) for at, row in enumerate(stems) for w in row}
    frequency = np.bincount([column for column, _ in holders], minlength=len(vocabulary)).astype(np.float64)
    return np.asarray(np.log1p(len(set(copies.tolist())) / np.maximum(frequency, 1.0)), dtype=np.float64)


class Softener:
    """Adds to a row the words that stand for its own words, each at the weight of the best of them."""

    def __init__(self, vocabulary: Mapping[str, int], near: Mapping[str, Mapping[str, float]]) -> None:
        self._near = {vocabulary[w]: [(vocabulary[o], s) for o, s in others.items()] for w, others in near.items()}

    def soften(self, columns: Ints, weights: Floats) -> tuple[list[int], list[float]]:
        """The columns and weights of the row with its stand-ins."""
        own = dict(zip(columns.tolist(), weights.tolist(), strict=True))
        best = dict(own)
        for column, weight in own.items():
            for other, similarity in self._near.get(column, ()):
                if other not in own and weight * similarity > best.get(other, 0.0):
                    best[other] = weight * similarity
        keys = sorted(best)
        return keys, [best[k] for k in keys]
