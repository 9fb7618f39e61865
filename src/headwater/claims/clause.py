"""Where one statement ends and the next begins: sentences, whole quotations, and the parts of a list of figures."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TypeVar

from headwater.model import Attribution, Name, Parse, Quantity, Span, Text, Time

LONGEST = 480  # characters; a claim is a clause, not a page
QUOTATION = 300  # a quotation of several sentences up to this many characters stays whole
SHORTEST_PIECE = 90  # in a longer quotation, sentences are joined until a piece has this many characters
_VERBS = frozenset({"VERB", "AUX"})
_TAG_GAP = 3  # characters between a quotation and its speech tag
_FEWEST = 4  # words that a part must have
_SPACE_AND_JOINTS = " \t\n\r,;:–—-"


def statements(
    text: Text,
    parse: Parse,
    quantities: Sequence[Quantity],
    times: Sequence[Time],
    attributions: Sequence[Attribution] = (),
) -> tuple[Span, ...]:
    """Cut a text into spans that each hold one statement, in order.

    A statement is a sentence, a short whole quotation with its speech tag, or, where a sentence puts two figures on
    two verbs side by side, the part of each verb. Smaller clauses are not cut out: they lose the words by which the
    same claim is found again.
    """
    values = [q.start for q in quantities if not (q.derived or q.equivalent)]
    figures = sorted(values), sorted([*values, *(t.start for t in times if t.type in ("DATE", "DURATION"))])
    return tuple(
        _trimmed(text.text, short)
        for unit in _units(text, _bridges(text, attributions))
        for part in _parts(unit, parse, figures)
        for short in _shortened(text.text, part)
    )


def _bridges(text: Text, attributions: Sequence[Attribution]) -> list[Span]:
    """What holds sentences together: quotations, and quoted words with a speech tag that follows them at once."""
    tags = (
        Span(quote.end - 1, max(s.end for s in (*a.source, *a.cue)))
        for a in attributions
        if a.kind != "indirect" and a.source
        for quote in a.content[-1:]
        if 0 <= min(s.start for s in (*a.source, *a.cue)) - quote.end <= _TAG_GAP
    )
    return sorted([*text.quoted, *tags])


def _units(text: Text, bridges: Sequence[Span]) -> Iterator[Span]:
    """Sentences, joined where a quotation runs from one into the next and stays short."""
    for run in _runs(text, bridges):
        size = run[-1].end - run[0].start
        if len(run) == 1 or size <= QUOTATION:
            yield Span(run[0].start, run[-1].end)
            continue
        first = run[0].start
        for sentence in run:
            if sentence.end - first >= SHORTEST_PIECE or sentence is run[-1]:
                yield Span(first, sentence.end)
                first = sentence.end


def _runs(text: Text, bridges: Sequence[Span]) -> Iterator[list[Span]]:
    """Sentences in runs: a bridge lies over each border inside a run."""
    starts = [b.start for b in bridges]
    furthest = list(accumulate((b.end for b in bridges), max))
    run: list[Span] = []
    for sentence in text.sentences:
        at = bisect_left(starts, run[-1].end) if run else 0
        if run and not (at and furthest[at - 1] > sentence.start):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def _parts(unit: Span, parse: Parse, figures: tuple[Sequence[int], Sequence[int]]) -> Iterator[Span]:
    """Split a unit before each side-by-side verb where a quantity stands before the cut, and a figure or date after."""
    values, all_figures = figures
    tokens = parse.inside(unit.start, unit.end)
    cuts = [cut for cut in sorted({_cut(parse, tokens, t) for t in tokens if _is_part(parse, t)}) if cut]
    borders = [unit.start]
    for cut in cuts:
        sides = (borders[-1], cut), (cut, unit.end)
        if (
            _holds_figure(values, *sides[0])
            and _holds_figure(all_figures, *sides[1])
            and all(len(parse.inside(*side)) >= _FEWEST for side in sides)
        ):
            borders.append(cut)
    for start, end in pairwise([*borders, unit.end]):
        yield Span(start, end)


def _is_part(parse: Parse, token: int) -> bool:
    """Whether a verb stands beside another one, or has a subject of its own beside what is no verb."""
    beside = parse.dep[token] == "conj" and parse.pos[token] in _VERBS
    return beside and (parse.pos[parse.head[token]] in _VERBS or parse.child(token, "nsubj", "nsubj:pass") is not None)


def _cut(parse: Parse, tokens: range, verb: int) -> int:
    """The offset where the clause of ``verb`` begins, or 0 where its words are not a stretch of their own."""
    clause = parse.subtree(verb)
    inside = clause.start > tokens.start and parse.head[verb] < clause.start and clause.stop <= tokens.stop
    return parse.start[clause.start] if inside else 0


def _holds_figure(figures: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(figures, start)
    return at < len(figures) and figures[at] < end


def _shortened(text: str, span: Span) -> Iterator[Span]:
    """Cut what is still too long at the last joint that fits: a semicolon, a comma, a space."""
    start = span.start
    while span.end - start > LONGEST:
        limit = start + LONGEST
        found = (text.rfind(mark, start + LONGEST // 3, limit) for mark in ("; ", ". ", ", ", " "))
        cut = next((at + 1 for at in found if at > 0), limit)
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _trimmed(text: str, span: Span) -> Span:
    """Without white space at the ends, nor joints that belong to no word."""
    words = text[span.start : span.end]
    end = span.start + len(words.rstrip().rstrip(_SPACE_AND_JOINTS))
    start = span.start + len(words) - len(words.lstrip().lstrip(_SPACE_AND_JOINTS))
    return Span(start, max(start, end))


Figure = TypeVar("Figure", Quantity, Time, Name)


def within(items: Sequence[Figure], starts: Sequence[int], span: Span) -> tuple[Figure, ...]:
    """The items, in order of their ``starts``, that stand wholly in ``span``."""
    chosen = items[bisect_left(starts, span.start) : bisect_right(starts, span.end)]
    return tuple(item for item in chosen if item.end <= span.end)
