"""Who is a private person, and by which words a report names them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

from headwater.model import Name, Reading, stem
from headwater.redact.alone import Alone
from headwater.redact.form import Form, family, tokens
from headwater.redact.nobody import nobodies, personal_outlets

_TITLE = re.compile(r"(?:(?:[\w-]+|\w{1,4}\.) ){0,5}\Z")  # the words just before a name that may be its title
_APPOSED = re.compile(
    r"(?:,\s(?:(?:who\s(?:is|was)|then|now|also|once|formerly)\s|(?!who))|\s(?:is|was|became)\s(?=an?\s|the\s))"
    r"((?:[\w’'-]+[. ]? ?){1,9})"
)
_DOES = re.compile(r",\swho\s(\w+)")  # "Aldo Renn, who heads the ministry"
_HEAD_ENDS = re.compile(
    r"(?<=\w)\s(?:the|a|an|his|her|their|its|of|for|to|at|in|on|from|by|with|who|whom|whose|which|that)\s"
)
_OWNER = re.compile(r".*['’]s?\s")  # "the port’s director" is one, and "the minister’s wife" is none
_LINKS = frozenset({"of", "for", "and"})  # "the minister of trade Aldo Renn"
_SEVERAL = re.compile(r"(?:,| and) [^\W\d_a-z]")
_NAMELIKE = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}")
_TOKEN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*[\w]|[^\W\d_]")
_STANDING = re.compile(r"(?<![\w@/.+%=&?#-])[^\W\d_]++(?![\w@/+%=&?#-]|\.\w)")  # a word that is no part of an address
_COMMON = 0.5  # of the times that a word is written it is small: such a word alone cannot be told from no name
_SHORT = 2  # letters; a single word of fewer is no name by which anybody could be found


@dataclass(frozen=True, slots=True)
class Person:
    """A private person: the fullest name that a report uses, and all the forms in which reports give it."""

    full: str
    forms: tuple[Form, ...]  # the longest first
    informant: bool  # whether something is said to have been said by them


def private(readings: Sequence[Reading]) -> tuple[Person, ...]:
    """The private persons of a pile, in the order in which they are first named.

    Everybody who is named as a person, or is named as saying something and is no body or place, or whom a mail, a title
    or a file name names (`Text.people`), is private unless some report gives an office beside the name
    (data/offices.txt), or the pile shows that nobody has the name (`nobodies`). A form that a holder of office shares
    with a private person is not theirs alone, nor is a word that the pile writes small as often as not: longer forms
    are. The plural by which a family is called is a form too.
    """
    forms: dict[Form, dict[Form, None]] = {}
    full: dict[Form, str] = {}
    public: set[Form] = set()
    speakers: set[Form] = set()
    nobody, own_outlets = nobodies(readings), personal_outlets(readings)
    large = frozenset(chain.from_iterable(map(_large, readings)))
    for reading in sorted(readings, key=lambda each: (each.text.name, each.report)):
        others = {each.full for each in reading.names if each.kind != "person"}
        public.update(tokens(outlet) for outlet in _outlets(reading, own_outlets))
        for name in reading.names:
            key = tokens(name.full)
            if name.kind == "person" and key not in nobody:
                full.setdefault(key, name.full)
                forms.setdefault(key, {}).update({key: None, tokens(name.quote): None})
                if key not in public and has_office(reading.text.text, name):
                    public.add(key)
        for speaker in _speakers(reading):
            key = tokens(speaker)
            if key in nobody or speaker in others:
                continue
            if _NAMELIKE.fullmatch(speaker) and (" " in speaker or speaker in large):
                full.setdefault(key, speaker)
                forms.setdefault(key, {})[key] = None
                speakers.add(key)
        for shown in reading.text.people:
            words = [word for word in _TOKEN.findall(shown) if not _is_office(word)]
            key = tuple(word.casefold() for word in words)
            if len(words) < len(_TOKEN.findall(shown)):
                public.add(key)
            elif shown not in others:
                full.setdefault(key, shown)
                forms.setdefault(key, {})[key] = None
    small = _small(readings)
    common = {word for word, share in small.items() if share >= _COMMON}
    alone = Alone.of(readings, forms.keys(), small)
    taken = {form for key in public for form in forms.get(key, ())} | {key[-1:] for key in public}
    taken |= {(family(word),) for key in public if key for word in (key[0], key[-1])}
    return tuple(
        Person(full[key], tuple(sorted(own, key=lambda form: (-len(form), form))), key in speakers)
        for key, each in forms.items()
        if key not in public
        if (own := {form for form in _every(key, each, alone) if form not in taken and _tells(form, common)})
    )


def _every(key: Form, forms: Iterable[Form], alone: Alone) -> set[Form]:
    """The forms that reports give of a name, and those that they may use besides."""
    every = {*forms} | alone.forms(key)
    return every | alone.plurals(every)


def has_office(text: str, name: Name) -> bool:
    """Whether an office stands beside this name: before it as a title, or after it as what its bearer is.

    "The minister met Oda Vask", "Oda Vask, who sued the minister" and "Oda Vask, the minister's wife" give none.
    """
    before = _TITLE.search(text[max(0, name.start - 60) : name.start])
    after = _APPOSED.match(text[name.end : name.end + 90])
    apposed = _OWNER.sub("", _HEAD_ENDS.split(after[1])[0]) if after else ""
    several = bool(_SEVERAL.match(text, name.end))
    if before is not None and _is_title(before[0], several):
        return True
    does = _DOES.match(text, name.end)
    return any(map(_is_office, _TOKEN.findall(apposed))) or (does is not None and _is_office(does[1]))


def _is_title(words: str, several: bool) -> bool:
    """Whether the words before a name give an office to its bearer; in the plural, to ``several`` of them."""
    each = _TOKEN.findall(words)
    at = next((n for n in reversed(range(len(each))) if _is_office(each[n])), None)
    if at is None or (at == len(each) - 1 and each[at].endswith("s") and not several):
        return False
    link, of = each[at + 1 : at + 2], [word for word in each[at + 2 :] if word != "the"]
    if link and link[0] in _LINKS:
        return len(of) == 1 or (bool(of) and all(word[0].isupper() for word in of))
    return all(word[0].isupper() for word in each[at + 1 :])


def _is_office(word: str) -> bool:
    return stem(word.lower()) in _offices()


def _outlets(reading: Reading, own: Set[Form]) -> Iterator[str]:
    """The outlets of a report and of its credits that are not called as a person is, and the last word of each: "the
    Tribune"."""
    for outlet in (reading.text.outlet, *(credit.outlet for credit in reading.credits)):
        if outlet and tokens(outlet) not in own and (words := outlet.split()):
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


def _small(readings: Iterable[Reading]) -> dict[str, float]:
    """Which words are written small, and how often of all times: one that mostly is is no name."""
    written = Counter(word for each in readings for word in _STANDING.findall(each.text.text))
    either: Counter[str] = Counter()
    for word, times in written.items():
        either[word.casefold()] += times
    return {word: times / either[word] for word, times in written.items() if word == word.casefold()}


def _tells(form: Form, common: Set[str]) -> bool:
    """Whether this form names somebody: one word alone does not if it is short, or is a word like others here."""
    return len(form) > 1 or (len(form) == 1 and len(form[0]) > _SHORT and form[0] not in common)


@cache
def _offices() -> frozenset[str]:
    lines = (files("headwater.redact") / "data" / "offices.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(stem(line) for line in lines if line and not line.startswith("#"))
