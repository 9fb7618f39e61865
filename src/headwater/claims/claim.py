"""One statement in one place: its words, figures, times, source, subject, predicate, place, modality and polarity."""

import re
from collections.abc import Iterator, Sequence

from headwater.claims.clause import statements, within
from headwater.claims.modality import modality, polarity
from headwater.model import Attribution, Claim, Name, Parse, Quantity, Span, Text, Time, make_id

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_VERBS = frozenset({"VERB", "AUX"})
_COVERED = 0.4  # of a claim's words outside its speech tag; less is a word or two quoted in passing
_UTTERANCE = 20  # characters of a whole direct quotation, which is the statement whatever stands around it
_INNERMOST = 0.75  # an attribution inside another is preferred if it and its tag cover this much of what the other does
_FEWEST_WORDS = 3
_HEADING = 80  # characters
_CLOSING = "\"'”’»)] "
_SPEECH_PARTS = ("ccomp", "parataxis", "xcomp")
_HOW = re.compile(r"\W*(?:How|Why) [^,?]*")  # "How the men are chosen." heads what follows
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def claims(
    text: Text,
    parse: Parse,
    quantities: Sequence[Quantity],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    names: Sequence[Name],
) -> tuple[Claim, ...]:
    """All statements of one report, in order. None comes from the title, a bare question or a fragment.

    Without a parse (a text that is not English) a claim is a sentence, and has no subject or predicate.
    """
    figures = sorted(quantities, key=lambda q: (q.start, q.end))
    moments = sorted(times, key=lambda t: (t.start, t.end))
    places = sorted((n for n in names if n.kind == "place"), key=lambda n: (n.start, n.end))
    starts = [[item.start for item in items] for items in (figures, moments, places)]
    spans = [
        span
        for span in statements(text, parse, figures, moments, attributions)
        if _is_statement(text, parse, span, within(figures, starts[0], span))
    ]
    found = []
    for span, told in zip(spans, _told(spans, attributions), strict=True):
        attribution = _attribution(parse, span, told)
        root = _predicate(parse, span, attribution)
        where = within(places, starts[2], span)
        held = within(figures, starts[0], span)
        found.append(
            Claim(
                id=make_id("claim", text.report, span.start, span.end),
                report=text.report,
                start=span.start,
                end=span.end,
                quote=text.slice(span),
                quantities=held,
                times=within(moments, starts[1], span),
                attribution=attribution,
                subject=_subject(text, parse, root),
                predicate=None if root is None else parse.lemma[root],
                place=where[0].full if where else None,
                modality=modality(text, parse, span, attribution, held),
                polarity=polarity(text, parse, span, attribution),
            )
        )
    return tuple(found)


def _is_statement(text: Text, parse: Parse, span: Span, figures: Sequence[Quantity]) -> bool:
    """Whether a span states something: not the title, not a bare question, not a fragment.

    A short line that ends without a mark and gives no figure is a heading. A finite verb makes a statement; where
    the parser saw none, a full stop after a figure or another verb does.
    """
    if text.title_span is not None and text.title_span.overlap(span) * 2 > len(span):
        return False
    quote = text.slice(span)
    words = _LETTERS.findall(quote)
    if len(words) < _FEWEST_WORDS or (quote != quote.upper() and all(word[0].isupper() for word in words)):
        return False  # a fragment; an address or a name
    if len(quote) <= _HEADING and _HOW.fullmatch(quote):
        return False
    if quote.endswith("?") and not any(mark in quote for mark in '"“”«»'):
        return False
    following = text.text[span.end : span.end + 2].lstrip(" ")[:1]
    ended = quote.rstrip(_CLOSING).endswith((".", "!", "?", "…")) or following in (",", ";") or following.islower()
    if not ended and not figures and len(quote) <= _HEADING:
        return False
    tokens = parse.inside(span.start, span.end)
    if not len(parse) or any(parse.tag[t] in _FINITE for t in tokens):
        return True
    return ended and (bool(figures) or any(parse.pos[t] in _VERBS for t in tokens))


def _told(spans: Sequence[Span], attributions: Sequence[Attribution]) -> Iterator[list[Attribution]]:
    """For each span, in order, the attributions whose content may reach into it."""
    waiting = sorted(
        (min(c.start for c in a.content), max(c.end for c in a.content), at)
        for at, a in enumerate(attributions)
        if a.content
    )
    waiting.reverse()
    open_now: list[tuple[int, int, int]] = []
    for span in spans:
        while waiting and waiting[-1][0] < span.end:
            open_now.append(waiting.pop())
        open_now = [entry for entry in open_now if entry[1] > span.start]
        yield [attributions[at] for _, _, at in open_now]


def _attribution(parse: Parse, span: Span, told: Sequence[Attribution]) -> Attribution | None:
    """The innermost attribution that covers the statement."""
    covers = []
    for attribution in told:
        inside = sum(span.overlap(c) for c in attribution.content)
        tag = sum(span.overlap(s) for s in (*attribution.source, *attribution.cue))
        whole = attribution.kind == "direct" and any(
            span.holds(c) and len(c) >= _UTTERANCE for c in attribution.content
        )
        whole = whole and not _is_aside(parse, attribution)
        if inside and (whole or inside >= _COVERED * (len(span) - tag)):
            covers.append((inside, tag, sum(map(len, attribution.content)), attribution))
    most = max((inside for inside, _, _, _ in covers), default=0)
    near = [(size, a) for inside, tag, size, a in covers if inside + tag >= _INNERMOST * most]
    near = [pair for pair in near if not (pair[1].via and _is_crowd(parse, pair[1]))] or near
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _is_crowd(parse: Parse, attribution: Attribution) -> bool:
    """Whether a source is people at large ("officials told her"), so that who passes it on is the informant."""
    tags = [parse.tag[t] for span in attribution.source for t in parse.inside(span.start, span.end)]
    return "NNS" in tags and not {"NNP", "NNPS", "CD", "DT"} & {*tags}


def _is_aside(parse: Parse, attribution: Attribution) -> bool:
    """Whether a quotation is told of in a relative clause: "a guard who told them “…”"."""
    cue = parse.at(attribution.cue[0].start) if attribution.cue else None
    return cue is not None and parse.dep[cue] == "acl:relcl"


def _predicate(parse: Parse, span: Span, attribution: Attribution | None) -> int | None:
    """The token of the statement's own main word: below the speech verb where there is one."""
    tokens = parse.inside(span.start, span.end)
    tops = [t for t in tokens if parse.head[t] == t or parse.head[t] not in tokens]
    root = next((t for t in tops if parse.pos[t] in _VERBS), tops[0] if tops else None)
    cue = () if attribution is None else attribution.cue
    while root is not None and any(c.start <= parse.start[root] < c.end for c in cue):
        below = next((c for c in parse.children(root) if parse.dep[c] in _SPEECH_PARTS and c in tokens), None)
        if below is None:
            break
        root = below
    return root


def _subject(text: Text, parse: Parse, root: int | None) -> str | None:
    """The words of the subject of ``root``, or of the verb it stands beside."""
    while root is not None:
        subject = parse.child(root, "nsubj", "nsubj:pass", "csubj", "expl")
        if subject is not None:
            words = parse.subtree(subject)
            return text.text[parse.start[words.start] : parse.end[words.stop - 1]]
        root = parse.head[root] if parse.dep[root] == "conj" else None
    return None
