"""Spans are half-open and ordered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.model import Passage, Span

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(min(pair), max(pair)))


@given(SPANS, SPANS)
def test_overlap_counts_the_shared_characters(a: Span, b: Span) -> None:
    assert a.overlap(b) == len(set(range(a.start, a.end)) & set(range(b.start, b.end)))


@given(SPANS, SPANS)
def test_a_held_span_overlaps_with_all_of_itself(a: Span, b: Span) -> None:
    if a.holds(b):
        assert a.overlap(b) == len(b)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_backward_or_negative_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(start, end)


def test_a_passage_gives_its_span() -> None:
    assert Passage("r", 2, 5, "abc").span == Span(2, 5)
