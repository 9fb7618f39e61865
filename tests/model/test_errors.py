"""A message is one line that says what, the value, and what to do next."""

import pickle
import re
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater import errors
from headwater.errors import BadRow, CaseError, HeadwaterError, InputError, NewerCase

_DRAWN = (errors.__doc__ or "").partition("::")[2].partition("A message is")[0]


def test_a_message_says_what_the_value_and_the_next_step() -> None:
    error = BadRow("the row has no text", "pile.jsonl:3", "Give it a field text.")
    assert str(error) == "the row has no text: pile.jsonl:3. Give it a field text."
    assert isinstance(error, InputError) and isinstance(NewerCase("x"), CaseError)


@given(st.text())
def test_a_message_is_one_printable_line_whatever_the_value(value: str) -> None:
    message = str(HeadwaterError("not a report", value))
    assert "\n" not in message and message.isprintable() and len(message) < 400


def _tree(kind: type[HeadwaterError]) -> list[type[HeadwaterError]]:
    return [kind, *(each for below in kind.__subclasses__() for each in _tree(below))]


@pytest.mark.parametrize("kind", _tree(HeadwaterError))
@pytest.mark.parametrize("value", ["b", None, Path("a/b"), sqlite3.DatabaseError("malformed"), threading.Lock()])
def test_every_error_crosses_processes(kind: type[HeadwaterError], value: object) -> None:
    error = kind("a", value, "c")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind and (str(again), again.what, again.next_step) == (str(error), "a", "c")


def test_every_error_is_in_the_tree_that_is_drawn() -> None:
    drawn = re.findall(r"(?:── |^    )([A-Z]\w+)", _DRAWN, re.M)
    assert sorted(drawn) == sorted(each.__name__ for each in _tree(HeadwaterError))
