"""The file of an estimate: what it may say, and that what is wrong is named with its place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import UsageError
from headwater.estimates import SHIPPED, load, read
from headwater.estimates.plan import Bound, Own

_HEAD = 'name = "catch"\ntitle = "What is caught"\nformula = "boats * price"\nunit = "crown / day"\n'
_BOATS = '[input.boats]\nunit = "boat"\ncounts = "boat"\n'
_PRICE = '[input.price]\nunit = "crown / day / boat"\nlow = 1\nhigh = 2\nnote = "seen at the pier"\n'


def test_a_plan_is_read() -> None:
    plan = read(_HEAD + _BOATS + _PRICE, "catch.toml")
    boats, price = plan.inputs
    assert (plan.seed, plan.samples, str(plan.unit)) == (0, 20_000, "crown / day")
    assert isinstance(boats.given, Bound) and boats.given.rule == "range"
    assert price.given == Own(1.0, 2.0, None, "seen at the pier")


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_can_be_read_by_its_name(name: str) -> None:
    assert load(name).name == name


def test_a_file_that_is_not_there_names_what_is_shipped(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml.*labour-revenue"):
        load(str(tmp_path / "none.toml"))
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\0")
    with pytest.raises(UsageError, match="cannot be read"):
        load(str(tmp_path / "bad.toml"))


def test_units_that_do_not_fit_are_both_named() -> None:
    with pytest.raises(UsageError, match="gives boat \\* crown / month, and the result is to be in crown / year"):
        read(
            _HEAD.replace("crown / day", "crown / year")
            + _BOATS
            + _PRICE.replace("crown / day / boat", "crown / month"),
            "catch.toml",
        )
    with pytest.raises(UsageError, match="adds boat and crown / boat / day"):
        read(_HEAD.replace("boats * price", "boats + price") + _BOATS + _PRICE, "catch.toml")


def test_a_conversion_is_written_into_the_formula() -> None:
    text = _HEAD.replace("boats * price", "boats * price * 365 [day / year]").replace("crown / day", "crown / year", 1)
    assert str(read(text + _BOATS + _PRICE, "catch.toml").unit) == "crown / year"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "formula is to be words"),
        ("a = [", "not TOML"),
        ("[" * 5000, "not TOML"),
        ("a = " + "9" * 5000, "not TOML"),
        (_HEAD + _BOATS, "names what is no input: catch.toml: price"),
        (
            _HEAD + _BOATS + _PRICE + _PRICE.replace("input.price", "input.nets"),
            "does not use an input: catch.toml: nets",
        ),
        (_HEAD + _BOATS + _PRICE + "colour = 1\n", "nothing is called colour here: catch.toml: input.price"),
        (_HEAD + _BOATS + _PRICE.replace("low = 1", "low = 3"), "needs low <= high"),
        (_HEAD + _BOATS + _PRICE.replace("low = 1", "low = nan"), "low is no number that can be used"),
        (_HEAD + _BOATS + _PRICE.replace("low = 1", "low = true"), "low is to be a number"),
        (_HEAD + _BOATS + _PRICE.replace("low = 1", f"low = 1{'0' * 400}"), "no number that can be used"),
        (_HEAD + _BOATS + _PRICE + "likely = 9\n", "likely within"),
        (_HEAD + _BOATS + _PRICE.replace('note = "seen at the pier"\n', ""), "note is to be words"),
        (_HEAD + _BOATS.replace('counts = "boat"\n', "") + _PRICE, "bound to nothing"),
        (
            _HEAD + _BOATS + 'rule = "majority"\n' + _PRICE,
            "rule is one of range, median of origins, latest, by hierarchy",
        ),
        (_HEAD + _BOATS + 'take = "most"\n' + _PRICE, "take is one of one, all"),
        (_HEAD + _BOATS + 'modality = "sure"\n' + _PRICE, "modality is one of stated"),
        (_HEAD + _BOATS + 'order = ["The Gazette"]\n' + _PRICE, "order goes with the rule"),
        (_HEAD + _BOATS + "at_most = 9\n" + _PRICE, "need a note"),
        (_HEAD + _BOATS + "about = 1.5\n" + _PRICE, "about is a share"),
        (_HEAD + _BOATS + "between = [1]\n" + _PRICE, "between is to be two numbers"),
        (_HEAD + _BOATS + 'words = "sail|"\n' + _PRICE, "words are missing between the signs"),
        (_HEAD + _BOATS + 'figure = "crown / week"\n' + _PRICE, "figures in crown / week cannot stand for boat"),
        (_HEAD + _BOATS.replace("input.boats", "input.Boats") + _PRICE, "small letters"),
        (_HEAD + "samples = 1\n" + _BOATS + _PRICE, "samples is to be a whole number from 100"),
        (_HEAD + "seed = -1\n" + _BOATS + _PRICE, "seed is to be a whole number"),
        (_HEAD + "input = 3\n", "to be a table"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as error:
        read(text, "catch.toml")
    assert "\n" not in str(error.value)


@given(st.text(max_size=80))
def test_whatever_is_in_the_file_is_an_estimate_or_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read(text, "x.toml")
