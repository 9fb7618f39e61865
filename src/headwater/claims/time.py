"""Times: the time expressions of a text as TIMEX3 values (TimeML 1.2.1), with the days they cover.

Relative ones are resolved against the publication date; without one their value is None.
"""

from datetime import date

from headwater.claims.calendar import Expression, expressions
from headwater.claims.day import days
from headwater.claims.interval import day_back, days_of, narrowed
from headwater.claims.publication import PRECISION, published
from headwater.claims.resolution import Resolver, count_of
from headwater.claims.tongue import parted
from headwater.model import Parse, Text, Time


def times(text: Text, parse: Parse) -> tuple[Time, ...]:
    """All time expressions in text order, resolved against ``text.published``.

    Of paragraphs in another language those in digits and with names of months, by the forms of that language.
    ``since`` and ``until`` are days, or the moment itself where a clock time stands.
    """
    whole = text.text
    text, zones = parted(text)
    resolver = Resolver(text, parse)
    today, precision = published(text.published)
    found = []
    abroad = (day for zone in zones for day in days(whole, zone))
    for expression in sorted([*expressions(text.text), *abroad], key=lambda each: each.start):
        kind, value = resolver.resolve(expression)
        quote = whole[expression.start : expression.end]
        since, until = _covers(expression, value, today if precision == 3 else None)
        found.append(Time(expression.start, expression.end, quote, kind, value, since, until))
    return tuple(found)


def _covers(expression: Expression, value: str | None, today: date | None) -> tuple[str | None, str | None]:
    """The first and last day or moment of a value; of a duration only if it is counted from today."""
    days = days_of(value) if value else None
    if value is None or (days is None and not value.startswith("P")):
        return None, None
    if days is None:
        days = _stretch(expression, today)
        return (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    if "T" in value and ":" in value:
        return value, value
    first, last = narrowed(days, expression.parts.get("edge", "").removeprefix("the "))
    return first.isoformat(), last.isoformat()


def _stretch(expression: Expression, today: date | None) -> tuple[date, date] | None:
    """The days of "the past two years" or "the next month", counted from the publication."""
    parts = expression.parts
    way, unit = parts.get("way", parts.get("shift", "")), parts.get("unit", "")
    count = count_of(expression) or (1.0 if expression.kind == "period" else None)
    if today is None or count is None or unit not in PRECISION:
        return None
    try:
        if way in ("last", "past", "previous"):
            return date.fromisoformat(day_back(today, unit, count)), today
        if way in ("next", "coming"):
            return today, date.fromisoformat(day_back(today, unit, -count))
    except (ValueError, OverflowError):  # the past 9,999 years
        pass
    return None
