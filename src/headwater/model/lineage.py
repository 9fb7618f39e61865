"""Who derives from whom, and the origins at the roots."""

from dataclasses import dataclass
from typing import Literal

from headwater.model.passage import Passage

BasisKind = Literal["credit", "reuse", "informants", "figures", "quotes", "order", "judgement"]
Degree = Literal["wholly", "partly"]
Direction = Literal["known", "undetermined"]
OriginKind = Literal["report", "unseen", "informant"]


@dataclass(frozen=True, slots=True)
class Basis:
    """One piece of evidence for a derivation: what kind, in words, and where it stands in each report."""

    kind: BasisKind
    words: str
    where: tuple[Passage, ...]
    weight: float = 0.0  # its share of the score


@dataclass(frozen=True, slots=True)
class Derivation:
    """Report ``report`` derives from ``source``: a report id, or the id of an unseen origin ("from" in JSON).

    Where the direction is undetermined, ``source`` is the first of the two in stable order and there is no second row.
    """

    report: str
    source: str
    degree: Degree
    direction: Direction
    basis: tuple[Basis, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Possible:
    """Two reports just below the line: shown, counted as neither copying nor independent. ``a < b``."""

    a: str
    b: str
    score: float
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where claims enter: a report with nothing upstream, something unseen, or an informant."""

    id: str
    name: str  # the shortest form a report uses
    names: tuple[str, ...]
    kind: OriginKind
    in_case: bool
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """``text[start:end]`` of this report goes back to this publication origin."""

    report: str
    start: int
    end: int
    origin: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """The same stretch in two reports of one family. ``a.report < b.report``."""

    a: Passage
    b: Passage
    kind: Literal["verbatim", "rewritten"]


@dataclass(frozen=True, slots=True)
class Lineage:
    """All derivations of a case, acyclic, with the roots of every passage."""

    derivations: tuple[Derivation, ...] = ()
    possible: tuple[Possible, ...] = ()
    origins: tuple[Origin, ...] = ()  # publication origins only: kind report or unseen
    roots: tuple[Root, ...] = ()  # ordered by report and start; together they cover every text
    aligned: tuple[Aligned, ...] = ()

    def roots_of(self, report: str) -> tuple[Root, ...]:
        """The roots of one report's passages, in order."""
        return tuple(root for root in self.roots if root.report == report)

    def main_origin(self, report: str) -> str:
        """The origin of most of a report's text; ties go to the first in the text."""
        sizes: dict[str, int] = {}
        for root in self.roots_of(report):
            sizes[root.origin] = sizes.get(root.origin, 0) + root.end - root.start
        return max(sizes, key=lambda origin: sizes[origin])
