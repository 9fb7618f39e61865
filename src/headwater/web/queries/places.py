"""The places that claims name: at district level or coarser, and none where people flee or hide.

A list of places is the one thing here that could lead to a person. So a name is listed only if it is known to be of a
district or of something larger, and no name is listed for a claim that is coded as escape or hiding, that speaks of it,
that stands in one sentence with such a claim, or that is of one finding with it.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from headwater.model import Finding, Indicator, Span, stem
from headwater.web.shelf import Shelf

_NAME = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its commonest form, with the claims that name it."""

    key: str
    name: str
    claims: tuple[str, ...]
    reports: int
    findings: int


@dataclass(frozen=True, slots=True)
class Places:
    """The places that may be listed, those named most often first, and how many claims name others."""

    places: tuple[Place, ...]
    of_finding: Mapping[str, frozenset[str]]  # keys of places by finding
    in_hiding: int  # claims whose places are not listed for the sake of people
    not_known: int  # claims whose places are not known to be a district or larger


def places(shelf: Shelf) -> Places:
    """The places, as they may be shown: one that is the name of a hidden person too is left out."""
    return shelf.remembered(_hidden if shelf.hides_names else _made)


def _hidden(shelf: Shelf) -> Places:
    known = shelf.remembered(_made)
    return replace(known, places=tuple(each for each in known.places if shelf.shown(each.name) == each.name))


@dataclass(frozen=True, slots=True)
class _Said:
    id: str
    report: str
    start: int
    end: int
    quote: str
    place: str | None


@dataclass(frozen=True, slots=True)
class _Sentences:
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    text: _Sentences


def _made(shelf: Shelf) -> Places:
    said = {each.id: each for each in shelf.values("SELECT body FROM claim ORDER BY number", _Said)}
    findings = shelf.values("SELECT body FROM finding ORDER BY rowid", Finding)
    sensitive = _in_flight(shelf, said, findings)
    named = [each for each in said.values() if each.place]
    open_ = [each for each in named if each.id not in sensitive]
    by_key: dict[str, list[_Said]] = {}
    for each in open_:
        if is_listed(each.place or "", each.quote):
            by_key.setdefault(key(each.place or ""), []).append(each)
    key_of = {each.id: place for place, found in by_key.items() for each in found}
    of_finding = {
        finding.id: frozenset(key_of[claim] for claim in finding.claims if claim in key_of) for finding in findings
    }
    count = dict.fromkeys(by_key, 0)
    for keys in of_finding.values():
        for place in keys:
            count[place] += 1
    found = [
        Place(
            place,
            max(sorted({each.place or "" for each in own}), key=[each.place for each in own].count),
            tuple(each.id for each in own),
            len({each.report for each in own}),
            count[place],
        )
        for place, own in by_key.items()
    ]
    found.sort(key=lambda each: (-len(each.claims), each.name, each.key))
    kept = {finding: keys for finding, keys in of_finding.items() if keys}
    return Places(tuple(found), kept, len(named) - len(open_), len(open_) - sum(map(len, by_key.values())))


def _in_flight(shelf: Shelf, said: Mapping[str, _Said], findings: Iterable[Finding]) -> set[str]:
    """The claims that are about people who flee or hide, with those beside them and those that say the same."""
    coded: set[str] = {
        claim
        for each in shelf.values("SELECT body FROM indicator", Indicator)
        if speaks_of_hiding(f"{each.code} {each.name}")
        for claim in each.claims
    }
    sensitive = {each.id for each in said.values() if each.id in coded or speaks_of_hiding(each.quote)}
    by_report: dict[str, list[_Said]] = {}
    for each in said.values():
        by_report.setdefault(each.report, []).append(each)
    reports = sorted({said[id].report for id in sensitive})
    for report in reports:
        (head,) = shelf.values("SELECT body FROM reading WHERE report = ?", _Head, report)
        starts = [each.start for each in head.text.sentences]
        held = {n for each in by_report[report] if each.id in sensitive for n in _sentences(starts, each)}
        sensitive |= {each.id for each in by_report[report] if held.intersection(_sentences(starts, each))}
    for finding in findings:
        if sensitive.intersection(finding.claims):
            sensitive.update(finding.claims)
    return sensitive


def _sentences(starts: list[int], claim: _Said) -> range:
    """The numbers of the sentences that a claim stands in."""
    return range(bisect_right(starts, claim.start) - 1, bisect_right(starts, max(claim.start, claim.end - 1)))


def key(name: str) -> str:
    """What the forms of one name have in common."""
    return " ".join(name.casefold().removeprefix("the ").split())


def is_listed(name: str, around: str = "") -> bool:
    """Whether a name is known to be of a district or of something larger.

    >>> is_listed("Marsh County"), is_listed("Marsh"), is_listed("Marsh", "in the province of Marsh")
    (True, False, True)
    """
    lists = _lists()
    parts = [part.casefold() for part in _NAME.findall(name)]
    if not parts or lists["smaller"].intersection(parts):
        return False
    if key(name) in lists["known"] or lists["larger"].intersection(parts):
        return True
    beside = re.search(rf"\b(\w+) of (?:the )?{re.escape(name)}\b|\b{re.escape(name)} (\w+)", around)
    return beside is not None and (beside[1] or beside[2]).casefold() in lists["larger"]


def speaks_of_hiding(said: str) -> bool:
    """Whether words are about people who flee or hide."""
    phrases = _hiding()
    stems = tuple(stem(word) for word in _NAME.findall(said))
    return any(
        stems[at : at + len(phrase)] == phrase
        for at, first in enumerate(stems)
        if first in phrases
        for phrase in phrases[first]
    )


@cache
def _table() -> Mapping[str, str]:
    return tomllib.loads((files("headwater.web") / "data" / "places.toml").read_text(encoding="utf-8"))


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    table = _table()
    known = (name for of in ("countries", "regions", "cities") for name in table[of].split("|"))
    return {
        "known": frozenset(map(key, known)),
        "larger": frozenset(table["larger"].split()),
        "smaller": frozenset(table["smaller"].split()),
    }


@cache
def _hiding() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Phrases as stems, by the first."""
    phrases = [tuple(map(stem, phrase.split())) for phrase in _table()["hiding"].split("|")]
    return {first: tuple(each for each in phrases if each[0] == first) for first, *_ in phrases}
