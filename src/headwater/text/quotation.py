"""Quoted speech: from an opening mark to its closing mark, never over the end of a paragraph."""

import re
from collections.abc import Iterator, Sequence

from headwater.model import Span

_PAIRS = {"“": "”", "«": "»", "``": "''", "''": "''", "„": "“”", "「": "」", "『": "』", "»": "«", "”": "”", '"': '"”'}

#: Marks that can open a quotation. A straight mark opens after white space or a bracket, a single one before a letter.
_OPEN = re.compile(
    r"""“|«|``|(?<!['\w])''(?=[^\s'])|„|「|『|(?<![\w.,!?…])"(?=\S)|(?<![^\s(\[\u202a])”(?=\w)|(?<![\w.,!?…’])‘(?=\w)|(?<![^\s(\["“—–-])'(?=[^\W\d])"""
)
_LONGEST_WITHOUT_CLOSE = 2_000  # characters: an opening mark nobody closes is no quotation beyond this
_SINGLE_CLOSE = re.compile(r"(?<=[^\s])[’'](?!\w)")
_STRAY = re.compile(r"(?<=[.,!?…’'])[\"“”](?!\w)")
_ENDING = ".,!?;:…"


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The quotations of ``text``, marks included, in order; those inside another are part of it.

    A quotation over several paragraphs, each opened with a mark and only the last closed, is one span a paragraph. An
    opening mark that is not closed ends with its paragraph.
    """
    return tuple(span for paragraph in paragraphs for span in _within(text, paragraph))


def _within(text: str, paragraph: Span) -> Iterator[Span]:
    at, limit = paragraph.start, paragraph.end
    unclosed: set[str] = set()  # marks known to have no closing mark in the rest of the paragraph
    while opening := _OPEN.search(text, at, limit):
        mark, start = opening[0], opening.end()
        single = mark in "‘'"
        end = None
        if mark not in unclosed:
            end = _close_single(text, start, limit) if single else _close(text, mark, start, limit)
        if end is None:
            unclosed.add(mark)
            end = None if single else _stray_close(text, mark, start, limit)
        if end is None:
            at = start
            continue
        yield Span(opening.start(), end)
        at = end


def _close(text: str, mark: str, start: int, limit: int) -> int | None:
    """Where the mark that closes ``mark`` ends, if there is one."""
    closing = _PAIRS[mark]
    closers = (closing,) if len(mark) == 2 else tuple(closing)
    ends = [at for close in closers if (at := text.find(close, start, limit)) >= 0]
    return min(ends) + len(mark) if ends else None


def _stray_close(text: str, mark: str, start: int, limit: int) -> int | None:
    """Where a quotation ends whose mark is not closed: at a mark of another kind, else with its paragraph."""
    reach = min(limit, start + _LONGEST_WITHOUT_CLOSE)
    if stray := _STRAY.search(text, start, reach):
        return stray.end()
    doubtful = mark == "”" or (mark == '"' and text[start : start + 1].isdigit())
    return limit if limit == reach and not doubtful else None


def _close_single(text: str, start: int, limit: int) -> int | None:
    """The end of a quotation in single marks, which apostrophes must not end.

    The first mark after a full stop, comma or the like; if there is none, the first that no letter follows.
    """
    plain = None
    for close in _SINGLE_CLOSE.finditer(text, start, limit):
        if text[close.start() - 1] in _ENDING:
            return close.end()
        plain = plain or close.end()
    return plain
