"""Named rules that make one range of the figures of several origins. A person chooses one; none counts reports."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from headwater.estimates.interval import Interval
from headwater.model import Figure, Rule

Chosen = tuple[Interval, frozenset[Figure]]
Names = Callable[[Figure], frozenset[str]]
Allows = Callable[[Figure], Interval]


def choose(rule: Rule, figures: Sequence[Figure], allows: Allows, order: Sequence[str], names: Names) -> Chosen | None:
    """One range, and the figures that it is made of; None where the rule finds nothing to go by.

    Args:
        rule: ``range`` takes the lowest and the highest that any origin gives; ``median of origins`` the median of
            what each gives on either side; ``latest`` the figures of the latest date; ``by hierarchy`` those of the
            first in ``order`` that gives any.
        figures: at least one.
        allows: the values that a figure allows.
        order: names of origins or outlets, for ``by hierarchy``.
        names: what the origin and the report of a figure are called, folded.
    """
    if rule == "latest":
        dated = {figure: _end(figure.date) for figure in figures if figure.date}
        latest = max(dated.values(), default=None)
        figures = [figure for figure, end in dated.items() if end == latest]
    elif rule == "by hierarchy":
        asked = ([each for each in figures if name.casefold() in names(each)] for name in order)
        figures = next(filter(None, asked), [])
    if not figures:
        return None
    origins = _by_origin(figures, allows).values()
    if rule == "median of origins":
        found = Interval(median(each.low for each in origins), median(each.high for each in origins))
    else:
        found = Interval.around(end for each in origins for end in (each.low, each.high))
    return found, frozenset(figures)


def _by_origin(figures: Sequence[Figure], allows: Allows) -> Mapping[str, Interval]:
    """What each origin gives: one range however many reports retell it."""
    origins: dict[str, Interval] = {}
    for figure in figures:
        here = allows(figure)
        known = origins.get(figure.origin, here)
        origins[figure.origin] = Interval(min(known.low, here.low), max(known.high, here.high))
    return origins


def _end(date: str) -> str:
    """A date that sorts after every day that it holds: "2025-08" after "2025-08-31"."""
    return date + "~"
