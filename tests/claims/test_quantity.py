"""Quantities of invented sentences about bridges, harvests, clinics and harbours."""

import pytest
from tests.claims.figures import READERS, Read, only


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
        ("The hall is limited to 240 patients.", None, 240, "at_most"),
        ("Perhaps 240 patients came.", 240, 240, "about"),
        ("Just 240 patients came.", 240, 240, "exactly"),
        ("240 or more patients came.", 240, None, "at_least"),
        ("They waited 90 days or so.", 90, 90, "about"),
        ("The toll must not exceed 240 coins.", None, 240, "at_most"),
        ("The load never exceeded 240 coins.", None, 240, "at_most"),
        ("The load exceeded 240 coins.", 240, None, "more_than"),
        ("No more than 240 patients came.", None, 240, "at_most"),
        ("No fewer than 240 patients came.", 240, None, "at_least"),
        ("The queue doesn’t exceed 240 patients.", None, 240, "at_most"),
        ("A couple of nurses came.", 2, 2, "exactly"),
        ("No boy below the age of 14 came.", None, 14, "less_than"),
        ("Children under 14 came.", None, 14, "less_than"),
        ("Girls as young as 13 came.", 13, None, "at_least"),
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
        ("Scores of patients came.", 40, None, "at_least"),
        ("A couple of hundred patients came.", 200, 200, "exactly"),
        ("Some 30-odd patients came.", 30, 30, "about"),
        ("The 100-plus patients left.", 100, None, "at_least"),
        ("They held 40-plus hours a week of talks.", 40, None, "at_least"),
        ("It rose in steps over three years.", 3, 3, "exactly"),
        ("They waited for over three years.", 3, None, "more_than"),
        ("The dues fell over a five-year term.", 5, 5, "exactly"),
        ("They hid behind a 6-metre wall.", 6, 6, "exactly"),
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
        ("The quay handles 5 000 000 crates.", 5e6, "crate", None),
        ("It takes 12 500 litres.", 12_500, "litre", None),
        ("Flight 208 brought 173 pilgrims.", 173, "pilgrim", None),
        ("A quarter of a million boats sank.", 250_000, "boat", None),
        ("A million and a half boats sank.", 1.5e6, "boat", None),
        ("Nurses work 18-hour shifts.", 18, "hour", "shift"),
        ("Rents of 3 million pounds are owed.", 3e6, "pound sterling", None),
        ("The mill grinds 3 million pounds of rye.", 3e6, "pound-mass", None),
        ("A third were lost.", 1 / 3, "ratio", None),
        ("The pass costs £31 a week.", 31, "pound sterling", "week"),
        ("The weekly pass costs £31.", 31, "pound sterling", None),
        ("They got $40 a year earlier.", 40, "dollar", None),
        ("An annual levy of 90 crowns is due.", 90, "crown", "year"),
        ("The well is twice its old depth.", 2, "times", None),
        ("The well is double the old depth.", 2, "times", None),
        ("About 1.5m people fled.", 1.5e6, "people", None),
        ("It lasts half an hour.", 0.5, "hour", None),
        ("The 20,000-square-foot hall burnt.", 20_000, "square foot", None),
        ("Rs 500 crore was lost.", 5e9, "rupee", None),
        ("They queued for a couple of hours.", 2, "hour", None),
        ("Lime sells at 40 pesos a sack.", 40, "peso", "sack"),
        ("They lost 70,000 head of cattle.", 70_000, "cattle", None),
        ("A monthly wage of 60 tallows is usual.", 60, "tallow", "month"),
        ("The hull is painted twice a year.", 2, "times", "year"),
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
        ("Bricks are 30 per cent cheaper than tiles.", 30, 30, "percentage", "down"),
        ("They use a third less water.", 1 / 3, 1 / 3, "ratio", "down"),
        ("They cut their offer by a quarter.", 0.25, 0.25, "ratio", "down"),
        ("Rents rose by half.", 0.5, 0.5, "ratio", "up"),
        ("Half as many boats sank.", 0.5, 0.5, "ratio", "down"),
        ("A fifth of the boats sank.", 0.2, 0.2, "ratio", None),
        ("Tolls are 12 % higher than in Quaymouth.", 12, 12, "percentage", "up"),
        ("Tolls are 12 % lower than in Quaymouth.", 12, 12, "percentage", "down"),
        ("Tolls saw a 12 % rise.", 12, 12, "percentage", "up"),
        ("Tolls dropped by a third between then and now.", 1 / 3, 1 / 3, "ratio", "down"),
        ("The toll was cut in half.", 0.5, 0.5, "ratio", "down"),
        ("Tolls have risen threefold.", 3, 3, "times", "up"),
        ("The bill was raised by two councillors.", 2, 2, "councillor", None),
        ("The crew was cut by two sailors.", 2, 2, "sailor", None),
        ("Membership rose by 40 nurses.", 40, 40, "nurse", "up"),
        ("The choir raised $900.", 900, 900, "dollar", None),
        ("They lost 40 % of their flock.", 40, 40, "percentage", None),
        ("Salt lost 4 % today.", 4, 4, "percentage", "down"),
        ("The bill was raised in haste and passed by nine votes.", 9, 9, "vote", None),
    ],
)
def test_change(read: Read, words: str, low: float | None, high: float, unit: str, change: str | None) -> None:
    quantity = only(read(words))
    assert (quantity.low, quantity.high, quantity.unit, quantity.change) == (low, high, unit, change)


@READERS
def test_two_levels_are_two_values(read: Read) -> None:
    before, after = read("Births fell from around 20 per year to just 10 last year.")
    assert (before.low, before.high, before.bound, before.per) == (20, 20, "about", "year")
    assert (after.low, after.high, after.bound, after.per) == (10, 10, "exactly", "year")


@READERS
def test_a_change_and_the_level_after_it(read: Read) -> None:
    change, level = read("The deficit rose by $4 million to $9 million.")
    assert (change.low, change.change) == (4e6, "up")
    assert (level.low, level.change) == (9e6, None)


@READERS
def test_a_bare_change_and_the_far_level_after_it(read: Read) -> None:
    change, level = read("The herd was down by 80 to 520.")
    assert (change.low, change.high, change.change) == (80, 80, "down")
    assert (level.low, level.high, level.change) == (520, 520, None)
    near = only(read("The herd was down by 80 to 90."))
    assert (near.low, near.high, near.change) == (80, 90, "down")


@READERS
@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("Walkers aged between 18 and 40 ride free.", [(18, 40)]),
        ("The brothers, aged 31 and 44, drowned.", [(31, 31), (44, 44)]),
        ("Girls aged nine, ten and twelve sang.", [(9, 9), (10, 10), (12, 12)]),
        ("Anyone over 65 rides free.", [(65, None)]),
        ("Anyone 21 or older may vote.", [(21, None)]),
        ("He had sailed since he was ten.", [(10, 10)]),
        ("The driver, 45, was hurt.", [(45, 45)]),
        ("Children under five ride free.", [(None, 5)]),
    ],
)
def test_ages(read: Read, words: str, ages: list[tuple[float, float | None]]) -> None:
    found = read(words)
    assert [(age.low, age.high) for age in found] == ages
    assert {age.unit for age in found} == {"year of age"}


@READERS
def test_a_count_after_an_age_is_no_age(read: Read) -> None:
    age, others = read("Ada Bell, 66, and 12 others sang.")
    assert age.unit == "year of age" and others.unit == "other"


@READERS
@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("Turnout fell from 71 % to 64.", (71, "percentage"), (64, "percentage")),
        ("Salt that cost 40 pesos now sells for 250.", (40, "peso"), (250, "peso")),
        ("It passed by 212 votes to 198.", (212, "vote"), (198, "vote")),
        ("Tolls fell from $310 to $280 per crate.", (310, "dollar"), (280, "dollar")),
        ("Of the 64 hamlets cut off, 11 were reached.", (64, "hamlet"), (11, "hamlet")),
        ("Salt rose by 2 percent but sugar fell by 1.", (2, "percentage"), (1, "percentage")),
        ("They sank 17 boats in May and only five in June.", (17, "boat"), (5, "boat")),
    ],
)
def test_a_bare_figure_goes_on_with_the_unit_before_it(
    read: Read, words: str, first: tuple[float, str], second: tuple[float, str]
) -> None:
    assert [(quantity.low, quantity.unit) for quantity in read(words)] == [first, second]


@READERS
@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("It rose 0.2 percent, to 2,173.60 yesterday.", "percentage"),  # a level of another kind
        ("The walls are 5 metres. The guests were 40.", "metre"),  # another sentence
        ("It lost 5 % of 200.", "percentage"),
        ("It rose 8 % to 3.65 yesterday.", "percentage"),
    ],
)
def test_another_kind_of_figure_does_not_go_on(read: Read, words: str, unit: str) -> None:
    first, second = read(words)
    assert first.unit == unit != second.unit


@READERS
def test_a_change_goes_on_with_another(read: Read) -> None:
    assert [quantity.change for quantity in read("Tolls rose 5 % in May and another 3 % in June.")] == ["up", "up"]


@READERS
def test_a_comparison_with_the_past_is_no_bound(read: Read) -> None:
    points, years = read("She got 1.1 points fewer than four years earlier.")
    assert (points.change, years.low, years.high, years.bound) == ("down", 4, 4, "exactly")


@READERS
def test_a_range_of_decimals_with_blanks_is_no_score(read: Read) -> None:
    quantity = only(read("Marks range from 3.0 - 4.0 there."))
    assert (quantity.low, quantity.high) == (3, 4)


@READERS
def test_the_rate_behind_the_bracket_is_of_both(read: Read) -> None:
    pesos, dollars = read("Lime sells at 900 pesos ($45) a sack.")
    assert (pesos.per, dollars.per, dollars.equivalent) == ("sack", "sack", True)


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
        ("Guards stand 22:00-06:00.", 8),
        ("They sleep between 9 p.m. and 5 a.m. there.", 8),
        ("Crews dig from seven in the morning until 11 at night.", 16),
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
        "Ring the desk on 0612 445 9081 or +44 1632 960118.",
        "1. Oil the gate. 2. Lift the bar. 3. Wait.",
        "Bring: 1) a rake, 2) a spade.",
        "One said the rope broke, and one must wonder.",
        "A couple from the next valley came.",
        "It is file 007.",
        "Ring 01 22 33 44 55.",
        "The fair runs from May 3 to 5.",
        "A six-figure sum was paid.",
        "See chapter two.",
        "It gives a three-dimensional view.",
        "The <post id=758856554527412225> was deleted.",
        "It closed in the second half of May.",
    ],
)
def test_what_is_no_quantity(read: Read, words: str) -> None:
    assert read(words) == ()


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n"])
@READERS
def test_nothing_is_read_across_the_end_of_a_line_with_a_date(read: Read, gap: str) -> None:
    found = only(read(f"12 March 2031{gap}More than 1,200 boats were moved."))
    assert (found.quote, found.low, found.bound) == ("1,200", 1200, "more_than")
