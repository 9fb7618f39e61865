"""Intervals: every value that a figure allows. An open side is infinite.

Arithmetic after Moore, *Interval Analysis* (1966), with ``0 × ∞ = 0``: a side that is open stands for figures as large
as one likes, and nought times any of them is nought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, isfinite, isinf
from typing import Self


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``, both included."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"an interval must have low <= high, not {self.low}, {self.high}")

    @classmethod
    def of(cls, low: float | None, high: float | None) -> Self:
        """From the words of a figure, where None is an open side."""
        return cls(-inf if low is None else low, inf if high is None else high)

    @classmethod
    def around(cls, values: Iterable[float]) -> Self:
        """The smallest that holds these values."""
        held = tuple(values)
        return cls(min(held), max(held))

    @property
    def closed(self) -> bool:
        """Whether neither side is open."""
        return not (isinf(self.low) or isinf(self.high))

    @property
    def middle(self) -> float | None:
        """The value half-way; the closed side of one that is open; None if both sides are."""
        if self.closed:
            return self.low / 2 + self.high / 2
        return next((side for side in (self.low, self.high) if not isinf(side)), None)

    def wider(self, share: float) -> "Interval":
        """So much wider on each closed side, as a share of the value there."""
        low, high = (abs(side) * share if isfinite(side) else 0.0 for side in (self.low, self.high))
        return Interval(self.low - low, self.high + high)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Low and high, None where it is open."""
        return None if isinf(self.low) else self.low, None if isinf(self.high) else self.high

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        return Interval.around(_times(a, b) for a in (self.low, self.high) for b in (other.low, other.high))

    def __truediv__(self, other: "Interval") -> "Interval":
        if other.low <= 0 <= other.high:
            return self._over_nought(other)
        return self * Interval(1 / other.high, 1 / other.low)

    def _over_nought(self, other: "Interval") -> "Interval":
        """A quotient by values near nought grows without end, on one side if they all lie on one side of it."""
        if other.low == other.high:
            raise ZeroDivisionError
        if other.low == 0:
            return self * Interval(1 / other.high, inf)
        if other.high == 0:
            return self * Interval(-inf, 1 / other.low)
        return Interval(-inf, inf)

    def __pow__(self, exponent: int) -> "Interval":
        if exponent < 0:
            return Interval(1.0, 1.0) / self**-exponent
        ends = (self.low**exponent, self.high**exponent)
        if exponent % 2 == 0 and exponent and self.low < 0 < self.high:
            return Interval(0.0, max(ends))
        return Interval.around(ends)

    def least(self, other: "Interval") -> "Interval":
        """The smaller of two values."""
        return Interval(min(self.low, other.low), min(self.high, other.high))

    def most(self, other: "Interval") -> "Interval":
        """The greater of two values."""
        return Interval(max(self.low, other.low), max(self.high, other.high))


def _times(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b
