"""Formulas: read into a tree, worked out over numbers, and never anything else."""

import ast
import operator
from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from headwater.errors import UsageError
from headwater.estimates.formula import DEEPEST, Arithmetic, Op, parse, straight, uses, work_out

_PAIRS: Mapping[Op, object] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "min": min, "max": max,
}  # fmt: skip
_NUMBERS: Arithmetic[float] = Arithmetic(lambda number: number.value, lambda a, n: a**n, _PAIRS)  # type: ignore[arg-type]


def _value(words: str, **names: float) -> float:
    return work_out(parse(words), names, _NUMBERS)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 3 - 2", 5),
        ("16 / 4 / 2", 2),
        ("-2 ^ 2", -4),
        ("--2", 2),
        ("2 ^ -2", 0.25),
        ("1_200 × 2 ÷ 4 − .5", 599.5),
        ("1.5e3", 1500),
        ("min(a, b) + max(a, b, )".replace(", )", ")"), 7),
        ("a * (b - 1) * 12 [month / year]", 108),
    ],
)
def test_formulas_are_worked_out(words: str, value: float) -> None:
    assert _value(words, a=3, b=4) == value


_SIMPLE = st.recursive(
    st.integers(0, 99).map(str) | st.sampled_from(["a", "b"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
    max_leaves=12,
)


@given(_SIMPLE, st.integers(-9, 9), st.integers(-9, 9))
def test_the_value_is_that_of_pythons_own_arithmetic(words: str, a: int, b: int) -> None:
    tree = ast.parse(words, mode="eval")
    assert _value(words, a=a, b=b) == eval(compile(tree, "", "eval"), {"a": a, "b": b})


@pytest.mark.parametrize(
    "words",
    [
        "__import__('os').system('id')",
        "a.b",
        "a[0]",
        "a if b else c",
        "lambda: 0",
        "open('/etc/passwd')",
        "exp(2)",
        "min(a)",
        "min(a, b, c)",
        "9 ^ 9 ^ 9",
        "2 ^ 7",
        "2 ^ 2.5",
        "2 ^ a",
        "2 ^ 99999999999999999999",
        "1e999",
        "9" * 400,
        "1 +",
        "",
        "()",
        "(1",
        "1)",
        "a b",
        "2 [",
        "2 [dollar",
        "2 [[dollar]]",
        "a; b",
        "a := 1",
        "a ** 2",
        "a // 2",
        "ä + 1",
        "١ + 1",
        "A + 1",
        "(" * 200 + "1" + ")" * 200,
        "-" * 200 + "1",
        "+".join(["1"] * 2000),
        "1 [__class__ / ]",
    ],
)
def test_anything_else_is_refused_in_one_line(words: str) -> None:
    with pytest.raises(UsageError) as error:
        parse(words)
    assert "\n" not in str(error.value) and len(str(error.value)) < 500


@given(st.text(alphabet="ab19 +-*/^(),.[]_e×÷−m\n\0", max_size=60))
@example("(" * (DEEPEST - 1) + "1" + ")" * (DEEPEST - 1))
@example("1" + "-1" * 400)
def test_whatever_is_written_is_a_formula_or_refused(words: str) -> None:
    try:
        node = parse(words)
    except UsageError:
        return
    uses(node)
    straight(node)


def test_names_are_counted_and_straightness_told() -> None:
    assert uses(parse("a * b - a * c")) == {"a": 2, "b": 1, "c": 1}
    assert straight(parse("a * b - a * c")) and straight(parse("a / 2 + a"))
    for bent in ("a * a", "a ^ 2", "b / a", "min(a, b)", "a ^ -1"):
        assert not straight(parse(bent))
