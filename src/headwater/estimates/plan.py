"""An estimate as a person writes it: a TOML file with a formula, units, and what each input is bound to."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from math import inf, isfinite
from pathlib import Path
from typing import Any, get_args

from headwater.errors import UsageError
from headwater.estimates.formula import Arithmetic, Node, Op, parse, uses, work_out
from headwater.estimates.selector import Selector
from headwater.estimates.unit import Unit
from headwater.model import Modality, Rule

SHIPPED = ("labour-revenue",)

_GUIDE = "See docs/estimates.md"
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z", re.ASCII)
_RULES = get_args(Rule)
_MODALITIES = get_args(Modality)
_PLAN = frozenset({"name", "title", "formula", "unit", "note", "seed", "samples", "input"})
_OWN = frozenset({"title", "unit", "low", "high", "likely", "note"})
_BOUND = frozenset({"title", "unit", "figure", "counts", "words", "between", "modality", "take", "rule", "order",
                    "at_least", "at_most", "about", "note"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Own:
    """A range that a person gives, and where it is from."""

    low: float
    high: float
    likely: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Bound:
    """What in a case an input rests on, and how one range comes out of several figures."""

    selector: Selector
    rule: Rule
    order: tuple[str, ...]  # with "by hierarchy": the names to ask, one after the other
    every: bool  # whether the figures of several findings are taken together
    at_least: float | None  # a person's floor and cap for figures that are open there
    at_most: float | None
    about: float  # how far "about" reaches on each side, as a share of the figure
    note: str | None


@dataclass(frozen=True, slots=True)
class Planned:
    """One input as it is written."""

    name: str
    title: str
    unit: Unit
    given: Own | Bound


@dataclass(frozen=True, slots=True)
class Plan:
    """An estimate that can be made of any case."""

    name: str
    title: str
    words: str  # the formula as it is written
    formula: Node
    unit: Unit
    seed: int
    samples: int
    inputs: tuple[Planned, ...]


def load(name: str) -> Plan:
    """Read an estimate's file, or one that is shipped by its name.

    Raises:
        UsageError: the file cannot be read, or is not an estimate; the message names the place.
    """
    if name in SHIPPED:
        return read((resources.files("headwater.estimates") / "data" / f"{name}.toml").read_text("utf-8"), name)
    try:
        return read(Path(name).read_text(encoding="utf-8"), Path(name).name)
    except (OSError, UnicodeDecodeError) as error:
        step = f"Name a file, or an estimate that is shipped: {', '.join(SHIPPED)}"
        raise UsageError("the estimate cannot be read", name, step) from error


def read(text: str, where: str) -> Plan:
    """Read an estimate.

    Raises:
        UsageError: it is not one, or its units do not fit; the message names the place.
    """
    try:
        table = _Table(tomllib.loads(text), where)
    except (ValueError, RecursionError) as error:  # tomllib.TOMLDecodeError, or a number of thousands of digits
        raise UsageError("the estimate is not TOML", where, str(error)) from error
    table.only(_PLAN)
    written = table.words("formula")
    formula = parse(written)
    inputs = tuple(_input(name, table.under("input", name)) for name in table.tables("input"))
    plan = Plan(
        name=table.words("name"),
        title=table.words("title"),
        words=written,
        formula=formula,
        unit=Unit.parse(table.words("unit")),
        seed=table.whole("seed", 0, most=2**63 - 1),
        samples=table.whole("samples", 20_000, least=100, most=1_000_000),
        inputs=inputs,
    )
    _check(plan, where)
    return plan


def _check(plan: Plan, where: str) -> None:
    """Every name of the formula is an input and the other way round, and the units come out as they should."""
    used, given = set(uses(plan.formula)), {each.name for each in plan.inputs}
    if used - given:
        raise UsageError("the formula names what is no input", f"{where}: {_listed(used - given)}", _GUIDE)
    if given - used:
        raise UsageError("the formula does not use an input", f"{where}: {_listed(given - used)}", _GUIDE)
    comes = work_out(plan.formula, {each.name: each.unit for each in plan.inputs}, _UNITS)
    if comes != plan.unit:
        raise UsageError(f"the formula gives {comes}, and the result is to be in {plan.unit}", where, _MEND)


_MEND = "Write what turns one into the other into the formula, as in 12 [month / year]"


def _same(what: str) -> Any:
    def check(a: Unit, b: Unit) -> Unit:
        if a != b:
            raise UsageError(f"the formula {what} {a} and {b}", next_step=_MEND)
        return a

    return check


_PAIRS: Mapping[Op, Any] = {
    "+": _same("adds"), "-": _same("subtracts"), "min": _same("compares"), "max": _same("compares"),
    "*": Unit.__mul__, "/": Unit.__truediv__,
}  # fmt: skip
_UNITS: Arithmetic[Unit] = Arithmetic(number=lambda number: number.unit, power=Unit.__pow__, pair=_PAIRS)


def _input(name: str, table: "_Table") -> Planned:
    if not _NAME.match(name) or name in ("min", "max"):
        raise UsageError("an input's name is made of small letters, digits and _", table.where, _GUIDE)
    own = "low" in table or "high" in table
    table.only(_OWN if own else _BOUND)
    unit = Unit.parse(table.words("unit"))
    return Planned(name, table.words("title", name), unit, _own(table) if own else _bound(table, unit))


def _own(table: "_Table") -> Own:
    low, high, likely = table.number("low"), table.number("high"), table.number("likely", None)
    if low is None or high is None or not low <= high or (likely is not None and not low <= likely <= high):
        raise UsageError("a range of your own needs low <= high, and likely within", table.where, _GUIDE)
    return Own(low, high, likely, table.words("note"))


def _bound(table: "_Table", unit: Unit) -> Bound:
    between = table.numbers("between")
    figure = Unit.parse(table.words("figure")) if "figure" in table else None
    if figure is not None and not unit.holds(figure):
        raise UsageError(f"figures in {figure} cannot stand for {unit}", table.where, "Bind it to others, or mend unit")
    if figure is None and "counts" not in table:
        raise UsageError("the input is bound to nothing", table.where, f"Give figure, counts or low and high. {_GUIDE}")
    rule, take = table.words("rule", "range"), table.words("take", "one")
    _among(rule, _RULES, "rule", table)
    _among(take, ("one", "all"), "take", table)
    modality = tuple(table.words("modality", "stated|alleged").split("|"))
    for each in modality:
        _among(each, _MODALITIES, "modality", table)
    order = table.listed("order")
    if bool(order) != (rule == "by hierarchy"):
        raise UsageError("order goes with the rule “by hierarchy”, and it with order", table.where, _GUIDE)
    limits = table.number("at_least", None), table.number("at_most", None)
    note = table.words("note", "") or None
    if limits != (None, None) and not note:
        raise UsageError("at_least and at_most need a note that says where they are from", table.where, _GUIDE)
    about = table.number("about", 0.0) or 0.0
    if not 0 <= about < 1:
        raise UsageError("about is a share of the figure, from 0 up to 1", table.where, _GUIDE)
    return Bound(
        selector=Selector.parse(table.words("words", ""), table.words("counts", ""), figure, between, modality),
        rule=rule,  # type: ignore[arg-type]
        order=order,
        every=take == "all",
        at_least=limits[0],
        at_most=limits[1],
        about=about,
        note=note,
    )


def _among(value: str, allowed: tuple[str, ...], key: str, table: "_Table") -> None:
    if value not in allowed:
        raise UsageError(f"{key} is one of {', '.join(allowed)}", f"{table.where}: {value}")


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


class _Table:
    """A table of a TOML file, asked for values of one kind; every error names where it stands."""

    def __init__(self, values: Any, where: str) -> None:
        if not isinstance(values, dict):
            raise UsageError("that is to be a table", where, _GUIDE)
        self._values: dict[str, Any] = values
        self.where = where

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def only(self, known: frozenset[str]) -> None:
        """Refuse what nobody would read."""
        if unknown := self._values.keys() - known:
            raise UsageError(
                f"nothing is called {_listed(set(unknown))} here", self.where, f"Known: {_listed(set(known))}"
            )

    def tables(self, key: str) -> tuple[str, ...]:
        """The names of the tables under a key."""
        return tuple(_Table(self._values.get(key), f"{self.where}: {key}")._values)

    def under(self, key: str, name: str) -> "_Table":
        """One of them."""
        return _Table(self._values[key][name], f"{self.where}: {key}.{name}")

    def words(self, key: str, default: str | None = None) -> str:
        """A string; needed where there is no default."""
        value = self._values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise UsageError(f"{key} is to be words", self.where, _GUIDE)
        return value

    def number(self, key: str, *default: float | None) -> float | None:
        """A number; needed where there is no default."""
        if key not in self._values and default:
            return default[0]
        return self._number(self._values.get(key), key)

    def numbers(self, key: str) -> tuple[float, float] | None:
        """Two numbers, the lower first."""
        if key not in self._values:
            return None
        pair = self._values[key]
        if not isinstance(pair, list) or len(pair) != 2:
            raise UsageError(f"{key} is to be two numbers", self.where, _GUIDE)
        return self._number(pair[0], key), self._number(pair[1], key)

    def whole(self, key: str, default: int, *, least: int = 0, most: int) -> int:
        """A whole number."""
        value = self._values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise UsageError(f"{key} is to be a whole number from {least} to {most}", self.where, _GUIDE)
        return value

    def listed(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise UsageError(f"{key} is to be a list of names", self.where, _GUIDE)
        return tuple(value)

    def _number(self, value: object, key: str) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise UsageError(f"{key} is to be a number", self.where, _GUIDE)
        try:
            number = float(value)
        except OverflowError:
            number = inf
        if not isfinite(number):
            raise UsageError(f"{key} is no number that can be used", self.where, _GUIDE)
        return number
