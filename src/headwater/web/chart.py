"""A chart of how many things fall into each stretch of time: numbers in, positions out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_WIDTH, _HEIGHT, _LEFT, _TOP = 960, 170, 34, 12  # of the bars' ground, in CSS pixels
_BARS = 62  # at most: two months of days
_LANES, _LANE = 12, 9  # lines for times longer than a bar
_LABELS = 8  # along the axis
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Day = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time with what falls wholly into it."""

    x: float
    y: float
    width: float
    height: float
    number: int
    name: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A time longer than one bar, and how often it is given."""

    x: float
    y: float
    width: float
    number: int
    name: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over an axis, and below it the longer times as lines."""

    width: int
    height: int
    floor: int
    left: int
    most: int
    step: str  # what one bar stands for
    bars: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    labels: tuple[tuple[float, str], ...]
    left_out: int  # longer times that are not drawn


def chart(spans: Mapping[tuple[str, str], int], since: str = "", until: str = "") -> Chart:
    """Draw how often each interval of days (ISO 8601) is given, between two days that may be reduced or left out.

    One bar is a day, a month, a year, ten, a hundred or a thousand years: the shortest of which there is room for.
    """
    known = {(_day(start), _day(end, last=True)): number for (start, end), number in spans.items()}
    if not known:
        return Chart(_WIDTH, 0, 0, _LEFT, 0, "", (), (), (), 0)
    first = _day(since) if since else min(start for start, _ in known)
    last = _day(until, last=True) if until else max(end for _, end in known)
    step = next(each for each in _STEPS if each.number(last) - each.number(first) < _BARS)
    begin, size = step.number(first), step.number(last) - step.number(first) + 1
    within: dict[int, int] = {}
    longer: dict[tuple[Day, Day], int] = {}
    for (start, end), number in known.items():
        if step.number(start) == step.number(end):
            at = step.number(start) - begin
            within[at] = within.get(at, 0) + number
        else:
            longer[start, end] = longer.get((start, end), 0) + number
    most = max(within.values(), default=0)
    room = (_WIDTH - _LEFT) / size
    bars = tuple(_bar(step, begin, at, within[at], most, room) for at in sorted(within))
    floor = _TOP + _HEIGHT
    drawn = sorted(sorted(longer, key=lambda each: (-longer[each], each))[:_LANES])
    lanes = tuple(
        _lane(step, begin, size, span, longer[span], room, floor + 30 + n * _LANE) for n, span in enumerate(drawn)
    )
    every = -(-size // _LABELS)
    labels = tuple((round(_LEFT + at * room, 1), step.name(begin + at)) for at in range(0, size, every))
    height = floor + 26 + (len(lanes) * _LANE + 8 if lanes else 0)
    return Chart(_WIDTH, height, floor, _LEFT, most, step.word, bars, lanes, labels, len(longer) - len(lanes))


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch that a bar stands for: which number a day falls into, and what that one is called."""

    word: str
    years: int = 0  # 0 for a day, -1 for a month

    def number(self, day: Day) -> int:
        year, month, at = day
        if self.years > 0:
            return year // self.years
        return 12 * year + month - 1 if self.years else date(year, month, at).toordinal()

    def name(self, number: int) -> str:
        since, until = self.bounds(number)
        if self.years > 1:
            return f"{since}–{until}"
        if self.years == 1:
            return since
        year, month, *day = map(int, since.split("-"))
        return f"{day[0] if day else ''} {_MONTHS[month - 1]} {year}".strip()

    def bounds(self, number: int) -> tuple[str, str]:
        """The first and the last, as one writes them into an address."""
        if self.years > 0:
            return f"{number * self.years:04}", f"{(number + 1) * self.years - 1:04}"
        if self.years:
            return (f"{number // 12:04}-{number % 12 + 1:02}",) * 2
        return (date.fromordinal(number).isoformat(),) * 2


_STEPS = (_Step("day"), _Step("month", -1), _Step("year", 1), _Step("ten years", 10), _Step("hundred years", 100),
          _Step("thousand years", 1_000))  # fmt: skip


def _bar(step: _Step, begin: int, at: int, number: int, most: int, room: float) -> Bar:
    height = max(3.0, round(_HEIGHT * number / most, 1))
    since, until = step.bounds(begin + at)
    gap = min(2.0, room / 5)
    return Bar(
        round(_LEFT + at * room + gap / 2, 1), _TOP + _HEIGHT - height, round(min(room - gap, 60), 1), height, number,
        step.name(begin + at), since, until,
    )  # fmt: skip


def _lane(step: _Step, begin: int, size: int, span: tuple[Day, Day], number: int, room: float, y: int) -> Lane:
    start, end = (min(size - 1, max(0, step.number(day) - begin)) for day in span)
    since, until = ("-".join((f"{y:04}", f"{m:02}", f"{d:02}")) for y, m, d in span)
    return Lane(
        round(_LEFT + start * room, 1), y, round((end - start + 1) * room, 1), number, f"{since} to {until}", since,
        until,
    )  # fmt: skip


def _day(words: str, *, last: bool = False) -> Day:
    """A day that may be reduced as its first day or its last; one that there never was as the nearest."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", words)
    year, month, day = (int(each) if each else 0 for each in found.groups()) if found else (0, 0, 0)
    year = min(max(year, 1), 9998)
    month = min(month or (12 if last else 1), 12)
    longest = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return year, month, min(day or (longest if last else 1), longest)
