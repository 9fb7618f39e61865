"""The days a TIMEX3 value covers, and steps on the calendar."""

import re
from calendar import monthrange
from datetime import date, timedelta

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}  # first and last month, northern half
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d)?(?:T(?:MO|AF|EV|NI))?")


def days_of(value: str) -> tuple[date, date] | None:
    """The first and last day of a TIMEX3 date; None for a duration, a set or a reference.

    >>> days_of("2024-Q1")
    (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))
    """
    try:
        if match := _DAY.fullmatch(value):
            day = date.fromisoformat(match[1])
            return day, day
        if match := _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return (monday + timedelta(5) if match[3] else monday), monday + timedelta(6)
        if match := _QUARTER.fullmatch(value):
            return months(int(match[1]), int(match[2]) * 3 - 2, int(match[2]) * 3)
        if match := _HALF.fullmatch(value):
            return months(int(match[1]), int(match[2]) * 6 - 5, int(match[2]) * 6)
        if match := _SEASON.fullmatch(value):
            return months(int(match[1]), *_SEASONS[match[2]])
        if match := _MONTH.fullmatch(value):
            return months(int(match[1]), int(match[2]), int(match[2]))
        if re.fullmatch(r"\d{2,4}", value):
            width = 10 ** (4 - len(value))
            first = int(value) * width
            return date(first, 1, 1), date(first + width - 1, 12, 31)
    except (ValueError, OverflowError):
        return None  # the 31st of April, the year 0, the last week of 9999
    return None


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """From the first day of one month to the last day of another, over the end of the year if it comes before."""
    end = year + (last < first)
    return date(year, first, 1), date(end, last, monthrange(end, last)[1])


def narrowed(days: tuple[date, date], edge: str) -> tuple[date, date]:
    """The third of these days that "early", "mid" or "late" means; all of them for any other word."""
    first, last = days
    third = (last - first) // 3
    if edge.startswith(("early", "beginning", "start")):
        return first, first + third
    if edge.startswith(("mid", "middle")):
        return first + third, last - third
    if edge.startswith(("late", "end")) and not edge.startswith("later"):
        return last - third, last
    return days


def shift_month(day: date, count: int) -> date:
    """The first of the month that many months on.

    >>> shift_month(date(2024, 1, 31), -1)
    datetime.date(2023, 12, 1)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, 1)


def week_of(day: date) -> str:
    """The ISO week of this day.

    >>> week_of(date(2025, 8, 12))
    '2025-W33'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def quarter_of(day: date) -> str:
    """The quarter of this day.

    >>> quarter_of(date(2025, 8, 12))
    '2025-Q3'
    """
    return f"{day.year}-Q{(day.month + 2) // 3}"


def period_of(unit: str, anchor: date, step: int) -> str:
    """The TIMEX3 value of the unit that many on from the one that holds this day."""
    if unit == "day":
        return (anchor + timedelta(step)).isoformat()
    if unit in ("week", "weekend"):
        return week_of(anchor + timedelta(7 * step)) + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{shift_month(anchor, step):%Y-%m}"
    if unit == "quarter":
        return quarter_of(shift_month(anchor, 3 * step))
    if unit == "decade":
        return f"{anchor.year // 10 + step:03}"
    return f"{anchor.year // 100 + step:02}" if unit == "century" else f"{anchor.year + step:04}"


def steps_back(anchor: date, unit: str, count: float) -> str:
    """The TIMEX3 value that many units before, no finer than the unit: "three weeks ago" is a week."""
    if unit in ("day", "night"):
        return (anchor - timedelta(count)).isoformat()
    if unit in ("week", "fortnight", "weekend"):
        return week_of(anchor - timedelta(7 * count * (2 if unit == "fortnight" else 1)))
    if unit in ("month", "quarter"):
        return f"{shift_month(anchor, -int(count * (3 if unit == 'quarter' else 1))):%Y-%m}"
    years = count * {"decade": 10, "century": 100}.get(unit, 1)
    return f"{anchor.year - int(years):04}"


def day_back(anchor: date, unit: str, count: float) -> str:
    """The same day that many units before."""
    if unit in ("month", "quarter", "year", "decade", "century"):
        size = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        month = shift_month(anchor, -int(count * size))
        return min(month + timedelta(anchor.day - 1), shift_month(month, 1) - timedelta(1)).isoformat()
    return (anchor - timedelta(count * {"week": 7, "fortnight": 14, "weekend": 7}.get(unit, 1))).isoformat()
