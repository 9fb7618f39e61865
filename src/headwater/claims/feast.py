"""The days on which feasts fall."""

from datetime import date, timedelta

from headwater.claims.lexicon import table


def feast_in(name: str, year: int) -> date:
    """The day of a feast in a year; ``name`` is in lower case with straight apostrophes.

    Easter is the Gregorian one (Meeus, Astronomical Algorithms, 1991, chapter 8).

    >>> feast_in("easter monday", 2025)
    datetime.date(2025, 4, 21)
    >>> feast_in("memorial day", 2025)
    datetime.date(2025, 5, 26)
    """
    lists = table("calendar.toml")
    key = next(each for kind in ("days", "moving") for each in lists[kind] if each.lower() == name)
    if key in lists["days"]:
        month, day = map(int, lists["days"][key].split("-"))
        return date(year, month, day)
    rule = lists["moving"][key]
    return easter(year) + timedelta(rule[0]) if len(rule) == 1 else _nth_weekday(year, *rule)


def easter(year: int) -> date:
    """Easter Sunday.

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, step = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, left = divmod(rest, 4)
    week = (32 + 2 * step + 2 * quarter - moon - left) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth Monday (1) to Sunday (7) of a month, the last one for -1."""
    if nth < 0:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return end - timedelta((end.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
