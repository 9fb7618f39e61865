"""Units: words multiplied and divided, never converted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import HeadwaterError, UsageError
from headwater.estimates.unit import Unit

_UNITS = st.dictionaries(st.sampled_from(["dollar", "month", "worker", "year of age"]), st.integers(-3, 3)).map(
    lambda powers: Unit(tuple(sorted((name, power) for name, power in powers.items() if power)))
)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("dollar / month", "dollar / month"),
        ("Dollar/month/ worker", "dollar / month / worker"),
        ("worker * dollar / month", "dollar * worker / month"),
        ("metre^2", "metre^2"),
        ("1 / month", "1 / month"),
        ("1", "1"),
        ("month / month", "1"),
        ("year of age", "year of age"),
    ],
)
def test_units_are_read_and_shown(words: str, shown: str) -> None:
    assert str(Unit.parse(words)) == shown


@pytest.mark.parametrize(
    "words", ["", "dollar //", "/", "2 dollars", "dollar ^ x", "a" * 300, "(dollar)", "dollar^999"]
)
def test_what_is_no_unit_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="not a unit"):
        Unit.parse(words)


@given(_UNITS, _UNITS)
def test_dividing_undoes_multiplying(one: Unit, other: Unit) -> None:
    assert one * other / other == one
    assert Unit.parse(str(one)) == one
    assert (one * other).holds(Unit())


def test_a_unit_holds_what_stands_in_it_on_the_same_side() -> None:
    whole = Unit.parse("dollar / month / worker")
    assert whole.holds(Unit.parse("dollar / month"))
    assert not whole.holds(Unit.parse("month"))
    assert not whole.holds(Unit.parse("dollar / year"))
    assert not whole.holds(Unit.parse("dollar^2"))


@given(st.text(max_size=40))
def test_whatever_is_written_is_a_unit_or_refused(words: str) -> None:
    try:
        Unit.parse(words)
    except HeadwaterError as error:
        assert "\n" not in str(error)
