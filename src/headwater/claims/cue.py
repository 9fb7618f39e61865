"""Cues: the words that show that somebody is said to have said, shown, thought or wanted something."""

from functools import cache

from headwater.claims.lexicon import table
from headwater.model import Parse

NAMING = frozenset({"", "as", "for", "of", "to", "with", "by"})  # what may go on from the object of a judgement
_GROUP = frozenset({"aux", "aux:pass", "advmod", "compound:prt"})
INSIDE_NOUN = frozenset({"amod", "compound", "case", "mark"})  # "a reporting partner"
_VERBAL = frozenset({"VERB", "AUX"})


@cache
def verbs(kind: str) -> frozenset[str]:
    """The verbs of one class: say, show, think, want or judge."""
    return frozenset(table("cues.toml")["verbs"][kind].split())


@cache
def all_verbs() -> frozenset[str]:
    """The verbs of every class."""
    return frozenset(verb for kind in ("say", "voice", "show", "think", "want", "judge") for verb in verbs(kind))


@cache
def nouns() -> frozenset[str]:
    """Nouns for what was said: "claim", "warning"."""
    return frozenset(table("cues.toml")["nouns"]["words"].split())


@cache
def things() -> frozenset[str]:
    """Nouns for what cannot speak, want or judge: "presence", "measure"."""
    return frozenset(table("cues.toml")["things"]["words"].split())


@cache
def hearers() -> frozenset[str]:
    """Nouns for those before whom things are said: "the court heard"."""
    return frozenset(table("cues.toml")["hearers"]["words"].split())


@cache
def standing() -> frozenset[str]:
    """Common nouns that stand for a body named before: "the group"."""
    return frozenset(table("cues.toml")["standing"]["words"].split())


@cache
def prepositions(verb: str) -> frozenset[str]:
    """The prepositions that can stand between a verb and what it is about: "call" for, on."""
    return frozenset(word for word, heads in table("cues.toml")["phrases"].items() if verb in heads.split())


@cache
def hearsay(kind: str) -> frozenset[str]:
    """Adverbs and subjects that pass on what nobody is named for."""
    return frozenset(table("cues.toml")["hearsay"][kind].split())


@cache
def beside(kind: str) -> frozenset[str]:
    """Words beside a telling that are no part of it: genres, and when it was said."""
    return frozenset(table("cues.toml")["beside"][kind].split())


def is_cue(parse: Parse, token: int, *kinds: str) -> bool:
    """Whether a token is a verb of one of these classes."""
    if parse.pos[token] not in _VERBAL or parse.dep[token] in INSIDE_NOUN:
        return False
    if parse.lemma[token] == "hear":
        return "say" in kinds and any(
            parse.dep[c] == "nsubj" and parse.lemma[c].lower() in hearers() for c in parse.children(token)
        )
    return any(parse.lemma[token].lower() in verbs(kind) for kind in kinds)


def is_of_people(parse: Parse, token: int) -> bool:
    """Whether only somebody can do what a verb says, no paper, poll or picture."""
    lemma = parse.lemma[token].lower()
    return lemma in verbs("personal") or not (lemma in verbs("show") or lemma in verbs("say"))


def group(parse: Parse, verb: int) -> tuple[int, int]:
    """The first and last token of a verb with its auxiliaries, negation and adverbs around it: "has also said"."""
    first = last = verb
    own = {c for c in parse.children(verb) if parse.dep[c] in _GROUP}
    while first - 1 in own:
        first -= 1
    while last + 1 in own and parse.dep[last + 1] == "compound:prt":
        last += 1
    return first, last


def is_plain(parse: Parse, token: int) -> bool:
    """Whether a verb is one of those that need no "that" before what was said."""
    return parse.lemma[token].lower() in table("cues.toml")["verbs"]["plain"].split()


def is_outright(parse: Parse, token: int) -> bool:
    """Whether a verb can only mean that words were said or written."""
    return parse.lemma[token].lower() in table("cues.toml")["verbs"]["outright"].split()
