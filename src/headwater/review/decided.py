"""What people decided, applied to what the machine suggests: one method for each step of the pipeline.

Nothing here reads or writes a case. A judgement that does not fit the pile as it is now is left out, and
``left`` says why.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import get_args

from headwater.errors import NotApplied
from headwater.model import (
    Claim,
    Coding,
    Drift,
    DriftKind,
    Finding,
    Findings,
    Grouping,
    Judgement,
    Lineage,
    Reading,
    Subject,
)
from headwater.review.anchor import Anchors
from headwater.review.attributions import attributed
from headwater.review.derivations import retraced
from headwater.review.history import in_force


class Decided:
    """The judgements that are in force, by what they are of."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._by: dict[Subject, list[Judgement]] = {subject: [] for subject in get_args(Subject)}
        for each in in_force(judgements):
            self._by[each.subject].append(each)
        self.left: dict[str, str] = {}  # judgements that could not be applied, with the reason

    def fingerprint(self, *subjects: Subject, report: str | None = None) -> tuple[str, ...]:
        """The ids of the judgements of these kinds, or those of them about one report: what a step is made from."""
        return tuple(
            each.id
            for subject in subjects
            for each in self._by[subject]
            if report is None or any(words.report == report for words in each.target)
        )

    def read(self, reading: Reading) -> Reading:
        """The reading with the attributions that people gave its claims."""
        judged = [each for each in self._by["attribution"] if each.target[0].report == reading.report]
        if not judged:
            return reading
        anchors = Anchors([reading])
        claims = {claim.id: claim for claim in reading.claims}
        for each in judged:
            with self._noting(each):
                claim = claims[anchors.claim(each.target[0]).id]
                claims[claim.id] = attributed(reading, claim, each)
        return replace(reading, claims=tuple(claims.values()))

    def trace(self, lineage: Lineage, readings: Sequence[Reading]) -> Lineage:
        """The lineage with the derivations that people stated or rejected."""
        if not self._by["derivation"]:
            return lineage
        found, left = retraced(lineage, Anchors(readings), self._by["derivation"])
        self.left |= left
        return found

    def grouping(self, readings: Sequence[Reading]) -> Grouping:
        """Which claims say the same, and which do not. Of two judgements that differ on a pair the later counts."""
        pairs: dict[tuple[str, str], bool] = {}
        anchors = Anchors(readings)
        for each in self._by["grouping"]:
            with self._noting(each):
                claims = anchors.claims(each)
                parts = parts_of(each)
                for (one, part), (other, its) in combinations(zip(claims, parts, strict=True), 2):
                    if one.id != other.id:
                        pairs[_ordered(one.id, other.id)] = part == its
        return Grouping(
            together=frozenset(pair for pair, same in pairs.items() if same),
            apart=frozenset(pair for pair, same in pairs.items() if not same),
        )

    def drift(self, findings: Findings, readings: Sequence[Reading]) -> Findings:
        """The findings with the drift that people accepted, put right or rejected."""
        if not self._by["drift"]:
            return findings
        anchors = Anchors(readings)
        found = {finding.id: finding for finding in findings.findings}
        for each in self._by["drift"]:
            with self._noting(each):
                before, after = anchors.claims(each)
                holding = [f for f in found.values() if before.id in f.claims and after.id in f.claims]
                if not holding:
                    raise NotApplied("its two claims are no longer in one finding")
                for finding in holding:
                    found[finding.id] = replace(finding, drift=tuple(_drift(finding, before, after, each)))
        return replace(findings, findings=tuple(found.values()))

    def coding(self, readings: Sequence[Reading]) -> Coding:
        """For each code that people judged claims by: whether each claim is evidence of it."""
        coding: dict[tuple[str, str], dict[str, bool]] = {}
        anchors = Anchors(readings)
        for each in self._by["code"]:
            with self._noting(each):
                claim = anchors.claim(each.target[0]).id
                for code, holds in ((each.of, each.verdict == "accept"), (each.to, True)):
                    if code:
                        coding.setdefault(code_of(code), {})[claim] = holds
        return coding

    def _noting(self, judgement: Judgement) -> "_Noting":
        return _Noting(self.left, judgement.id)


class _Noting:
    """Writes down why a judgement was not applied, and goes on."""

    def __init__(self, left: dict[str, str], id: str) -> None:
        self._left, self._id = left, id

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> bool:
        if isinstance(error, NotApplied):
            self._left[self._id] = error.what
            return True
        return False


def parts_of(judgement: Judgement) -> tuple[str, ...]:
    """For each passage of a judged grouping the part that it belongs to: one for all, its own, or as corrected."""
    size = len(judgement.target)
    if judgement.verdict == "correct":
        return tuple((judgement.to or "").split())
    return ("1",) * size if judgement.verdict == "accept" else tuple(map(str, range(size)))


def code_of(words: str) -> tuple[str, str]:
    """``ilo-forced-labour 4`` as the name of the framework and the code."""
    framework, _, code = words.partition(" ")
    return framework, code.strip()


def _drift(finding: Finding, before: Claim, after: Claim, judgement: Judgement) -> Iterator[Drift]:
    """The drift of a finding with one judgement applied: only what it says of these two claims changes."""
    wanted = judgement.to or judgement.of
    found = False
    for each in finding.drift:
        here = {each.before, each.after} == {before.id, after.id} and judgement.of in (None, each.kind)
        if not here:
            yield each
        elif judgement.verdict != "reject":
            found = True
            yield replace(each, kind=_kind(judgement.to)) if judgement.verdict == "correct" else each
    if judgement.verdict != "reject" and not found and wanted:
        yield Drift(_kind(wanted), before.id, after.id, False, f"a person saw it: {judgement.why}")


def _kind(words: str | None) -> DriftKind:
    return next(kind for kind in get_args(DriftKind) if kind == words)


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)
