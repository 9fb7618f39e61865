"""Little-known people: those a report introduces as strangers to its reader.

A writer gives a public figure by title or with a definite description ("the speaker, …") and a stranger with an
indefinite one, or with an age: "one mason, Ilo", "Ilo, another mason", "a mason known as Ilo", "Marta Venn, 34,". Two
reports that share such people go back to the same interviews far more often than two that share a minister.
"""

import re
from dataclasses import dataclass

from headwater.model import Passage, Reading

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
_ALONE = 1.0  # a given name alone, in both reports: told by the same interviewer
_FULL = 0.2  # a full name: two reporters may have met the same bystander


@dataclass(frozen=True, slots=True)
class Stranger:
    """A little-known person that two reports both name, where each names them first."""

    name: str
    where: tuple[Passage, Passage]

    @property
    def weight(self) -> float:
        """Evidence in log-odds. Independent reports of one event often share full names, hardly ever a given name."""
        return _FULL if " " in self.name else _ALONE


def introduced(reading: Reading) -> frozenset[str]:
    """The names of the people that this report introduces as strangers."""
    text = reading.text.text
    people = {name.quote for name in reading.names if name.kind == "person"}
    people |= {name.full for name in reading.names if name.kind == "person"}
    found = {match["name"] for cue in (_BEFORE, _AFTER) for match in cue.finditer(text)}
    return frozenset(name for name in found if not people or name in people)


def strangers(one: Reading, other: Reading, known: tuple[frozenset[str], frozenset[str]]) -> tuple[Stranger, ...]:
    """The people that one of these reports introduces as strangers and both name.

    A single name counts only if neither report ever gives more of it: "Ilo" yes, "Venn" beside "Marta Venn" no.
    """
    shared = []
    for name in sorted(known[0] | known[1]):
        places = tuple(_first(reading, name) for reading in (one, other))
        if places[0] and places[1]:
            shared.append(Stranger(name, (places[0], places[1])))
    return tuple(shared)


def _first(reading: Reading, name: str) -> Passage | None:
    """Where the report names this person first; None if it does not, or gives a single name with more to it."""
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
