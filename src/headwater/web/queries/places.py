"""The places that claims name: at district level or coarser, and none where people flee or hide.

A list of places is the one thing here that could lead to a person. So a name is listed only if it is known to be of a
district or of something larger, and none of a claim that is about people in flight or hiding (``headwater.redact``).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from headwater.model import Finding
from headwater.web.shelf import Shelf

_NAME = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_WORD = re.compile(r"\w+")


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
    quote: str
    place: str | None


def _made(shelf: Shelf) -> Places:
    said = shelf.values("SELECT body FROM claim ORDER BY number", _Said)
    findings = shelf.values("SELECT body FROM finding ORDER BY rowid", Finding)
    sheltered = shelf.sheltered.claims
    named = [each for each in said if each.place]
    open_ = [each for each in named if each.id not in sheltered]
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
    if lists["larger"].isdisjoint(map(str.casefold, _WORD.findall(around))):
        return False  # as of most names: nothing beside it is looked for
    beside = re.search(rf"\b(\w+) of (?:the )?{re.escape(name)}\b|\b{re.escape(name)} (\w+)", around)
    return beside is not None and (beside[1] or beside[2]).casefold() in lists["larger"]


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
