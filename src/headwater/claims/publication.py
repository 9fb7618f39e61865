"""The publication date that relative times are counted from, and which of them it is precise enough for."""

from datetime import date

PRECISION = {
    "century": 1,
    "decade": 1,
    "year": 1,
    "quarter": 2,
    "month": 2,
    "week": 3,
    "weekend": 3,
    "fortnight": 3,
    "day": 3,
    "night": 3,
    "summer": 3,
}  # how precise the date must be for "last month"


def published(value: str | None) -> tuple[date | None, int]:
    """The publication date, and how precise it is: 3 to the day, 2 to the month, 1 to the year."""
    try:
        numbers = [int(number) for number in (value or "")[:10].split("-")]
        return date(*[*numbers, 1, 1][:3]), len(numbers)
    except (TypeError, ValueError):
        return None, 0
