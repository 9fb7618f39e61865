"""Frameworks: claims coded by published lists of indicators. Evidence, never a verdict."""

from collections.abc import Sequence

from headwater.model import Findings, Indicator, Reading


def code(readings: Sequence[Reading], findings: Findings) -> tuple[Indicator, ...]:
    """Find the claims that speak of each code of the shipped frameworks."""
    raise NotImplementedError
