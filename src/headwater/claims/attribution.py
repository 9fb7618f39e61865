"""Attributions: who is said to have said what, the words that show it, and through whom it came."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from headwater.claims.bearer import borne
from headwater.claims.nominal import nominal
from headwater.claims.quoted import Quotations
from headwater.claims.speaker import Speakers
from headwater.claims.speech import reported, words_quoted
from headwater.claims.telling import Telling
from headwater.claims.turn import labels
from headwater.claims.verb import with_verbs
from headwater.model import Attribution, Name, Parse, Span, Speech, Text

_DEEPEST = 8  # tellings within tellings
_MARKS = 2  # characters by which a tag may go beyond the content it was taken for


def attributions(text: Text, parse: Parse, names: Sequence[Name]) -> tuple[Attribution, ...]:
    """All attributions of a report, in the order of their content.

    Quotations come first (`quoted`), then what the report's own sentences say that somebody said, showed, thought or
    wanted (`speech`). The speaker is the fullest name or description in this same report; ``via`` names those through
    whom an inner attribution came, from the report inwards. Without a parse there are none.
    """
    parse = with_verbs(parse)
    labelled = labels(text, parse, names)
    direct, taken = Quotations(text, parse).read()
    turns = _tokens(parse, (span for telling in labelled.tellings for span in telling.content))
    inside = turns | _tokens(parse, text.quoted)
    direct = [t for t in direct if t.cue or parse.at(t.start) not in turns]
    found = [*labelled.tellings, *direct, *reported(text, parse, taken, inside), *nominal(text, parse, inside)]
    told_of = (borne(parse, telling) for telling in [*found, *words_quoted(text, parse, found)])
    tellings = _distinct(_without_tags([telling for telling in told_of if telling is not None]))
    speakers = Speakers(text, parse, names, labelled.staff)
    in_order = sorted(range(len(tellings)), key=lambda i: tellings[i].source[:1] or tellings[i].content[:1])
    who = {i: _speaker(tellings[i], speakers) for i in in_order}
    told = [(telling, who[i]) for i, telling in enumerate(tellings)]
    return tuple(
        Attribution(t.source, t.cue, t.content, _kind(text, t), speaker, via)
        for (t, speaker), via in zip(told, _chains(told), strict=True)
    )


def _tokens(parse: Parse, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(token for span in spans for token in parse.inside(span.start, span.end))


def _without_tags(tellings: list[Telling]) -> Iterator[Telling]:
    """Each telling without the tag of what it is told within: X said the wreck was upright |, the Argus reported|."""
    ends = sorted(
        (telling.end, max(span.end for span in tag), telling.start)
        for telling in tellings
        if (tag := (*telling.source, *telling.cue)) and min(span.start for span in tag) >= telling.end
    )
    for telling in tellings:
        last = telling.content[-1]
        cuts = (
            end
            for end, tag, start in ends[bisect_left(ends, (last.start + 1,)) : bisect_left(ends, (last.end,))]
            if start < last.start and tag <= last.end + _MARKS
        )
        cut = next(cuts, None)
        yield telling if cut is None else replace(telling, content=(*telling.content[:-1], Span(last.start, cut)))


def _distinct(tellings: Iterable[Telling]) -> list[Telling]:
    """One for each content, in the order of their content; what holds another goes before it."""
    seen: dict[tuple[Span, ...], Telling] = {}
    for telling in tellings:
        seen.setdefault(telling.content, telling)
    return sorted(seen.values(), key=lambda t: (t.start, -t.end))


def _speaker(telling: Telling, speakers: Speakers) -> str | None:
    if telling.called or not telling.source:
        return telling.called
    return speakers.resolve(telling.source[0], telling.holder)


def _kind(text: Text, telling: Telling) -> Speech:
    """Direct where all of the content stands in quotation marks, mixed where a part does."""
    size = sum(map(len, telling.content))
    inside = sum(part.overlap(quote) for part in telling.content for quote in _near(text.quoted, part))
    return "indirect" if not inside else "direct" if inside >= size - 2 * len(telling.content) else "mixed"


def _near(quoted: Sequence[Span], part: Span) -> Iterator[Span]:
    at = max(0, bisect_left(quoted, part) - 1)
    while at < len(quoted) and quoted[at].start < part.end:
        yield quoted[at]
        at += 1


def _chains(told: Sequence[tuple[Telling, str | None]]) -> Iterator[tuple[str, ...]]:
    """For each telling, in order, those it is told within."""
    open_now: list[tuple[Span, str | None]] = []
    for telling, speaker in told:
        open_now = [(span, who) for span, who in open_now if span.end > telling.start][-_DEEPEST:]
        spans = telling.source or telling.content
        holders = [who for span, who in open_now if any(span.holds(s) for s in spans)]
        yield tuple(dict.fromkeys(who for who in holders if who and who != speaker))
        open_now.extend((part, speaker) for part in telling.content)
