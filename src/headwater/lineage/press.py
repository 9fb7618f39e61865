"""Which outlet a report says it has its material from, and whether two names mean one newsroom."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from headwater.model import Credit, Reading, Span, words

_PLAIN = frozenset({"the", "news", "agenc", "onlin", "com", "co", "org", "net", "daili", "newspap", "magazin"})
_OFTEN = 3  # an outlet credited so often carries the report wherever the credits stand
_LEAD = 3  # sentences of the body in which a credit speaks for the report, as in a title; later it is an aside
_BODY = 6  # words of a line that may be the first of the body


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


def debts(reading: Reading) -> tuple[Debt, ...]:
    """The outlets that this report has its material from, the weightiest first. Asides are left out."""
    text = reading.text
    body = [each.end for each in text.sentences if text.slice(each).count(" ") >= _BODY and each != text.title_span]
    lead = body[:_LEAD][-1] if body else len(text.text)
    given: dict[str, list[Credit]] = defaultdict(list)
    for credit in reading.credits:
        if not (text.outlet and same_newsroom(credit.outlet, text.outlet)):
            given[credit.outlet].append(credit)
    found = []
    for outlet, credits in given.items():
        marked = any(credit.kind != "credit" for credit in credits)
        often = len(credits) >= _OFTEN
        titled = text.title_span is not None and any(text.title_span.holds(Span(c.start, c.end)) for c in credits)
        if marked or often or titled or min(credit.start for credit in credits) < lead:
            found.append(Debt(outlet, tuple(credits), marked or often or titled))
    return tuple(sorted(found, key=lambda debt: (not debt.whole, -len(debt.credits), debt.first.start)))


@cache
def same_newsroom(one: str, other: str) -> bool:
    """Whether two names mean one newsroom.

    >>> same_newsroom("BBC", "BBC News"), same_newsroom("AP", "Associated Press"), same_newsroom("Echo", "Vale Echo")
    (True, True, False)
    """
    return (
        _plain(one) == _plain(other)
        or _initials(one, other)
        or _initials(other, one)
        or bool(_listed(one) & _listed(other))
    )


def _plain(name: str) -> tuple[str, ...]:
    stems = tuple(word.stem for word in words(name.replace(".", " ")))
    return tuple(each for each in stems if each not in _PLAIN) or stems


def _initials(short: str, long: str) -> bool:
    parts = [part for part in long.split() if part.casefold() != "the"]
    return len(parts) > 1 and short.isupper() and short == "".join(part[0] for part in parts).upper()


@cache
def _newsrooms() -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for line in (files(__package__) / "data" / "newsrooms.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            for name in line.split(","):
                found[_plain(name)].add(line)
    return {name: frozenset(lines) for name, lines in found.items()}


def _listed(name: str) -> frozenset[str]:
    return _newsrooms().get(_plain(name), frozenset())
