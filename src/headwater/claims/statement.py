"""Where one statement ends and the next begins: sentences, whole quotations, and the parts of a sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar

from headwater.claims.cut import cuts
from headwater.model import Attribution, Name, Parse, Quantity, Span, Text, Time

LONGEST = 480  # characters; a claim is a clause, not a page
QUOTATION = 300  # a quotation of several sentences up to this many characters stays whole
SHORTEST_PIECE = 90  # in a longer quotation, sentences are joined until a piece has this many characters
_SHORTEST_QUOTED = 60  # characters of a quotation that must stand on each side of a cut within it
_TAG_GAP = 3  # characters between a quotation and its speech tag
_ASIDE = re.compile(r", (?:who|which|whose)\b")
_SPACE_AND_JOINTS = " \t\n\r,;:–—-"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its words, the sentence or quotation they are part of, and the token of its main word."""

    span: Span
    unit: Span
    head: int | None  # None if the parse must be asked: the part holds its sentence's own main word


def statements(
    text: Text, parse: Parse, quantities: Sequence[Quantity], attributions: Sequence[Attribution] = ()
) -> tuple[Statement, ...]:
    """Cut a text into spans that each hold one statement, in order.

    A statement is a sentence, a short whole quotation with its speech tag, or a part of a sentence that states
    something of its own (``cut.cuts``). A speech tag stays with the part beside it.
    """
    values = sorted(q.start for q in quantities if not (q.derived or q.equivalent))
    tags = sorted(_tags(text.text, attributions))
    found = []
    for unit in _units(text, _bridges(text, attributions)):
        figures = values[bisect_left(values, unit.start) : bisect_left(values, unit.end)]
        within_unit = tags[
            bisect_left(tags, Span(unit.start, unit.start)) : bisect_left(tags, Span(unit.end, unit.end))
        ]
        for part, head in _parts(text, unit, parse, figures, within_unit):
            found += [Statement(_trimmed(text.text, short), unit, head) for short in _shortened(text.text, part)]
    return tuple(found)


def uncut(text: Text, held: Sequence[Span]) -> Text:
    """The text with no border of a sentence inside what is held together: "am 12. | Mai" in German is one sentence."""
    inside = sorted(held)
    starts, whole = [span.start for span in inside], list[Span]()
    for sentence in text.sentences:
        at = bisect_left(starts, sentence.start)
        if whole and at and inside[at - 1].end > sentence.start:
            whole[-1] = Span(whole[-1].start, sentence.end)
        else:
            whole.append(sentence)
    return replace(text, sentences=tuple(whole)) if held else text


def _tags(text: str, attributions: Sequence[Attribution]) -> Iterator[Span]:
    """Speech tags that stand behind what was said, or in its middle, without what they tell of who said it."""
    for a in attributions:
        if a.content and a.cue and a.cue[0].start > a.content[0].start:
            first = min(s.start for s in (*a.source, *a.cue))
            last = max(s.end for s in (*a.source, *a.cue))
            aside = _ASIDE.search(text, max(c.end for c in a.cue), last)
            start = max((c.end for c in a.content if c.end <= first), default=first)
            yield Span(start, aside.start() if aside else last)


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


def _parts(
    text: Text, unit: Span, parse: Parse, figures: Sequence[int], tags: Sequence[Span]
) -> Iterator[tuple[Span, int | None]]:
    """The parts of a unit with their main words. A quotation is cut only where enough of it stands on both sides."""
    tokens = parse.inside(unit.start, unit.end)
    start, head = unit.start, None
    for sentence in _sentences(parse, tokens):
        for cut in cuts(parse, sentence, figures, tags):
            at = parse.start[cut.first]
            if at > start and _may_cut(text, at):
                yield Span(start, at), head
                start, head = at, cut.head
    yield Span(start, unit.end), head


def _sentences(parse: Parse, tokens: range) -> Iterator[range]:
    """The stretches of tokens that are of one sentence."""
    first = tokens.start
    for token in tokens:
        if token + 1 == tokens.stop or parse.sentence[token + 1] != parse.sentence[token]:
            yield range(first, token + 1)
            first = token + 1


def _may_cut(text: Text, at: int) -> bool:
    """Whether a cut leaves quotations whole, or takes enough words of one to each side."""
    place = bisect_right(text.quoted, Span(at, len(text.text)))
    quote = text.quoted[place - 1] if place else None
    if quote is None or not quote.start < at < quote.end:
        return True
    return at - quote.start >= _SHORTEST_QUOTED <= quote.end - at and not _of_several(text, quote)


def _of_several(text: Text, quote: Span) -> bool:
    """Whether a quotation runs over sentences, and is cut between these if at all."""
    at = bisect_right(text.sentences, Span(quote.start, len(text.text)))
    return at < len(text.sentences) and text.sentences[at].start < quote.end


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


def first(number: int, items: Sequence[Figure], starts: Sequence[int], span: Span) -> tuple[Figure, ...]:
    """The first so many of those, however many there are: a sentence may have thousands."""
    at = bisect_left(starts, span.start)
    return tuple(item for item in items[at : at + number] if item.end <= span.end)
