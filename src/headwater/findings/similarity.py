"""How alike two claims are: soft TF-IDF over stems, with context, hub correction and graded numbers.

The measure is the best of a study on nine piles (same claim in other words against other claims of the same pile):
clause and sentence context, inverse document frequency taken from the pile itself after copies are put together, half
of a claim's mean similarity to all others taken off, and figures as a graded bonus, never as a gate. To it is added
that a short claim may be held in a long one, and that a retelling keeps its parent's statements. Candidates come from
an inverted index of stems, so no step looks at all pairs.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np

from headwater.findings.evidence import BETWEEN_STRANGERS, ENOUGH, Evidence, quote_alike
from headwater.findings.figure import agreement, same_slot
from headwater.findings.likeness import Likeness, lines
from headwater.findings.period import other_period
from headwater.findings.place import Place, ordered
from headwater.findings.vector import Floats, Index, Ints, Rows, Softener, inverse_frequency, rows
from headwater.model import Claim, Text, Word, stem, words

# The weights were calibrated on the shared development piles.
_CLAUSE, _CONTEXT = 0.85, 0.15
_HUB = 0.5
_HELD = 0.7  # 0 is the cosine; 1 measures the share of the shorter claim that is found in the longer
_SHORT = 0.8  # of the median length: a shorter claim is taken as this long
_UNLINKED = 0.1  # taken off where no derivation links the reports
_OTHER_NEARER = 0.1  # taken off where then another claim of the other report is nearer
_OTHER_NAMES = 0.03  # taken off where then each has names and they share none
_SAME_SLOT = 0.2  # added where both say the same of so many of the same things
_QUOTED = 0.4  # added where both quote the same words
_SHARED_STRETCH = 0.45  # added where the lineage knows two claims to be the same stretch
_RETOLD, _COUNTERPART_FLOOR = 0.2, 0.08  # added where two claims of linked reports are each other's best match
_OTHER_PERIOD, _OTHER_PERIOD_DAYS = 0.4, 60  # taken off where unlinked claims name times this far apart
_FLOOR = 0.06  # below this a pair is not looked at again
_CANDIDATES = 80  # claims compared in full with each claim
_NEIGHBOURS = 20  # of them kept
_NEIGHBOURHOOD = 160  # characters on each side of a claim that are its context


@dataclass(frozen=True, slots=True)
class Stems:
    """What the claims of a pile are about, in stems."""

    clause: list[frozenset[str]]  # of each claim
    context: list[frozenset[str]]  # of each claim with the words near it
    names: frozenset[str]  # that the pile never writes small: they stand for nothing but themselves


def stems(claims: Sequence[Claim], texts: Mapping[str, Text]) -> Stems:
    """The stems of each claim, and those of each claim with the words near it."""
    by_report = {report: _Stems(texts[report]) for report in sorted({c.report for c in claims})}
    small = frozenset(chain(*(held.small for held in by_report.values())))
    return Stems(
        clause=[by_report[c.report].clause(c) for c in claims],
        context=[by_report[c.report].context(c) for c in claims],
        names=frozenset(chain(*(held.all for held in by_report.values()))) - small,
    )


def similarities(
    claims: Sequence[Claim],
    held: Stems,
    place: Place,
    likeness: Likeness,
    own_work: frozenset[str] = frozenset(),
) -> dict[tuple[int, int], float]:
    """The pairs of claims (as indices, the smaller first) that may say the same thing, with how alike they are.

    Args:
        claims: all claims of the pile.
        held: what they are about.
        place: the lineage.
        likeness: which words stand for one another.
        own_work: claims in which a report tells of its own work, which no unrelated report can state.
    """
    clause, context = held.clause, held.context
    vocabulary = {word: at for at, word in enumerate(sorted(set(chain(*clause, *context))))}
    copies = _copies(claims, clause, place)
    idf = inverse_frequency(clause, vocabulary, copies)
    both = rows(clause, vocabulary, idf), rows(context, vocabulary, idf)
    hub = _hubs(both, copies, len(vocabulary))
    number = {claim.id: at for at, claim in enumerate(claims)}
    near = likeness.neighbours([word for word in vocabulary if word not in held.names and not word[0].isdigit()])
    nearest = _nearest(both, len(vocabulary), Softener(vocabulary, near), hub)
    most = np.log1p(len(set(copies.tolist())))
    evidence = Evidence({w: float(idf[at] / most) for w, at in vocabulary.items()}, held.names, near)
    found = {}
    for (i, j), score in nearest.items():
        linked = ordered(claims[i].report, claims[j].report) in place.linked
        if evidence.between(claims[i], claims[j], clause[i], clause[j]) >= (ENOUGH if linked else BETWEEN_STRANGERS):
            found[i, j] = score + _bonus(claims[i], claims[j], place)
    counterparts = _counterparts(found, claims, place)
    for i, j in found:
        if ordered(claims[i].report, claims[j].report) in place.linked:
            found[i, j] += _RETOLD * ((i, j) in counterparts)
        elif own_work & {claims[i].id, claims[j].id}:
            found[i, j] = 0.0
        else:
            named, others = clause[i] & held.names, clause[j] & held.names
            found[i, j] -= _OTHER_NAMES * bool(named and others and not named & others)
            found[i, j] -= _UNLINKED + _OTHER_NEARER * ((i, j) not in counterparts)
    for (a, b), share in place.shared.items():
        i, j = sorted((number[a], number[b]))
        found[i, j] = found.get((i, j), 0.0) + _SHARED_STRETCH * share
    return found


def _bonus(a: Claim, b: Claim, place: Place) -> float:
    """What figures add, and what another period takes off where it cannot be drift."""
    apart = ordered(a.report, b.report) not in place.linked and other_period(a, b, days=_OTHER_PERIOD_DAYS)
    return agreement(a, b) + _SAME_SLOT * same_slot(a, b) + _QUOTED * quote_alike(a, b) - _OTHER_PERIOD * apart


def _nearest(both: tuple[Rows, Rows], width: int, softener: Softener, hub: Floats) -> dict[tuple[int, int], float]:
    """The nearest claims of each claim, by clause and context, in both directions; the higher value counts."""
    clause, context = both
    index = Index(clause, width)
    floor = np.maximum(clause.length, _SHORT * np.median(clause.length))
    found: dict[tuple[int, int], float] = {}
    query, surrounding = np.zeros(width), np.zeros(width)
    for i in range(len(clause)):
        columns, weights = softener.soften(*clause.row(i))
        others = index.candidates(columns, weights, _CANDIDATES)
        others = others[others != i]
        around, around_weights = context.row(i)
        query[columns], surrounding[around] = weights, around_weights
        held = (np.maximum(floor[others], floor[i]) / np.minimum(floor[others], floor[i])) ** _HELD
        scores = _CLAUSE * np.minimum(1.0, clause.dots(query, others) * held)
        scores += _CONTEXT * context.dots(surrounding, others) - (hub[others] + hub[i]) / 2
        query[columns], surrounding[around] = 0.0, 0.0
        for at in np.argsort(-scores, kind="stable")[:_NEIGHBOURS].tolist():
            if scores[at] < _FLOOR:
                break
            pair = min(i, int(others[at])), max(i, int(others[at]))
            found[pair] = max(found.get(pair, 0.0), float(scores[at]))
    return found


def _hubs(both: tuple[Rows, Rows], copies: Ints, width: int) -> Floats:
    """What is taken off for claims that are like everything; copies count once."""
    share = 1.0 / np.bincount(copies, minlength=len(copies)).astype(np.float64)[copies]
    clause, context = both
    return np.asarray(_HUB * (_CLAUSE * clause.means(share, width) + _CONTEXT * context.means(share, width)))


def _counterparts(
    found: Mapping[tuple[int, int], float], claims: Sequence[Claim], place: Place
) -> frozenset[tuple[int, int]]:
    """The pairs in which each claim is the other report's most like it; a retelling's parent need not be so in turn.

    A retelling keeps its parent's statements, so there the best match is the same claim in other words; and where
    another claim of an unrelated report is nearer, this one is likely to be about something else.
    """
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for (i, j), score in found.items():
        if score >= _COUNTERPART_FLOOR:
            for one, other in ((i, j), (j, i)):
                key = one, claims[other].report
                best[key] = max(best.get(key, (0.0, 0)), (score, -other))
    pairs = set()
    for i, j in found:
        down = place.directed(claims[i].report, claims[j].report)
        forth, back = (best.get((a, claims[b].report), (0.0, 1))[1] == -b for a, b in ((i, j), (j, i)))
        if back if down is True else forth if down is False else forth and back:
            pairs.add((i, j))
    return frozenset(pairs)


class _Stems:
    """The stems of one report that say what it is about, by stretch."""

    def __init__(self, text: Text) -> None:
        every = words(text.text)
        self._words = [word for word in every if word.stem not in _stop_stems()]
        self._starts = [word.start for word in self._words]
        self.all = frozenset(word.stem for word in every)
        self.small = frozenset(word.stem for word in every if text.text[word.start].islower())

    def clause(self, claim: Claim) -> frozenset[str]:
        """Those of a claim, without its speech tag and with figures by value."""
        told = claim.attribution
        skip = () if told is None else (*told.cue, *told.source)
        found = {w.stem for w in self._in(claim.start, claim.end) if not any(s.start <= w.start < s.end for s in skip)}
        if claim.predicate is not None:
            found.add(stem(claim.predicate))  # a lemma: "rang" and "ring" meet
        values = (value for q in claim.quantities for value in (q.low, q.high))
        return frozenset(found) | {f"{value:g}" for value in values if value is not None}

    def context(self, claim: Claim) -> frozenset[str]:
        """Those of a claim and the words near it."""
        return frozenset(w.stem for w in self._in(claim.start - _NEIGHBOURHOOD, claim.end + _NEIGHBOURHOOD))

    def _in(self, start: int, end: int) -> Sequence[Word]:
        return self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


@cache
def _stop_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in lines("stop.txt"))


def _copies(claims: Sequence[Claim], clause: Sequence[frozenset[str]], place: Place) -> Ints:
    """For each claim the first claim that it is a copy of: of the same words, or of one stretch by the lineage."""
    leader = list(range(len(claims)))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    number = {claim.id: at for at, claim in enumerate(claims)}
    first: dict[frozenset[str], int] = {}
    same = [(first.setdefault(stems, at), at) for at, stems in enumerate(clause)]
    for i, j in chain(same, ((number[a], number[b]) for a, b in place.shared)):
        a, b = sorted((find(i), find(j)))
        leader[b] = a
    return np.array([find(i) for i in range(len(claims))], dtype=np.int64)
