"""Cues: the little language in which a framework says what words speak of a code.

A cue is one line, read without regard to inflection (words are compared by stem)::

    <passport> ~ take|keep|lock away - library

Groups are joined by ``+`` (both stand in the sentence) or ``~`` (the second within `NEAR` words of the first); each
has one of its alternatives (``|``), of which several words must stand together and ``<name>`` is a named word class.
The first group must stand in the claim itself, the others may stand in the rest of its sentence. ``NO`` before a group
asks for it negated ("never paid", "forbidden to leave"); a cue without ``NO`` never fits words that are negated:
"nobody is beaten" is not evidence of beating. Nor does a claim that somebody denies fit a cue, unless the cue itself
names the denial ("denied ~ NO treatment"). ``#hour>=12`` asks for a quantity of that unit. What follows ``-`` lifts
the cue.
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
    """Alternatives of which one must stand in the claim: ``negated``, and ``near`` the group before."""

    phrases: frozenset[Phrase]
    negated: bool = False
    near: bool = False


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
        parts = re.split(r"\s([+~])\s", f" + {wanted}")[1:]
        for joint, part in zip(parts[::2], map(str.strip, parts[1::2]), strict=True):
            if part.startswith("#"):
                found = _FIGURE.match(part)
                if not found:
                    raise UsageError("a figure in a cue is not #unit>=number", part, f"Mend the cue: {line}")
                figures.append(Figure(found["unit"], float(found["least"])))
            else:
                negated = part.split(" ")[0] == "NO"
                named = phrases(part.removeprefix("NO") if negated else part, classes or {})
                groups.append(Group(named, negated, joint == "~"))
        if not groups or any(not group.phrases for group in groups) or re.search(r"\S[+~]|[+~]\S", wanted):
            raise UsageError("a cue must name some words", line, "Write word|word + word, with spaces about the +")
        unless = frozenset[Phrase]().union(*(phrases(part, classes or {}) for part in unwanted))
        return cls(line, tuple(groups), unless, tuple(figures))

    @property
    def denies(self) -> bool:
        """Whether the cue itself asks for a denial ("denied treatment"), which any other takes as a claim denied."""
        return any(stem("deny") in phrase for group in self.groups for phrase in group.phrases)

    def fits(self, seen: Wording, claim: Claim) -> bool:
        """Whether the claim, whose words are ``seen``, has this cue."""
        if claim.modality == "denied" and not self.denies:
            return False
        before: list[range] = []
        either = any(group.negated for group in self.groups)
        for group in self.groups:
            found = [
                place
                for place in seen.places(group.phrases)
                if (seen.negated(place) if group.negated else either or not seen.negated(place))
                and (place.start in seen.claim if group is self.groups[0] else True)
                and (not group.near or any(_near(place, other) for other in before))
            ]
            if not found:
                return False
            before = found
        lifted = seen.places(self.unless) if either else seen.asserts(self.unless)
        return not lifted and all(any(map(figure.fits, claim.quantities)) for figure in self.figures)


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
    return a.start - b.stop <= NEAR and b.start - a.stop <= NEAR


def index(cues: Sequence[Cue]) -> dict[str, tuple[int, ...]]:
    """Which cues could fit a sentence that has a stem: the cues listed under the first words of their rarest group.

    The group with the fewest alternatives is taken, so that a claim is tried against few cues and the work stays
    linear in the number of claims.
    """
    under: dict[str, list[int]] = {}
    for number, cue in enumerate(cues):
        rarest = min(cue.groups, key=lambda group: len(group.phrases)).phrases
        for first in sorted({phrase[0] for phrase in rarest}):
            under.setdefault(first, []).append(number)
    return {first: tuple(numbers) for first, numbers in under.items()}
