"""A lesson: what invented passages teach of each code, as how far each word in its place speaks for it or against it.

A linear rule, fitted by ``models/codes.py`` on ``tests/gold/codes.jsonl``: ridge regression over words, pairs of words,
negated words, the classes of words that the cues use, and word vectors (models/words). Those are linear in the words as
well and have been multiplied out, so that a word that no passage holds has the weight that its vector gives it. What a
claim amounts to is a sum over its words: the words that it is coded by can be named, and are.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from headwater.frameworks.wording import Phrase, Sentence, Wording
from headwater.model import Claim, stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Calibrated on invented passages and piles that nothing was learnt from; docs/frameworks.md has what comes of it.
REST = 0.5  # how much the words of a claim's sentence count that are not the claim's own
SUPPORT = 0.15  # the most that those words may add to what the claim's own amount to
LEVEL = -0.40  # a claim that amounts to more has the code
CUE = 0.5  # what a cue that fits adds
ELSEWHERE = 0.3  # by how much more a sentence must amount to that is not of the scene, in a report that is
TELLING = 3.5  # how seldom a word is that can be named as a reason: in one passage of 33, as a logarithm
_SHOWN, _PART = 4, 0.3  # words named for a code: so many, of at least this part of the weight of the first
_SIZES = (3, 6, 10, 13, 24, 100, 10**6)  # of numbers that are alike: of hours a day, days a week, months without pay
_COUNTED = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty"""
_GAP = 1  # words between two of them that are named with them


class Signs:
    """What is seen in a word in its place: its stem, that with the one before, its classes, and whether negated.

    A number is also of a size, and it is this that the word after it sees: "15 hours" are no more like "8 hours" than
    like "14 hours".
    """

    def __init__(self, classes: Mapping[str, frozenset[Phrase]]) -> None:
        """List the phrases of all the classes under their first words."""
        self._under: dict[str, list[tuple[Phrase, str]]] = {}
        for name, phrases in sorted(classes.items()):
            for phrase in sorted(phrases):
                self._under.setdefault(phrase[0], []).append((phrase, f"<{name}>"))

    def of(self, sentence: Sentence) -> list[list[str]]:
        """The signs of each word of a sentence, its stem first."""
        found, stems, before = list[list[str]](), sentence.stems, ""
        for at, word in enumerate(stems):
            listed = self._under.get(word, ())
            size = _size(word)
            signs = [word, *sorted({name for phrase, name in listed if stems[at : at + len(phrase)] == phrase})]
            if size:
                signs.append(size)
            if sentence.negated(range(at, at + 1)):
                signs += [f"not {sign}" for sign in signs]
            found.append([*signs, f"{before} {word}"] if before else signs)
            before = size or word
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A sentence as a lesson hears it, word by word."""

    speaks: "NDArray[np.float64]"  # for each word, how far it speaks for each code
    loud: "NDArray[np.float64]"  # for each word, the square of how seldom it is


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """The weight of each sign for each code of a framework."""

    codes: tuple[str, ...]
    signs: Signs
    passages: str  # the SHA-256 of those that it was fitted on
    digest: str  # the SHA-256 of its weights
    _weights: "NDArray[np.float64]" = field(repr=False)  # a row a sign; the last is for a sign that is not known
    _rarity: "NDArray[np.float64]" = field(repr=False)
    _base: "NDArray[np.float64]" = field(repr=False)
    _rows: Mapping[str, int] = field(repr=False)

    @classmethod
    def read(cls, raw: bytes, signs: Signs) -> "Lesson":
        """A lesson as ``models/codes.py`` wrote it."""
        import numpy as np

        with np.load(BytesIO(raw)) as held:
            rarity = held["rarity"].astype(np.float64)
            return cls(
                tuple(_lines(held["codes"])),
                signs,
                _lines(held["passages"])[0],
                hashlib.sha256(raw).hexdigest(),
                np.vstack([held["weights"] * held["step"], np.zeros(len(held["step"]))]),
                np.append(rarity, rarity.max()),
                held["base"],
                {sign: row for row, sign in enumerate(_lines(held["signs"]))},
            )

    def hear(self, sentence: Sentence) -> Heard:
        """How far each word of a sentence speaks for each code."""
        import numpy as np

        known, unknown = self._rows, len(self._rows)
        signs = self.signs.of(sentence)
        rows = np.array([known.get(sign, unknown) for each in signs for sign in each], dtype=np.int64)
        begin = np.cumsum([0, *map(len, signs)])[:-1]
        if not len(rows):
            return Heard(np.zeros((0, len(self.codes))), np.zeros(0))
        return Heard(np.add.reduceat(self._weights[rows], begin), self._rarity[rows[begin]] ** 2)

    def weigh(self, seen: Wording, heard: Heard) -> "NDArray[np.float64]":
        """What the words of a claim amount to for each code, from about -1 to 1, heard within its sentence.

        The rest of the sentence may speak against it, but adds little: what it carries is not the claim's.
        """
        claim = slice(seen.claim.start, seen.claim.stop)
        speaks, loud = heard.speaks[claim].sum(axis=0), float(heard.loud[claim].sum())
        own = speaks / max(loud, 1e-9) ** 0.5
        speaks = REST * heard.speaks.sum(axis=0) + (1 - REST) * speaks
        loud = REST**2 * float(heard.loud.sum()) + (1 - REST**2) * loud
        within = (speaks / max(loud, 1e-9) ** 0.5).clip(max=own + SUPPORT)
        weighed: NDArray[np.float64] = self._base + within
        return weighed

    def shown(self, column: int, seen: Wording, heard: Heard) -> tuple[str, ...]:
        """The words of a claim that speak most for a code, each with the word before it, as they stand in the text.

        Only words that are seldom enough to say something to a reader: "only", "they" and "out" have weights too.
        """
        weights, place = heard.speaks[:, column], seen.claim
        speaking = [at for at in place if weights[at] > 0]
        telling = [at for at in speaking if heard.loud[at] >= TELLING**2] or speaking
        most = sorted(telling, key=lambda at: (-weights[at], at))[:_SHOWN]
        named = sorted(at for at in most if weights[at] >= _PART * weights[most[0]])
        runs: list[range] = []
        for at in named:
            start = max(at - 1, place.start)
            if runs and start - runs[-1].stop <= _GAP:
                runs[-1] = range(runs[-1].start, at + 1)
            else:
                runs.append(range(start, at + 1))
        return tuple(re.sub(r"\s+", " ", seen.sentence.quote(run)) for run in runs)


@cache
def _size(word: str) -> str:
    """The size of a number as a class; empty for a word that is none."""
    value = int(word[:6]) if word.isdecimal() else _numbers().get(word, 0)
    return f"<under {next(end for end in _SIZES if value < end)}>" if value else ""


@cache
def _numbers() -> Mapping[str, int]:
    return {stem(word): value for value, word in enumerate(_COUNTED.split(), 1)}


def _lines(written: "NDArray[np.uint8]") -> list[str]:
    return bytes(written).decode().split("\n")


class Hearing:
    """What the claims of a pile are coded as by a lesson; they come in the order of their sentences."""

    def __init__(self, lesson: Lesson | None, names: Sequence[str]) -> None:
        """``names`` are those of the framework's codes, in its order; some may not be of the lesson."""
        self._lesson = lesson
        known = lesson.codes if lesson else ()
        self._columns = {number: known.index(name) for number, name in enumerate(names) if name in known}
        self._last: tuple[Sentence, Heard] | None = None

    def judge(
        self, claim: Claim, seen: Wording, hits: Mapping[int, tuple[str, ...]], ours: bool
    ) -> Mapping[int, tuple[str, ...]]:
        """The codes of a claim by their number, with the words that show each.

        ``hits`` are the codes whose cues fit, ``ours`` is whether the sentence is of the framework's scene.
        """
        lesson = self._lesson
        if lesson is None:
            return hits
        if self._last is None or self._last[0] is not seen.sentence:
            self._last = seen.sentence, lesson.hear(seen.sentence)
        heard, level = self._last[1], LEVEL if ours else LEVEL + ELSEWHERE
        weighed = lesson.weigh(seen, heard)
        judged = {number: shown for number, shown in hits.items() if number not in self._columns}
        for number, column in self._columns.items():
            if number in hits:
                if weighed[column] + CUE > level:
                    judged[number] = hits[number]
            elif weighed[column] > level and claim.modality != "denied":
                judged[number] = lesson.shown(column, seen, heard)
        return judged
