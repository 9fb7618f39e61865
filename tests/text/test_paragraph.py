"""Paragraphs by blank lines, by lines, and by lines broken at a margin."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st
from tests.text.pages import BODY

from headwater.text.paragraph import paragraphs


def _paragraphs(text: str) -> list[str]:
    return [" ".join(text[span.start : span.end].split()) for span in paragraphs(text)]


def test_blank_lines_and_lines_end_paragraphs() -> None:
    assert _paragraphs("\n\n".join(BODY)) == list(BODY)
    assert _paragraphs("\n".join(BODY)) == list(BODY)


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    broken = [textwrap.fill(f"{n}. {words}", 72) for n, words in enumerate(BODY, 1)]
    assert _paragraphs("\n".join(broken)) == [f"{n}. {words}" for n, words in enumerate(BODY, 1)]
    assert _paragraphs("\n\n".join(broken)) == [f"{n}. {words}" for n, words in enumerate(BODY, 1)]


def test_a_line_that_breaks_off_in_a_sentence_goes_on_though_a_short_word_would_fit() -> None:
    first = "The pilots of the port of Saltmere refused on Monday to board any ships"
    broken = [first, "that came in after dark, and nobody who owns one of them", "was told of it beforehand."]
    assert _paragraphs("\n".join(broken)) == [" ".join(broken)]


def test_bullets_are_a_paragraph_each() -> None:
    assert (
        len(_paragraphs("- the pilots of the port of Saltmere refused to board\n- the owners were surprised by it"))
        == 2
    )


def test_headlines_of_one_length_are_not_put_together() -> None:
    lines = [
        "Ferry Fares to Rise Again in Spring as Fuel Doubles",
        "Whale Seen off Old Pier for the Third Time in a Month",
    ]
    assert _paragraphs("\n".join(lines)) == lines


@given(st.text("ab .\n\r\t“”\u2028- 1", max_size=200))
def test_every_character_that_shows_is_in_exactly_one(text: str) -> None:
    spans = paragraphs(text)
    inside = [i for span in spans for i in range(span.start, span.end)]
    assert len(inside) == len(set(inside))
    assert all(i in set(inside) for i, c in enumerate(text) if not c.isspace())
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)
