"""Estimates: a formula over figures of a case and a person's own ranges. An interval, never a single figure alone."""

from collections.abc import Iterator, Mapping, Sequence

from headwater.estimates.plan import SHIPPED, Own, Plan, load, read
from headwater.model import Claim, Estimate, Finding, Findings, Lineage, Quantity, Reading

__all__ = ["SHIPPED", "Own", "Plan", "again", "estimate", "figures", "load", "read"]


def estimate(plan: Plan, readings: Sequence[Reading], lineage: Lineage, findings: Findings) -> Estimate:
    """Work a plan out for a pile. The order of the readings is of no effect.

    Raises:
        UsageError: a binding fits several findings and does not say which, or the formula has no value.
    """
    from headwater.estimates.estimating import estimate as estimating
    from headwater.estimates.evidence import Evidence

    return estimating(plan, Evidence(readings, lineage, findings))


def again(plan: Plan, found: Estimate, own: Mapping[str, Own]) -> Estimate:
    """The same estimate with ranges of a person's own for some inputs. Nothing is looked up anew.

    Raises:
        UsageError: an input is not of the plan, or the formula has no value for these ranges.
    """
    from headwater.estimates.estimating import again as estimating

    return estimating(plan, found, own)


def figures(
    readings: Sequence[Reading], lineage: Lineage, findings: Findings
) -> Iterator[tuple[Finding, Claim, Quantity, str]]:
    """Every figure that an input can be bound to, with the unit and period that select it."""
    from headwater.estimates.evidence import Evidence

    return Evidence(readings, lineage, findings).every()
