"""Who is a private person, and by which words a report names them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

from headwater.model import Name, Reading, stem

_TITLE = re.compile(r"(?:(?:[\w-]+|\w{1,4}\.) ){0,3}\Z")  # the words just before a name that may be its title
_APPOSED = re.compile(r"(?:['’]s)?,? (?:who (?:is|was) |\()?((?:(?:[\w’'-]+|\w{1,4}\.) ?){1,9})")
_NAMELIKE = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}")
_TOKEN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*[\w]|[^\W\d_]")
_STANDING = re.compile(r"(?<![\w@/.+%=&?#-])[^\W\d_]++(?![\w@/+%=&?#-]|\.\w)")  # a word that is no part of an address
_SHORT = 2  # letters; a single word of fewer is no name by which anybody could be found


@dataclass(frozen=True, slots=True)
class Person:
    """A private person: the fullest name that a report uses, and all the forms in which reports give it."""

    full: str
    forms: tuple[tuple[str, ...], ...]  # words without case or marks, the longest form first
    informant: bool  # whether something is said to have been said by them


def private(readings: Sequence[Reading]) -> tuple[Person, ...]:
    """The private persons of a pile, in the order in which they are first named.

    Everybody who is named as a person, or is named as saying something and is no body or place, or whom a mail, a title
    or a file name names (`Text.people`), is private unless some report gives an office beside the name
    (data/offices.txt). A form that a holder of office shares with a private person is not theirs alone, nor is a word
    that the pile writes small as often as not: the longer forms still are.
    """
    forms: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    full: dict[tuple[str, ...], str] = {}
    public: set[tuple[str, ...]] = set()
    speakers: set[tuple[str, ...]] = set()
    elsewhere = (name.quote for each in readings for name in each.names if name.kind != "person")
    longer = {(word,) for name in elsewhere if " " in name for word in tokens(name)}  # "Holm" of "Holm Bridge"
    large = frozenset(chain.from_iterable(map(_large, readings)))
    for reading in sorted(readings, key=lambda each: (each.text.name, each.report)):
        others = {each.full for each in reading.names if each.kind != "person"}
        public.update(tokens(outlet) for outlet in _outlets(reading))
        for name in reading.names:
            if name.kind == "person":
                key = tokens(name.full)
                full.setdefault(key, name.full)
                forms.setdefault(key, {}).update({key: None, tokens(name.quote): None})
                if key not in public and has_office(reading.text.text, name):
                    public.add(key)
        for speaker in _speakers(reading):
            if speaker not in others and _NAMELIKE.fullmatch(speaker) and (" " in speaker or speaker in large):
                key = tokens(speaker)
                full.setdefault(key, speaker)
                forms.setdefault(key, {})[key] = None
                speakers.add(key)
        for shown in reading.text.people:
            words = [word for word in _TOKEN.findall(shown) if stem(word.lower()) not in _offices()]
            key = tuple(word.casefold() for word in words)
            if len(words) < len(_TOKEN.findall(shown)):
                public.add(key)
            elif shown not in others:
                full.setdefault(key, shown)
                alone = {key[:1]: None, key[-1:]: None} if len(key) > 1 else {}  # as a mail greets and signs
                forms.setdefault(key, {}).update({key: None} | {form: None for form in alone if form not in longer})
    common = _common(readings)
    taken = {form for key in public for form in forms.get(key, ())} | {key[-1:] for key in public}
    return tuple(
        Person(full[key], tuple(sorted(own, key=lambda form: (-len(form), form))), key in speakers)
        for key, each in forms.items()
        if key not in public
        if (own := [form for form in each if form not in taken and _tells(form, common)])
    )


def has_office(text: str, name: Name) -> bool:
    """Whether an office stands beside this name: before it as a title, or after it between commas."""
    before = _TITLE.search(text[max(0, name.start - 60) : name.start])
    after = _APPOSED.match(text[name.end : name.end + 90])
    beside = (before[0] if before else "") + " " + (after[1] if after and after[0][:1] in ",'’" else "")
    return any(stem(word) in _offices() for word in _TOKEN.findall(beside.lower()))


def tokens(words: str) -> tuple[str, ...]:
    """The words of a name, without case and without the marks between them.

    >>> tokens("Ana-María de Souza")
    ('ana', 'maría', 'de', 'souza')
    """
    return tuple(word.casefold() for word in _TOKEN.findall(words))


def _outlets(reading: Reading) -> Iterator[str]:
    """The outlets of a report and of its credits, and the last word of each: "the Tribune"."""
    for outlet in (reading.text.outlet, *(credit.outlet for credit in reading.credits)):
        if outlet and (words := outlet.split()):
            yield outlet
            yield words[-1]


def _speakers(reading: Reading) -> Iterator[str]:
    for each in (*reading.attributions, *(claim.attribution for claim in reading.claims)):
        if each and each.speaker:
            yield each.speaker


def _large(reading: Reading) -> Iterator[str]:
    """The words that a report writes large within a sentence: "Experts" at its beginning is no name."""
    text = reading.text.text
    first = {found.start() for each in reading.text.sentences if (found := _WORD.search(text, each.start, each.end))}
    yield from (word[0] for word in _WORD.finditer(text) if word.start() not in first and word[0][0].isupper())


def _common(readings: Iterable[Reading]) -> frozenset[str]:
    """The words that are written small as often as with a capital: one is no name, or cannot be told from none."""
    written = Counter(word for each in readings for word in _STANDING.findall(each.text.text))
    either: Counter[str] = Counter()
    for word, times in written.items():
        either[word.casefold()] += times
    return frozenset(word for word, times in written.items() if word == word.casefold() and 2 * times >= either[word])


def _tells(form: tuple[str, ...], common: Set[str]) -> bool:
    """Whether this form names somebody: one word alone does not if it is short, or is a word like others here."""
    return len(form) > 1 or (len(form) == 1 and len(form[0]) > _SHORT and form[0] not in common)


@cache
def _offices() -> frozenset[str]:
    lines = (files("headwater.redact") / "data" / "offices.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(stem(line) for line in lines if line and not line.startswith("#"))
