"""Phrases that mark a line: looked up by words, in time that grows with the line only."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from headwater.text.words import table

#: Marks may stand within a word, a few side by side: in an endless run of them each would be looked at by all.
_WORD = re.compile(r"\d[\d.,]*\d|[\w@©](?:['’&@©-]{0,8}+[\w+]++)*+")


def fold(line: str) -> list[str]:
    """The words of a line in lower case, marks left out; numbers of any kind become "#"."""
    words = _WORD.findall(line.casefold().replace("’", "'"))
    return ["#" if word[0].isdigit() and not word[-1].isalpha() else word for word in words]


def end_of(line: str, words: int) -> int:
    """Where the first so many words of a line end."""
    return next(islice(_WORD.finditer(line.casefold().replace("’", "'")), words - 1, None)).end()


class Phrases:
    """A list of phrases, to be found in folded words. "#" is a number, "*" any one word; "@*" a word after "@"."""

    def __init__(self, phrases: str) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in re.split(r"[;\n]", phrases):
            if words := tuple(phrase.casefold().split()):
                self._by_first.setdefault(words[0], []).append(words)
        for found in self._by_first.values():
            found.sort(key=len, reverse=True)

    def sizes(self, words: Sequence[str], start: int = 0) -> Iterator[int]:
        """How many words the phrases have that stand at ``start``, longest first."""
        if start < len(words):
            for phrase in self._by_first.get(words[start], ()):
                if len(phrase) <= len(words) - start and all(map(_same, phrase, words[start:])):
                    yield len(phrase)

    def at(self, words: Sequence[str], start: int = 0) -> int:
        """How many words the longest phrase has that stands at ``start``; 0 if none does."""
        return next(self.sizes(words, start), 0)

    def whole(self, words: Sequence[str]) -> bool:
        """Whether the words are one phrase and nothing else."""
        return bool(words) and self.at(words) == len(words)

    def within(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where phrases stand: first word and number of words. They do not overlap."""
        start = 0
        while start < len(words):
            size = self.at(words, start)
            if size:
                yield start, size
            start += size or 1


def _same(wanted: str, word: str) -> bool:
    return wanted in ("*", word) or (wanted == "@*" and word.startswith("@"))


@cache
def cues() -> dict[str, Phrases]:
    """The lists of ``data/furniture.toml`` by name."""
    return {name: Phrases(phrases) for name, phrases in table("furniture").items()}
