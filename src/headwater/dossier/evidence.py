"""Why one report is said to derive from another: each piece of evidence with the words it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from headwater.dossier import bounds
from headwater.dossier.contents import Contents
from headwater.dossier.context import in_context
from headwater.dossier.difference import differences
from headwater.dossier.words import Mark
from headwater.model import Basis, Derivation, Passage

NAMES = {
    "credit": "Credit",
    "reuse": "Shared wording",
    "informants": "Shared informants",
    "figures": "Shared figures",
    "quotes": "Shared quotations",
    "order": "Order of the story",
    "judgement": "A person's decision",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of one report as evidence, in their sentence."""

    label: str
    outlet: str
    anchor: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Reason:
    """One basis; its passages beside each other, two and two where they stand in two reports."""

    name: str
    words: str
    beside: tuple[tuple[Quoted, ...], ...]
    above: int  # pairs that an earlier basis of the same derivation shows
    left_out: int


@dataclass(frozen=True, slots=True)
class Link:
    """A derivation or a possible pair, opened. ``credited`` is whether the report says so itself."""

    anchor: str
    derivation: Derivation
    credited: bool
    kinds: str
    reasons: tuple[Reason, ...]


def derivations(contents: Contents) -> tuple[Link, ...]:
    """The derivations in the order of the case, within bounds."""
    shown = contents.derivations[: bounds.DERIVATIONS]
    return tuple(_link(contents, f"d{n}", each) for n, each in enumerate(shown, 1))


def possible(contents: Contents) -> tuple[Link, ...]:
    """The pairs just below the line, the likeliest first. They have neither degree nor direction."""
    ordered = sorted(contents.lineage.possible, key=lambda p: (-p.score, p.a, p.b))[: bounds.POSSIBLE]
    undetermined = [Derivation(p.b, p.a, "partly", "undetermined", p.basis, p.score) for p in ordered]
    return tuple(_link(contents, f"p{n}", each) for n, each in enumerate(undetermined, 1))


def credits_itself(derivation: Derivation) -> bool:
    """Whether the report credits what it derives from in its own words, rather than another copy in its stead."""
    return any(
        basis.kind == "credit" and any(passage.report == derivation.report for passage in basis.where)
        for basis in derivation.basis
    )


def _link(contents: Contents, anchor: str, derivation: Derivation) -> Link:
    kinds = ", ".join(dict.fromkeys(NAMES[each.kind].lower() for each in derivation.basis))
    shown: set[tuple[Passage, ...]] = set()
    reasons = tuple(_reason(contents, each, derivation, shown) for each in derivation.basis)
    return Link(anchor, derivation, credits_itself(derivation), kinds, reasons)


def _reason(contents: Contents, basis: Basis, of: Derivation, shown: set[tuple[Passage, ...]]) -> Reason:
    every = pairs([passage for passage in basis.where if passage.report in contents.by_report])
    new = [pair for pair in every if pair not in shown]
    shown.update(new[: bounds.PASSAGES])
    beside = tuple(_beside(contents, pair, of) for pair in new[: bounds.PASSAGES])
    return Reason(NAMES[basis.kind], basis.words, beside, len(every) - len(new), len(new) - len(beside))


def pairs(where: Iterable[Passage]) -> list[tuple[Passage, ...]]:
    """Two and two where a passage of one report is followed by its like in another."""
    found: list[tuple[Passage, ...]] = []
    for passage in where:
        if found and len(found[-1]) == 1 and found[-1][0].report != passage.report:
            found[-1] = (*found[-1], passage)
        else:
            found.append((passage,))
    return found


def _beside(contents: Contents, pair: tuple[Passage, ...], of: Derivation) -> tuple[Quoted, ...]:
    """The upstream passage on the left, if that is known."""
    if len(pair) == 1:
        return (_quoted(contents, pair[0], ()),)
    one, other = pair
    directed = of.direction == "known" and {one.report, other.report} == {of.report, of.source}
    first, second = (other, one) if directed and one.report == of.report else (one, other)
    ours, theirs = differences(first.quote[: bounds.PASSAGE], second.quote[: bounds.PASSAGE], directed=directed)
    return _quoted(contents, first, ours), _quoted(contents, second, theirs)


def _quoted(contents: Contents, passage: Passage, marks: tuple[Mark, ...]) -> Quoted:
    by = contents.by_report[passage.report]
    words = in_context(by.text, passage.start, passage.end, [mark.moved(passage.start) for mark in marks])
    return Quoted(by.label, by.outlet, contents.paragraph(passage), words)
