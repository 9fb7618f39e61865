"""How a case stands as a whole: what the overview shows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from headwater.model import Finding, Unread
from headwater.web.shelf import Shelf

_LISTED = 8  # findings of a kind


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers, and the findings that want a look first."""

    claims: int
    findings: int
    standings: Mapping[str, int]
    disputed: int
    drifted: int
    derivations: int
    undirected: int
    possible: int
    unread: tuple[Unread, ...]
    best: tuple[Finding, ...]  # most independent origins first
    disputes: tuple[Finding, ...]
    drifts: tuple[Finding, ...]  # those that changed most


def overview(shelf: Shelf) -> Overview:
    """How the case stands, as it may be shown."""
    return shelf.remembered(_hidden if shelf.hides_names else _made)


def _hidden(shelf: Shelf) -> Overview:
    return shelf.shown(shelf.remembered(_made))


def _made(shelf: Shelf) -> Overview:
    findings = shelf.values("SELECT body FROM finding ORDER BY rowid", Finding)
    several = [each for each in findings if len(each.reports) > 1]
    disputed = [each for each in findings if each.disputed]
    drifted = [each for each in findings if each.drift]
    return Overview(
        claims=shelf.count("SELECT count(*) FROM claim"),
        findings=len(findings),
        standings=Counter(each.standing for each in findings),
        disputed=len(disputed),
        drifted=len(drifted),
        derivations=shelf.count("SELECT count(*) FROM derivation"),
        undirected=shelf.count("SELECT count(*) FROM derivation WHERE direction = 'undetermined'"),
        possible=shelf.count("SELECT count(*) FROM possible"),
        unread=shelf.case.unread(),
        best=tuple(sorted(several, key=_weight)[:_LISTED]),
        disputes=tuple(sorted(disputed, key=_weight)[:_LISTED]),
        drifts=tuple(sorted(drifted, key=lambda each: (-len(each.drift), *_weight(each)))[:_LISTED]),
    )


def _weight(finding: Finding) -> tuple[int, int, int, str]:
    return -finding.origins_low, -finding.origins_high, -len(finding.reports), finding.id
