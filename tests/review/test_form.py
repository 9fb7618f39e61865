"""What a judgement may say."""

from typing import Any

import pytest

from headwater.errors import UsageError
from headwater.model import Judgement, Passage
from headwater.review.form import check, moment

_HERE, _THERE = Passage("r", 0, 3, "The"), Passage("s", 4, 7, "sea")
_WHEN = "2031-05-06T12:00:00.000+00:00"


def _made(subject: Any, verdict: Any, *target: Passage, **parts: Any) -> Judgement:
    return Judgement.made(subject, verdict, target, **{"who": "Mara", "when": _WHEN, "why": "because", **parts})


@pytest.mark.parametrize(
    "judgement",
    [
        _made("grouping", "accept", _HERE, _THERE),
        _made("grouping", "correct", _HERE, _THERE, to="1 2"),
        _made("derivation", "reject", _HERE, _THERE),
        _made("derivation", "correct", _HERE, _THERE, to="undetermined"),
        _made("derivation", "accept", _HERE, of="NPA"),
        _made("drift", "reject", _HERE, _THERE),
        _made("drift", "correct", _HERE, _THERE, of="value", to="unit"),
        _made("attribution", "reject", _HERE),
        _made("attribution", "correct", _HERE, to="Ada Brook"),
        _made("code", "accept", _HERE, of="ilo-forced-labour 4"),
        _made("rating", "rate", _HERE, to="F"),
        _made("rating", "undo", _HERE, of="judgement-1"),
    ],
)
def test_what_can_be_said(judgement: Judgement) -> None:
    check(judgement)


@pytest.mark.parametrize(
    ("judgement", "said"),
    [
        (_made("grouping", "rate", _HERE, _THERE), "grouping takes accept, reject, correct, undo: rate"),
        (_made("rating", "accept", _HERE, to="B"), "rating takes rate, undo"),
        (_made("grouping", "accept", _HERE), "two claims or more"),
        (_made("grouping", "accept", _HERE, _HERE), "named twice"),
        (_made("grouping", "correct", _HERE, _THERE, to="1"), "the part of each claim"),
        (_made("derivation", "accept", _HERE), "needs the name"),
        (_made("derivation", "accept", _HERE, Passage("r", 9, 10, "x")), "no report derives from itself"),
        (_made("derivation", "correct", _HERE, _THERE, to="mostly"), "wholly, partly, undetermined: mostly"),
        (_made("derivation", "correct", _HERE, of="NPA", to="undetermined"), "wholly, partly"),
        (_made("drift", "accept", _HERE, _THERE), "which kind"),
        (_made("drift", "correct", _HERE, _THERE, of="value"), "which kind"),
        (_made("drift", "reject", _HERE, _THERE, of="spin"), "drift is of value, .*: spin"),
        (_made("attribution", "correct", _HERE), "who is said"),
        (_made("attribution", "reject", _HERE, _THERE), "one claim"),
        (_made("code", "accept", _HERE, of="4"), "ilo-forced-labour 4: 4"),
        (_made("code", "correct", _HERE, of="ilo-forced-labour 4"), "written as in"),
        (_made("rating", "rate", _HERE, to="G"), "a letter A–F or a number 1–6: G"),
        (_made("rating", "rate", _HERE, to="B2"), "a letter A–F or a number 1–6: B2"),
        (_made("rating", "rate", _HERE, to=""), "a letter A–F"),
        (_made("rating", "undo", _HERE), "needs the judgement"),
        (_made("rating", "rate", to="B"), "needs the words"),
        (_made("rating", "rate", _HERE, to="B", why=" "), "needs a reason"),
        (_made("rating", "rate", _HERE, to="B", why="\udcff"), "not text"),
        (_made("rating", "rate", _HERE, to="B", why="x" * 3000), "too long"),
        (_made("rating", "rate", _HERE, to="B", who=""), "needs who"),
        (_made("rating", "rate", _HERE, to="B", when="2031-05-06"), "in UTC to the millisecond"),
        (_made("rating", "rate", Passage("r", -1, 2, "The"), to="B"), "length of their place"),
        (_made("rating", "rate", Passage("r", 0, 9, "The"), to="B"), "length of their place"),
    ],
)
def test_what_cannot_be_said_is_refused_with_what_is_needed(judgement: Judgement, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        check(judgement)


def test_moments_are_kept_so_that_words_sort_as_times_do() -> None:
    assert moment("2031-05-06T14:00:00+02:00") == _WHEN == moment("2031-05-06T12:00")
    for wrong in ("yesterday", "", "2031-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999"):
        with pytest.raises(UsageError, match="no moment"):
            moment(wrong)
