"""One telling as it is found: source, cue and content before the speaker is known."""

from dataclasses import dataclass, replace
from typing import Self

from headwater.model import Parse, Span, Text

REACH = 120  # tokens looked at on either side in a sentence that does not end: keeps time linear
_CLOSING = frozenset("\"”»''’")
_STOPS = frozenset({".", ",", ";", ":", "-", "–", "—", "?", "!", "..", "...", "…"})


@dataclass(frozen=True, slots=True)
class Telling:
    """Source, cue and content. ``holder`` is the head token of the source, where the report names one.

    ``called`` is who the source is, where its place in the report shows more than its words: a label of an interview.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    holder: int | None
    called: str | None = None

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end

    def going_on(self, content: Span) -> Self:
        """The same telling with more of what was said."""
        return replace(self, content=(*self.content, content))


def cover(parse: Parse, first: int, last: int) -> Span:
    """The characters from one token to another, both included."""
    return Span(parse.start[first], parse.end[last])


def is_joint(parse: Parse, token: int, marks: frozenset[str] = _STOPS) -> bool:
    """Whether a token is one of these marks and no hyphen within a word ("Jean-Luc")."""
    if parse.word[token] not in marks:
        return False
    if parse.word[token] not in ("-", "–") or not 0 < token < len(parse) - 1:
        return True
    return parse.end[token - 1] < parse.start[token] or parse.end[token] < parse.start[token + 1]


def trimmed(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    """The same tokens without joints at either end; None if nothing is left. Quotation marks stay."""
    while first <= last and is_joint(parse, last) and not _inside_closing(parse, last):
        last -= 1
    while first <= last and is_joint(parse, first):
        first += 1
    return (first, last) if first <= last else None


def _inside_closing(parse: Parse, token: int) -> bool:
    return token + 1 < len(parse) and parse.word[token + 1] in _CLOSING and parse.end[token] == parse.start[token + 1]


def sentence_tokens(text: Text, parse: Parse, token: int) -> range:
    """The tokens of the sentence this one stands in, in a very long one only those within reach."""
    sentence = text.sentences[parse.sentence[token]]
    tokens = parse.inside(sentence.start, sentence.end)
    return range(max(tokens.start, token - REACH), min(tokens.stop, token + REACH))
