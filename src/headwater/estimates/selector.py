"""Which figures of a case an input is bound to: by what they count and the words around them, never by an id."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from headwater.errors import UsageError
from headwater.estimates.unit import Unit
from headwater.model import Claim, Quantity, words

Phrase = tuple[str, ...]  # stems that stand together
Group = tuple[Phrase, ...]  # phrases of which one must be there


@dataclass(frozen=True, slots=True)
class Selector:
    """What a figure must be like. Words are compared by stem: "send" also finds "sent"."""

    around: tuple[Group, ...]  # of each group one phrase stands in the sentence
    without: Group  # and none of these does
    counts: Group  # what is counted, or with a figure what it is paid or measured for, holds one of these
    figure: Unit | None  # the figure's unit and period
    between: tuple[float, float] | None  # the figure reaches into this range
    modality: tuple[str, ...]  # how the claim is put

    @classmethod
    def parse(
        cls,
        around: str,
        counts: str,
        figure: Unit | None,
        between: tuple[float, float] | None,
        modality: tuple[str, ...],
    ) -> Self:
        """Read ``a|b + c - d|e``: one of a and b, and c, but neither d nor e.

        Raises:
            UsageError: a group is empty.
        """
        wanted, _, unwanted = around.partition(" - ")
        return cls(
            around=tuple(_group(each) for each in wanted.split("+")) if wanted.strip() else (),
            without=_group(unwanted) if unwanted.strip() else (),
            counts=_group(counts) if counts.strip() else (),
            figure=figure,
            between=between,
            modality=modality,
        )

    def takes(self, claim: Claim, quantity: Quantity) -> bool:
        """Whether a figure of a claim is meant, whatever the words around it."""
        if quantity.change is not None or claim.polarity == "negative" or claim.modality not in self.modality:
            return False
        if quantity.low is None and quantity.high is None:
            return False
        if self.between is not None and not _reaches(quantity, self.between):
            return False
        if self.figure is not None and measured(quantity) != self.figure:
            return False
        named = quantity.counted if self.figure else quantity.unit or quantity.counted  # a wage counts no workers
        return not self.counts or _any(self.counts, [word.stem for word in words(named or "")])

    def speaks(self, around: Sequence[str]) -> bool:
        """Whether a sentence with these stems is meant, in order."""
        return all(_any(group, around) for group in self.around) and not _any(self.without, around)


def measured(quantity: Quantity) -> Unit:
    """The unit and period of a figure: dollar / month."""
    return _unit(quantity.unit) / _unit(quantity.per)


@lru_cache(maxsize=4_096)
def _unit(name: str | None) -> Unit:
    try:
        return Unit.parse(name or "1")
    except UsageError:  # a noun that was counted may hold any sign
        return Unit()


def _group(line: str) -> Group:
    phrases = tuple(tuple(word.stem for word in words(each)) for each in line.split("|"))
    if not all(phrases):
        raise UsageError("words are missing between the signs", line, "Write: sent|dispatched + abroad - tourist")
    return phrases


def _any(group: Group, held: Sequence[str]) -> bool:
    return any(
        held[at : at + len(phrase)] == list(phrase)
        for phrase in group
        for at in range(len(held) - len(phrase) + 1)
        if held[at] == phrase[0]
    )


def _reaches(quantity: Quantity, between: tuple[float, float]) -> bool:
    low = quantity.low if quantity.low is not None else quantity.high
    high = quantity.high if quantity.high is not None else quantity.low
    return low is not None and high is not None and low <= between[1] and high >= between[0]
