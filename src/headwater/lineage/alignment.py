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

from headwater.lineage.columns import Columns, Flags, Ints
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
    alike = alike * ~mostly_quoted(one)[:, None] * ~mostly_quoted(other)[None, :]
    best = alike.argmax(axis=1)
    rows = np.arange(len(alike))
    return np.asarray(np.where(alike[rows, best] > 0, shared[rows, best], 0), np.float64)


def mostly_quoted(report: Columns) -> Flags:
    """Which sentences are more than half quoted speech."""
    count = max(1, len(report.text.sentences))
    inside = np.bincount(report.sentence[report.quoted], minlength=count)
    return np.asarray(2 * inside > np.bincount(report.sentence, minlength=count), bool)


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
    left, right = _incidence(one, other)
    shared = left @ right.T
    sizes = one.sizes[:, None], other.sizes[None, :]
    dice = 2 * shared / np.maximum(1, sizes[0] + sizes[1])
    held = shared / np.maximum(1, np.minimum(*sizes))
    return shared, np.where((shared >= _LEAST) & ((dice >= _REWRITTEN) | (held >= _HELD)), dice + held, 0.0)


def _incidence(one: Columns, other: Columns) -> tuple[Grid, Grid]:
    """Sentences by the content stems that both reports have: 1 where the stem stands in the sentence."""
    both = np.intersect1d(one.points[1], other.points[1])
    grids = []
    for report in (one, other):
        sentence, stem = report.points
        grid = np.zeros((len(report.sizes), len(both)))
        where = np.searchsorted(both, stem)
        held = where < len(both)
        held[held] = both[where[held]] == stem[held]
        grid[sentence[held], where[held]] = 1
        grids.append(grid)
    return grids[0], grids[1]


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
    first, second = one.sentence == i, other.sentence == j
    if not verbatim:
        a, b = one.stem[first].tolist(), other.stem[second].tolist()
        runs = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        same = sum(run.size for run in runs if run.size >= min(_RUN, len(a), len(b)))
        verbatim = same >= _VERBATIM * min(len(a), len(b))
    quoted = bool(one.quoted[first].mean() > 0.5 and other.quoted[second].mean() > 0.5)
    return Match(i, j, "verbatim" if verbatim else "rewritten", quoted, weight)
