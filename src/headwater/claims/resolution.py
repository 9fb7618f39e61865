"""What a time expression means: one method for each production of the grammar, named after it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from headwater.claims.calendar import Expression
from headwater.claims.feast import feast_in
from headwater.claims.interval import days_of, period_of, quarter_of, shift_month, steps_back
from headwater.claims.lexicon import table
from headwater.claims.number import number_at
from headwater.claims.publication import PRECISION, published
from headwater.claims.tense import Tense, tense_at
from headwater.claims.token import Tokens
from headwater.model import Parse, Text, TimeType

Value = tuple[TimeType, str | None]
_FARTHER = 6  # times: a past date is rather taken than a nearer one to come; of 1 to 6 the best on half of times-dev
_CLOCK_UNITS = ("H", "M", "S")


class Resolver:
    """Resolves expressions in text order; the last date named is the reference of "that year" and "the day before"."""

    def __init__(self, text: Text, parse: Parse) -> None:
        self._text, self._parse = text, parse
        self._today, self._published = published(text.published)
        self._last: str | None = None  # the last date the text named
        self._last_quarter: str | None = None  # the last quarter it named
        self._tense: Tense = "unknown"

    def resolve(self, expression: Expression) -> Value:
        """The type and the TIMEX3 value; None where the publication date that it needs is not known."""
        start, end = expression.start, expression.end
        by_kind: Callable[[Expression], Value] = getattr(self, f"_{expression.kind}")
        self._tense = tense_at(self._text.text, self._parse, start, end) if expression.kind in _TENSED else "unknown"
        try:
            type_, value = by_kind(expression)
        except (ValueError, OverflowError):  # the 31st of April, the year 10000
            return "DATE", None
        if type_ == "DATE" and value and days_of(value) is not None:
            self._last = value
            if expression.kind == "quarter" and "before" not in expression.parts:
                self._last_quarter = value
        return type_, value

    # Days

    def _iso(self, e: Expression) -> Value:
        return "DATE", date(int(e.parts["year"]), int(e.parts["month"]), int(e.parts["day"])).isoformat()

    def _date(self, e: Expression) -> Value:
        month, day = _month_number(e), int(e.parts["day"])
        year = self._year(e)
        if year is None:
            found = self._nearest([_day(y, month, day) for y in self._years()])
            return self._at(e, found.isoformat() if found and self._published >= 2 else None)
        return self._at(e, date(year, month, day).isoformat())

    _dayfirst = _dayahead = _date

    def _feast(self, e: Expression) -> Value:
        name, year = " ".join(e.parts["feast"].replace("’", "'").split()), self._year(e)
        if year is not None:
            return self._at(e, feast_in(name, year).isoformat())
        days, shift = [feast_in(name, year) for year in self._years()], e.parts.get("shift")
        if self._today is None or not days:
            return self._at(e, None)
        past = [day for day in days if day < self._today]
        found = past[-1] if shift == "last" else days[len(past)] if shift == "next" else self._nearest(days)
        return self._at(e, found.isoformat() if found else None)

    def _weekday(self, e: Expression) -> Value:
        if self._today is None or self._published < 3:
            return self._at(e, None)
        shift = e.parts.get("shift", "")
        back = (self._today.isoweekday() - table("calendar.toml")["weekdays"][e.parts["weekday"]]) % 7
        past = self._today - timedelta(back)
        ahead = self._tense in ("future", "present") or (shift == "this" and self._tense != "past")
        if "next" in shift or "coming" in shift or (ahead and "last" not in shift and back):
            return self._at(e, (past + timedelta(7)).isoformat())
        if ("last" in shift or "previous" in shift) and not back:
            past -= timedelta(7)
        return self._at(e, past.isoformat())

    def _deictic(self, e: Expression) -> Value:
        if self._today is None or self._published < 3:
            return ("TIME" if "part" in e.parts else "DATE"), None
        word = " ".join(e.parts.get("day", "").split())
        steps = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
        day = self._today + timedelta(-1 if e.parts.get("shift") == "last" else steps.get(word, 0))
        if word == "tonight":
            return "TIME", f"{day}TNI"
        return self._at(e, day.isoformat())

    def _overnight(self, e: Expression) -> Value:
        return "TIME", f"{self._today - timedelta(1)}TNI" if self._today and self._published > 2 else None

    def _clock(self, e: Expression) -> Value:
        text = self._text.text
        if _SPAN_AHEAD.match(text, e.end) or _SPAN_BEHIND.search(text, max(0, e.start - 20), e.start):
            return self._at(e, "")  # "from 6am to 2am" is of every day
        days = days_of(self._last) if self._last else None
        day = days[0] if days and days[0] == days[1] else self._today if self._published > 2 else None
        return self._at(e, day.isoformat() if day else "")

    def _at(self, e: Expression, day: str | None) -> Value:
        """The day, with the clock time or the part of the day that goes with it."""
        if e.clock is not None:
            return "TIME", None if day is None else f"{day}T{e.clock}"
        if part := e.parts.get("part"):
            return "TIME", day and day + table("calendar.toml")["parts"][part]
        return "DATE", day

    # Months, quarters, seasons, years

    def _month(self, e: Expression) -> Value:
        year = self._year(e)
        return "DATE", f"{year}-{_month_number(e):02}" if year is not None else None

    def _monthalone(self, e: Expression) -> Value:
        month = _month_number(e)
        if "every" in e.parts:
            return "SET", f"XXXX-{month:02}"
        if self._today is None:
            return "DATE", None
        this = self._today.replace(day=1)
        shift = e.parts.get("shift", "")
        choices = [date(year, month, 1) for year in self._years()]
        if "last" in shift or "past" in shift:
            found: date | None = max(day for day in choices if day < this)
        elif "next" in shift or "coming" in shift:
            found = min(day for day in choices if day > this)
        else:
            found = self._nearest(choices, this)
        return "DATE", f"{found:%Y-%m}" if found else None

    def _quarter(self, e: Expression) -> Value:
        number = int(e.parts["number"]) if "number" in e.parts else _ORDINALS[e.parts["quarter"]]
        year = self._year(e)
        if year is None:
            if self._today is None:
                return "DATE", None
            found = self._nearest([date(year, number * 3 - 1, 15) for year in self._years()])
            year = found.year if found else None
        if year is not None and e.parts.get("before", "").startswith("year"):
            year -= 1
        return "DATE", f"{year}-Q{number}" if year is not None else None

    def _lastquarter(self, e: Expression) -> Value:
        which = e.parts.get("which", "")
        if self._today is None or self._published < 2:
            return "DATE", None
        if which == "current":
            return "DATE", quarter_of(self._today)
        value = self._last_quarter or quarter_of(shift_month(self._today, -3))
        return "DATE", _years_on(value, -1) if which.startswith("year") else value

    def _yearago(self, e: Expression) -> Value:
        if self._last_quarter is not None:
            return "DATE", _years_on(self._last_quarter, -1)
        return "DATE", str(self._today.year - 1) if self._today else None

    def _half(self, e: Expression) -> Value:
        year = self._today.year if "unit" in e.parts and self._today else self._year(e)
        return "DATE", f"{year}-H{1 if e.parts['half'] == 'first' else 2}" if year is not None else None

    def _seasons(self, e: Expression) -> Value:
        return "SET", f"XXXX-{table('calendar.toml')['seasons'][e.parts['season']]}"

    def _season(self, e: Expression) -> Value:
        season = table("calendar.toml")["seasons"][e.parts["season"]]
        year, shift = self._year(e), e.parts.get("shift", "")
        if year is None:
            if self._today is None or self._published < 2:
                return "DATE", None
            spans = [(year, days_of(f"{year}-{season}")) for year in self._years()]
            if "next" in shift or "coming" in shift:
                year = min(y for y, days in spans if days and days[0] > self._today)
            elif "last" in shift:
                year = max(y for y, days in spans if days and days[1] < self._today)
            elif shift == "this":
                year = self._today.year
            else:
                year = max(y for y, days in spans if days and days[0] <= self._today)
        return "DATE", f"{year}-{season}"

    def _yearword(self, e: Expression) -> Value:
        return "DATE", e.parts["year"]

    _fiscal = _yearword

    def _yearwords(self, e: Expression) -> Value:
        head, tail = (number_at(tokens, 0) for tokens in (Tokens(e.parts["head"]), Tokens(e.parts["tail"])))
        return "DATE", f"{head.value:.0f}{tail.value:02.0f}" if head and tail else None

    def _decade(self, e: Expression) -> Value:
        if "decade" in e.parts:
            return "DATE", e.parts["decade"]
        digit = e.parts.get("short") or str(_DECADES.index(e.parts["name"]) + 2)
        return "DATE", f"19{digit}"

    def _century(self, e: Expression) -> Value:
        return "DATE", str(int(e.parts["century"]) - 1)

    # Periods counted from the publication or from the last date named

    def _period(self, e: Expression) -> Value:
        unit, shift = e.parts["unit"].removeprefix("fiscal").strip(), e.parts["shift"]
        if unit == "fortnight":
            return "DURATION", "P2W"
        if "past" in shift and unit not in ("weekend", "day"):
            return "DURATION", f"P1{table('calendar.toml')['units'][unit]}"
        step = (
            -1
            if shift.endswith(("last", "past", "previous"))
            else 1
            if shift.endswith(("next", "coming", "following"))
            else 0
        )
        anchor, precise = self._today, self._published
        if shift.startswith("that") or shift in ("previous", "following", "same"):
            days = days_of(self._last) if self._last else None
            anchor, precise = (
                (days[0], 3 if days[0] == days[1] else 2 if (days[1] - days[0]).days < 32 else 1) if days else (None, 0)
            )
        if anchor is None or precise < PRECISION[unit]:
            return "DATE", None
        if shift == "latest fiscal":
            return "DATE", str(anchor.year)
        return "DATE", period_of(unit, anchor, step)

    def _beside(self, e: Expression) -> Value:
        """ "The year before", "the next day": beside the last date named."""
        unit, step = e.parts["unit"], -1 if e.parts["way"] == "before" else 1
        days = days_of(self._last) if self._last else None
        timed = unit in ("night", "morning")
        if days is None or (days[0] != days[1] and PRECISION.get(unit, 3) == 3):
            return ("TIME" if timed else "DATE"), None
        value = period_of("day" if timed else unit, days[0], step)
        return ("TIME", value + table("calendar.toml")["parts"][unit]) if timed else ("DATE", value)

    def _spell(self, e: Expression) -> Value:
        return "DURATION", f"P1{table('calendar.toml')['units'][e.parts['unit']]}"

    def _edge(self, e: Expression) -> Value:
        unit = e.parts.get("unit", "year")
        known = self._today is not None and self._published >= PRECISION[unit]
        return "DATE", period_of(unit, self._today, 0) if self._today and known else None

    def _theunit(self, e: Expression) -> Value:
        if e.parts["unit"] != "weekend" or self._today is None or self._published < 3:
            return self._edge(e)
        ahead = self._tense == "future" or self._today.isoweekday() > 5
        return "DATE", period_of("weekend", self._today, 0 if ahead else -1)

    def _ago(self, e: Expression) -> Value:
        count, unit = count_of(e), e.parts.get("unit", "century")
        if count is None:
            return "DATE", "PAST_REF"
        if unit == "year" and count == 1 and self._last_quarter is not None:
            return "DATE", _years_on(self._last_quarter, -1)
        if self._today is None or unit in ("second", "minute", "hour"):
            return "DATE", None
        anchor = self._today
        if e.parts["way"] == "earlier" and self._last and (days := days_of(self._last)):
            anchor = days[0]
        elif self._published < PRECISION[unit]:
            return "DATE", None
        return "DATE", steps_back(anchor, unit, count)

    # Durations and sets

    def _duration(self, e: Expression) -> Value:
        unit = e.parts["unit"] if not e.parts["unit"].startswith("centur") else "century"
        if self._is_rate(e):
            return "SET", f"P{'T' * (unit in ('hour', 'minute', 'second'))}1{table('calendar.toml')['units'][unit]}"
        letter, count = table("calendar.toml")["units"][unit], count_of(e)
        shown = "X" if count is None else f"{count * (2 if unit == 'fortnight' else 1):g}"
        return "DURATION", f"P{'T' * (letter in _CLOCK_UNITS and unit != 'month')}{shown}{letter}"

    def _is_rate(self, e: Expression) -> bool:
        """Whether "a day" follows what is done or paid each day: "18 hours a day", "twice a week"."""
        before = self._text.text[max(0, e.start - 12) : e.start]
        return e.parts.get("count") in ("a", "an") and _RATED.search(before) is not None

    def _days(self, e: Expression) -> Value:
        unit = {"centuries": "century"}.get(e.parts["unit"], e.parts["unit"].removesuffix("s"))
        letter = table("calendar.toml")["units"][unit]
        return "DURATION", f"P{'T' * (unit in ('hour', 'minute', 'second'))}X{letter}"

    def _recent(self, e: Expression) -> Value:
        vague = {"recent": "PAST_REF", "coming": "FUTURE_REF"}.get(e.parts["way"])
        return ("DATE", vague) if vague else self._days(e)

    def _set(self, e: Expression) -> Value:
        word = " ".join(self._text.text[e.start : e.end].lower().split())
        if word in table("calendar.toml")["sets"]:
            return "SET", table("calendar.toml")["sets"][word]
        count, unit = e.parts.get("count", "one"), e.parts["unit"]
        number = number_at(Tokens(count), 0)
        clock = "T" * (unit in ("hour", "minute", "second"))
        shown = f"{number.value:g}" if number else {"other": "2"}.get(count, "X")
        return "SET", f"P{clock}{shown}{table('calendar.toml')['units'][unit]}"

    def _nthday(self, e: Expression) -> Value:
        return "SET", "P1M"

    def _weekdays(self, e: Expression) -> Value:
        if e.parts.get("every", "").endswith(("other", "second")):
            return "SET", "P2W"
        part = table("calendar.toml")["parts"].get(e.parts.get("part", ""), "")
        return "SET", f"XXXX-WXX-{table('calendar.toml')['weekdays'][e.parts['weekday']]}{part}"

    def _reference(self, e: Expression) -> Value:
        return "DATE", next(iter(e.parts))

    # What the choices above rest on

    def _year(self, e: Expression) -> int | None:
        """The year named, or "last year" and the like; None where neither is."""
        if "year" in e.parts:
            return int(e.parts["year"])
        if "which" not in e.parts or self._today is None:
            return None
        return self._today.year + {"last": -1, "next": 1}.get(e.parts["which"], 0)

    def _years(self) -> range:
        return range(self._today.year - 1, self._today.year + 2) if self._today else range(0)

    def _nearest(self, choices: list[date], to: date | None = None) -> date | None:
        """The choice the tense points to, else the one nearest to the publication."""
        to = to or self._today
        if to is None or not choices:
            return None
        if self._tense == "future":
            return min((day for day in choices if day >= to), default=choices[-1])
        nearest = min(choices, key=lambda day: (abs(day - to), day))
        past = max((day for day in choices if day <= to), default=nearest)
        return past if self._tense == "past" and to - past <= _FARTHER * abs(nearest - to) else nearest


_RATED = re.compile(
    r"(?:\d|%|\)|\d\s?\w{1,4}|\b(?:once|twice|off|times|people|cent|percent|[mb]illion|thousand|hundred|dozen|one\s\w+|\w+[^s\W]s))\s$"
)  # what stands before the "a" of a rate
_SPAN_AHEAD = re.compile(r"\s?(?:to|until|till|-|–|and)\s?(?:\d|noon|midday|midnight)", re.IGNORECASE)
_SPAN_BEHIND = re.compile(
    r"(?:[ap]\.?m\.?|:\d\d|noon|midday|midnight|morning|afternoon|evening|night)\s?(?:to|until|till|-|–|and)\s?$",
    re.IGNORECASE,
)
_TENSED = ("weekday", "date", "dayfirst", "dayahead", "monthalone", "feast", "theunit")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def _month_number(e: Expression) -> int:
    return int(table("calendar.toml")["months"][e.parts["month"].capitalize()])


def _day(year: int, month: int, day: int) -> date:
    """This day, or the next where the year has no such day."""
    return date(year, month, 28) + timedelta(day - 28)


def _years_on(value: str, years: int) -> str:
    return f"{int(value[:4]) + years:04}{value[4:]}"


def count_of(e: Expression) -> float | None:
    """The count of "two weeks", "a day", "a minute and a half"; None where it is vague."""
    words = e.parts.get("count", "")
    if words in ("a", "an"):
        return 1.0
    if words.startswith("half"):
        return 0.5
    if words in ("several", "few", "a few", "many", "a dozen", "a couple of", "couple of"):
        return {"a dozen": 12.0, "a couple of": 2.0, "couple of": 2.0}.get(words)
    number = number_at(Tokens(words), 0)
    return number.value if number else None
