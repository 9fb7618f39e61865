"""A figure with its bound, unit, period and what is counted."""

from dataclasses import dataclass
from typing import Literal

Bound = Literal["exactly", "about", "more_than", "at_least", "less_than", "at_most", "between"]
Change = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as the words give it. ``low`` or ``high`` is None where that side is open."""

    start: int
    end: int
    quote: str
    low: float | None
    high: float | None
    bound: Bound = "exactly"
    change: Change | None = None
    unit: str | None = None  # normalised singular: "dollar", "percentage", "hour"; for a count the noun counted
    per: str | None = None  # the period or base of a rate: "month"
    counted: str | None = None  # the noun phrase that is counted or paid for
    derived: bool = False  # computed from other words, as the 20 hours of "from 6am to 2am"
    equivalent: bool = False  # the same amount again in another unit: "$100 (£74)"
