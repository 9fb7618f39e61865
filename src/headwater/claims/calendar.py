"""Time expressions on the surface of a text: where they stand, of which kind, and their parts. Needs no parse."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from headwater.claims.lexicon import one_of, table


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that name a time: the kind is the production that took them, the parts are in lower case."""

    start: int
    end: int
    kind: str
    parts: dict[str, str]

    @property
    def clock(self) -> str | None:
        """The clock time as hh:mm, if there is one; midnight is 24:00 of the day named."""
        parts = self.parts
        if name := parts.get("name"):
            return {"midnight": "24:00", "noon": "12:00", "midday": "12:00"}.get(name)
        if "hour24" in parts:
            return f"{int(parts['hour24']):02}:{parts['minute24']}"
        if "spoken" in parts:
            return _spoken(parts["spoken"], parts.get("when"))
        if "hour" not in parts:
            return None
        return f"{int(parts['hour']) % 12 + 12 * (parts['half'] == 'p'):02}:{parts.get('minute', '00')}"


def _spoken(words: str, when: str | None) -> str | None:
    """The clock time of "seven in the morning"; None where the half of the day is not said."""
    number = table("number.toml")["small"].get(words)
    hour = int(words if number is None else number)
    if when is None or not 1 <= hour <= 12:
        return None
    after = when in ("afternoon", "evening") or (
        when == "night" and hour > 5
    )  # twelve and one at night are small hours
    return f"{hour % 12 + 12 * (after and hour != 12):02}:00"


@lru_cache(maxsize=2)  # quantities and times both ask for those of one text
def expressions(text: str) -> tuple[Expression, ...]:
    """All time expressions in text order; they do not overlap. Linear in the length of the text."""
    found: list[Expression] = []
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end or not (word.group()[0].isdigit() or word.group().lower() in _openers()):
            continue
        match = _any().match(text, word.start())
        if match is None:
            continue
        kind = match.lastgroup or ""
        detail = _each()[kind].match(text, match.start())
        named = detail.groupdict() if detail else {}
        parts = {name.rpartition("_")[0]: value.lower() for name, value in named.items() if value}
        if kind == "yearword" and not _is_year(text, match, int(parts["year"])):
            continue
        if kind == "monthalone" and set(parts) == {"month"} and _is_name(text, match):
            continue
        if _is_title(text, match, parts) or _is_some_day(text, match, parts):
            end = match.end()
            continue
        start = match.start()
        if parts.get("way") == "last" and _is_verb(text, match):  # "permits last two years"
            start, parts = start + len("last "), {name: part for name, part in parts.items() if name != "way"}
        found.append(Expression(start, match.end(), kind, parts))
        if kind == "date" and set(parts) == {"month", "day"} and (day := _DAY_BEHIND.match(text, match.end())):
            second = {name: value for name, value in day.groupdict().items() if value}
            found.append(Expression(day.start("day"), day.end(), "date", parts | second))
        end = found[-1].end
    return tuple(_with_shared_years(text, found))


def _with_shared_years(text: str, found: list[Expression]) -> list[Expression]:
    """The year of the second end of a range is the first's too: "from May 3 to 5, 2030", "May to July 2030"."""
    for index, (one, two) in enumerate(pairwise(found)):
        named = one.kind in _OF_A_YEAR and not {"year", "which", "shift", "every"} & one.parts.keys()
        link = text[one.end : two.start] if named and two.start - one.end < _LONGEST_LINK else ""
        if "year" not in two.parts or two.kind not in _OF_A_YEAR.values() or link.strip() not in _LINKS:
            continue
        months = table("calendar.toml")["months"]
        first, last = (int(months[each.parts["month"].capitalize()]) for each in (one, two))
        year = {"year": str(int(two.parts["year"]) - (first > last))}
        found[index] = replace(one, kind=_OF_A_YEAR[one.kind], parts=one.parts | year)
    return found


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a month is the first word of a name: "May Harrow", not "in May Harrow left" or "the May vote"."""
    led = _MONTH_BEFORE.search(text, max(0, match.start() - 9), match.start())
    if led is not None and led.group().lower() == "the ":
        return _NAMES_BEHIND.match(text, match.end()) is not None  # the May Rose Society
    return led is None and _NAME_BEHIND.match(text, match.end()) is not None


def _is_title(text: str, match: re.Match[str], parts: dict[str, str]) -> bool:
    """Whether a unit with a capital stands in running text: "60 Minutes" on the air, not a headline's "Next Week"."""
    unit = parts.get("unit", "")
    if not unit or not match.group()[match.group().lower().rfind(unit)].isupper():
        return False
    return _RUNNING.search(text, max(0, match.start() - 30), match.start()) is not None


def _is_some_day(text: str, match: re.Match[str], parts: dict[str, str]) -> bool:
    """Whether "one day" says only that it was or will be some day: "he would one day return"."""
    if match.group().lower() != "one day":
        return False
    led = _SOME_DAY.search(text, max(0, match.start() - 9), match.start())
    return led is not None or text[match.end() : match.end() + 1] == ","


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Whether "last" before a duration is what the duration is of: "permits last two years"."""
    begins = match.group()[:5].lower() == "last "
    return begins and _LAST_BEFORE.search(text, max(0, match.start() - 9), match.start()) is None


def _is_year(text: str, match: re.Match[str], year: int) -> bool:
    """Whether four bare digits are a year: not "1500 workers", not "1112 p"."""
    led = _YEAR_BEFORE.search(text, max(0, match.start() - 9), match.start()) is not None
    behind = _count_behind().match(text, match.end())
    the = text[max(0, match.start() - 4) : match.start()].lower() == "the "
    counts = behind is not None and (year % 100 == 0 or bool(behind["unit"] or (behind["plural"] and not the)))
    return led if year < 1800 or counts else True


@cache
def _count_behind() -> re.Pattern[str]:
    """The noun of a count behind it: sure to be one ("people"), a plural without s, or perhaps one."""
    plural = one_of(table("label.toml")["plural"])
    return re.compile(rf"\s(?:(?P<unit>people|men|women|children|sq|m|p|cu)|(?P<plural>{plural})|[a-z]+s)\b")


_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|before|after|for|and|to|through|between|early|late|mid|circa)[\s-]$",
    re.I,
)
_MONTH_BEFORE = re.compile(r"\b(?:in|since|until|till|during|before|after|the|this|last|next|its|their|an?)\s$", re.I)
_NAME_BEHIND = re.compile(r"\s[A-Z][a-z]+")
_NAMES_BEHIND = re.compile(r"(?:\s[A-Z][a-z]+){2}")
_RUNNING = re.compile(r"\b[a-z]\w*[^\w.!?\n]{1,4}$")  # a word in lower case right before
_LAST_BEFORE = re.compile(
    r"""(?:^|[.!?\n"“‘(—–]\s?|\b(?:the|in|over|during|for|of|within|his|her|its|their|our|my|these|those|than|and)\s)$""",
    re.I,
)
_SOME_DAY = re.compile(
    r"\b(?:will|would|could|might|may|can|should|to|hopes?|hoped|that|if|until|then|he|she|they|we|i|it|who|maybe)\s$",
    re.I,
)
_DAY_BEHIND = re.compile(  # a word joins only where no noun can follow: not "on June 4 and 5 boats sank"
    r"""(?:\s?[-–]\s?|\s(?:to|and|or|through)\s(?=\w{1,4}(?:,?\s\d{4})?(?:[.,;:)!?]|$|\s(?:in|at|on|of|for|with|but|when)\b)))
    (?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%:/])(?![,.]\d)
    (?:,?\s(?P<year>(?:1\d|20|21)\d\d)\b(?![,.]\d))?""",
    re.VERBOSE,
)
_OF_A_YEAR = {"date": "date", "dayfirst": "dayfirst", "dayahead": "dayahead", "month": "month", "monthalone": "month"}
_LINKS = ("to", "until", "till", "through", "and", "or", "-", "–")
_LONGEST_LINK = 12  # characters
_WORD = re.compile(r"\d+|[^\W\d_]+|['’](?=\d)")
_START = r"(?<!\w)(?<![$£€¥\#])(?:(?!\d)|(?<![.,:/]))"
_FLAGS = re.IGNORECASE | re.VERBOSE


@cache
def _any() -> re.Pattern[str]:
    """All productions at once, without the names of their parts; the group that matched is the kind."""
    bare = {kind: re.sub(r"\(\?P<\w+>", "(?:", pattern) for kind, pattern in _productions().items()}
    return re.compile(_START + "(?:" + "|".join(f"(?P<{kind}>{p})" for kind, p in bare.items()) + ")", _FLAGS)


@cache
def _each() -> dict[str, re.Pattern[str]]:
    """Each production with its parts. A name may stand twice: they are numbered here, and the number dropped again."""
    count = itertools.count()
    named = {k: re.sub(r"\(\?P<(\w+)>", lambda m: f"(?P<{m[1]}_{next(count)}>", p) for k, p in _productions().items()}
    return {kind: re.compile(pattern, _FLAGS) for kind, pattern in named.items()}


@cache
def _productions() -> dict[str, str]:
    """The grammar with its pieces and word lists filled in."""
    pieces = {**_lists(), **table("grammar.toml")["pieces"]}

    def filled(pattern: str) -> str:
        return re.sub(r"\{([a-z_]+)\}", lambda m: filled(pieces[m[1]]), pattern)

    return {kind: filled(pattern) for kind, pattern in table("grammar.toml")["productions"].items()}


@cache
def _lists() -> dict[str, str]:
    """The word lists as regular expressions, by the name the grammar uses."""
    lists = table("calendar.toml")
    weekdays = [word.capitalize() for word in lists["weekdays"]]
    named: dict[str, Iterable[str]] = {
        "months": lists["months"],
        "long_months": [word for word in lists["months"] if len(word) > 4 or word in ("May", "June", "July")],
        "weekdays": weekdays,
        "long_weekdays": [word for word in weekdays if len(word) > 5],
        "short_months": [word for word in lists["months"] if len(word) < 5 and word not in ("May", "June", "July")],
        "short_weekdays": [word for word in weekdays if len(word) <= 5],
        "parts": lists["parts"],
        "units": lists["units"],
        "unit_plurals": lists["plurals"]["words"],
        "seasons": lists["seasons"],
        "decades": lists["decades"]["words"],
        "sets": lists["sets"],
        "days": lists["days"],
        "moving": lists["moving"],
        "measures": lists["measures"]["words"],
        "small": table("number.toml")["small"],
        "present": lists["references"]["PRESENT_REF"],
        "past": lists["references"]["PAST_REF"],
        "future": lists["references"]["FUTURE_REF"],
    }
    forms = {name: one_of(list(words)).replace(r"\ ", r"\s").replace("'", "['’]") for name, words in named.items()}
    return {name: f"(?:{form})" for name, form in forms.items()}


@cache
def _openers() -> frozenset[str]:
    """The words an expression can begin with: a cheap test before the grammar is tried."""
    lists = table("calendar.toml")
    phrases = [phrase for words in lists["references"].values() for phrase in words]
    for name in ("months", "weekdays", "seasons", "units", "sets", "days", "moving"):
        phrases += lists[name]
    phrases += [*table("number.toml")["small"], *lists["plurals"]["words"], *lists["openers"]["words"]]
    phrases += [word + "s" for word in lists["weekdays"]]
    return frozenset(re.split(r"[\s-]", phrase.lower())[0] for phrase in phrases)
