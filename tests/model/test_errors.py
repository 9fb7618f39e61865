"""A message is one line that says what, the value, and what to do next."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import BadRow, CaseError, HeadwaterError, InputError, NewerCase


def test_a_message_says_what_the_value_and_the_next_step() -> None:
    error = BadRow("the row has no text", "pile.jsonl:3", "Give it a field text.")
    assert str(error) == "the row has no text: pile.jsonl:3. Give it a field text."
    assert isinstance(error, InputError) and isinstance(NewerCase("x"), CaseError)


@given(st.text())
def test_a_message_is_one_printable_line_whatever_the_value(value: str) -> None:
    message = str(HeadwaterError("not a report", value))
    assert "\n" not in message and message.isprintable() and len(message) < 400


def test_an_error_crosses_processes() -> None:
    again = pickle.loads(pickle.dumps(BadRow("a", "b", "c")))
    assert type(again) is BadRow and str(again) == "a: b. c"
