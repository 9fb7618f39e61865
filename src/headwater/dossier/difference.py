"""Which words differ between two retellings, so that the eye finds them."""

import re

from rapidfuzz.distance import Levenshtein

from headwater.dossier.words import Mark, MarkKind

_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*|[$£€¥%]")
_PLAIN = str.maketrans("’‘“”–—", "''\"\"--")
_LONGEST = 1_000  # words compared; the comparison takes their product, and a passage is at most a few paragraphs
_ALIKE = 0.4  # of the shorter's words in both: below, the two are worded anew, and marks on every word show nothing


def differences(before: str, after: str, *, directed: bool) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The words of each that the other lacks, as marks. Capitals and the shape of quotation marks do not count.

    ``directed`` says that the first is known to be upstream: its words went, the other's came. Otherwise they differ.
    Passages that are worded quite differently have no marks.

    >>> [mark.kind for mark in differences("up to 50 workers", "over 50 workers", directed=True)[0]]
    ['before']
    """
    went: MarkKind = "before" if directed else "apart"
    came: MarkKind = "after" if directed else "apart"
    first, second = (list(_WORD.finditer(text))[:_LONGEST] for text in (before, after))
    ours, theirs = ([word.group().casefold().translate(_PLAIN) for word in found] for found in (first, second))
    left: list[Mark] = []
    right: list[Mark] = []
    steps = Levenshtein.opcodes(ours, theirs)
    alike = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    if alike < _ALIKE * min(len(ours), len(theirs)):
        return (), ()
    for step in steps:
        if step.tag != "equal":
            left += _mark(first[step.src_start : step.src_end], went)
            right += _mark(second[step.dest_start : step.dest_end], came)
    return _joined(before, left), _joined(after, right)


def _mark(words: "list[re.Match[str]]", kind: MarkKind) -> list[Mark]:
    return [Mark(words[0].start(), words[-1].end(), kind)] if words else []


def _joined(text: str, marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks with only white space between them are one."""
    joined: list[Mark] = []
    for mark in marks:
        if joined and not text[joined[-1].end : mark.start].strip():
            mark = Mark(joined.pop().start, mark.end, mark.kind)
        joined.append(mark)
    return tuple(joined)
