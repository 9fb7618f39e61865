"""Whether two claims speak of different times."""

from datetime import date, timedelta

from headwater.model import Claim, Time

_MONTH = timedelta(days=27)


def other_period(a: Claim, b: Claim, days: int = 0) -> bool:
    """Whether both claims name dates, and none of one touches one of the other.

    Args:
        a: a claim.
        b: another claim.
        days: how many days may lie between two dates that still touch; months and years must meet.
    """
    left, right = _intervals(a), _intervals(b)
    return bool(left and right) and not any(_touch(x, y, timedelta(days=days)) for x in left for y in right)


def _touch(a: tuple[date, date], b: tuple[date, date], gap: timedelta) -> bool:
    if min(a[1] - a[0], b[1] - b[0]) >= _MONTH:
        gap = timedelta()
    return a[0] <= b[1] + gap and b[0] <= a[1] + gap


def _intervals(claim: Claim) -> list[tuple[date, date]]:
    """The days that the resolved dates of a claim cover, without that on which somebody said so."""
    told = claim.attribution.content if claim.attribution is not None else ()
    found = []
    for time in claim.times:
        said = told and not any(span.start <= time.start < span.end for span in told)
        days = covered(time)
        if time.type == "DATE" and days is not None and not said:
            found.append(days)
    return found


def covered(time: Time) -> tuple[date, date] | None:
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
