"""Figures of languages other than English: their digits with the mark of decimals that the language has, a magnitude,
a unit that is known, a bound, a rate. What a figure counts is not read."""

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from headwater.claims.lexicon import table
from headwater.claims.tongue import (
    UNPARTED,
    Zone,
    any_of,
    either,
    forms,
    groups,
    has_ordinals,
    is_decided,
    is_known,
    words,
)
from headwater.claims.unit import sign_names
from headwater.model import Bound, Quantity

_SPACE = r" \u00a0\u2009\u202f"
_DIGITS = re.compile(rf"\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,'’٬٫]\d+)*")
_MARKS = re.compile(r"[.,'’٬٫]")
_CODED = re.compile(
    rf"(?:[^\W\d_{UNPARTED}]-?|[№#§_@/]\s?|\d[:/-]|[:,.]\d?)$"
)  # before: part of a code, of a list, of an address
_MINUS = re.compile(r"(?:^|(?<=\s))(?:[-−]|(?:[Mm]inus|[Мм][иі]нус)\s)$")
_DIALLED = re.compile(r"\+[\d\s/()-]*$")
_GLUED = re.compile(rf"(?![{UNPARTED}])(?:[^\W_]|[°ºª]|[:/@–-]\w|h\d)")  # behind: a code, a score, a time of day
_ORDINAL = re.compile(r"\.\s\w")
_REACH = 48  # characters before a figure in which its sign, its bound and its label stand
_DAYS = 31  # in a language whose months are not known a figure up to this may be a day
_BOUNDS: dict[str, Bound] = {
    each: each for each in ("exactly", "about", "more_than", "at_least", "less_than", "at_most")
}


def numerals(
    text: str, zone: Zone, taken: Sequence[tuple[int, int]], ends: Set[int] = frozenset()
) -> Iterator[Quantity]:
    """The quantities of a stretch, in order, none of them inside the characters that are ``taken`` by dates.

    ``ends`` are the ends of sentences: a full stop that is one makes no ordinal of the digits before it. Ordinals,
    years, times of day, scores, labels and codes are none, nor is a figure whose mark may be of thousands or of
    decimals in a language of which that is not known.
    """
    reader, end, next_date = _Reader(text, zone, ends), zone.start, 0
    for match in _DIGITS.finditer(text, zone.start, zone.end):
        while next_date < len(taken) and taken[next_date][1] <= match.start():
            next_date += 1
        held = next_date < len(taken) and taken[next_date][0] < match.end()
        if match.start() < end or held or (value := number(match[0], zone.tongue)) is None:
            continue
        if quantity := reader.read(match, value):
            end = quantity.end
            yield quantity


def number(digits: str, tongue: str) -> float | None:
    """The value of digits with their marks; None where they make no number, or where it cannot be told which.

    >>> number("12.500", "de"), number("1.234.567,5", "de"), number("12,500", "ru"), number("12.500", "und")
    (12500.0, 1234567.5, 12.5, None)
    """
    digits = re.sub(f"[{_SPACE}]", "", digits)
    marks, parts = _MARKS.findall(digits), _MARKS.split(digits)
    if not marks:
        return float(digits)
    whole, last = parts[:-1], parts[-1]
    threes = 1 <= len(parts[0]) <= 3 and parts[0] != "0" and all(len(part) == 3 for part in parts[1:-1])
    if len(set(marks)) == 1 and len(marks) > 1:
        return float("".join(parts)) if threes and len(last) == 3 else None  # 1.234.567, no 1.2.3
    if len(marks) > 1:
        one = len(set(marks[:-1])) == 1 and marks[-1] in ".,٫"
        return float("".join(whole) + "." + last) if threes and one else None
    if marks[0] == "٬" or (threes and len(last) == 3 and marks[0] in groups(tongue)):
        return float("".join(parts))
    if marks[0] in "'’" or (threes and len(last) == 3 and not is_decided(tongue) and marks[0] != "٫"):
        return None
    return float(f"{parts[0]}.{last}")


class _Reader:
    """Gives the digits of one stretch what stands around them."""

    def __init__(self, text: str, zone: Zone, ends: Set[int]) -> None:
        self._text, self._zone, self._tongue, self._ends_at = text, zone, zone.tongue, ends

    def read(self, match: re.Match[str], value: float) -> Quantity | None:
        """The quantity of these digits, or None if they are none."""
        start, end = match.span()
        line = self._text.rfind("\n", 0, start) + 1
        lead = self._text[max(self._zone.start, line, start - _REACH) : start]
        sign, percent = _money_before().search(lead), _led(self._tongue).search(lead)
        if led := sign or percent:
            start, lead = start - len(lead) + led.start(), lead[: led.start()]
        elif _CODED.search(lead) or _led_by(self._tongue, "label").search(lead):
            return None
        if minus := _MINUS.search(lead):
            start, lead, value = start - len(minus[0]), lead[: minus.start()], -value
        low, high, end = self._ends(end, value, lead)
        unit, stop = self._known("unit", end)
        if led:
            unit, stop = (sign_names()[sign["sign"]] if sign else "percentage"), end
        elif unit is None and (found := _money_behind().match(self._text, end, self._zone.end)):
            unit, stop = sign_names()[found["form"]], found.end()
        if low > high or self._is_none(match[0], high, unit, end, stop, lead):
            return None
        per, end = self._known("per", stop) if unit else (None, stop)
        bound, end = self._bound(lead, end)
        if low != high:
            return Quantity(start, end, self._text[start:end], low, high, "between", unit=unit, per=per)
        opened = None if bound in ("less_than", "at_most", "nearly") else low
        closed = None if bound in ("more_than", "at_least") else high
        shown = "about" if bound == "nearly" else _BOUNDS[bound]
        return Quantity(start, end, self._text[start:end], opened, closed, shown, unit=unit, per=per)

    def _ends(self, end: int, value: float, lead: str) -> tuple[float, float, int]:
        """Both ends of the figure with what they are multiplied by, and where it ends: "1万2500", "12-15", "3 bis 4
        Mio."; the first end is the higher where it is a score."""
        times, end = self._times(end)
        total = value * times
        while times > 1 and (more := _DIGITS.match(self._text, end, self._zone.end)):
            times, end = self._times(more.end())
            total += (number(more[0], self._tongue) or 0.0) * times
        joint = _range(self._tongue, _led_by(self._tongue, "between").search(lead) is not None)
        found = joint.match(self._text, end, self._zone.end) if total == value else None
        top = number(found["top"], self._tongue) if found else None
        if found is None or top is None:
            return total, total, end
        times, end = self._times(found.end())
        return (value * times, top * times, end) if value < top else (1.0, 0.0, end)

    def _times(self, end: int) -> tuple[float, int]:
        """What the words behind multiply by, and where they end: "Mio.", "mil millones", "万"."""
        scale, end = self._known("scale", end)
        return float(scale or 1), end

    def _known(self, name: str, at: int) -> tuple[str | None, int]:
        """The entry of the form of a table that stands here, and where it ends; (None, at) if none does."""
        found = _behind(self._tongue, name).match(self._text, at, self._zone.end)
        return (_entry_of(found["form"], self._tongue, name), found.end()) if found else (None, at)

    def _is_none(self, digits: str, high: float, unit: str | None, end: int, stop: int, lead: str) -> bool:
        """Whether the figure is a telephone number, a time of day, an ordinal, a code, a day or a year."""
        text, limit, bare = self._text, self._zone.end, digits.isdecimal() and unit is None
        if _DIALLED.search(lead) or (digits.isdecimal() and digits.startswith("0") and len(digits) > 1):
            return True
        if unit == "hour" and _led_by(self._tongue, "at").search(lead):
            return True
        if _GLUED.match(text, stop, limit) or _clock(self._tongue).match(text, end, limit):
            return True
        ordinal = has_ordinals(self._tongue) and stop == end and _ORDINAL.match(text, end, limit)
        if bare and ordinal and end + 1 not in self._ends_at:
            return True
        if bare and not is_known(self._tongue) and high <= _DAYS:
            return True
        return bare and len(digits) == 4 and 1800 <= high < 2100 and high % 100 != 0

    def _bound(self, lead: str, end: int) -> tuple[str, int]:
        """The bound that the words before a figure give, or those behind it, and where these end."""
        bound, end = self._known("behind", end)
        before = (name for name, pattern in _bounds(self._tongue) if pattern.search(lead))
        return bound or next(before, "exactly"), end


@cache
def _bounds(tongue: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each bound what stands before a figure; "not more than" is asked before "more than"."""
    by_name: dict[str, list[str]] = {}
    for form, name in forms(tongue, "bound").items():
        by_name.setdefault(name, []).append(form)
    order = ("at_most", "at_least", "more_than", "less_than", "nearly", "about")
    return tuple((name, _before(either(by_name[name]))) for name in order if name in by_name)


def _before(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?i:{words})\s?$")


@cache
def _led_by(tongue: str, name: str) -> re.Pattern[str]:
    """A word of this list right before a figure."""
    return _before(any_of(tongue, name))


@cache
def _led(tongue: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=\s))(?i:{either(words(tongue, 'led'))})\s?$")


@cache
def _range(tongue: str, between: bool) -> re.Pattern[str]:
    """A joint with the second end behind it; "and" joins only what "between" opened, and only "to" joins the rest."""
    ands = set(words(tongue, "and"))
    joints = [word for word in words(tongue, "to") if between or word not in ands] + (list(ands) if between else [])
    return re.compile(rf"(?:\s?[-–—]\s?|\s(?:{either(joints)})\s)(?P<top>{_DIGITS.pattern})(?![\w-])")


@cache
def _clock(tongue: str) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{any_of(tongue, 'clock')})")


@cache
def _behind(tongue: str, name: str) -> re.Pattern[str]:
    """A blank and any form of this table; before a unit "of" may stand: "1,75 milliard de tonnes"."""
    of = rf"(?:(?:{any_of(tongue, 'of')})\s?)?" if name == "unit" else ""
    return re.compile(rf"\s?{of}(?P<form>{either(list(forms(tongue, name)))})")


def _entry_of(form: str, tongue: str, name: str) -> str:
    """The entry of a form as it stands in a text: a stem with its ending, another apostrophe or blank."""
    known = forms(tongue, name)
    plain = re.sub(r"\s", " ", form)
    if entry := known.get(plain) or known.get(plain.replace("'", "’")) or known.get(plain.replace("’", "'")):
        return entry
    stems = (stem for stem in known if stem.endswith("*") and plain.startswith(stem[:-1]))
    return known[max(stems, key=len)]


@cache
def _money_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?P<sign>{either(list(sign_names()))})\s?$".replace(r"(?![^\W_])", ""))


@cache
def _money_behind() -> re.Pattern[str]:
    """A sign or a code; letters that make a word of their own, as "Rs" and "PS", only stand before."""
    codes = {code for codes in table("unit.toml")["codes"].values() for code in codes if code.isupper()}
    signs = [sign for sign in sign_names() if len(sign) == 1] + sorted(codes)
    return re.compile(rf"\s?(?P<form>{either(signs)})")
