"""Cues: the little language in which a framework says what words speak of a code.

A cue is one line, read without regard to inflection (words are compared by stem)::

    <passport> ~ take|keep|lock away - library

Groups are joined by ``+`` (both stand in the sentence), ``~`` (the second within `NEAR` words of the first) or ``&``
(the second stands in the sentence or, as of whom or where it speaks, in one of the few about it); each has one of its
alternatives (``|``), of which several words must stand together and ``<name>`` is a named word class. The first group
must stand in the claim itself, the others may stand in the rest of its sentence. ``NO`` before a group
asks for it negated ("never paid", "forbidden to leave"); a cue without ``NO`` never fits words that are negated:
"nobody is beaten" is not evidence of beating. Nor does a claim that somebody denies fit a cue, unless the cue itself
names the denial ("denied ~ NO treatment"). ``#hour>=12`` asks for a quantity of that unit. What follows ``-`` lifts
the cue, and so do these words in the sentences about it where the cue needed them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from headwater.errors import UsageError
from headwater.frameworks.wording import Phrase, Wording
from headwater.model import Claim, Quantity, stem, words

NEAR = 8  # words between two groups joined by ~: about the length of a clause; chosen by hand
Classes = Mapping[str, frozenset[Phrase]]

_FIGURE = re.compile(r"#(?P<unit>[a-z ]+?)\s*>=\s*(?P<least>\d+(?:\.\d+)?)$")
_CLASS = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that a claim must hold: at least this much of this unit."""

    unit: str
    least: float

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity is surely or possibly that much."""
        value = quantity.high if quantity.high is not None else quantity.low
        return quantity.unit == self.unit and value is not None and value >= self.least


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives of which one must stand in the sentence: ``negated``, ``near`` the group before, or ``around``."""

    phrases: frozenset[Phrase]
    negated: bool = False
    near: bool = False
    around: bool = False  # a sentence close by may have it


@dataclass(frozen=True, slots=True)
class Cue:
    """A parsed cue; ``line`` is how the framework's file spells it."""

    line: str
    groups: tuple[Group, ...]
    unless: frozenset[Phrase]
    figures: tuple[Figure, ...]

    @classmethod
    def parse(cls, line: str, classes: Classes | None = None) -> "Cue":
        """Read one line of the cue language.

        Raises:
            UsageError: the line has no group that names words, names a class that is not there, or has a ``#`` group
                that is not ``#unit>=number``.
        """
        wanted, *unwanted = re.split(r"\s-\s", line)
        groups: list[Group] = []
        figures: list[Figure] = []
        parts = re.split(r"\s([+~&])\s", f" + {wanted}")[1:]
        for joint, part in zip(parts[::2], map(str.strip, parts[1::2]), strict=True):
            if part.startswith("#"):
                found = _FIGURE.match(part)
                if not found:
                    raise UsageError("a figure in a cue is not #unit>=number", part, f"Mend the cue: {line}")
                figures.append(Figure(found["unit"], float(found["least"])))
            else:
                negated = part.split(" ")[0] == "NO"
                named = phrases(part.removeprefix("NO") if negated else part, classes or {})
                groups.append(Group(named, negated, joint == "~", joint == "&"))
        if not groups or any(not group.phrases for group in groups) or re.search(r"\S[+~&]|[+~&]\S", wanted):
            raise UsageError("a cue must name some words", line, "Write word|word + word, with spaces about the +")
        unless = frozenset[Phrase]().union(*(phrases(part, classes or {}) for part in unwanted))
        return cls(line, tuple(groups), unless, tuple(figures))

    @property
    def denies(self) -> bool:
        """Whether the cue itself asks for a denial ("denied treatment"), which any other takes as a claim denied."""
        return any(stem("deny") in phrase for group in self.groups for phrase in group.phrases)

    def fits(self, seen: Wording, claim: Claim) -> bool:
        """Whether the claim, whose words are ``seen``, has this cue."""
        return self.shown(seen, claim) is not None

    def shown(self, seen: Wording, claim: Claim) -> tuple[str, ...] | None:
        """The words by which a claim has this cue, for each group and figure, from its sentence; None if it has not."""
        if claim.modality == "denied" and not self.denies:
            return None
        sentence, either = seen.sentence, any(group.negated for group in self.groups)
        last: tuple[range, ...] = ()
        shown: list[range] = []
        for group in self.groups:
            found = tuple(
                place
                for place in sentence.places(group.phrases)
                if (sentence.negated(place) if group.negated else either or not sentence.negated(place))
                and (place.start in seen.claim if group is self.groups[0] else True)
                and (not group.near or any(_near(place, other) for other in last))
            )
            if not found and not (group.around and any(each.places(group.phrases) for each in seen.around)):
                return None
            last = found
            shown.extend(found[:1])
        told = len(shown) < len(self.groups)  # some of it only by the sentences about it
        given = [next((each.quote for each in claim.quantities if figure.fits(each)), None) for figure in self.figures]
        if self._lifted(seen, either, told) or None in given:
            return None
        quotes = [sentence.quote(place) for place in sorted(shown, key=lambda place: place.start)]
        return (*quotes, *(quote for quote in given if quote))

    def _lifted(self, seen: Wording, either: bool, told: bool) -> bool:
        if seen.sentence.places(self.unless) if either else seen.sentence.asserts(self.unless):
            return True
        return told and any(each.asserts(self.unless) for each in seen.around)


def phrases(group: str, classes: Classes) -> frozenset[Phrase]:
    """The phrases of ``word|two words|<class>|by <class>``, as stems.

    Raises:
        UsageError: a class is not there.
    """
    return frozenset(
        sum(each, ())
        for alternative in group.split("|")
        if alternative.strip()
        for each in product(*(_element(element, classes) for element in re.findall(r"<[^>]*>|[^\s<>]+", alternative)))
    )


def _element(element: str, classes: Classes) -> frozenset[Phrase]:
    named = _CLASS.fullmatch(element)
    if not named:
        return frozenset({tuple(word.stem for word in words(element))})
    if named[1] not in classes:
        raise UsageError("a cue names a word class that is not there", element, f"Known: {', '.join(sorted(classes))}")
    return classes[named[1]]


def _near(a: range, b: range) -> bool:
    """Whether two places are near each other, and not the same words."""
    return 0 <= a.start - b.stop <= NEAR or 0 <= b.start - a.stop <= NEAR


class Index:
    """Which cues could fit a sentence, found by its stems, so that each claim is tried against few cues."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        """List each cue under the first words of the group that has the fewest alternatives."""
        self._firsts: list[list[frozenset[str]]] = [
            [_firsts(group.phrases) for group in cue.groups if not group.around] for cue in cues
        ]
        self._under: dict[str, list[int]] = {}
        for number, groups in enumerate(self._firsts):
            fewest: frozenset[str] = min(groups, key=len)
            for first in sorted(fewest):
                self._under.setdefault(first, []).append(number)

    def tried(self, stems: frozenset[str]) -> list[int]:
        """The cues, by their number, that have a word of each of their groups among these stems."""
        listed = {number for each in stems for number in self._under.get(each, ())}
        return sorted(n for n in listed if not any(map(stems.isdisjoint, self._firsts[n])))


def _firsts(phrases: frozenset[Phrase]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in phrases)
