"""Units as the words that they are: multiplied, divided and compared, never converted.

A month is not turned into a year unless the formula says so, as in ``12 [month / year]``: a conversion that nobody
wrote down is one that nobody checked.
"""

import re
from dataclasses import dataclass
from typing import Self

from headwater.errors import UsageError

_FACTOR = re.compile(r"\s*(?P<name>[^\W\d_][^*/^\[\]()]*?)\s*(?:\^\s*(?P<power>-?\d{1,2}))?\s*\Z")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of words, in alphabetical order; ``Unit()`` is a bare number.

    >>> str(Unit.parse("dollar / month / worker") * Unit.parse("worker"))
    'dollar / month'
    """

    powers: tuple[tuple[str, int], ...] = ()

    @classmethod
    def parse(cls, words: str) -> Self:
        """Read ``dollar / month``, ``hour * worker``, ``metre^2`` or ``1``.

        Raises:
            UsageError: it is not a unit.
        """
        powers: dict[str, int] = {}
        sign = 1
        for part in re.split(r"([*/])", words if len(words) <= _LONGEST else ""):
            if part in ("*", "/"):
                sign = 1 if part == "*" else -1
                continue
            found = _FACTOR.match(part)
            if found:
                name = " ".join(found["name"].lower().split())
                powers[name] = powers.get(name, 0) + sign * int(found["power"] or 1)
            elif part.strip() != "1":
                raise UsageError("that is not a unit", words, "Write it as in: dollar / month / worker")
        return cls._of(powers)

    @classmethod
    def _of(cls, powers: dict[str, int]) -> Self:
        return cls(tuple(sorted((name, power) for name, power in powers.items() if power)))

    def __mul__(self, other: "Unit") -> "Unit":
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, 0) + power
        return Unit._of(powers)

    def __truediv__(self, other: "Unit") -> "Unit":
        return self * other**-1

    def __pow__(self, exponent: int) -> "Unit":
        return Unit._of({name: power * exponent for name, power in self.powers})

    def holds(self, other: "Unit") -> bool:
        """Whether every word of the other stands in this one, on the same side of the stroke."""
        mine = dict(self.powers)
        return all(0 < power <= mine.get(name, 0) or 0 > power >= mine.get(name, 0) for name, power in other.powers)

    def __str__(self) -> str:
        above = [_shown(name, power) for name, power in self.powers if power > 0]
        below = [_shown(name, -power) for name, power in self.powers if power < 0]
        return " / ".join([" * ".join(above) or "1", *below])


def _shown(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"
