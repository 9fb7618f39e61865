"""The speech tag of a quotation: its cue and source, before the quotation or after it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.claims import cue
from headwater.claims.name import words_of
from headwater.claims.source import (
    FINITE,
    before_verb,
    case_of,
    has_verb,
    head_of,
    in_relative,
    is_finite,
    nominal_before,
    own_subject,
    subject,
    subject_words,
)
from headwater.claims.telling import is_joint, trimmed
from headwater.model import Parse, Span, Text

BREAKS = frozenset({".", "?", "!", ";", ":"})
ENDS = frozenset(",.!?…—–-")
_CLOSING = "\"”»’' \xa0"
_LOWER = frozenset({"acl", "acl:relcl", "advcl", "amod", "ccomp", "xcomp"})
_TIME_OR_PLACE = frozenset({"when", "after", "while", "during", "on", "at", "in", "as", "before", "last"})
_OWN = frozenset({"i", "me", "my", "we", "us", "our"})
_LABEL = 7  # words before a colon that can be a label: "Ilse Arndt, keeper: …"
_NEAR = 16  # tokens between a quotation and a verb that shows only by its place that it is a tag's
_FAR = 45  # tokens between a quotation and its cue


@dataclass(frozen=True, slots=True)
class Tag:
    """Token ranges, both ends included: of a speech verb or a bare colon, and of who speaks. Either may be wanting."""

    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    holder: int | None


def last_mark(text: Text, quotation: Span) -> str:
    """The last character of what is quoted, within the closing marks."""
    return text.slice(quotation).rstrip(_CLOSING)[-1:]


class Tags:
    """Finds tags in a report's own words: not in what it quotes."""

    def __init__(self, text: Text, parse: Parse, inside: Sequence[range]) -> None:
        self._text, self._parse = text, parse
        self._quoted = {token for tokens in inside for token in tokens}

    def is_quoted(self, token: int) -> bool:
        """Whether a token stands in quoted speech."""
        return token in self._quoted

    def before(self, span: Span, floor: int) -> Tag | None:
        """A tag that leads up to the quotation: "X said: …", "X said that …", "Ilse Arndt, keeper: …"."""
        parse = self._parse
        tokens = parse.inside(floor, span.start)
        if not len(tokens):
            return None
        last = tokens[-1]
        end = parse.word[last]
        first = self.sentence_start(last, tokens[0])
        if end == ":" or end == ",":
            verb = self.last_verb(first, last)
            if verb is None and end == ":":
                verb = self.first_verb(first, last)
            if verb is not None:
                return self.of_verb(verb, first)
            if words := self._in_words(last - 1, tokens):
                return words
            if end == ":" and (part := trimmed(parse, first, last - 1)) and not self._is_genre(part):
                if has_verb(parse, *part) and (about := self.about(first, tokens)):
                    return Tag((last, last), about.source, about.holder)
                long = part[1] - part[0] >= _LABEL and has_verb(parse, *part)
                return Tag((last, last), *((None, None) if long else (part, head_of(parse, *part))))
            return None
        if words := self._in_words(last, tokens):
            return words
        if end.lower() == "because" and _OWN & {parse.word[t].lower() for t in parse.inside(span.start, span.end)}:
            return self.about(first, tokens)  # she left, because “they told me to go”
        with_as = parse.word[last].lower() in ("with", "as")
        verb = last - 1 if with_as else last
        spoken = cue.is_cue(parse, verb, "say") or (not with_as and cue.is_cue(parse, verb, "voice"))
        return self.of_verb(verb, first) if spoken and self.ends_clause(span) else None

    def about(self, first: int, tokens: range) -> Tag | None:
        """Whom a sentence is about that begins at ``first``, if that can be one who speaks: "She was blunter: …"."""
        parse = self._parse
        verb = next((t for t in tokens if t >= first and parse.dep[t] == "root"), first)
        told = self.of_verb(verb, first)
        who = subject(parse, verb) or told.holder
        if who is None or self.is_quoted(verb) or not self.can_speak(who):
            return None
        return Tag(None, told.source, told.holder)

    def _in_words(self, noun: int, tokens: range) -> Tag | None:
        """Whose words they are said to be: "in her words", "in the words of Ilse Arndt"."""
        parse = self._parse
        if (
            noun not in tokens
            or parse.lemma[noun] != "word"
            or parse.tag[noun] != "NNS"
            or case_of(parse, noun) != "in"
        ):
            return None
        who = parse.child(noun, "nmod:poss")
        case = parse.child(noun, "case")
        return (
            None
            if who is None or case is None or case not in tokens
            else Tag((case, noun), _without_case(parse, who), who)
        )

    def _is_genre(self, part: tuple[int, int]) -> bool:
        """Whether a label says what a piece is, not who speaks: "Interview: …"."""
        return part[0] == part[1] and self._parse.word[part[0]].lower() in cue.beside("genres")

    def ends_clause(self, span: Span) -> bool:
        """Whether a quotation ends where its clause does, so that nothing more of what was said follows it."""
        after = self._text.text[span.end : span.end + 1]
        return last_mark(self._text, span) in ENDS or after in ("", ".", ",", ";", "\n")

    def after(self, span: Span, ceiling: int) -> Tag | None:
        """A tag that follows the quotation: "…," said X; "…," X said; "…", according to X."""
        parse = self._parse
        tokens = parse.inside(span.end, ceiling)
        if len(tokens) and parse.word[tokens[0]] == "(":
            return None
        for token in tokens[:_FAR]:
            if parse.word[token] in BREAKS and token > tokens[0] and not self._is_short(token):
                break
            if token in self._quoted or self._is_new_clause(token, tokens[0]):
                break
            if cue.is_cue(parse, token, "say", "voice") and parse.dep[token] != "aux":
                return None if self._says_more(span, token, tokens) else self._of_verb_after(token, tokens)
            if words := self._in_words(token, tokens):
                return words
            if parse.word[token].lower() == "according" and token + 2 in tokens:
                part = token + 2, self._stretch(token + 2, tokens)
                return Tag((token, token + 1), part, head_of(parse, *part))
        return self._by_comma(span, tokens)

    def _says_more(self, span: Span, verb: int, tokens: range) -> bool:
        """Whether a sentence after a quotation that ended one of its own tells something else: "…" He denied it.

        A conjunction shows it, or what the verb of saying leads to.
        """
        parse = self._parse
        if last_mark(self._text, span) != "." or not parse.word[tokens[0]][0].isupper():
            return False
        if parse.pos[tokens[0]] == "CCONJ":
            return True
        own = (c for c in parse.children(verb) if c > verb)
        end = self._text.sentences[parse.sentence[verb]].end
        quoted = any(t in self._quoted for t in parse.inside(parse.end[verb], end))
        return quoted or any(parse.dep[c] in ("ccomp", "obj") or case_of(parse, c) == "that" for c in own)

    def _by_comma(self, span: Span, tokens: range) -> Tag | None:
        """A tag by its place alone, whatever its verb: "They never came," | Mrs Arndt hit back |; | huffed Arndt |."""
        parse = self._parse
        inside = parse.inside(span.start, span.end)
        if last_mark(self._text, span) != "," or not len(tokens) or not has_verb(parse, inside[0], inside[-1]):
            return None
        near = (t for t in tokens[:_NEAR] if parse.word[t] in BREAKS or parse.pos[t] in ("VERB", "AUX"))
        verb = next(near, None)
        if verb is None or not self._is_bare_past(verb) or any(t in self._quoted for t in range(tokens[0], verb)):
            return None
        who = subject(parse, verb) if verb > tokens[0] else parse.child(verb, "nsubj", "obj")
        if who is None or who not in tokens or not self.can_speak(who) or (who > verb) != (verb == tokens[0]):
            return None
        return self._of_verb_after(verb, tokens)

    def _is_bare_past(self, verb: int) -> bool:
        """Whether a verb is finite, also where its past looks like its base and the parse took it for that: "hit"."""
        parse = self._parse
        bare = parse.tag[verb] in ("VB", "VBN") and parse.child(verb, "mark", "aux", "aux:pass") is None
        return parse.pos[verb] == "VERB" and (parse.tag[verb] in FINITE or bare)

    def _is_short(self, stop: int) -> bool:
        """Whether a full stop only ends a short form: "Col. Hale"."""
        after = stop + 1
        return (
            self._parse.word[stop] == "."
            and after < len(self._parse)
            and self._parse.sentence[after] == self._parse.sentence[stop]
        )

    def _is_new_clause(self, token: int, first: int) -> bool:
        """Whether a verb after a quotation says something else than that it was said."""
        parse = self._parse
        if parse.tag[token] not in FINITE or parse.dep[token].startswith("aux"):
            return False
        between = range(max(first, token - 12), token)
        return not cue.is_cue(parse, token, "say", "voice") and not any(parse.tag[t] in ("WP", "WDT") for t in between)

    def _of_verb_after(self, verb: int, tokens: range) -> Tag | None:
        parse = self._parse
        first = cue.group(parse, verb)[0]
        part = trimmed(parse, tokens[0], first - 1)
        if part and any(
            parse.pos[t] in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ") for t in range(part[0], part[1] + 1)
        ):
            own = subject(parse, verb)
            holder = own if own is not None and part[0] <= own <= part[1] else head_of(parse, *part)
            return Tag((first, self._circumstance(verb, tokens)), part, holder)
        part = trimmed(parse, verb + 1, self._stretch(verb + 1, tokens)) if verb + 1 in tokens else None
        return Tag((verb, verb), part, head_of(parse, *part)) if part else None

    def _circumstance(self, verb: int, tokens: range) -> int:
        """The last token of a cue with how and where it was said: "said in an interview on Monday"."""
        last = cue.group(self._parse, verb)[1]
        while last + 1 in tokens and last - verb < _FAR and last + 1 not in self._quoted:
            if is_joint(self._parse, last + 1) or self._parse.pos[last + 1] in ("SCONJ", "CCONJ"):
                break
            last += 1
        return last

    def _stretch(self, first: int, tokens: range) -> int:
        """The last token of the phrase that begins here: up to a full stop, a time or place, or a second clause."""
        parse, last = self._parse, first
        for token in range(first, min(tokens[-1] + 1, first + _FAR)):
            word = parse.word[token].lower()
            if word in BREAKS or token in self._quoted or word in ("“", '"'):
                break
            if token > first:
                participle = parse.pos[token] in ("VERB", "AUX") and parse.tag[token] in ("VBG", "VBD")
                if participle and parse.word[token - 1] == ",":
                    break
                if word in _TIME_OR_PLACE and self._leaves(token, first):
                    break
            last = token
        return last

    def _leaves(self, token: int, first: int) -> bool:
        """Whether a preposition opens a phrase about when or where it was said, not who said it."""
        noun = self._parse.head[token]
        above = self._parse.head[noun] if self._parse.dep[token] in ("case", "mark", "advmod") else noun
        return above < first or self._parse.dep[token] == "mark"

    def sentence_start(self, token: int, floor: int = 0) -> int:
        """The first token of a token's sentence, or ``floor`` if it begins before that."""
        start = self._text.sentences[self._parse.sentence[token]].start
        return max(floor, bisect_left(self._parse.start, start))

    def last_verb(self, first: int, last: int) -> int | None:
        """The speech verb nearest before a quotation, in the report's own words."""
        for token in range(last, first - 1, -1):
            if token in self._quoted:
                return None
            if self._parse.pos[token] == "VERB" and cue.is_cue(self._parse, token, "say", "voice"):
                return None if self._is_participle(token) else token
        return None

    def _is_participle(self, verb: int) -> bool:
        """Whether somebody else speaks: "Told by a host that …, X fired back: …"."""
        parse = self._parse
        opens = verb == self.sentence_start(verb) or "by" in (word.lower() for word in parse.word[verb + 1 : verb + 2])
        return opens and parse.tag[verb] == "VBN" and not is_finite(parse, verb)

    def first_verb(self, first: int, last: int) -> int | None:
        """The main verb of a sentence that leads up to a colon."""
        parse = self._parse
        for token in range(first, last + 1):
            lower = parse.dep[token] in _LOWER and not (parse.dep[token] == "acl" and parse.tag[token] == "VBD")
            if parse.pos[token] == "VERB" and not lower and is_finite(parse, token):
                who = subject(parse, token)
                return token if who is not None and self.can_speak(who) else None
        return None

    def can_speak(self, token: int) -> bool:
        """Whether a subject is one person: a name, a pronoun, or a noun for one of us."""
        parse = self._parse
        named = parse.word[token][0].isupper() and token > self.sentence_start(token)
        if named or parse.pos[token] == "PROPN" or parse.word[token].lower() in ("he", "she"):
            return True
        apposed = any(parse.dep[c] == "appos" and parse.pos[c] == "PROPN" for c in parse.children(token))
        return parse.tag[token] == "NN" and (apposed or parse.lemma[token].lower() in words_of("people"))

    def of_verb(self, verb: int, first: int, within: bool = False) -> Tag:
        """The tag of a speech verb in a clause that begins at ``first``; ``within`` if it stands in quoted speech."""
        parse, words = self._parse, cue.group(self._parse, verb)
        holder = subject(parse, verb)
        if own_subject(parse, verb) is None and (beside := nominal_before(parse, first, words[0])):
            return Tag(words, beside, head_of(parse, *beside))
        if holder is None or holder < first or (holder in self._quoted and not within):
            part = self._clause_before(first, verb)
            return Tag(words, part, head_of(parse, *part) if part else None)
        below = subject_words(parse, holder, verb)
        begin, end = max(first, below[0]), min(below[-1], verb - 1)
        part = before_verb(parse, begin, end) if holder < verb else trimmed(parse, begin, below[-1])
        if part and parse.pos[part[0]] == "VERB" and cue.is_outright(parse, part[0]):
            part = before_verb(parse, first, verb - 1)  # the parse took "a diver recalled" for part of an object
        return Tag(words, part or (holder, holder), holder)

    def _clause_before(self, first: int, verb: int) -> tuple[int, int] | None:
        """The words of a verb's own clause before it; where those name nobody, of the sentence."""
        parse = self._parse
        finite = (
            t
            for t in range(cue.group(parse, verb)[0] - 1, first, -1)
            if parse.tag[t] in FINITE and not in_relative(parse, t, first)
        )
        last = next(finite, None) if parse.tag[verb] in FINITE else None
        part = trimmed(parse, last + 1, verb - 1) if last is not None else None
        if part and any(parse.pos[t] in ("NOUN", "PROPN", "PRON") for t in range(part[0], part[1] + 1)):
            return part if parse.word[part[0]].lower() not in ("who", "which", "that") else None
        return before_verb(parse, first, verb - 1) if verb > first else None


def _without_case(parse: Parse, owner: int) -> tuple[int, int]:
    """The words of a possessor without its "'s"."""
    words = parse.subtree(owner)
    last = words[-1] - 1 if parse.tag[words[-1]] == "POS" else words[-1]
    return words[0], max(words[0], last)
