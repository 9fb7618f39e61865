"""Money whose name no list has."""

import pytest
from tests.claims.plain import text_of

from headwater.claims.quantity import quantities
from headwater.text import parse


def found(words: str) -> list[tuple[str, str | None, str | None, str | None]]:
    text = text_of(words)
    return [(q.quote, q.unit, q.per, q.counted) for q in quantities(text, parse(text))]


def test_a_sum_shows_what_money_is_called() -> None:
    assert found("The smith took an advance of between 900 and 1,500 tallows.") == [
        ("900 and 1,500 tallows", "tallow", None, "an advance")
    ]
    assert found("He owed the mill more than 400 tallows.")[0][:2] == ("400 tallows", "tallow")


def test_it_is_money_in_the_whole_report() -> None:
    words = "The mill paid a wage of 90 tallows a month. The guard earns 12 tallows."
    assert found(words) == [
        ("90 tallows a month", "tallow", "month", "a wage"),
        ("12 tallows", "tallow", None, "The guard"),
    ]


@pytest.mark.parametrize(
    ("words", "unit", "counted"),
    [
        ("The cost of 20 lamps was borne by the mill.", "lamp", "lamps"),
        ("The mill paid 20 smiths.", "smith", "smiths"),
        ("A bonus of 3 workers joined the smiths.", "worker", "workers"),
    ],
)
def test_nothing_else_does(words: str, unit: str, counted: str) -> None:
    assert [each[1:] for each in found(words)] == [(unit, None, counted)]
