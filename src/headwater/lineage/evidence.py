"""The evidence for a derivation in words that a person can check, with where it stands in both reports."""

from headwater.lineage.alignment import Match, in_order
from headwater.lineage.columns import Columns
from headwater.lineage.link import CREDIT, Links
from headwater.lineage.press import Debt
from headwater.lineage.score import NOTHING
from headwater.model import Basis, Passage

_SHOWN = 5  # passages of each report that a piece of evidence shows
_UNUSUAL = 1.0  # least weight of a figure that is worth showing


def shared(links: Links, one: int, other: int, matches: tuple[Match, ...]) -> tuple[Basis, ...]:
    """What two reports share: wording outside quotations, little-known people, unusual figures, order, quotations."""
    link = links.link(one, other)
    left, right = links.pile.reports[one], links.pile.reports[other]
    signals = link.signals if link else NOTHING
    reuse = signals.reuse(links.shared_topic(one, other)) + signals.same_points
    found = [_reuse(left, right, matches, reuse)]
    if link and link.strangers:
        names = ", ".join(each.name for each in link.strangers)
        where = tuple(passage for each in link.strangers[:_SHOWN] for passage in each.where)
        found.append(Basis("informants", f"both name little-known people: {names}", _ordered(where, left), link.people))
    found.append(_figures(links, one, other, signals.rare_figures))
    if in_order(matches):
        pairs = [_passages(left, right, match) for match in matches[:_SHOWN]]
        words = f"{len(matches)} points come in nearly the same order"
        found.append(Basis("order", words, tuple(p for pair in pairs for p in pair)))
    found.append(_quotes(left, right, matches))
    return tuple(basis for basis in found if basis is not None)


def credit(report: Columns, debt: Debt, weight: float = CREDIT) -> Basis:
    """The report's own words that credit an outlet."""
    first = sorted(debt.credits, key=lambda each: (each is not debt.first, each.start))[:_SHOWN]
    where = tuple(report.text.passage(each.start, each.end) for each in first)
    times = "" if len(debt.credits) == 1 else f" {len(debt.credits)} times"
    return Basis("credit", f"credits {debt.outlet}{times}", where, weight)


def copy_credit(report: Columns, debt: Debt) -> Basis:
    """The words of another copy that credit an outlet, for a copy that credits nobody."""
    where = (report.text.passage(debt.first.start, debt.first.end),)
    return Basis("credit", f"credits nobody; a copy of the same material credits {debt.outlet}", where)


def _reuse(left: Columns, right: Columns, matches: tuple[Match, ...], weight: float) -> Basis | None:
    plain = [match for match in matches if not match.quoted]
    if not plain:
        return None
    best = sorted(plain, key=lambda match: (-match.weight, match.one))[:_SHOWN]
    exact = sum(match.kind == "verbatim" for match in plain)
    count = len(left.text.sentences)
    words = f"{len(plain)} of {count} sentences have their like outside quotations, {exact} word for word"
    where = tuple(p for match in sorted(best, key=lambda m: m.one) for p in _passages(left, right, match))
    return Basis("reuse", words, where, weight)


def _figures(links: Links, one: int, other: int, weight: float) -> Basis | None:
    left, right = links.pile.reports[one], links.pile.reports[other]
    both = links.extents[one].figures & links.extents[other].figures
    unusual = sorted((f for f in both if links.scale.weight[f] >= _UNUSUAL), key=lambda f: (-links.scale.weight[f], f))
    if not unusual:
        return None
    where = tuple(_first(report, figure) for figure in unusual[:_SHOWN] for report in (left, right))
    names = ", ".join(passage.quote for passage in where[::2])
    return Basis("figures", f"both give {names}", where, weight)


def _quotes(left: Columns, right: Columns, matches: tuple[Match, ...]) -> Basis | None:
    quoted = [match for match in matches if match.quoted][:_SHOWN]
    if not quoted:
        return None
    where = tuple(p for match in quoted for p in _passages(left, right, match))
    return Basis("quotes", "the same quotations, which two reporters may both have heard", where)


def _first(report: Columns, figure: int) -> Passage:
    """Where a report gives a figure first, with its unit where the reading has it."""
    place = int(((report.stem == figure) & report.figure).argmax())
    start, end = int(report.start[place]), int(report.end[place])
    around = [each for each in report.reading.quantities if each.start <= start and end <= each.end]
    widest = max(around, key=lambda each: each.end - each.start, default=None)
    return report.text.passage(widest.start, widest.end) if widest else report.text.passage(start, end)


def _passages(left: Columns, right: Columns, match: Match) -> tuple[Passage, Passage]:
    a, b = left.text.sentences[match.one], right.text.sentences[match.other]
    return left.text.passage(a.start, a.end), right.text.passage(b.start, b.end)


def _ordered(where: tuple[Passage, ...], left: Columns) -> tuple[Passage, ...]:
    pairs = (
        sorted(where[i : i + 2], key=lambda passage: passage.report != left.report) for i in range(0, len(where), 2)
    )
    return tuple(passage for pair in pairs for passage in pair)
