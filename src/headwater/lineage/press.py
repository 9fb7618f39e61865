"""Which outlet a report says it has its material from, and whether two names mean one newsroom."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from headwater.errors import UsageError
from headwater.model import Credit, Reading, Span, words

_PLAIN = frozenset({"the", "news", "agenc", "onlin", "com", "co", "org", "net", "daili", "newspap", "magazin"})
_OFTEN = 3  # an outlet credited so often carries the report wherever the credits stand
_LEAD = 3  # sentences of the body in which a credit speaks for the report, as in a title; later it is an aside
_BODY = 6  # words of a line that may be the first of the body
_MASTHEAD = 5  # words of a line of furniture that begins with the page's own name
_BEFORE = r"(?:according to|first (?:published|reported|appeared) (?:by|in)|told|via|hat tip(?: to)?:?|h/t:?|source:)"
_AFTER = (
    r"(?:reports|reported|has reported|writes|wrote|says|said|reveals|revealed|has revealed|found|has learned|has seen)"
)

_COMPANY = re.compile(r",? (?:plc|ltd|limited|inc|llc|corp|corporation|gmbh|ag|sa|nv|bv)\.?$", re.IGNORECASE)

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Debt:
    """What a report owes to one outlet: all the credits it gives it."""

    outlet: str
    credits: tuple[Credit, ...]
    whole: bool  # agency copy, republished, credited in the title or throughout

    @property
    def first(self) -> Credit:
        """The strongest credit: a wire line before a mention, then the first in the text."""
        return min(self.credits, key=lambda credit: (credit.kind == "credit", credit.start))

    @property
    def wire(self) -> bool:
        """Whether the report is marked as the outlet's own copy."""
        return any(credit.kind == "wire" for credit in self.credits)


@dataclass(frozen=True, slots=True)
class Newsrooms:
    """Outlets that are one newsroom, by the plain form of each of their names."""

    families: Mapping[Name, frozenset[int]]
    _known: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False, repr=False)

    def same(self, one: str, other: str) -> bool:
        """Whether two names mean one newsroom.

        >>> rooms = newsrooms("Vale Echo, Hill Echo")
        >>> rooms.same("BBC", "BBC News"), rooms.same("AP", "Associated Press"), rooms.same("Echo", "Vale Echo")
        (True, True, False)
        >>> rooms.same("The Vale Echo", "Hill Echo")
        True
        """
        if (one, other) not in self._known:
            listed = self.families.get(_plain(one), frozenset()) & self.families.get(_plain(other), frozenset())
            same = _plain(one) == _plain(other) or _initials(one, other) or _initials(other, one) or bool(listed)
            self._known[one, other] = self._known[other, one] = same
        return self._known[one, other]


def newsrooms(more: str = "") -> Newsrooms:
    """The newsrooms of data/newsrooms.txt and those of ``more``, which is written in the same way.

    One newsroom a line: its names, and the editions and partners that share its copy, with commas between. A line that
    begins with # is a note. Names of a line of ``more`` are added to those that are known.

    Raises:
        UsageError: a line has only one name.
    """
    found: dict[Name, set[int]] = defaultdict(set)
    lines = (files(__package__) / "data" / "newsrooms.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate([*lines, *more.splitlines()]):
        names = [name.strip() for name in line.split(",") if name.strip()]
        if not names or line.lstrip().startswith("#"):
            continue
        if len(names) == 1:
            where = f"line {number - len(lines) + 1} of the outlets"
            raise UsageError("a newsroom needs two names or more", f"{where}: {line.strip()}", "Put commas between")
        for name in names:
            found[_plain(name)].add(number)
    return Newsrooms({name: frozenset(numbers) for name, numbers in found.items()})


def debts(reading: Reading, rooms: Newsrooms) -> tuple[Debt, ...]:
    """The outlets that this report has its material from, the weightiest first. Asides are left out."""
    given: dict[str, list[Credit]] = defaultdict(list)
    for credit in reading.credits:
        if credit.kind == "wire" or not _own(reading, credit.outlet, rooms):
            given[credit.outlet].append(credit)
    found = (_debt(reading, outlet, credits) for outlet, credits in given.items())
    return tuple(sorted(filter(None, found), key=lambda debt: (not debt.whole, -len(debt.credits), debt.first.start)))


def mention(reading: Reading, outlet: str, rooms: Newsrooms) -> Debt | None:
    """What a report owes to an outlet of the case that it names beside words that credit it; None if nothing.

    The outlets of a case are known, so an outlet that no list has is still seen where a report names it.
    """
    if _own(reading, outlet, rooms) or len("".join(_plain(outlet))) < 2:
        return None
    text = reading.text.text
    found = _naming(outlet).finditer(text)
    spans = [match.span() for match in found if text[match.start(match.lastgroup or 0)].isupper()]
    return _debt(reading, outlet, [Credit(a, b, text[a:b], outlet, "credit") for a, b in spans])


def speaks_of(reading: Reading, outlet: str, rooms: Newsrooms) -> bool:
    """Whether a report names an outlet that is not its own, wherever and beside whatever words."""
    if _own(reading, outlet, rooms) or len("".join(_plain(outlet))) < 2:
        return False
    text = reading.text.text
    return any(text[match.start()].isupper() for match in _called(outlet).finditer(text))


def _debt(reading: Reading, outlet: str, credits: Iterable[Credit]) -> Debt | None:
    """The debt that these credits of one outlet make; None if they are asides."""
    text, credits = reading.text, tuple(credits)
    body = [each.end for each in text.sentences if text.slice(each).count(" ") >= _BODY and each != text.title_span]
    lead = body[:_LEAD][-1] if body else len(text.text)
    marked = any(credit.kind != "credit" for credit in credits)
    title = text.title_span
    titled = title is not None and any(title.holds(Span(c.start, c.end)) for c in credits)
    whole = marked or titled or len(credits) >= _OFTEN
    leads = any(credit.start < lead for credit in credits)
    return Debt(outlet, credits, whole) if credits and (whole or leads) else None


def _own(reading: Reading, outlet: str, rooms: Newsrooms) -> bool:
    """Whether this is the report's own outlet, by what is known of it or by a masthead on its page."""
    text = reading.text
    if text.outlet:
        return rooms.same(outlet, text.outlet)
    name = outlet.casefold()
    lines = (line.strip() for each in text.removed if each.why == "furniture" for line in each.quote.splitlines())
    return any(line.casefold().startswith(name) and len(line.split()) <= _MASTHEAD for line in lines)


@cache
def _called(outlet: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_bare(outlet)}(?![\w-])", re.IGNORECASE)


def _bare(outlet: str) -> str:
    """A pattern of the name without its article and its form of company: "Brack Mills" of "BRACK MILLS PLC"."""
    name = re.sub(r"^(?:the|a) ", "", outlet.strip(), flags=re.IGNORECASE)
    return re.escape(re.sub(_COMPANY, "", name) or name).replace(r"\ ", r"\s+")


@cache
def _naming(outlet: str) -> re.Pattern[str]:
    bare = _bare(outlet)
    return re.compile(
        rf"\b{_BEFORE} (?:the )?(?P<after>{bare})(?![\w-])|\b(?P<before>{bare}) {_AFTER}\b", re.IGNORECASE
    )


@cache
def _plain(name: str) -> Name:
    stems = tuple(word.stem for word in words(name.replace(".", " ")))
    return tuple(each for each in stems if each not in _PLAIN) or stems


def _initials(short: str, long: str) -> bool:
    parts = [part for part in long.split() if part.casefold() != "the"]
    return len(parts) > 1 and short.isupper() and short == "".join(part[0] for part in parts).upper()
