"""Times drawn: every one is in a bar or a line, and what a bar stands for is said."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.web.chart import chart

_DAYS = st.dates().map(lambda each: each.isoformat())
_SPANS = st.dictionaries(
    st.tuples(_DAYS, _DAYS).map(lambda each: (min(each), max(each))), st.integers(1, 50), max_size=40
)


def test_months_where_there_is_room_for_them() -> None:
    drawn = chart({("2031-01-05", "2031-01-05"): 2, ("2031-01-01", "2031-01-31"): 1, ("2031-03-09", "2031-03-09"): 1})
    assert drawn.step == "month" and drawn.most == 3
    assert [(bar.name, bar.number, bar.since) for bar in drawn.bars] == [
        ("Jan 2031", 3, "2031-01"),
        ("Mar 2031", 1, "2031-03"),
    ]
    assert abs(drawn.bars[0].height - 3 * drawn.bars[1].height) < 1 and drawn.bars[0].y < drawn.bars[1].y
    assert [name for _, name in drawn.labels] == ["Jan 2031", "Feb 2031", "Mar 2031"]


def test_days_for_a_month_and_years_for_a_century() -> None:
    days = chart({("2031-01-05", "2031-01-05"): 1}, "2031-01", "2031-01")
    assert days.step == "day" and [bar.name for bar in days.bars] == ["5 Jan 2031"]
    assert chart({("1990-01-05", "1990-01-05"): 1, ("2031-01-05", "2031-01-05"): 1}).step == "year"
    assert chart({("1890-01-05", "1890-01-05"): 1, ("2031-01-05", "2031-01-05"): 1}).bars[0].name == "1890–1899"


def test_longer_times_are_lines_that_end_with_the_drawing() -> None:
    drawn = chart({("2020-01-01", "2040-12-31"): 4, ("2031-02-01", "2031-02-03"): 1}, "2031-01", "2031-03")
    (lane,) = drawn.lanes
    assert lane.number == 4 and (lane.since, lane.until) == ("2020-01-01", "2040-12-31")
    assert lane.x == drawn.left and lane.x + lane.width <= drawn.width + 0.1
    assert chart({(f"2000-01-{n:02}", "2031-01-01"): 1 for n in range(1, 21)}).left_out == 8


def test_nothing_is_drawn_of_nothing() -> None:
    assert chart({}).bars == () and chart({}).lanes == ()


@given(_SPANS)
def test_everything_is_drawn_once_within_the_ground(spans: dict[tuple[str, str], int]) -> None:
    drawn = chart(spans)
    assert (
        sum(each.number for each in drawn.bars) + sum(each.number for each in drawn.lanes) == sum(spans.values())
        or drawn.left_out
    )
    for x, width in ((each.x, each.width) for shapes in (drawn.bars, drawn.lanes) for each in shapes):
        assert drawn.left <= x and x + width <= drawn.width + 0.2 and width > 0
    assert len(drawn.bars) <= 62 and len(drawn.labels) <= 8
