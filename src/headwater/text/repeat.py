"""Passages that a page gives twice."""

from collections import Counter
from collections.abc import Sequence

from headwater.model import Span
from headwater.text.cue import fold

_RUN_WORDS = 25  # words in a run of two or more sentences
_ONE_WORDS = 40  # words in one sentence that stands again
_PULL_WORDS = 8  # words in a paragraph of its own that stands within another
_SHINGLE, _SAME = 4, 0.85  # words; share of a sentence's runs of four that the earlier one must have


def repeats(text: str, sentences: Sequence[Span]) -> list[Span]:
    """The later of every two passages of ``text`` that say the same in the same words, in order.

    A passage is a run of sentences; it is the same if each sentence is that of the earlier run, or nearly.
    """
    words = [fold(text[span.start : span.end]) for span in sentences]
    earlier = _twins(words)
    found: list[Span] = []
    n = 0
    while n < len(sentences):
        twin, size = earlier[n], 1
        if twin is None:
            n += 1
            continue
        while n + size < len(sentences) and earlier[n + size] == twin + size and twin + size < n:
            size += 1
        total = sum(map(len, words[n : n + size]))
        if total >= (_RUN_WORDS if size > 1 else _ONE_WORDS):
            found.append(Span(sentences[n].start, sentences[n + size - 1].end))
        n += size
    return found


def _twins(words: Sequence[Sequence[str]]) -> list[int | None]:
    """For every sentence the first earlier one with the same words, or nearly."""
    exact: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], int] = {}
    twins: list[int | None] = []
    for n, sentence in enumerate(words):
        key = tuple(sentence)
        shingles = {key[i : i + _SHINGLE] for i in range(len(key) - _SHINGLE + 1)}
        twin = exact.get(key)
        if twin is None and shingles:
            seen = Counter(first[s] for s in shingles if s in first)
            best = max(sorted(seen), key=seen.__getitem__, default=None)
            if best is not None and seen[best] >= _SAME * len(shingles):
                twin = best
        twins.append(twin if key else None)
        exact.setdefault(key, n)
        for shingle in shingles:
            first.setdefault(shingle, n)
    return twins
