"""Variants of a name in one report: the fullest form of each person's and body's name that this report uses."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from headwater.claims.gazetteer import cities, countries
from headwater.claims.lexicon import table
from headwater.model import NameKind

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_FORMS = 30  # names that share a word and are compared
_BRACKET = re.compile(r"\s*\((?:the )?([A-Z][\w&.-]{1,9})\)")


@cache
def _body_words() -> frozenset[str]:
    return frozenset(table("titles.toml")["body"]["words"].split())


@dataclass(slots=True)
class Run:
    """A capitalised run as it stands, with what the words around it show."""

    start: int
    end: int
    words: list[str]
    titled: bool
    kind: NameKind | None = None
    sure: bool = True  # the words decide the kind, not the pipeline's entity alone

    @property
    def name(self) -> str:
        return " ".join(self.words)


def _core(name: str) -> list[str]:
    """The words of a name as they are compared: "Al-Karim" is "al-Karim", "Ji-hun Bae" is "Ji Hun Bae"."""
    words = [w if w[:1].isupper() and "-" not in w else w.title() for w in name.replace("-", " ").split()]
    return [word for word in words if word not in _SUFFIXES] or words


def fullest_people(runs: list[Run]) -> dict[str, str]:
    """For each form of a person's name the fullest one; for a part of several names the one most used, then the first.

    A single word that is part of a person's name is that person's, whatever it would be alone; and a longer run that
    ends in what is a person's name alone ("Rade said") is that person's, if only its looks spoke for something else.
    """
    alone = {run.name for run in runs if run.kind == "person" and len(run.words) == 1}
    for run in runs:
        if len(run.words) in (2, 3) and _core(run.name)[-1] in alone and not (run.kind and run.sure):
            run.kind = "person"
    counts = Counter(run.name for run in runs if run.kind == "person")
    by_part: dict[str, list[str]] = {}
    for name in counts:
        core = _core(name)
        if len(core) > 1:
            for part in {core[-1], core[0], *(core[1:-1] if len(core) == 3 else ())}:
                by_part.setdefault(part, []).append(name)
    by_part = {part: sorted(forms, key=lambda n: -counts[n])[:_FORMS] for part, forms in by_part.items()}
    fullest: dict[str, str] = {}
    for name in counts:
        core = _core(name)
        others = [n for n in by_part.get(core[-1], ()) if len(core) > 1 and _is_form(core, _core(n))]
        longest = max((len(_core(n)) for n in others), default=0)
        fullest[name] = next((n for n in counts if n in others and len(_core(n)) == longest), name)
    for run in runs:
        part = "".join(_core(run.name)[-1:])
        if len(run.words) == 1 and part in by_part and (run.kind != "place" or run.name not in countries()):
            as_last = [n for n in by_part[part] if _core(n)[-1] == part]
            best = max(as_last or by_part[part], key=lambda n: counts[n])
            run.kind, fullest[run.name] = "person", fullest[best]
    return fullest


def _is_form(short: list[str], long: list[str]) -> bool:
    """Whether all words of the short form stand in the long one, initials allowed."""
    return all(any(word == o or (word.endswith(".") and o.startswith(word[0])) for o in long) for word in short)


def fullest_bodies(text: str, runs: list[Run]) -> dict[str, str]:
    """Acronyms given in brackets or made of first letters, and the first or last words of a longer name."""
    fullest: dict[str, str] = {}
    bodies = [run for run in runs if run.kind == "body" and len(run.words) > 1]
    openings = {tuple(run.words[:size]): run.name for run in bodies for size in range(2, len(run.words))}
    for run in runs:
        whole = openings.get(tuple(run.words))
        if whole and run.kind != "body":
            run.kind = "body"
        if whole:
            fullest[run.name] = whole
    for run in bodies:
        short = _BRACKET.match(text, run.end, run.end + 16)
        if short:
            fullest.setdefault(short[1], run.name)
    for run in bodies:
        letters = "".join(word[0] for word in run.words if word[0].isupper())
        if len(letters) > 2:
            fullest.setdefault(letters, run.name)
        if run.words[-1] in _body_words():
            fullest.setdefault(run.words[-1], run.name)
        first = run.words[0]
        place = first in countries() or first in cities()
        if "of" in run.words if first in _body_words() else not place:
            fullest.setdefault(first, run.name)
    return fullest
