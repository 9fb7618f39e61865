"""Judgements written to a case, and how each stands."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from headwater.case import Case, decide, record
from headwater.errors import NotApplied, UsageError
from headwater.model import Finding, Judgement, Passage, Subject, Verdict
from headwater.review.anchor import Anchors
from headwater.review.attributions import nearest
from headwater.review.decided import Decided, code_of
from headwater.review.form import NUMBERS, after, check
from headwater.review.history import in_order, superseded, undone


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement and what became of it."""

    judgement: Judgement
    state: str  # "in force", "undone by …", "replaced by …" or "not applied: …"


def judge(
    path: str | os.PathLike[str],
    subject: Subject,
    verdict: Verdict,
    target: Iterable[Passage],
    *,
    of: str | None = None,
    to: str | None = None,
    who: str,
    when: str,
    why: str,
) -> Judgement:
    """Write down what a person decided. It takes effect with the next build.

    The same decision for the same reason, made again by the same person with no other between, is one: the first.

    Args:
        path: the case.
        subject: what kind of suggestion is judged.
        verdict: what was decided.
        target: the words that it is of, in the order that docs/judgements.md gives for the subject.
        of: what of them: a code, a kind of drift, the name of what is unseen.
        to: what it is to be.
        who: who decided.
        when: the moment, ISO 8601; one that is not after the last judgement of the case becomes the one just after it.
        why: the reason, in words.

    Raises:
        UsageError: it cannot be applied to this case, or goes against a rule; the message says which.
        CaseError: the case cannot be used.
    """
    with Case.open(path) as case:
        now = _now(case, when)
        made = Judgement.made(subject, verdict, tuple(target), of=of, to=to, who=who, when=now, why=why)
        check(made)
        try:
            _fits(made, case)
        except NotApplied as error:
            raise UsageError("that cannot be judged", error.what, "Name words as they stand in the case") from error
    return decide(Path(path), made)


def undo(path: str | os.PathLike[str], id: str, *, who: str, when: str, why: str) -> Judgement:
    """Undo a judgement, or an undoing, by a new one.

    Raises:
        UsageError: there is no such judgement, or it is undone already.
    """
    with Case.open(path) as case:
        every, now = in_order(case.judgements()), _now(case, when)
    known = {each.id: each for each in every}
    if id not in known:
        raise UsageError("there is no such judgement in the case", id, "`headwater judge list` shows them")
    if id in undone(every):
        raise UsageError("the judgement is undone already", id, "Undo the undoing to have it again")
    old = known[id]
    made = Judgement.made(old.subject, "undo", old.target, of=id, who=who, when=now, why=why)
    check(made)
    record(Path(path), [made])
    return made


def merge(path: str | os.PathLike[str], judgements: Iterable[Judgement]) -> int:
    """Add the judgements that a case does not have, whatever reports they are of, and say how many those were.

    Raises:
        UsageError: one says what no judgement may; nothing is added then.
    """
    given = in_order(judgements)
    for each in given:
        check(each)
    with Case.open(path) as case:
        known = {each.id for each in case.judgements()}
    new = [each for each in given if each.id not in known]
    if new:
        record(Path(path), new)
    return len(new)


def standings(case: Case) -> tuple[Standing, ...]:
    """Every judgement of a case, oldest first, and how each stands."""
    every = in_order(case.judgements())
    gone = undone(every)
    old = superseded([each for each in every if each.id not in gone])
    left = _left(every, case)
    return tuple(Standing(each, _state(each, gone, old, left)) for each in every)


def _state(judgement: Judgement, gone: dict[str, str], old: dict[str, str], left: dict[str, str]) -> str:
    if judgement.id in gone:
        return f"undone by {gone[judgement.id]}"
    if judgement.id in old:
        return f"replaced by {old[judgement.id]}"
    return f"not applied: {left[judgement.id]}" if judgement.id in left else "in force"


def _now(case: Case, when: str) -> str:
    return after(when, max((each.when for each in case.judgements()), default=""))


def _left(judgements: tuple[Judgement, ...], case: Case) -> dict[str, str]:
    """The judgements in force that do not fit the case as it is now, each with the reason."""
    if not judgements:
        return {}
    whole = any(each.subject == "derivation" for each in judgements)  # what moves takes others with it
    readings = case.readings(None if whole else {words.report for each in judgements for words in each.target})
    decided = Decided(judgements)
    for reading in readings:
        decided.read(reading)
    decided.trace(case.lineage(), readings)
    decided.grouping(readings)
    decided.drift(case.findings(), readings)
    decided.coding(readings)
    anchors = Anchors(readings)
    for each in judgements:
        if each.id not in decided.left and each.verdict != "undo":
            try:
                for words in each.target:
                    anchors.passage(words)
                if each.subject == "rating":
                    _allowed(each, anchors, case)
            except NotApplied as error:
                decided.left[each.id] = error.what
    return decided.left


def _fits(judgement: Judgement, case: Case) -> None:
    """See that a judgement can be applied to a case.

    Raises:
        NotApplied: its words are not there.
        UsageError: it goes against a rule.
    """
    anchors = Anchors(case.readings({words.report for words in judgement.target}))
    for each in judgement.target:
        if anchors.passage(each) != each:
            raise NotApplied(f"“{each.quote}” does not stand at {each.start}-{each.end}")
    if judgement.subject in ("grouping", "drift", "attribution", "code"):
        anchors.claims(judgement)
    if judgement.subject == "attribution":
        claim = anchors.claim(judgement.target[0])
        speaker = judgement.to or (judgement.of if judgement.verdict == "accept" else None)
        told = claim.attribution.speaker if claim.attribution else None
        if speaker and speaker != told and nearest(anchors.readings[claim.report], claim, speaker) is None:
            raise UsageError("the report does not name this speaker", speaker, "A name never travels between reports")
    if judgement.subject == "code":
        known = {(each.name, code.code) for each in case.frameworks() for code in each.codes}
        for code in filter(None, (judgement.of, judgement.to)):
            if code_of(code) not in known:
                raise UsageError("the case is not coded by that", code, "`headwater show CASE indicators` shows codes")
    if judgement.subject == "rating":
        try:
            _allowed(judgement, anchors, case)
        except NotApplied as error:
            raise UsageError("that rating is refused", error.what) from error


def _allowed(judgement: Judgement, anchors: Anchors, case: Case) -> None:
    """Number 1 says “confirmed by independent sources”: it needs independent origins.

    Raises:
        NotApplied: the finding has fewer than two.
    """
    if judgement.to not in tuple(NUMBERS):
        return
    claims = {claim.id for claim in anchors.claims(judgement)}
    finding = max(case.findings().findings, key=lambda each: (len(claims & set(each.claims)), each.id), default=None)
    if finding is None or not claims & set(finding.claims):
        raise NotApplied("its words are in no finding")
    if judgement.to == NUMBERS[0] and finding.origins_low < 2:
        raise NotApplied(f"number 1 needs two independent origins, and this finding has {_counted(finding)}")


def _counted(finding: Finding) -> str:
    why = f": {finding.reasons[0]}" if finding.reasons else ""
    return f"origins_low {finding.origins_low}{why}"
