"""How likely it is that two claims state the same: a few signs, weighed by one logistic model.

The signs are the words of two clauses (soft TF-IDF: idf from the pile itself after copies are put together, a word
standing for its near ones), the words around them, what they have in common that is rare in the pile, and their
figures; then by how much the two are more alike than either is to any other claim of the other's report, which tells a
retelling from its neighbours. Figures that differ speak against nothing: they may be drift. Where no derivation links
the reports, claims about others by name or of another period are not one. Candidates come from an inverted index of
stems, so no step looks at all pairs.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from math import exp, inf
from typing import NamedTuple

import numpy as np

from headwater.findings.about import Stems
from headwater.findings.evidence import Evidence, quoted, seldom, weak
from headwater.findings.figure import agreed, same_slot, stated
from headwater.findings.kept import Kept, Pairs
from headwater.findings.likeness import Likeness
from headwater.findings.measure import other_measure
from headwater.findings.period import apart, named
from headwater.findings.place import Place
from headwater.findings.vector import Floats, Index, Ints, Rows, Softener, inverse_frequency, rows
from headwater.model import Claim, words


class Signs(NamedTuple):
    """What speaks for two claims being one, or what each of it weighs."""

    words: float  # 0 to 1: the geometric mean of their cosine and of how much of the shorter is found in the longer
    context: float  # 0 to 1: the cosine of the words around them; 0 within one report, where they share them
    rare: float  # 0 to 1: what they have in common that is rare in the pile
    figures: float  # the graded agreement of their figures
    same_slot: float  # 1 where both say the same of so many of the same things
    one_figure: float  # 1 where only one of them gives a figure
    one_date: float  # 1 where both name one past day, month or year that few others do, and share words too
    quoted: float  # 1 where both quote the same words


# In logits. Fitted on invented piles and rounded: on the shared ones, which it was not fitted on, the average precision
# of pairs is .70, and changes by less than .02 when a weight is halved or doubled (bench/weights.py).
WEIGHTS = Signs(
    words=2.5, context=2.0, rare=0.6, figures=3.0, same_slot=0.5, one_figure=-0.5, one_date=0.75, quoted=1.0
)
NOTHING = -3.4  # of two claims that have nothing in common
MARGIN, _MARGIN_MOST = 0.65, 2.0  # for each unit by which they are more alike than others, and units that count
_OTHER_SUBJECT = -5.0  # where unlinked claims are about somebody or something by name, and it is not the same
_OTHER_MEASURE = -5.0  # where of unlinked claims one counts who goes, the other who is there
_OTHER_PERIOD, _OTHER_PERIOD_DAYS = -5.0, 60  # where unlinked claims name times this far apart
_STRETCH = 0.5  # the likelihood where the lineage lays one claim over the other
_WEAK = 0.6  # of its weight that a word keeps that fits anything
_DATED = 3  # words that claims with a date in common share, its own among them: much else happens in any month
_LEAST = -2.75  # in logits: a pair less likely than .06 is not looked at again
_CANDIDATES = 120  # claims compared in words with each claim
_NEIGHBOURS = 30  # of them looked at in all signs


def compare(
    claims: Sequence[Claim],
    held: Stems,
    place: Place,
    likeness: Likeness,
    own_work: frozenset[str] = frozenset(),
    kept: Kept | None = None,
) -> Pairs:
    """How likely pairs of claims state the same, for those that may.

    Args:
        claims: the claims of a pile, report by report in order.
        held: what they are about.
        place: where they stand in the lineage.
        likeness: which words stand for one another.
        own_work: claims in which a report tells of its own work, which no unrelated report can state.
        kept: what was kept of the signs before, which depend on the claims and on which of them are copies.
    """
    logits = (kept or Kept()).pairs(
        "signs",
        chain.from_iterable(place.shared),
        lambda: _logits(signs(claims, held, place, likeness)),
    )
    about = [frozenset(word.stem for word in words(claim.subject or "")) & held.names for claim in claims]
    periods = [named(claim) for claim in claims]
    found: Pairs = {}
    for (i, j), margin in margins(logits, [claim.report for claim in claims]).items():
        a, b, logit = claims[i], claims[j], logits[i, j] + MARGIN * margin
        if logit < _LEAST:
            continue
        if not place.kin(a, b):
            if own_work & {a.id, b.id}:
                continue
            others = about[i] and about[j] and not (about[i] & held.clause[j] or about[j] & held.clause[i])
            logit += _OTHER_SUBJECT * bool(others)
            logit += _OTHER_MEASURE * other_measure(a, b)
            logit += _OTHER_PERIOD * apart(periods[i], periods[j], _OTHER_PERIOD_DAYS)
        if logit >= _LEAST:
            found[i, j] = 1 / (1 + exp(-logit))
    number = {claim.id: at for at, claim in enumerate(claims)}
    for (first, second), share in place.shared.items():
        i, j = sorted((number[first], number[second]))
        found[i, j] = max(found.get((i, j), 0.0), _STRETCH * share)
    return found


def _logits(found: Mapping[tuple[int, int], Signs]) -> Pairs:
    """What the signs say together, sign by sign so that no library's order of adding shows."""
    every = np.array(list(found.values()), dtype=np.float64).reshape(-1, len(WEIGHTS))
    sums = np.full(len(every), NOTHING)
    for weight, sign in zip(WEIGHTS, every.T, strict=True):
        sums += weight * sign
    return dict(zip(found, sums.tolist(), strict=True))


def signs(claims: Sequence[Claim], held: Stems, place: Place, likeness: Likeness) -> dict[tuple[int, int], Signs]:
    """The signs of each claim and those nearest to it in words. Copies count once in what is common in the pile."""
    clause, context = held.clause, held.context
    vocabulary = {word: at for at, word in enumerate(sorted(set(chain(*clause, *context))))}
    copies = _copies(claims, clause, place)
    idf = inverse_frequency(clause, vocabulary, copies)
    idf[[vocabulary[word] for word in sorted(weak() & vocabulary.keys())]] *= _WEAK
    near = likeness.neighbours([word for word in vocabulary if word not in held.names and word[0].isalpha()])
    evidence = Evidence(clause, copies.tolist(), held.names, near)
    both = rows(clause, vocabulary, idf), rows(context, vocabulary, idf)
    figures = [stated(claim) for claim in claims]
    dates, said = seldom(held.dates, copies.tolist()), quoted(claims)
    return {
        (i, j): Signs(
            words=alike,
            context=around if claims[i].report != claims[j].report else 0.0,
            rare=evidence.words(i, j),
            figures=agreed(figures[i], figures[j]),
            same_slot=bool(figures[i] and figures[j]) and same_slot(claims[i], claims[j]),
            one_figure=bool(figures[i]) != bool(figures[j]),
            one_date=not dates[i].isdisjoint(dates[j]) and _in_common(clause[i], clause[j]) >= _DATED,
            quoted=claims[i].report != claims[j].report and not said[i].isdisjoint(said[j]),
        )
        for (i, j), (alike, around) in _nearest(both, len(vocabulary), Softener(vocabulary, near)).items()
    }


def _in_common(one: frozenset[str], other: frozenset[str]) -> int:
    """How many words two claims share, figures and dates in digits aside."""
    return sum(word[0].isalpha() for word in one & other)


def margins(logits: Mapping[tuple[int, int], float], reports: Sequence[str]) -> Pairs:
    """By how much each pair is more alike than either of its claims and any other claim of the other's report: a sum of
    both ways, each within bounds, for in a small pile there may be no other.
    """
    numbers = {report: at for at, report in enumerate(dict.fromkeys(reports))}
    report = np.array([numbers[each] for each in reports], dtype=np.int64)
    pairs = np.array(list(logits), dtype=np.int64).reshape(-1, 2)
    likely = np.fromiter(logits.values(), dtype=np.float64, count=len(logits))
    claim, other = pairs.T.ravel(), pairs[:, ::-1].T.ravel()  # each pair from both of its sides
    rival = _rivals(claim * len(numbers) + report[other], np.tile(likely, 2))
    apart = np.clip(np.tile(likely, 2) - np.maximum(NOTHING, rival), -_MARGIN_MOST, _MARGIN_MOST)
    return dict(zip(logits, (apart[: len(logits)] + apart[len(logits) :]).tolist(), strict=True))


def _rivals(keys: Ints, values: Floats) -> Floats:
    """For each value the largest of the others with its key; where there is none, less than any number."""
    order = np.lexsort((-values, keys))
    held, ranked = keys[order], values[order]
    begin = np.flatnonzero(np.r_[True, held[1:] != held[:-1]]) if len(held) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[begin, len(held)])
    second = np.full(len(begin), -inf)
    second[sizes > 1] = ranked[begin[sizes > 1] + 1]
    rivals = np.repeat(ranked[begin], sizes)
    rivals[begin] = second
    found = np.empty_like(values)
    found[order] = rivals
    return found


def _nearest(both: tuple[Rows, Rows], width: int, softener: Softener) -> dict[tuple[int, int], tuple[float, float]]:
    """For each claim those nearest to it: how alike in words, and in the words around; the better way counts."""
    clause, context = both
    index = Index(clause, width)
    found: dict[tuple[int, int], tuple[float, float]] = {}
    query, surrounding = np.zeros(width), np.zeros(width)
    for i in range(len(clause)):
        columns, weights = softener.soften(*clause.row(i))
        others = index.candidates(columns, weights, _CANDIDATES)
        others = others[others != i]
        around, around_weights = context.row(i)
        query[columns], surrounding[around] = weights, around_weights
        alike = _in_words(clause.dots(query, others), clause.length[others], clause.length[i])
        beside = context.dots(surrounding, others)
        query[columns], surrounding[around] = 0.0, 0.0
        nearest = np.argsort(-(WEIGHTS.words * alike + WEIGHTS.context * beside), kind="stable")[:_NEIGHBOURS]
        for at in nearest.tolist():
            pair = min(i, int(others[at])), max(i, int(others[at]))
            found[pair] = max(found.get(pair, (0.0, 0.0)), (float(alike[at]), float(beside[at])))
    return found


def _in_words(cosine: Floats, lengths: Floats, length: float) -> Floats:
    """The geometric mean of the cosine and of the share of the shorter vector that is found in the longer."""
    cosine = np.clip(cosine, 0.0, 1.0)
    held = cosine * np.maximum(lengths, length) / np.maximum(np.minimum(lengths, length), 1e-9)
    return np.asarray(np.sqrt(cosine * np.minimum(1.0, held)))


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
