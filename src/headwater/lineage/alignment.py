"""Where two reports say the same: their sentences side by side.

Seed, chain, extend, then the gaps. Runs of ``SEED`` words that stand once in each report are seeds; each is extended
both ways as far as the words are equal, so that a sentence the reports repeat is known by what stands around it; the
longest chain of seeds that is in order in both says where in the other report to expect a sentence. Sentences that
lie in such stretches go together first, the rest by the content stems they share. A sentence of either report that is
in no match is new there.
"""

from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
import numpy.typing as npt

from headwater.lineage.columns import Columns, Ints, Points
from headwater.model import Aligned

SEED = 6
_LEAST = 3  # shared content stems without which two sentences are not compared
_REWRITTEN = 0.35  # share of their content stems that two sentences must have in common (Dice)
_HELD = 0.6  # or this share of the shorter one, if it stands within the longer
_VERBATIM = 0.8  # share of the words of the shorter sentence in common runs of at least _RUN words
_RUN = 4
_ORDERED = 4  # fewer aligned sentences than this have no order to speak of

Grid = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence ``one`` of the first report goes with sentence ``other`` of the second."""

    one: int
    other: int
    kind: Literal["verbatim", "rewritten"]
    quoted: bool  # mostly quoted speech, which speaks for a common informant only
    weight: int  # content stems shared

    @property
    def flipped(self) -> "Match":
        """The same match seen from the other report."""
        return Match(self.other, self.one, self.kind, self.quoted, self.weight)


def align(one: Columns, other: Columns) -> tuple[Match, ...]:
    """Match the sentences of two reports one to one, the closest first; in the order of the first report."""
    shared, alike = _likeness(one, other)
    seeds = _seeds(one, other)
    equal = _equal(one, other, seeds)
    least = np.minimum(_words(one)[:, None], _words(other)[None, :])
    whole = (equal >= least) & (least >= _RUN)
    score = np.where((alike > 0) | whole, alike + equal / np.maximum(1, least), 0.0)
    rows, columns = np.nonzero(score)
    aside = np.abs(columns - _expected(one, other, seeds)[rows])
    found = []
    free = np.ones(score.shape[0], bool), np.ones(score.shape[1], bool)
    for place in np.lexsort((columns, rows, aside, -score[rows, columns])).tolist():
        i, j = int(rows[place]), int(columns[place])
        if free[0][i] and free[1][j]:
            free[0][i] = free[1][j] = False
            found.append(_match(one, other, i, j, int(shared[i, j]), bool(whole[i, j])))
    return tuple(sorted(found, key=lambda match: match.one))


def aligned(one: Columns, other: Columns, matches: tuple[Match, ...]) -> tuple[Aligned, ...]:
    """The matches as passages, the report that comes first in stable order on the left."""
    found = []
    for match in matches:
        a = one.text.sentences[match.one]
        b = other.text.sentences[match.other]
        pair = sorted((one.text.passage(a.start, a.end), other.text.passage(b.start, b.end)))
        found.append(Aligned(pair[0], pair[1], match.kind))
    return tuple(sorted(found, key=lambda each: (each.a, each.b)))


def covered(one: Columns, other: Columns) -> Grid:
    """For each sentence of the first report, how many of its content words stand in the second, and how many it has."""
    held = np.zeros(1 + max(one.stem.max(initial=0), other.stem.max(initial=0)), bool)
    held[other.stem[other.content]] = True
    known = held[one.stem]
    count = len(one.text.sentences)
    hits = np.bincount(one.sentence[one.content & known], minlength=count)
    total = np.bincount(one.sentence[one.content], minlength=count)
    return np.stack([hits, total]).astype(np.float64)


def points(one: Columns, other: Columns) -> Grid:
    """For each sentence of the first report, the content stems it shares with its like in the second; 0 without one.

    Sentences that are mostly quoted speech are left out on both sides.
    """
    shared, alike = _likeness(one, other)
    alike[one.spoken] = 0.0
    alike[:, other.spoken] = 0.0
    best = alike.argmax(axis=1)
    rows = np.arange(len(alike))
    return np.where(alike[rows, best] > 0, shared[rows, best], 0.0)


def in_order(matches: tuple[Match, ...]) -> bool:
    """Whether the matched sentences come in nearly the same order: the longest rising run holds four of five."""
    if len(matches) < _ORDERED:
        return False
    tails: list[int] = []
    for match in matches:
        place = bisect_left(tails, match.other)
        tails[place : place + 1] = [match.other]
    return len(tails) >= 0.8 * len(matches)


def _likeness(one: Columns, other: Columns) -> tuple[Grid, Grid]:
    """Shared content stems of every two sentences, and how alike they are: 0 for those too unlike to go together."""
    shape = len(one.sizes), len(other.sizes)
    cells, shared = _together(one.points, other.points, shape[1])
    left, right = np.divmod(cells, shape[1])
    sizes = one.sizes[left], other.sizes[right]
    dice, held = 2 * shared / (sizes[0] + sizes[1]), shared / np.minimum(*sizes)
    enough = (shared >= _LEAST) & ((dice >= _REWRITTEN) | (held >= _HELD))
    grids = np.zeros((2, shape[0] * shape[1]))
    grids[0, cells], grids[1, cells] = shared, np.where(enough, dice + held, 0.0)
    return grids[0].reshape(shape), grids[1].reshape(shape)


def _together(one: Points, other: Points, width: int) -> tuple[Ints, Ints]:
    """The pairs of sentences that share a stem, as ``left * width + right`` in order, and how many they share."""
    where = np.searchsorted(one.stem, other.stem)
    where[where == len(one.stem)] = 0
    right = np.flatnonzero(one.stem[where] == other.stem) if len(one.stem) else np.empty(0, np.int64)
    left = where[right]
    times, again = one.first[left + 1] - one.first[left], other.first[right + 1] - other.first[right]
    rows = times * again  # of each stem that both have
    start = np.repeat(np.cumsum(rows) - rows, rows)
    step, by = np.divmod(np.arange(len(start)) - start, np.repeat(again, rows))
    cells = one.sentence[np.repeat(one.first[left], rows) + step] * width
    counts = np.bincount(cells + other.sentence[np.repeat(other.first[right], rows) + by])
    found = np.flatnonzero(counts)
    return found, counts[found]


def _words(report: Columns) -> Ints:
    """How many words each sentence has."""
    return np.bincount(report.sentence, minlength=len(report.sizes))


def _seeds(one: Columns, other: Columns) -> tuple[Ints, Ints]:
    """Where the runs of words that stand once in each report stand, in the order of the first."""
    if min(len(one), len(other)) < SEED:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    once, places = [], []
    for report in (one, other):
        value, first, count = np.unique(_run_codes(report), return_index=True, return_counts=True)
        once.append(value[count == 1])
        places.append(first[count == 1])
    _, left, right = np.intersect1d(once[0], once[1], assume_unique=True, return_indices=True)
    i, j = places[0][left], places[1][right]
    order = np.argsort(i)
    return i[order], j[order]


def _run_codes(report: Columns) -> npt.NDArray[np.uint64]:
    """A hash of each run of ``SEED`` words."""
    stem = report.stem.astype(np.uint64)
    codes = np.zeros(len(stem) - SEED + 1, np.uint64)
    for i in range(SEED):
        codes = codes * np.uint64(0x9E3779B97F4A7C15) + stem[i : i + len(codes)] + np.uint64(1)
    return codes


def _equal(one: Columns, other: Columns, seeds: tuple[Ints, Ints]) -> Grid:
    """How many words of every two sentences stand in a stretch that is equal in both reports around a seed."""
    a, b = one.stem.tolist(), other.stem.tolist()
    words = np.zeros((len(one.sizes), len(other.sizes)))
    reached: dict[int, int] = {}  # by the distance between the two places: how far the last stretch went
    for i, j in zip(*(each.tolist() for each in seeds), strict=True):
        if i < reached.get(j - i, 0):
            continue
        begin, end = 0, SEED
        while i + begin > 0 and j + begin > 0 and a[i + begin - 1] == b[j + begin - 1]:
            begin -= 1
        while i + end < len(a) and j + end < len(b) and a[i + end] == b[j + end]:
            end += 1
        reached[j - i] = i + end
        np.add.at(words, (one.sentence[i + begin : i + end], other.sentence[j + begin : j + end]), 1)
    return words


def _expected(one: Columns, other: Columns, seeds: tuple[Ints, Ints]) -> Grid:
    """Where the sentences of the first report are to be expected among those of the second, by the seeds in order."""
    i, j = (each.tolist() for each in seeds)
    tails: list[int] = []  # the last place of the shortest-reaching chain of each length, and which seed it is
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(j):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [place]
    chain, place = [], ends[-1] if ends else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    sentences = np.arange(len(one.sizes), dtype=np.float64)
    if not chain:
        return sentences
    chain.reverse()
    left, right = one.sentence[[i[each] for each in chain]], other.sentence[[j[each] for each in chain]]
    return np.interp(sentences, left, right)


def _match(one: Columns, other: Columns, i: int, j: int, weight: int, verbatim: bool) -> Match:
    first, second = (slice(*np.searchsorted(each.sentence, (k, k + 1)).tolist()) for each, k in ((one, i), (other, j)))
    if not verbatim:
        a, b = one.stem[first].tolist(), other.stem[second].tolist()
        least, held = min(len(a), len(b)), set(b)
        if sum(stem in held for stem in a) >= _VERBATIM * least:  # else no runs could hold as much
            runs = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
            verbatim = sum(run.size for run in runs if run.size >= min(_RUN, least)) >= _VERBATIM * least
    return Match(i, j, "verbatim" if verbatim else "rewritten", bool(one.spoken[i] and other.spoken[j]), weight)
