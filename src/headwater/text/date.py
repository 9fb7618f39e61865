"""Dates of publication, as pages write them in many languages."""

import datetime
import re

from headwater.text.words import table

_MONTH = {name: int(number) for number, names in table("months").items() for name in names.split()}
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_YEAR = r"(?P<{}>(?:19|20)\d\d)"

DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      {_YEAR.format("y1")}[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)(?!\d|[-/.]\d)
    | {_YEAR.format("y2")}\s?[年년]\s?(?P<m2>\d\d?)\s?[月월](?:\s?(?P<d2>\d\d?)\s?[日일])?
    | (?P<d3>\d\d?)(?:st|nd|rd|th|er|º|\.)?\s*(?:of\s|de\s|di\s|[-/])?\s*(?P<m3>{_NAME})
      \.?,?(?:\s*de[l]?)?[\s,/-]*{_YEAR.format("y3")}
    | (?P<m4>{_NAME})\.?\s+(?P<d4>\d\d?)(?:st|nd|rd|th)?,?\s+(?:at\s)?{_YEAR.format("y4")}
    | (?P<a5>\d\d?)(?P<sep>[./-])(?P<b5>\d\d?)(?P=sep){_YEAR.format("y5")}
    | (?P<m6>{_NAME})\.?,?\s+(?:de\s)?{_YEAR.format("y6")}
    )(?!\d)""",
    re.I | re.X,
)


def date_in(words: str) -> str | None:
    """The first full or month-wide date in ``words`` as ISO 8601, reduced to the year where day and month could be
    taken for each other; None if there is none.

    >>> date_in("Publicado em 9 de maio de 2021"), date_in("Feb. 3, 2018"), date_in("31.03.2011")
    ('2021-05-09', '2018-02-03', '2011-03-31')
    >>> date_in("as told on May 4") is None
    True
    """
    reduced = None
    for found in DATE.finditer(words):
        iso = _iso(found)
        if iso and len(iso) == 10:
            return iso
        reduced = reduced or iso
    return reduced


def iso(given: str | None) -> str | None:
    """A date as somebody gave it, as ISO 8601; None if it cannot be read as one."""
    if not given:
        return None
    given = given.strip()
    if re.fullmatch(r"[0-9]{4}(?:-[0-9]{2})?", given):
        return given if len(given) == 4 or 1 <= int(given[5:]) <= 12 else given[:4]
    found = re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?!\d)", given)
    if found and _valid(*map(int, found[1].split("-"))):
        return found[1]
    return date_in(given)


def _iso(found: re.Match[str]) -> str | None:
    part = {name[0] + "ay": value for name, value in found.groupdict().items() if value and name[0] in "ymd"}
    year, month, day = part.get("yay", ""), part.get("may"), part.get("day")
    if found["a5"]:
        return _day_and_month(int(year), int(found["a5"]), int(found["b5"]), found["sep"])
    number = int(month) if month and month.isdigit() else _MONTH[(month or "").casefold()]
    if day is None:
        return f"{year}-{number:02}" if 1 <= number <= 12 else None
    return _valid(int(year), number, int(day))


def _day_and_month(year: int, first: int, second: int, separator: str) -> str | None:
    """Day first where dots stand between, or where only that can be; the year alone where both ways are dates."""
    if separator == "." or first > 12 or first == second:
        return _valid(year, second, first)
    return _valid(year, first, second) if second > 12 else _valid(year, first, second) and str(year)


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
