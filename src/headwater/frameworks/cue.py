"""Cues: the little language in which a framework says what words speak of a code.

A cue is one line, read without regard to order or inflection (words are compared by stem)::

    passport|identity card + take|keep|lock away - licence

Groups are joined by ``+``; a claim has the cue if every group has one of its alternatives (``|``) in the claim and no
``-`` group has. An alternative of several words must stand together. Two groups are special: ``NO`` is any negation,
and ``#hour>=12`` asks for a quantity of that unit. A cue without ``NO`` never fits a claim that is denied or negative:
"nobody is beaten" is not evidence of beating.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.errors import UsageError
from headwater.model import Claim, Quantity, stem, words

_FIGURE = re.compile(r"#(?P<unit>[a-z ]+?)\s*>=\s*(?P<least>\d+(?:\.\d+)?)$")
_NEGATIONS = ("no", "not", "n't", "never", "nobody", "none", "nothing", "neither", "nor", "without", "cannot", "no one")

Phrase = tuple[str, ...]


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
class Cue:
    """A parsed cue; ``line`` is how the framework's file spells it."""

    line: str
    groups: tuple[frozenset[Phrase], ...]
    unless: frozenset[Phrase]
    figures: tuple[Figure, ...]
    negated: bool

    @classmethod
    def parse(cls, line: str) -> "Cue":
        """Read one line of the cue language.

        Raises:
            UsageError: the line has no group that names words, or a ``#`` group that is not ``#unit>=number``.
        """
        wanted, *unwanted = re.split(r"\s-\s", line)
        groups: list[frozenset[Phrase]] = []
        figures: list[Figure] = []
        negated = False
        for group in (part.strip() for part in wanted.split("+")):
            if group == "NO":
                negated = True
            elif group.startswith("#"):
                found = _FIGURE.match(group)
                if not found:
                    raise UsageError("a figure in a cue is not #unit>=number", group, f"Mend the cue: {line}")
                figures.append(Figure(found["unit"], float(found["least"])))
            else:
                groups.append(_phrases(group))
        if not groups or frozenset() in groups:
            raise UsageError("a cue must name some words", line, "Write word|word + word, see docs/frameworks.md")
        unless = frozenset[Phrase]().union(*(_phrases(part) for part in unwanted))
        return cls(line, tuple(groups), unless, tuple(figures), negated)

    def fits(self, seen: "Stems", claim: Claim) -> bool:
        """Whether the claim, whose stems are ``seen``, has this cue."""
        negative = claim.polarity == "negative" or claim.modality == "denied"
        return (
            (self.negated or not negative)
            and all(map(seen.any, self.groups))
            and (not self.negated or seen.any(NEGATION))
            and all(any(map(figure.fits, claim.quantities)) for figure in self.figures)
            and not seen.any(self.unless)
        )


class Stems:
    """The stems of one claim, for asking whether phrases stand in it."""

    def __init__(self, quote: str) -> None:
        self._line = " " + " ".join(word.stem for word in words(quote)) + " "
        self.each = frozenset(self._line.split())

    def any(self, phrases: frozenset[Phrase]) -> bool:
        """Whether one of the phrases stands in the claim."""
        return any(
            phrase[0] in self.each and (len(phrase) == 1 or f" {' '.join(phrase)} " in self._line) for phrase in phrases
        )


def _phrases(group: str) -> frozenset[Phrase]:
    alternatives = (tuple(stem(word) for word in part.split()) for part in group.split("|"))
    return frozenset(phrase for phrase in alternatives if phrase)


NEGATION = _phrases("|".join(_NEGATIONS))


def index(cues: Sequence[Cue]) -> dict[str, tuple[int, ...]]:
    """Which cues could fit a claim that has a stem: the cues listed under the first words of their rarest group.

    The group with the fewest alternatives is taken, so that a claim is tried against few cues and the work stays
    linear in the number of claims.
    """
    under: dict[str, list[int]] = {}
    for number, cue in enumerate(cues):
        rarest = min(cue.groups, key=len)
        for first in sorted({phrase[0] for phrase in rarest}):
            under.setdefault(first, []).append(number)
    return {first: tuple(numbers) for first, numbers in under.items()}
