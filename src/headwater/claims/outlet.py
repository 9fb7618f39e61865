"""Outlets: which names are a newspaper's, an agency's or a broadcaster's, and under what name each is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from headwater.claims.lexicon import one_of, table, word_list

_WORD = r"[A-Z][\w&-]*(?:['’][A-Z]\w*)?"
_START = re.compile(r"(?<![\w@/.-])[A-Zad](?=[\w’'.])")  # "dpa" and "al-Jazeera" begin in lower case
_RUN = re.compile(rf"(?<![\w@/.-]){_WORD}(?:(?: of| and| de)? {_WORD}){{1,9}}")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet as the world knows it, or as one report shows it. ``kinds`` is empty where it cannot be told."""

    name: str
    kinds: frozenset[str]

    @property
    def agency(self) -> bool:
        """Whether it is a news agency."""
        return "agency" in self.kinds


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names an outlet."""

    start: int
    end: int
    outlet: Outlet


@cache
def known() -> dict[str, Outlet]:
    """Every listed outlet by each of its names."""
    return {
        alias: Outlet(name, frozenset({kind}))
        for kind, entries in table("outlets.toml").items()
        if kind != "dateline"
        for name, aliases in entries.items()
        for alias in (name, *aliases)
    }


@cache
def nouns() -> dict[str, frozenset[str]]:
    """Common nouns that stand for an outlet ("the broadcaster"), with the kinds they can mean."""
    return {noun: frozenset(kinds) for noun, kinds in table("outlet_nouns.toml")["nouns"].items()}


def find_outlet(name: str) -> Outlet | None:
    """The outlet that goes by this very name, if it is listed."""
    bare = name.removeprefix("the ").strip()
    return known().get(bare) or known().get(bare.removeprefix("The "))


def find_agency(name: str) -> Outlet | None:
    """The agency that goes by this name where only an agency's stands: in a dateline, a byline or a footer."""
    outlet = find_outlet(name)
    if outlet:
        return outlet if outlet.agency else None
    short = {alias: full for full, aliases in table("outlets.toml")["dateline"].items() for alias in aliases}
    return known().get(short.get(name, ""))


def same_outlet(a: str, b: str) -> bool:
    """Whether two names are one outlet's: the same entry of the list, or the same words.

    >>> same_outlet("The Huffington Post", "HuffPost")
    True
    """
    return _key(a) == _key(b)


def mentions(text: str, local: dict[str, Outlet]) -> list[Mention]:
    """Where the text names an outlet: listed ones, those of this report alone, and names of an outlet's shape."""
    return _without_overlap([*_listed(text, local), *_shaped(text)])


def named_beside_noun(text: str) -> dict[str, Outlet]:
    """Names that stand beside an outlet's noun: "the Lumen news agency", "the newspaper Lumen"."""
    found: dict[str, Outlet] = {}
    for match in _beside().finditer(text):
        noun, name = match.group("noun") or match.group("agency"), match.group("after") or match.group("before")
        first = name.split()[0]
        if not find_outlet(name) and first not in word_list("openers.txt") | word_list("demonyms.txt"):
            found.setdefault(name, Outlet(name, nouns()[noun]))
    return found


def _key(name: str) -> str:
    outlet = find_outlet(name)
    return re.sub(r"[\W_]+", "", (outlet.name if outlet else name).casefold().removeprefix("the "))


def _first_word(name: str) -> str:
    return re.split(r"[\W_]", name, maxsplit=1)[0]


@cache
def _by_first_word() -> dict[str, list[str]]:
    return _index(known())


def _index(outlets: dict[str, Outlet]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for name in sorted(outlets, key=lambda name: (-len(name), name)):
        index.setdefault(_first_word(name), []).append(name)
    return index


def _listed(text: str, local: dict[str, Outlet]) -> Iterator[Mention]:
    here = _index(local)
    for match in _START.finditer(text):
        start = match.start()
        word = _first_word(text[start : start + 40])
        for name in (*here.get(word, ()), *_by_first_word().get(word, ())):
            end = start + len(name)
            if text.startswith(name, start) and not re.match(r"[\w-]|\.\w", text[end : end + 2]):
                yield Mention(start, end, local.get(name) or known()[name])
                break


def _shaped(text: str) -> Iterator[Mention]:
    """Runs of capitalised words that begin or end as an outlet's name does: "the Newport Gazette", "Radio Callan"."""
    shapes = table("outlet_nouns.toml")
    first, last, broadcast = (set(shapes[key].split()) for key in ("first", "last", "broadcast"))
    for match in _RUN.finditer(text):
        name, start = match.group(), match.start()
        while name.split(" ", 1)[0] in word_list("openers.txt") and " " in name:
            start += len(name) - len(name.split(" ", 1)[1])
            name = name.split(" ", 1)[1]
        tail = re.split(r" (?:of|and)(?: The)? ", name)[-1]
        if find_outlet(tail):
            continue
        ends = {name.split()[0]} & first | {name.split()[-1]} & last
        if " " in name and ends and not find_outlet(name):
            kinds = {"broadcaster"} if ends & broadcast else {"newspaper"} if name.split()[-1] != "News" else set()
            yield Mention(start, match.end(), Outlet(name, frozenset(kinds)))


@cache
def _beside() -> re.Pattern[str]:
    run = rf"{_WORD}(?: {_WORD}){{0,3}}"
    told = one_of([noun.strip() for noun in table("outlet_nouns.toml")["beside"].split(",")])
    return re.compile(
        rf"\b(?P<noun>{told}) (?P<after>{run})(?=[,.;:)’']| that\b| said| reported)"
        rf"|(?<![\w.-])(?P<before>{run})(?:['’]s)? (?P<agency>news agency|newswire|wire service)\b"
    )


def _without_overlap(found: list[Mention]) -> list[Mention]:
    """The mentions in order; of two that overlap, the first and longer."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
