"""Words of reports are safe to show, and marks do not change them."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from headwater.dossier.words import Mark, MarkKind, marked, safe
from headwater.model import visible

KINDS: list[MarkKind] = ["claim", "quantity", "cue", "before", "after", "apart"]


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_a_lone_surrogate_does_not_stop_the_file_from_being_written() -> None:
    assert safe("a\ud800b").encode("utf-8") == "a⟦U+D800⟧b".encode()


def test_markup_in_words_is_text() -> None:
    assert safe("<b onclick='x'>&") == "&lt;b onclick=&#39;x&#39;&gt;&amp;"


def test_marks_nest_and_carry_their_anchor_and_note_once() -> None:
    html = marked("up to 3,000 people", 0, 18, [Mark(0, 18, "claim", "r1c1", "<sup>1</sup>"), Mark(6, 11, "quantity")])
    assert html == ('<mark class="claim" id="r1c1">up to <b class="quantity">3,000</b> people</mark><sup>1</sup>')


def test_marks_that_cross_are_split_and_close_in_order() -> None:
    html = marked("abcdef", 0, 6, [Mark(0, 4, "claim", "one"), Mark(2, 6, "cue", "two")])
    assert html == ('<mark class="claim" id="one">ab<i class="cue" id="two">cd</i></mark><i class="cue">ef</i>')


def test_marks_outside_the_stretch_are_clipped() -> None:
    assert marked("abcdef", 2, 4, [Mark(0, 3, "claim"), Mark(5, 6, "cue")]) == '<mark class="claim">c</mark>d'


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from(KINDS)), max_size=8),
    st.integers(0, 20),
    st.integers(0, 40),
)
def test_any_marks_leave_the_words_as_they_are_and_balance(
    text: str, spans: list[tuple[int, int, MarkKind]], start: int, size: int
) -> None:
    end = min(len(text), start + size)
    start = min(start, end)
    html = str(marked(text, start, end, [Mark(min(a, b), max(a, b), kind) for a, b, kind in spans]))
    assert plain(html) == visible(text[start:end])
    stack: list[str] = []
    for close, name in re.findall(r"<(/?)(\w+)[^>]*>", html):
        if close:
            assert stack.pop() == name
        else:
            stack.append(name)
    assert not stack
