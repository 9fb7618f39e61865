"""One statement in one place: its words, figures, times, source, subject, predicate, place, modality and polarity."""

import re
from collections.abc import Iterator, Sequence

from headwater.claims.clause import SUBJECTS, clause_head, is_clause
from headwater.claims.cue import is_cue
from headwater.claims.modality import modality, polarity
from headwater.claims.statement import Statement, first, statements, uncut, within
from headwater.claims.tongue import lies_in, parted
from headwater.model import Attribution, Claim, Name, Parse, Quantity, Span, Text, Time, make_id

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_VERBS = frozenset({"VERB", "AUX"})
_COVERED = 0.4  # of a claim's words outside its speech tag; less is a word or two quoted in passing
_UTTERANCE = 20  # characters of a whole direct quotation, which is the statement whatever stands around it
_INNERMOST = 0.75  # an attribution inside another is preferred if it and its tag cover this much of what the other does
_FEWEST_WORDS = 3
_HEADING = 80  # characters
_FRAMES = 3  # places at the beginning of a sentence that may be where all of it was
_CLOSING = "\"'”’»)] "
_STOPS = (".", "!", "?", "…", "。", "！", "？")
_SPEECH_PARTS = ("ccomp", "parataxis", "xcomp")
_HANGING = frozenset({"conj", "advcl", "acl", "xcomp"})  # what has the subject of the verb it hangs on
_ASIDES = frozenset({"acl:relcl", "appos", "parataxis", "acl", "dep"})
_LOOSE = frozenset(
    {"compound", "list", "obl:unmarked", "obj", "nmod", "dep", "dislocated", "vocative"}
)  # a subject missed
_RELATIVE_TAGS = frozenset({"WP", "WDT"})
_IN = frozenset({"in", "at", "near", "off", "outside", "across", "inside", "throughout", "around"})
_HOW = re.compile(r"\W*(?:How|Why) [^,?]*")  # "How the men are chosen." heads what follows
_DIGITS = re.compile(r"\d[\d.,]*")
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

    Without a parse (a paragraph that is not English) a claim is a sentence, and has no subject or predicate.
    """
    figures = sorted(quantities, key=lambda q: (q.start, q.end))
    moments = sorted(times, key=lambda t: (t.start, t.end))
    places = sorted((n for n in names if n.kind == "place"), key=lambda n: (n.start, n.end))
    starts = [[item.start for item in items] for items in (figures, moments, places)]
    english, zones = parted(text)
    spans = [*(Span(q.start, q.end) for q in figures), *(Span(t.start, t.end) for t in moments)]
    dotted = [span for span in spans if lies_in(zones, span.start)]
    stated = [
        statement
        for statement in statements(uncut(text, dotted), parse, figures, attributions)
        if _is_statement(text, parse, statement, first(1, figures, starts[0], statement.unit))
    ]
    found = []
    for statement, told in zip(stated, _told(stated, attributions), strict=True):
        span = statement.span
        attribution = _attribution(parse, span, told)
        head = _predicate(parse, statement, attribution)
        held = within(figures, starts[0], span)
        when = within(moments, starts[1], span)
        found.append(
            Claim(
                id=make_id("claim", text.report, span.start, span.end),
                report=text.report,
                start=span.start,
                end=span.end,
                quote=text.slice(span),
                quantities=held,
                times=when,
                attribution=attribution,
                subject=_subject(text, parse, head),
                predicate=None if head is None else parse.lemma[head],
                place=_place(
                    parse, statement, within(places, starts[2], span), first(_FRAMES, places, starts[2], statement.unit)
                ),
                modality=modality(english, parse, span, head, attribution, held, when),
                polarity=polarity(english, parse, span, head, attribution),
            )
        )
    return tuple(found)


def _is_statement(text: Text, parse: Parse, statement: Statement, figures: Sequence[Quantity]) -> bool:
    """Whether a span states something: not the title, not a bare question, not a fragment.

    A short line that ends without a mark and gives no figure is a heading. A finite verb makes a statement; where
    the parser saw none, a full stop after a figure or another verb does.
    """
    unit = statement.unit
    if text.title_span is not None and text.title_span.overlap(unit) * 2 > len(unit):
        return False
    quote = text.slice(statement.span)
    words = _LETTERS.findall(quote)
    if len(words) + len(_DIGITS.findall(quote)) < _FEWEST_WORDS or (
        quote != quote.upper() and all(word[0].isupper() for word in words)
    ):
        return False  # a fragment; an address or a name
    if len(quote) <= _HEADING and _HOW.fullmatch(quote):
        return False
    if quote.endswith("?") and not any(mark in quote for mark in '"“”«»'):
        return False
    following = text.text[statement.span.end : statement.span.end + 2].lstrip(" ")[:1]
    ended = quote.rstrip(_CLOSING).endswith(_STOPS) or following in (",", ";") or following.islower()
    ended = ended or (_goes_on(text, statement) and _tells(parse, statement.span))
    if not ended and not figures and len(quote) <= _HEADING:
        return False
    tokens = parse.inside(unit.start, unit.end)
    if not len(tokens) or any(parse.tag[t] in _FINITE for t in tokens):
        return True
    return ended and (bool(figures) or any(parse.pos[t] in _VERBS or parse.dep[t] in SUBJECTS for t in tokens))


def _goes_on(text: Text, statement: Statement) -> bool:
    """Whether a statement is a part of a sentence that has more words behind it."""
    return bool(_LETTERS.search(text.text, statement.span.end, statement.unit.end))


def _tells(parse: Parse, span: Span) -> bool:
    """Whether a span has a tense other than that of a verb of speech: more than "The mayor told reporters"."""
    verbs = (
        parse.head[t] if parse.dep[t] in ("aux", "aux:pass") else t
        for t in parse.inside(span.start, span.end)
        if parse.tag[t] in _FINITE
    )
    return any(not is_cue(parse, verb, "say") for verb in verbs)


def _told(stated: Sequence[Statement], attributions: Sequence[Attribution]) -> Iterator[list[Attribution]]:
    """For each statement, in order, the attributions whose content may reach into it."""
    waiting = sorted(
        (min(c.start for c in a.content), max(c.end for c in a.content), at)
        for at, a in enumerate(attributions)
        if a.content
    )
    waiting.reverse()
    open_now: list[tuple[int, int, int]] = []
    for span in (statement.span for statement in stated):
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
    covers = [each for each in covers if not _is_label(parse, each[3])] or covers  # in a turn: who is quoted there
    most = max((inside for inside, _, _, _ in covers), default=0)
    tags = {(s.start, s.end): span.overlap(s) for _, _, _, a in covers for s in (*a.source, *a.cue)}
    near = [(size, a) for inside, _, size, a in covers if inside + sum(tags.values()) >= _INNERMOST * most]
    near = [pair for pair in near if not (pair[1].via and _is_crowd(parse, pair[1]))] or near
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _is_label(parse: Parse, attribution: Attribution) -> bool:
    """Whether a label and a colon show who speaks, and not words: "QUILL: He told me that it had sunk"."""
    cue = parse.at(attribution.cue[0].start) if attribution.cue else None
    return attribution.kind != "direct" and cue is not None and parse.word[cue] == ":"


def _is_crowd(parse: Parse, attribution: Attribution) -> bool:
    """Whether a source is people at large ("officials told her"), so that who passes it on is the informant."""
    tags = [parse.tag[t] for span in attribution.source for t in parse.inside(span.start, span.end)]
    return "NNS" in tags and not {"NNP", "NNPS", "CD", "DT"} & {*tags}


def _is_aside(parse: Parse, attribution: Attribution) -> bool:
    """Whether a quotation is told of in a relative clause: "a guard who told them “…”"."""
    cue = parse.at(attribution.cue[0].start) if attribution.cue else None
    return cue is not None and parse.dep[cue] == "acl:relcl"


def _predicate(parse: Parse, statement: Statement, attribution: Attribution | None) -> int | None:
    """The token of the statement's own main word: below the speech verb where there is one."""
    tokens = parse.inside(statement.span.start, statement.span.end)
    tops = [t for t in tokens if parse.head[t] == t or parse.head[t] not in tokens]
    asides = [t for t in tokens if parse.dep[t] in ("acl:relcl", "conj", "parataxis") and parse.pos[t] in _VERBS]
    verbs = [t for t in tops if parse.pos[t] in _VERBS]
    root = next(iter((*verbs, *tops)), None)
    if statement.head is not None and (statement.head in tokens or statement.head < tokens.start):
        root = statement.head  # a list's verb stands before its items
    if root is not None and statement.head is None and not verbs and not is_clause(parse, root):
        root = next(iter(asides), root)  # "The ferry, which held 400" | "struck the pier"
    cue = () if attribution is None else attribution.cue
    while root is not None and any(c.start <= parse.start[root] < c.end for c in cue):
        below = next((c for c in parse.children(root) if parse.dep[c] in _SPEECH_PARTS and c in tokens), None)
        if below is None:
            return _said(parse, tokens, attribution) or root
        root = below
    return root


def _said(parse: Parse, tokens: range, attribution: Attribution | None) -> int | None:
    """The main word of what is said, where the parse does not hang it on the speech verb."""
    content = () if attribution is None else attribution.content
    inside = [t for c in content for t in parse.inside(c.start, c.end) if t in tokens]
    tops = (t for t in inside if parse.head[t] not in inside and not parse.dep[t].startswith("advcl"))
    return next((t for t in tops if is_clause(parse, t)), None)


def _subject(text: Text, parse: Parse, head: int | None) -> str | None:
    """The words of the subject of ``head``, or of what it stands beside or hangs on.

    A relative word stands for what its clause is about, and a participle has the subject of its main verb.
    """
    seen = head
    while seen is not None:
        subject = parse.child(seen, *SUBJECTS)
        if subject is not None and parse.tag[subject] not in _RELATIVE_TAGS:
            return _phrase(text, parse, subject)
        above, label = parse.head[seen], parse.dep[seen]
        if subject is not None or label == "acl:relcl" or (label == "acl" and parse.tag[seen] != "VBG"):
            clause = next((t for t in (seen, *parse.ancestors(seen)) if parse.dep[t] == "acl:relcl"), seen)
            return _phrase(text, parse, parse.head[clause])
        missed = parse.tag[seen] == "NNS" and parse.child(seen, "obj") is not None
        if above != seen and not missed and (label in _HANGING or parse.pos[seen] not in _VERBS):
            own = label == "conj" or parse.child(above, *SUBJECTS) is not None
            seen = above if own else clause_head(parse, above)
            continue
        if label == "parataxis" and parse.pos[above] in ("NOUN", "PROPN") and above < seen:
            return _phrase(text, parse, above)
        beside = (*parse.children(seen), *(parse.children(above) if label in _SPEECH_PARTS else ()))
        subject = next((c for c in beside if c < seen and parse.dep[c] in _LOOSE and _is_bare_noun(parse, c)), None)
        return None if subject is None else _phrase(text, parse, subject)
    return None


def _is_bare_noun(parse: Parse, token: int) -> bool:
    return parse.pos[token] in ("NOUN", "PROPN", "PRON") and parse.child(token, "case") is None


def _phrase(text: Text, parse: Parse, noun: int) -> str | None:
    """A noun with what belongs to it, without clauses and asides that follow it."""
    whole = parse.subtree(noun)
    aside = (parse.subtree(c).start for c in parse.children(noun) if c > noun and _is_aside_of(parse, c))
    inside = list(range(whole.start, min((*aside, whole.stop))))
    while inside and parse.dep[inside[0]] in ("punct", "cc", "case"):
        inside.pop(0)
    while inside and parse.dep[inside[-1]] == "punct":
        inside.pop()
    return text.text[parse.start[inside[0]] : parse.end[inside[-1]]] if inside else None


def _is_aside_of(parse: Parse, token: int) -> bool:
    """Whether what hangs on a noun is a clause or is set off by a comma; "Ms Lee" is one name."""
    label = parse.dep[token]
    first = parse.subtree(token).start
    return label in _ASIDES and (label != "appos" or "punct" in (parse.dep[first - 1], parse.dep[first]))


def _place(parse: Parse, statement: Statement, own: Sequence[Name], opening: Sequence[Name]) -> str | None:
    """Where it was: a place of the statement's own words, rather one that a preposition of place stands before.

    Else one that opens the sentence before all its parts: "In Oslo, 40 were held and 3 were charged".
    """
    located = [place for place in own if _is_located(parse, place)]
    frame = [p for p in opening if p.start < statement.span.start and _is_located(parse, p) and _opens(parse, p)]
    chosen = (*located, *own, *frame)
    return chosen[0].full if chosen else None


def _is_located(parse: Parse, place: Name) -> bool:
    token = parse.at(place.start)
    before = range(max(0, token - 3), token) if token is not None else ()
    return any(parse.word[t].lower() in _IN for t in before)


def _opens(parse: Parse, place: Name) -> bool:
    """Whether a place stands in a phrase that opens its sentence, before the main verb's subject."""
    token = parse.at(place.start)
    if token is None:
        return False
    verb = clause_head(parse, token)
    subject = parse.child(verb, *SUBJECTS)
    return subject is not None and token < parse.subtree(subject).start and parse.head[verb] == verb
