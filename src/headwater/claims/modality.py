"""How a statement is meant (stated, expected, possible, alleged, denied) and whether it is turned round."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from headwater.model import Attribution, Modality, Parse, Polarity, Quantity, Span, Text

_ORDER: tuple[Modality, ...] = ("denied", "alleged", "possible", "expected")
_TAG_ONLY: tuple[Modality, ...] = ("denied", "alleged")  # a speech tag shows these; its "could not say" shows nothing
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLAUSES = frozenset({"acl", "advcl"})  # what hangs in these is not the main statement
_SUBORDINATORS = frozenset(
    [
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
    ]
)
_NO_MODAL = re.compile(r"n['’]t\b|\s+not\b|['’]ve\b|\s+have\b|\s+never\b", re.IGNORECASE)  # "could not", "would have"
_NOT = re.compile(r"n['’]t\b|\s+not\b|\s+never\b", re.IGNORECASE)
_NO_BOUND = re.compile(r"\s+(?:fewer|less|more|later|sooner|only|just|least)\b", re.IGNORECASE)  # "no fewer than"
_BUT_FOR = re.compile(r"\b(?:nobody|no one|none|no \w+|cannot|never)\b.*\b(?:without|unless|except)\b", re.I | re.S)
_NO_SOURCE = re.compile(r"(?:no|nobody|none|nothing)\b", re.IGNORECASE)  # "no evidence suggests", "nobody said"


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
    text: Text, parse: Parse, span: Span, attribution: Attribution | None, figures: Sequence[Quantity] = ()
) -> Modality:
    """How the statement in ``span`` is meant.

    The words of the main statement decide, and those of the verb that a figure hangs on; those of other relative and
    adverbial clauses do not. A speech tag can make a statement alleged or denied, never possible or expected.
    """
    hearsay = attribution is not None and not attribution.source  # "reportedly", "is expected to": its cue decides
    tag = () if hearsay else _tag(attribution)
    verbs = {verb for figure in figures if (verb := _verb_of(parse, figure.start)) is not None}
    for kind in _ORDER:
        for found in _cues()[kind].finditer(text.text, span.start, span.end):
            in_tag = any(s.start <= found.start() < s.end for s in tag)
            on_figure = _verb_of(parse, found.start()) in verbs
            counts = kind in _TAG_ONLY if in_tag else on_figure or _in_main(parse, span, found.start())
            if counts and not _means_otherwise(text.text, found):
                return kind
    return "alleged" if hearsay else "stated"


def polarity(text: Text, parse: Parse, span: Span, attribution: Attribution | None) -> Polarity:
    """Whether the main statement in ``span`` is negated: an odd number of negative words in its scope."""
    tag = _tag(attribution)
    span = _stated(text, parse, span)
    source = () if attribution is None else attribution.source
    turns = sum(_NO_SOURCE.match(text.text, s.start) is not None for s in source)
    for found in _cues()["negative"].finditer(text.text, span.start, span.end):
        in_tag = any(s.start <= found.start() < s.end for s in tag)
        bound = _NO_BOUND.match(text.text, found.end()) is not None
        turns += not (in_tag or bound) and _in_main(parse, span, found.start())
    if turns == 1 and _BUT_FOR.search(text.text, span.start, span.end):
        turns += 1  # "nobody passes without a permit" says when they do
    return "negative" if turns % 2 else "positive"


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
    """The month and the first name; and modal verbs of what cannot be or might have been."""
    word = found.group()
    turned = _NO_MODAL if word.lower() not in ("may", "might") else _NOT  # "may have been" is possible still
    return word in ("May", "Will") or turned.match(text, found.end()) is not None


def _verb_of(parse: Parse, offset: int) -> int | None:
    """The nearest verb that the word at ``offset`` hangs on."""
    token = parse.at(offset)
    above = () if token is None else parse.ancestors(token)
    return next((t for t in above if parse.pos[t] == "VERB"), None)


def _in_main(parse: Parse, span: Span, offset: int) -> bool:
    """Whether the word at ``offset`` belongs to the main statement of ``span`` and not to a side clause.

    The parse tells; a subordinator between the word and the comma before it tells where the parse is wrong.
    """
    token = parse.at(offset)
    if token is None:
        return True
    tokens = parse.inside(span.start, span.end)
    lead = next((t for t in range(token - 1, tokens.start - 1, -1) if parse.dep[t] == "punct"), tokens.start - 1)
    if any(parse.word[t].lower() in _SUBORDINATORS for t in range(lead + 1, token)):
        return False
    for above in (token, *parse.ancestors(token)):
        if above not in tokens:
            return True
        if parse.head[above] in tokens and _opens_side(parse, above, itself=above == token):
            return False
    return True


def _opens_side(parse: Parse, token: int, itself: bool) -> bool:
    """Whether ``token`` begins a side clause, an aside ("with no rest day"), or a second statement beside the main one.

    Of a cue itself only a side clause counts: a noun or a verb beside another belongs to the main statement.
    """
    label = parse.dep[token].partition(":")[0]
    if itself or label in _CLAUSES:
        return label in _CLAUSES
    aside = label == "obl" and any(parse.word[c].lower() == "with" for c in parse.children(token))
    return label == "nmod" or aside or (label == "conj" and parse.pos[token] == "VERB")
