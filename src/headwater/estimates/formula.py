"""Formulas: parsed into a small tree and worked out over numbers, intervals or units. Nothing is ever run as code.

::

    sum      = product (("+" | "-") product)*
    product  = signed (("*" | "×" | "/" | "÷") signed)*
    signed   = ("-" | "−")* power
    power    = atom ("^" ["-"] whole number up to 6)?
    atom     = number ["[" unit "]"] | name | ("min" | "max") "(" sum "," sum ")" | "(" sum ")"
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Generic, Literal, TypeVar

from headwater.errors import UsageError
from headwater.estimates.unit import Unit

LONGEST = 1_000  # characters
DEEPEST = 30  # parentheses, functions and signs within one another
STEEPEST = 6  # exponent

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d[\d_]*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?)|(?P<name>[a-z][a-z0-9_]*)"
    r"|(?P<unit>\[[^\[\]]*\])|(?P<sign>[-+*/^(),×÷−]))",
    re.ASCII,
)
_SAME = {"×": "*", "÷": "/", "−": "-"}

Op = Literal["+", "-", "*", "/", "min", "max"]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, with its unit."""

    value: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Name:
    """An input."""

    name: str


@dataclass(frozen=True, slots=True)
class Power:
    """A whole power."""

    base: "Node"
    exponent: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values put together."""

    op: Op
    left: "Node"
    right: "Node"


Node = Number | Name | Power | Pair


@dataclass(frozen=True, slots=True)
class Arithmetic(Generic[_Value]):
    """What the parts of a formula mean for one kind of value."""

    number: Callable[[Number], _Value]
    power: Callable[[_Value, int], _Value]
    pair: Mapping[Op, Callable[[_Value, _Value], _Value]]


def work_out(node: Node, names: Mapping[str, _Value], by: Arithmetic[_Value]) -> _Value:
    """The value of a formula for these values of its names."""
    match node:
        case Number():
            return by.number(node)
        case Name(name):
            return names[name]
        case Power(base, exponent):
            return by.power(work_out(base, names, by), exponent)
        case Pair(op, left, right):
            return by.pair[op](work_out(left, names, by), work_out(right, names, by))


def uses(node: Node) -> Counter[str]:
    """The names in a formula, and how often each stands there."""
    match node:
        case Name(name):
            return Counter([name])
        case Power(base, _):
            return uses(base)
        case Pair(_, left, right):
            return uses(left) + uses(right)
    return Counter()


def straight(node: Node) -> bool:
    """Whether the value changes along a straight line as any one name does: its extremes then lie at the ends.

    A name may stand in it more than once, as in ``a * b - a * c``, but not multiplied with itself.
    """
    return all(degree <= 1 for degree in _degrees(node).values())


def _degrees(node: Node) -> dict[str, float]:
    match node:
        case Name(name):
            return {name: 1}
        case Power(base, exponent):
            return {name: _steep(degree, exponent) for name, degree in _degrees(base).items()}
        case Pair(op, left, right):
            one, other = _degrees(left), _degrees(right)
            if op in ("min", "max"):
                return dict.fromkeys(one | other, float("inf"))
            if op == "/":
                other = dict.fromkeys(other, float("inf"))
            both = one.keys() | other.keys()
            if op in ("*", "/"):
                return {name: one.get(name, 0) + other.get(name, 0) for name in both}
            return {name: max(one.get(name, 0), other.get(name, 0)) for name in both}
    return {}


def _steep(degree: float, exponent: int) -> float:
    return degree * exponent if exponent > 0 else float("inf") if exponent else 0


def parse(words: str) -> Node:
    """Read a formula.

    Raises:
        UsageError: it is none, or is longer, deeper or steeper than any honest one.
    """
    if len(words) > LONGEST:
        raise UsageError("the formula is too long", f"{len(words)} characters", f"At most {LONGEST} are read")
    reader = _Reader(words)
    node = reader.sum()
    if reader.ahead:
        raise reader.fault(f"{reader.ahead!r} does not belong there")
    return node


class _Reader:
    """Reads a formula from left to right, one token ahead."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._tokens = _tokens(words)
        self._depth = 0
        self.kind, self.ahead = next(self._tokens)

    def fault(self, what: str) -> UsageError:
        """The error for this formula."""
        return UsageError(f"the formula cannot be read, {what}", self._words, "See docs/estimates.md")

    def sum(self) -> Node:
        """Terms added and subtracted."""
        self._deeper()
        node = self._product()
        while op := self._take("+", "-"):
            node = Pair(op, node, self._product())  # type: ignore[arg-type]
        self._depth -= 1
        return node

    def _product(self) -> Node:
        node = self._signed()
        while op := self._take("*", "/"):
            node = Pair(op, node, self._signed())  # type: ignore[arg-type]
        return node

    def _signed(self) -> Node:
        signs = 0
        while self._take("-"):
            signs += 1
            if signs > DEEPEST:
                raise self.fault(f"it is deeper than {DEEPEST}")
        node = self._power()
        return Pair("*", Number(-1.0, Unit()), node) if signs % 2 else node

    def _power(self) -> Node:
        base = self._atom()
        if not self._take("^"):
            return base
        sign = -1 if self._take("-") else 1
        if self.kind != "number" or not self.ahead.isdigit() or int(self.ahead[:4]) > STEEPEST:
            raise self.fault(f"an exponent is a whole number up to {STEEPEST}")
        return Power(base, sign * int(self._next()))

    def _atom(self) -> Node:
        if self.kind == "number":
            value = float(self._next().replace("_", ""))
            if not isfinite(value):
                raise self.fault("a number in it is too large")
            return Number(value, Unit.parse(self._next()[1:-1]) if self.kind == "unit" else Unit())
        if self.kind == "name":
            name = self._next()
            if not self._take("("):
                return Name(name)
            if name not in ("min", "max"):
                raise self.fault(f"{name!r} is no function, only min and max are")
            left = self.sum()
            self._must(",")
            right = self.sum()
            self._must(")")
            return Pair(name, left, right)  # type: ignore[arg-type]
        if self._take("("):
            node = self.sum()
            self._must(")")
            return node
        raise self.fault(f"{self.ahead!r} does not belong there" if self.ahead else "it ends too early")

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self.fault(f"it is deeper than {DEEPEST}")

    def _next(self) -> str:
        taken = self.ahead
        self.kind, self.ahead = next(self._tokens)
        return taken

    def _take(self, *signs: str) -> str | None:
        return self._next() if self.kind == "sign" and self.ahead in signs else None

    def _must(self, sign: str) -> None:
        if self._take(sign) is None:
            raise self.fault(f"{sign!r} is missing")


def _tokens(words: str) -> Iterator[tuple[str, str]]:
    """Each token with its kind; then the end, for ever."""
    at, end = 0, len(words.rstrip())
    while at < end:
        found = _TOKEN.match(words, at, end)
        if found is None or found.lastgroup is None:
            rest = words[at:].strip()[:1]
            raise UsageError(
                f"the formula cannot be read, {rest!r} does not belong there", words, "See docs/estimates.md"
            )
        token = found[found.lastgroup]
        yield found.lastgroup, _SAME.get(token, token)
        at = found.end()
    while True:
        yield "end", ""
