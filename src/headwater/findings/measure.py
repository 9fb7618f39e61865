"""Whether two claims measure different things: how many go and how many are there, what is earned and what is left."""

import re
from functools import cache, lru_cache

from headwater.findings.figure import EQUAL, agreement, counted_alike, stated
from headwater.findings.likeness import lists
from headwater.model import Claim

_APART = (("going", "being"), ("kept", "earned"))  # lists of words of the one measure and of the other


def other_measure(a: Claim, b: Claim) -> bool:
    """Whether two claims give figures of one kind that differ because they measure different things.

    "10,000 were sent in May" and "4,000 were in the port in May" state two things, and neither disputes the other.
    """
    if not (a.quantities and b.quantities):
        return False
    if not any({_speaks_of(a.quote, *names), _speaks_of(b.quote, *names)} == {*names} for names in _APART):
        return False
    return agreement(a, b) < EQUAL and any(counted_alike(x, y) for x in stated(a) for y in stated(b))


@lru_cache(maxsize=65_536)
def _speaks_of(quote: str, one: str, other: str) -> str | None:
    """Which of two measures a claim speaks of, by their lists of words; None if of both or neither."""
    held = [name for name in (one, other) if _words(name).search(quote)]
    return held[0] if len(held) == 1 else None


@cache
def _words(name: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in lists("drift.toml")[name])
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)
