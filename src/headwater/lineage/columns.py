"""The pile as columns: one entry a word, so that reports are compared by numbers. Needs no parse."""

from calendar import month_abbr, month_name
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import overload

import numpy as np
import numpy.typing as npt

from headwater.model import Reading, Span, Text, stem, words

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


_PLAIN, _DIGITS, _MONTH = 1, 2, 4  # what a stem is


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """The different content stems of each sentence of one report, by stem."""

    stem: Ints  # each once, rising
    first: Ints  # where its sentences start; one more
    sentence: Ints

    @classmethod
    def of(cls, sentence: Ints, stem: Ints) -> "Points":
        """Group the sentences by stem."""
        order = np.argsort(stem, kind="stable")
        stem = stem[order]
        first = np.flatnonzero(np.r_[True, stem[1:] != stem[:-1]][: len(stem)])
        return cls(stem[first], np.r_[first, len(stem)], sentence[order])


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One report. Every column has one entry a word, in order; ``stem`` numbers the pile's vocabulary."""

    reading: Reading
    stem: Ints
    start: Ints
    end: Ints
    sentence: Ints  # index into ``text.sentences``
    quoted: Flags  # within quoted speech
    content: Flags  # not a function word
    figure: Flags  # a figure, days of the month left out: all reports of an event share its date

    points: "Points"
    sizes: Ints  # how many different content stems each sentence has
    spoken: Flags  # which sentences are more than half quoted speech

    @property
    def text(self) -> Text:
        """The text that was read."""
        return self.reading.text

    @property
    def report(self) -> str:
        """The id of the report."""
        return self.reading.text.report

    def stems(self, *where: Flags) -> frozenset[int]:
        """The different stems of the words that all these columns mark."""
        chosen = np.logical_and.reduce(where) if where else np.ones(len(self.stem), bool)
        return frozenset(self.stem[chosen].tolist())

    def __len__(self) -> int:
        return len(self.stem)


class Pile:
    """All reports of a case in stable order, over one vocabulary. Each is set out when it is first asked for.

    Which number a stem has depends on what was asked for first: nothing that is found may depend on it.
    """

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.readings = tuple(sorted(readings, key=lambda reading: reading.text.report))
        self.reports = _SetOut(self)
        self.vocabulary: list[str] = []
        self._number: dict[str, int] = {}
        self._kinds: list[int] = []  # of each stem, bits of _PLAIN, _DIGITS and _MONTH

    def __len__(self) -> int:
        return len(self.readings)

    def numbered(self, stems: Sequence[str]) -> tuple[Ints, npt.NDArray[np.uint8]]:
        """The number and the kind of each stem."""
        for each in stems:
            if each not in self._number:
                self._number[each] = len(self.vocabulary)
                self.vocabulary.append(each)
                self._kinds.append(
                    _PLAIN * (each in function_words())
                    | _DIGITS * each[:1].isdigit()
                    | _MONTH * (each in month_words())
                )
        numbers = [self._number[each] for each in stems]
        return np.array(numbers, np.int64), np.array([self._kinds[each] for each in numbers], np.uint8)


class _SetOut(Sequence[Columns]):
    """The reports of a pile as columns."""

    def __init__(self, pile: Pile) -> None:
        self._pile = pile
        self._done: dict[int, Columns] = {}

    def __len__(self) -> int:
        return len(self._pile)

    @overload
    def __getitem__(self, place: int) -> Columns: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Columns]: ...
    def __getitem__(self, place: int | slice) -> Columns | Sequence[Columns]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if place not in self._done:
            self._done[place] = _set_out(self._pile.readings[place], self._pile)
        return self._done[place]


def columns(readings: Iterable[Reading]) -> Pile:
    """Set the readings out as columns, ordered by report id whatever the order they come in."""
    return Pile(readings)


def _set_out(reading: Reading, pile: Pile) -> Columns:
    """One report as columns."""
    text, figures = reading.text, number_words()
    found = words(text.text)
    stems, kinds = pile.numbered([figures.get(word.stem, word.stem) for word in found])
    start = np.array([word.start for word in found], np.int64)
    sentence = np.maximum(0, np.searchsorted([span.start for span in text.sentences], start, "right") - 1)
    content, quoted = (kinds & _PLAIN) == 0, _inside(start, text.quoted)
    size, count = max(1, len(pile.vocabulary)), max(1, len(text.sentences))
    point = np.unique(sentence[content] * size + stems[content])
    return Columns(
        reading=reading,
        stem=stems,
        start=start,
        end=np.array([word.end for word in found], np.int64),
        sentence=sentence,
        quoted=quoted,
        content=content,
        figure=((kinds & _DIGITS) > 0) & ~_beside((kinds & _MONTH) > 0),
        points=Points.of(point // size, point % size),
        sizes=np.bincount(point // size, minlength=count),
        spoken=2 * np.bincount(sentence[quoted], minlength=count) > np.bincount(sentence, minlength=count),
    )


@cache
def function_words() -> frozenset[str]:
    """The stems of the words that say nothing of the subject."""
    return frozenset(stem(line) for line in _lines("function-words.txt"))


@cache
def number_words() -> dict[str, str]:
    """Digits by the stem of the word that means the same."""
    pairs = (line.split() for line in _lines("number-words.txt"))
    return {stem(word): digits for word, digits in pairs}


@cache
def month_words() -> frozenset[str]:
    """The stems of the names of the months and their short forms."""
    return frozenset(stem(name) for name in (*month_name[1:], *month_abbr[1:], "Sept"))


def _beside(flags: Flags) -> Flags:
    """Which words stand next to a marked one."""
    marked = np.zeros(len(flags), bool)
    marked[1:] |= flags[:-1]
    marked[:-1] |= flags[1:]
    return marked


def _lines(name: str) -> list[str]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _inside(start: Ints, spans: Sequence[Span]) -> Flags:
    """Which words start within one of these spans."""
    ordered = sorted(spans)
    begins, ends = [span.start for span in ordered], np.array([0, *(span.end for span in ordered)])
    return np.asarray(start < ends[np.searchsorted(begins, start, "right")], bool)
