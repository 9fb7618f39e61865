"""Who a speech verb belongs to: its subject by the parse, and the words of it that a reader would name."""

from headwater.claims import cue
from headwater.claims.telling import is_joint, sentence_tokens, trimmed
from headwater.model import Parse, Text

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags of a verb that a clause can have
_SUBJECT_OF_HEAD = frozenset({"conj", "xcomp", "advcl", "parataxis"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
_WALL = frozenset({";", ":", "—", "–", '"', "”", "“", "''"})
_FAR = 60  # tokens of a source before its verb


def own_subject(parse: Parse, verb: int) -> int | None:
    """The head token of the subject that hangs under the verb itself: of several apart the nearest before it."""
    labels = ("nsubj", "nsubj:outer", "csubj")
    if verb and parse.word[verb - 1] == ",":
        turned = (c for c in parse.children(verb) if c > verb and _can_follow(parse, c, labels))
        if (after := next(turned, None)) is not None and parse.subtree(after)[0] == verb + 1:
            return after  # "The bridge, said Ida Lunde, was shut"
    before = [c for c in parse.children(verb) if c < verb and parse.dep[c] in labels]
    while len(before) > 1 and _is_one(parse, before[-2], before[-1]):
        before.pop()  # the parse cut "a deminer with the charity | Clear Path" in two
    return before[-1] if before else parse.child(verb, *labels)


def _can_follow(parse: Parse, token: int, labels: tuple[str, ...]) -> bool:
    """Whether a word after a verb can be its subject: by its label, or a name between commas."""
    after = parse.subtree(token)[-1] + 1
    closed = after < len(parse) and parse.word[after] == ","
    return parse.dep[token] in labels or (parse.tag[token] == "NNP" and parse.dep[token] == "obj" and closed)


def _is_one(parse: Parse, former: int, latter: int) -> bool:
    """Whether the words under two subjects stand side by side."""
    last, first = parse.subtree(former)[-1], parse.subtree(latter)[0]
    return last + 1 == first and "PUNCT" not in (parse.pos[last], parse.pos[first])


def subject(parse: Parse, verb: int, depth: int = 6) -> int | None:
    """The head token of who does what a verb says, looked for above it where it has none of its own."""
    own = own_subject(parse, verb)
    if own is not None:
        return own
    if is_passive(parse, verb):
        agents = (c for c in parse.children(verb) if parse.dep[c] in ("obl", "obl:agent"))
        return next((c for c in agents if case_of(parse, c) == "by"), None)
    head = parse.head[verb]
    if depth and head != verb:
        bare = (
            head < verb and parse.pos[head] in ("NOUN", "PROPN") and parse.dep[verb] in ("conj", "parataxis", "appos")
        )
        if bare or parse.dep[verb].startswith("acl"):
            return head  # the parse may take a subject for the head of its sentence
        if parse.dep[verb] in _SUBJECT_OF_HEAD:
            return subject(parse, head, depth - 1)
    return None


def main_after(parse: Parse, verb: int) -> int | None:
    """The main verb that a participle stands before: "After learning that …, he described …"."""
    if parse.tag[verb] != "VBG" or parse.child(verb, "mark") is None:
        return None
    top = next((t for t in parse.ancestors(verb) if parse.dep[t] == "root"), None)
    return top if top is not None and top > verb and own_subject(parse, top) is not None else None


def head_of(parse: Parse, first: int, last: int) -> int:
    """The token of a stretch that the rest hangs under, a noun if there is one."""
    inside = range(first, last + 1)
    tops = [t for t in inside if parse.head[t] not in inside or parse.head[t] == t]
    nouns = [t for t in tops if parse.pos[t] in ("NOUN", "PROPN", "PRON", "NUM")]
    return (nouns or tops or [first])[0]


def phrase(parse: Parse, head: int, verb: int) -> tuple[int, int]:
    """The words of a source, none of them beyond the verb it is the source of."""
    words = subject_words(parse, head, verb)
    if head > verb:
        case = parse.child(head, "case")
        first = verb + 1 if case is None or case < verb else case + 1  # told by X
        return trimmed(parse, max(words[0], first), words[-1]) or (head, head)
    return before_verb(parse, words[0], min(words[-1], verb - 1)) or (head, head)


def subject_words(parse: Parse, head: int, verb: int) -> range:
    """The words under the head of a subject, with those after it that the parse took for a subject of their own."""
    words = parse.subtree(head)
    last = words[-1]
    for other in parse.children(verb):
        if other > head and parse.dep[other].startswith("nsubj") and _is_one(parse, head, other):
            last = parse.subtree(other)[-1]
    return range(words[0], last + 1)


def words_before(text: Text, parse: Parse, verb: int) -> tuple[int, int] | None:
    """Where the parse gives a finite speech verb no subject: the words of its clause before it."""
    if is_passive(parse, verb) or not cue.is_cue(parse, verb, "say", "show"):
        return None
    tokens = sentence_tokens(text, parse, verb)
    if parse.tag[verb] == "VBG":
        return before_verb(parse, tokens[0], verb - 1) if verb > tokens[0] else None
    if parse.tag[verb] not in FINITE and (parse.tag[verb] != "VB" or parse.child(verb, "mark", "aux") is not None):
        return None
    first = last = cue.group(parse, verb)[0] - 1
    while first in tokens and last - first < _FAR:
        if parse.pos[first] in ("CCONJ", "SCONJ") or parse.word[first] in _WALL:
            break
        first -= 1
    if parse.word[last] == ",":  # ", who is more closely described, said"
        part = trimmed(parse, first + 1, last)
        return part if part and is_nominal(parse, part) else None
    return nominal_before(parse, first + 1, last + 1) or before_verb(parse, first + 1, last)


def nominal_before(parse: Parse, first: int, verb: int) -> tuple[int, int] | None:
    """The noun phrase that stands at a verb, after a comma or at the start: "…, Mr. Barrett | said"."""
    begin = verb
    while begin > first and parse.pos[begin - 1] in _PHRASE:
        begin -= 1
    opened = begin == first or parse.word[begin - 1] in (",", ";", "and", "but", "when")
    named = begin < verb and parse.pos[verb - 1] in ("NOUN", "PROPN", "PRON")
    return (begin, verb - 1) if opened and named else None


def before_verb(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    """The nominal words of a stretch before its first finite verb, without a dateline or preposition before them."""
    for token in range(first + 1, last):
        if parse.word[token] in ("-", "–", "—", "--") and parse.word[token - 1] == ")" and is_joint(parse, token):
            first = token + 1
    while first < last and (parse.pos[first] in ("ADP", "CCONJ", "SCONJ") or is_joint(parse, first)):
        first += 1
    verbs = (t for t in range(first, last + 1) if _ends_subject(parse, t, first) and not in_relative(parse, t, first))
    verb = next(verbs, last + 1)
    part = trimmed(parse, first, verb - 1) if verb > first else None
    return part if part and is_nominal(parse, part) else None


def _ends_subject(parse: Parse, verb: int, first: int) -> bool:
    """Whether a verb is finite, or a speech verb the parse took for a participle: "a diver recalled boats burning"."""
    if parse.tag[verb] in FINITE:
        return True
    after = parse.word[verb + 1].lower() if verb + 1 < len(parse) else ""
    noun = verb > first and parse.pos[verb - 1] in ("NOUN", "PROPN")
    return parse.tag[verb] == "VBN" and noun and cue.is_outright(parse, verb) and after not in ("by", "in", "to", "as")


def in_relative(parse: Parse, verb: int, first: int) -> bool:
    """Whether a verb belongs to "who …" or "that …" told of a noun before it."""
    before = range(max(first, verb - 12), verb)
    return parse.dep[verb] in ("acl:relcl", "advcl:relcl") or any(parse.tag[t] in ("WP", "WDT", "WP$") for t in before)


def is_nominal(parse: Parse, part: tuple[int, int]) -> bool:
    """Whether a stretch can name or describe somebody."""
    return any(parse.pos[token] in _NOMINAL for token in range(part[0], part[1] + 1))


def is_finite(parse: Parse, verb: int) -> bool:
    """Whether a verb is the verb of a clause: "said", "has said", "was told", but not "asked to leave" of somebody."""
    return parse.tag[verb] in FINITE or any(parse.dep[c].startswith("aux") for c in parse.children(verb))


def has_verb(parse: Parse, first: int, last: int) -> bool:
    """Whether a stretch holds a finite verb."""
    return any(parse.tag[token] in FINITE for token in range(first, last + 1))


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb is in the passive."""
    return any(parse.dep[c] in ("aux:pass", "nsubj:pass") for c in parse.children(verb))


def case_of(parse: Parse, token: int) -> str:
    """The preposition or conjunction before a phrase, in lower case; empty if there is none."""
    case = parse.child(token, "case", "mark")
    return "" if case is None else parse.word[case].lower()
