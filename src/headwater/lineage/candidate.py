"""Which pairs of reports are worth comparing: found by hashes, sorts and group-bys, never by a loop over all pairs.

Three nets, each linear in the size of the pile:

* the same words throughout (one hash a report),
* anchors: sampled runs of eight words outside quoted speech, and whole paragraphs (copied wording),
* rare terms: the least common names, figures and words of each report (the same facts in other words).

What an outlet repeats day after day, or on many pages of one day, is furniture and ties nothing; nor does what ties
many reports that are otherwise strangers, whoever they are from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np

from headwater.lineage.columns import Pile
from headwater.lineage.hashed import Flags, Ints
from headwater.lineage.net import Net, Terms, alike, anchored, distinct, habits
from headwater.lineage.overlap import Floats
from headwater.lineage.sketch import Sketches, sketches

_SMALL = 48  # in a pile of at most so many reports every pair is looked at
_RUNS, _QUOTES = 2, 3  # anchors that copies share; or with those in quoted speech
_REUSE = 0.01  # share of the anchors of the report with fewer
ALIKE = 0.3  # cosine of the terms of a report and its rewording: .9999 of those of rewrites-dev.jsonl have as much
_NEAR = 0.12  # of retellings at other lengths: all 32 pairs of one origin in the five development piles have it
_COPY = 0.5  # share of them by which a report is taken for a copy when terms are counted
_SIZE_CLASS = 1.35  # reports of one size class differ in their anchors by less than this


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs of places in the pile, ``a < b``, in order, and how much they share."""

    a: Ints
    b: Ints
    same: Flags  # the same words throughout; then the rest is 0
    runs: Ints  # anchors that both hold
    quotes: Ints  # of them, those within quoted speech in either
    reuse: Floats  # their share of the anchors of the report with fewer
    alike: Floats  # cosine of their terms, where that was looked at

    def __len__(self) -> int:
        return len(self.a)


def twins(kept: Sketches) -> tuple[tuple[int, ...], ...]:
    """The places of the reports in groups with the same words in the same order; a report unlike all is a group.

    Reports without any words are not the same.
    """
    groups: dict[tuple[int, int], list[int]] = {}
    for place, text in enumerate(kept.text.tolist()):
        groups.setdefault((text, 0 if text else place), []).append(place)
    return tuple(map(tuple, groups.values()))


def candidates(pile: Pile, kept: Sketches, places: tuple[int, ...]) -> Candidates:
    """The pairs of these places that share anchors or rare terms; all pairs of a small pile."""
    chosen = np.array(sorted(places), np.int64)
    texts = [pile.readings[place].text for place in chosen.tolist()]
    outlets, days = [text.outlet for text in texts], [text.published for text in texts]
    found = related(kept.chosen(chosen), outlets, days, _NEAR)
    return replace(found, a=chosen[found.a], b=chosen[found.b])


def pairs(
    texts: Iterable[str],
    outlets: Sequence[str | None] = (),
    days: Sequence[str | None] = (),
    least: float = ALIKE,
) -> Candidates:
    """The pairs of these texts that may be copies, or rewordings with at least this cosine of their terms.

    Who published them, and when, is used where it is known.
    """
    return related(sketches(texts), outlets, days, least)


def related(
    kept: Sketches, outlets: Sequence[str | None] = (), days: Sequence[str | None] = (), least: float = ALIKE
) -> Candidates:
    """The same for texts that are sketched.

    Reports with the same words are tied to the first of them, which alone is compared with the others.
    """
    size = len(kept)
    held = np.bincount(kept.anchor_owner, minlength=size)
    place = np.lexsort(
        (kept.text, -held)
    )  # numbered by content, the fullest first: their order in the pile says nothing
    text = kept.text[place]
    rank = np.empty(size, np.int64)
    rank[place] = np.arange(size)
    _, which, same_text = np.unique(text, return_index=True, return_inverse=True)
    first = np.where(text == 0, np.arange(size), which[same_text])
    twin = np.flatnonzero(first != np.arange(size))
    lone = (first == np.arange(size))[rank]
    same = first[twin] * size + twin
    owner, told = kept.anchor_owner, lone[kept.term_owner]
    plain = lone[owner]
    if any(outlets):
        plain &= ~habits(kept.anchor, _numbers(outlets)[owner], _numbers(days or outlets)[owner])
    size_class = (np.log(np.maximum(1, held[place])) / log(_SIZE_CLASS)).astype(np.int64)

    def words() -> Terms:
        return Terms.of(kept.term[told], rank[kept.term_owner[told]], size)

    anchors, total = anchored(kept.anchor[plain], rank[owner[plain]], kept.anchor_quoted[plain], size_class, words)
    enough = (anchors.count - anchors.quoted >= _RUNS) | (anchors.count >= _QUOTES)
    enough &= anchors.share >= _REUSE
    terms = alike(words(), _fullest(anchors, total), anchors.key[enough], least)
    key = distinct(np.concatenate([same, anchors.key[enough], terms.key]))
    if size <= _SMALL:
        key = np.flatnonzero(np.triu(np.ones((size, size), bool), 1))
    copied, reworded = anchors.at(key), terms.at(key)
    ends = np.sort(place[np.stack(np.divmod(key, max(1, size)))], axis=0)
    order = np.lexsort(ends[::-1])
    return Candidates(
        a=ends[0][order],
        b=ends[1][order],
        same=np.isin(key, same)[order],
        runs=copied.count.astype(np.int64)[order],
        quotes=copied.quoted.astype(np.int64)[order],
        reuse=copied.share[order],
        alike=reworded.share[order],
    )


def _fullest(anchors: Net, total: Ints) -> Ints:
    """Of each report the one with most anchors that it is a copy of, by way of other copies too; often itself."""
    size = len(total)
    a, b = np.divmod(anchors.key[anchors.share >= _COPY], max(1, size))
    fullness = (total + 1) * size - np.arange(size) - 1
    best = fullness.copy()
    np.maximum.at(best, a, fullness[b])
    np.maximum.at(best, b, fullness[a])
    found: Ints = size - 1 - best % max(1, size)
    while (found[found] != found).any():
        found = found[found]
    return found


def _numbers(names: Sequence[str | None]) -> Ints:
    """Each name as its number in order of names; -1 without one."""
    number = {name: i for i, name in enumerate(sorted({name for name in names if name}))}
    return np.array([number[name] if name else -1 for name in names], np.int64)
