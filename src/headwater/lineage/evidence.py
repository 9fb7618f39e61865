"""The evidence for a derivation in words that a person can check, with where it stands in both reports.

The weights of the evidence for a pair and INTERCEPT (score.py) add up to the score that is shown.
"""

from rapidfuzz.distance import DamerauLevenshtein

from headwater.lineage.alignment import Match, in_order
from headwater.lineage.columns import Columns
from headwater.lineage.family import Join
from headwater.lineage.link import Links
from headwater.lineage.press import Debt
from headwater.lineage.score import NOTHING
from headwater.model import Basis, Passage

_SHOWN = 5  # passages of each report that a piece of evidence shows
_UNUSUAL = 1.0  # least weight of a figure that is worth showing
_NAME = 5  # letters of a name in which one wrong letter is no chance


def shared(links: Links, one: int, other: int, matches: tuple[Match, ...]) -> tuple[Basis, ...]:
    """What two reports share: wording outside quotations, little-known people, unusual figures, order, quotations."""
    link = links.link(one, other)
    left, right = links.pile.reports[one], links.pile.reports[other]
    signals = link.signals if link else NOTHING
    figures = _figures(links, one, other, signals.rare_figures)
    reuse = signals.reuse + signals.same_points
    reuse += 0.0 if figures else signals.rare_figures
    found = [_reuse(left, right, matches, reuse) or _named(links, one, other, reuse)]
    if link and link.people:
        strangers = links.strangers(one, other)
        names = ", ".join(each.name for each in strangers)
        where = tuple(passage for each in strangers[:_SHOWN] for passage in each.where)
        found.append(Basis("informants", f"both name little-known people: {names}", _ordered(where, left), link.people))
    found.append(figures)
    found.append(_mistakes(links, one, other))
    if in_order(matches):
        pairs = [_passages(left, right, match) for match in matches[:_SHOWN]]
        words = f"{len(matches)} points come in nearly the same order"
        found.append(Basis("order", words, tuple(p for pair in pairs for p in pair)))
    found.append(_quotes(left, right, matches))
    return tuple(basis for basis in found if basis is not None)


def together(report: Columns, join: Join, weight: float) -> Basis:
    """How a report came into its family, where the family as a whole says more than the pair that is shown."""
    count = len(join.one if len(join.other) == 1 else join.other)
    if join.taken_in:
        words = f"the {count} reports of this origin nearly hold it together, and nothing else in the case comes near"
    elif count > 1:
        words = f"the {count} reports of this origin hold more of it together"
    else:
        words = "another report of this origin shares more with it"
    title = report.text.title_span or report.text.sentences[0]
    return Basis("reuse", words, (report.text.passage(title.start, title.end),), weight)


def credit(report: Columns, debt: Debt, weight: float) -> Basis:
    """The report's own words that credit an outlet."""
    if not debt.first.quote:
        return Basis("credit", f"the page’s own data names {debt.outlet}", (), weight)
    first = sorted(debt.credits, key=lambda each: (each is not debt.first, each.start))[:_SHOWN]
    where = tuple(report.text.passage(each.start, each.end) for each in first)
    times = "" if len(debt.credits) == 1 else f" {len(debt.credits)} times"
    return Basis("credit", f"credits {debt.outlet}{times}", where, weight)


def copy_credit(report: Columns, debt: Debt) -> Basis:
    """The words of another copy that credit an outlet, for a copy that credits nobody."""
    where = (report.text.passage(debt.first.start, debt.first.end),) if debt.first.quote else ()
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


def _named(links: Links, one: int, other: int, weight: float) -> Basis | None:
    """What both name, where no two sentences are alike enough to be shown side by side."""
    left, right = links.pile.reports[one], links.pile.reports[other]
    both = sorted(links.extents[one].facts & links.extents[other].facts, key=lambda stem: (_at(left, stem), stem))
    where = tuple(report.text.passage(*_at(report, stem)) for stem in both[:_SHOWN] for report in (left, right))
    if not where:
        return None
    return Basis(
        "reuse", f"in other words, but both give {', '.join(each.quote for each in where[::2])}", where, weight
    )


def _mistakes(links: Links, one: int, other: int) -> Basis | None:
    """A name that these two spell in one way, and all reports of other families that have it in another."""
    left, right = links.pile.reports[one], links.pile.reports[other]
    strange = links.extents[one].names & links.extents[other].names
    rest = links.names_of_others(one, other)
    found = []
    for stem in sorted(strange - rest - links.extents[one].figures, key=lambda stem: _at(left, stem)):
        name = links.pile.vocabulary[stem]
        usual = [links.pile.vocabulary[each] for each in rest - links.extents[one].words - links.extents[other].words]
        alike = [each for each in usual if len(name) >= _NAME and DamerauLevenshtein.distance(name, each) == 1]
        if alike:
            found.append((stem, min(alike)))
    if not found:
        return None
    where = tuple(report.text.passage(*_at(report, stem)) for stem, _ in found[:_SHOWN] for report in (left, right))
    pairs = zip(where[::2], found, strict=False)
    words = ", ".join(f"{passage.quote} for {usual.capitalize()}" for passage, (_, usual) in pairs)
    return Basis("reuse", f"both spell a name as no other family does: {words}", where)


def _at(report: Columns, stem: int) -> tuple[int, int]:
    """Where a word stands first."""
    place = int((report.stem == stem).argmax())
    return int(report.start[place]), int(report.end[place])


def _figures(links: Links, one: int, other: int, weight: float) -> Basis | None:
    left, right = links.pile.reports[one], links.pile.reports[other]
    both = links.extents[one].figures & links.extents[other].figures
    vocabulary, unusual_by = links.pile.vocabulary, {figure: links.scale.weight(figure) for figure in both}
    chosen = (figure for figure in both if unusual_by[figure] >= _UNUSUAL)
    unusual = sorted(chosen, key=lambda figure: (-unusual_by[figure], vocabulary[figure]))
    if not unusual:
        return None
    where = tuple(_first(report, figure) for figure in unusual[:_SHOWN] for report in (left, right))
    names = ", ".join(dict.fromkeys(passage.quote for passage in where[::2]))
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
