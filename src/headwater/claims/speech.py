"""Reported speech and thought: a cue in the report's own words, who it is said of, and what it tells."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, islice

from headwater.claims import cue
from headwater.claims.complement import told_by, until_joint
from headwater.claims.source import (
    FINITE,
    has_verb,
    head_of,
    in_relative,
    is_finite,
    is_passive,
    main_after,
    phrase,
    subject,
    words_before,
)
from headwater.claims.telling import Telling, cover, sentence_tokens, trimmed
from headwater.model import Parse, Span, Text

_VERBAL = frozenset({"VERB", "AUX"})
_LINKS = frozenset(
    ["", "and", "or", "a", "an", "the", "of", "for", "to", "and the", "as", "as a", "is", "was", "had", "be"]
)
_FRAGMENT = 3  # tokens with the marks: a single quoted word counts
_SMALL = 4  # characters from which a word of a title has a capital
_DEPTH = 8  # heads above quoted words
_NEAR = 12  # tokens between a cue and the words quoted after it
_OWN = frozenset({"i", "we", "you", "us", "me"})


def reported(text: Text, parse: Parse, taken: frozenset[int], quoted: frozenset[int]) -> Iterator[Telling]:
    """What the report's own sentences say that somebody said, showed, thought or wanted.

    ``taken`` are cue tokens already used, ``quoted`` tokens that stand inside quoted speech.
    """
    for token in range(len(parse)):
        if token in taken or (token in quoted and not _is_heard(parse, token)):
            continue
        if parse.word[token].lower() == "according":
            telling = _according(text, parse, token)
        elif parse.pos[token] in _VERBAL:
            telling = _of_verb(text, parse, token, quoted)
        else:
            continue
        if telling and token in quoted:
            telling = _within_quotation(text, parse, telling, token)
        elif telling:
            telling = _with_quotation(text, telling)
        if telling:
            yield telling


def _within_quotation(text: Text, parse: Parse, telling: Telling, verb: int) -> Telling | None:
    """What is told inside a quotation ends where the quotation does; None if too little of it is left."""
    at = bisect_right(text.quoted, Span(parse.start[verb], len(text.text))) - 1
    quote = text.quoted[at] if at >= 0 else Span(0, 0)
    if parse.start[verb] >= quote.end:
        return telling  # in a turn of an interview
    content = tuple(Span(max(s.start, quote.start), min(s.end, quote.end)) for s in telling.content if s.overlap(quote))
    long = sum(len(parse.inside(span.start, span.end)) for span in content) > _FRAGMENT
    return replace(telling, content=content) if long else None


def words_quoted(text: Text, parse: Parse, told: Iterable[Telling]) -> Iterator[Telling]:
    """Words in quotation marks that no telling holds, with the cue they hang on: bemoaned the “paper wall”."""
    held = sorted(span for telling in told for span in telling.content)
    ends = list(accumulate((span.end for span in held), max))
    for quote in text.quoted:
        at = bisect_left(held, Span(quote.end, quote.end))
        tokens = parse.inside(quote.start, quote.end)
        if len(tokens) < _FRAGMENT or (at and ends[at - 1] > quote.start):
            continue
        verb = _governor(parse, head_of(parse, tokens[0], tokens[-1]), tokens[0])
        holder = None if verb is None else subject(parse, verb)
        if (
            verb is None
            or holder is None
            or holder >= verb
            or (_is_title(text, quote) and not cue.is_cue(parse, verb, "naming"))
        ):
            continue
        below = (
            parse.subtree(c)[-1]
            for c in parse.children(verb)
            if parse.subtree(c)[0] <= tokens[0] <= parse.subtree(c)[-1]
        )
        part = trimmed(parse, verb + 1, max((tokens[-1], *below))) or (verb + 1, tokens[-1])
        content = Span(parse.start[part[0]], max(parse.end[part[1]], quote.end))
        source = phrase(parse, holder, verb)
        yield Telling((cover(parse, *source),), (cover(parse, *cue.group(parse, verb)),), (content,), holder)


def _is_title(text: Text, quote: Span) -> bool:
    """Whether quoted words are a title: "The Long Field"."""
    words = text.slice(quote).strip("\"“”‘’' ").split()
    return len(words) > 1 and all(word[0].isupper() or len(word) < _SMALL for word in words) and words[-1][-1].isalnum()


def _governor(parse: Parse, token: int, first: int) -> int | None:
    """The cue that quoted words hang on, by the parse; else the nearest verb before them, if it is a cue."""
    kinds = ("say", "judge", "voice", "think", "want")
    above = (t for t in islice(parse.ancestors(token), _DEPTH) if t < first and cue.is_cue(parse, t, *kinds))
    found = next(above, None)
    if found is not None:
        return found
    near = (t for t in range(first - 1, max(-1, first - _NEAR), -1) if parse.sentence[t] == parse.sentence[first])
    verb = next((t for t in near if parse.pos[t] == "VERB"), None)
    return verb if verb is not None and cue.is_cue(parse, verb, *kinds) else None


def _is_heard(parse: Parse, verb: int) -> bool:
    """Whether a verb inside quoted speech passes on what a third person said: "a nurse told me that …"."""
    if parse.tag[verb] not in ("VBD", "VBZ", "VBN") or not cue.is_outright(parse, verb):
        return False
    who = subject(parse, verb)
    if who is None or not any(parse.dep[c] == "ccomp" and c > verb for c in parse.children(verb)):
        return False
    return parse.pos[who] in ("NOUN", "PROPN") or parse.word[who].lower() in ("he", "she", "they")


def _with_quotation(text: Text, telling: Telling) -> Telling:
    """The content up to the end of a quotation that it runs into: said it was "a gate" → with the gate."""
    last = telling.content[-1]
    end = last.end
    at = max(0, bisect_left(text.quoted, Span(end, end)) - 1)
    for quote in text.quoted[at : at + 4]:
        between = text.text[end : quote.start]
        if quote.start < end < quote.end or (end <= quote.start and len(between) < 12 and between.strip() in _LINKS):
            end = quote.end
    if end == last.end or text.text.find("\n", last.end, end) >= 0:
        return telling
    return replace(telling, content=(*telling.content[:-1], Span(last.start, end)))


def _teller(parse: Parse, verb: int) -> int | None:
    """The subject of a cue; of ", adding that …" the one who tells what stands before it."""
    if parse.tag[verb] == "VBG" and verb and parse.word[verb - 1] == "," and cue.is_cue(parse, verb, "say"):
        for above in islice(parse.ancestors(verb), 4):
            if cue.is_cue(parse, above, "say") and subject(parse, above) is not None:
                return subject(parse, above)
    main = main_after(parse, verb)
    return subject(parse, verb if main is None else main)


def _is_asked(parse: Parse, verb: int) -> bool:
    """ "Asked why she stayed, X …": a participle of which X is not the one who speaks."""
    opens = verb == 0 or parse.sentence[verb - 1] != parse.sentence[verb]
    return (opens and parse.tag[verb] in ("VBN", "VBD")) or (
        parse.tag[verb] == "VBN" and parse.dep[verb] == "advcl" and not is_finite(parse, verb)
    )


def _of_verb(text: Text, parse: Parse, verb: int, quoted: frozenset[int]) -> Telling | None:
    told = told_by(text, parse, verb)
    if told is None:
        return None
    words = (cover(parse, *cue.group(parse, verb)),)
    content = tuple(cover(parse, *part) for part in told.content)
    holder = _teller(parse, verb)
    if holder in quoted and verb not in quoted:
        holder = None  # "I" of the quotation that the parse took for the head of the sentence
    if holder is not None and cue.is_of_people(parse, verb) and parse.lemma[holder].lower() in cue.things():
        return None
    source = told.source or (phrase(parse, holder, verb) if holder is not None else words_before(text, parse, verb))
    if source is None or (told.source is None and _is_asked(parse, verb)):
        return Telling((), words, content, None) if source or is_passive(parse, verb) else None
    if not cue.is_cue(parse, verb, "say") and parse.word[source[0]].lower() in _OWN:
        return None
    if told.source or holder is None:
        holder = head_of(parse, *source)
    return Telling((cover(parse, *source),), words, content, holder)


def _according(text: Text, parse: Parse, token: int) -> Telling | None:
    """ "According to X": X is the source, the rest of the sentence what X says."""
    tokens = sentence_tokens(text, parse, token)
    if token + 2 not in tokens or parse.word[token + 1].lower() != "to":
        return None
    last = until_joint(parse, token + 2, tokens)
    if last < token + 2:
        return None
    before = trimmed(parse, tokens[0], token - 1) if token > tokens[0] else None
    if before is None and last + 2 in tokens:
        more = until_joint(parse, last + 2, tokens)  # a description of the source, set off by commas
        if not has_verb(parse, last + 2, more) and more < tokens[-1] and has_verb(parse, more + 1, tokens[-1]):
            last = more
    after = trimmed(parse, last + 1, tokens[-1]) if last < tokens[-1] else None
    if before and after and parse.word[last + 1] == "," and parse.pos[after[0]] == "DET" and _is_apposed(parse, after):
        last, after = after[1], None  # according to X, an economist who …
    if before and before[1] - before[0] < 2:
        before = None
    parts = [part for part in (before, after) if part and part[1] > part[0]]
    if not parts:
        return None
    source = cover(parse, token + 2, last)
    content = tuple(cover(parse, *part) for part in parts)
    return Telling((source,), (cover(parse, token, token + 1),), content, head_of(parse, token + 2, last))


def _is_apposed(parse: Parse, part: tuple[int, int]) -> bool:
    """Whether a stretch describes somebody: no finite verb but in what is told of its noun."""
    return not any(parse.tag[t] in FINITE and not in_relative(parse, t, part[0]) for t in range(part[0], part[1] + 1))
