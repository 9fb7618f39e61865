"""How a claim's source got to know: a named informant, first-hand reporting, documents in hand, or not shown."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from headwater.findings.declared import Declared, declared
from headwater.findings.likeness import lines, lists
from headwater.findings.presence import Presence, outside
from headwater.findings.voice import PAPERS, voice
from headwater.model import Claim, NameKind, Reading, Span, Text, stem, words

Kind = Literal["informant", "unnamed", "first-hand", "present", "documents", "research", "none"]
SHOWN: frozenset[Kind] = frozenset({"informant", "first-hand", "present", "documents", "research"})
HEARSAY = "hearsay"
_INDEFINITE = re.compile(r"\b(?:a|an|one|another|some|two|three|several)\b", re.IGNORECASE)
_OF = re.compile(r"\b(?:from|of|at|for|in|with|near|by|to)\b", re.IGNORECASE)  # "men from the Office": not the Office
_DATELINE = re.compile(r"^([A-Z][A-Z.' -]*[A-Z])\b[^\n]{0,60}? ?[-–—]+ ", re.MULTILINE)
_FOLLOWING = 2  # sentences after a visit that describe what was seen on it
_OPENING = 4000  # characters from the start of a report in which it says how it was made


@dataclass(frozen=True, slots=True)
class Informant:
    """A person or body by proper name, as one report gives it."""

    name: str
    key: tuple[str, ...]  # name words without titles, initials and suffixes, folded
    person: bool
    beside: frozenset[tuple[str, ...]] = frozenset()  # keys of the names that stand with it in one sentence
    serves: frozenset[tuple[str, ...]] = frozenset()  # keys of whom it speaks for: "Ada Brook’s lawyer, Rolf Ames"

    def same(self, other: "Informant") -> bool:
        """Whether two reports give the same full proper name, or one names who speaks for the other."""
        named = self.key == other.key and (not self.person or len(self.key) > 1)
        return named or self.key in other.serves or other.key in self.serves

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
    informant: Informant | None  # also whoever did in public, by saying it, what the claim tells: "the mayor offered"
    words: str  # who or what, in the report's own words
    voice: frozenset[str] = frozenset()  # the body or the papers that are described, see ``voice``
    outlet: tuple[str, ...] = ()  # the outlet of the pile that it is credited to, by the key of its name
    said: str = ""  # the words for the source where the claim stands: "the company", "he"
    declared: Declared | None = None  # what it tells of what somebody declared


def accesses(
    readings: Sequence[Reading], outlets: Iterable[str] = (), copies: frozenset[str] = frozenset()
) -> dict[str, Access]:
    """The access of every claim, by claim id.

    Args:
        readings: the pile.
        outlets: the names of the pile's outlets and origins: what they tell, their informants told them.
        copies: reports that derive from others of the pile. The names that they add say nothing of who is who.
    """
    found = {}
    names = frozenset(key for outlet in outlets if (key := frozenset(key_of(outlet))))
    full: dict[str, set[tuple[str, ...]]] = {}
    for reading in readings:
        own, staff = _own(reading.text), _own(reading.text, "staff")
        research = _research(reading.text, own)
        people, presence = _People(reading, names), Presence(reading, staff)
        visits = _visits(reading.text, staff)
        for claim in reading.claims:
            access = _access(claim, reading.text, staff, research, people)
            if access.kind in ("none", "research") and (seen := _seen_there(claim, reading.text, visits)):
                access = replace(access, kind="first-hand", words=seen)
            elif access.kind == "none" and (shown := presence.of(claim)):
                access = replace(access, kind="present", words=shown)
            found[claim.id] = replace(access, declared=declared(claim, reading.text, shown=access.kind in SHOWN))
        for person in people.full if reading.report not in copies else ():
            full.setdefault(person[-1], set()).add(person)
    return {claim: _known_by(access, full) for claim, access in found.items()}


def _known_by(access: Access, full: Mapping[str, set[tuple[str, ...]]]) -> Access:
    """Somebody known by surname alone is the one whose full name ends in it, if the pile has only one such name."""
    informant = access.informant
    if informant is None or not informant.person or len(informant.key) > 1:
        return access
    keys = full.get(informant.key[0], set())
    return replace(access, informant=replace(informant, key=min(keys))) if len(keys) == 1 else access


def own_work(readings: Sequence[Reading]) -> frozenset[str]:
    """The claims in which a report tells of its own people's questions, or of what its outlet asks or demands."""
    found = set[str]()
    for reading in readings:
        own = _own(reading.text)
        found.update(c.id for c in reading.claims if own.search(c.quote) and _cue("research").search(c.quote))
        if outlet := outlet_key(reading.text.outlet or ""):
            acts = (c for c in reading.claims if c.predicate in lists("access.toml")["acts"])
            found.update(c.id for c in acts if outlet_key(c.subject or "") == outlet)
    return frozenset(found)


class _People:
    """The names of one report, and which of them stand in one sentence."""

    def __init__(self, reading: Reading, outlets: frozenset[frozenset[str]]) -> None:
        self._outlets = outlets
        self._datelines = {found.group(1) for found in _DATELINE.finditer(reading.text.text)}
        rank: tuple[NameKind, ...] = ("place", "body", "person")  # a name tagged twice is what can speak
        named = sorted((n for n in reading.names if n.full), key=lambda n: rank.index(n.kind))
        self._kinds = {form: n.kind for n in named for form in (n.quote, n.full)}
        self._full = {n.quote: n.full for n in named} | {n.full: n.full for n in named}
        people = (key_of(name) for name, kind in self._kinds.items() if kind == "person")
        self.full = frozenset(key for key in people if len(key) > 1)  # the people named in full
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
        self._serves: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for one, other in pairwise(n for n in reading.names if n.full):
            between = reading.text.text[one.end : other.start]
            if one.kind == "person" and _serves("after").fullmatch(between):
                self._serves.setdefault(key_of(one.full), set()).add(key_of(other.full))
            elif other.kind == "person" and _serves(one.kind).fullmatch(between):
                self._serves.setdefault(key_of(other.full), set()).add(key_of(one.full))

    def informant(self, speaker: str | None) -> Informant | None:
        """The informant that ``speaker`` names, or None where it only describes one, as "an official of the court"."""
        name = next((n for n in self._longest if _names(n, speaker)), None) if speaker else None
        if speaker is None or name is None or self._kinds[name] == "place":
            return None
        before = speaker[: speaker.index(name)]
        full = self._full[name]
        key = key_of(full)
        if not key or name in self._datelines or _INDEFINITE.search(before) or _OF.search(before.rpartition(",")[2]):
            return None
        if any(set(key) <= outlet for outlet in self._outlets):
            return None
        beside, serves = (frozenset(held.get(key, ())) for held in (self._beside, self._serves))
        return Informant(full, key, self._kinds[name] == "person", beside, serves)

    def outlet(self, *names: str) -> tuple[str, ...]:
        """The key of the first of these names that is an outlet of the pile."""
        keys = (frozenset(key_of(name)) for name in names)
        found = (outlet for key in keys if key for outlet in self._outlets if key <= outlet)
        return min((tuple(sorted(outlet)) for outlet in found), default=())


def _names(name: str, speaker: str) -> bool:
    """Whether a speaker is called by this name, and not somebody of theirs: "Ada Brook’s lawyer"."""
    at = speaker.find(name)
    return at >= 0 and not speaker.startswith(("'s", "’s"), at + len(name))


@cache
def _serves(whom: str) -> re.Pattern[str]:
    """The words between a person and whom that person speaks for: ", the head of the", "’s lawyer, ".

    Args:
        whom: ``after`` where the name stands after the person, else the kind of the name before.
    """
    role = _cue("speaks_for").pattern
    if whom == "after":
        return re.compile(rf",? (?:[\w-]+ ){{0,3}}?{role} (?:of|for|at) (?:the )?", re.IGNORECASE)
    owner = r"['’]s? (?:[\w-]+ ){0,2}?"
    return re.compile(rf"(?:{owner}{'' if whom == 'person' else '| '}){role},? ", re.IGNORECASE)


def outlet_key(name: str) -> tuple[str, ...]:
    """The key by which outlets are compared."""
    return tuple(sorted(set(key_of(name))))


def key_of(name: str) -> tuple[str, ...]:
    """The words of a proper name by which it is compared: folded, without titles, initials and suffixes."""
    capitals = [w for w in re.findall(r"[^\W\d_][\w'’.-]*", name) if w[0].isupper()]
    return tuple(_folded(w) for w in capitals if not _is_title(w) and len(w.strip(".")) > 1)


def _access(claim: Claim, text: Text, own: re.Pattern[str], research: str | None, people: _People) -> Access:
    told = claim.attribution
    doer = people.informant(claim.subject) if claim.predicate in lists("access.toml")["acts"] else None
    if told is not None and told.source:
        source = " ".join(text.slice(s) for s in told.source)
        if own.fullmatch(source.strip()):
            return Access("research", doer, source)
        said_by = told.speaker or source
        informant = people.informant(told.speaker)
        if told.via:
            through = f"{said_by}, through {' and '.join(told.via)}"
            return Access("unnamed", doer, through, voice(said_by) or voice(told.via[-1]), people.outlet(*told.via))
        if informant is not None:
            return Access("informant", informant, informant.name, said=source)
        if is_document(said_by) and _cue("in_hand").search(claim.quote):
            return Access("documents", doer, source, voice(said_by))
        return Access("unnamed", doer, said_by, voice(said_by), people.outlet(said_by), source)
    if told is not None:
        return Access("unnamed", doer, HEARSAY)
    here = claim.quote
    mine = _witness(here, own)
    if mine is not None:
        return Access("first-hand", doer, mine)
    if _cue("in_hand").search(here) and _cue("documents").search(here):
        return Access("documents", doer, here, PAPERS)
    if research is not None:
        return Access("research", doer, research)
    return Access("none", doer, "")


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


def _own(text: Text, *others: str) -> re.Pattern[str]:
    """How this report names its own people: "we", "our team", its outlet, and those of other lists."""
    outlet = [text.outlet] if text.outlet else []
    return _any([*(word for name in ("own", *others) for word in lists("access.toml")[name]), *outlet])


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


def _witness(clause: str, own: re.Pattern[str]) -> str | None:
    """Which of its own people a clause shows to have seen what it tells: "we saw", "seen by the mission".

    A clause set off between may stand between them; another verb may not: "a nurse, whom we do not name, found".
    """
    for mine in own.finditer(clause):
        after = re.sub(r"\A,[^,]*,", "", clause[mine.end() :])
        near = re.match(r"(?: [\w'’-]+){0,3}", after)
        before = re.search(r"(?:[\w'’-]+ ){0,3}[\w'’-]+\Z", clause[: mine.end()])
        if any(found and _cue("witnessed").search(found.group()) for found in (near, before)):
            return mine.group()
    return None


def _visits(text: Text, own: re.Pattern[str]) -> dict[int, str]:
    """The sentences that describe what a report's own people were shown on a visit told just before, in the same
    paragraph: by the number of the sentence, the words that tell of the visit.
    """
    found: dict[int, str] = {}
    starts = [paragraph.start for paragraph in text.paragraphs]
    for at, span in enumerate(text.sentences):
        plain = outside(text, span)
        mine = own.search(plain)
        if mine is None or not _cue("visits").search(plain, mine.end()):
            continue
        for following in range(at + 1, min(at + 1 + _FOLLOWING, len(text.sentences))):
            here = text.sentences[following]
            if bisect_right(starts, here.start) != bisect_right(starts, span.start):
                break
            found[following] = " ".join(plain.split())
    return found


def _seen_there(claim: Claim, text: Text, visits: Mapping[int, str]) -> str | None:
    """The words that tell of the visit on which a claim's people saw what it describes, if they did."""
    at = bisect_right(text.sentences, claim.start, key=lambda sentence: sentence.start) - 1
    plain = outside(text, Span(claim.start, claim.end)) if at in visits else ""
    described = claim.modality == "stated" and not claim.times and _cue("described").search(plain)
    return visits[at] if described else None


def is_document(source: str) -> bool:
    """Whether a source is papers and not people."""
    wanted = {stem(w) for w in lists("access.toml")["documents"]}
    return any(w.stem in wanted for w in words(source))
