"""What a speech verb's clause tells: the parse's complement, the sentence around an aside, or the rest after it."""

from dataclasses import dataclass

from headwater.claims import cue
from headwater.claims.lexicon import word_list
from headwater.claims.name import words_of
from headwater.claims.source import (
    FINITE,
    before_verb,
    case_of,
    has_verb,
    in_relative,
    is_finite,
    is_nominal,
    is_passive,
    main_after,
    own_subject,
)
from headwater.claims.telling import REACH, is_joint, sentence_tokens, trimmed
from headwater.model import Parse, Text

_VERBAL = frozenset({"VERB", "AUX"})
_COMMA = frozenset({",", "—", "–", "-", "--", '"', "”", "''", "’"})
_END = frozenset({",", ".", ";", ":", "?", "!", "—", "–", "-", "--", '"', "”", "“", "''", ")"})
_CLOSING = frozenset({'"', "”", "''", "’"})
_TURNS = _CLOSING | {",", "-", "–", "—"}  # marks after which a participle can tell anew
_RELATIVE = frozenset({"who", "which", "whose", "that", "and"})
_NOT_A_SUBJECT = frozenset({"who", "which", "whose", "and", "but", "a", "an"})
_STARTS_A_SUBJECT = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_OPENS_CLAUSE = frozenset({"that", "whether", "if", "how", "why", "what", "when", "where", "who"})
_AUXILIARY = frozenset({"being", "having"})
_TO_SOMEBODY = frozenset({"tell", "ask", "inform", "warn", "remind"})
_OFFICE = 10  # tokens of an office before a name
_FEW = 6  # words that can be a clause though the parse finds no verb in them
_OPENER = 20  # tokens after a speech verb in which a "that" can open what was said
_ADJUNCT = 10  # tokens after a speech verb that say when, where, how or to whom
_FAR = 25  # tokens between a comma and the speech verb it sets off


@dataclass(frozen=True, slots=True)
class Told:
    """Token ranges of what is told, and of the source where it is not the verb's subject."""

    content: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None = None


def told_by(text: Text, parse: Parse, verb: int) -> Told | None:
    """What the words around a cue verb say was said, shown, thought or wanted; None if it is no cue here."""
    if _is_attribute(parse, verb):
        return None
    gerund = parse.tag[verb + 1 : verb + 2] == ("VBG",) and cue.is_cue(parse, verb, "say")
    if gerund and (cue.is_outright(parse, verb) or parse.word[verb + 1].lower() in _AUXILIARY):
        return _gerunds(text, parse, verb)
    aside = _aside(text, parse, verb) if cue.is_cue(parse, verb, "say", "show", "think") else None
    return aside or _complement(parse, verb) or _rest(text, parse, verb)


def _is_attribute(parse: Parse, verb: int) -> bool:
    """Whether a participle only tells which one is meant: "sanctions aimed to", "a man named X"."""
    hung = parse.dep[verb].startswith("acl") and parse.dep[parse.head[verb]] != "root"  # a root may be its lost subject
    bare = parse.tag[verb] == "VBN" and hung and not cue.is_cue(parse, verb, "say")
    goes_on = parse.word[verb + 1].lower() if verb + 1 < len(parse) else ""
    return bare and (cue.is_cue(parse, verb, "naming") or goes_on in ("to", "by", "in", "from"))


def _complement(parse: Parse, verb: int) -> Told | None:
    """What hangs under the verb: a clause, an infinitive, what follows its preposition, or its object."""
    lemma = parse.lemma[verb].lower()
    children = [c for c in parse.children(verb) if c > verb]
    for child in children:
        label = parse.dep[child]
        if label == "ccomp" and cue.is_cue(parse, verb, "say", "think", "show", "want"):
            return _part(parse, child, verb)
        if label == "xcomp" and cue.is_cue(parse, verb, "want") and parse.child(child, "mark") is not None:
            return _part(parse, child, verb)
        if label in ("xcomp", "advcl", "ccomp") and lemma in cue.verbs("bidding") and case_of(parse, child) == "to":
            return _bidden(parse, verb, child)
        if label == "xcomp" and is_passive(parse, verb) and cue.is_cue(parse, verb, "say", "think"):
            return _of_subject(parse, verb, child)
    judged = _judged(parse, verb, children) if cue.is_cue(parse, verb, "judge") else None
    if judged is not None:
        return judged
    for child in children:
        if parse.dep[child].startswith(("obl", "advcl")) and case_of(parse, child) in cue.prepositions(lemma):
            first = parse.child(child, "case", "mark")
            part = trimmed(parse, (first or child) + 1, parse.subtree(child)[-1])
            return Told((part,)) if part else None
    return None


def _bidden(parse: Parse, verb: int, infinitive: int) -> Told | None:
    """What somebody is told or asked to do: "told | him to keep quiet |"; passive "were ordered | to leave |"."""
    words = parse.subtree(infinitive)
    first = words[0] if is_passive(parse, verb) else cue.group(parse, verb)[1] + 1
    if parse.word[first].lower() in cue.prepositions(parse.lemma[verb].lower()):
        first += 1  # called on | police to release the tapes |
    part = trimmed(parse, first, _before_next_cue(parse, words[0], words[-1]))
    return Told((part,)) if part else None


def _gerunds(text: Text, parse: Parse, verb: int) -> Told | None:
    """Recalled being led away and being put on a lorry, whatever the parse hangs the participles on."""
    tokens = sentence_tokens(text, parse, verb)
    sure = parse.tag[verb] in FINITE or parse.word[verb + 1].lower() in _AUXILIARY
    below = [c for c in parse.children(verb) if parse.subtree(c)[0] == verb + 1]
    if not sure and not below:
        return None  # "two men reported missing"
    last = parse.subtree(below[0])[-1] if below else until_joint(parse, verb + 1, tokens)
    source = None if own_subject(parse, verb) is not None else before_verb(parse, tokens[0], verb - 1)
    while last + 2 < len(parse) and parse.word[last + 1].lower() == "and" and parse.tag[last + 2] == "VBG":
        beside = last + 2
        while parse.dep[beside].startswith("aux"):
            beside = parse.head[beside]
        last = max(parse.subtree(beside)[-1], beside)
    part = trimmed(parse, verb + 1, last)
    return Told((part,), source) if part else None


def _of_subject(parse: Parse, verb: int, infinitive: int) -> Told | None:
    """X is said to have left: what is said has X in it, and nobody is named who says it."""
    below = _part(parse, infinitive, verb)
    who = parse.child(verb, "nsubj:pass", "nsubj")
    if below is None or who is None or who > verb:
        return below
    part = trimmed(parse, parse.subtree(who)[0], min(parse.subtree(who)[-1], cue.group(parse, verb)[0] - 1))
    return Told((part, *below.content)) if part else below


def _judged(parse: Parse, verb: int, children: list[int]) -> Told | None:
    """The object of a judgement and what goes on from it: "called the plan a gift", "accused her of theft"."""
    naming = cue.is_cue(parse, verb, "naming")
    heads = [
        c
        for c in children
        if parse.dep[c] == "obj"
        or (
            parse.dep[c] in ("xcomp", "ccomp")
            and (naming or (parse.tag[c] == "VBG" and parse.child(c, "mark") is None))
        )
    ]
    as_what = any(case_of(parse, c) == "as" for c in children)
    if not heads or (parse.lemma[verb].lower() in cue.verbs("likening") and not as_what):
        return None
    more = (c for c in children if parse.dep[c] in ("xcomp", "obl", "advcl") and case_of(parse, c) in cue.NAMING)
    first = verb + 1 if naming else max(parse.subtree(heads[0])[0], verb + 1)
    last = max(parse.subtree(c)[-1] for c in (*heads, *more))
    turn = (t for t in range(first + 1, last) if parse.word[t] == "," and parse.tag[t + 1] == "VBG")
    part = trimmed(parse, first, _before_next_cue(parse, first, next(turn, last + 1) - 1))
    return Told((part,)) if part else None


def _part(parse: Parse, head: int, verb: int) -> Told | None:
    words = parse.subtree(head)
    first = max(words[0], verb + 1)
    if first > verb + 1 and cue.is_plain(parse, verb) and parse.pos[verb + 1] in _STARTS_A_SUBJECT:
        told = parse.child(verb, "obj", "iobj", "obl:unmarked")
        if told is None or parse.lemma[verb] == "say":
            first = verb + 1  # the parse has lost the clause's subject
    for token in range(verb + 1, min(first, verb + _OPENER)):
        if parse.word[token].lower() == "that" and parse.tag[token] == "IN":
            first = token
            break
        if parse.word[token] == "," or parse.tag[token] in FINITE:
            break
    last = _before_main(parse, verb, _sentence_end(parse, words[-1]) if parse.dep[head] == "ccomp" else words[-1])
    part = trimmed(parse, first, _before_next_cue(parse, first, last))
    return Told((part,)) if part else None


def _sentence_end(parse: Parse, last: int) -> int:
    """The last token of a sentence, for a clause the parse may have cut short; unless somebody speaks anew after it."""
    stop = last
    while stop + 1 < len(parse) and stop - last < REACH and parse.sentence[stop + 1] == parse.sentence[last]:
        stop += 1
        if cue.is_cue(parse, stop, "say") and own_subject(parse, stop) is not None:
            return last
    return stop


def _before_main(parse: Parse, verb: int, last: int) -> int:
    """Before the main clause that what a participle tells stands before."""
    main = main_after(parse, verb)
    own = None if main is None else own_subject(parse, main)
    return last if own is None else min(last, parse.subtree(own)[0] - 1)


def _before_next_cue(parse: Parse, first: int, last: int) -> int:
    """Before ", adding that …" or "and warned …", which the same source tells, but tells anew."""
    for token in range(first + 2, last):
        opens = parse.word[token] in _TURNS or parse.pos[token] in ("CCONJ", "SCONJ")
        if opens and parse.tag[token + 1] == "VBG" and cue.is_cue(parse, token + 1, "say"):
            return token if parse.word[token] in _CLOSING else token - 1
        if parse.pos[token] in ("CCONJ", "SCONJ") and _tells_anew(parse, token, last):
            return token - 1
        if parse.pos[token] == "CCONJ":
            verb = token + 1 + (parse.pos[token + 1] == "ADV")
            finite = (
                verb <= last and parse.tag[verb] in FINITE and parse.lemma[verb].lower() not in cue.verbs("likening")
            )
            if finite and cue.is_cue(parse, verb, "say", "judge", "want"):
                return token - 1
    return last


def _tells_anew(parse: Parse, conjunction: int, last: int) -> bool:
    """Whether somebody speaks after "and" or "but": ", but miners say …"."""
    for token in range(conjunction + 2, min(conjunction + _OPENER, last)):
        if parse.tag[token] in FINITE and not parse.dep[token].startswith("aux"):
            own = own_subject(parse, token)
            told = cue.is_cue(parse, token, "say") and parse.child(token, "ccomp", "parataxis") is not None
            return told and own is not None and parse.subtree(own)[0] == conjunction + 1
    return False


def _aside(text: Text, parse: Parse, verb: int) -> Told | None:
    """The rest of the sentence around ", X said," and ", said X,", or before ", X said yesterday."."""
    tokens = sentence_tokens(text, parse, verb)
    first, last = cue.group(parse, verb)
    spoken = cue.is_cue(parse, verb, "say")
    if not len(tokens) or not is_finite(parse, verb) or is_passive(parse, verb) or parse.dep[verb] == "acl:relcl":
        return None
    own = own_subject(parse, verb)
    set_off = first - 1 in tokens and parse.word[first - 1] in _COMMA and (own is None or own > verb)
    if set_off and spoken and parse.lemma[verb].lower() not in _TO_SOMEBODY:  # who stands after "told" is the one told
        inverted = _inverted(parse, verb, last, first - 1, tokens)
        if inverted:
            return inverted
    stop = until_joint(parse, last + 1, tokens)
    after = range(last + 1, stop + 1)
    if not spoken and (len(after) or not has_verb(parse, tokens[0], first - 1)):
        return None
    timely = all(parse.word[t] in word_list("openers.txt") or parse.word[t] in cue.beside("when") for t in after)
    if len(after) > _ADJUNCT or (len(after) and not timely and not _is_adjunct(parse, after[0], verb)):
        return None
    inner = ("mark",) if parse.lemma[verb].lower() in _TO_SOMEBODY else ("obj", "mark")
    if has_verb(parse, last + 1, stop) or (any(parse.dep[t] in inner for t in after) and not timely):
        return None
    before = first - 1
    while before in tokens and first - before < _FAR:
        if is_joint(parse, before, _COMMA) and _is_border(parse, before, first):
            break
        before -= 1
    if before not in tokens or before == tokens[0] or first - before >= _FAR:
        return None
    source = trimmed(parse, before + 1, first - 1)
    if source is None or not is_nominal(parse, source) or parse.word[source[0]].lower() in _RELATIVE:
        return None
    if parse.pos[source[0]] == "CCONJ":
        return None  # ", but it would not say": a clause of its own
    office = _office(parse, tokens, before) if parse.pos[source[0]] == "PROPN" else None
    if office is not None:
        before, source = office, (office + 1, source[1])
    return _around(parse, tokens, before, verb, stop, source)


def _office(parse: Parse, tokens: range, comma: int) -> int | None:
    """The comma before an office that stands before a name: "…, the bank's chief, Jona Pell, who …, said"."""
    first = comma - 1
    while first in tokens and comma - first < _OFFICE and parse.pos[first] not in (*_VERBAL, "PUNCT"):
        first -= 1
    opened = first in tokens and parse.word[first] == "," and parse.pos[first + 1] in ("DET", "PRON")
    people = any(parse.lemma[t].lower() in words_of("people") for t in range(first + 1, comma))
    return first if opened and people else None


def _inverted(parse: Parse, verb: int, last: int, before: int, tokens: range) -> Told | None:
    """The sentence around ", said X,"."""
    stop = until_joint(parse, last + 1, tokens)
    source = trimmed(parse, last + 1, stop) if stop > last else None
    if source is None or not is_nominal(parse, source) or parse.pos[source[0]] in ("ADP", "SCONJ"):
        return None
    whole = has_verb(parse, tokens[0], before) or parse.word[before] not in (",", "—", "–", "-", "--")
    if not whole or has_verb(parse, *source):
        return None
    if stop < tokens[-1] and parse.word[stop + 1] not in (",", ".", "—", "–"):
        return None
    return _around(parse, tokens, before, verb, stop, source)


def _is_adjunct(parse: Parse, token: int, verb: int) -> bool:
    """Whether what follows a speech verb says when, where, how or to whom it was said, not what."""
    told = parse.lemma[verb].lower() in _TO_SOMEBODY
    return parse.pos[token] in ("ADP", "ADV", "PART") or parse.word[token] in word_list("openers.txt") or told


def _is_border(parse: Parse, comma: int, verb: int) -> bool:
    """Whether what stands between a comma and the verb is the whole of its subject, not something told of it."""
    inside = range(comma + 1, verb)
    if not inside or not is_nominal(parse, (comma + 1, verb - 1)):
        return False
    if parse.word[verb - 1] == "," and (
        parse.word[comma + 1].lower() in _NOT_A_SUBJECT or parse.pos[comma + 1] in ("ADP", "SCONJ", *_VERBAL)
    ):
        return False
    finite = (t for t in inside if parse.tag[t] in FINITE and not in_relative(parse, t, comma + 1))
    if any(cue.is_cue(parse, t, "say", "think") for t in finite):
        return False  # who speaks stands before that verb
    return parse.word[verb - 1] != "," or any(parse.word[t] == "," for t in inside[:-1])


def _around(parse: Parse, tokens: range, before: int, verb: int, stop: int, source: tuple[int, int]) -> Told | None:
    parts = [trimmed(parse, tokens[0], before - 1)]
    if stop + 1 < tokens[-1] and parse.word[stop + 1] in _COMMA:
        rest = trimmed(parse, stop + 1, tokens[-1])
        more = rest is not None and parse.pos[rest[0]] not in (*_VERBAL, "SCONJ") and parse.dep[rest[0]] != "mark"
        if rest and more and verb < source[0] and has_verb(parse, tokens[0], before):
            source = source[0], rest[1]  # said X, who is more closely described
        else:
            parts.append(rest)
    content = tuple(part for part in parts if part)
    return Told(content, source) if content else None


def until_joint(parse: Parse, first: int, tokens: range) -> int:
    """The last token before the next joint."""
    last = first - 1
    while last + 1 in tokens and not is_joint(parse, last + 1, _END):
        last += 1
    return last


def _rest(text: Text, parse: Parse, verb: int) -> Told | None:
    """Where the parse gives a speech verb no clause: the rest of the sentence after "X said (that)"."""
    if not cue.is_cue(parse, verb, "say", "think") or not (is_finite(parse, verb) or parse.tag[verb] == "VBG"):
        return None
    tokens = sentence_tokens(text, parse, verb)
    opener = _opener(parse, verb, tokens)
    if opener is None:
        if not cue.is_plain(parse, verb) or verb + 1 not in tokens or parse.word[verb + 1] in _END:
            return None
        opener = verb + 1
    if not any(parse.tag[t] in FINITE for t in range(opener, tokens.stop)) and tokens.stop - opener < _FEW:
        return None
    part = trimmed(parse, opener, _before_main(parse, verb, _before_next_cue(parse, opener, tokens[-1])))
    return None if part is None or part[1] - part[0] < 2 else Told((part,))


def _opener(parse: Parse, verb: int, tokens: range) -> int | None:
    """The "that" or the like that opens what was said, if it follows before a comma or another verb."""
    for token in range(verb + 1, min(verb + _OPENER, tokens.stop)):
        if parse.word[token].lower() in _OPENS_CLAUSE:
            return token
        if parse.word[token] == "," or parse.pos[token] == "CCONJ" or parse.tag[token] in FINITE:
            return None
    return None
