"""Findings: claims that say the same thing, with the independent origins behind them."""

from collections.abc import Sequence

from headwater.model import Findings, Lineage, Reading


def gather(readings: Sequence[Reading], lineage: Lineage) -> Findings:
    """Group the claims of a pile and count the origins behind each group."""
    raise NotImplementedError
