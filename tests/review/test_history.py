"""Which judgements count: a later one goes before, an undoing can be undone, and the order they come in is nothing."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.model import Judgement, Passage, Verdict
from headwater.review.history import in_force, in_order, superseded, undone

_HERE, _THERE = Passage("r", 0, 3, "The"), Passage("s", 4, 7, "sea")


def _judged(verdict: Verdict, hour: int, *, of: str | None = None, to: str | None = None) -> Judgement:
    return Judgement.made(
        "grouping", verdict, (_HERE, _THERE), of=of, to=to, who="Mara", when=f"2031-05-06T{hour:02}:00:00.000+00:00",
        why="because",
    )  # fmt: skip


_ACCEPT, _REJECT = _judged("accept", 1), _judged("reject", 2)
_UNDO = _judged("undo", 3, of=_REJECT.id)
_AGAIN = _judged("undo", 4, of=_UNDO.id)


def test_the_later_of_two_counts_and_the_earlier_is_kept_in_the_history() -> None:
    assert in_force([_REJECT, _ACCEPT]) == (_REJECT,)
    assert superseded([_ACCEPT, _REJECT]) == {_ACCEPT.id: _REJECT.id}
    assert in_order([_REJECT, _ACCEPT, _REJECT]) == (_ACCEPT, _REJECT)


def test_undoing_brings_back_what_was_before_and_can_be_undone() -> None:
    assert in_force([_ACCEPT, _REJECT, _UNDO]) == (_ACCEPT,)
    assert undone(in_order([_ACCEPT, _REJECT, _UNDO])) == {_REJECT.id: _UNDO.id}
    assert in_force([_ACCEPT, _REJECT, _UNDO, _AGAIN]) == (_REJECT,)


def test_an_undoing_counts_even_if_a_clock_was_wrong() -> None:
    early = _judged("undo", 0, of=_REJECT.id)
    assert in_force([_REJECT, early]) == ()


def test_the_same_words_in_another_order_are_the_same_target() -> None:
    turned = Judgement.made(
        "grouping", "accept", (_THERE, _HERE), who="Ivo", when="2031-05-06T09:00:00.000+00:00", why="because"
    )
    assert in_force([_REJECT, turned]) == (turned,)


def test_a_letter_and_a_number_stand_beside_one_another() -> None:
    def rated(to: str, hour: int) -> Judgement:
        when = f"2031-05-06T{hour:02}:00:00.000+00:00"
        return Judgement.made("rating", "rate", (_HERE,), to=to, who="Mara", when=when, why="because")

    letter, number, other = rated("B", 1), rated("3", 2), rated("C", 3)
    assert in_force([letter, number, other]) == (number, other)


@given(st.permutations([_ACCEPT, _REJECT, _UNDO, _AGAIN, _judged("correct", 5, to="1 2")]), st.integers(0, 5))
def test_the_order_they_come_in_and_repeats_are_of_no_effect(some: list[Judgement], twice: int) -> None:
    assert in_force([*some, *some[:twice]]) == in_force(sorted(some, key=lambda each: each.id))
