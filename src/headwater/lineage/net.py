"""The two nets that pairs of reports are caught in: anchors for copied wording, rare terms for reworded facts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from headwater.lineage.hashed import Codes, Flags, Ints
from headwater.lineage.overlap import CROWD, Floats, Shared
from headwater.lineage.sketch import Short

_DAYS, _PAGES = 3, 16  # an anchor on more days of an outlet, or more of its pages of one day, is the outlet's furniture
_STRANGERS, _STRANGE = 8, 0.2  # and so is one that so many share which have less than this share of theirs in common
_MANY = 24  # but not if these are alike in all their words: heavily edited copies of one report
_SAME_WORDS = 0.5  # cosine of their terms, each alike in weight, that copies of one report have on average at least
_RARE = 48  # rarest terms of a report by which others are looked for
_HINT = 0.5  # part of the cosine sought that their rarest terms must show for two reports to be looked at closer
_EXACT = 1024.0  # what is summed is rounded to parts of one in so many, so that sums do not depend on their order
_LOOKUPS = 1 << 18  # terms that are looked up together


_Number = TypeVar("_Number", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """The pairs caught, as ``a * size + b``, in order."""

    key: Ints
    count: Floats  # anchors or terms that both hold
    quoted: Floats  # of them, anchors within quoted speech
    share: Floats  # of the anchors of the report with fewer; of terms, the cosine

    def caught(self, by: Flags) -> "Net":
        """Only these pairs."""
        return Net(self.key[by], self.count[by], self.quoted[by], self.share[by])

    def at(self, key: Ints) -> "Net":
        """The same for these pairs, 0 for those not caught."""
        where = np.searchsorted(self.key, key)
        there = where < len(self.key)
        there[there] = self.key[where[there]] == key[there]
        columns = np.zeros((3, len(key)))
        columns[:, there] = np.stack([self.count, self.quoted, self.share])[:, where[there]]
        return Net(key, *columns)


def anchored(
    anchor: Codes, owner: Ints, quoted: Flags, size_class: Ints, terms: Callable[[], "Terms"]
) -> tuple[Net, Ints]:
    """The pairs of reports that share anchors, but those which are furniture; and how many each report is left with.

    Their terms are asked for only if they are needed to tell furniture.
    """
    size = len(size_class)
    shared = Shared.of((anchor << np.uint64(2)) >> np.uint64(25), owner, quoted, size_class)
    total = np.bincount(owner, minlength=size)
    many = shared.sizes() >= _STRANGERS
    number = np.cumsum(many) - 1
    mass, pairs = np.zeros(int(many.sum())), np.zeros(int(many.sum()))
    found = []
    for rows in shared.rows(size):
        shares, quotes = np.bincount(rows.pair), np.bincount(rows.pair, rows.marked)
        a, b = np.divmod(rows.key, size)
        wide = many[rows.thing]
        share = np.rint(_EXACT * shares / np.minimum(total[a], total[b]))
        np.add.at(mass, number[rows.thing[wide]], share[rows.pair[wide]])
        np.add.at(pairs, number[rows.thing[wide]], 1)
        found.append((rows.key, shares.astype(np.float64), quotes.astype(np.float64)))
    strange = np.zeros(len(many), bool)
    strange[many] = mass < _EXACT * _STRANGE * pairs
    strange &= ~_crowds(shared, strange, terms)
    key, count, speech = _joined(found)
    if strange.any():
        furniture = shared.within(strange)
        total = total - np.bincount(furniture.owner, minlength=size)
        for rows in furniture.rows(size):
            where = np.searchsorted(key, rows.key)
            count[where] -= np.bincount(rows.pair)
            speech[where] -= np.bincount(rows.pair, rows.marked)
    a, b = np.divmod(key, max(1, size))
    net = Net(key, count, speech, count / np.maximum(1, np.minimum(total[a], total[b])))
    return net.caught(count > 0), total


def _crowds(shared: Shared, strange: Flags, terms: Callable[[], "Terms"]) -> Flags:
    """Which of the anchors that look like furniture are of one report, of which a crowd has heavily edited copies.

    Two such copies share few runs of words, but most words.
    """
    doubtful = strange & (shared.sizes() >= _MANY)
    mass, pairs = np.zeros(len(strange)), np.zeros(len(strange))
    if doubtful.any():
        words = terms()
        for rows in shared.within(doubtful).rows(len(words.mass)):
            alike = np.rint(_EXACT * words.compared(rows.key).share)
            np.add.at(mass, rows.thing, alike[rows.pair])
            np.add.at(pairs, rows.thing, 1)
    return doubtful & (mass >= _EXACT * _SAME_WORDS * pairs)


def alike(terms: "Terms", fullest: Ints, known: Ints, least: float) -> Net:
    """The pairs of reports that are no copies of one another and whose terms have at least this cosine.

    Copies are put together first, so that they do not make their terms look common: one of them is looked at for all,
    and what it is like is then compared with each.
    """
    size = len(fullest)
    heads = np.flatnonzero((fullest == np.arange(size))[terms.owner])
    often = np.bincount(terms.term[heads], minlength=len(terms.weight))
    count = max(2, len(distinct(terms.owner[heads])))
    terms = terms.weighted(np.rint(_EXACT * np.log(count / np.maximum(1, often))))
    hinted = _hinted(terms.owner[heads], terms.term[heads], often, terms.weight, size, _HINT * least)
    near = terms.compared(hinted)
    spread = _spread(near.caught(near.share >= least).key, fullest, size)
    found = terms.compared(np.setdiff1d(spread, known, assume_unique=True))
    return found.caught(found.share >= least)


def _hinted(owner: Ints, term: Ints, often: Ints, weight: Floats, size: int, least: float) -> Ints:
    """The pairs that share this much of the weight of their rarest terms, so are worth a closer look; in order."""
    rare = np.flatnonzero((often[term] > 1) & (often[term] <= CROWD))
    owner, term = owner[rare], term[rare]
    order = np.lexsort((term, often[term], owner))
    owner, term = owner[order], term[order]
    rarest = np.arange(len(owner)) - np.searchsorted(owner, owner) < _RARE
    owner, term = owner[rarest], term[rarest]
    mass = np.bincount(owner, weight[term], minlength=size)
    shared = Shared.of(term.astype(np.uint64), owner, np.zeros(len(owner), bool))
    found = [np.empty(0, np.int64)]
    for rows in shared.rows(size):
        a, b = np.divmod(rows.key, size)
        share = np.bincount(rows.pair, weight[shared.value[rows.thing]]) / np.maximum(1, np.minimum(mass[a], mass[b]))
        found.append(rows.key[share >= least])
    return np.concatenate(found)


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of all reports."""

    owner: Ints  # in order
    term: Ints  # numbered from 0
    start: Ints  # where those of each report start; one more
    weight: Floats  # of each term
    mass: Floats  # what the terms of each report weigh together

    @classmethod
    def of(cls, term: Short, owner: Ints, size: int) -> "Terms":
        """The terms and the reports that hold them, each of the same weight."""
        order = np.argsort(owner, kind="stable")
        owner, term = owner[order], term[order]
        values = distinct(term)
        start = np.searchsorted(owner, np.arange(size + 1))
        return cls(owner, np.searchsorted(values, term), start, np.ones(len(values)), np.diff(start).astype(np.float64))

    def weighted(self, weight: Floats) -> "Terms":
        """The same terms with other weights."""
        mass = np.bincount(self.owner, weight[self.term], minlength=len(self.mass)).astype(np.float64)
        return replace(self, weight=weight, mass=mass)

    def compared(self, pairs: Ints) -> Net:
        """How alike these pairs are: the cosine of their terms, each by its weight once."""
        a, b = np.divmod(pairs, max(1, len(self.mass)))
        sizes = self.start[b + 1] - self.start[b]
        total = np.cumsum(sizes)
        sums, count = np.zeros(len(pairs)), np.zeros(len(pairs))
        held = np.zeros(len(self.weight), bool)
        begin = 0
        while begin < len(pairs):
            done = total[begin - 1] if begin else 0
            end = max(begin + 1, int(np.searchsorted(total, done + _LOOKUPS, "right")))
            size = sizes[begin:end]
            pair = np.repeat(np.arange(end - begin), size)
            row = np.repeat(self.start[b[begin:end]] - np.cumsum(size) + size, size) + np.arange(len(pair))
            term = self.term[row]
            both = self._both(a[begin:end], np.r_[0, np.cumsum(size)], term, held)
            sums[begin:end] = np.bincount(pair[both], self.weight[term[both]], minlength=end - begin)
            count[begin:end] = np.bincount(pair[both], minlength=end - begin)
            begin = end
        share = sums / np.sqrt(np.maximum(1, self.mass[a] * self.mass[b]))
        return Net(pairs, count, np.zeros(len(pairs)), share)

    def _both(self, reports: Ints, edges: Ints, term: Ints, held: Flags) -> Flags:
        """Which of the terms, those of one pair between two edges, the first report of the pair holds too.

        ``held`` has a flag for each term, none of them set; the pairs of one report stand together.
        """
        both = np.empty(len(term), bool)
        starts = np.flatnonzero(np.r_[True, reports[1:] != reports[:-1]][: len(reports)])
        for report, begin, end in zip(
            reports[starts].tolist(),
            edges[starts].tolist(),
            edges[np.r_[starts[1:], len(reports)]].tolist(),
            strict=True,
        ):
            own = self.term[self.start[report] : self.start[report + 1]]
            held[own] = True
            np.take(held, term[begin:end], out=both[begin:end])
            held[own] = False
        return both


def habits(anchor: Codes, outlet: Ints, day: Ints) -> Flags:
    """Which of these stand on too many days, or too many pages of one day, of their outlet; -1 is no known outlet."""
    habit = np.zeros(len(anchor), bool)
    order = np.lexsort((day, outlet, anchor))
    order = order[outlet[order] >= 0]
    anchor, outlet, day = anchor[order], outlet[order], day[order]
    if len(order):
        new_outlet = np.r_[True, (anchor[1:] != anchor[:-1]) | (outlet[1:] != outlet[:-1])]
        new_day = new_outlet | np.r_[True, day[1:] != day[:-1]]
        by_outlet, by_day = np.cumsum(new_outlet) - 1, np.cumsum(new_day) - 1
        days, pages = np.bincount(by_outlet[new_day]), np.bincount(by_day)
        habit[order] = (days[by_outlet] > _DAYS) | (pages[by_day] > _PAGES)
    return habit


def _spread(pairs: Ints, fullest: Ints, size: int) -> Ints:
    """Every pair of a copy of the one and a copy of the other, for each of these pairs."""
    by_head = np.argsort(fullest, kind="stable")
    start = np.searchsorted(fullest[by_head], np.arange(size + 1))

    def _copies(heads: Ints) -> tuple[Ints, Ints]:
        count = start[heads + 1] - start[heads]
        row = np.repeat(np.arange(len(heads)), count)
        return row, by_head[np.arange(len(row)) + np.repeat(start[heads] - np.cumsum(count) + count, count)]

    a, b = np.divmod(pairs, max(1, size))
    pair, a = _copies(a)
    other, b = _copies(b[pair])
    a = a[other]
    low, high = np.minimum(a, b), np.maximum(a, b)
    return distinct((low * size + high)[low < high])


def distinct(values: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """These values in order, each once."""
    values = np.sort(values)
    fresh: npt.NDArray[_Number] = values[np.r_[True, values[1:] != values[:-1]][: len(values)]]
    return fresh


def _joined(parts: list[tuple[Ints, Floats, Floats]]) -> tuple[Ints, Floats, Floats]:
    none = np.empty(0)
    key = np.concatenate([np.empty(0, np.int64), *(each[0] for each in parts)])
    return (
        key,
        np.concatenate([none, *(each[1] for each in parts)]),
        np.concatenate([none, *(each[2] for each in parts)]),
    )
