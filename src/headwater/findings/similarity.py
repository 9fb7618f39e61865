"""How alike two claims are: soft TF-IDF over stems, with context, hub correction and graded numbers.

The measure is the best of a study on nine piles (same claim in other words against other claims of the same pile):
clause and sentence context, inverse document frequency taken from the pile itself after copies are put together, half
of a claim's mean similarity to all others taken off, and figures as a graded bonus, never as a gate. To it is added
that a short claim may be held in a long one; within a family, that a retelling keeps its parent's statements and
their order; across families, that claims about others by name or of another period are not one. Candidates come from
an inverted index of stems, so no step looks at all pairs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from headwater.findings.about import Stems
from headwater.findings.evidence import BETWEEN_STRANGERS, ENOUGH, Evidence, quote_alike
from headwater.findings.figure import agreement, same_slot
from headwater.findings.likeness import Likeness
from headwater.findings.period import other_period
from headwater.findings.place import Place
from headwater.findings.vector import Floats, Index, Ints, Rows, Softener, inverse_frequency, rows
from headwater.model import Claim, words

# The weights were calibrated on the shared development piles.
_CLAUSE, _CONTEXT = 0.85, 0.15
_HUB = 0.5
_HELD = 0.7  # 0 is the cosine; 1 measures the share of the shorter claim that is found in the longer
_SHORT = 0.8  # of the median length: a shorter claim is taken as this long
_UNLINKED = 0.1  # taken off where no derivation links the reports
_OTHER_NEARER = 0.1  # taken off where then another claim of the other report is nearer
_OTHER_SUBJECT = 0.6  # taken off where then both are about somebody or something by name, and it is not the same
_OTHER_NAMES = 0.07  # taken off where then each has names and they share none
_SAME_SLOT = 0.2  # added where both say the same of so many of the same things
_QUOTED = 0.4  # added where both quote the same words
_ORDER, _ORDER_COUNTS = 0.2, 0.3  # added, and to what they have in common, where the order of the claims shows it
_SURE, _REACH = 0.3, 3  # how alike counterparts are that others stand beside, and how many claims away
_SHARED_STRETCH = 0.45  # added where the lineage knows two claims to be the same stretch
_RETOLD, _COUNTERPART_FLOOR = 0.3, 0.08  # added where two claims of linked reports are each other's best match
_OTHER_PERIOD, _OTHER_PERIOD_DAYS = 0.8, 60  # taken off where unlinked claims name times this far apart
_FLOOR = 0.06  # below this a pair is not looked at again
_CANDIDATES = 80  # claims compared in full with each claim
_NEIGHBOURS = 20  # of them kept


@dataclass(frozen=True, slots=True)
class Compared:
    """The claims of a pile, those that have words in common compared."""

    claims: Sequence[Claim]
    clause: Sequence[frozenset[str]]  # what each is about
    names: frozenset[str]
    near: Mapping[str, Mapping[str, float]]  # which words stand for one another
    nearest: Mapping[tuple[int, int], float]  # pairs of indices, the smaller first, with how alike their words are
    copies: Sequence[int]  # for each claim the first that it is a copy of


def compare(claims: Sequence[Claim], held: Stems, place: Place, likeness: Likeness) -> Compared:
    """Compare each claim with those that share words with it. Copies count once in what is common in the pile."""
    clause, context = held.clause, held.context
    vocabulary = {word: at for at, word in enumerate(sorted(set(chain(*clause, *context))))}
    copies = _copies(claims, clause, place)
    idf = inverse_frequency(clause, vocabulary, copies)
    both = rows(clause, vocabulary, idf), rows(context, vocabulary, idf)
    near = likeness.neighbours([word for word in vocabulary if word not in held.names and word[0].isalpha()])
    nearest = _nearest(both, len(vocabulary), Softener(vocabulary, near), _hubs(both, copies, len(vocabulary)))
    return Compared(claims, clause, held.names, near, nearest, copies.tolist())


def retold(compared: Compared, place: Place) -> dict[tuple[int, int], float]:
    """Pairs of claims of one family that may be retellings of one statement, and how alike they are.

    A retelling keeps its parent's statements, so each other's best match is the same claim in other words.
    """
    claims, clause = compared.claims, compared.clause
    evidence = Evidence(clause, compared.copies, compared.names, compared.near)
    every = {
        (i, j): score + _bonus(claims[i], claims[j])
        for (i, j), score in compared.nearest.items()
        if place.kin(claims[i], claims[j])
    }
    counterparts = _counterparts(every, claims, place)
    beside = _beside(counterparts, every, claims)
    found = {}
    for (i, j), score in every.items():
        a, b, order = claims[i], claims[j], beside.get((i, j), 0.0)
        if evidence.between(a, b, clause[i], clause[j]) + _ORDER_COUNTS * order >= ENOUGH:
            found[i, j] = score + _RETOLD * ((i, j) in counterparts) + _ORDER * order
    number = {claim.id: at for at, claim in enumerate(claims)}
    for (a_id, b_id), share in place.shared.items():
        i, j = sorted((number[a_id], number[b_id]))
        found[i, j] = found.get((i, j), 0.0) + _SHARED_STRETCH * share
    return found


def across(
    compared: Compared, place: Place, lines: Sequence[int], own_work: frozenset[str] = frozenset()
) -> dict[tuple[int, int], float]:
    """Pairs of claims of one report, or of different families, that may state the same thing, and how alike they are.

    Args:
        compared: the claims.
        place: the lineage.
        lines: for each claim the group of its retellings, which count as one in what is common in the pile.
        own_work: claims in which a report tells of its own work, which no unrelated report can state.
    """
    claims, clause, names = compared.claims, compared.clause, compared.names
    evidence = Evidence(clause, lines, names, compared.near)
    about = [_names(claim, names) for claim in claims]
    found = {}
    for (i, j), score in compared.nearest.items():
        a, b = claims[i], claims[j]
        if place.kin(a, b) or own_work & {a.id, b.id}:
            continue
        if evidence.between(a, b, clause[i], clause[j]) >= BETWEEN_STRANGERS:
            found[i, j] = score + _bonus(a, b) - _another(about[i], about[j], clause[i] & names, clause[j] & names)
            found[i, j] -= _OTHER_PERIOD * other_period(a, b, days=_OTHER_PERIOD_DAYS)
    counterparts = _counterparts(found, claims, place)
    return {pair: score - _UNLINKED - _OTHER_NEARER * (pair not in counterparts) for pair, score in found.items()}


def _names(claim: Claim, names: frozenset[str]) -> frozenset[str]:
    """The names that a claim is about: those of its subject."""
    return frozenset(word.stem for word in words(claim.subject or "")) & names


def _another(about: frozenset[str], others: frozenset[str], named: frozenset[str], theirs: frozenset[str]) -> float:
    """What is taken off where two claims are about others by name, or speak of others."""
    if about and others and not (about & theirs or others & named):
        return _OTHER_SUBJECT
    return _OTHER_NAMES if named and theirs and not named & theirs else 0.0


def _bonus(a: Claim, b: Claim) -> float:
    """What figures and a quotation in common add."""
    return agreement(a, b) + _SAME_SLOT * same_slot(a, b) + _QUOTED * quote_alike(a, b)


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


def _beside(
    counterparts: Iterable[tuple[int, int]], similarity: Mapping[tuple[int, int], float], claims: Sequence[Claim]
) -> dict[tuple[int, int], float]:
    """How far pairs stand in order beside sure counterparts: 1 where one stands before them and another after them.

    A retelling mostly keeps the order of its parent, so what stands between two known claims is known by its place.
    """
    sure = {}
    for i, j in counterparts:
        if similarity[i, j] >= _SURE:
            sure[i, claims[j].report], sure[j, claims[i].report] = j, i
    found = {}
    for i, j in similarity:
        sides = 0.0
        for way in (-1, 1):
            for step in range(1, _REACH + 1):
                at = i + way * step
                if not (0 <= at < len(claims) and claims[at].report == claims[i].report):
                    break
                other = sure.get((at, claims[j].report))
                if other is not None:
                    sides += 0.5 * (0 < way * (other - j) <= _REACH)
                    break
        if sides:
            found[i, j] = sides
    return found


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
