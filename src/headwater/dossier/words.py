"""Words of reports made safe to show, and marked: nothing a report says can act on the page or hide in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup, escape

from headwater.model import visible

MarkKind = Literal["claim", "quantity", "time", "source", "cue", "quoted", "at", "before", "after", "apart"]

_ELEMENTS: dict[MarkKind, tuple[str, str]] = {
    "claim": ('<mark class="claim"{id}>', "</mark>"),
    "quantity": ('<b class="quantity"{id}>', "</b>"),
    "time": ('<b class="time"{id}>', "</b>"),
    "source": ('<i class="source"{id}>', "</i>"),
    "cue": ('<i class="cue"{id}>', "</i>"),
    "quoted": ('<span class="quoted"{id}>', "</span>"),
    "at": ('<mark class="at"{id}>', "</mark>"),
    "before": ('<del class="differs"{id}>', "</del>"),
    "after": ('<ins class="differs"{id}>', "</ins>"),
    "apart": ('<u class="differs"{id}>', "</u>"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` is to be marked. ``note`` follows its last word; ``anchor`` is where links jump to."""

    start: int
    end: int
    kind: MarkKind
    anchor: str | None = None
    note: str = ""  # HTML

    def moved(self, by: int) -> "Mark":
        """The same mark, this many characters on."""
        return replace(self, start=self.start + by, end=self.end + by)


def safe(words: str) -> Markup:
    """Words of a report as HTML text."""
    return escape(visible(words))


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """``text[start:end]`` as HTML with these marks, clipped to it. Marks that cross are split; anchors stand once."""
    fitting = [mark for mark in marks if mark.start < mark.end and mark.start < end and mark.end > start]
    fitting.sort(key=lambda mark: (max(mark.start, start), -mark.end, mark.kind, mark.anchor or ""))
    cuts = {start, end, *(m.start for m in fitting if m.start > start), *(m.end for m in fitting if m.end < end)}
    out: list[str] = []
    stack: list[Mark] = []
    waiting = iter(fitting)
    coming = next(waiting, None)
    position = start
    for cut in sorted(cuts):
        out.append(safe(text[position:cut]))
        position = cut
        kept = next((depth for depth, mark in enumerate(stack) if min(mark.end, end) <= cut), len(stack))
        out.extend(_ELEMENTS[mark.kind][1] for mark in reversed(stack[kept:]))
        out.extend(mark.note for mark in stack[kept:] if min(mark.end, end) <= cut)
        going_on = [mark for mark in stack[kept:] if min(mark.end, end) > cut]
        out.extend(_ELEMENTS[mark.kind][0].format(id="") for mark in going_on)
        stack[kept:] = going_on
        while coming is not None and max(coming.start, start) <= cut < end:
            anchor = Markup(' id="{}"').format(coming.anchor) if coming.anchor else ""
            out.append(_ELEMENTS[coming.kind][0].format(id=anchor))
            stack.append(coming)
            coming = next(waiting, None)
    return Markup("".join(out))
