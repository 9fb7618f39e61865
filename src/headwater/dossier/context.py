"""Words of a report in the sentence that holds them."""

from bisect import bisect_right
from collections.abc import Iterable

from markupsafe import Markup

from headwater.dossier import bounds
from headwater.dossier.words import Mark, marked
from headwater.model import Text


def in_context(text: Text, start: int, end: int, marks: Iterable[Mark] = ()) -> Markup:
    """The sentences that hold ``text[start:end]``, which is marked unless it is all of them. A cut is shown as one."""
    cut = min(end, start + bounds.PASSAGE)
    starts = [sentence.start for sentence in text.sentences]
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, cut - 1)) - 1
    opening = text.sentences[first].start if first >= 0 and start < text.sentences[first].end else start
    closing = max(cut, text.sentences[last].end) if last >= 0 else cut
    shown_from, shown_to = max(opening, start - bounds.CONTEXT), min(closing, cut + bounds.CONTEXT)
    around = text.text[shown_from:start] + text.text[cut:shown_to]
    own = [Mark(start, cut, "claim")] if any(map(str.isalnum, around)) else []  # no use where there is nothing else
    words = marked(text.text, shown_from, shown_to, [*own, *marks])
    return Markup("{}{}{}").format(
        "… " if shown_from > opening else "", words, " …" if shown_to < max(closing, end) else ""
    )
