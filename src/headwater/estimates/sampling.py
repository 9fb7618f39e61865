"""Samples of an estimate: the same for the same plan and case, whatever the order of the inputs."""

import hashlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from headwater.estimates.formula import Arithmetic, Node, Op, work_out
from headwater.estimates.interval import Interval

Values = NDArray[np.float64]

_PAIRS: Mapping[Op, np.ufunc] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "min": np.minimum, "max": np.maximum,
}  # fmt: skip
_MANY: Arithmetic[Values] = Arithmetic(
    number=lambda number: np.float64(number.value),  # type: ignore[arg-type, return-value]
    power=lambda base, exponent: np.power(base, float(exponent)),
    pair=_PAIRS,
)


def sample(formula: Node, ranges: Mapping[str, tuple[Interval, float | None]], seed: int, size: int) -> Values:
    """What the formula gives for so many draws of its inputs, each independent of the others.

    An input is drawn evenly from its range, or, with a likely value, from the triangle that peaks there. It is drawn
    from a stream of its own, so that another input more or less changes nothing for it.
    """
    drawn = {name: _draw(_stream(seed, name), held, likely, size) for name, (held, likely) in ranges.items()}
    with np.errstate(all="ignore"):
        return np.broadcast_to(work_out(formula, drawn, _MANY), (size,))


def percentiles(values: Values) -> tuple[float, float, float] | None:
    """The 5th, 50th and 95th percentile; None if some value is not finite."""
    if not np.isfinite(values).all():
        return None
    low, middle, high = np.percentile(values, (5, 50, 95))
    return float(low), float(middle), float(high)


def _stream(seed: int, name: str) -> np.random.Generator:
    own = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, own])))


def _draw(stream: np.random.Generator, held: Interval, likely: float | None, size: int) -> Values:
    if held.low == held.high:
        return np.full(size, held.low)
    if likely is not None:
        return stream.triangular(held.low, likely, held.high, size)
    return held.low + (held.high - held.low) * stream.random(size)
