"""Times of invented sentences, resolved against invented publication dates."""

import random
import time
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.plain import text_of

from headwater.claims.interval import days_of, narrowed
from headwater.claims.time import times
from headwater.model import Parse, Time
from headwater.text import parse as parse_text

TUESDAY = "2024-03-12"


def bare(words: str, published: str | None = TUESDAY) -> tuple[Time, ...]:
    """The times where no parse is at hand."""
    return times(text_of(words, published), Parse())


@cache
def parsed(words: str, published: str | None = TUESDAY) -> tuple[Time, ...]:
    """The times with the parse of our own pipeline."""
    text = text_of(words, published)
    return times(text, parse_text(text))


@pytest.mark.parametrize(
    ("words", "quote", "kind", "value"),
    [
        ("The mill opened in 1987.", "1987", "DATE", "1987"),
        ("The mill opened on 4 May 2003.", "4 May 2003", "DATE", "2003-05-04"),
        ("The mill opened on May 4, 2003.", "May 4, 2003", "DATE", "2003-05-04"),
        ("The mill opened on Sunday, May 4, 2003.", "Sunday, May 4, 2003", "DATE", "2003-05-04"),
        ("The mill opened on 2003-05-04.", "2003-05-04", "DATE", "2003-05-04"),
        ("The mill opened in May 2003.", "May 2003", "DATE", "2003-05"),
        ("The mill opened in early 2003.", "early 2003", "DATE", "2003"),
        ("The mill opened in the 1980s.", "the 1980s", "DATE", "198"),
        ("The mill opened in the 19th century.", "the 19th century", "DATE", "18"),
        ("It closed on October 29 last year.", "October 29 last year", "DATE", "2023-10-29"),
        ("It closed in November last year.", "November last year", "DATE", "2023-11"),
        ("It closed last year.", "last year", "DATE", "2023"),
        ("It closed last month.", "last month", "DATE", "2024-02"),
        ("It closed last week.", "last week", "DATE", "2024-W10"),
        ("It closed yesterday.", "yesterday", "DATE", "2024-03-11"),
        ("It closed today.", "today", "DATE", "2024-03-12"),
        ("In December alone 40 boats sank.", "December", "DATE", "2023-12"),
        ("It has been shut since last spring.", "last spring", "DATE", "2023-SP"),
        ("It closed in the third quarter of 2022.", "the third quarter of 2022", "DATE", "2022-Q3"),
        ("It closed two years ago.", "two years ago", "DATE", "2022"),
        ("It closed three weeks ago.", "three weeks ago", "DATE", "2024-W08"),
        ("It closed ten days ago.", "ten days ago", "DATE", "2024-03-02"),
        ("It closed on Friday.", "Friday", "DATE", "2024-03-08"),
        ("It closed last Tuesday.", "last Tuesday", "DATE", "2024-03-05"),
        ("It closed on Christmas Day.", "Christmas Day", "DATE", "2023-12-25"),
        ("It closed over the weekend.", "the weekend", "DATE", "2024-W10-WE"),
        ("It closed at 6:30 p.m. Friday.", "6:30 p.m. Friday", "TIME", "2024-03-08T18:30"),
        ("It closed on Friday night.", "Friday night", "TIME", "2024-03-08TNI"),
        ("It closed this morning.", "this morning", "TIME", "2024-03-12TMO"),
        ("They wait for 18 hours.", "18 hours", "DURATION", "PT18H"),
        ("They waited nearly two months.", "nearly two months", "DURATION", "P2M"),
        ("They waited several years.", "several years", "DURATION", "PXY"),
        ("It was a three-year search.", "three-year", "DURATION", "P3Y"),
        ("They queue every day.", "every day", "SET", "P1D"),
        ("They queue daily.", "daily", "SET", "P1D"),
        ("They queue every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
        ("They queue on the first Monday of each month.", "the first Monday of each month", "SET", "P1M"),
        ("They queue twice a year.", "twice a year", "SET", "P1Y"),
        ("They queue once every two weeks.", "once every two weeks", "SET", "P2W"),
        ("It closes over the next two days.", "the next two days", "DURATION", "P2D"),
        ("They waited for the last couple of years.", "the last couple of years", "DURATION", "P2Y"),
        ("It will close on 4 May.", "4 May", "DATE", "2024-05-04"),
        ("It closed on New Year’s Eve.", "New Year’s Eve", "DATE", "2023-12-31"),
        ("It will close on May Day.", "May Day", "DATE", "2024-05-01"),
        ("They queue 14 hours a day.", "a day", "SET", "P1D"),
        ("It is shut now.", "now", "DATE", "PRESENT_REF"),
        ("It was recently shut.", "recently", "DATE", "PAST_REF"),
        ("It was shut for the past fortnight.", "the past fortnight", "DURATION", "P2W"),
        ("Permits last three years.", "three years", "DURATION", "P3Y"),
        ("They met in the last three years.", "the last three years", "DURATION", "P3Y"),
        ("They waited 10,000 years.", "10,000 years", "DURATION", "P10000Y"),
        ("In the year to February it rained.", "the year", "DURATION", "P1Y"),
        ("It closed in the second half of 2019.", "the second half of 2019", "DATE", "2019-H2"),
        ("It closed in the first half of last year.", "the first half of last year", "DATE", "2023-H1"),
        ("It closed on Easter Monday last year.", "Easter Monday last year", "DATE", "2023-04-10"),
        ("It closed on Good Friday 2022.", "Good Friday 2022", "DATE", "2022-04-15"),
        ("It closed last Thanksgiving.", "last Thanksgiving", "DATE", "2023-11-23"),
        ("It closed at 2 a.m. on New Year's Day.", "2 a.m. on New Year's Day", "TIME", "2024-01-01T02:00"),
        ("It struck at about 23:15 GMT on 2 March.", "about 23:15 GMT on 2 March", "TIME", "2024-03-02T23:15"),
        ("It struck on Tuesday at 10 a.m. there.", "Tuesday at 10 a.m.", "TIME", "2024-03-12T10:00"),
        ("It struck at seven in the evening.", "seven in the evening", "TIME", "2024-03-12T19:00"),
        ("It closes the day after tomorrow.", "the day after tomorrow", "DATE", "2024-03-14"),
        ("It closed earlier today.", "earlier today", "DATE", "2024-03-12"),
        ("They queue every winter.", "every winter", "SET", "XXXX-WI"),
        ("They queue every other Friday.", "every other Friday", "SET", "P2W"),
        ("They get one meal a day.", "a day", "SET", "P1D"),
        ("They lost $5 million a year.", "a year", "SET", "P1Y"),
        ("It is shut until Friday.", "Friday", "DATE", "2024-03-15"),
        ("It opens in the coming months.", "coming months", "DATE", "FUTURE_REF"),
        ("It is shut this Friday.", "this Friday", "DATE", "2024-03-15"),
    ],
)
@pytest.mark.parametrize("read", [bare, parsed], ids=["surface", "parse"])
def test_values(read: Callable[[str], tuple[Time, ...]], words: str, quote: str, kind: str, value: str) -> None:
    found = {t.quote: (t.type, t.value) for t in read(words)}
    assert found.get(quote) == (kind, value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The council will meet on Friday.", "2024-03-15"),
        ("The council met on Friday.", "2024-03-08"),
        ("The council will meet in December.", "2024-12"),
        ("The council met in December.", "2023-12"),
        ("The council is due to meet on November 2.", "2024-11-02"),
        ("The council meets on Friday.", "2024-03-15"),
        ("Snow is forecast for Friday.", "2024-03-15"),
        ("The council met in June.", "2023-06"),
        ("The council met on March 14.", "2024-03-14"),  # so near that the tense must be mistaken
    ],
)
def test_the_tense_decides(words: str, value: str) -> None:
    assert parsed(words)[0].value == value


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("It opened in 2003.", "2003-01-01", "2003-12-31"),
        ("It opened in early 2003.", "2003-01-01", "2003-05-02"),
        ("It opened in February 2024.", "2024-02-01", "2024-02-29"),
        ("It opened last week.", "2024-03-04", "2024-03-10"),
        ("It opened over the weekend.", "2024-03-09", "2024-03-10"),
        ("It opened in the third quarter of 2022.", "2022-07-01", "2022-09-30"),
        ("It opened in the 1980s.", "1980-01-01", "1989-12-31"),
        ("It has been shut since last winter.", "2023-12-01", "2024-02-29"),
        ("It has been shut for the past two years.", "2022-03-12", "2024-03-12"),
        ("It opened at 6:30 p.m. Friday.", "2024-03-08T18:30", "2024-03-08T18:30"),
    ],
)
def test_intervals(words: str, since: str, until: str) -> None:
    found = bare(words)[-1]
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize(
    "words",
    [
        "It closed last year.",
        "It closed on Friday.",
        "It closed yesterday.",
        "It closed in May.",
        "It closed two years ago.",
    ],
)
def test_without_a_publication_date_relative_times_stay_open(words: str) -> None:
    (found,) = bare(words, None)
    assert (found.value, found.since, found.until) == (None, None, None)


def test_a_reduced_date_resolves_what_it_can() -> None:
    assert bare("It closed last year.", "2024")[0].value == "2023"
    assert bare("It closed last month.", "2024-03")[0].value == "2024-02"
    assert bare("It closed last month.", "2024")[0].value is None
    assert bare("It closed yesterday.", "2024-03")[0].value is None


def test_the_last_date_named_is_the_reference() -> None:
    assert bare("The dam broke in 1961. That year the mill closed.")[-1].value == "1961"
    assert bare("The dam broke on 3 May 1961. The previous day it rained.")[-1].value == "1961-05-02"
    assert bare("The dam broke in 1961. The previous day it rained.")[-1].value is None


def test_a_period_beside_the_last_date_named() -> None:
    assert bare("The dam broke on 3 May 1961. It rained the night before.")[-1].value == "1961-05-02TNI"
    assert bare("The dam broke in 1961. The year before, it leaked.")[-1].value == "1960"
    assert bare("The next day it rained.")[-1].value is None


def test_the_hours_of_every_day_have_no_date() -> None:
    assert [found.value for found in bare("Crews dig from 6am to 2am.")] == ["T06:00", "T02:00"]
    assert [found.value for found in bare("It struck at 6am.")] == ["2024-03-12T06:00"]


def test_both_days_of_a_range_are_dates() -> None:
    assert [found.value for found in bare("It rained between 3 and 21 March 2021.")] == ["2021-03-03", "2021-03-21"]


@pytest.mark.parametrize(
    ("words", "quotes", "values"),
    [
        ("The fair runs May 3 to 5.", ["May 3", "5"], ["2024-05-03", "2024-05-05"]),
        ("The May 3-5 fair was wet.", ["May 3", "5"], ["2024-05-03", "2024-05-05"]),
        ("It ran from May 3 to 5, 2019.", ["May 3", "5, 2019"], ["2019-05-03", "2019-05-05"]),
        ("It met on June 4 and 5.", ["June 4", "5"], ["2023-06-04", "2023-06-05"]),
        ("On June 4 and 5 boats sank.", ["June 4"], ["2024-06-04"]),
        ("It ran from May to July 2019.", ["May", "July 2019"], ["2019-05", "2019-07"]),
        ("It ran from 3 November to 4 February 2019.", ["3 November", "4 February 2019"], ["2018-11-03", "2019-02-04"]),
        ("It rained in May, and July 2019 was dry.", ["May", "July 2019"], ["2023-05", "2019-07"]),
    ],
)
def test_ends_of_a_range_share_their_month_and_year(words: str, quotes: list[str], values: list[str]) -> None:
    found = bare(words)
    assert [time.quote for time in found] == quotes
    assert [time.value for time in found] == values


def test_a_full_stop_behind_a_day_is_not_of_the_date() -> None:
    assert [time.quote for time in bare("It rained on Friday. May 3 was dry.")] == ["Friday", "May 3"]
    assert [time.quote for time in bare("It met on Fri. Nov. 3.")] == ["Fri. Nov. 3"]


def test_impossible_days_have_no_value() -> None:
    assert bare("It was dated 31 April 2003.")[0].value is None


@pytest.mark.parametrize(
    "words",
    [
        "They may march on.",
        "The 1500 workers left.",
        "He ran 1900 metres.",
        "A third man came.",
        "A second man came.",
        "May Harrow sued April Holdings.",
        "He left it to June Bell.",
        "The barn held 2019 sheep.",
        "They cut it by a quarter.",
        "A quarter of it burnt.",
        "Of whom a quarter came.",
        "The May Rose Society sang.",
        'Watch the show "60 Minutes" again.',
        "He would one day return.",
    ],
)
def test_what_is_no_time(words: str) -> None:
    assert bare(words) == ()


def test_early_and_late_are_thirds() -> None:
    days = days_of("2023")
    assert days is not None
    assert narrowed(days, "early ")[1] < narrowed(days, "mid-")[0].replace(day=28) < narrowed(days, "late ")[0]
    assert narrowed(days, "later ") == days == (date(2023, 1, 1), date(2023, 12, 31))


_WORDS = (
    "the last next year week May 31 Feb 29 2023 on Friday Sunday night two ago earlier of quarter first 9999 6am 24:00 "
    "- , . to and sheep Rose twice each early end century decades past months 5th ليلة 🕰 é Christmas '90s fiscal this "
    "\u202e \u0301"
)
_PIECES = st.sampled_from(_WORDS.split())


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map(" ".join)),
    st.sampled_from([None, "2024", "2024-02", "2024-02-29", "0001-01-01", "9999-12-31", "nonsense"]),
)
def test_any_text_gives_times_that_are_slices(words: str, published: str | None) -> None:
    found = times(text_of(words, published, cut=False), Parse())
    ends = [0]
    for item in found:
        assert words[item.start : item.end] == item.quote != ""
        assert item.start >= ends[-1]
        assert (item.since is None) == (item.until is None)
        assert item.since is None or item.until is None or item.since <= item.until
        ends.append(item.end)


def test_ten_thousand_random_strings() -> None:
    draw = random.Random(7)
    pool = [*_WORDS.split(), *map(chr, range(32, 127)), "\n", "\t", "\0", "\ufeff"]
    for _ in range(10_000):
        words = draw.choice(["", " "]).join(draw.choices(pool, k=draw.randrange(24)))
        for found in times(text_of(words, TUESDAY, cut=False), Parse()):
            assert words[found.start : found.end] == found.quote != ""


@pytest.mark.parametrize(
    "piece",
    [
        "the end of ",
        "last ",
        "two hundred ",
        "January ",
        "6am to ",
        "May 31, ",
        "5 ",
        "'90s ",
        "a few ",
        "May 3 to ",
        "May Rose ",
        "2019 sheep ",
        "twice ",
    ],
)
def test_time_grows_with_length_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        words = (piece * (length // len(piece) + 1))[:length]
        best = 9.0
        for extra in (" ", "\n"):  # the expressions of a text are kept: another text each time
            start = time.process_time()
            times(text_of(words + extra, TUESDAY, cut=False), Parse())
            best = min(best, time.process_time() - start)
        return best

    bare("warm up today")
    assert seconds(24_000) < 12 * max(seconds(6_000), 0.01)  # four times the text; sixteen would be quadratic
