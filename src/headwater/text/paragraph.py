"""Paragraphs: by blank lines, one a line, or lines broken at the margin."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from headwater.model import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

#: A line that opens a paragraph wherever it stands: a bullet, a number, a letter in parentheses; or one all in them.
_ITEM = re.compile(r"[-*•◦▪■●◆◇►▶※‣–—]\s+\S|\(?\d{1,3}[.)]\s+\S|\([a-z]{1,4}\)\s+\S|\([^()\n]{1,80}\)\Z")

_MARGIN_LOW, _MARGIN_HIGH = 45, 110  # characters: lines broken at a margin are at most this long, and no shorter
_SMALL_STARTS = 0.4  # share of lines after a break that open with a small letter; running English has 0.8


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of ``text`` in order, white space around them left out.

    A blank line ends a paragraph. Lines without a blank line between them are one paragraph each, unless they look
    broken at a margin: then a line goes on as long as the first word of the next would not have fitted on it, or it
    breaks off in a sentence.
    """
    blocks = list(_blocks(text))
    all_broken = _small_starts(text, (pair for block in blocks for pair in _breaks(text, block)))
    found: list[Span] = []
    for block in blocks:
        breaks = set(_breaks(text, block)) if len(block) > 1 else set()
        if breaks and (all_broken or _small_starts(text, breaks)):
            found.extend(_joined(block, {line for line, _ in (*breaks, *_unfinished(text, block))}))
        else:
            found.extend(block)
    return tuple(found)


def _blocks(text: str) -> Iterator[list[Span]]:
    """The lines that have no blank line between them, each without white space around it."""
    block: list[Span] = []
    end = 0
    for match in _LINE.finditer(text):
        line = strip(text, match.start(), match.end())
        if not len(line) or text.count("\n", end, match.start()) > 1:
            if block:
                yield block
            block = []
        if len(line):
            block.append(line)
        end = match.end()
    if block:
        yield block


def _breaks(text: str, block: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The lines, with the next one each, that look broken for want of room: the next word would not have fitted."""
    width = max(map(len, block))
    if not _MARGIN_LOW <= width <= _MARGIN_HIGH:
        return
    for line, after in pairwise(block):
        if not _ITEM.match(text, after.start, after.end):
            word = text[after.start : after.end].split(None, 1)[0]
            if len(line) + 1 + len(word) > width:
                yield line, after


def _unfinished(text: str, block: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The lines, with the next one each, that break off in a sentence though a short word would have fitted."""
    for line, after in pairwise(block):
        goes_on = text[after.start].islower() and not _ITEM.match(text, after.start, after.end)
        if goes_on and len(line) >= _MARGIN_LOW and text[line.end - 1] not in '.!?:;”"':
            yield line, after


def _small_starts(text: str, breaks: Iterable[tuple[Span, Span]]) -> bool:
    """Whether enough lines after a break open in the middle of a sentence."""
    small = [text[after.start].islower() for _, after in breaks]
    return bool(small) and sum(small) >= _SMALL_STARTS * len(small)


def _joined(block: Sequence[Span], broken: Container[Span]) -> Iterator[Span]:
    """The lines of a block, each broken one put together with the next."""
    start: int | None = None
    for line in block:
        start = line.start if start is None else start
        if line not in broken:
            yield Span(start, line.end)
            start = None


def strip(text: str, start: int, end: int) -> Span:
    """The span without the white space at both ends."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Span(start + left, start + left + len(words.strip()))
