"""Every report as it reads, its claims marked where links jump to; and what was taken out of its page."""

from bisect import bisect_right
from dataclasses import dataclass

from markupsafe import Markup

from headwater.dossier import bounds
from headwater.dossier.contents import Contents, Numbered
from headwater.dossier.words import Mark, marked
from headwater.model import Claim, Removed


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its claims marked."""

    anchor: str
    words: Markup
    title: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """One report in full; ``left_out`` if the dossier's bound was reached before it."""

    by: Numbered
    paragraphs: tuple[Paragraph, ...]
    left_out: bool
    removed: tuple[Removed, ...]
    removed_left_out: int


def leaves(contents: Contents, numbers: dict[str, int]) -> tuple[Leaf, ...]:
    """All reports, in order. ``numbers`` are those of the findings shown."""
    found: list[Leaf] = []
    for by in contents.numbered:
        removed = _bounded(by.text.removed)
        full = by.report.id in contents.in_full
        paragraphs = _paragraphs(contents, by, numbers) if full else ()
        found.append(Leaf(by, paragraphs, not full, removed, len(by.text.removed) - len(removed)))
    return tuple(found)


def _paragraphs(contents: Contents, by: Numbered, numbers: dict[str, int]) -> tuple[Paragraph, ...]:
    text = by.text
    starts = [span.start for span in text.paragraphs]
    inside: list[list[Mark]] = [[] for _ in starts]
    for claim in by.reading.claims:
        mark = Mark(claim.start, claim.end, "claim", contents.anchors[claim.id], _reference(contents, claim, numbers))
        first = max(0, bisect_right(starts, claim.start) - 1)
        for n in range(first, bisect_right(starts, claim.end - 1)):
            inside[n].append(mark if n == first else Mark(mark.start, mark.end, "claim"))
    return tuple(
        Paragraph(
            f"{by.anchor}p{n}",
            marked(text.text, span.start, span.end, marks),
            text.title_span is not None and span.holds(text.title_span),
        )
        for n, (span, marks) in enumerate(zip(text.paragraphs, inside, strict=True), 1)
    )


def _reference(contents: Contents, claim: Claim, numbers: dict[str, int]) -> Markup:
    """A small link from a claim to each of its findings."""
    shown = sorted(numbers[each.id] for each in contents.findings_of.get(claim.id, ()) if each.id in numbers)
    return Markup("").join(Markup('<a class="ref" href="#f{0}">F{0}</a>').format(number) for number in shown)


def _bounded(removed: tuple[Removed, ...]) -> tuple[Removed, ...]:
    """As many of the removed passages as the bound allows, in order."""
    room, shown = bounds.REMOVED, 0
    for each in removed:
        room -= len(each.quote)
        if room < 0:
            break
        shown += 1
    return removed[:shown]
