"""`headwater estimate`: a figure worked out from the figures of a case."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.cli.commands import CasePath, app
from headwater.cli.outcome import CHECK_FAILED
from headwater.errors import UsageError

if TYPE_CHECKING:
    from headwater.case import Case
    from headwater.cli.terminal import Row
    from headwater.model import Estimate, Quantity


_WORDS = "the words behind the figures stand as the reports have them"


class Shape(StrEnum):
    """How an estimate is printed."""

    table = "table"
    json = "json"


@app.command()
def estimate(
    case: CasePath,
    plan: Annotated[
        str | None, typer.Argument(metavar="FILE.toml", help="The estimate, or the name of one that is shipped.")
    ] = None,
    format: Annotated[Shape, typer.Option(help="Tables, or one JSON line.")] = Shape.table,
    figures: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Instead, list the figures that an input could be bound to.")
    ] = None,
) -> None:
    """Work out a figure that no report gives from figures that reports give.

    Prints the range, what moves it, and the words behind every input. With --figures and no file, the figures of the
    case whose claims hold these words ("" for all), each with the lines that bind an input to it.
    """
    from headwater import estimates
    from headwater.case import Case
    from headwater.cli.terminal import plain, unredacted
    from headwater.export import lines

    if (plan is None) == (figures is None):
        raise UsageError("one of FILE.toml and --figures is needed", next_step="See `headwater estimate --help`")
    with Case.open(case) as opened:
        if plan is None:
            _figures(opened, figures or "")
            unredacted(_WORDS)
            return
        found = estimates.estimate(estimates.load(plan), opened.readings(), opened.lineage(), opened.findings())
        if format is Shape.json:
            sys.stdout.buffer.write(lines.encode(lines.of(found)))
        else:
            _tables(opened, found)
    unredacted(_WORDS)
    if not found.measured:
        typer.echo(plain(f"headwater: {found.marks[0]}"), err=True)
        raise typer.Exit(CHECK_FAILED)


def _tables(case: "Case", found: "Estimate") -> None:
    """The result, its inputs in the order of what they move, and the words that they rest on."""
    from headwater.cli.terminal import show

    names = {reading.report: reading.text.name for reading in case.readings()}
    show(found.title, ("what", "value"), _result(found))
    print()
    columns = ("input", "from", "range", "unit", "moves the result", "share", "keep in mind")
    show("Inputs", columns, _inputs(found))
    print()
    columns = ("input", "figure", "used", "origin", "report", "words", "finding")
    show("The words behind them", columns, _words(found, names))


def _result(found: "Estimate") -> "Iterator[Row]":
    yield "formula", found.formula
    yield "range", _range(found.low, found.high, found.unit) if found.measured else "not measured"
    if found.samples:
        yield "median", f"{_figure(found.median)} {found.unit}"
        yield "5–95 %", _range(found.p5, found.p95, found.unit)
        yield "samples", f"{found.samples:,} with seed {found.seed}"
    for mark in found.marks:
        yield "keep in mind", mark


def _inputs(found: "Estimate") -> "Iterator[Row]":
    for each in found.inputs:
        source = each.source if each.rule is None or each.source == "not measured" else f"{each.source}, {each.rule}"
        held = "" if each.source == "not measured" else _range(each.low, each.high)
        swing = _range(each.swing_low, each.swing_high) if found.measured else ""
        share = "" if each.share is None else f"{each.share:.0%}"
        marks = "; ".join((*each.marks, *([each.note] if each.note else [])))
        yield f"{each.name}: {each.title}", source, held, each.unit, swing, share, marks


def _words(found: "Estimate", names: dict[str, str]) -> "Iterator[Row]":
    for each in found.inputs:
        for figure in each.figures:
            report = names.get(figure.report, figure.report)
            yield each.name, figure.words, figure.used, figure.origin_name, report, figure.quote, figure.finding


def _figures(case: "Case", wanted: str) -> None:
    """Every figure whose claim holds these words, with how to bind an input to it."""
    from headwater import estimates
    from headwater.cli.terminal import show
    from headwater.cli.views import span
    from headwater.model import words

    asked = {word.stem for word in words(wanted)}
    rows: list[Row] = []
    for finding, claim, quantity, unit in estimates.figures(case.readings(), case.lineage(), case.findings()):
        if asked <= {word.stem for word in words(f"{claim.quote} {quantity.unit or ''} {quantity.counted or ''}")}:
            bind = f'counts = "{quantity.unit or quantity.counted}"' if _counts(quantity) else f'figure = "{unit}"'
            held = _range(quantity.low, quantity.high)
            origins = span(finding.origins_low, finding.origins_high)
            rows.append((quantity.quote, held, bind, origins, claim.quote, finding.statement))
    columns = ("figure", "range", "binds with", "origins", "words", "statement of its finding")
    show("Figures", columns, dict.fromkeys(rows))


def _counts(quantity: "Quantity") -> bool:
    """Whether a figure is a number of things, and not a measure or a rate."""
    from headwater.model import words

    named, counted = ({word.stem for word in words(each or "")} for each in (quantity.unit, quantity.counted))
    return quantity.per is None and bool(counted) and named <= counted


def _range(low: float | None, high: float | None, unit: str = "") -> str:
    """An interval in words; an open side is said."""
    after = f" {unit}" if unit else ""
    if low is None and high is None:
        return "open on both sides"
    if low is None:
        return f"up to {_figure(high)}{after}, open below"
    if high is None:
        return f"at least {_figure(low)}{after}, open above"
    return f"{_figure(low)}{after}" if low == high else f"{_figure(low)} to {_figure(high)}{after}"


def _figure(value: float | None) -> str:
    """A figure with as many digits as it is worth."""
    if value is None:
        return "open"
    return f"{value:,.0f}" if abs(value) >= 1000 or float(value).is_integer() else f"{value:.4g}"
