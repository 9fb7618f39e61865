"""A clause in the parse: its main word, whether it has a tense, and what one that stands beside another adds."""

from headwater.claims.source import FINITE
from headwater.model import Parse

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")
VERBS = frozenset({"VERB", "AUX"})
_DEFINITE = frozenset({"the", "these", "those", "this", "that"})
_PARTS = frozenset({"all", "both", "each", "every", "half", "many", "most", "some", "these", "those"})
_THEM = frozenset({"them", "these", "those"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_NEAR = 20  # tokens before a clause's subject in which the thing may be named that it takes up


def clause_head(parse: Parse, token: int) -> int:
    """The verb, or the word that stands for one, of the clause that a token is in."""
    for above in (token, *parse.ancestors(token)):
        if parse.pos[above] in VERBS and parse.dep[above] not in ("aux", "aux:pass", "cop"):
            return above
    return token


def is_clause(parse: Parse, token: int) -> bool:
    """Whether a word is a clause's main word: a verb, or a word with a subject."""
    return parse.pos[token] in VERBS or parse.child(token, *SUBJECTS) is not None


def is_finite(parse: Parse, verb: int) -> bool:
    """Whether a verb has a tense, by itself or by an auxiliary or a copula, or a subject of its own."""
    if parse.tag[verb] in FINITE:
        return True
    return any(
        (parse.dep[c] in ("aux", "aux:pass", "cop") and parse.tag[c] != "TO") or parse.dep[c] in SUBJECTS
        for c in parse.children(verb)
    )


def is_sentence(parse: Parse, verb: int) -> bool:
    """Whether a clause has a subject and a verb."""
    verbal = parse.pos[verb] in VERBS or parse.child(verb, "cop", "aux", "aux:pass") is not None
    return verbal and is_finite(parse, verb) and parse.child(verb, *SUBJECTS) is not None


def is_missed(parse: Parse, token: int) -> bool:
    """Whether a verb with a tense was taken for one that describes the noun before it: "the crew used to sing"."""
    told = parse.child(token, "obj", "xcomp", "ccomp") is not None
    return told and parse.dep[token] == "acl" and parse.tag[token] in FINITE


def is_beside(parse: Parse, verb: int) -> bool:
    """Whether a word beside another is a verb that can state something of its own."""
    if is_sentence(parse, verb):
        return True
    if parse.tag[verb] == "NNS" and _names_an_act(parse, verb):
        return True  # "… and plans to build": a verb taken for a noun
    if is_finite(parse, verb) and (parse.pos[verb] in VERBS or parse.child(verb, "cop") is not None):
        return True
    if parse.pos[verb] not in VERBS or parse.pos[parse.head[verb]] not in VERBS:
        return False
    if parse.tag[verb] == "VBG" or parse.child(verb, "mark") is not None:
        return True
    return (
        is_finite(parse, parse.head[verb]) or parse.child(verb, "obj") is not None
    )  # "has sent and housed"; a past tense taken for a participle


def takes_up(parse: Parse, verb: int) -> bool:
    """Whether a clause tells more of a thing that was just named, and does not deny it.

    Its subject is "these", "each of them" or the thing's noun again, where that was no subject itself: "they hand in
    their keys and the keys are locked away". What tells more of the subject ("it has 40 ships and it may buy another")
    is a statement of its own.
    """
    subject = parse.child(verb, *SUBJECTS)
    if subject is None or any(parse.word[c].lower() in _NEGATIONS for c in parse.children(verb)):
        return False
    words = parse.subtree(subject)
    opening, closing = parse.word[words.start].lower(), parse.word[words.stop - 1].lower()
    if opening in _PARTS and (len(words) == 1 or closing in _THEM):
        return True
    before = range(max(0, words.start - _NEAR), words.start)
    same = (t for t in before if parse.lemma[t].lower() == parse.lemma[subject].lower())
    return opening in _DEFINITE and any(
        parse.dep[t] not in SUBJECTS and parse.sentence[t] == parse.sentence[subject] for t in same
    )


def _names_an_act(parse: Parse, noun: int) -> bool:
    """Whether a plural noun beside a verb stands where a verb of the third person does."""
    after = parse.word[noun + 1].lower() if noun + 1 < len(parse) else ""
    return parse.pos[parse.head[noun]] in VERBS | {"ADJ"} and (
        (after == "to" and parse.dep[noun - 1] == "cc") or parse.child(noun, "obj") is not None
    )
