"""The pile as columns: one entry a word, so that reports are compared by numbers. Needs no parse."""

from calendar import month_abbr, month_name
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from headwater.model import Reading, Span, Text, stem, words

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


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

    points: tuple[Ints, Ints]  # the different content stems of each sentence: sentence numbers, stems
    sizes: Ints  # how many of them each sentence has

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


@dataclass(frozen=True, slots=True, eq=False)
class Pile:
    """All reports of a case in stable order, over one vocabulary."""

    reports: tuple[Columns, ...]
    vocabulary: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.reports)


def columns(readings: Iterable[Reading]) -> Pile:
    """Set the readings out as columns, ordered by report id whatever the order they come in."""
    ordered = sorted(readings, key=lambda reading: reading.text.report)
    found = [words(reading.text.text) for reading in ordered]
    figures = number_words()
    stems = [[figures.get(word.stem, word.stem) for word in each] for each in found]
    vocabulary = sorted({each for row in stems for each in row})
    number = {each: i for i, each in enumerate(vocabulary)}
    plain = np.array([each in function_words() for each in vocabulary], bool)
    digits = np.array([each[:1].isdigit() for each in vocabulary], bool)
    months = np.array([each in month_words() for each in vocabulary], bool)
    rows = []
    for reading, each, row in zip(ordered, found, stems, strict=True):
        text = reading.text
        stem_column = np.array([number[word] for word in row], np.int64)
        start = np.array([word.start for word in each], np.int64)
        sentence = np.maximum(0, np.searchsorted([span.start for span in text.sentences], start, "right") - 1)
        content = ~plain[stem_column]
        point, size = np.unique(sentence[content] * len(vocabulary) + stem_column[content]), max(1, len(vocabulary))
        rows.append(
            Columns(
                reading=reading,
                stem=stem_column,
                start=start,
                end=np.array([word.end for word in each], np.int64),
                sentence=sentence,
                quoted=_inside(start, text.quoted),
                content=content,
                figure=digits[stem_column] & ~_beside(months[stem_column]),
                points=(point // size, point % size),
                sizes=np.bincount(point // size, minlength=max(1, len(text.sentences))),
            )
        )
    return Pile(tuple(rows), tuple(vocabulary))


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
