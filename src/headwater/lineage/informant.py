"""Little-known people: those a report introduces as strangers to its reader.

A writer gives a public figure by title or with a definite description ("the speaker, …") and a stranger with an
indefinite one, or with an age: "one mason, Ilo", "Ilo, another mason", "a mason known as Ilo", "Marta Venn, 34,". Two
reports that share such people go back to the same interviews far more often than two that share a minister.

A stranger without a name is known again by an age and a trade together: "a 43-year-old welder", "another welder, 43".
What one report leaves unnamed stays so, whatever the other calls them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from headwater.model import Passage, Reading, stem

_NAME = r"(?P<name>[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+|al|bin|da|de|der|van|von)){0,3})"
_BEFORE = re.compile(
    r"\b(?:[Oo]ne|[Aa]nother|[Aa]n?) (?:[\w-]+ ){0,4}?[a-z][\w-]+"
    r"(?:,(?: who (?:is|was))?(?: named| called| known as| identified as)? | (?:named|called|known as|identified as) )"
    + _NAME
    + r"(?=,| (?:said|told|recall|describ|explain|recount))"
)
_AFTER = re.compile(
    _NAME + r", (?:\d{2}(?=[,.])"
    r"|(?:an?|another|one) (?:[\w-]+ ){0,3}(?:who|from|in|at|with|for|of|worker)\b"
    r"|(?:an?|another|one) [\w-]+(?: [\w-]+){0,3}(?:,| who))"
)
_ALIAS = re.compile(
    r"\b(?:asked to be called|(?:identified|named|known) only as|(?:gave|giving) (?:his|her|their) name (?:only )?as) "
    + _NAME
)
_TRADE = r"(?P<trade>[a-z][a-z-]{2,})"
_THEN = r"(?=[,.;:]| (?:who|from|in|at|with|and|[a-z]+ed|said|told)\b)"
_AGED = (
    re.compile(rf"\b(?P<age>\d\d)-year-old (?:[a-z-]+ ){{0,2}}?{_TRADE}{_THEN}"),
    re.compile(rf"\b(?:[Aa]n?|[Aa]nother|[Oo]ne) (?:[a-z-]+ ){{0,2}}?{_TRADE}, (?:aged )?(?P<age>\d\d)(?=[,.;])"),
)
# What the police say of anybody: with an age it is what every report of an event has.
_ANYBODY = re.compile("man|woman|boy|girl|child|male|female|person|victim|suspect|resident|citizen|driver|pedestrian")
_ALONE = 1.0  # a given name alone, in both reports: told by the same interviewer
_FULL = 0.2  # a full name, or an age and a trade: two reporters may have met the same bystander


@dataclass(frozen=True, slots=True)
class Stranger:
    """A little-known person that two reports both have, where each has them first."""

    name: str
    where: tuple[Passage, Passage]

    @property
    def weight(self) -> float:
        """Evidence in log-odds. Independent reports of one event often share full names, hardly ever a given name."""
        return _FULL if " " in self.name else _ALONE


@dataclass(frozen=True, slots=True)
class People:
    """Those whom one report introduces as strangers."""

    reading: Reading
    named: frozenset[str]
    described: Mapping[str, Passage]  # by age and trade: where they stand first
    _first: dict[str, Passage | None] = field(default_factory=dict, compare=False, repr=False)

    def first(self, name: str) -> Passage | None:
        """Where the report names this person first; None if it does not, or gives a single name with more to it."""
        if name not in self._first:
            self._first[name] = _first(self.reading, name)
        return self._first[name]


def introduced(reading: Reading) -> People:
    """The people that this report introduces as strangers."""
    text = reading.text.text
    people = {name.quote for name in reading.names if name.kind == "person"}
    people |= {name.full for name in reading.names if name.kind == "person"}
    found = {match["name"] for cue in (_BEFORE, _AFTER, _ALIAS) for match in cue.finditer(text)}
    described: dict[str, Passage] = {}
    for match in sorted((match for cue in _AGED for match in cue.finditer(text)), key=lambda match: match.start()):
        if not _ANYBODY.fullmatch(match["trade"]):
            person = f"{match['age']} {stem(match['trade'])}"
            described.setdefault(person, reading.text.passage(*match.span()))
    return People(reading, frozenset(name for name in found if not people or name in people), described)


def strangers(one: People, other: People) -> tuple[Stranger, ...]:
    """The people that one of these reports introduces as strangers and both name, and those that both describe alike.

    A single name counts only if neither report ever gives more of it: "Ilo" yes, "Venn" beside "Marta Venn" no.
    """
    shared = []
    for name in sorted(one.named | other.named):
        left, right = one.first(name), other.first(name)
        if left and right:
            shared.append(Stranger(name, (left, right)))
    for person in sorted(one.described.keys() & other.described.keys()):
        where = one.described[person], other.described[person]
        shared.append(Stranger(where[0].quote, where))
    return tuple(shared)


def _first(reading: Reading, name: str) -> Passage | None:
    text = reading.text.text
    if name not in text:
        return None
    alone = " " not in name
    first = None
    for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-]|['’]s [A-Z])", text):
        if alone and re.search(r"[A-Z][\w.’'-]*[ ]\Z", text[max(0, match.start() - 24) : match.start()]):
            return None
        if alone and re.match(r" [A-Z]", text[match.end() : match.end() + 2]):
            return None
        first = first or reading.text.passage(match.start(), match.end())
    return first
