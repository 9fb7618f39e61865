"""Quoted speech: for each quotation who says it, by its speech tag or by what stands beside it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from headwater.claims import cue
from headwater.claims.name import is_headline
from headwater.claims.neighbour import Neighbours
from headwater.claims.source import FINITE, has_verb
from headwater.claims.tag import BREAKS, ENDS, Tag, Tags, last_mark
from headwater.claims.telling import Telling, cover, trimmed
from headwater.model import Parse, Span, Text

CLOSING = frozenset("\"”»’'」』")
_JOINTS = frozenset(".,:;?!—–-()…―*•") | CLOSING | {"--", "...", "''"}
_APART = BREAKS | {"—", "–", "--"}  # marks after which a quotation stands apart from the words before it
_INNER = re.compile(r"[,:]\s(?P<words>['‘](?=\w)[^\n]{2,300}?[.,!?…]['’](?!\w))")
_PHRASE = 5  # tokens with the marks: more than a term in scare quotes
_NEAR = 400  # characters after which another paragraph of quotations is no more the same speaker's


class Quotations:
    """Walks the quotations of a text in order and gives each its telling."""

    def __init__(self, text: Text, parse: Parse) -> None:
        self._text, self._parse = text, parse
        self._inside = [parse.inside(span.start, span.end) for span in text.quoted]
        self._tags = Tags(text, parse, self._inside)
        self._beside = Neighbours(text, parse, self._tags)
        self._tellings: list[Telling] = []
        self._taken: set[int] = set()
        self._waiting: list[Span] = []  # of a quotation over paragraphs, those before its speech tag

    def read(self) -> tuple[list[Telling], frozenset[int]]:
        """The tellings found, and the cue tokens they used."""
        starts = [span.start for span in self._text.quoted]
        for paragraph in self._text.paragraphs:
            first, last = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
            if self._waiting and not self._goes_on(paragraph, starts[first:last]):
                self._untagged()
            self._paragraph(paragraph, range(first, last))
        self._untagged()
        self._inner()
        return self._tellings, frozenset(self._taken)

    def _goes_on(self, paragraph: Span, starts: Sequence[int]) -> bool:
        """Whether a paragraph opens with the mark that the quotation before it opened with."""
        text = self._text.text
        return paragraph.start in starts[:1] and text[paragraph.start] == text[self._waiting[0].start]

    def _untagged(self) -> None:
        """A quotation over paragraphs that no speech tag followed."""
        if self._waiting:
            *self._waiting, last = self._waiting
            self._by_neighbour(last)
            self._waiting = []

    def _inner(self) -> None:
        """Words quoted within a quotation: "A man complained, 'They never paid.'" """
        for span, tokens in zip(self._text.quoted, self._inside, strict=True):
            for match in _INNER.finditer(self._text.text, span.start + 1, span.end):
                before = self._parse.inside(span.start + 1, match.start("words"))
                if not len(before):
                    continue
                first = self._tags.sentence_start(before[-1], before[0])
                verb = next((t for t in range(before[-1], first - 1, -1) if cue.is_cue(self._parse, t, "say")), None)
                if verb is not None and verb in tokens:
                    self._add(self._tags.of_verb(verb, first, within=True), Span(*match.span("words")))

    def _paragraph(self, paragraph: Span, quotes: range) -> None:
        """Give each quotation of a paragraph its telling; one without a tag goes on with the one before it."""
        current: int | None = None  # index of the telling that later quotations of the paragraph go on with
        floor = told = paragraph.start  # ends of the last quotation, and of the last one that a telling holds
        for at in quotes:
            span, tokens = self._text.quoted[at], self._inside[at]
            if not len(tokens):
                continue
            ceiling = self._text.quoted[at + 1].start if at + 1 in quotes else paragraph.end
            whole = self._opens(span, paragraph) and self._is_whole(span, paragraph)
            found = self._tags.before(span, floor) or (
                self._tags.after(span, ceiling) if whole or self._is_tagged(span, floor) else None
            )
            if found and found.cue and found.cue[1] in self._taken and current is not None:
                self._go_on(current, span)
            elif found:
                self._led_up_to(span, found)
                current = self._add(found, *self._content(span, told, found))
            elif (whole or self._is_headed(span)) and (note := self._beside.note_after(span, paragraph)):
                current = self._add(note, span)
            elif whole and (beside := self._beside.sentence_before(span, floor)):
                current = self._add(beside, span)
            elif whole and current is not None:
                self._go_on(current, span)
            elif whole and span.start == paragraph.start:
                current = self._bare(span, paragraph)
            elif current is not None and (sentence := self._opened_by(span, ceiling)):
                self._go_on(current, sentence)
            elif current is not None and (sentence := self._echo(span, told)):
                last = self._tellings[current]
                self._tellings.append(Telling(last.source, (), (sentence,), last.holder))
            floor = span.end
            if self._tellings and self._tellings[-1].end >= span.end:
                told = span.end

    def _add(self, found: Tag, *content: Span) -> int:
        """A new telling, with what waits for its tag before it; the cue is used up unless it is a bare colon."""
        source = () if found.source is None else (cover(self._parse, *found.source),)
        words = () if found.cue is None else (cover(self._parse, *found.cue),)
        self._tellings.append(Telling(source, words, (*self._waiting, *content), found.holder))
        self._waiting = []
        if found.cue:
            self._taken |= set(range(found.cue[0], found.cue[1] + 1))
        return len(self._tellings) - 1

    def _go_on(self, index: int, span: Span) -> None:
        self._tellings[index] = self._tellings[index].going_on(span)

    def _is_headed(self, span: Span) -> bool:
        """Whether a quotation stands in or after a heading: Cold Snap “It was bitter.” [Argus]; “Bitter”: keeper."""
        text = self._text.text
        line = text.rfind("\n", 0, span.start) + 1
        if line == span.start:
            return text[span.end : span.end + 1] == ":"
        return last_mark(self._text, span) in (".", "!", "?") and is_headline(text[line : span.start])

    def _is_whole(self, span: Span, paragraph: Span) -> bool:
        """Whether a quotation is an utterance of its own rather than words quoted within a clause."""
        text = self._text.text
        if last_mark(self._text, span) in ENDS or span.end >= paragraph.end:
            return True
        return text[span.end : span.end + 1] == "," and len(self._parse.inside(span.start, span.end)) > 3

    def _is_tagged(self, span: Span, floor: int) -> bool:
        """Whether words quoted at the end of a clause are followed by its tag: The wall "will fall," X said."""
        if last_mark(self._text, span) not in (",", "?", "!"):
            return False
        after = self._parse.inside(span.end, span.end + 40)
        lead = self._parse.inside(floor, span.start)
        if not len(after) or self._parse.pos[after[0]] == "CCONJ":
            return False
        return not len(lead) or self._tags.last_verb(self._tags.sentence_start(lead[-1], lead[0]), lead[-1]) is None

    def _opens(self, span: Span, paragraph: Span) -> bool:
        """Whether a quotation begins where an utterance can: after a joint or a speech verb, not within a clause."""
        before = self._parse.inside(paragraph.start, span.start)
        if not len(before):
            return True
        last = before[-1]
        if self._parse.pos[last] == "CCONJ" and self._tags.sentence_start(last) == last:
            return True  # But "…"
        return self._parse.word[last] in _JOINTS or cue.is_cue(self._parse, last, "say", "voice")

    def _led_up_to(self, span: Span, found: Tag) -> None:
        """What a tag tells before the colon of its quotation: X said | she had never doubted them |: "…"."""
        parse = self._parse
        between = parse.inside(parse.end[found.cue[1]], span.start) if found.cue and found.source else range(0)
        if found.cue and found.source and len(between) > 3 and parse.word[between[-1]] == ":":
            part = trimmed(parse, between[0], between[-1])
            if part and has_verb(parse, *part):
                source, words = cover(parse, *found.source), cover(parse, *found.cue)
                self._tellings.append(Telling((source,), (words,), (cover(parse, *part),), found.holder))

    def _content(self, span: Span, floor: int, found: Tag) -> Iterator[Span]:
        """The quotation, with the words of its own sentence that are part of what was said."""
        parse = self._parse
        sentence = self._sentence(span)
        if found.cue is None or parse.start[found.cue[0]] >= span.start:
            lead = parse.inside(max(floor, sentence.start), span.start)
            whole = not len(lead) or sentence.start < floor or parse.word[lead[-1]] in _APART
            yield span if whole else Span(parse.start[lead[0]], span.end)
            yield from self._rest(found, fragment=not whole)
            return
        if (
            found.source
            and parse.tag[found.cue[1]] in FINITE
            and self._text.text[span.start + 1 : span.start + 2].islower()
        ):
            before = parse.inside(sentence.start, parse.start[found.source[0]])
            part = trimmed(parse, before[0], before[-1]) if len(before) else None
            if part and parse.word[before[-1]] == "," and self._leads(part) and not self._taken & set(before):
                yield cover(parse, *part)  # The club, X said, "is a wreck"
        between = parse.inside(parse.end[found.cue[1]], span.start)
        told = len(between) > 3 and parse.word[between[-1]] != ":" and any(parse.tag[t] in FINITE for t in between)
        yield Span(parse.start[between[0]] if told else span.start, self._end(span, sentence, found))

    def _leads(self, part: tuple[int, int]) -> bool:
        """Whether words before a tag in mid-sentence are the start of what it tells, not when or where it was told."""
        pos, tag = self._parse.pos[part[0]], self._parse.tag[part[0]]
        return pos != "ADP" and tag != "VBG" and (pos in ("DET", "PRON") or part[1] - part[0] > 2)

    def _end(self, span: Span, sentence: Span, found: Tag) -> int:
        """Where the clause ends that a quotation after its tag opens: X said that "of course" they would go."""
        if self._tags.ends_clause(span) or sentence.end <= span.end:
            return span.end
        rest = self._parse.inside(span.end, sentence.end)
        ends = not len(rest) or any(self._tags.is_quoted(t) or cue.is_cue(self._parse, t, "say") for t in rest)
        part = None if ends else trimmed(self._parse, rest[0], rest[-1])
        return span.end if part is None else self._parse.end[part[1]]

    def _rest(self, found: Tag, *, fragment: bool) -> Iterator[Span]:
        """What goes on being told after a tag that follows: "Bad luck," X said, | that both had been there |."""
        parse = self._parse
        if found.cue is None or found.source is None:
            return
        comma = max(found.cue[1], found.source[1]) + 1
        if comma + 2 >= len(parse) or parse.word[comma] != "," or parse.tag[comma + 1] in ("VBG", "WP", "WDT", "WRB"):
            return
        sentence = self._text.sentences[parse.sentence[comma]]
        rest = parse.inside(parse.start[comma + 1], sentence.end)
        told = parse.word[comma + 1].lower() == "that" or (fragment and has_verb(parse, rest[0], rest[-1]))
        part = trimmed(parse, rest[0], rest[-1]) if told else None
        if part and not any(self._tags.is_quoted(t) or cue.is_cue(parse, t, "say") for t in rest):
            yield cover(parse, *part)

    def _opened_by(self, span: Span, ceiling: int) -> Span | None:
        """The sentence that a quotation opens and the report's own words end: "They left at dawn" by boat."""
        sentence = self._sentence(span)
        return sentence if sentence.start == span.start and sentence.end <= ceiling else None

    def _echo(self, span: Span, told: int) -> Span | None:
        """A sentence after a telling that goes on with the speaker's words without a tag: He came "at all hours"."""
        tokens, sentence = self._parse.inside(span.start, span.end), self._sentence(span)
        if len(tokens) < _PHRASE or sentence.start < told:
            return None
        inside = self._parse.inside(sentence.start, sentence.end)
        tagged = any(cue.is_cue(self._parse, t, "say", "voice", "judge", "think", "want") for t in inside)
        return None if tagged or any(self._parse.word[t].lower() == "according" for t in inside) else sentence

    def _sentence(self, span: Span) -> Span:
        return self._text.sentences[self._parse.sentence[self._parse.inside(span.start, span.end)[0]]]

    def _bare(self, span: Span, paragraph: Span) -> int | None:
        """A paragraph of speech without a tag: who spoke before goes on, or whom the sentence before is about."""
        text = self._text.text
        lead = self._beside.lead(span)
        if lead and not (lead.cue and lead.cue[1] in self._taken):
            return self._add(lead, span)
        if self._tellings and not text[self._tellings[-1].end : span.start].strip(" \n\t\r"):
            self._go_on(len(self._tellings) - 1, span)
            return len(self._tellings) - 1
        if span.end >= paragraph.end and text[span.end - 1] not in CLOSING:
            self._waiting.append(span)
            return None
        return self._by_neighbour(span)

    def _by_neighbour(self, span: Span) -> int | None:
        """Whoever spoke last within the paragraph before, else the subject of the sentence before."""
        last = self._tellings[-1] if self._tellings else None
        if last and span.start - last.end < _NEAR:
            self._tellings.append(Telling(last.source, (), (*self._waiting, span), last.holder))
            self._waiting = []
            return len(self._tellings) - 1
        beside = self._beside.subject_before(span)
        return self._add(beside, span) if beside else None
