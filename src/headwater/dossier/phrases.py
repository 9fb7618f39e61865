"""Numbers in plain words."""

from headwater.model import Finding

_IRREGULAR = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "foot": "feet",
    "yuan": "yuan",
    "won": "won",
    "yen": "yen",
    "baht": "baht",
    "people": "people",
}
_SIGNS = {"percentage": "%", "ratio": " times", "times": " times"}


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 report``, ``5 reports``."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The plural of a noun or of the first word of ``year of age``."""
    head, _, rest = noun.partition(" of ")
    if head in _IRREGULAR:
        head = _IRREGULAR[head]
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        head = f"{head[:-1]}ies"
    elif head.endswith(("s", "x", "ch", "sh")):
        head = f"{head}es"
    else:
        head = f"{head}s"
    return f"{head} of {rest}" if rest else head


def figure(value: float) -> str:
    """A figure with thousands commas and no idle zeros."""
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def span(low: float | None, high: float | None, unit: str | None) -> str:
    """A range with its unit; an empty string if both ends are open.

    >>> span(100.0, 200.0, "dollar"), span(None, 50000.0, "worker"), span(20.0, None, "percentage")
    ('100–200 dollars', 'up to 50,000 workers', '20% or more')
    """
    if low is None and high is None:
        return ""
    one = low == 1 == high
    noun = "" if unit is None else _SIGNS.get(unit) or f" {unit if one else plural(unit)}"
    if low is None:
        return f"up to {figure(high or 0.0)}{noun}"
    if high is None:
        return f"{figure(low)}{noun} or more"
    return f"{figure(low)}{noun}" if low == high else f"{figure(low)}–{figure(high)}{noun}"


def given(finding: Finding) -> str:
    """The figure of a finding as the range that its reports give; an empty string if that is only "one"."""
    return "" if finding.low == 1 == finding.high else span(finding.low, finding.high, finding.unit)


def origins(low: int, high: int) -> str:
    """How many origins: one figure, or the fewest and the most."""
    return count(high, "origin") if low == high else f"{low:,} to {count(high, 'origin')}"


def standing(finding: Finding) -> str:
    """What stands behind a finding, as a number with its quality."""
    number = origins(finding.origins_low, finding.origins_high)
    if finding.standing == "independent origins":
        return number.replace("origin", "independent origin")
    if finding.standing == "not established":
        return f"{number}, independence not established"
    return number
