"""Speakers: who a source is, by the fullest name or description this same report gives."""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence

from headwater.claims import cue
from headwater.claims.lexicon import word_list
from headwater.claims.name import given_names, is_interviewed, words_of
from headwater.claims.outlet import Mention, find_outlet, mentions, named_beside_noun
from headwater.claims.outlet import nouns as outlet_nouns
from headwater.claims.source import FINITE
from headwater.model import Name, Parse, Span, Text

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_PLURAL = frozenset(
    {"they", "them", "their", "we", "us", "our", "both", "all", "some", "many", "others", "these", "those"}
)
_COUNTED = frozenset({"all", "some", "many", "others"})  # of whom nothing but people can be meant
_THING = frozenset({"it", "its"})
_SELF = frozenset({"i", "me", "my"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
PRONOUNS = _MALE | _FEMALE | _PLURAL | _THING | _SELF | _RELATIVE
_DETAIL = re.compile(r",? (?:who|whom|whose|which|that)\b.*|\s*\(.*|, [a-z]+(?:ing|ed)\b.*|, \d{1,3},?$", re.DOTALL)
_NUMBER = re.compile(r"^\W*\d{1,3}[.)]\s+|^\W+")
_NOT_OWN = frozenset(
    {"of", "for", "from", "in", "at", "to", "with", "by", "on", "against", "near", "under", "including"}
)
_PASSING = 2  # sentences after which whoever was named or spoke may have been left for another
_IN_NAME = frozenset({"flat", "compound", "nmod:desc"})
_BACK = 12  # candidates looked at for a pronoun or a short form
_DEFINITE = re.compile(r"(?:the|that)\s+(?P<noun>\S+)", re.IGNORECASE)
_OTHERS = re.compile(r" (?:of|for|from|with|at|in|by|to) ")
_TOLD = re.compile(r"(?<=\w),? (?:who|whom|whose|which|that)\b")
_CAPITALISED = re.compile(r"([^\W\d_a-z][\w'’.-]+(?: [^\W\d_a-z][\w'’.-]+){1,3}),")
_APPOSED = re.compile(r"(?:an?|one|another) [a-z]")
_MORE = re.compile(r",? who\b|, \d{2},")
_LONGEST = 160  # characters of a description


class Speakers:
    """The people and bodies of one report, in the order it speaks of them."""

    def __init__(self, text: Text, parse: Parse, names: Sequence[Name]) -> None:
        self._text, self._parse = text, parse
        self._names = sorted((n for n in names), key=lambda n: n.start)
        self._kinds: dict[str, str] = {name.full: name.kind for name in reversed(self._names)}
        self._starts = [name.start for name in self._names]
        people = sorted({name.full for name in self._names if name.kind == "person" and " " in name.full}, reverse=True)
        last = Counter(who.split()[-1] for who in people)
        self._surnames = {who.split()[-1]: who for who in people if last[who.split()[-1]] == 1}
        self._heard: list[tuple[int, str]] = []
        self._outlets: list[Mention] | None = None  # looked for when the report speaks of "the broadcaster"
        self._gender = self._genders()
        self._subjects: list[tuple[int, str, str]] = []
        self._subjects = self._speaking_subjects()

    def resolve(self, source: Span, holder: int | None) -> str | None:
        """The full name or description of the source that stands here; None if the report does not show it."""
        words = self._text.slice(source).strip()
        if words.lower() in PRONOUNS:
            found = self._of_pronoun(source, words.lower())
            if found and words.lower() in _RELATIVE:
                insort(self._subjects, (source.start, found, self._kind(found, self._parse.at(source.start))))
        elif words.lower().removeprefix("the ") in cue.hearsay("subjects"):
            found = None
        else:
            found = self._named(source, holder) or self._described(source, words)
            insort(self._subjects, (source.start, found, self._kind(found, holder)))
        if found:
            self._heard.append((source.start, found))
        return found

    def _kind(self, who: str, holder: int | None) -> str:
        """Whether a source is a person, people, a body, or by a name that shows none of these."""
        apposed = () if holder is None else self._parse.children(holder)
        if any(self._parse.dep[c] == "appos" and self._parse.lemma[c].lower() in words_of("people") for c in apposed):
            return "person"  # "Corin, a net maker"
        if who in self._kinds:
            return self._kinds[who]
        if holder is None:
            return "thing"
        if self._parse.tag[holder] == "WP":
            return "person"
        if self._parse.pos[holder] == "PROPN":
            return "named"
        if self._parse.tag[holder] in ("NNS", "NNPS"):
            return "people"
        lemma = self._parse.lemma[holder].lower()
        return "person" if lemma in words_of("people") else "body" if lemma.title() in words_of("body") else "thing"

    def _of_pronoun(self, source: Span, word: str) -> str | None:
        if word in _RELATIVE:
            return self._antecedent(source)
        near = self._near(source.start)
        if word in _MALE | _FEMALE:
            wanted = "male" if word in _MALE else "female"
            fits = [
                (self._nearness(at, s, source), s)
                for at, s, kind in near
                if self._can_be_one(s, kind) and self._gender.get(s) in (None, wanted)
            ]
            return max(fits, key=lambda fit: fit[0])[1] if fits else None
        if word in _THING:
            return next((s for _, s, kind in near if kind in ("body", "named")), None)
        if word in _PLURAL:
            people = (s for _, s, kind in near if kind in ("people", "body"))
            things = (s for _, s, kind in near if kind == "things" and word not in _COUNTED)
            return next(people, next(things, None))
        return None

    def _near(self, position: int) -> list[tuple[int, str, str]]:
        """Those put forward or heard before a position, the nearest first."""
        first = bisect_left(self._subjects, (position,))
        return self._subjects[max(0, first - _BACK) : first][::-1]

    def _can_be_one(self, who: str, kind: str) -> bool:
        """Whether "he" or "she" can mean this: a person, or a body by its looks ("Orla Quist"), never an outlet."""
        if find_outlet(who):
            return False
        words = who.split()
        looks = len(words) == 2 or (kind == "named" and len(words) == 1)
        looks = looks and all(word.istitle() for word in words) and words[0] != "The"
        looks = looks and not (words_of("body") | words_of("paper")) & frozenset(words)
        return kind == "person" or (kind in ("body", "named") and looks)

    def _nearness(self, position: int, who: str, source: Span) -> tuple[bool, int, bool, bool, int]:
        """How likely one put forward at a position is meant.

        One who is named or has spoken goes before a passer-by of the last few sentences; then the nearer sentence, in
        it whoever has spoken, then the subject of the main clause.
        """
        parse = self._parse
        token, here = parse.at(position), parse.at(source.start)
        if token is None or here is None:
            return False, 0, False, False, position
        top = self._top(token)
        verb = parse.head[top]
        main = parse.dep[top] == "root" or (
            parse.dep[top].startswith("nsubj") and not parse.dep[verb].startswith(("advcl", "acl", "ccomp"))
        )
        heard = any(at == position for at, _ in self._heard[-_BACK:])
        near = parse.sentence[here] - parse.sentence[token] <= _PASSING
        known = heard or who in self._kinds or who in self._gender  # "Her husband" shows a gender
        return near and known, parse.sentence[token], heard, main or heard, position

    def _top(self, token: int) -> int:
        """The head of the name or title a token is part of: "Judge" of "Judge Anton Pell"."""
        while self._parse.dep[token] in _IN_NAME and self._parse.head[token] != token:
            token = self._parse.head[token]
        return token

    def _antecedent(self, source: Span) -> str | None:
        """What a relative pronoun stands for."""
        parse = self._parse
        token = parse.at(source.start)
        if token is None:
            return None
        near = (t for t in range(token - 1, max(-1, token - _BACK), -1) if parse.sentence[t] == parse.sentence[token])
        people = [t for t in near if parse.lemma[t].lower() in words_of("people") or parse.entity[t].endswith("PER")]
        for near_by in (*people, *parse.ancestors(token)):
            above = self._top(near_by)
            if parse.pos[above] in ("NOUN", "PROPN", "PRON") and above < token:
                words = parse.subtree(above)
                while words[0] < above and parse.pos[words[0]] in ("ADP", "CCONJ", "SCONJ"):
                    words = words[1:]
                span = Span(parse.start[words[0]], parse.end[min(words[-1], token - 1)])
                if self._text.slice(span).strip().lower() in PRONOUNS:
                    return None
                return self._gendered(self._named(span, above) or self._described(span, self._text.slice(span)), above)
        return None

    def _gendered(self, who: str, token: int) -> str:
        """The same, its gender noted where the noun it is called by shows one."""
        for gender in ("male", "female"):
            if self._parse.lemma[token].lower() in words_of("people", gender):
                self._gender.setdefault(who, gender)
        return who

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
        if head is not None and self._parse.lemma[head].lower() in words_of("people"):
            return None
        bare = re.sub(r"^(?:the|an?)\s+", "", text[source.start : source.end].strip(" ,;:()"), flags=re.IGNORECASE)
        held = [n for n in own if head is not None and n.start <= self._parse.start[head] < n.end]
        fits = [n for n in held if n.kind == "body" or n.quote == bare]
        return fits[0].full if fits else None

    def _described(self, source: Span, words: str) -> str:
        """The description without what is told of it, a later "the broadcaster" as the one spoken of before."""
        short = " ".join(_DETAIL.sub("", _NUMBER.sub("", words)).strip(' ,;:—–-"“”()').split())[:_LONGEST]
        if short in self._surnames:
            return self._surnames[short]
        run = _CAPITALISED.match(short)
        if run:
            return run[1]
        definite = _DEFINITE.fullmatch(short)
        return (self._meant(source, short, definite["noun"].lower()) if definite else None) or short or words

    def _meant(self, source: Span, short: str, noun: str) -> str | None:
        """Whom "the inspector", "the 29-year-old", "the broadcaster" or "the group" takes up again."""
        own = re.compile(rf"\b{re.escape(noun)}\b(?!['’])", re.IGNORECASE)
        for start, earlier in self._heard[: -_BACK - 1 : -1]:
            if start < source.start and len(earlier) > len(short) and own.search(_OTHERS.split(earlier)[0]):
                return earlier
        near = self._near(source.start)
        if noun.endswith("-year-old"):
            return next((who for _, who, kind in near if self._can_be_one(who, kind)), None)
        if noun in outlet_nouns():
            return self._outlet(source, noun)
        first = bisect_left(self._starts, source.start)
        bodies = (n.full for n in self._names[max(0, first - _BACK) : first][::-1] if n.kind == "body")
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

    def _genders(self) -> dict[str, str]:
        """What forms of address, gendered nouns and nothing else show of a person's gender."""
        found: dict[str, str] = {}
        for name in self._names:
            if name.kind != "person":
                continue
            before = self._text.text[max(0, name.start - 24) : name.start].split()
            word = before[-1] if before else ""
            for gender in ("male", "female"):
                given = name.full.split()[0] in given_names(gender)
                if (
                    given
                    or word in words_of("address", gender)
                    or word.lower().rstrip(",") in words_of("people", gender)
                ):
                    found.setdefault(name.full, gender)
        return found

    def _speaking_subjects(self) -> list[tuple[int, str, str]]:
        """Whom the report's own words put forward, in order: where, who, and whether a person, people or a body.

        A subject, the first name of a sentence before its verb, or a name of whom more is told (", who", ", 47,").
        """
        quoted = {token for span in self._text.quoted for token in self._parse.inside(span.start, span.end)}
        found: list[tuple[int, str, str]] = [
            (n.start, n.full, n.kind) for n in self._names if n.kind != "place" and self._is_forward(n, quoted)
        ]
        parse = self._parse
        for token in range(len(parse)):
            lemma = parse.lemma[token].lower()
            if token in quoted or parse.pos[token] not in ("NOUN", "NUM") or parse.dep[token] == "nummod":
                continue
            if not self._is_people(token):
                if parse.dep[token] == "nsubj" and parse.tag[token] == "NNS":
                    words = self._text.slice(self._words_of(token))
                    found.append((parse.start[token], self._described(Span(0, 0), words), "things"))
                continue
            if not (parse.dep[token].startswith("nsubj") or self._is_first(token)):
                continue
            span = self._words_of(token)
            who = self._gendered(self._named(span, token) or self._described(span, self._text.slice(span)), token)
            found.append(
                (
                    span.start,
                    who,
                    "people" if parse.tag[token] == "NNS" or lemma in words_of("people", "counting") else "person",
                )
            )
        return sorted(set(found))

    def _words_of(self, token: int) -> Span:
        """A noun with what stands before it and what is told of it, up to the next verb."""
        words = self._parse.subtree(token)
        while words[0] < token and self._parse.pos[words[0]] in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
            words = words[1:]
        verb = next((t for t in range(token, words[-1] + 1) if self._parse.tag[t] in FINITE), words[-1] + 1)
        return Span(self._parse.start[words[0]], self._parse.end[max(token, verb - 1)])

    def _is_people(self, token: int) -> bool:
        """Whether a noun is one for people, itself or by what it counts: "a number of workers"."""
        lemma = self._parse.lemma[token].lower()
        counted = self._parse.child(token, "nmod") if lemma in words_of("people", "counting") else None
        return lemma in words_of("people") or (
            counted is not None and self._parse.lemma[counted].lower() in words_of("people")
        )

    def _is_forward(self, name: Name, quoted: set[int]) -> bool:
        token = self._parse.at(name.start)
        after = self._text.text[name.end : name.end + 6]
        if token is None or token in quoted or after.startswith(("'s", "’s")):
            return False
        top = self._top(token)
        if name.kind == "person" and is_interviewed(self._parse, top):
            return True
        return self._parse.dep[top].startswith("nsubj") or bool(_MORE.match(after)) or self._is_first(token)

    def _is_first(self, token: int) -> bool:
        """Whether nothing but a title or an opening stands before a token in its sentence: no verb, no preposition."""
        parse = self._parse
        for before in range(token - 1, max(-1, token - 8), -1):
            if parse.sentence[before] != parse.sentence[token]:
                return True
            if parse.tag[before] in FINITE or (parse.pos[before] in ("ADP", "SCONJ") and parse.head[before] >= token):
                return False
            if (
                parse.pos[before] == "PROPN"
                and parse.head[before] != token
                and not parse.dep[before].startswith(("flat", "compound", "nmod:desc"))
            ):
                return False
        return token < 8
