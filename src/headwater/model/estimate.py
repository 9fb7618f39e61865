"""A figure worked out from other figures: an interval, what it rests on, and what moves it."""

from dataclasses import dataclass
from typing import Literal

from headwater.model.quantity import Bound

Rule = Literal["range", "median of origins", "latest", "by hierarchy"]
InputSource = Literal["findings", "own", "not measured"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one claim that an input may rest on, with the origin it goes back to."""

    origin: str
    origin_name: str
    finding: str
    claim: str
    report: str
    quote: str  # the words of the claim
    words: str  # the words of the figure
    low: float | None  # None: open on that side
    high: float | None
    bound: Bound
    date: str | None  # ISO 8601, may be reduced: what the figure is of, or else when its report was published
    used: bool  # whether the rule took it


@dataclass(frozen=True, slots=True)
class Input:
    """One input of an estimate: what it is bound to, and how the result moves with it alone."""

    name: str
    title: str
    unit: str
    source: InputSource
    rule: Rule | None  # None for a range of a person's own
    low: float | None  # None: open on that side, or not measured
    high: float | None
    likely: float | None
    note: str | None  # where a range or a limit of a person's own is from
    findings: tuple[str, ...]
    origins_low: int
    origins_high: int
    disputed: bool
    marks: tuple[str, ...]  # what to keep in mind, in words
    figures: tuple[Figure, ...]
    swing_low: float | None = None  # the result where this input alone goes over its range and the others stay put
    swing_high: float | None = None
    share: float | None = None  # of all swings together; None where one of them is open


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a formula gives for a range of inputs. ``low`` and ``high`` hold every value that the inputs allow."""

    name: str
    title: str
    formula: str
    unit: str
    low: float | None  # None: open on that side, or not measured
    high: float | None
    measured: bool  # whether every input has a range
    exact: bool  # whether low and high are reached; else they hold the result, and may be wider than it
    median: float | None  # of the samples; None where an input is open
    p5: float | None
    p95: float | None
    samples: int
    seed: int
    inputs: tuple[Input, ...]  # what moves the result most comes first
    marks: tuple[str, ...]
