"""Quoted speech."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.paragraph import paragraphs
from headwater.text.quotation import quotations


def _quoted(text: str) -> list[str]:
    return [text[s.start : s.end] for s in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“It fell,” he said. “Twice.”", ["“It fell,”", "“Twice.”"]),
        ('"It fell," he said. "Twice."', ['"It fell,"', '"Twice."']),
        ("``It fell,'' he said.", ["``It fell,''"]),
        ("« Il est tombé », dit-il.", ["« Il est tombé »"]),
        ("„Es fiel“, sagte er.", ["„Es fiel“"]),
        ("‘We worked like mules’ on the pilots’ quay", ["‘We worked like mules’"]),
        ("‘The pilots’ boat sank,’ he said of Ek’s ship.", ["‘The pilots’ boat sank,’"]),
        ("He said: 'It fell.' The pilots' boat didn't.", ["'It fell.'"]),
        ("“He told me, ‘It fell,’ and left,” she said.", ["“He told me, ‘It fell,’ and left,”"]),
        ("The pilots' boat and the owner's dog, in the '90s.", []),
        ("A plank 5' 10\" long.", []),
        ('“It fell," he said of “the ladder”.', ['“It fell," he said of “the ladder”']),
        ('“It fell," he said.', ['“It fell,"']),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, quoted: list[str]) -> None:
    assert _quoted(text) == quoted


def test_a_quotation_over_paragraphs_is_one_span_each() -> None:
    text = "He said: “It fell.\n\n“It was old.”\n\nThen he left."
    assert _quoted(text) == ["“It fell.", "“It was old.”"]


def test_a_mark_that_nobody_closes_ends_with_its_paragraph() -> None:
    assert _quoted('He said: "It fell.\n\nNobody came.') == ['"It fell.']


@given(st.text("ab “”\"'‘’`«».\n", max_size=150))
def test_quotations_stay_within_a_paragraph_and_apart(text: str) -> None:
    spans = paragraphs(text)
    found = quotations(text, spans)
    assert all(any(p.holds(q) for p in spans) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
