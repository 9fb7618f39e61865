"""Days, months and years that languages other than English write: the same expressions from other words."""

import re
from collections.abc import Iterator
from functools import cache

from headwater.claims.calendar import Expression
from headwater.claims.lexicon import table
from headwater.claims.tongue import UNPARTED, Zone, any_of, either, has_bare_years, has_ordinals, is_known, months

_YEAR = r"(?:19|20|21)\d\d"
_NO_CODE = rf"(?<![^\W{UNPARTED}])(?<![№#])(?<!\d[.,:/-])"
_SHORTEST = 4  # letters of the form of a month that may stand without a day or a year: "may" is none


def days(text: str, zone: Zone) -> tuple[Expression, ...]:
    """The dates of a stretch in text order: in digits, day first, and with the names of months; bare years behind a
    word that leads to one. What it covers is resolved as in English."""
    found: list[Expression] = []
    for match in _pattern(zone.tongue).finditer(text, zone.start, zone.end):
        found += _expressions(match, zone.tongue)
    return tuple(found)


@cache
def _english() -> dict[int, str]:
    """A name of each month that the grammar of English knows."""
    return {int(number): name.lower() for name, number in reversed(table("calendar.toml")["months"].items())}


@cache
def _pattern(tongue: str) -> re.Pattern[str]:
    """Every form of a date, those with the most parts first. A form that a language has not is left out."""
    numbers = (
        rf"(?P<iso>(?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d))(?![\w-])",
        rf"(?P<y2>{_YEAR})\s?[年년]\s?(?:(?P<m2>\d\d?)\s?[月월]\s?(?:(?P<d2>\d\d?)\s?[日일])?)?",
        rf"(?P<d3>\d\d?)(?P<sep>[./-])\s?(?P<m3>\d\d?)(?P=sep)\s?(?P<y3>{_YEAR})(?!\w|[./-]\d)",
    )
    if not is_known(tongue):
        return re.compile(rf"{_NO_CODE}(?:{'|'.join(numbers)})", re.VERBOSE)
    link = rf"\s?(?:{any_of(tongue, 'link')})?\s{{0,2}}"
    month = f"(?:{either(list(months(tongue)))})"
    alone = f"(?:{either([name for name in months(tongue) if len(name) >= _SHORTEST])})"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:er|º|°|\.|-?го|:e)?"
    year = rf"(?P<{{}}>{_YEAR})(?![\w%]|[.,:/]\d)"
    to = rf"\s?(?:[-–—]|(?:{any_of(tongue, 'to')}))\s?"
    named = (
        rf"(?:(?P<d0>{day}){to})?(?P<d4>{day}){link}(?P<m4>{month})(?:\.?,?{link}{year.format('y4')})?",
        rf"(?P<m5>{month})\.?,?{link}{year.format('y5')}",
        rf"(?<=\s)(?P<m6>{alone})(?=[\s.,;:)])",
        rf"(?:(?<=\s)|^)(?i:{any_of(tongue, 'year')})\s{year.format('y7')}(?:[-–]{year.format('y13')})?",
        rf"(?:{any_of(tongue, 'between')})\s{year.format('y10')}\s(?:{any_of(tongue, 'and')})\s{year.format('y11')}",
        rf"{year.format('y12')}[-–]{year.format('y14')}",
        rf"{year.format('y8')}(?=\s(?:г\.|года?\b|году\b|роц[іу]|року|r\.|roku\b|yılı))",
    )
    bare = (rf"{year.format('y15')}(?=\s(?-i:[a-zß-ÿ(])|[.,;:)])",) if has_bare_years(tongue) else ()
    # Turkish suffixes follow an apostrophe: "2031'de", "12 Mayıs 2031'de".
    turkish = (rf"(?P<y9>{_YEAR})(?=['’](?:[dt][ea]n?|e|a|y[ea]|n?[iıuü]n)\b)",) if tongue == "tr" else ()
    dotted = () if not has_ordinals(tongue) else (r"(?P<d10>\d\d?)\.\s?(?P<m10>1[0-2]|0?[1-9])\.(?!\d)(?!\s?\d)",)
    return re.compile(rf"{_NO_CODE}(?:{'|'.join((*numbers, *named, *turkish, *bare, *dotted))})", re.IGNORECASE)


def _expressions(match: re.Match[str], tongue: str) -> Iterator[Expression]:
    """What one match names: a day, a month or a year; two days where it names both ends of a range."""
    parts = {
        name[0]: value for name, value in match.groupdict().items() if value and name[1:].isdigit() and name != "d0"
    }
    start, end = match.start(), match.end()
    if set(parts) == {"y"}:
        for name in (name for name, value in match.groupdict().items() if value and name[0] == "y"):
            yield Expression(match.start(name), match.end(name), "yearword", {"year": match[name]})
        return
    number = _number(parts["m"], tongue)
    day = re.match(r"\d+", parts.get("d", ""))
    if not 1 <= number <= 12 or (day and not 1 <= int(day[0]) <= 31):
        return
    named = {"month": _english()[number]} | ({"year": parts["y"]} if "y" in parts else {})
    if day is None:
        yield Expression(start, end, "month" if "y" in parts else "monthalone", named)
        return
    first = match.groupdict().get("d0")
    if first:
        opened = re.match(r"\d+", first)
        yield Expression(start, match.end("d0"), "dayfirst", named | {"day": opened[0] if opened else ""})
        start = match.start("d4")
    yield Expression(start, end, "dayfirst", named | {"day": day[0]})


def _number(month: str, tongue: str) -> int:
    return int(month) if month.isdecimal() else months(tongue)[month.lower()]
