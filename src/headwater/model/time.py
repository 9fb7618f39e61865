"""A time expression, resolved to an interval where the publication date allows."""

from dataclasses import dataclass
from typing import Literal

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its TIMEX3 value (TimeML 1.2.1) and the interval it means."""

    start: int
    end: int
    quote: str
    type: TimeType
    value: str | None  # TIMEX3; None where it cannot be resolved
    since: str | None = None  # ISO 8601, first moment of the interval ("from" in JSON)
    until: str | None = None  # ISO 8601, last day or moment of the interval ("to" in JSON)
