"""Claims that say the same thing, the origins behind them, and how they changed in retelling."""

from dataclasses import dataclass
from typing import Literal

from headwater.model.lineage import Origin

Standing = Literal["one origin", "not established", "independent origins"]
DriftKind = Literal[
    "value", "hedge", "bound", "unit", "period", "modality", "polarity", "attribution", "quote"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drift:
    """How a claim changed between two retellings ("from" and "to" in JSON are claim ids)."""

    kind: DriftKind
    before: str
    after: str
    directed: bool  # whether before is known to be upstream of after
    note: str  # what changed, in plain words


@dataclass(frozen=True, slots=True)
class Finding:
    """Claims from one or many reports that say the same thing, with the origins behind them."""

    id: str
    statement: str  # the words of one of its claims, never words of our own
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]  # that count, one for each of origins_high
    origins_low: int
    origins_high: int
    informants: tuple[str, ...]
    heard_by: int  # unrelated outlets that heard the same informant
    standing: Standing
    disputed: bool
    reasons: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    drift: tuple[Drift, ...] = ()
    beside: tuple[str, ...] = ()  # origins of claims that are shown with the others and not counted
    behind: tuple[tuple[str, ...], ...] = ()  # for each origin of `named`, the claims that it stands behind

    @property
    def named(self) -> tuple[str, ...]:
        """All origins that its claims go back to, those that count first."""
        return (*self.origins, *self.beside)

    @property
    def aside(self) -> frozenset[str]:
        """Its claims that are shown beside the others and stand behind no origin that counts."""
        counted = len(self.origins)
        return frozenset(claim for group in self.behind[counted:] for claim in group)


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of a case, and the informants that are origins of their own."""

    findings: tuple[Finding, ...] = ()
    informants: tuple[Origin, ...] = ()
