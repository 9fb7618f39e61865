"""The wording of a claim: its stems within its sentence, and how far each negation in it reaches."""

import re
from bisect import bisect_right
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from headwater.model import Claim, Span, Text, stem, words

Phrase = tuple[str, ...]

REACH = 8  # words from a negation to the last word it governs: tried 6 and 8 on invented passages
_BREAK = re.compile(r"[,;:.?!()“”\"–—]")  # between two words: what was negated before is over
# Words that open a new clause, where what was negated before is over.
_TURNS = """and but because since although though while until unless so if when who which where whether otherwise"""
# Words that deny what follows them, or say that it is withheld or forbidden.
_NEGATORS = """no not never nobody none nothing neither nor without cannot unable seldom refuse fail forbid prohibit ban
bar prevent deny stop cease lack insufficient inadequate instead"""


class Wording:
    """The stems of a claim and of the sentence it stands in; a group of a cue is looked for here."""

    def __init__(self, sentence: str, start: int = 0, end: int | None = None) -> None:
        """Read ``sentence``, of which ``[start, end)`` is the claim itself."""
        found = words(sentence)
        self.stems = tuple(word.stem for word in found)
        self.each = frozenset(self.stems)
        inside = [at for at, word in enumerate(found) if word.start >= start and (end is None or word.end <= end)]
        self.claim = range(inside[0], inside[-1] + 1) if inside else range(0)
        self._gaps = [sentence[a.end : b.start] for a, b in pairwise(found)]
        self._places: dict[frozenset[Phrase], tuple[range, ...]] = {}

    @classmethod
    def of(cls, claim: Claim, text: Text) -> "Wording":
        """The wording of a claim in its text; a claim that is in none of the text's sentences stands alone."""
        around = [each for each in _around(claim, text.sentences) if each.start <= claim.start < each.end]
        if not around:
            return cls(claim.quote)
        start, end = around[0].start, max(around[0].end, claim.end)
        return cls(text.text[start:end], claim.start - start, claim.end - start)

    def places(self, phrases: frozenset[Phrase]) -> tuple[range, ...]:
        """Where one of the phrases stands, as ranges of words."""
        if phrases not in self._places:
            openings = _openings(phrases)
            self._places[phrases] = tuple(
                range(at, at + len(phrase))
                for at, first in enumerate(self.stems if not self.each.isdisjoint(openings) else ())
                for phrase in openings.get(first, ())
                if self.stems[at : at + len(phrase)] == phrase
            )
        return self._places[phrases]

    def negated(self, place: range) -> bool:
        """Whether a negation governs the words of this place: stands shortly before them, in the same clause."""
        return self._governed[place.start]

    def asserts(self, phrases: frozenset[Phrase]) -> bool:
        """Whether one of the phrases stands here without being negated."""
        return any(not self.negated(place) for place in self.places(phrases))

    @cached_property
    def _governed(self) -> tuple[bool, ...]:
        governed, left = [], 0
        for at, word in enumerate(self.stems):
            if word in _turns() or (at and _BREAK.search(self._gaps[at - 1])):
                left = 0
            governed.append(left > 0)
            left = REACH if word in _negators() or word.endswith("n't") else left - 1
        return tuple(governed)


def _around(claim: Claim, sentences: tuple[Span, ...]) -> tuple[Span, ...]:
    at = bisect_right(sentences, claim.start, key=lambda each: each.start)
    return sentences[max(at - 1, 0) : at]


@lru_cache(maxsize=4096)
def _openings(phrases: frozenset[Phrase]) -> dict[str, list[Phrase]]:
    """The phrases under their first words."""
    under: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases):
        under.setdefault(phrase[0], []).append(phrase)
    return under


@cache
def _negators() -> frozenset[str]:
    return frozenset(map(stem, _NEGATORS.split()))


@cache
def _turns() -> frozenset[str]:
    return frozenset(map(stem, _TURNS.split()))
