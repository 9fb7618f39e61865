"""The surface of a text as tokens. Needs no parse."""

import re
from bisect import bisect_left
from typing import NamedTuple


class Token(NamedTuple):
    """Digits, a word or a mark; a blank line is a mark, so that nothing is read across it.

    ``word`` is its lower case; ``glued`` means that no space stands before it.
    """

    start: int
    end: int
    raw: str
    word: str
    kind: str  # "digits", "word", "mark"; "" outside the text
    glued: bool


NOTHING = Token(-1, -1, "", "", "", False)

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s]|_|\n[^\S\n]*\n\s*)"
)


class Tokens:
    """All tokens of a text; an index outside gives ``NOTHING``, so that neighbours need no test."""

    def __init__(self, text: str) -> None:
        self.text = text
        found: list[Token] = []
        last = -1
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            raw = match.group()
            found.append(Token(start, end, raw, raw.lower(), match.lastgroup or "", start == last))
            last = -1 if raw.isspace() else end
        self._tokens = found
        self._starts = [token.start for token in found]

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index: int) -> Token:
        return self._tokens[index] if 0 <= index < len(self._tokens) else NOTHING

    def before(self, offset: int) -> int:
        """The index of the last token that begins before this character."""
        return bisect_left(self._starts, offset) - 1

    def between(self, first: int, last: int) -> str:
        """The lower-case words from one token to another, both included, with single spaces."""
        return " ".join(self[index].word for index in range(max(first, 0), last + 1))
