"""Which pairs of reports are worth comparing: found by hashes, sorts and group-bys, never by a loop over all pairs.

Three nets, each linear in the size of the pile:

* the same words throughout (one hash a report),
* anchors: sampled runs of eight words outside quoted speech (copied wording; two outlets at one press conference
  share quotations, so those are cut),
* rare terms: the least common words, names and figures of each report (the same facts in other words).
"""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from headwater.lineage.columns import Columns, Ints, Pile

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint64]

_SMALL = 48  # in a pile of at most so many reports every pair is looked at
_RUN = 8  # words of an anchor
SAMPLE = 4  # one anchor in so many is kept, chosen by its hash
_CROWD = 64  # an anchor or term in more reports than this is common: anchors link neighbours only, terms say nothing
_TERMS = 64  # rare terms a report may bring
_ALIKE = 0.1  # share of the rare terms' weight that the report with less of it must have in common


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs of places in the pile, ``a < b``, in order."""

    a: Ints
    b: Ints

    def __len__(self) -> int:
        return len(self.a)


def twins(pile: Pile) -> tuple[tuple[int, ...], ...]:
    """The places of the reports in groups with the same words in the same order; a report unlike all is a group.

    Reports without any words are not the same.
    """
    groups: dict[bytes | int, list[int]] = {}
    for place, report in enumerate(pile.reports):
        groups.setdefault(report.stem.tobytes() or place, []).append(place)
    return tuple(map(tuple, groups.values()))


def candidates(pile: Pile, places: tuple[int, ...]) -> Candidates:
    """The pairs of these places that share anchors or rare terms; all pairs of a small pile."""
    chosen = np.array(sorted(places), np.int64)
    size = len(pile)
    if len(chosen) <= _SMALL:
        a, b = np.triu_indices(len(chosen), 1)
        return Candidates(chosen[a], chosen[b])
    keys = np.union1d(_anchored(pile, chosen), _alike(pile, chosen))
    return Candidates(keys // size, keys % size)


def _anchored(pile: Pile, chosen: Ints) -> Ints:
    """Pairs that share an anchor, as keys ``a * size + b``."""
    codes = word_codes(pile)
    owners, hashes = [], []
    for place in chosen.tolist():
        hashes.append(anchors(pile.reports[place], codes))
        owners.append(np.full(len(hashes[-1]), place, np.int64))
    owner, anchor = np.concatenate(owners), np.concatenate(hashes)
    order = np.lexsort((owner, anchor))
    owner, anchor = owner[order], anchor[order]
    return _pairs(owner, _sizes(anchor), len(pile), neighbours=True)[0]


def word_codes(pile: Pile) -> Codes:
    """A hash of each word of the vocabulary, the same in every pile."""
    digests = (blake2b(word.encode(), digest_size=8).digest() for word in pile.vocabulary)
    return np.array([int.from_bytes(digest, "big") for digest in digests], np.uint64)


def anchors(report: Columns, codes: Codes, sample: int = SAMPLE) -> Codes:
    """The hashes of the runs of words that hold no quoted speech; of them, one in ``sample``."""
    if len(report) < _RUN:
        return np.empty(0, np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(codes[report.stem], _RUN)
    powers = np.array([pow(0x9E3779B97F4A7C15, i, 1 << 64) for i in range(1, _RUN + 1)], np.uint64)
    hashes = (windows * powers).sum(axis=1, dtype=np.uint64)
    hashes ^= hashes >> np.uint64(29)
    plain = ~np.lib.stride_tricks.sliding_window_view(report.quoted, _RUN).any(axis=1)
    return np.unique(hashes[plain & (hashes % np.uint64(sample) == 0)])


def _alike(pile: Pile, chosen: Ints) -> Ints:
    """Pairs that share enough of their rare terms, as keys."""
    rows = [np.unique(pile.reports[place].stem[pile.reports[place].content]) for place in chosen.tolist()]
    counts = np.bincount(np.concatenate(rows), minlength=len(pile.vocabulary))
    weight = np.log(len(chosen) / np.maximum(counts, 1))
    owners, terms = [], []
    mass = np.zeros(len(pile), np.float64)
    for place, row in zip(chosen.tolist(), rows, strict=True):
        rare = row[(counts[row] > 1) & (counts[row] <= _CROWD)]
        rare = rare[np.argsort(counts[rare], kind="stable")[:_TERMS]]
        owners.append(np.full(len(rare), place, np.int64))
        terms.append(rare)
        mass[place] = weight[rare].sum()
    owner, term = np.concatenate(owners), np.concatenate(terms)
    order = np.lexsort((owner, term))
    owner, term = owner[order], term[order]
    keys, shared = _pairs(owner, _sizes(term), len(pile), values=weight[term])
    least = np.minimum(mass[keys // len(pile)], mass[keys % len(pile)])
    return keys[shared >= _ALIKE * least]


def _sizes(values: npt.NDArray[np.generic]) -> Ints:
    """The lengths of the runs of equal values."""
    edges = np.flatnonzero(np.r_[True, values[1:] != values[:-1], True]) if len(values) else np.zeros(1, np.int64)
    return np.diff(edges)


def _pairs(
    owner: Ints, sizes: Ints, size: int, *, values: Floats | None = None, neighbours: bool = False
) -> tuple[Ints, Floats]:
    """All pairs within each run of ``owner`` as keys, with the sum of the runs' values.

    A run longer than the crowd gives only its neighbours if ``neighbours``, else nothing: so the work stays linear.
    """
    starts = np.cumsum(sizes) - sizes
    keys, sums = [np.empty(0, np.int64)], [np.empty(0, np.float64)]
    for length in np.unique(sizes[sizes > 1]).tolist():
        block = starts[sizes == length][:, None] + np.arange(length)
        if length <= _CROWD:
            left, right = np.triu_indices(length, 1)
        elif neighbours:
            left, right = np.arange(length - 1), np.arange(1, length)
        else:
            continue
        keys.append((owner[block[:, left]] * size + owner[block[:, right]]).ravel())
        sums.append(np.repeat(values[block[:, 0]], len(left)) if values is not None else np.zeros(len(keys[-1])))
    found, where = np.unique(np.concatenate(keys), return_inverse=True)
    return found, np.bincount(where, np.concatenate(sums), minlength=len(found)).astype(np.float64)
