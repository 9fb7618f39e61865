"""Referents: the people and bodies that a report speaks of, and whom "he", "she", "they" and "it" mean.

One walk through the report's own words keeps how salient each is, after Lappin and Leass (1994), "An Algorithm for
Pronominal Anaphora Resolution": every mention adds weight by its place in the sentence, weights halve with each
sentence, and a pronoun means the weightiest one that it can mean. Words in quotation marks put nobody forward.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from headwater.claims import cue
from headwater.claims.name import given_names, is_interviewed, words_of
from headwater.claims.outlet import find_outlet
from headwater.claims.people import counts_people, is_body, is_of_people, looks_human, shows
from headwater.claims.source import FINITE
from headwater.model import Name, Parse, Span, Text

MALE = frozenset({"he", "him", "his"})
FEMALE = frozenset({"she", "her", "hers"})
THEY = frozenset({"they", "them", "their", "both"})
MANY = frozenset({"all", "some", "many", "others", "these", "those"})
THING = frozenset({"it", "its"})

Kind = Literal["person", "named", "people", "body", "things"]
"""What a referent is; ``named``: by a name that shows nothing else, in which a person may be meant."""

# Lappin and Leass (1994), table 1: recency, subject, object, indirect and oblique, not in an adverbial clause.
_MENTION, _SUBJECT, _OBJECT, _OBLIQUE, _MAIN = 100.0, 80.0, 50.0, 40.0, 50.0
# Of our own, for reports: whoever is introduced by role or age, speaks, or has a name, is likely to be quoted next.
_INTRODUCED, _SPEAKS, _NAMED = 60.0, 60.0, 40.0
_FITS = 50.0  # the gender is known, and it is the pronoun's
_HALVED = 0.5  # with each sentence of the report's own words; the break of a paragraph counts as one more
_FAINT = 12.0  # what is left of a mention some four sentences on: below it nobody is meant
_BACK = 40  # referents looked at for a pronoun, those last spoken of
_LONGEST = 60  # tokens of a description after its noun
_SHORT = 4  # tokens of a description before its noun
_WALKED = MALE | FEMALE | THEY | THING | MANY
_IN_NAME = frozenset({"flat", "compound", "nmod:desc"})
_BESIDE = _IN_NAME | {"appos", "conj", "list"}
_CASES = {"obj": _OBJECT, "iobj": _OBJECT, "obl": _OBLIQUE, "obl:agent": _OBJECT, "root": _SUBJECT}
_LOWER = ("advcl", "acl", "ccomp")
_ASIDE = re.compile(r",? (?:who\b|\d{1,3}[,.]|aged \d|\(\d{1,3}\))")
_YEARS = re.compile(r"\d{1,3}-year-old$")


@dataclass(slots=True)
class Referent:
    """One person or body so far."""

    who: str
    kind: Kind
    before: float = 0.0  # from the sentences before the last one that speaks of it
    now: float = 0.0  # from that last one
    at: int = 0  # which one that is

    def weight(self, clock: int) -> float:
        """How salient it is in a sentence."""
        past = max(0, clock - self.at)
        return float((self.before + self.now) * _HALVED**past)

    def mention(self, weight: float, clock: int) -> None:
        """Speak of it; within one sentence only its best place counts."""
        if clock > self.at:
            self.before, self.now, self.at = self.weight(clock), 0.0, clock
        self.now = max(self.now, weight)


@dataclass(slots=True)
class Referents:
    """Walks a report once; afterwards ``meant`` gives whom the pronoun at a token stands for."""

    text: Text
    parse: Parse
    names: Sequence[Name]  # in order
    call: Callable[[Span, int], str]  # the name or description of the noun phrase with this head
    unheard: Sequence[Span] = ()  # words that speak of nobody
    gender: dict[str, str] = field(default_factory=dict)
    meant: dict[int, str] = field(default_factory=dict)
    _known: dict[str, Referent] = field(default_factory=dict)
    _roles: dict[str, str] = field(default_factory=dict)  # noun → the one introduced by it last
    _of: dict[int, Name] = field(default_factory=dict)  # token → the name it is part of
    _seen_as: dict[str, str] = field(default_factory=dict)  # the gender of the pronoun that was last used
    _clock: int = 0

    def walk(self) -> None:
        """Speak of everybody in turn, and resolve each pronoun by what stands before it."""
        parse = self.parse
        quoted = {token for span in (*self.text.quoted, *self.unheard) for token in parse.inside(span.start, span.end)}
        for name in self.names:
            self._of.update(dict.fromkeys(parse.inside(name.start, name.end), name))
            self._note_gender(name)
        paragraphs = iter([*(p.end for p in self.text.paragraphs), len(self.text.text) + 1])
        sentence, end = -1, next(paragraphs)
        for token in range(len(parse)):
            if token not in quoted and parse.pos[token] != "PUNCT" and parse.sentence[token] != sentence:
                sentence = parse.sentence[token]
                self._clock += 1
            while parse.start[token] >= end:
                end = next(paragraphs)
                self._clock += 1
            word = parse.word[token].lower()
            if word in _WALKED:
                self._pronoun(token, word, heard=token not in quoted)
            elif token in quoted:
                continue
            elif word == "who":
                self._relative(token)
            elif token in self._of:
                if self._of.get(token - 1) is not self._of[token]:
                    self._name(token, self._of[token])
            elif parse.pos[token] == "PROPN":
                self._unknown(token)
            elif parse.pos[token] in ("NOUN", "NUM", "ADJ"):
                self._noun(token)

    def _note_gender(self, name: Name) -> None:
        """What a given name, a form of address or a noun before the name shows."""
        if name.kind == "place":
            return
        before = self.text.text[max(0, name.start - 24) : name.start].split()
        word = before[-1] if before else ""
        for gender in ("male", "female"):
            given = " " in name.full and name.full.split()[0] in given_names(gender)
            if given or word in words_of("address", gender) or shows(word.lower().rstrip(","), gender):
                self.gender.setdefault(name.full, gender)

    def _speak_of(self, who: str, kind: Kind, weight: float) -> None:
        if kind == "named" and weight < _MENTION + _SUBJECT:
            kind = "body"  # a place or a thing as likely as somebody, where it does nothing
        known = self._known.pop(who, None) or Referent(who, kind)
        self._known[who] = known  # those last spoken of stand last
        if kind == "person" or (kind == "named" and known.kind == "body"):
            known.kind = kind
        known.mention(weight, self._clock)

    def _weight(self, token: int) -> float:
        """What a mention at the head of its phrase adds."""
        parse = self.parse
        top, verb = token, parse.head[token]
        beside = False
        while parse.head[top] < top and (parse.dep[top] in _BESIDE or (beside and parse.dep[top] == "nmod")):
            beside = beside or parse.dep[top] == "appos"  # "the coach of United, X": X is no part of United
            top = parse.head[top]
            if parse.pos[top] == "VERB":
                break
        verb = parse.head[top]
        case = _SUBJECT if parse.dep[top].startswith("nsubj") else _CASES.get(parse.dep[top], 0.0)
        if case < _SUBJECT and self._opens(token):
            case = _SUBJECT  # the first of a sentence, whatever the parse makes of it
        main = case and not parse.dep[verb].startswith(_LOWER)
        speaks = case == _SUBJECT and verb != top and cue.is_cue(parse, verb, "say", "voice")
        interviewed = is_interviewed(parse, top)
        return _MENTION + case + (_MAIN if main else 0.0) + (_SPEAKS if speaks or interviewed else 0.0)

    def _opens(self, token: int) -> bool:
        """Whether nothing but a title or an opening stands before a token in its sentence: no verb, no preposition."""
        parse = self.parse
        for before in range(token - 1, max(-1, token - 8), -1):
            if parse.sentence[before] != parse.sentence[token]:
                return True
            if parse.tag[before] in FINITE or (parse.pos[before] in ("ADP", "SCONJ") and parse.head[before] >= token):
                return False
            if parse.pos[before] == "PROPN" and parse.head[before] != token and parse.dep[before] not in _IN_NAME:
                return False
        return token < 8

    def _name(self, token: int, name: Name) -> None:
        """A name as it stands. A place is nobody; what has something belongs to another."""
        if name.kind == "place":
            return
        tokens = self.parse.inside(name.start, name.end)
        head = next((t for t in tokens if self.parse.head[t] not in tokens), token)
        top = top_of_name(self.parse, head)
        after = self.text.text[name.end : name.end + 12]
        owner = after.startswith(("'s", "’s", "s' ", "s’ ")) and self.parse.dep[top] != "root"
        roles = self._roles_of(head, tokens[0])
        for role in roles:
            self._roles[self.parse.lemma[role].lower()] = name.full
            self._note_role(name.full, role)
        human = bool(roles) or bool(_ASIDE.match(after))  # only people have ages
        kind = self._kind(name, human)
        set_off = after.startswith(",") and self.text.text[max(0, name.start - 2) : name.start] == ", "
        told = human or set_off
        weight = _MENTION if owner else self._weight(top)
        extra = (_INTRODUCED if told and not owner else 0.0) + (_NAMED if kind == "person" else 0.0)
        self._speak_of(name.full, kind, weight + extra)

    def _roles_of(self, head: int, first: int) -> list[int]:
        """The nouns that say who somebody named is: "the director, X", "X, our prefect", "the baker X"."""
        parse = self.parse
        found = [c for c in parse.children(head) if parse.dep[c] == "appos"]
        if parse.dep[head] in ("appos", "flat", "nmod:desc"):
            found.append(parse.head[head])
        if first and parse.pos[first - 1] == "NOUN":
            found.append(first - 1)
        return [noun for noun in found if is_of_people(parse, noun)]

    def _kind(self, name: Name, described: bool) -> Kind:
        """A person, a body, or what may be either by its looks: two words and none of a body's ("Orla Quist")."""
        words = name.full.split()
        if find_outlet(name.full) or (words_of("body") | words_of("paper")) & frozenset(words):
            return "body"
        if name.kind == "person" or self.gender.get(name.full) or described:
            return "person"
        return "named" if looks_human(words) else "body"

    def _relative(self, token: int) -> None:
        """ "Ida Lunde, who said": what she does there puts her forward too."""
        before = token - 2 if token and self.parse.word[token - 1] == "," else token - 1
        if before in self._of and (known := self._known.get(self._of[before].full)):
            known.mention(self._weight(token) + _NAMED, self._clock)

    def _unknown(self, token: int) -> None:
        """A name of two words or three that the names of the report do not have: "the baker Tove Rasmund"."""
        parse = self.parse
        if token and parse.pos[token - 1] == "PROPN" and parse.end[token - 1] + 1 == parse.start[token]:
            return  # goes on with the one before
        last = token
        while last + 1 < len(parse) and parse.pos[last + 1] == "PROPN" and parse.start[last + 1] == parse.end[last] + 1:
            last += 1
        words = list(parse.word[token : last + 1])
        gender = next((g for g in ("male", "female") if words[0] in words_of("address", g)), None)
        titled = len(words) > 1 and (gender or words[0] in words_of("office") | words_of("address", "any"))
        words = words[1:] if titled else words
        elsewhere = any(t in self._of for t in range(token, last + 1)) or parse.entity[last][2:] in ("LOC", "ORG")
        if elsewhere or not (titled or looks_human(words)):
            return
        who = " ".join(words)
        if titled and gender:
            self.gender.setdefault(who, gender)
        given = words[0] in given_names("male") | given_names("female")
        role = token and parse.pos[token - 1] == "NOUN" and parse.dep[token - 1] != "nsubj"
        aged = _ASIDE.match(self.text.text, parse.end[last])
        kind: Kind = "person" if given or role or titled or aged else "named"
        self._speak_of(who, kind, self._weight(top_of_name(parse, last)))

    def _noun(self, token: int) -> None:
        """A noun for people or a body, or of things in the plural, where it heads its phrase."""
        parse = self.parse
        plural = parse.tag[token] == "NNS"
        if not (counts_people(parse, token) or is_body(parse, token)):
            if parse.dep[token] == "nsubj" and plural:
                self._speak_of(self.call(self._phrase(token), token), "things", self._weight(token))
            elif _YEARS.search(self.text.text, max(0, parse.start[token] - 8), parse.end[token]):
                self._taken_up(token)
            return
        if parse.dep[token] in ("compound", "nummod", "amod") and not (plural and self._opens(token)):
            return
        people = plural or parse.lemma[token].lower() in words_of("people", "counting")
        if parse.child(token, "cop") is not None:
            self._says_of(token)
            return
        again = self._apposed(token) or self._by_role(token)
        if again:
            self.meant[token] = again
        kind: Kind = "people" if people else "person" if is_of_people(parse, token) else "body"
        beside = [c for c in parse.children(token) if parse.dep[c] == "appos" and c in self._of]
        if any(self._kind(self._of[c], described=False) == "body" for c in beside):
            kind = "body"  # "the owner, Wreck Watch"
        phrase = self._phrase(token)
        who = again or self.call(phrase if kind != "body" else Span(phrase.start, parse.end[token]), token)
        if kind == "person":
            self._note_role(who, token)
        owner = any(parse.dep[c] == "case" and parse.tag[c] == "POS" for c in parse.children(token))
        self._speak_of(who, kind, _MENTION if owner else self._weight(token))

    def _says_of(self, token: int) -> None:
        """A noun that is said of somebody puts nobody forward: "Ida Lunde is the keeper"."""
        about = self.parse.child(token, "nsubj")
        if about is not None and (who := self._who(about)):
            self._roles[self.parse.lemma[token].lower()] = who
            self._note_role(who, token)

    def _apposed(self, token: int) -> str | None:
        """Whose role a noun tells that stands beside a name: "Ida Lunde, the keeper", "the keeper Ida Lunde"."""
        above, after = self.parse.head[token], self._of.get(token + 1)
        beside = self._of[above] if self.parse.dep[token] == "appos" and above in self._of else self._set_off(token)
        if beside and beside.kind != "place":
            return beside.full
        return after.full if after and after.kind != "place" and is_of_people(self.parse, token) else None

    def _set_off(self, token: int) -> Name | None:
        """The name before a noun that commas set off, whatever the parse makes of it: "Ida Lunde, the keeper, …"."""
        parse, first = self.parse, token
        while first and parse.pos[first - 1] in ("DET", "ADJ", "NOUN") and token - first < _SHORT:
            first -= 1
        closed = token + 1 < len(parse) and parse.word[token + 1] in (",", ".")
        return self._of.get(first - 2) if closed and first > 1 and parse.word[first - 1] == "," else None

    def _by_role(self, token: int) -> str | None:
        """Whom "the director" takes up again: the one introduced as such."""
        parse = self.parse
        words = parse.subtree(token)
        alone = len(words) == 2 and parse.word[words[0]].lower() == "the"
        return self._roles.get(parse.lemma[token].lower()) if alone else None

    def taken_up(self, tokens: Sequence[int]) -> str | None:
        """Whom "the director" or "the 29-year-old" takes up again, if it is somebody spoken of before."""
        return next((self.meant[t] for t in tokens if t in self.meant and self.parse.pos[t] != "PRON"), None)

    def _note_role(self, who: str, token: int) -> None:
        """The gender that a noun shows: "the postmistress", "his wife"."""
        for gender in ("male", "female"):
            if shows(self.parse.lemma[token].lower(), gender):
                self.gender.setdefault(who, gender)

    def _phrase(self, token: int) -> Span:
        """A noun with what stands before it and what is told of it, up to the next verb."""
        parse = self.parse
        words = parse.subtree(token)
        words = words[max(0, token - _LONGEST - words[0]) :]
        while words[0] < token and parse.pos[words[0]] in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
            words = words[1:]
        last = min(words[-1], token + _LONGEST)
        verb = next((t for t in range(token, last + 1) if parse.tag[t] in FINITE), last + 1)
        return Span(parse.start[words[0]], parse.end[max(token, verb - 1)])

    def _taken_up(self, token: int) -> None:
        """ "The 29-year-old": whoever is most salient among the people."""
        found = self._best(token, frozenset({"person", "named"}), None)
        if found:
            self.meant[token] = found.who

    def _pronoun(self, token: int, word: str, *, heard: bool) -> None:
        """Note whom a pronoun means, which is a mention of them; and what it shows of their gender."""
        wanted = "male" if word in MALE else "female" if word in FEMALE else None
        if wanted:
            found = self._best(token, frozenset({"person", "named"}), wanted)
        elif word in THEY | MANY:
            found = self._best(token, frozenset({"people", "body"}), None, rather="people")
            if word in THEY:
                found = found or self._best(token, frozenset({"things"}), None)
        else:
            found = self._best(token, frozenset({"body", "named"}), None)
        if found is None:
            return
        self.meant[token] = found.who
        own = word not in THING or cue.is_cue(self.parse, self.parse.head[token], "say", "think", "want", "judge")
        if not heard or not own:
            return  # "it" mostly means a thing
        if wanted:
            self._seen_as[found.who] = wanted
        if self.parse.dep[token] != "nmod:poss":  # "his son" is about the son
            found.mention(self._weight(token) + _NAMED, self._clock)

    def _best(
        self, token: int, kinds: frozenset[str], gender: str | None, rather: Kind | None = None
    ) -> Referent | None:
        """The weightiest of some kinds and not of the other gender, who is not the other party of the same verb."""
        others = self._beside(token)
        fits = [
            (each.weight(self._clock) + self._fit(each.who, gender) + (_FITS if each.kind == rather else 0.0), each)
            for each in islice(reversed(self._known.values()), _BACK)
            if each.kind in kinds
            and each.who not in others
            and (gender is None or self.gender.get(each.who, gender) == gender)
            and each.weight(self._clock) > _FAINT
        ]
        sure = [fit for fit in fits if fit[1].kind != "named"]
        return max(sure or fits, key=lambda fit: (fit[0], fit[1].at))[1] if fits else None

    def _fit(self, who: str, gender: str | None) -> float:
        """What speaks for or against one of whom the pronoun's gender is known, or was taken to be so before."""
        known, seen = self.gender.get(who), self._seen_as.get(who)
        if gender is None or not (known or seen):
            return 0.0
        return _FITS if known == gender else -_FITS if known or seen != gender else _FITS / 2

    def _beside(self, token: int) -> frozenset[str | None]:
        """Those who stand with a pronoun under one verb: in "she told him" the two are not the same."""
        parse = self.parse
        if parse.dep[token] not in ("nsubj", "obj", "iobj", "obl"):
            return frozenset()
        found: set[str | None] = set()
        for other in parse.children(parse.head[token]):
            if other != token and parse.dep[other] in ("nsubj", "obj", "iobj", "obl"):
                found.add(self._who(other))
        return frozenset(found)

    def _who(self, token: int) -> str | None:
        """Whom a pronoun or a name at a token stands for."""
        return self.meant.get(token) or (self._of[token].full if token in self._of else None)


def top_of_name(parse: Parse, token: int) -> int:
    """The head of the name or title a token is part of: "Judge" of "Judge Anton Pell"."""
    while parse.dep[token] in _IN_NAME and parse.head[token] != token:
        token = parse.head[token]
    return token
