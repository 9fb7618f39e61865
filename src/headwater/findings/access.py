"""How a claim's source got to know: a named informant, first-hand reporting, documents in hand, or not shown."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from headwater.findings.likeness import lines, lists
from headwater.model import Claim, NameKind, Reading, Text, stem, words

Kind = Literal["informant", "unnamed", "first-hand", "documents", "research", "none"]
SHOWN: frozenset[Kind] = frozenset({"informant", "first-hand", "documents", "research"})
HEARSAY = "hearsay"
_INDEFINITE = re.compile(r"\b(?:a|an|one|another|some|two|three|several)\b", re.IGNORECASE)
_OF = re.compile(r"\b(?:from|of|at|for|in|with|near|by|to)\b", re.IGNORECASE)  # "men from the Office": not the Office
_DATELINE = re.compile(r"^([A-Z][A-Z.' -]*[A-Z])\b[^\n]{0,60}? ?[-–—]+ ", re.MULTILINE)
_OPENING = 4000  # characters from the start of a report in which it says how it was made


@dataclass(frozen=True, slots=True)
class Informant:
    """A person or body by proper name, as one report gives it."""

    name: str
    key: tuple[str, ...]  # name words without titles, initials and suffixes, folded
    person: bool
    beside: frozenset[tuple[str, ...]] = frozenset()  # keys of the names that stand with it in one sentence

    def same(self, other: "Informant") -> bool:
        """Whether two reports give the same full proper name."""
        return self.key == other.key and (not self.person or len(self.key) > 1)

    def different(self, other: "Informant") -> bool:
        """Whether two names are surely of two people, or of two bodies.

        A body speaks through people, so a body and a person may be one voice, and so may two names that a report
        gives in one breath ("the secretary of the firm"); names that share a word may be one.
        """
        apart = other.key not in self.beside and self.key not in other.beside
        return apart and self.person == other.person and not set(self.key) & set(other.key)


@dataclass(frozen=True, slots=True)
class Access:
    """How one claim's source had access to what it states."""

    kind: Kind
    informant: Informant | None
    words: str  # who or what, in the report's own words


def accesses(readings: Sequence[Reading], outlets: Iterable[str] = ()) -> dict[str, Access]:
    """The access of every claim, by claim id.

    Args:
        readings: the pile.
        outlets: the names of the pile's outlets and origins: what they tell, their informants told them.
    """
    found = {}
    names = frozenset(key for outlet in outlets if (key := frozenset(key_of(outlet))))
    for reading in readings:
        own = _own(reading.text)
        research = _research(reading.text, own)
        people = _People(reading, names)
        for claim in reading.claims:
            found[claim.id] = _access(claim, reading.text, own, research, people)
    return found


def own_work(readings: Sequence[Reading]) -> frozenset[str]:
    """The claims in which a report tells of its own people's questions: true of that report and of no other."""
    found = set[str]()
    for reading in readings:
        own = _own(reading.text)
        found.update(c.id for c in reading.claims if own.search(c.quote) and _cue("research").search(c.quote))
    return frozenset(found)


class _People:
    """The names of one report, and which of them stand in one sentence."""

    def __init__(self, reading: Reading, outlets: frozenset[frozenset[str]]) -> None:
        self._outlets = outlets
        self._datelines = {found.group(1) for found in _DATELINE.finditer(reading.text.text)}
        rank: tuple[NameKind, ...] = ("place", "body", "person")  # a name tagged twice is what can speak
        self._kinds = {n.full: n.kind for n in sorted(reading.names, key=lambda n: rank.index(n.kind)) if n.full}
        self._longest = sorted(self._kinds, key=lambda name: (-len(name), name))
        self._beside: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        starts = [s.start for s in reading.text.sentences]
        sentences: dict[int, set[tuple[str, ...]]] = {}
        for name in reading.names:
            if name.kind != "place":
                sentences.setdefault(bisect_right(starts, name.start), set()).add(key_of(name.full))
        for keys in sentences.values():
            for key in keys:
                self._beside.setdefault(key, set()).update(keys - {key})

    def informant(self, speaker: str | None) -> Informant | None:
        """The informant that ``speaker`` names, or None where it only describes one, as "an official of the court"."""
        name = next((n for n in self._longest if n in speaker), None) if speaker else None
        if speaker is None or name is None or self._kinds[name] == "place":
            return None
        before = speaker[: speaker.index(name)]
        key = key_of(name)
        if not key or name in self._datelines or _INDEFINITE.search(before) or _OF.search(before.rpartition(",")[2]):
            return None
        if any(set(key) <= outlet for outlet in self._outlets):
            return None
        return Informant(name, key, self._kinds[name] == "person", frozenset(self._beside.get(key, ())))


def key_of(name: str) -> tuple[str, ...]:
    """The words of a proper name by which it is compared: folded, without titles, initials and suffixes."""
    capitals = [w for w in re.findall(r"[^\W\d_][\w'’.-]*", name) if w[0].isupper()]
    return tuple(_folded(w) for w in capitals if not _is_title(w) and len(w.strip(".")) > 1)


def _access(claim: Claim, text: Text, own: re.Pattern[str], research: str | None, people: _People) -> Access:
    told = claim.attribution
    if told is not None and told.source:
        source = " ".join(text.slice(s) for s in told.source)
        if own.fullmatch(source.strip()):
            return Access("research", None, source)
        informant = people.informant(told.speaker)
        if told.via:
            return Access("unnamed", None, f"{told.speaker or source}, through {' and '.join(told.via)}")
        if informant is not None:
            return Access("informant", informant, informant.name)
        if is_document(told.speaker or source) and _cue("in_hand").search(claim.quote):
            return Access("documents", None, source)
        return Access("unnamed", None, told.speaker or source)
    if told is not None:
        return Access("unnamed", None, HEARSAY)
    here = claim.quote
    mine = own.search(here)
    if mine and _cue("witnessed").search(here):
        return Access("first-hand", None, mine.group())
    if _cue("in_hand").search(here) and _cue("documents").search(here):
        return Access("documents", None, here)
    if research is not None:
        return Access("research", None, research)
    return Access("none", None, "")


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s").strip(".'")


@cache
def _titles() -> frozenset[str]:
    return frozenset(lines("titles.txt"))


def _is_title(word: str) -> bool:
    return word.strip(".").casefold() in _titles()


@cache
def _cue(name: str) -> re.Pattern[str]:
    return _any(lists("access.toml")[name])


def _any(cues: Sequence[str]) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(re.escape(c) for c in sorted(cues, key=lambda c: (-len(c), c))) + r")\b", re.I
    )


def _own(text: Text) -> re.Pattern[str]:
    """How this report names its own people: "we", "our team", its outlet."""
    outlet = [text.outlet] if text.outlet else []
    return _any([*lists("access.toml")["own"], *outlet])


def _research(text: Text, own: re.Pattern[str]) -> str | None:
    """The sentence in which a report says that its own people questioned or visited, if it does."""
    for span in text.sentences:
        if span.start > _OPENING:
            break
        sentence = text.slice(span)
        mine, how = own.search(sentence), _cue("research").search(sentence)
        if mine and how and mine.start() < how.start() and not any(q.overlap(span) for q in text.quoted):
            return " ".join(sentence.split())
    return None


def is_document(source: str) -> bool:
    """Whether a source is papers and not people."""
    wanted = {stem(w) for w in lists("access.toml")["documents"]}
    return any(w.stem in wanted for w in words(source))
