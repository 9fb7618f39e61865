"""Sentences, by rules: where a full stop ends one, and where it only ends a word."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from headwater.model import Span
from headwater.text.paragraph import strip
from headwater.text.words import listed

#: Marks that may end a sentence, the quotation marks and brackets that close after them, and what must follow.
_STOP = re.compile(
    r"""(?P<gap>[ \t])?(?<![.!?…])(?P<mark>[.!?…]++(?:\s(?=\.\s?\.)[.\s]*\.)?)"""
    r"""(?P<close>(?:["'’›)\]}*”»]++|[ \u00a0\u2009\u202f](?:''|[”»])|[ \u00a0]"(?=\s|$))*)"""
    r"""(?:[ ]?\[\d{1,3}\])*(?=\s|$)"""
    r"""|[。！？]+[」』”’）]*"""
)
_OPEN = "\"'“‘«‹([{`„-–—*•"
_WORD_BEFORE = re.compile(r"[^\s(\[\"“”‘«]+$")
_WORD_AFTER = re.compile(r"""[\s"'“‘«‹(\[{`„*•–—-]*(\w[\w.'’-]*|\S)""")
_NAMES_THEN = re.compile(r"(?:(?:[A-Z][\w.’'-]*|the|of|de|van|a)\s+){0,6}(?:\w+\s)?(\w+)")
#: "TALIN, Kestria, March 19 (NPA) - ": a town in capitals, or an agency in brackets, before a dash.
_DATELINE = re.compile(
    r"""(?:[A-Z][A-Z'’. -]{2,30}(?:,[^,()\n—–]{1,25}){0,3}(?:[ ]?\([^()\n]{2,30}\))?"""
    r"""|[A-Z][\w'’]+(?:,?[ ](?:[A-Z][\w'’.]*|\d{1,2})){0,4}[ ]\([A-Z][\w. /-]{1,25}\))"""
    r"""[ ]?(?:—|–|--?)[ \u00a0]+(?=["“‘']?[A-Z\d])"""
)
_INK = re.compile(r"\S")
_REACH = 60  # characters looked at on either side of a mark


_OPENERS = listed("abbreviations", "openers")
_SPEECH = listed("abbreviations", "speech")
_BEFORE_A_NAME = listed("abbreviations", "before_a_name")
_BEFORE_A_NUMBER = listed("abbreviations", "before_a_number")
_EITHER = listed("abbreviations", "either")
_GERMAN_OPENERS = listed("abbreviations", "german_openers")
_ORDINAL = re.compile(r"\d{1,2}|[IVX]{1,5}")


def sentences(text: str, paragraphs: Sequence[Span], languages: Sequence[str] = ()) -> tuple[Span, ...]:
    """The sentences of ``text`` in order. None goes over the end of a paragraph.

    Every character that is not white space lies in exactly one of them. A dateline is one of its own, so that what is
    told after it is read afresh. ``languages`` are those of the paragraphs: in German a full stop behind digits makes
    an ordinal of them ("am 3. Mai"), unless a word follows that opens sentences.
    """
    told = chain(languages, repeat("und"))
    return tuple(
        sentence
        for paragraph, code in zip(paragraphs, told, strict=False)
        for sentence in _within(text, paragraph, code == "de")
    )


def _within(text: str, paragraph: Span, ordinals: bool) -> Iterator[Span]:
    start = paragraph.start
    careless = text[start].islower()  # its author does not write capitals
    if dateline := _DATELINE.match(text, start, paragraph.end):
        yield strip(text, start, dateline.end())
        start = dateline.end()
    for mark in _STOP.finditer(text, start, paragraph.end):
        end = mark.end()
        if end >= paragraph.end:
            break
        if mark["mark"] is None or _ends(text, mark, start, paragraph.end, careless, ordinals):
            yield strip(text, start, end)
            start = end
    rest = strip(text, start, paragraph.end)
    if len(rest):
        yield rest


def _ends(text: str, mark: re.Match[str], start: int, limit: int, careless: bool, ordinals: bool) -> bool:
    """Whether a sentence that began at ``start`` ends with ``mark``."""
    following = text[mark.end() : min(limit, mark.end() + _REACH)]
    after = _WORD_AFTER.match(following)
    if after is None:
        return False
    word = after[1]
    if (word[0].islower() and (mark["close"] or not careless)) or not _INK.search(text, start, mark.start()):
        return False
    if mark["close"] and mark["mark"] != "." and _tagged(following.lstrip()):
        return False
    if mark["mark"] != ".":
        trailing_off = mark["gap"] and mark["mark"][0] in ".…"
        return not trailing_off or _opens(word)
    before = _WORD_BEFORE.search(text, max(start, mark.start() - _REACH), mark.start())
    if before is None or mark["close"].startswith((")", "]", "''", '"', "”")):
        return True
    if following.lstrip()[0] in "-–—":
        word = "—"  # "NEWPORT, Va. - In a tradition": a dash opens no sentence after an abbreviation
    if ordinals and _ORDINAL.fullmatch(before[0]):
        return word.casefold() in _GERMAN_OPENERS
    return _ends_after(before[0].casefold().lstrip("'‘$£€-–—"), word, before.start() == start)


def _ends_after(before: str, after: str, first: bool) -> bool:
    """Whether a full stop after the word ``before`` ends a sentence, if ``after`` follows."""
    if first and (before.isdigit() or len(before) == 1):
        return False  # "1. Recruitment", "A. Findings"
    if before in _BEFORE_A_NAME:
        return False
    if before in _BEFORE_A_NUMBER and after[0].isdigit():
        return False
    initial = len(before) == 1 and before.isalpha() and before != "i"
    if initial or before in _EITHER or re.fullmatch(r"(?:\w{1,3}\.)+\w{1,3}", before):
        return _opens(after)
    return True


def _opens(word: str) -> bool:
    return word.casefold() in _OPENERS or not (word[0].isalnum() or word == "—")


def _tagged(following: str) -> bool:
    """Whether a speech tag follows: names and a verb of speech."""
    names = _NAMES_THEN.match(following)
    return bool(names and names[1].casefold() in _SPEECH)
