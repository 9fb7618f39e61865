"""What was read beside what gold says: how each is found in its text, matched, and counted."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from headwater.model import Claim, Span

SAME_CONTENT = 0.5  # of their characters in common, as PolNeAR is scored
INSIDE = 0.8  # of the gold words that a claim must hold to be the claim that is meant


@dataclass
class Score:
    right: int = 0
    given: int = 0  # by the program
    wanted: int = 0  # by gold
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0

    def count(self, where: str, right: bool, wanted: object, got: object) -> None:
        """Take up one that was wanted; ``got`` is None if the program gave nothing there."""
        self.wanted += 1
        self.given += got is not None
        self.right += right
        if not right:
            self.misses.append(f"{where}\n    wanted {wanted}\n    got    {'nothing' if got is None else got}")

    def spurious(self, where: str, got: object) -> None:
        """Take up one that the program gave and nobody wanted."""
        self.given += 1
        self.misses.append(f"{where}\n    wanted nothing\n    got    {got}")

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  ({self.right} of {self.wanted})"


def find(words: str, where: str) -> Span:
    """Where a gold quote stands. It must stand there once; else ⟦ ⟧ mark the quote within words that do."""
    before, quote, after = re.split("[⟦⟧]", words) if "⟦" in words else ("", words, "")
    whole = re.escape(before + quote + after)
    found = [m.start() for m in re.finditer(rf"(?:(?<!\w)|(?!\w)){whole}(?:(?!\w)|(?<!\w))", where)]
    assert len(found) == 1, f"{words!r} stands {len(found)} times in {where!r}"
    return Span(found[0] + len(before), found[0] + len(before) + len(quote))


def spans(quotes: Iterable[str], where: str) -> tuple[Span, ...]:
    return tuple(find(quote, where) for quote in quotes)


def fits(gold: object, got: object) -> bool:
    """Whether a value is the gold one, or one of those that gold gives as equally good; ``*`` is any."""
    if isinstance(gold, int | float) and isinstance(got, int | float):
        return math.isclose(gold, got)
    return gold in ("*", got) or (isinstance(gold, str) and got in gold.split("|"))


def overlap(a: Any, b: Any) -> float:
    """Characters in common of two values that have a start and an end."""
    return float(max(0, min(a.end, b.end) - max(a.start, b.start)))


def shared_content(content: tuple[Span, ...], got: Any) -> float:
    """The share of their characters that two contents have in common, 0 below the line."""
    a, b = ({at for span in each for at in range(span.start, span.end)} for each in (content, got.content))
    share = len(a & b) / len(a | b)
    return share if share >= SAME_CONTENT else 0.0


def nearest(given: Sequence[Claim], words: Span) -> Claim | None:
    """The claim that holds most of these words, and of such claims the shortest."""
    best = max(given, key=lambda claim: (overlap(claim, words), claim.start - claim.end), default=None)
    return best if best and overlap(best, words) >= INSIDE * (words.end - words.start) else None


def matched(wanted: Sequence[Any], given: Sequence[Any], likeness: Callable[[Any, Any], float]) -> list[Any]:
    """For each that was wanted the one that was given for it, or None; the most alike find each other first."""
    pairs = ((likeness(a, b), -i, -j) for i, a in enumerate(wanted) for j, b in enumerate(given))
    of: dict[int, int] = {}
    for alike, i, j in sorted(pairs, reverse=True):
        if alike > 0 and -i not in of and -j not in of.values():
            of[-i] = -j
    return [given[of[i]] if i in of else None for i in range(len(wanted))]


def compare_sets(score: Score, where: str, wanted: set[Any], given: set[Any]) -> None:
    for each in sorted(wanted):
        score.count(where, each in given, each, each if each in given else None)
    for each in sorted(given - wanted):
        score.spurious(where, each)
