"""A paragraph of one report beside the same passage in others, aligned, with differing words marked."""

from dataclasses import dataclass

from markupsafe import Markup

from headwater.dossier.difference import differences
from headwater.dossier.words import marked
from headwater.model import Aligned, Passage, Span
from headwater.web.shelf import Shelf

_REPORTS = 12  # shown beside one paragraph
_PAIRS = 6  # stretches shown of one report


@dataclass(frozen=True, slots=True)
class Pair:
    """One stretch in both reports."""

    ours: Markup
    theirs: Markup
    place: Passage  # in the other report


@dataclass(frozen=True, slots=True)
class Other:
    """A report that has words of the paragraph."""

    report: str
    relation: str  # in words
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The other reports, those that share most first."""

    others: tuple[Other, ...]
    left_out: int


def beside(shelf: Shelf, report: str, span: Span) -> Beside:
    """Where else the words of this span stand."""
    stretches: dict[str, list[tuple[Passage, Passage]]] = {}
    for each in shelf.shown(
        shelf.values(
            "SELECT body FROM aligned WHERE a = ? UNION ALL SELECT body FROM aligned WHERE b = ?",
            Aligned,
            report,
            report,
        )
    ):
        ours, theirs = (each.a, each.b) if each.a.report == report else (each.b, each.a)
        if ours.span.overlap(span):
            stretches.setdefault(theirs.report, []).append((ours, theirs))
    ordered = sorted(stretches, key=lambda each: (-sum(ours.span.overlap(span) for ours, _ in stretches[each]), each))
    others = tuple(_other(shelf, report, each, sorted(stretches[each])) for each in ordered[:_REPORTS])
    return Beside(others, len(ordered) - len(others))


def _other(shelf: Shelf, report: str, other: str, stretches: list[tuple[Passage, Passage]]) -> Other:
    rows = shelf.rows(
        "SELECT report, direction FROM derivation WHERE (report = ? AND source = ?) OR (report = ? AND source = ?)",
        report, other, other, report,
    )  # fmt: skip
    down = any(row == (report, "known") for row in rows)
    up = any(row == (other, "known") for row in rows)
    relation = (
        "this report derives from it" if down else "it derives from this report" if up
        else "one derives from the other; which is not known" if rows else "of the same family"
    )  # fmt: skip
    pairs = []
    for ours, theirs in stretches[:_PAIRS]:
        if down:
            right, left = differences(theirs.quote, ours.quote, directed=True)
        else:
            left, right = differences(ours.quote, theirs.quote, directed=up)
        pairs.append(
            Pair(
                marked(ours.quote, 0, len(ours.quote), left), marked(theirs.quote, 0, len(theirs.quote), right), theirs
            )
        )
    return Other(other, relation, tuple(pairs))
