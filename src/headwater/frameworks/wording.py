"""The wording of a claim: its stems within its sentence, how far each negation reaches, and what was said before."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from headwater.model import Claim, Reading, Text, stem, words

Phrase = tuple[str, ...]

REACH = 8  # words from a negation to the last word it governs: tried 6 and 8 on invented passages
BACK = 3  # sentences before its own that tell of whom and where a claim speaks: tried 1, 2, 3 and 5 on invented piles
AHEAD = 1  # and after it
_BREAK = re.compile(r"[,;:.?!()“”\"–—]")  # between two words: what was negated before is over
# Words that open a new clause, where what was negated before is over.
_TURNS = """and but because since although though while until unless so if when who which where whether otherwise"""
# Words that deny what follows them.
_DENYING = (
    """no not never nobody none nothing neither nor without cannot unable seldom insufficient inadequate instead"""
)
# Verbs that say that what follows is withheld, forbidden or over, up to the next finite verb: "whoever stops working
# will be beaten".
_WITHHOLDING = """refuse fail forbid prohibit ban prevent deny stop cease lack"""
_FINITE = """will would shall could may might is are was were has had"""
_KEEPING = """keep bar deter discourage hinder hold"""  # these withhold what follows "from"


class Sentence:
    """The stems of a sentence; a group of a cue is looked for here."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        """Read ``text[start:end]``."""
        self._text, self._words = text, words(text, start, end)
        self.stems = tuple(word.stem for word in self._words)
        self.each = frozenset(self.stems)
        self._gaps = [text[a.end : b.start] for a, b in pairwise(self._words)]
        self._places: dict[frozenset[Phrase], tuple[range, ...]] = {}

    def within(self, start: int, end: int) -> range:
        """The words that stand in ``[start, end)`` of the text."""
        inside = [at for at, word in enumerate(self._words) if word.start >= start and word.end <= end]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def quote(self, place: range) -> str:
        """The words of this place as they stand in the text."""
        return self._text[self._words[place.start].start : self._words[place.stop - 1].end]

    def places(self, phrases: frozenset[Phrase]) -> tuple[range, ...]:
        """Where one of the phrases stands, as ranges of words."""
        if phrases not in self._places:
            openings = _openings(phrases)
            self._places[phrases] = () if self.each.isdisjoint(openings) else tuple(self._found(openings))
        return self._places[phrases]

    def _found(self, openings: Mapping[str, Sequence[Phrase]]) -> Iterator[range]:
        for at, first in enumerate(self.stems):
            for phrase in openings.get(first, ()):
                if len(phrase) == 1 or self.stems[at : at + len(phrase)] == phrase:
                    yield range(at, at + len(phrase))

    def negated(self, place: range) -> bool:
        """Whether a negation governs the words of this place: stands shortly before them, in the same clause."""
        return self._governed[place.start]

    def count(self, phrases: frozenset[Phrase]) -> int:
        """How often the phrases stand here; those that begin at one word count once."""
        return len({place.start for place in self.places(phrases)})

    def asserts(self, phrases: frozenset[Phrase]) -> bool:
        """Whether one of the phrases stands here without being negated."""
        return any(not self.negated(place) for place in self.places(phrases))

    @cached_property
    def _governed(self) -> tuple[bool, ...]:
        denying, withholding, keeping, turns, finite = map(_stems, (_DENYING, _WITHHOLDING, _KEEPING, _TURNS, _FINITE))
        governed, left, verbal = [], 0, False
        for at, word in enumerate(self.stems):
            if word in turns or (verbal and word in finite) or (at and _BREAK.search(self._gaps[at - 1])):
                left = 0
            governed.append(left > 0)
            kept = word == "from" and not keeping.isdisjoint(self.stems[max(at - 4, 0) : at])
            if word in denying or word.endswith("n't"):
                left, verbal = REACH, False
            elif word in withholding or kept:
                left, verbal = REACH, verbal or left <= 0
            else:
                left -= 1
        return tuple(governed)


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim's sentence, which of its words are the claim's own, and the few sentences about it."""

    sentence: Sentence
    claim: range
    around: tuple[Sentence, ...] = ()

    @classmethod
    def alone(cls, quote: str) -> "Wording":
        """The wording of words that stand in no text."""
        sentence = Sentence(quote)
        return cls(sentence, range(len(sentence.stems)))


def wordings(reading: Reading) -> Iterator[tuple[Claim, Wording]]:
    """Each claim of a reading with its wording; a claim that is in none of the text's sentences stands alone."""
    text, read = reading.text, dict[tuple[int, int], Sentence]()

    def sentence(start: int, end: int) -> Sentence:
        if (start, end) not in read:
            read[start, end] = Sentence(text.text, start, end)
        return read[start, end]

    for claim in reading.claims:
        at = _holding(claim, text)
        if at is None:
            yield claim, Wording.alone(claim.quote)
            continue
        own = sentence(text.sentences[at].start, max(text.sentences[at].end, claim.end))
        about = (*text.sentences[max(at - BACK, 0) : at], *text.sentences[at + 1 : at + 1 + AHEAD])
        yield claim, Wording(own, own.within(claim.start, claim.end), tuple(sentence(e.start, e.end) for e in about))


def _holding(claim: Claim, text: Text) -> int | None:
    """Which sentence a claim begins in."""
    at = bisect_right(text.sentences, claim.start, key=lambda each: each.start) - 1
    return at if at >= 0 and claim.start < text.sentences[at].end else None


@lru_cache(maxsize=4096)
def _openings(phrases: frozenset[Phrase]) -> dict[str, list[Phrase]]:
    """The phrases under their first words."""
    under: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases):
        under.setdefault(phrase[0], []).append(phrase)
    return under


@cache
def _stems(listed: str) -> frozenset[str]:
    return frozenset(map(stem, listed.split()))
