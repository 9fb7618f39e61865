"""Speakers: who a source is, by the fullest name or description this same report gives."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from headwater.claims import cue
from headwater.claims.lexicon import word_list
from headwater.claims.name import words_of
from headwater.claims.outlet import Mention, find_outlet, mentions, named_beside_noun
from headwater.claims.outlet import nouns as outlet_nouns
from headwater.claims.referent import FEMALE, MALE, MANY, THEY, THING, Referents, top_of_name
from headwater.model import Name, Parse, Span, Text

_WE = frozenset({"we", "us", "our"})
_SELF = frozenset({"i", "me", "my"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
PRONOUNS = MALE | FEMALE | THEY | THING | _WE | MANY | _SELF | _RELATIVE
_DETAIL = re.compile(r",? (?:who|whom|whose|which|that)\b.*|\s*\(.*|, [a-z]+(?:ing|ed)\b.*|, \d{1,3},?$", re.DOTALL)
_NUMBER = re.compile(r"^\W*\d{1,3}[.)]\s+|^\W+")
_NOT_OWN = frozenset(
    {"of", "for", "from", "in", "at", "to", "with", "by", "on", "against", "near", "under", "including"}
)
_IN_NAME = frozenset({"flat", "compound", "nmod:desc"})
_BACK = 12  # candidates looked at for a pronoun or a short form
_DEFINITE = re.compile(r"(?:the|that)\s+(?P<noun>\S+)", re.IGNORECASE)
_OTHERS = re.compile(r" (?:of|for|from|with|at|in|by|to) ")
_TOLD = re.compile(r"(?<=\w),? (?:who|whom|whose|which|that)\b")
_CAPITALISED = re.compile(r"([^\W\d_a-z][\w'’.-]+(?: [^\W\d_a-z][\w'’.-]+){1,3}),")
_APPOSED = re.compile(r"(?:an?|one|another) [a-z]")
_LONGEST = 160  # characters of a description


def _is_nobody(words: str) -> bool:
    """Whether a source is hearsay or nobody: "sources", "rumours in the harbour", "no officer"."""
    own, _, more = words.lower().removeprefix("the ").partition(" ")
    if own in cue.hearsay("nobody") or own in cue.hearsay("nouns") or own.removesuffix("s") in cue.hearsay("nouns"):
        return True
    return not more and own in cue.hearsay("subjects")


class Speakers:
    """The people and bodies of one report, in the order it speaks of them."""

    def __init__(self, text: Text, parse: Parse, names: Sequence[Name], unheard: Sequence[Span] = ()) -> None:
        """``unheard``: words that name nobody the report speaks of, such as the label of its own reporter's turn."""
        self._text, self._parse = text, parse
        self._names = sorted((n for n in names), key=lambda n: n.start)
        self._kinds: dict[str, str] = {name.full: name.kind for name in reversed(self._names)}
        self._starts = [name.start for name in self._names]
        people = sorted({name.full for name in self._names if name.kind == "person" and " " in name.full}, reverse=True)
        last = Counter(who.split()[-1] for who in people)
        self._surnames = {who.split()[-1]: who for who in people if last[who.split()[-1]] == 1}
        self._heard: list[tuple[int, str]] = []
        self._outlets: list[Mention] | None = None  # looked for when the report speaks of "the broadcaster"
        self._referents = Referents(text, parse, self._names, self._called, unheard)
        self._referents.walk()

    def resolve(self, source: Span, holder: int | None) -> str | None:
        """The full name or description of the source that stands here; None if the report does not show it."""
        words = self._text.slice(source).strip()
        if words.lower() in _RELATIVE:
            found = self._antecedent(source)
        elif words.lower() in PRONOUNS:
            token = self._parse.at(source.start)
            found = None if token is None else self._referents.meant.get(token)
        elif _is_nobody(words):
            found = None
        else:
            found = self._named(source, holder) or self._described(source, words)
        if found:
            self._heard.append((source.start, found))
        return found

    def _called(self, source: Span, holder: int) -> str:
        """The name or description of the noun phrase with this head."""
        return self._named(source, holder) or self._bare(self._text.slice(source))

    def _antecedent(self, source: Span) -> str | None:
        """What a relative pronoun stands for."""
        parse = self._parse
        token = parse.at(source.start)
        if token is None:
            return None
        last = bisect_left(self._starts, source.start) - 1
        before = self._names[last] if last >= 0 else None
        if before and before.kind != "place" and self._text.text[before.end : source.start] in (" ", ", "):
            return before.full  # "Tova Brandt, who"
        near = (t for t in range(token - 1, max(-1, token - _BACK), -1) if parse.sentence[t] == parse.sentence[token])
        people = [t for t in near if parse.lemma[t].lower() in words_of("people") or parse.entity[t].endswith("PER")]
        for near_by in (*people, *parse.ancestors(token)):
            above = top_of_name(self._parse, near_by)
            if parse.pos[above] in ("NOUN", "PROPN", "PRON") and above < token:
                words = parse.subtree(above)
                while words[0] < above and parse.pos[words[0]] in ("ADP", "CCONJ", "SCONJ"):
                    words = words[1:]
                span = Span(parse.start[words[0]], parse.end[min(words[-1], token - 1)])
                if self._text.slice(span).strip().lower() in PRONOUNS:
                    return None
                return self._called(span, above)
        return None

    def _inside(self, span: Span) -> list[Name]:
        """The names that touch a span; the parse may have cut one in two."""
        first = bisect_left(self._starts, span.start)
        if first and self._names[first - 1].end > span.start:
            first -= 1
        return self._names[first : bisect_left(self._starts, span.end)]

    def _named(self, source: Span, holder: int | None) -> str | None:
        """The name that is the source itself, not one it is described by: "X, a spokesman for Y", "Y's lawyer, X"."""
        text = self._text.text
        at = bisect_left(self._starts, source.start) - 1
        if at >= 0 and text[self._names[at].end : source.start] == ", " and _APPOSED.match(text, source.start):
            source = Span(self._names[at].start, source.end)  # the parse may lose "Jin" before ", a worker, said"
        more = _TOLD.search(text, source.start, source.end)
        own = []
        for name in self._inside(Span(source.start, more.start()) if more else source):
            before = text[source.start : name.start].rstrip().rsplit(None, 1)
            word = before[-1].lower() if before else ""
            possessed = re.match(r"['’]s?\s+\w", text[name.end : name.end + 5]) is not None
            if word not in _NOT_OWN and not possessed:
                own.append(name)
        people = [n for n in own if n.kind == "person"]
        if people:
            return people[0].full
        head = holder if holder is not None else self._parse.at(source.start)
        beside = () if head is None else self._parse.children(head)
        apposed = [self._parse.start[c] for c in beside if self._parse.dep[c] == "appos"]
        called = (n.full for n in own if any(n.start <= start < n.end for start in apposed))
        if found := next(called, None):
            return found  # "the owner, Wreck Watch"
        if head is not None and self._parse.lemma[head].lower() in words_of("people"):
            return None
        bare = re.sub(r"^(?:the|an?)\s+", "", text[source.start : source.end].strip(" ,;:()"), flags=re.IGNORECASE)
        held = [n for n in own if head is not None and n.start <= self._parse.start[head] < n.end]
        fits = [n for n in held if n.kind == "body" or n.quote == bare]
        return fits[0].full if fits else None

    def _described(self, source: Span, words: str) -> str:
        """The description without what is told of it, a later "the broadcaster" as the one spoken of before."""
        short = self._bare(words)
        definite = _DEFINITE.fullmatch(short)
        return (self._meant(source, short, definite["noun"].lower()) if definite else None) or short

    def _bare(self, words: str) -> str:
        """A description by itself, or the name that it begins with or is the end of."""
        short = " ".join(_DETAIL.sub("", _NUMBER.sub("", words)).strip(' ,;:—–-"“”()').split())[:_LONGEST]
        if short in self._surnames:
            return self._surnames[short]
        run = _CAPITALISED.match(short)
        return run[1] if run else short or words

    def _meant(self, source: Span, short: str, noun: str) -> str | None:
        """Whom "the inspector", "the 29-year-old", "the broadcaster" or "the group" takes up again."""
        own = re.compile(rf"\b{re.escape(noun)}\b(?!['’])", re.IGNORECASE)
        for start, earlier in self._heard[: -_BACK - 1 : -1]:
            if start < source.start and len(earlier) > len(short) and own.search(_OTHERS.split(earlier)[0]):
                return earlier
        introduced = self._referents.taken_up(self._parse.inside(source.start, source.end))
        if introduced:
            return introduced
        if noun in outlet_nouns():
            return self._outlet(source, noun)
        first = bisect_left(self._starts, source.start)
        near = self._names[max(0, first - _BACK) : first][::-1]
        bodies = (n.full for n in near if n.kind == "body" and self._text.text[n.end : n.end + 1] != ":")
        fits = (
            who
            for who in bodies
            if own.search(who) or (noun in cue.standing() and not frozenset(who.split()) <= word_list("openers.txt"))
        )
        return next((who for who in fits if not find_outlet(who)), None)

    def _outlet(self, source: Span, noun: str) -> str | None:
        """The outlet this report named last that "the broadcaster" or the like can mean."""
        if self._outlets is None:
            text = self._text.text
            self._outlets = mentions(text, named_beside_noun(text))
        before = (m for m in reversed(self._outlets) if m.end <= source.start)
        kinds = outlet_nouns()[noun]
        found = next((m for m in before if not kinds or kinds & m.outlet.kinds), None)
        return None if found is None else self._text.text[found.start : found.end].removeprefix("The ")
