"""What a judgement may say: which verdicts, words and values go with each subject."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import get_args

from headwater.errors import UsageError
from headwater.model import DriftKind, Judgement, Subject, Verdict
from headwater.review.derivations import PARTLY, UNDETERMINED

_GUIDE = "See docs/judgements.md"
_LONGEST = 2_000  # characters of a reason
_JUDGED: tuple[Verdict, ...] = ("accept", "reject", "correct")
_VERDICTS: Mapping[Subject, tuple[Verdict, ...]] = {
    "grouping": _JUDGED,
    "derivation": _JUDGED,
    "drift": _JUDGED,
    "attribution": _JUDGED,
    "code": _JUDGED,
    "rating": ("rate",),
}
LETTERS, NUMBERS = "ABCDEF", "123456"
"""The Admiralty code (NATO AJP-2.1): A–F how reliable a source is, 1–6 how credible what it says is."""

_DRIFT = get_args(DriftKind)
_TICK = timedelta(milliseconds=1)


def moment(when: str) -> str:
    """A moment as judgements keep it: ISO 8601 in UTC, to the millisecond, so that words sort as times do.

    Raises:
        UsageError: it is no moment.
    """
    try:
        given = datetime.fromisoformat(when)
        utc = (given if given.tzinfo else given.replace(tzinfo=UTC)).astimezone(UTC)
        _ = utc + _TICK  # or nothing could be decided after it
    except (ValueError, OverflowError) as error:
        raise UsageError("that is no moment", when, "Write it as in 2031-05-06T12:00:00+00:00") from error
    return utc.isoformat(timespec="milliseconds")


def after(when: str, last: str) -> str:
    """A moment, or just after the last one if a clock that went back says an earlier one: what is decided later in a
    case goes before (as in a hybrid logical clock: Kulkarni et al. 2014, "Logical Physical Clocks").

    >>> after("2031-05-06T12:00:00.000+00:00", "2031-05-06T12:30:00.999+00:00")
    '2031-05-06T12:30:01.000+00:00'
    """
    now = moment(when)
    if now > last:
        return now
    return moment((datetime.fromisoformat(last) + _TICK).isoformat())


def check(judgement: Judgement) -> None:
    """See that a judgement says something that can be applied, whatever the case.

    Raises:
        UsageError: it does not; the message says what its subject needs.
    """
    allowed = (*_VERDICTS[judgement.subject], "undo")
    _need(judgement.verdict in allowed, f"a {judgement.subject} takes {', '.join(allowed)}", judgement.verdict)
    _need(bool(judgement.who.strip()), "a judgement needs who made it")
    _need(bool(judgement.why.strip()), "a judgement needs a reason")
    _need(len(judgement.why) <= _LONGEST, "the reason is too long", len(judgement.why))
    parts = (judgement.who, judgement.why, judgement.of or "", judgement.to or "")
    _need(not any("\ud800" <= c <= "\udfff" for part in parts for c in part), "the words are not text")
    _need(judgement.when == moment(judgement.when), "the moment is not in UTC to the millisecond", judgement.when)
    _need(bool(judgement.target), "a judgement needs the words that it is of")
    _need(len(set(judgement.target)) == len(judgement.target), "the same words are named twice")
    for each in judgement.target:
        _need(
            0 <= each.start < each.end and len(each.quote) == each.end - each.start,
            "the words are not the length of their place",
            each.quote,
        )
    if judgement.verdict == "undo":
        _need(judgement.of is not None, "undo needs the judgement that is undone")
    else:
        _CHECKS[judgement.subject](judgement)


def _grouping(judgement: Judgement) -> None:
    _need(len(judgement.target) > 1, "a grouping is of two claims or more")
    if judgement.verdict == "correct":
        parts = (judgement.to or "").split()
        _need(len(parts) == len(judgement.target), "a corrected grouping names the part of each claim", judgement.to)


def _derivation(judgement: Judgement) -> None:
    reports = [each.report for each in judgement.target]
    _need(len(reports) in (1, 2), "a derivation is of words of one report or of two")
    if len(reports) == 2:
        _need(reports[0] != reports[1], "no report derives from itself", reports[0])
    else:
        _need(judgement.of is not None, "a derivation of one report needs the name of what it goes back to")
    ways = ("wholly", PARTLY, UNDETERMINED) if len(reports) == 2 else ("wholly", PARTLY)
    _need(judgement.to is None or judgement.to in ways, f"a derivation is {', '.join(ways)}", judgement.to)


def _drift(judgement: Judgement) -> None:
    _need(len(judgement.target) == 2, "drift is between two claims, the earlier first")
    for kind in (judgement.of, judgement.to):
        _need(kind is None or kind in _DRIFT, f"drift is of {', '.join(_DRIFT)}", kind)
    needed = judgement.to if judgement.verdict == "correct" else judgement.of
    _need(judgement.verdict == "reject" or needed is not None, "say of which kind the drift is")


def _attribution(judgement: Judgement) -> None:
    _need(len(judgement.target) == 1, "an attribution is of one claim")
    _need(judgement.verdict != "correct" or judgement.to is not None, "say who is said to have said it")


def _code(judgement: Judgement) -> None:
    _need(len(judgement.target) == 1, "a code is of one claim")
    _need(judgement.of is not None and " " in judgement.of, "a code is written as in ilo-forced-labour 4", judgement.of)
    if judgement.verdict == "correct":
        _need(" " in (judgement.to or ""), "a code is written as in ilo-forced-labour 4", judgement.to)


def _rating(judgement: Judgement) -> None:
    wanted = f"a rating is a letter {LETTERS[0]}–{LETTERS[-1]} or a number {NUMBERS[0]}–{NUMBERS[-1]}"
    _need(
        judgement.to is not None and len(judgement.to) == 1 and judgement.to in LETTERS + NUMBERS, wanted, judgement.to
    )


_CHECKS = {
    "grouping": _grouping, "derivation": _derivation, "drift": _drift, "attribution": _attribution, "code": _code,
    "rating": _rating,
}  # fmt: skip


def _need(holds: bool, what: str, value: object = None) -> None:
    if not holds:
        raise UsageError(what, value, _GUIDE)
