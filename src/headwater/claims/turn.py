"""Who speaks by the form of the page: the labelled turns of an interview, and a headline's name before a colon."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
_ASKED = 2  # questions that make who begins an interview the one who leads it
_RELAYED = 2  # times that a reporter on air says what was said to them
_STAFF = r"[Oo]ur (?:\w+ )?(?:reporter|correspondent|editor|producer|colleague|journalist)s?"
_WORD = r"[^\W\d_a-zß-ÿ][\w.'’-]{0,30}"
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
_EMPLOYED = re.compile(rf"\b{_STAFF},? {_NAME}|\b{_NAME.replace('?P<name>', '?P<named>')}, {_STAFF}\b")
_AT_WORK = re.compile(
    rf"\b{_NAME} (?:(?:is|was|has been|joins us|reports|reported|watched|went)(?: (?:now|live|still|back|there))?"
    r" (?:in|on|at|outside|near|by|from|inside|for|this|there)|has (?:the|this|our) (?:story|report|details))\b"
)
_TO_ME = re.compile(
    r"\b(?:told|tells?|assured|showed|informed|warned) (?:me|us)\b(?! to\b)|\basks? (?:me|us) not to (?:use|give|say)\b"
    r"|\basked (?:me|us) not to (?:use|give|say)\b",
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What labels before a colon tell: who says what, and the labels of those who make the programme.

    What these say is the outlet's own report, and no telling of theirs.
    """

    tellings: tuple[Telling, ...]
    staff: tuple[Span, ...]


def labels(text: Text, parse: Parse, names: Sequence[Name]) -> Labels:
    """The turns of an interview ("QUILL: …"), and headlines that put who said it before a colon."""
    found = ((paragraph, _LABEL.match(text.text, paragraph.start, paragraph.end)) for paragraph in text.paragraphs)
    turns = [(paragraph, match) for paragraph, match in found if match]
    times = Counter(_last(match["who"]) for _, match in turns)
    interview = len(turns) >= _TURNS and len(times) > 1 and max(times.values()) > 1
    called = _called([match["who"] for _, match in turns], names) if interview else {}
    speaks = {match["who"] for _, match in turns if times[_last(match["who"])] > 1 or match["who"].isupper()}
    speaks = speaks if interview else set()
    staff = _staff(text.text, [(match["who"], text.slice(p)) for p, match in turns if match["who"] in speaks])
    can_speak = {_last(name.quote) for name in names if name.kind != "place"}
    can_speak |= {word.upper() for word in cue.hearsay("headline") | words_of("people")}
    tellings = []
    for paragraph, match in turns:
        last = _last(match["who"])
        if last in staff or match["who"].lower() in cue.beside("genres"):
            continue
        if match["who"] in speaks:
            who: str | None = called[last]
        elif _is_heading(text, paragraph) and can_speak & {word.upper() for word in match["who"].split()}:
            who = None
        else:
            continue
        source, colon = Span(*match.span("who")), match.start("colon")
        tokens = parse.inside(source.start, source.end)
        holder = head_of(parse, tokens[0], tokens[-1]) if len(tokens) else None
        content = Span(match.start("what"), paragraph.end)
        tellings.append(Telling((source,), (Span(colon, colon + 1),), (content,), holder, who))
    theirs = (Span(*match.span("who")) for _, match in turns if _last(match["who"]) in staff)
    return Labels(tuple(tellings), tuple(theirs))


def _staff(words: str, turns: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The last words of the labels of those who make the programme.

    A label or the words beside a name may say so ("PRESENTER", "our reporter, Ida Lunde"); who begins and asks most
    leads the interview; who is said to be at a place, and tells over and over what people told them, reports from it.
    """
    if not turns:
        return frozenset()
    own = defaultdict(list)
    for label, turn in turns:
        own[_last(label)].append(turn)
    questions = {last: sum(turn.rstrip('"”’ ').endswith("?") for turn in said) for last, said in own.items()}
    relayed = {last: sum(len(_TO_ME.findall(turn)) for turn in said) for last, said in own.items()}
    employed = {_last(match["name"] or match["named"]) for match in _EMPLOYED.finditer(words)}
    at_work = {_last(match["name"]) for match in _AT_WORK.finditer(words)}
    first = _last(turns[0][0])
    return frozenset(
        last
        for last in own
        if last.lower() in cue.beside("staff")
        or last in employed
        or (last == first and _ASKED <= questions[last] == max(questions.values()))
        or (last in at_work and relayed[last] >= _RELAYED)
    )


def _is_heading(text: Text, paragraph: Span) -> bool:
    """Whether a paragraph is a headline: by its capitals, or the first line of several, with no full stop."""
    line = text.slice(paragraph)
    first = paragraph == text.paragraphs[0] and len(text.paragraphs) > 1
    return is_headline(line) or (first and not line.rstrip('"”’').endswith((".", "!", ",", ":")))


def _last(name: str) -> str:
    return name.split()[-1].rstrip(".’'").upper()


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
