"""Differing words are marked, and only they."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.dossier.difference import differences


def changed(before: str, after: str, *, directed: bool = True) -> tuple[list[str], list[str]]:
    left, right = differences(before, after, directed=directed)
    return [before[m.start : m.end] for m in left], [after[m.start : m.end] for m in right]


def test_what_went_and_what_came() -> None:
    assert changed("Up to 3,000 people could be moved", "More than 3,000 people will be moved") == (
        ["Up to", "could"],
        ["More than", "will"],
    )


def test_capitals_and_the_shape_of_quotation_marks_do_not_differ() -> None:
    assert changed("“The pans” aren’t his", "the pans\" aren't his") == ([], [])


def test_another_currency_differs() -> None:
    assert changed("they are paid $40 a month", "they are paid £40 a month") == (["$"], ["£"])


def test_without_a_direction_neither_is_the_earlier() -> None:
    left, right = differences("paid 40 tokens a day", "paid 50 tokens a day", directed=False)
    assert {mark.kind for mark in (*left, *right)} == {"apart"}


def test_passages_worded_anew_have_no_marks() -> None:
    assert changed("A foreman kept the papers of every newcomer", "Two barges leave each Friday at dawn") == ([], [])


@given(st.text(max_size=80))
def test_the_same_words_do_not_differ(text: str) -> None:
    assert differences(text, text, directed=True) == ((), ())


@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_lie_in_their_text_in_order(one: str, other: str) -> None:
    for text, marks in zip((one, other), differences(one, other, directed=False), strict=True):
        ends = [0] + [place for mark in marks for place in (mark.start, mark.end)] + [len(text)]
        assert ends == sorted(ends)
