"""Lineage: who derives from whom, and the origins at the roots."""

from collections.abc import Sequence

from headwater.model import Lineage, Reading


def trace(readings: Sequence[Reading]) -> Lineage:
    """Find the derivations and origins of a pile. The order of the readings does not change the answer."""
    raise NotImplementedError
