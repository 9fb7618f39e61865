"""Figures side by side: which is of another thing, and which are one in other units."""

import pytest
from tests.findings.pile import Said, reading

from headwater.findings.figure import EQUAL, agreement, slot
from headwater.model import Reading


def test_a_figure_of_another_size_is_of_something_else_and_no_end_of_the_range() -> None:
    def saw(report: str, number: str, value: float) -> Reading:
        return reading(
            report, [Said(f"The flood took {number} of the goats.", None, number, value, value, unit="goat")]
        )

    pile = [saw("argus", "610", 610), saw("brief", "640", 640), saw("courier", "9", 9)]
    claims = [claim for each in pile for claim in each.claims]
    assert sorted(quantity.quote for quantity in slot(claims).values()) == ["610", "640"]


@pytest.mark.parametrize(
    ("words", "value", "unit", "one"),
    [
        ("two thirds of an hour", 2 / 3, "hour", EQUAL),
        ("four hours", 4, "hour", 0.0),
        ("40 metres", 40, "metre", 0.0),
    ],
)
def test_a_length_of_time_is_one_in_other_units(words: str, value: float, unit: str, one: float) -> None:
    (held,) = reading("argus", [Said("It took 40 minutes.", None, "40 minutes", 40, 40, unit="minute")]).claims
    (other,) = reading("brief", [Said(f"It took {words}.", None, words, value, value, unit=unit)]).claims
    assert agreement(held, other) == one
