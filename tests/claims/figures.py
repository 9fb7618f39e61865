"""The quantities of an invented sentence, with and without a parse."""

from collections.abc import Callable
from functools import cache

import pytest
from tests.claims.plain import text_of

from headwater.claims.quantity import quantities
from headwater.model import Parse, Quantity
from headwater.text import parse as parse_text


def bare(words: str) -> tuple[Quantity, ...]:
    """The quantities where no parse is at hand."""
    return quantities(text_of(words), Parse())


@cache
def parsed(words: str) -> tuple[Quantity, ...]:
    """The quantities with the parse of our own pipeline."""
    text = text_of(words)
    return quantities(text, parse_text(text))


READERS = pytest.mark.parametrize("read", [bare, parsed], ids=["surface", "parse"])
Read = Callable[[str], tuple[Quantity, ...]]


def only(found: tuple[Quantity, ...]) -> Quantity:
    """The one quantity of a sentence."""
    assert len(found) == 1, [quantity.quote for quantity in found]
    return found[0]
