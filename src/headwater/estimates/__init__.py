"""Estimates: a formula over figures of a case and a person's own ranges. An interval, never a single figure alone."""

from collections.abc import Iterator, Sequence

from headwater.estimates.plan import SHIPPED, Plan, load, read
from headwater.model import Claim, Estimate, Finding, Findings, Lineage, Quantity, Reading

__all__ = ["SHIPPED", "Plan", "estimate", "figures", "load", "read"]


def estimate(plan: Plan, readings: Sequence[Reading], lineage: Lineage, findings: Findings) -> Estimate:
    """Work a plan out for a pile. The order of the readings is of no effect.

    Raises:
        UsageError: a binding fits several findings and does not say which, or the formula has no value.
    """
    from headwater.estimates.estimating import estimate as estimating
    from headwater.estimates.evidence import Evidence

    return estimating(plan, Evidence(readings, lineage, findings))


def figures(
    readings: Sequence[Reading], lineage: Lineage, findings: Findings
) -> Iterator[tuple[Finding, Claim, Quantity, str]]:
    """Every figure that an input can be bound to, with the unit and period that select it."""
    from headwater.estimates.evidence import Evidence

    return Evidence(readings, lineage, findings).every()
