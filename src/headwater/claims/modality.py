"""How a statement is meant (stated, expected, possible, alleged, denied) and whether it is turned round."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from headwater.model import Attribution, Modality, Parse, Polarity, Quantity, Span, Text, Time

_ORDER: tuple[Modality, ...] = ("denied", "alleged", "possible", "expected")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLAUSES = frozenset({"acl", "advcl"})  # what hangs in these is not the main statement
_SUBORDINATORS = frozenset(
    {
        "when",
        "where",
        "while",
        "whose",
        "which",
        "who",
        "whom",
        "if",
        "because",
        "although",
        "though",
        "until",
        "unless",
    }
)
_OWN = ("nsubj", "nsubj:pass", "csubj", "expl", "aux", "aux:pass", "cop")
_FRAME = 60  # characters that may stand between a governing word and a verb that shares it with the one before
_NO_MODAL = re.compile(r"n['’]t\b|\s+not\b|['’]ve\b|\s+have\b|\s+never\b", re.IGNORECASE)  # "could not"
_PAST = re.compile(r"['’]ve\b|\s+(?:not\s+)?have\b", re.IGNORECASE)  # "would have been"
_REFUSED = re.compile(
    r"(?:n['’]t|\s+not)\s+(?:say|comment|discuss|talk|speak|answer|give|name|disclose|reveal)\b", re.I
)
_NOT = re.compile(r"n['’]t\b|\s+not\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"\s+(?:as (?:many|much) as\s+)?[£$€¥]?(?:\d|(?:an?\s+)?(?:half an?\s+)?(?:dozen|score|hundred|thousand|million)\b"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b)",
    re.IGNORECASE,
)  # "perhaps 200" is about 200
_SENSED = re.compile(
    r"\s+(?:hear|see|feel|smell|taste|only|barely|hardly)\b", re.IGNORECASE
)  # "could hear" is no guess
_NO_BOUND = re.compile(r"\s+(?:fewer|less|more|later|sooner|only|just|least|doubt)\b", re.IGNORECASE)  # "no fewer than"
_BUT_FOR = re.compile(r"\b(?:nobody|no one|none|no \w+|cannot|never)\b.*\b(?:without|unless|except)\b", re.I | re.S)
_NO_SOURCE = re.compile(r"(?:no|nobody|none|nothing|neither)\b", re.IGNORECASE)  # "no evidence suggests", "nobody said"
_CONDITION = re.compile(r"\b(?:if|unless|provided that|as long as)\b", re.IGNORECASE)
_HABIT = re.compile(r"\b(?:often|usually|always|sometimes|whenever|each time|every time|used to)\b", re.IGNORECASE)
_CONJOINED = re.compile(r"\b(?:or|nor)\b", re.IGNORECASE)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    raw = resources.files("headwater.claims").joinpath("data/modality.toml").read_text(encoding="utf-8")
    return {kind: _pattern(words) for kind, words in tomllib.loads(raw).items()}


def _pattern(cues: Sequence[str]) -> re.Pattern[str]:
    """Whole words; a cue that begins with an apostrophe, or n and one, is the end of a contraction."""
    ends = [re.escape(c) for c in cues if re.match(r"n?['’]", c)]
    whole = [re.escape(c).replace(r"\ ", r"\s+") for c in cues if not re.match(r"n?['’]", c)]
    return re.compile(rf"\b(?:{'|'.join(whole)})\b|(?:{'|'.join(ends) or '(?!)'})\b", re.IGNORECASE)


def modality(
    text: Text,
    parse: Parse,
    span: Span,
    head: int | None,
    attribution: Attribution | None,
    figures: Sequence[Quantity] = (),
    times: Sequence[Time] = (),
) -> Modality:
    """How the statement in ``span`` with the main word ``head`` is meant.

    The words of the main statement decide, and those of the verb that a figure hangs on, and those that a verb shares
    with the one it stands beside ("plans to buy 40 and sell the rest"); those of other relative and adverbial clauses
    do not. A modal verb in a speech tag ("could not say") tells of the speaker.
    """
    hearsay = attribution is not None and not attribution.source  # "reportedly", "is expected to": its cue decides
    tag = () if hearsay else _tag(attribution)
    verbs = {verb for figure in figures if (verb := _verb_of(parse, figure.start)) is not None}
    frame = _frame(parse, span, head)
    for kind in _ORDER:
        for found in _cues()[kind].finditer(text.text, frame.start if frame else span.start, span.end):
            at = found.start()
            if at < span.start:
                counts = frame is not None and at < frame.end
            elif any(s.start <= at < s.end for s in tag):
                counts = found.group().lower() not in _modals()
            else:
                counts = _verb_of(parse, at) in verbs or _in_main(parse, span, head, at)
            otherwise = _means_otherwise(text.text, found) or _describes(parse, at, head) or _is_cause(parse, found)
            if counts and not otherwise:
                return _weighed(text.text, span, found, kind, times)
    return "alleged" if hearsay else "stated"


def polarity(text: Text, parse: Parse, span: Span, head: int | None, attribution: Attribution | None) -> Polarity:
    """Whether the main statement in ``span`` is negated: an odd number of negative words in its scope."""
    tag = _tag(attribution)
    frame = _frame(parse, span, head)
    span = _stated(text, parse, span)
    source = () if attribution is None else attribution.source
    turns = sum(_NO_SOURCE.match(text.text, s.start) is not None for s in source if s.overlap(span))
    for found in _cues()["negative"].finditer(text.text, span.start, span.end):
        word = found.group().lower()
        in_tag = any(s.start <= found.start() < s.end for s in tag) and " to" not in word
        bound = _NO_BOUND.match(text.text, found.end()) is not None
        again = word == "nor" and turns  # "neither ate nor slept"
        turns += not (in_tag or bound or again) and _in_main(parse, span, head, found.start())
    if turns == 1 and _BUT_FOR.search(text.text, span.start, span.end):
        turns += 1  # "nobody passes without a permit" says when they do
    shared = frame is not None and head is not None and _is_item(parse, span, head)
    if not turns and frame and (shared or _CONJOINED.match(text.text, span.start)):
        turns = _cues()["negative"].search(text.text, frame.start, frame.end) is not None  # "did not eat | or sleep"
    return "negative" if turns % 2 else "positive"


def _frame(parse: Parse, span: Span, head: int | None) -> Span | None:
    """The words before ``span`` that govern its verb too: "will be" in "will be bought | and shipped by May".

    An item of a list has its verb, and what governs that, before it: "will buy Dray Mill; | the lock, an old one; …".
    """
    if head is None:
        return None
    beside = head if _is_item(parse, span, head) else parse.head[head]
    if beside != head and (
        parse.dep[head] != "conj"
        or parse.child(head, *_OWN) is not None
        or beside > head
        or parse.tag[head] in _FINITE
        or parse.tag[beside] in _FINITE
    ):
        return None
    above = next((t for t in parse.ancestors(beside) if parse.pos[t] in ("VERB", "ADJ")), None)
    nested = parse.dep[beside] in ("xcomp", "advcl") and above is not None and above < beside
    first = min(
        (t for t in parse.children(beside) if parse.dep[t] in ("aux", "aux:pass", "advmod", "cc:preconj")),
        default=beside,
    )
    first = min(first, above) if nested and above is not None else first
    start = max(parse.start[first], parse.start[beside] - _FRAME)
    return Span(start, parse.start[beside]) if start < parse.start[beside] <= span.start else None


def _is_item(parse: Parse, span: Span, head: int) -> bool:
    """Whether a statement is an item of a list, whose verb stands before it."""
    return parse.end[head] <= span.start


def _describes(parse: Parse, offset: int, head: int | None) -> bool:
    """Whether a word only describes a noun that is not what is stated: "the alleged theft took place in May"."""
    token = parse.at(offset)
    return token is not None and parse.dep[token] == "amod" and parse.head[token] != head


def _is_cause(parse: Parse, found: re.Match[str]) -> bool:
    """ "Due to the storm", where no verb follows."""
    last = parse.at(found.end() - 1)
    return found.group().lower() == "due to" and (last is None or parse.tag[last + 1 : last + 2] != ("VB",))


def _weighed(text: str, span: Span, found: re.Match[str], kind: Modality, times: Sequence[Time]) -> Modality:
    """What a cue shows where it stands: "would" of a habit is stated, and under a condition possible."""
    if found.group().lower() not in ("would", "'d", "’d"):
        return kind
    habit = any(t.type == "SET" for t in times) or _HABIT.search(text, span.start, span.end)
    if _CONDITION.search(text, span.start, span.end):
        return "possible"
    return "stated" if habit else kind


@cache
def _modals() -> frozenset[str]:
    return frozenset({"will", "shall", "would", "could", "may", "might", "'ll", "’ll"})


def _stated(text: Text, parse: Parse, span: Span) -> Span:
    """What is stated after a colon that announces it: "It is not over: three more will follow"."""
    colon = text.text.find(": ", span.start, span.end)
    sides = (span.start, colon), (colon + 1, span.end)
    if colon > 0 and all(any(parse.tag[t] in _FINITE for t in parse.inside(*side)) for side in sides):
        return Span(colon + 1, span.end)
    return span


def _tag(attribution: Attribution | None) -> tuple[Span, ...]:
    return () if attribution is None else (*attribution.source, *attribution.cue)


def _means_otherwise(text: str, found: re.Match[str]) -> bool:
    """The month and the first name; modal verbs of what cannot be or might have been, and of what was sensed; words
    that leave only a figure open.
    """
    word = found.group()
    turned = {
        "may": (_NOT,),
        "might": (_NOT,),
        "could": (_NO_MODAL, _SENSED),
        "perhaps": (_FIGURE,),
        "maybe": (_FIGURE,),
        "possibly": (_FIGURE,),
    }.get(word.lower(), (_PAST, _REFUSED))
    return word in ("May", "Will") or any(each.match(text, found.end()) for each in turned)


def _verb_of(parse: Parse, offset: int) -> int | None:
    """The nearest verb that the word at ``offset`` hangs on."""
    token = parse.at(offset)
    above = () if token is None else parse.ancestors(token)
    return next((t for t in above if parse.pos[t] == "VERB"), None)


def _in_main(parse: Parse, span: Span, head: int | None, offset: int) -> bool:
    """Whether the word at ``offset`` belongs to the main statement of ``span`` and not to a side clause.

    The parse tells; a subordinator between the word and the comma before it tells where the parse is wrong.
    """
    token = parse.at(offset)
    if token is None:
        return True
    tokens = parse.inside(span.start, span.end)
    lead = next((t for t in range(token - 1, tokens.start - 1, -1) if parse.dep[t] == "punct"), tokens.start - 1)
    for word in range(max(lead + 1, tokens.start), token):
        if parse.word[word].lower() in _SUBORDINATORS and not (
            _opens_clause_of(parse, word, head) or word == tokens.start
        ):
            return False
    for above in (token, *parse.ancestors(token)):
        if above == head or above not in tokens:
            return True
        if parse.head[above] in tokens and _opens_side(parse, above, itself=above == token):
            return False
    return True


def _opens_clause_of(parse: Parse, word: int, head: int | None) -> bool:
    """Whether a relative word or conjunction belongs to the clause of ``head``: "who" in "who had not slept"."""
    above = next((t for t in parse.ancestors(word) if t == head or parse.pos[t] == "VERB"), None)
    return above is not None and above == head and word < above


def _opens_side(parse: Parse, token: int, itself: bool) -> bool:
    """Whether ``token`` begins a side clause, an aside ("with no rest day"), or a second statement beside the main one.

    Of a cue itself only a side clause counts: a noun or a verb beside another belongs to the main statement.
    """
    label = parse.dep[token].partition(":")[0]
    if itself or label in _CLAUSES:
        return label in _CLAUSES
    aside = label == "obl" and any(parse.word[c].lower() == "with" for c in parse.children(token))
    return label == "nmod" or aside or (label == "conj" and parse.pos[token] == "VERB")
