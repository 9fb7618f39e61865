"""Tellings without a speech verb: "his claim that …", "reportedly"."""

from collections.abc import Iterator

from headwater.claims import cue
from headwater.claims.source import subject
from headwater.claims.telling import Telling, cover, sentence_tokens, trimmed
from headwater.model import Parse, Text

_LIGHT = frozenset(
    [
        "make",
        "issue",
        "give",
        "express",
        "repeat",
        "have",
        "raise",
        "release",
        "deliver",
        "voice",
        "send",
        "offer",
        "publish",
    ]
)


def nominal(text: Text, parse: Parse, quoted: frozenset[int]) -> Iterator[Telling]:
    """What nouns of speech and adverbs of hearsay tell, in the report's own words."""
    for token in range(len(parse)):
        if token in quoted:
            continue
        if parse.word[token].lower() == "words" and parse.child(token, "case") is not None:
            telling = _in_words(text, parse, token)
        elif parse.pos[token] == "NOUN" and parse.lemma[token].lower() in cue.nouns() | cue.hearsay("nouns"):
            telling = _of_noun(parse, token)
        elif parse.word[token].lower() in cue.hearsay("adverbs"):
            telling = _hearsay(text, parse, token)
        else:
            continue
        if telling:
            yield telling


def _of_noun(parse: Parse, noun: int) -> Telling | None:
    """X's claim that …; X made a claim that …"""
    rumour = parse.lemma[noun].lower() in cue.hearsay("nouns")
    content = _content(parse, noun)
    if content is None and rumour and (below := parse.child(parse.head[noun], "ccomp")) is not None and below > noun:
        content = trimmed(parse, parse.subtree(below)[0], parse.subtree(below)[-1])  # rumours have spread that …
    if content is None:
        return None
    if rumour:
        return Telling((), (cover(parse, noun, noun),), (cover(parse, *content),), None)
    owner = parse.child(noun, "nmod:poss")
    if owner is None:
        verb = parse.head[noun]
        if parse.dep[noun] != "obj" or parse.lemma[verb].lower() not in _LIGHT or parse.word[content[0]] != "that":
            return None
        owner = subject(parse, verb)
    if owner is None or owner > noun:
        return None
    first, last = parse.subtree(owner)[0], min(parse.subtree(owner)[-1], noun - 1)
    if parse.tag[last] == "POS":
        last -= 1
    source = trimmed(parse, first, last) or (owner, owner)
    return Telling((cover(parse, *source),), (cover(parse, noun, noun),), (cover(parse, *content),), owner)


def _content(parse: Parse, noun: int) -> tuple[int, int] | None:
    """The clause or phrase after a noun of speech that says what was said."""
    for child in parse.children(noun):
        marked = parse.child(child, "mark", "case")
        if child < noun or marked is None or parse.dep[child].split(":")[0] not in ("acl", "ccomp", "nmod"):
            continue
        word = parse.word[marked].lower()
        if word in ("that", "to", "whether") and parse.dep[child] != "nmod":
            return trimmed(parse, marked, parse.subtree(child)[-1])
        if word in ("of", "for", "against", "about", "on"):
            return trimmed(parse, marked + 1, parse.subtree(child)[-1])
    return None


def _in_words(text: Text, parse: Parse, words: int) -> Telling | None:
    """ "In X's words, …", "in the words of X, …": the rest of the sentence is X's."""
    owner = parse.child(words, "nmod:poss", "nmod")
    case = parse.child(words, "case")
    tokens = sentence_tokens(text, parse, words)
    if owner is None or case is None or parse.word[case].lower() != "in" or parse.pos[owner] == "PRON":
        return None
    below = parse.subtree(owner)
    named = [t for t in below if parse.tag[t] != "POS" and not (parse.dep[t] == "case" and parse.head[t] == owner)]
    last = max(words, below[-1])
    content = trimmed(parse, last + 1, tokens[-1]) if case == tokens[0] and last < tokens[-1] else None
    if content is None:
        return None
    source = trimmed(parse, named[0], named[-1]) or (owner, owner)
    return Telling((cover(parse, *source),), (cover(parse, words, words),), (cover(parse, *content),), owner)


def _hearsay(text: Text, parse: Parse, adverb: int) -> Telling | None:
    """ "Reportedly": the sentence is told, by nobody who is named."""
    tokens = sentence_tokens(text, parse, adverb)
    part = trimmed(parse, tokens[0], tokens[-1]) if len(tokens) > 2 else None
    return Telling((), (cover(parse, adverb, adverb),), (cover(parse, *part),), None) if part else None
