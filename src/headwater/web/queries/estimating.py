"""Estimates over the figures of a case, with ranges of a person's own tried on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, inf, isfinite, log10

from headwater import estimates
from headwater.errors import UsageError
from headwater.estimates import Own, Plan
from headwater.model import Claim, Estimate, Input, make_id
from headwater.web.shelf import Shelf

_FIGURES = 40  # shown of one input
_STOPS = 200  # of a slider, about
_DIGITS = 3
_TRIED = "a range tried in the workbench"

Ends = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Slider:
    """Where the ends of an input can be moved."""

    least: float
    most: float
    step: float


@dataclass(frozen=True, slots=True)
class Tried:
    """One input: what the case gives, and what it is now."""

    given: Input
    now: Input
    slider: Slider
    claims: Mapping[str, Claim]  # behind the figures that are shown
    left_out: int  # figures


@dataclass(frozen=True, slots=True)
class Trial:
    """An estimate as the case gives it, and as it is with the ranges that a person tries."""

    plan: Plan
    given: Estimate
    now: Estimate
    inputs: tuple[Tried, ...]  # in the order of the plan
    scale: tuple[float, float] | None  # that the result and all swings lie on; None where one is open

    @property
    def marks(self) -> tuple[str, ...]:
        """What to keep in mind of the result; what is to be kept in mind of an input stands beside it."""
        of_inputs = {f"{each.name}: {mark}" for each in self.now.inputs for mark in each.marks}
        return tuple(mark for mark in self.now.marks if mark not in of_inputs)


def worked(shelf: Shelf, plan: Plan, text: str | None = None) -> Estimate:
    """A plan that is offered, or one of a person's own with its ``text``, worked out for the case; once a state of it.

    Raises:
        UsageError: it does not fit the case.
    """

    def made(shelf: Shelf) -> Estimate:
        case = shelf.case
        return estimates.estimate(plan, case.readings(), case.lineage(), case.findings())

    made.__qualname__ = make_id("plan", plan.name, text or "")  # by this it is remembered
    return shelf.remembered(made)


def tried(shelf: Shelf, plan: Plan, given: Estimate, ends: Mapping[str, Ends]) -> Trial:
    """The estimate with these ends of its inputs; None leaves an end open. What is as the case has it stays so.

    Raises:
        UsageError: an end is no number, or lies beyond the other.
    """
    known = {each.name: each for each in given.inputs}
    own = {name: _own(name, each) for name, each in ends.items() if name not in known or each != ends_of(known[name])}
    now = shelf.shown(estimates.again(plan, given, {name: each for name, each in own.items() if each is not None}))
    by_name = {each.name: each for each in now.inputs}
    inputs = tuple(_tried(shelf, known[each.name], by_name[each.name]) for each in plan.inputs)
    return Trial(plan, given, now, inputs, _scale(now))


def ends_of(each: Input) -> Ends:
    """What an input reaches from and to; None where it is open or not measured."""
    return each.low, each.high


def number(words: str, where: str) -> float | None:
    """A number as a person writes it; None for nothing.

    Raises:
        UsageError: it is none.
    """
    try:
        found = float(words.replace(",", "")) if words.strip() else None
    except ValueError:
        found = inf
    if found is not None and not isfinite(found):
        raise UsageError("that is not a number", f"{where}: {words[:40]}", "Write it as in 1200 or 0.5")
    return found


def rounded(value: float) -> float:
    """A sample's figure with the digits that it is worth."""
    return round(value, _DIGITS - 1 - floor(log10(abs(value)))) if value else value


def _own(name: str, ends: Ends) -> Own | None:
    low, high = ends
    if low is None and high is None:
        return None
    if not all(each is None or isfinite(each) for each in ends):
        raise UsageError("that is not a number", name, "Write it as in 1200 or 0.5")
    if low is not None and high is not None and low > high:
        raise UsageError("an input reaches from its lower end to its upper end", f"{name}: {low:g} to {high:g}")
    return Own(-inf if low is None else low, inf if high is None else high, None, _TRIED)


def _tried(shelf: Shelf, given: Input, now: Input) -> Tried:
    figures = now.figures[:_FIGURES]
    ids = sorted({each.claim for each in figures})
    sql = f"SELECT body FROM claim WHERE id IN ({', '.join('?' * len(ids))})"
    claims = {each.id: each for each in shelf.shown(shelf.values(sql, Claim, *ids))}
    return Tried(given, now, _slider(given), claims, len(now.figures) - len(figures))


def _slider(given: Input) -> Slider:
    """From nought, or as far below it, to twice the largest that any figure gives."""
    ends = [given.low, given.high, *(end for each in given.figures for end in (each.low, each.high))]
    known = [each for each in ends if each is not None and isfinite(each)]
    most = 2 * max(map(abs, known), default=0) or 100.0
    step = 10 ** floor(log10(most / _STOPS))
    step *= next((each for each in (1, 2, 5) if each * step * _STOPS >= most), 10)
    most = step * -(-most // step)
    return Slider(-most if any(each < 0 for each in known) else 0.0, most, step)


def _scale(found: Estimate) -> tuple[float, float] | None:
    ends = [found.low, found.high, *(end for each in found.inputs for end in (each.swing_low, each.swing_high))]
    known = [each for each in ends if each is not None]
    if len(known) < len(ends) or min(known) == max(known):
        return None
    return min(known), max(known)
