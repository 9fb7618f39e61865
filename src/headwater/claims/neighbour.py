"""Quotations without a speech tag: who speaks, by the note, the lead or the sentence that stands beside them."""

from headwater.claims.name import words_of
from headwater.claims.source import has_verb, head_of
from headwater.claims.tag import Tag, Tags
from headwater.claims.telling import trimmed
from headwater.model import Parse, Span, Text

_BRACKETS = frozenset("()[],.")
_LEAD = 400  # characters of a lead-in before a paragraph of speech
_SENTENCE = 600  # characters in which the sentence before a paragraph of speech is looked for


class Neighbours:
    """Finds who speaks in what stands before or after a quotation."""

    def __init__(self, text: Text, parse: Parse, tags: Tags) -> None:
        self._text, self._parse, self._tags = text, parse, tags

    def note_after(self, span: Span, paragraph: Span) -> Tag | None:
        """A note that ends the paragraph: "…" (Office engineer); "…" [Skerry Herald]; "…" — Ilse Arndt; ‘…’: keeper.

        The dash or colon is one after a paragraph of nothing but speech.
        """
        parse = self._parse
        marks = self._text.text[span.end : paragraph.end].strip(" ,\xa0")
        closed = marks.startswith("(") and marks.rstrip(".").endswith(")")
        closed |= marks.startswith("[") and marks.rstrip(".").endswith("]")
        dashed = span.start == paragraph.start and marks.startswith(("—", "–", "-", "―", "("))
        headed = span.start == paragraph.start and marks.startswith(":") and not marks.endswith((".", "!", "?"))
        rest = parse.inside(span.end, paragraph.end)
        if len(rest) < 2 or not (closed or dashed or headed):
            return None
        first, last = rest[0], rest[-1]
        while first < last and parse.word[first] in _BRACKETS:
            first += 1
        while first < last and parse.word[last] in _BRACKETS:
            last -= 1
        part = trimmed(parse, first, last)
        if part is None or has_verb(parse, *part):
            return None
        head = head_of(parse, *part)
        people = self._tags.can_speak(head) or parse.lemma[head].lower() in words_of("people")
        return None if headed and not people else Tag(None, part, head)

    def lead(self, span: Span) -> Tag | None:
        """The line before a paragraph of speech, if it ends in a colon."""
        parse = self._parse
        before = self._text.text[: span.start].rstrip()
        tokens = parse.inside(max(0, len(before) - _LEAD), len(before)) if before.endswith(":") else range(0)
        if not len(tokens):
            return None
        first = self._tags.sentence_start(tokens[-1])
        verb = self._tags.last_verb(first, tokens[-1]) or self._tags.first_verb(first, tokens[-1])
        if verb is not None:
            return self._tags.of_verb(verb, first)
        part = trimmed(parse, first, tokens[-1])
        return Tag((tokens[-1], tokens[-1]), part, head_of(parse, *part)) if part else None

    def sentence_before(self, span: Span, floor: int) -> Tag | None:
        """Whom the sentence before a quotation is about: She paused. "…" Only if the quotation is one of its own."""
        parse = self._parse
        before = parse.inside(floor, span.start)
        own = parse.inside(span.start, span.end)[0]
        if not len(before) or self._text.sentences[parse.sentence[own]].start != span.start:
            return None
        first = self._tags.sentence_start(before[-1])
        if first < before[0]:
            return None  # a tag or an earlier quotation stands in it
        return self._tags.about(first, before)

    def subject_before(self, span: Span) -> Tag | None:
        """The subject of the sentence before a paragraph of speech."""
        parse = self._parse
        before = parse.inside(max(0, span.start - _SENTENCE), span.start)
        if not len(before):
            return None
        first = self._tags.sentence_start(before[-1], before[0])
        for token in range(first, before[-1] + 1):
            if parse.dep[token] == "nsubj" and not self._tags.is_quoted(token):
                part = trimmed(parse, max(first, parse.subtree(token)[0]), parse.subtree(token)[-1]) or (token, token)
                return Tag(None, part, head_of(parse, *part))
        return None
