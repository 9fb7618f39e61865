"""What invented figures count, and figures in hostile text."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.figures import bare, only, parsed
from tests.claims.plain import text_of

from headwater.claims.quantity import quantities
from headwater.model import Parse


def test_the_noun_counted() -> None:
    quantity = only(parsed("The port hired 4,000 seasonal dock workers in spring."))
    assert (quantity.unit, quantity.counted) == ("seasonal dock worker", "seasonal dock workers")


def test_shifts_are_a_rate() -> None:
    quantity = only(parsed("Nurses are made to work 18-hour shifts."))
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


def test_one_who_speaks_is_no_figure() -> None:
    assert parsed("One diver said the rope broke.") == ()
    assert parsed("One of the divers said that the rope broke.") == ()
    assert only(parsed("One diver drowned.")).unit == "diver"
    assert only(parsed("At least one diver said it was cold.")).bound == "at_least"


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("The yard employs 90 riggers; over 200 will be needed.", 200, "rigger"),
        ("Arrivals dropped from about 700 a day to just 30.", 30, "arrival"),
        ("The births fell from 90 to 55.", 55, "birth"),
        ("Officials said 40 had left.", 40, None),
        ("They sat on wealth of 300 million.", 300e6, None),
        ("It sold twelve sacks then; now it sells four.", 4, "sack"),
        ("Cases fell from around 900 a day to just 140 last week.", 140, "case"),
        ("They mended sixty of the 74 lamps.", 74, "lamp"),
        ("They mended sixty of the port's 74 lamps.", 74, "lamp"),
    ],
)
def test_the_unit_of_a_bare_figure_is_the_noun_counted_elsewhere(words: str, value: float, unit: str | None) -> None:
    quantity = parsed(words)[-1]
    assert (quantity.low, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("words", "unit", "per"),
    [
        ("They got two sacks of flour apiece.", "sack", "person"),
        ("The guards were paid $40 each.", "dollar", "person"),
        ("Trucks carried three crates each.", "crate", "truck"),
        ("Tickets cost £4 each.", "pound sterling", "ticket"),
        ("It gave out 40 sacks a person.", "sack", "person"),
        ("Turnout in both towns was 17 per cent each.", "percentage", None),
    ],
)
def test_whose_share_it_is(words: str, unit: str, per: str | None) -> None:
    quantity = only(parsed(words))
    assert (quantity.unit, quantity.per) == (unit, per)


def test_no_more_is_counted_than_the_words_say() -> None:
    assert only(parsed("Trial lawyers say that the mayor told 3,000 there.")).counted is None
    assert only(parsed("The court upheld the levy. It was close to 40.")).counted is None


def test_adjectives_of_a_unit_are_as_in_a_dictionary() -> None:
    quantity = only(parsed("It is one of the biggest lakes."))
    assert (quantity.unit, quantity.counted) == ("big lake", "biggest lakes")


def test_what_an_amount_is_worth_of() -> None:
    assert only(parsed("Thieves took $900 worth of lamps.")).counted == "lamps"


def test_what_was_cut_is_counted() -> None:
    assert only(parsed("The firm cut its offer by a quarter.")).counted == "its offer"
    assert only(parsed("Half as many boats sank.")).counted == "boats"


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
    "2. 0612 couple aged apiece each as many head 3 May 2030 "
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
        "0612 445 ",
        "1. ",
        "as many ",
        "aged 40 and ",
        "$5 each of ",
    ],
)
def test_time_grows_with_length_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        words = (piece * (length // len(piece) + 1))[:length]
        text = text_of(words, cut=False)
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            quantities(text, Parse())
            best = min(best, time.process_time() - start)
        return best

    quantities(text_of("warm up"), Parse())
    assert seconds(12_000) < 12 * max(seconds(3_000), 0.01)  # four times the text; sixteen would be quadratic
