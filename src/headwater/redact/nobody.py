"""Names that some report gives as a person's, and that nobody has: places, bodies and outlets of the pile.

A miss would name somebody, and a false person only hides a word: so a name is a person's unless most of the pile takes
it for something else, words beside it say what, and nobody who has it speaks, has an age or begins a sentence.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from headwater.model import Name, Reading
from headwater.redact.form import Form, tokens

_WITHIN = re.compile(r"\b(?:in|outside|(?:town|village|city|district|province|region|port|valley) of)\s\Z")
_OWNED = re.compile(r"['’]s?\b|['’]")  # "in Vask's boat"
_PERSONAL = re.compile(
    r",? who\b|(?:,|,? aged| \() ?\d{1,3}\b|['’]s (?:wife|husband|mother|father|son|daughter|lawyer)\b"
)
_ADDRESSED = re.compile(r"\b(?:Mrs?|Ms|Miss|Dr|Sir|Madam)\.? \Z")
_NEAR = 60  # characters beside a name that are looked at


def nobodies(readings: Sequence[Reading]) -> frozenset[Form]:
    """The names of places and bodies that some report takes for a person's.

    More must take one for a body than for a person where it speaks, and there it must be called one.
    """
    persons, things = _counted(readings)
    doubtful = {key for key in persons if things[key]}
    somebody, acting, placed, called = set[Form](), set[Form](), set[Form](), set[Form]()
    for reading in readings if doubtful else ():
        text = reading.text.text
        speakers = {tokens(each.speaker) for each in reading.attributions if each.speaker}
        begins = {each.start for each in reading.text.sentences}
        for name in reading.names:
            key = tokens(name.full)
            if key not in doubtful:
                continue
            if _is_personal(text, name):
                somebody.add(key)
            if name.kind == "person" and (key in speakers or name.start in begins):
                acting.add(key)
            if _is_place(text, name):
                placed.add(key)
            if _is_body(text, name):
                called.add(key)
    mostly = {key for key in doubtful if things[key] > persons[key]}
    return frozenset(((mostly & (called | (placed - acting))) | (called - acting)) - somebody)


def personal_outlets(readings: Sequence[Reading]) -> frozenset[Form]:
    """The outlets that are called as a person is: by more of the pile than takes the name for an outlet's or body's."""
    persons, things = _counted(readings)
    for reading in readings:
        persons.update(map(tokens, reading.text.people))
        things.update(tokens(credit.outlet) for credit in reading.credits)
    outlets = {tokens(reading.text.outlet) for reading in readings if reading.text.outlet}
    return frozenset(key for key in outlets if persons[key] > things[key])


def _counted(readings: Sequence[Reading]) -> tuple[Counter[Form], Counter[Form]]:
    """How often each name is taken for a person's, and for something else's."""
    persons, things = Counter[Form](), Counter[Form]()
    for reading in readings:
        for name in reading.names:
            (persons if name.kind == "person" else things)[tokens(name.full)] += 1
    return persons, things


def _is_personal(text: str, name: Name) -> bool:
    """Whether an age, a relative or a form of address stands beside a name."""
    before = text[max(0, name.start - _NEAR) : name.start]
    return bool(_PERSONAL.match(text, name.end) or _ADDRESSED.search(before))


def _is_place(text: str, name: Name) -> bool:
    before = text[max(0, name.start - _NEAR) : name.start]
    return bool(_WITHIN.search(before)) and not _OWNED.match(text, name.end)


def _is_body(text: str, name: Name) -> bool:
    before, behind = _bodies()
    return bool(behind.match(text, name.end) or before.search(text[max(0, name.start - _NEAR) : name.start]))


@cache
def _bodies() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says before or behind a name that it is a body's: "the agency Fenn Timber", "Fenn Timber, the big logging
    company that"; and not "a company driver"."""
    lines = (files("headwater.redact") / "data" / "bodies.txt").read_text(encoding="utf-8").splitlines()
    nouns = "|".join(re.escape(line) for line in lines if line and not line.startswith("#"))
    noun = rf"\b(?:an?|the|its|another)\s(?:(?!(?:of|for|at|in|from|to|with|by)\b)[\w-]+\s){{0,3}}(?:{nouns})"
    behind = rf",\s{noun}(?=\s(?:that|which|of|in|at|based)\b|[,.;:)])"
    return re.compile(rf"{noun}\s\Z"), re.compile(behind)
