"""Quoted speech: for each quotation its cue and source before, after or around it, or in a neighbouring sentence."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.claims import cue
from headwater.claims.name import words_of
from headwater.claims.source import FINITE, before_verb, has_verb, head_of, is_finite, subject
from headwater.claims.telling import Telling, cover, is_joint, trimmed
from headwater.model import Parse, Span, Text

_CLOSING = frozenset("\"”»’'」』")
_ENDS = frozenset(",.!?…—–-")
_LOWER = frozenset({"acl", "acl:relcl", "advcl", "amod", "ccomp", "xcomp"})
_BREAKS = frozenset({".", "?", "!", ";", ":"})
_JOINTS = frozenset(".,:;?!—–-()…―*•") | _CLOSING | {"--", "...", "''"}
_INNER = re.compile(r"[,:]\s(?P<words>['‘](?=\w)[^\n]{2,300}?[.,!?…]['’](?!\w))")
_LABEL = 7  # words before a colon that can be a label: "Ilse Arndt, keeper: …"
_FAR = 45  # tokens between a quotation and its cue


@dataclass(frozen=True, slots=True)
class Cue:
    """A speech verb (or a bare colon) with the tokens of its source."""

    first: int
    last: int
    source: tuple[int, int] | None
    holder: int | None


class Quotations:
    """Walks the quotations of a text in order and gives each its telling."""

    def __init__(self, text: Text, parse: Parse) -> None:
        self.text, self.parse = text, parse
        self.tellings: list[Telling] = []
        self.taken: set[int] = set()
        self._waiting: list[Span] = []  # of a quotation over paragraphs, those before its speech tag
        self._inside = [parse.inside(span.start, span.end) for span in text.quoted]
        self._within = {token for tokens in self._inside for token in tokens}

    def read(self) -> tuple[list[Telling], frozenset[int]]:
        """The tellings found, and the cue tokens they used."""
        starts = [span.start for span in self.text.quoted]
        for paragraph in self.text.paragraphs:
            first, last = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
            if self._waiting and not self._goes_on(paragraph, starts[first:last]):
                self._untagged()
            self._paragraph(paragraph, range(first, last))
        self._untagged()
        self._inner()
        return self.tellings, frozenset(self.taken)

    def _goes_on(self, paragraph: Span, starts: Sequence[int]) -> bool:
        """Whether a paragraph opens with the mark that the quotation before it opened with."""
        text = self.text.text
        return paragraph.start in starts[:1] and text[paragraph.start] == text[self._waiting[0].start]

    def _untagged(self) -> None:
        """A quotation over paragraphs that no speech tag followed."""
        if self._waiting:
            *self._waiting, last = self._waiting
            self._by_neighbour(last)
            self._waiting = []

    def _with_waiting(self, span: Span) -> tuple[Span, ...]:
        content = (*self._waiting, span)
        self._waiting = []
        return content

    def _inner(self) -> None:
        """Words quoted within a quotation: "A man complained, 'They never paid.'" """
        for span, tokens in zip(self.text.quoted, self._inside, strict=True):
            for match in _INNER.finditer(self.text.text, span.start + 1, span.end):
                before = self.parse.inside(span.start + 1, match.start("words"))
                if not len(before):
                    continue
                first = max(before[0], self._sentence_start(before[-1]))
                verb = next((t for t in range(before[-1], first - 1, -1) if cue.is_cue(self.parse, t, "say")), None)
                if verb is not None and verb in tokens:
                    found = self._cue(verb, first, within=True)
                    self._add(found, Span(*match.span("words")))

    def _paragraph(self, paragraph: Span, quotes: range) -> None:
        """Give each quotation of a paragraph its telling; one without a cue goes on with the one before it."""
        current: int | None = None  # index of the telling that later quotations of the paragraph go on with
        floor = paragraph.start
        for at in quotes:
            span, tokens = self.text.quoted[at], self._inside[at]
            if not len(tokens):
                continue
            ceiling = self.text.quoted[at + 1].start if at + 1 in quotes else paragraph.end
            opens = self._opens(span, paragraph)
            whole = opens and self._is_whole(span, paragraph)
            found = self._before(span, floor) or (
                self._after(span, ceiling) if whole or self._is_tagged(span, floor) else None
            )
            if found and found.last in self.taken and current is not None:
                self.tellings[current] = self.tellings[current].going_on(span)
            elif found:
                current = self._add(found, self._with_lead(span, floor, found))
            elif whole and current is not None:
                self.tellings[current] = self.tellings[current].going_on(span)
            elif whole and span.start == paragraph.start:
                current = self._bare(span, paragraph)
            elif whole and (verb := self._speech_before(span, paragraph)) is not None:
                told = self._cue(verb, self._sentence_start(verb))
                current = None if told.source is None else self._add_bare(told.source, (), span)
            floor = span.end

    def _add(self, found: Cue, content: Span) -> int:
        source = () if found.source is None else (cover(self.parse, *found.source),)
        words = (cover(self.parse, found.first, found.last),)
        self.tellings.append(Telling(source, words, self._with_waiting(content), found.holder))
        self.taken |= set(range(found.first, found.last + 1))
        return len(self.tellings) - 1

    def _is_whole(self, span: Span, paragraph: Span) -> bool:
        """Whether a quotation is an utterance of its own rather than words quoted within a clause."""
        text = self.text.text
        inner = text[span.start : span.end].rstrip("\"”»’'")
        if inner[-1:] in _ENDS or span.end >= paragraph.end:
            return True
        return text[span.end : span.end + 1] == "," and len(self._inside_of(span)) > 3

    def _is_tagged(self, span: Span, floor: int) -> bool:
        """Whether words quoted at the end of a clause are followed by its tag: The wall "will fall," X said."""
        if self.text.text[span.start : span.end].rstrip("\"”»’'")[-1:] not in (",", "?", "!"):
            return False
        after = self.parse.inside(span.end, span.end + 40)
        lead = self.parse.inside(floor, span.start)
        told = len(lead) and self._last_verb(max(lead[0], self._sentence_start(lead[-1])), lead[-1]) is not None
        return bool(len(after)) and self.parse.pos[after[0]] != "CCONJ" and not told

    def _opens(self, span: Span, paragraph: Span) -> bool:
        """Whether a quotation begins where an utterance can: after a joint or a speech verb, not within a clause."""
        before = self.parse.inside(paragraph.start, span.start)
        if not len(before):
            return True
        last = before[-1]
        return self.parse.word[last] in _JOINTS or cue.is_cue(self.parse, last, "say", "voice")

    def _inside_of(self, span: Span) -> range:
        return self.parse.inside(span.start, span.end)

    def _before(self, span: Span, floor: int) -> Cue | None:
        """A cue that leads up to the quotation: "X said: …", "X said that …", "according to X, …"."""
        parse = self.parse
        tokens = parse.inside(floor, span.start)
        if not len(tokens):
            return None
        last = tokens[-1]
        end = parse.word[last]
        first = max(tokens[0], self._sentence_start(last))
        if end == ":" or end == ",":
            verb = self._last_verb(first, last)
            if verb is None and end == ":":
                verb = self._first_verb(first, last)
            if verb is not None:
                return self._cue(verb, first)
            if end == ":" and (part := trimmed(parse, first, last - 1)):
                if part[1] - part[0] >= _LABEL and has_verb(parse, *part):
                    return Cue(last, last, None, None)
                return Cue(last, last, part, head_of(parse, *part))
            return None
        if cue.is_cue(parse, last, "say", "voice") and self._ends_clause(span):
            return self._cue(last, first)
        if parse.word[last].lower() in ("with", "as") and cue.is_cue(parse, last - 1, "say"):
            return self._cue(last - 1, first) if self._ends_clause(span) else None
        return None

    def _ends_clause(self, span: Span) -> bool:
        """Whether a quotation ends where its clause does, so that nothing more of what was said follows it."""
        text = self.text.text
        inner = text[span.start : span.end].rstrip("\"”»’'")
        return inner[-1:] in _ENDS or text[span.end : span.end + 1] in ("", ".", ",", ";", "\n")

    def _after(self, span: Span, ceiling: int) -> Cue | None:
        """A cue that follows the quotation: "…," said X; "…," X said."""
        parse = self.parse
        tokens = parse.inside(span.end, ceiling)
        if len(tokens) and parse.word[tokens[0]] == "(":
            return None
        for token in tokens[:_FAR]:
            if parse.word[token] in _BREAKS and token > tokens[0]:
                break
            if token in self._within or self._is_new_clause(token, tokens[0]):
                break
            if parse.pos[token] in ("VERB", "AUX") and cue.is_cue(parse, token, "say", "voice"):
                if parse.dep[token] == "aux":
                    continue
                return self._cue_after(token, tokens[0], tokens)
            if parse.word[token].lower() == "according" and token + 2 in tokens:
                last = self._stretch(token + 2, tokens)
                return Cue(token, token + 1, (token + 2, last), head_of(self.parse, token + 2, last))
        return None

    def _is_new_clause(self, token: int, first: int) -> bool:
        """Whether a verb after a quotation says something else than that it was said."""
        parse = self.parse
        if parse.tag[token] not in FINITE or parse.dep[token].startswith("aux"):
            return False
        between = range(max(first, token - 12), token)
        return not cue.is_cue(parse, token, "say", "voice") and not any(parse.tag[t] in ("WP", "WDT") for t in between)

    def _cue_after(self, verb: int, first: int, tokens: range) -> Cue | None:
        part = trimmed(self.parse, first, cue.group(self.parse, verb)[0] - 1)
        if part and any(
            self.parse.pos[t] in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ") for t in range(part[0], part[1] + 1)
        ):
            own = subject(self.parse, verb)
            holder = own if own is not None and part[0] <= own <= part[1] else head_of(self.parse, *part)
            return Cue(cue.group(self.parse, verb)[0], self._circumstance(verb, tokens), part, holder)
        if verb + 1 in tokens:
            last = self._stretch(verb + 1, tokens)
            part = trimmed(self.parse, verb + 1, last)
            if part:
                return Cue(verb, verb, part, head_of(self.parse, *part))
        return None

    def _circumstance(self, verb: int, tokens: range) -> int:
        """The last token of a cue with how and where it was said: "said in an interview on Monday"."""
        last = cue.group(self.parse, verb)[1]
        while last + 1 in tokens and last - verb < _FAR and last + 1 not in self._within:
            if is_joint(self.parse, last + 1) or self.parse.pos[last + 1] in ("SCONJ", "CCONJ"):
                break
            last += 1
        return last

    def _stretch(self, first: int, tokens: range) -> int:
        """The last token of the phrase that begins here: up to a full stop, a time or place, or a second clause."""
        parse, last = self.parse, first
        for token in range(first, min(tokens[-1] + 1, first + _FAR)):
            word = parse.word[token].lower()
            if word in _BREAKS or token in self._within or parse.word[token] in ("“", '"'):
                break
            if (
                token > first
                and parse.pos[token] in ("VERB", "AUX")
                and parse.tag[token] in ("VBG", "VBD")
                and parse.word[token - 1] == ","
            ):
                break
            if (
                token > first
                and word in ("when", "after", "while", "during", "on", "at", "in", "as", "before", "last")
                and self._leaves(token, first)
            ):
                break
            last = token
        return last

    def _leaves(self, token: int, first: int) -> bool:
        """Whether a preposition opens a phrase about when or where it was said, not who said it."""
        noun = self.parse.head[token]
        above = self.parse.head[noun] if self.parse.dep[token] in ("case", "mark", "advmod") else noun
        return above < first or self.parse.dep[token] == "mark"

    def _sentence_start(self, token: int) -> int:
        return self.parse.inside(self.text.sentences[self.parse.sentence[token]].start, len(self.text.text)).start

    def _last_verb(self, first: int, last: int) -> int | None:
        """The speech verb nearest before a quotation, in the report's own words."""
        for token in range(last, first - 1, -1):
            if token in self._within:
                return None
            if self.parse.pos[token] == "VERB" and cue.is_cue(self.parse, token, "say", "voice"):
                return token
        return None

    def _first_verb(self, first: int, last: int) -> int | None:
        """The main verb of a sentence that leads up to a colon."""
        parse = self.parse
        for token in range(first, last + 1):
            lower = parse.dep[token] in _LOWER and not (parse.dep[token] == "acl" and parse.tag[token] == "VBD")
            if parse.pos[token] == "VERB" and not lower and is_finite(parse, token):
                who = subject(parse, token)
                return token if who is not None and self._can_speak(who) else None
        return None

    def _can_speak(self, token: int) -> bool:
        """Whether a subject is one person: a name, a pronoun, or a noun for one of us."""
        parse = self.parse
        if parse.pos[token] == "PROPN" or parse.word[token].lower() in ("he", "she"):
            return True
        return parse.lemma[token].lower() in words_of("people") and parse.tag[token] == "NN"

    def _cue(self, verb: int, first: int, within: bool = False) -> Cue:
        holder = subject(self.parse, verb)
        if holder is None or holder < first or (holder in self._within and not within):
            part = self._clause_before(first, verb)
            holder = head_of(self.parse, *part) if part else None
            return Cue(*cue.group(self.parse, verb), part, holder)
        words = self.parse.subtree(holder)
        begin, end = max(first, words[0]), min(words[-1], verb - 1)
        part = before_verb(self.parse, begin, end) if holder < verb else trimmed(self.parse, begin, words[-1])
        if part and self.parse.pos[part[0]] == "VERB" and cue.is_outright(self.parse, part[0]):
            part = before_verb(self.parse, first, verb - 1)  # the parse took "a diver recalled" for part of an object
        return Cue(*cue.group(self.parse, verb), part or (holder, holder), holder)

    def _clause_before(self, first: int, verb: int) -> tuple[int, int] | None:
        """The words of a verb's own clause before it; where those name nobody, of the sentence."""
        finite = (
            t for t in range(verb - 1, first, -1) if self.parse.tag[t] in FINITE and t < cue.group(self.parse, verb)[0]
        )
        last = next(finite, None) if self.parse.tag[verb] in FINITE else None
        part = trimmed(self.parse, last + 1, verb - 1) if last is not None else None
        if part and any(self.parse.pos[t] in ("NOUN", "PROPN", "PRON") for t in range(part[0], part[1] + 1)):
            return part if self.parse.word[part[0]].lower() not in ("who", "which", "that") else None
        return before_verb(self.parse, first, verb - 1) if verb > first else None

    def _with_lead(self, span: Span, floor: int, found: Cue) -> Span:
        """The quotation, with the words of its own sentence before it where they are part of what was said."""
        if self.parse.start[found.first] < span.start:
            between = self.parse.inside(self.parse.end[found.last], span.start)
            if len(between) > 3 and any(self.parse.tag[t] in ("VBD", "VBZ", "VBP", "MD") for t in between):
                return Span(self.parse.start[between[0]], span.end)
            return span
        sentence = self.text.sentences[self.parse.sentence[self._inside_of(span)[0]]]
        lead = self.parse.inside(max(floor, sentence.start), span.start)
        if not len(lead) or sentence.start < floor or self.parse.word[lead[-1]] in _BREAKS:
            return span
        return Span(self.parse.start[lead[0]], span.end)

    def _bare(self, span: Span, paragraph: Span) -> int | None:
        """A paragraph of speech without a cue: who spoke before goes on, or whom the sentence before is about."""
        text, parse = self.text.text, self.parse
        rest = parse.inside(span.end, paragraph.end)
        if len(rest) > 2 and text[span.end : paragraph.end].strip(" ,\xa0").startswith(("(", "—", "–", "-", "―")):
            part = trimmed(
                parse, rest[0] + (parse.word[rest[0]] in ("(", ",")), rest[-1] - (parse.word[rest[-1]] == ")")
            )
            if part:
                return self._add_bare(part, (), span)
        before = text[: span.start].rstrip()
        if before.endswith(":"):
            tokens = parse.inside(max(0, len(before) - 400), len(before))
            if len(tokens):
                first = self._sentence_start(tokens[-1])
                verb = self._last_verb(first, tokens[-1]) or self._first_verb(first, tokens[-1])
                if verb is not None and verb not in self.taken:
                    return self._add(self._cue(verb, first), span)
                part = trimmed(parse, first, tokens[-1])
                if part and verb is None:
                    return self._add_bare(part, (cover(parse, tokens[-1], tokens[-1]),), span)
        if self.tellings and not text[self.tellings[-1].end : span.start].strip(" \n\t\r"):
            self.tellings[-1] = self.tellings[-1].going_on(span)
            return len(self.tellings) - 1
        if span.end >= paragraph.end and text[span.end - 1] not in _CLOSING:
            self._waiting.append(span)
            return None
        return self._by_neighbour(span)

    def _speech_before(self, span: Span, paragraph: Span) -> int | None:
        """The main verb of the sentence before a quotation that is a sentence of its own, if somebody speaks there."""
        parse = self.parse
        before = parse.inside(paragraph.start, span.start)
        if not len(before) or self.text.sentences[parse.sentence[self._inside_of(span)[0]]].start != span.start:
            return None
        inside = range(max(before[0], self._sentence_start(before[-1])), before[-1] + 1)
        verbs = (t for t in inside if parse.dep[t] == "root" and t not in self._within and cue.is_cue(parse, t, "say"))
        verb = next(verbs, None)
        return verb if verb is not None and self._speaks_here(verb) else None

    def _speaks_here(self, verb: int) -> bool:
        who = subject(self.parse, verb)
        return who is not None and self._can_speak(who)

    def _add_bare(self, part: tuple[int, int], words: tuple[Span, ...], span: Span) -> int:
        source = (cover(self.parse, *part),)
        self.tellings.append(Telling(source, words, self._with_waiting(span), head_of(self.parse, *part)))
        return len(self.tellings) - 1

    def _by_neighbour(self, span: Span) -> int | None:
        """Whoever spoke last within the paragraph before, else the subject of the sentence before."""
        before = self.parse.inside(max(0, span.start - 600), span.start)
        if not len(before):
            return None
        if self.tellings and span.start - self.tellings[-1].end < 400:
            last = self.tellings[-1]
            self.tellings.append(Telling(last.source, (), self._with_waiting(span), last.holder))
            return len(self.tellings) - 1
        first = max(before[0], self._sentence_start(before[-1]))
        for token in range(first, before[-1] + 1):
            if self.parse.dep[token] == "nsubj" and token not in self._within:
                part = trimmed(self.parse, max(first, self.parse.subtree(token)[0]), self.parse.subtree(token)[-1])
                return self._add_bare(part or (token, token), (), span)
        return None
