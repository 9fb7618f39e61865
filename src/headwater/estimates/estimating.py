"""The main path of an estimate: bind, choose, work out, see what moves it, sample."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from math import isfinite

from headwater.errors import UsageError
from headwater.estimates.evidence import Evidence
from headwater.estimates.formula import Arithmetic, Node, Op, straight, uses, work_out
from headwater.estimates.interval import Interval
from headwater.estimates.plan import Bound, Own, Plan, Planned
from headwater.estimates.rule import choose
from headwater.estimates.sampling import percentiles, sample
from headwater.model import Estimate, Figure, Input

_CORNERS = 12  # inputs up to which every combination of their ends is tried
_SHOWN = 5  # findings that a message about an ambiguous binding names

Ranges = Mapping[str, Interval]


def estimate(plan: Plan, evidence: Evidence) -> Estimate:
    """Work a plan out for a pile.

    Raises:
        UsageError: a binding fits several findings and does not say which, or the formula has no value.
    """
    # 1. Bind each input, and choose one range for it.
    return _worked(plan, [_input(each, evidence) for each in plan.inputs])


def again(plan: Plan, found: Estimate, own: Mapping[str, Own]) -> Estimate:
    """The same estimate with ranges of a person's own for some inputs. Nothing is looked up anew.

    Raises:
        UsageError: an input is not of the plan, or the formula has no value for these ranges.
    """
    known = {each.name: each for each in found.inputs}
    if unknown := sorted(own.keys() - known.keys()):
        raise UsageError("the estimate has no such input", ", ".join(unknown), f"It has {', '.join(sorted(known))}")
    inputs = [
        _given(known[each.name], own[each.name]) if each.name in own else known[each.name] for each in plan.inputs
    ]
    return _worked(plan, inputs)


def _given(found: Input, own: Own) -> Input:
    """An input with a range of a person's own in the stead of what the case gives. An infinite end is an open one."""
    low, high = Interval(own.low, own.high).bounds
    return replace(
        found, source="own", low=low, high=high, likely=own.likely, note=own.note, rule=None, disputed=False,
        findings=(), origins_low=0, origins_high=0, marks=("a range of your own",),
        figures=tuple(replace(each, used=False) for each in found.figures),
    )  # fmt: skip


def _worked(plan: Plan, inputs: list[Input]) -> Estimate:
    """Work the formula out over the ranges of its inputs."""
    measured = all(each.source != "not measured" for each in inputs)
    if not measured:
        return _unmeasured(plan, inputs)

    # 2. Work the range of the result out.
    ranges = {each.name: Interval.of(each.low, each.high) for each in inputs}
    found, exact = _result(plan.formula, ranges)
    low, high = found.bounds

    # 3. See how it moves with each input alone.
    inputs = _with_swings(plan.formula, inputs, ranges)

    # 4. Sample it, if every input is closed.
    spread = None
    if found.closed and all(each.closed for each in ranges.values()):
        likely = {each.name: each.likely for each in inputs}
        drawn = {name: (held, likely[name]) for name, held in ranges.items()}
        spread = percentiles(sample(plan.formula, drawn, plan.seed, plan.samples))
    p5, middle, p95 = spread or (None, None, None)
    return Estimate(
        name=plan.name,
        title=plan.title,
        formula=plan.words,
        unit=str(plan.unit),
        low=low,
        high=high,
        measured=True,
        exact=exact,
        median=middle,
        p5=p5,
        p95=p95,
        samples=plan.samples if spread else 0,
        seed=plan.seed,
        inputs=tuple(inputs),
        marks=tuple(_marks(inputs, found, exact)),
    )


def _unmeasured(plan: Plan, inputs: list[Input]) -> Estimate:
    missing = ", ".join(each.name for each in inputs if each.source == "not measured")
    return Estimate(
        name=plan.name, title=plan.title, formula=plan.words, unit=str(plan.unit), low=None, high=None, measured=False,
        exact=False, median=None, p5=None, p95=None, samples=0, seed=plan.seed, inputs=tuple(inputs),
        marks=(f"not measured: nothing in the case gives {missing}",),
    )  # fmt: skip


def _input(planned: Planned, evidence: Evidence) -> Input:
    if isinstance(planned.given, Own):
        own = planned.given
        return replace(
            _blank(planned), source="own", low=own.low, high=own.high, likely=own.likely, note=own.note,
            marks=("a range of your own",),
        )  # fmt: skip
    return _bound(planned, planned.given, evidence)


def _blank(planned: Planned) -> Input:
    """The input as nothing gives it."""
    return Input(
        name=planned.name, title=planned.title, unit=str(planned.unit), source="not measured", rule=None, low=None,
        high=None, likely=None, note=None, findings=(), origins_low=0, origins_high=0, disputed=False, marks=(),
        figures=(),
    )  # fmt: skip


def _bound(planned: Planned, bound: Bound, evidence: Evidence) -> Input:
    blank = replace(_blank(planned), rule=bound.rule, note=bound.note)
    selected = _once(evidence.selected(bound.selector))
    if not selected:
        return replace(blank, marks=("not measured: no figure in the case is what this input asks for",))
    if len(selected) > 1 and not bound.every:
        raise UsageError(
            f"the input {planned.name} fits {len(selected)} findings",
            " | ".join(_told(figures[0]) for figures in list(selected.values())[:_SHOWN]),
            'Bind it closer, or take them together with take = "all"',
        )
    figures = [figure for found in selected.values() for figure in found]
    chosen = choose(bound.rule, figures, lambda each: _allows(each, bound), bound.order, evidence.names)
    if chosen is None:
        return replace(
            blank, figures=tuple(figures), findings=tuple(selected), marks=(f"not measured: {_NOTHING[bound.rule]}",)
        )
    held, used = chosen
    behind = [each for each in evidence.findings if each.id in {figure.finding for figure in used}]
    capped = _limited(held, bound)
    low, high = capped.bounds
    result = replace(
        blank,
        source="findings",
        low=low,
        high=high,
        findings=tuple(each.id for each in behind),
        origins_low=max(each.origins_low for each in behind),
        origins_high=len({origin for each in behind for origin in each.named}),
        disputed=any(each.disputed for each in behind),
        figures=tuple(replace(each, used=each in used) for each in figures),
    )
    return replace(result, marks=tuple(_warnings(result, held, capped, used, bound)))


_NOTHING = {"latest": "no figure has a date", "by hierarchy": "nobody in order gives a figure"}


def _once(selected: Mapping[str, tuple[Figure, ...]]) -> dict[str, tuple[Figure, ...]]:
    """Each figure under one finding: a sentence that states several things stands in several."""
    seen: set[tuple[str, str]] = set()
    found = {}
    for finding, figures in sorted(selected.items(), key=lambda each: (-len(each[1]), each[0])):
        if new := tuple(each for each in figures if (each.claim, each.words) not in seen):
            found[finding] = new
            seen.update((each.claim, each.words) for each in new)
    return found


def _told(figure: Figure) -> str:
    words = " ".join(figure.quote.split())
    return f"“{figure.words}” in “{words if len(words) <= 70 else words[:69] + '…'}”"


def _allows(figure: Figure, bound: Bound) -> Interval:
    """The values that a figure allows, "about" reaching as far as the plan says."""
    held = Interval.of(figure.low, figure.high)
    return held.wider(bound.about) if figure.bound == "about" else held


def _limited(held: Interval, bound: Bound) -> Interval:
    """A person's floor and cap close what is open; they never cut into what a figure says."""
    low = bound.at_least if bound.at_least is not None and held.low == float("-inf") else held.low
    high = bound.at_most if bound.at_most is not None and held.high == float("inf") else held.high
    if low > high:
        raise UsageError(
            "a limit of your own goes against the figures", f"{low:g} to {high:g}", "Mend at_least or at_most"
        )
    return Interval(low, high)


def _warnings(found: Input, held: Interval, capped: Interval, used: frozenset[Figure], bound: Bound) -> list[str]:
    """What a reader is to keep in mind of an input."""
    marks = []
    if found.disputed:
        marks.append("disputed")
    if found.origins_high == 1:
        marks.append("one origin")
    elif found.origins_low < 2:
        marks.append(f"not established: {found.origins_low} to {found.origins_high} origins")
    if any(figure.bound == "about" for figure in used):
        marks.append(f"“about” taken as ±{bound.about:.0%}" if bound.about else "“about” taken as the figure itself")
    if not capped.closed:
        marks.append(f"open {_where(capped)}: the figures say no more")
    if capped.low != held.low:
        marks.append(f"floor of your own: {capped.low:g}")
    if capped.high != held.high:
        marks.append(f"cap of your own: {capped.high:g}")
    return marks


def _where(held: Interval) -> str:
    sides = [name for name, side in (("below", held.low), ("above", held.high)) if not isfinite(side)]
    return " and ".join(sides)


def _marks(inputs: list[Input], found: Interval, exact: bool) -> list[str]:
    """What a reader is to keep in mind of the result."""
    marks = [f"{each.name}: {mark}" for each in inputs for mark in each.marks]
    if not found.closed:
        why = "an input is open, and a cap of your own would close it"
        if all(each.low is not None and each.high is not None for each in inputs):
            why = "it divides by a range that reaches nought, or grows too large"
        marks.append(f"the result is open {_where(found)} and has no median: {why}")
    if not exact:
        marks.append(
            "the range holds the result but may be wider than it: an input stands in the formula more than once"
        )
    return marks


def _with_swings(formula: Node, inputs: list[Input], ranges: Ranges) -> list[Input]:
    """Each input with how far it moves the result while the others stay half-way; what moves it most comes first."""
    middles = {name: held.middle for name, held in ranges.items()}
    swings: dict[str, Interval] = {}
    for name, held in ranges.items():
        others = {other: Interval(at, at) for other, at in middles.items() if other != name and at is not None}
        if len(others) == len(ranges) - 1:
            swings[name] = _result(formula, {**others, name: held})[0]
    widths = {name: swing.high - swing.low for name, swing in swings.items()}
    whole = sum(widths.values())
    closed = len(swings) == len(ranges) and isfinite(whole) and whole > 0
    moved = []
    for each in inputs:
        low, high = swings[each.name].bounds if each.name in swings else (None, None)
        share = widths[each.name] / whole if closed else None
        moved.append(replace(each, swing_low=low, swing_high=high, share=share))
    order = {each.name: at for at, each in enumerate(inputs)}
    return sorted(moved, key=lambda each: (-widths.get(each.name, float("inf")), order[each.name]))


def _result(formula: Node, ranges: Ranges) -> tuple[Interval, bool]:
    """The range of the result, and whether both ends are reached."""
    try:
        found = work_out(formula, ranges, _INTERVALS)
        if all(times == 1 for times in uses(formula).values()):
            return _finite(found), True
        loose = {name: held for name, held in ranges.items() if held.low != held.high}
        if straight(formula) and len(loose) <= _CORNERS and all(held.closed for held in loose.values()):
            return _finite(_corners(formula, ranges, loose)), True
    except (ValueError, OverflowError) as error:
        raise UsageError("the formula grows beyond any number", next_step="Look at its ranges") from error
    except ZeroDivisionError as error:
        raise UsageError("the formula divides by nought", next_step="Look at its ranges") from error
    return _finite(found), False


def _corners(formula: Node, ranges: Ranges, loose: Ranges) -> Interval:
    """The extremes of a formula that is straight in each input: they lie where every input is at one of its ends."""
    ends = product(*({held.low, held.high} for held in loose.values()))
    at = ({name: Interval(end, end) for name, end in zip(loose, corner, strict=True)} for corner in ends)
    values = [work_out(formula, {**ranges, **corner}, _INTERVALS) for corner in at]
    return Interval(min(each.low for each in values), max(each.high for each in values))


def _finite(found: Interval) -> Interval:
    """The result, which must hold some number."""
    if found.low == float("inf") or found.high == float("-inf"):
        raise OverflowError
    return found


_PAIRS: Mapping[Op, object] = {
    "+": Interval.__add__, "-": Interval.__sub__, "*": Interval.__mul__, "/": Interval.__truediv__,
    "min": Interval.least, "max": Interval.most,
}  # fmt: skip
_INTERVALS: Arithmetic[Interval] = Arithmetic(
    number=lambda number: Interval(number.value, number.value),
    power=Interval.__pow__,
    pair=_PAIRS,  # type: ignore[arg-type]
)
