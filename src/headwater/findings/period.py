"""Whether two claims speak of different times."""

from collections.abc import Sequence
from datetime import date, timedelta

from headwater.model import Claim, Time

_MONTH = timedelta(days=27)
_NEWS = timedelta(days=7)  # the days before and after a report that any report of the same event names too


Days = tuple[date, date]  # the first and the last


def other_period(a: Claim, b: Claim) -> bool:
    """Whether both claims name dates, and none of one touches one of the other."""
    return apart(named(a), named(b))


def apart(left: Sequence[Days], right: Sequence[Days], days: int = 0) -> bool:
    """Whether there are dates on both sides, and none of one touches one of the other.

    Args:
        left: the dates that one claim names.
        right: those that another one names.
        days: how many days may lie between two dates that still touch; months and years must meet.
    """
    return bool(left and right) and not any(_touch(x, y, timedelta(days=days)) for x in left for y in right)


def past(claim: Claim, published: str | None) -> frozenset[str]:
    """The days, months and years that a claim names, by value, without those of the news itself.

    Those are no further from the day of publication than they are long: this year and last year, this month and the
    one before it, and the days of a week.

    Args:
        claim: a claim.
        published: when its report was, in ISO 8601; where it is reduced or not known, all dates are given.
    """
    told = None if published is None else day(published)
    found = set()
    for time in claim.times:
        days = covered(time)
        if time.type == "DATE" and time.value is not None and days is not None:
            gap = max(_NEWS, days[1] - days[0])
            if told is None or not days[0] - gap <= told <= days[1] + gap:
                found.add(time.value)
    return frozenset(found)


def _touch(a: Days, b: Days, gap: timedelta) -> bool:
    if min(a[1] - a[0], b[1] - b[0]) >= _MONTH:
        gap = timedelta()
    return a[0] <= b[1] + gap and b[0] <= a[1] + gap


def named(claim: Claim) -> list[Days]:
    """The days that the resolved dates of a claim cover, without that on which somebody said so."""
    told = claim.attribution.content if claim.attribution is not None else ()
    found = []
    for time in claim.times:
        said = told and not any(span.start <= time.start < span.end for span in told)
        days = covered(time)
        if time.type == "DATE" and days is not None and not said:
            found.append(days)
    return found


def covered(time: Time) -> Days | None:
    """The first and the last day of a time that is resolved."""
    if not (time.since and time.until):
        return None
    first, last = day(time.since), day(time.until)
    return None if first is None or last is None else (first, last)


def day(moment: str) -> date | None:
    """The day of a moment in ISO 8601; None where it is reduced, or none."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
