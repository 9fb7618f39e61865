"""The words of a source that name or describe who bears what is told, where the parse took up more or other words."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from headwater.claims import cue
from headwater.claims.lexicon import table
from headwater.claims.name import words_of
from headwater.claims.source import FINITE, head_of, in_relative, subject
from headwater.claims.telling import Telling, cover, trimmed
from headwater.model import Parse, Span

_VERBAL = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_WHEN = frozenset({"on", "in", "at", "after", "before", "during", "since", "by"})  # not "of": a letter of 28 May
_BESIDE = frozenset({"in", "with", "at", "from", "on", "after", "during"})
_WHOSE = frozenset({"whose"})
_I = frozenset({"i", "he", "she", "we", "they"})
_OPENS = frozenset({"a", "an", "the"})
_CALLED = frozenset({"call", "name", "dub", "nickname"})
_COUNTED = frozenset({"this", "last", "next"})
_AT_MOST = frozenset({"least", "most"})


def borne(parse: Parse, telling: Telling) -> Telling | None:
    """The telling with the words of its source that name who bears it; None if no words of it do.

    What goes: when it was said ("the owner | on Thursday"), another phrase beside it ("in a statement | Ida Lunde"),
    the verb that stands beside the cue ("the mayor | signed it in May and"), half of a relative clause, and a telling
    whose cue only gives a name ("the reef called | the Teeth") or a sum ("lamps added | 40 crowns").
    """
    if _names_only(parse, telling) or _sums_up(parse, telling):
        return None
    if not telling.source or telling.called:
        return telling
    tokens = parse.inside(telling.source[0].start, telling.source[0].end)
    if not len(tokens):
        return telling
    found = _borne(parse, tokens[0], tokens[-1])
    if found == (tokens[0], tokens[-1]):
        return telling
    if found is None:
        return None
    holder = telling.holder
    if holder is None or not found[0] <= holder <= found[1]:
        holder = head_of(parse, *found)
    return replace(telling, source=(cover(parse, *found), *telling.source[1:]), holder=holder)


def _borne(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    if parse.word[first].lower() in _WHOSE:
        return _before_whose(parse, first)
    whole = first, last
    if parse.tag[first] in FINITE and (who := subject(parse, first)) is not None and who < first:
        return trimmed(parse, parse.subtree(who)[0], min(parse.subtree(who)[-1], first - 1))
    if parse.word[last].lower() == "to" and last > first:
        return None  # "no evidence to | suggest"
    if parse.pos[last] == "CCONJ":
        verbs = (t for t in range(first + 1, last) if parse.pos[t] in _VERBAL and not in_relative(parse, t, first))
        last = next(verbs, last) - 1
    first = _without_opening(parse, first, last)
    last = _without_time(parse, first, last)
    last = _before_pronoun(parse, first, last)
    if first > last:
        return None
    last = _with_name(parse, last)
    part = trimmed(parse, _new_phrase(parse, first, last), last)
    return whole if part is None else part


def _before_whose(parse: Parse, whose: int) -> tuple[int, int] | None:
    """What "whose …" is told of: "two sisters from Tolm, | whose names we keep back, told us"."""
    clause = next((t for t in parse.ancestors(whose) if parse.dep[t] in ("acl:relcl", "acl")), None)
    noun = whose - 1 - (parse.word[whose - 1] == ",") if clause is None else parse.head[clause]
    while parse.dep[noun] in ("nmod", "appos", "flat", "obl") and parse.pos[parse.head[noun]] in _NOUNS:
        noun = parse.head[noun]
    if noun < 0 or noun >= whose or parse.sentence[noun] != parse.sentence[whose]:
        return None
    words = parse.subtree(noun)
    return trimmed(parse, words[0], min(words[-1], whose - 1))


def _without_opening(parse: Parse, first: int, last: int) -> int:
    """Behind what belongs to the preposition before a source: "in October | officials", "at least | two clerks"."""
    before = parse.word[first - 1].lower() if first else ""
    if before == "at" and parse.word[first].lower() in _AT_MOST:
        return first + 1
    if before in _WHEN:
        while first < last and _is_time(parse, first):
            first += 1
    return first


def _without_time(parse: Parse, first: int, last: int) -> int:
    """Before words at the end that say when, if they are none of a relative clause; before ", at the close of …"."""
    if any(parse.tag[t] in ("WP", "WDT", "-LRB-") for t in range(first, last)):
        return last
    comma = next((t for t in range(first + 1, last) if parse.word[t] == ","), last)
    if comma < last and parse.word[comma + 1].lower() in _WHEN and parse.pos[comma + 1] == "ADP":
        last = comma - 1
    end = last
    while end >= first and _is_time(parse, end):
        end -= 1
    if first < end < last and parse.word[end].lower() in _WHEN:
        end -= 1  # "the owner on Thursday"
    elif end == last or (end >= first and parse.word[last] in table("calendar.toml")["months"]):
        return last  # "Theresa May"
    return last if end >= first and parse.pos[end] in (*_VERBAL, "ADP", "DET", "NUM", "ADJ") else end


def _before_pronoun(parse: Parse, first: int, last: int) -> int:
    """Before "she" of a clause without "that": "the log | she was shown"."""
    loose = last > first and parse.word[last].lower() in _I and parse.pos[last - 1] in _NOUNS
    return last - 1 if loose else last


def _with_name(parse: Parse, last: int) -> int:
    """With the name behind a rank that ends in a full stop: "Sgt. | Tove Harl"."""
    rank = parse.word[last] in words_of("office") | words_of("address", "any") and last + 2 < len(parse)
    if not rank or parse.word[last + 1] != "." or parse.pos[last + 2] != "PROPN":
        return last
    last += 2
    while last + 1 < len(parse) and parse.pos[last + 1] == "PROPN":
        last += 1
    return last


def _new_phrase(parse: Parse, first: int, last: int) -> int:
    """Where the last of two phrases side by side begins, the first of which belongs to a preposition before it."""
    if (
        not first
        or parse.word[first - 1].lower() not in _BESIDE
        or any(parse.pos[t] in _VERBAL for t in range(first, last + 1))
    ):
        return first
    for token in range(last, first, -1):
        if parse.pos[token - 1] == "NOUN" and (
            parse.word[token].lower() in _OPENS
            or (parse.pos[token] == "PROPN" and parse.dep[token - 1] not in ("compound", "flat", "nmod:desc", "amod"))
        ):
            return token
    return first


def _names_only(parse: Parse, telling: Telling) -> bool:
    """Whether the cue gives a thing its name: "the reef called the Teeth, which …"."""
    if len(telling.cue) != 1 or not telling.source or telling.source[0].end >= telling.cue[0].start:
        return False
    verb = parse.at(telling.cue[0].start)
    if verb is None or parse.lemma[verb] not in _CALLED or parse.tag[verb] not in ("VBN", "VBD"):
        return False
    if parse.end[verb] != telling.cue[0].end or parse.pos[verb - 1] != "NOUN":
        return False
    after = list(_behind(parse, verb, telling.content[0]))
    if after and parse.word[after[0]].lower() in _OPENS:
        del after[0]
    size = next((n for n, t in enumerate(after) if parse.pos[t] != "PROPN"), len(after))
    closed = size == len(after) or parse.pos[after[size]] in ("VERB", "AUX", "ADP", "PUNCT", "CCONJ")
    return size > 0 and closed


def _behind(parse: Parse, verb: int, content: Span) -> Iterator[int]:
    return (t for t in parse.inside(content.start, content.end) if t > verb)


def _sums_up(parse: Parse, telling: Telling) -> bool:
    """Whether what is added is a sum: "lamps added 40 crowns"."""
    verb = parse.at(telling.cue[0].start) if telling.cue else None
    first = parse.at(telling.content[0].start)
    if verb is None or first is None or parse.lemma[verb] != "add" or first != verb + 1:
        return False
    return parse.tag[first] in ("CD", "$")


def _is_time(parse: Parse, token: int) -> bool:
    """Whether a word is one of the calendar: "Thursday", "week", and "last" before these."""
    word = parse.word[token].lower()
    if word in _COUNTED:
        return token + 1 < len(parse) and parse.word[token + 1].lower() not in _COUNTED and _is_time(parse, token + 1)
    return parse.word[token] in _dated() or word in cue.beside("when")


@cache
def _dated() -> frozenset[str]:
    """The months and days of the week, with their capitals."""
    calendar = table("calendar.toml")
    return frozenset({*calendar["months"], *(day.capitalize() for day in calendar["weekdays"])})
