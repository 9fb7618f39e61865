"""Quantities of invented sentences about bridges, harvests, clinics and harbours."""

import random
import time
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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


@READERS
@pytest.mark.parametrize(
    ("words", "low", "high", "bound"),
    [
        ("The clinic treated 240 patients.", 240, 240, "exactly"),
        ("The clinic treated about 240 patients.", 240, 240, "about"),
        ("Some 240 patients came.", 240, 240, "about"),
        ("Nearly 240 patients came.", None, 240, "about"),
        ("More than 240 patients came.", 240, None, "more_than"),
        ("Over 240 patients came.", 240, None, "more_than"),
        ("At least 240 patients came.", 240, None, "at_least"),
        ("Fewer than 240 patients came.", None, 240, "less_than"),
        ("Just under 240 patients came.", None, 240, "less_than"),
        ("Up to 240 patients came.", None, 240, "at_most"),
        ("As many as 240 patients came.", None, 240, "at_most"),
        ("The queue could reach 240 patients.", None, 240, "at_most"),
        ("Just 240 patients came.", 240, 240, "exactly"),
        ("240 or more patients came.", 240, None, "at_least"),
        ("They waited 90 days or so.", 90, 90, "about"),
        ("Between 200 and 240 patients came.", 200, 240, "between"),
        ("Between 200 to 240 patients came.", 200, 240, "between"),
        ("Between two and three hundred patients came.", 200, 300, "between"),
        ("From 200 to 240 patients came.", 200, 240, "between"),
        ("The clinic has 200-240 patients.", 200, 240, "between"),
        ("The clinic has 200–240 patients.", 200, 240, "between"),
        ("They had one or two nurses.", 1, 2, "between"),
        ("Dozens of patients came.", 24, None, "at_least"),
        ("Hundreds of patients came.", 200, None, "at_least"),
        ("Tens of thousands of patients came.", 20_000, None, "at_least"),
    ],
)
def test_bounds(read: Read, words: str, low: float | None, high: float | None, bound: str) -> None:
    quantity = only(read(words))
    assert (quantity.low, quantity.high, quantity.bound) == (low, high, bound)


@READERS
@pytest.mark.parametrize(
    ("words", "value", "unit", "per"),
    [
        ("The dam is 42 metres high.", 42, "metre", None),
        ("The road runs for 3.5 km.", 3.5, "kilometre", None),
        ("Winds of 120km/h tore the roof off.", 120, "kilometre", "hour"),
        ("Winds of 75 mph tore the roof off.", 75, "mile", "hour"),
        ("The plot measures 12 square miles.", 12, "square mile", None),
        ("The room has 32 m2.", 32, "square metre", None),
        ("Water reached 31 degrees Celsius.", 31, "celsius", None),
        ("It weighs 2 million tonnes.", 2e6, "tonne", None),
        ("The plant makes 5kWh.", 5, "kilowatt hour", None),
        ("Turnout was 62 per cent.", 62, "percentage", None),
        ("Turnout was 62%.", 62, "percentage", None),
        ("Rates went to 40 basis points.", 40, "basis point", None),
        ("The ferry cost $1.2 million.", 1.2e6, "dollar", None),
        ("The ferry cost US$1.2bn.", 1.2e9, "dollar", None),
        ("The ferry cost €40m.", 40e6, "euro", None),
        ("The ferry cost GBP 300.", 300, "pound sterling", None),
        ("The ferry cost 300 Danish kroner.", 300, "danish krone", None),
        ("They get $9 an hour.", 9, "dollar", "hour"),
        ("They get $900 monthly.", 900, "dollar", "month"),
        ("Rice sold at 80 cents per kilogram.", 80, "cent", "kilogram"),
        ("They work 14 hours a day.", 14, "hour", "day"),
        ("They get three days off a year.", 3, "day", "year"),
        ("A five-year-old was hurt.", 5, "year of age", None),
        ("The keeper, aged 47, was hurt.", 47, "year of age", None),
        ("Twenty-one boats sank.", 21, "boat", None),
        ("Half a million boats sank.", 500_000, "boat", None),
        ("Two and a half years went by.", 2.5, "year", None),
        ("Two-thirds of the boats sank.", 2 / 3, "ratio", None),
        ("A third of the boats sank.", 1 / 3, "ratio", None),
        ("One in ten boats sank.", 0.1, "ratio", None),
        ("1,307,000 boats sank.", 1_307_000, "boat", None),
        ("They caught 30 fish a week.", 30, "fish", "week"),
        ("About 1.5m people fled.", 1.5e6, "people", None),
        ("It lasts half an hour.", 0.5, "hour", None),
        ("The 20,000-square-foot hall burnt.", 20_000, "square foot", None),
        ("Rs 500 crore was lost.", 5e9, "rupee", None),
    ],
)
def test_values_and_units(read: Read, words: str, value: float, unit: str, per: str | None) -> None:
    quantity = only(read(words))
    assert quantity.low == pytest.approx(value)
    assert quantity.high == pytest.approx(value)
    assert (quantity.unit, quantity.per) == (unit, per)


@READERS
@pytest.mark.parametrize(
    ("words", "low", "high", "unit", "change"),
    [
        ("The number of herds has halved.", 0.5, 0.5, "ratio", "down"),
        ("The number of herds doubled.", 2, 2, "ratio", "up"),
        ("They were paid five times less.", 5, 5, "times", "down"),
        ("They were paid five times more.", 5, 5, "times", "up"),
        ("Prices rose 5 %.", 5, 5, "percentage", "up"),
        ("Prices fell by nearly 5 per cent.", None, 5, "percentage", "down"),
        ("Prices are down $5.", 5, 5, "dollar", "down"),
        ("Prices rose to 5 dollars.", 5, 5, "dollar", None),
        ("Prices dropped by 2 to 3 per cent.", 2, 3, "percentage", "down"),
    ],
)
def test_change(read: Read, words: str, low: float | None, high: float, unit: str, change: str | None) -> None:
    quantity = only(read(words))
    assert (quantity.low, quantity.high, quantity.unit, quantity.change) == (low, high, unit, change)


@READERS
def test_two_levels_are_two_values(read: Read) -> None:
    before, after = read("Births fell from around 20 per year to just 10.")
    assert (before.low, before.high, before.bound, before.per) == (20, 20, "about", "year")
    assert (after.low, after.high, after.bound, after.per) == (10, 10, "exactly", "year")


@READERS
def test_a_change_and_the_level_after_it(read: Read) -> None:
    change, level = read("The deficit rose by $4 million to $9 million.")
    assert (change.low, change.change) == (4e6, "up")
    assert (level.low, level.change) == (9e6, None)


@READERS
def test_the_same_amount_again_in_brackets(read: Read) -> None:
    dollars, pounds = read("Pickers get about $100-$200 (£74-£149) a month.")
    assert (dollars.low, dollars.high, dollars.unit, dollars.per, dollars.equivalent) == (
        100,
        200,
        "dollar",
        "month",
        False,
    )
    assert (pounds.low, pounds.high, pounds.unit, pounds.per, pounds.equivalent) == (
        74,
        149,
        "pound sterling",
        "month",
        True,
    )


@READERS
def test_the_sign_of_the_first_end_holds_for_the_second(read: Read) -> None:
    quantity = only(read("Repairs cost $5-6 million."))
    assert (quantity.quote, quantity.low, quantity.high, quantity.unit) == ("$5-6 million", 5e6, 6e6, "dollar")


@READERS
def test_the_magnitude_of_the_second_end_holds_for_the_first(read: Read) -> None:
    quantity = only(read("Repairs cost $89 to $93 billion."))
    assert (quantity.low, quantity.high) == (89e9, 93e9)
    wide = only(read("Repairs cost $200 to $4 million."))
    assert (wide.low, wide.high) == (200, 4e6)


@READERS
@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("Crews dig from 6am to 2am.", 20),
        ("Crews dig from 7 a.m. until midnight.", 17),
        ("Crews dig from 08:30 to 17:00.", 8.5),
    ],
)
def test_clock_spans_are_computed(read: Read, words: str, hours: float) -> None:
    quantity = only(read(words))
    assert (quantity.low, quantity.high, quantity.unit, quantity.derived) == (hours, hours, "hour", True)


@READERS
@pytest.mark.parametrize(
    "words",
    [
        "Crews dig from dawn until 2 AM.",
        "The mill opened in 1987 and closed on 4 May 2003.",
        "See page 12 and Article 5.",
        "The Otters won 3-1 in Game 7.",
        "Call 555-0143 for help.",
        "It was the third fire, and the 2nd this week.",
        "She bought a Nokia 3310 on Route 66.",
        "He lives at 14 Harbour Street.",
        "No one came, and one another they asked why.",
        "1. Open the valve.",
        "The quay was dug in the 1990s.",
        "Version 1.2.3 is out.",
        "They play a 4-4-2 formation.",
        "They held a one-on-one talk.",
        "He doubled down on it.",
        "It was a 1-2 defeat.",
        "Call 020-555-0143.",
    ],
)
def test_what_is_no_quantity(read: Read, words: str) -> None:
    assert read(words) == ()


def test_the_noun_counted() -> None:
    quantity = only(parsed("The port hired 4,000 seasonal dock workers in spring."))
    assert (quantity.unit, quantity.counted) == ("seasonal dock worker", "seasonal dock workers")


def test_shifts_are_a_rate() -> None:
    quantity = only(parsed("They are forced to do 18-hour shifts."))
    assert (quantity.unit, quantity.per, quantity.counted) == ("hour", "shift", "shifts")


def test_what_is_counted_stands_earlier() -> None:
    quantities_ = parsed(
        "Officials say 3,000 nurses left last year. They expect that over 5,000 will eventually be sent."
    )
    assert "nurses" in (quantities_[-1].counted or "")
    assert quantities_[-1].low == 5_000


def test_what_is_paid_for() -> None:
    assert only(parsed("They spend 60 per cent of their income on rent.")).counted == "their income"


def test_how_long_counts_nothing() -> None:
    assert only(parsed("The council met for two weeks.")).counted is None


def test_one_of_several_counts_both() -> None:
    one, two = parsed("He is one of only two farmers there.")
    assert (one.low, one.unit, two.low, two.unit) == (1, "farmer", 2, "farmer")


def test_which_of_them() -> None:
    assert parsed("They searched 46 hamlets, 29 of which stood empty.")[1].counted == "hamlets"


def test_a_rate_is_not_passed_on() -> None:
    wage, families = parsed("It paid 350 crowns a month to 610 families.")
    assert (wage.unit, wage.per, families.unit, families.per) == ("crown", "month", "family", None)


def test_what_halved() -> None:
    assert "number" in (only(parsed("The number of herds has halved.")).counted or "")


def test_quotes_are_slices_and_in_order() -> None:
    words = "Up to 40 boats, worth $2m (£1.5m), sank between 3 and 5 miles out; two-thirds carried 10-12 men each."
    for found in (bare(words), parsed(words)):
        assert len(found) >= 6
        assert all(words[q.start : q.end] == q.quote for q in found)
        assert [q.start for q in found] == sorted(q.start for q in found)


_WORDS = (
    "5 $ £ % - – . , ( ) to between and one half a third million of hours per year minus 1/2 ½ x10 2019 6am rose by up "
    "مليون 💶 é ٣ ² 's \u202e 1,000 ٣٤ 00 £1bn no. Game \u0301"
)
_PIECES = st.sampled_from(_WORDS.split())


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80), st.lists(_PIECES, max_size=30).map(" ".join), st.lists(_PIECES, max_size=30).map("".join)
    )
)
def test_any_text_gives_quantities_that_are_slices(words: str) -> None:
    for quantity in quantities(text_of(words, cut=False), Parse()):
        assert words[quantity.start : quantity.end] == quantity.quote != ""
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


def test_ten_thousand_random_strings() -> None:
    draw = random.Random(7)
    pool = [*_WORDS.split(), *map(chr, range(32, 127)), "\n", "\t", "\0", "\ufeff"]
    for _ in range(10_000):
        words = draw.choice(["", " "]).join(draw.choices(pool, k=draw.randrange(24)))
        for found in quantities(text_of(words, cut=False), Parse()):
            assert words[found.start : found.end] == found.quote != ""


@pytest.mark.parametrize(
    "piece",
    [
        "one hundred ",
        "5",
        "$",
        "5-",
        "1,000 to ",
        "a half of ",
        "(£5) ",
        "between 3 and ",
        "٣",
        "six ",
        "5 %, ",
        ".5",
        "up to ",
        "minus ",
    ],
)
def test_time_grows_with_length_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        words = (piece * (length // len(piece) + 1))[:length]
        text = text_of(words, cut=False)
        best = 9.0
        for _ in range(2):
            start = time.perf_counter()
            quantities(text, Parse())
            best = min(best, time.perf_counter() - start)
        return best

    quantities(text_of("warm up"), Parse())
    assert seconds(12_000) < 12 * max(seconds(3_000), 0.01)  # four times the text; sixteen would be quadratic
