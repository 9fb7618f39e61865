"""Verbs of speech that a small parser takes for something else, put right by the words beside them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from headwater.claims import cue
from headwater.claims.source import FINITE
from headwater.model import Parse

_CLAUSE = frozenset({"he", "she", "they", "we", "i", "how", "why", "where", "whether", "“", '"'})
_BY = frozenset({"by", "as"})
_CLAUSES = frozenset({"root", "parataxis", "advcl"})
_CLOSING = frozenset({"”", '"', "''", "’", "'"})
_INFLECTED = frozenset({"VBD", "VBN", "VBG"})
_FAR = 40  # tokens between the lost subject of a verb and the verb


def with_verbs(parse: Parse) -> Parse:
    """The same parse with these verbs as verbs: tag, part of speech, lemma and label.

    "The firm denies that …" where "denies" stands as a plural noun, "clinics report that …" as a noun, "X, who leads
    it, called for …" as a participle, "Asked why, X …" as a finite verb, and "joked" with a lemma that is no word.
    """
    found = dict(_mistagged(parse))
    if not found:
        return parse
    tag, pos, lemma, dep = list(parse.tag), list(parse.pos), list(parse.lemma), list(parse.dep)
    for token, (right, verb) in found.items():
        if pos[token] != "VERB" or dep[token] in cue.INSIDE_NOUN:
            dep[token] = "root" if parse.head[token] == token else "dep"
        tag[token], pos[token], lemma[token] = right, "VERB", verb
    return replace(parse, tag=tuple(tag), pos=tuple(pos), lemma=tuple(lemma), dep=tuple(dep))


def _mistagged(parse: Parse) -> Iterator[tuple[int, tuple[str, str]]]:
    """Tokens with the tag and lemma they should have."""
    for token, tag in enumerate(parse.tag):
        word = parse.word[token].lower()
        if tag == "NNS" and word in _third_person():
            if _is_third_person(parse, token):
                yield token, ("VBZ", _third_person()[word])
        elif tag == "NN" and word in cue.nouns() and word in cue.verbs("say"):
            plural = token and parse.tag[token - 1] in ("NNS", "NNPS")
            if plural and _next(parse, token) == "that" and parse.child(token, "det", "nmod:poss") is None:
                yield token, ("VBP", word)
        elif tag == "NN" and word in cue.verbs("say") | cue.verbs("voice") and _is_tag(parse, token):
            yield token, ("VBP", word)
        elif tag == "NN" and word.endswith("ing") and _forms().get(word) in cue.verbs("say"):
            set_off = token and parse.word[token - 1] in (",", "”", '"')
            if set_off and _next(parse, token) in (",", ":", "that", "how", "“", '"'):
                yield token, ("VBG", _forms()[word])
        elif tag == "VBN" and parse.dep[token] in _CLAUSES and cue.is_cue(parse, token, "say", "judge"):
            if _is_past(parse, token):
                yield token, ("VBD", parse.lemma[token])
        elif tag == "VBD" and parse.dep[token] in cue.INSIDE_NOUN and parse.lemma[token] in cue.verbs("say"):
            if token and parse.word[token - 1] in _CLOSING:
                yield token, (tag, parse.lemma[token])
        elif tag == "VBD" and word == "asked" and _opens(parse, token):
            yield token, ("VBN", "ask")
        elif tag in _INFLECTED and word in _forms() and parse.lemma[token].lower() not in cue.all_verbs():
            yield token, (tag, _forms()[word])


@cache
def _third_person() -> dict[str, str]:
    """Each verb of speech and showing by its third person."""
    endings = {"y": "ies", "s": "ses", "h": "hes", "x": "xes"}
    return {
        verb[:-1] + endings.get(verb[-1], verb[-1] + "s"): verb for kind in ("say", "show") for verb in cue.verbs(kind)
    }


@cache
def _forms() -> dict[str, str]:
    """Each verb that is a cue by its regular forms, for those the parse gives no word's lemma ("jok")."""
    found: dict[str, str] = {}
    for verb in sorted(cue.all_verbs()):
        stem = verb.removesuffix("e")
        past = verb[:-1] + "ied" if verb.endswith("y") else stem + "ed"
        for form in (past, stem + "ing", verb + verb[-1] + "ed", verb + verb[-1] + "ing"):
            found.setdefault(form, verb)
    return found


def _next(parse: Parse, token: int) -> str:
    """The next word of the same sentence in lower case, empty at its end."""
    after = token + 1
    return parse.word[after].lower() if after < len(parse) and parse.sentence[after] == parse.sentence[token] else ""


def _opens(parse: Parse, token: int) -> bool:
    return token == 0 or parse.sentence[token - 1] != parse.sentence[token]


def _is_tag(parse: Parse, token: int) -> bool:
    """Whether a word taken for a noun tells what people do beside their words: "…," the auditors thunder."""
    first = token - 1
    if first < 0 or parse.tag[first] != "NNS":
        return False
    while first > 0 and parse.pos[first] in ("DET", "ADJ", "NOUN", "PROPN"):
        first -= 1
    return parse.word[first] in _CLOSING and parse.word[first - 1] in (",", "?", "!")


def _is_third_person(parse: Parse, token: int) -> bool:
    """Whether a word taken for a plural noun is a verb by its place: "X denies that …", "…, X predicts."."""
    if _opens(parse, token) or not parse.tag[token - 1].startswith("NN"):
        return False
    after, verb = _next(parse, token), _third_person()[parse.word[token].lower()]
    if after == ".":
        return (
            parse.tag[token - 1] == "NNP" if verb in cue.nouns() else verb in cue.verbs("plain") | cue.verbs("outright")
        )
    if after == "that":  # not "rules that could", of which "that" is the subject
        return verb not in cue.nouns() and parse.tag[token + 2 : token + 3] not in (*((tag,) for tag in FINITE), ())
    return after in _CLAUSE


def _is_past(parse: Parse, token: int) -> bool:
    """Whether a word taken for a participle is the verb of its clause: no auxiliary, and its subject before it."""
    if _opens(parse, token) or _next(parse, token) in _BY or parse.word[token - 1].lower() == "all":
        return False
    if any(parse.dep[c].startswith("aux") or parse.dep[c] in ("cop", "mark") for c in parse.children(token)):
        return False
    if parse.child(token, "nsubj:pass") is not None:
        return False
    if parse.dep[token] != "advcl":
        return parse.child(token, "nsubj") is not None
    head = parse.head[token]  # a root may be the lost subject
    lost = head < token and token - head < _FAR and parse.dep[head] == "root" and parse.tag[head].startswith("NN")
    return lost and parse.word[token - 1] == "," and parse.child(head, "cop", "nsubj") is None
