"""Invented claims and their retellings, and the drift between them."""

from tests.findings.pile import Said, lineage, reading

from headwater.findings import gather
from headwater.findings.access import accesses
from headwater.findings.change import changes
from headwater.model import Bound, Drift, NameKind, Reading

KINDS: dict[str, NameKind] = {"Ada Brook": "person", "Rolf Ames": "person"}


def drift_of(before: Said, after: Said) -> list[Drift]:
    """The drift between a sentence and its retelling in a copy."""
    return drift_in([reading("argus", [before], KINDS), reading("brief", [after], KINDS)])


def drift_in(pile: list[Reading]) -> list[Drift]:
    found = gather(pile, lineage(pile, {"brief": "argus"})).findings
    assert len(found) == 1, "the retelling is not taken for the same claim"
    return list(found[0].drift)


def saved(number: str = "40", low: float = 40, high: float | None = 40, bound: Bound = "exactly") -> Said:
    words = f"The lifeboat crew saved {number} people from the burning ferry."
    return Said(words, None, number, low, high, bound, "people", predicate="save")


def kinds_between(before: Said, after: Said, kinds: dict[str, NameKind] | None = None) -> list[str]:
    """The kind of every change between two claims, whether or not they would be put into one finding."""
    pile = [reading("argus", [before], kinds or KINDS), reading("brief", [after], kinds or KINDS)]
    (a,), (b,) = (each.claims for each in pile)
    return [kind for kind, _ in changes(a, b, accesses(pile))]
