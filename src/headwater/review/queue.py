"""What there is to decide, in the order of what would change the counts most."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from headwater.case import Case
from headwater.model import (
    Claim,
    Derivation,
    Finding,
    Findings,
    Indicator,
    Judgement,
    Lineage,
    Passage,
    Possible,
    Reading,
    Subject,
)
from headwater.review.history import in_force


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the machine proposes and nobody has decided: hand ``subject``, ``target`` and ``of`` to ``judge``."""

    subject: Subject
    target: tuple[Passage, ...]
    of: str | None
    words: str  # what is suggested, and why
    changes: int  # how many origins the findings could have more or fewer, all together, if it were decided otherwise


class _OfWords(Protocol):
    """Something of words that can be judged."""

    @property
    def subject(self) -> Subject: ...
    @property
    def target(self) -> tuple[Passage, ...]: ...
    @property
    def of(self) -> str | None: ...


_Suggested = TypeVar("_Suggested", bound=_OfWords)


def queue(case: Case) -> tuple[Suggestion, ...]:
    """All suggestions that are not judged, what would change the counts most first."""
    return undecided(ranked(case), case.judgements())


def ranked(case: Case) -> tuple[Suggestion, ...]:
    """All suggestions, judged or not, what would change the counts most first."""
    found = suggestions(case.readings(), case.lineage(), case.findings(), case.indicators())
    return tuple(sorted(found, key=lambda each: (-each.changes, each.subject, each.target, each.of or "")))


def undecided(found: Iterable[_Suggested], judgements: Iterable[Judgement]) -> tuple[_Suggested, ...]:
    """Those of them that nobody has judged, in the same order."""
    judged = {(each.subject, frozenset(each.target), each.of) for each in in_force(judgements)}
    return tuple(each for each in found if (each.subject, frozenset(each.target), each.of) not in judged)


def suggestions(
    readings: Sequence[Reading], lineage: Lineage, findings: Findings, indicators: Sequence[Indicator]
) -> Iterator[Suggestion]:
    """Every grouping, derivation, possible pair, drift and code that the machine suggests."""
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    heads = {reading.report: head(reading) for reading in readings}
    for finding in findings.findings:
        if len(finding.reports) > 1:
            yield _grouping(finding, claims)
    holding: dict[str, set[str]] = {}
    for finding in findings.findings:
        for report in finding.reports:
            holding.setdefault(report, set()).add(finding.id)
    unseen = {origin.id: origin.names for origin in lineage.origins if origin.kind == "unseen"}
    edges: tuple[Derivation | Possible, ...] = (*lineage.derivations, *lineage.possible)
    for edge in edges:
        below, above = (edge.report, edge.source) if isinstance(edge, Derivation) else (edge.b, edge.a)
        if above in heads:
            both = len(holding.get(below, set()) & holding.get(above, set()))
            yield Suggestion("derivation", (heads[below], heads[above]), None, _why(edge), both)
        elif unseen.get(above):
            held = len(holding.get(below, set()))
            yield Suggestion("derivation", (heads[below],), unseen[above][0], _why(edge), held)
    for finding in findings.findings:
        for each in finding.drift:
            target = (claims[each.before].passage, claims[each.after].passage)
            yield Suggestion("drift", target, each.kind, f"{each.kind} drift: {each.note}", 0)
    for code in indicators:
        for id in code.claims:
            of = f"{code.framework} {code.code}"
            yield Suggestion("code", (claims[id].passage,), of, f"evidence of {code.name}", 0)


def _grouping(finding: Finding, claims: Mapping[str, Claim]) -> Suggestion:
    target = tuple(claims[id].passage for id in finding.claims)
    said = "; ".join(finding.reasons[:2])
    return Suggestion("grouping", target, None, f"say the same, {finding.standing}: {said}", finding.origins_high - 1)


def _why(edge: Derivation | Possible) -> str:
    said = "; ".join(each.words for each in edge.basis) or "a judgement left it open"
    return f"{'derives from it' if isinstance(edge, Derivation) else 'may be copied'}: {said}"


def head(reading: Reading) -> Passage:
    """The words that stand for a whole report: its first sentence."""
    text = reading.text
    first = next((span for span in text.sentences if len(span)), None)
    return text.passage(first.start, first.end) if first else text.passage(0, len(text.text))
