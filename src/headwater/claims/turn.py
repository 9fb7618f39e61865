"""Who speaks by the form of the page: the labelled turns of an interview, and a headline's name before a colon."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from headwater.claims import cue
from headwater.claims.name import is_headline, words_of
from headwater.claims.source import head_of
from headwater.claims.telling import Telling
from headwater.model import Name, Parse, Span, Text

_CAPITALISED = r"[^\W\d_a-zß-ÿ][\w.'’-]*"
_LABEL = re.compile(
    rf"[\s\"“*•-]{{0,6}}(?P<who>[QA]|{_CAPITALISED}(?: (?:of |for |at |and |the )?{_CAPITALISED}){{0,6}}),?"
    r"(?P<colon>: )(?P<what>\S)"
)
_TURNS = 3  # labelled paragraphs that make an interview


def labelled(text: Text, parse: Parse, names: Sequence[Name]) -> Iterator[Telling]:
    """The turns of an interview ("QUILL: …"), and headlines that put who said it before a colon."""
    found = ((paragraph, _LABEL.match(text.text, paragraph.start, paragraph.end)) for paragraph in text.paragraphs)
    turns = [(paragraph, match) for paragraph, match in found if match]
    labels = Counter(_last(match["who"]) for _, match in turns)
    interview = len(turns) >= _TURNS and len(labels) > 1 and max(labels.values()) > 1
    called = _called([match["who"] for _, match in turns], names) if interview else {}
    can_speak = {_last(name.quote) for name in names if name.kind != "place"}
    can_speak |= {word.upper() for word in cue.hearsay("headline") | words_of("people")}
    for paragraph, match in turns:
        last = _last(match["who"])
        if interview and (labels[last] > 1 or match["who"].isupper()):
            who: str | None = called[last]
        elif _is_heading(text, paragraph) and can_speak & {word.upper() for word in match["who"].split()}:
            who = None
        else:
            continue
        source, colon = Span(*match.span("who")), match.start("colon")
        tokens = parse.inside(source.start, source.end)
        holder = head_of(parse, tokens[0], tokens[-1]) if len(tokens) else None
        content = Span(match.start("what"), paragraph.end)
        yield Telling((source,), (Span(colon, colon + 1),), (content,), holder, who)


def _is_heading(text: Text, paragraph: Span) -> bool:
    """Whether a paragraph is a headline: by its capitals, or the first line of several, with no full stop."""
    line = text.slice(paragraph)
    first = paragraph == text.paragraphs[0] and len(text.paragraphs) > 1
    return is_headline(line) or (first and not line.rstrip('"”’').endswith((".", "!", ",", ":")))


def _last(name: str) -> str:
    return name.split()[-1].upper()


def _called(labels: list[str], names: Sequence[Name]) -> dict[str, str]:
    """For the last word of each label the fullest label, in the letters the report uses elsewhere."""
    elsewhere = {name.full.upper(): name.full for name in names if not name.full.isupper()}
    fullest: dict[str, str] = {}
    for label in labels:
        if len(label) > len(fullest.get(_last(label), "")):
            fullest[_last(label)] = label
    for last, label in fullest.items():
        shown = label.title() if label.isupper() and len(label) > 1 else label
        known = {full for upper, full in elsewhere.items() if upper == label.upper() or upper.endswith(f" {label}")}
        fullest[last] = known.pop() if len(known) == 1 else shown
    return fullest
