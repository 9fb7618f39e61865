"""Numbers in plain words."""

import re

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
_PARTS = {0.25: "a quarter", 0.333333: "a third", 0.5: "half", 0.666667: "two thirds", 0.75: "three quarters"}
_OPENS = re.compile(r"(?:^|[.!?…:])\W*\Z")  # before a word that is written large for where it stands


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
    parts = [_PARTS.get(round(each, 6)) for each in (low, high) if each is not None]
    if unit == "ratio" and all(parts):
        said = " to ".join(dict.fromkeys(filter(None, parts)))
        return f"up to {said}" if low is None else f"{said} or more" if high is None else said
    one = low == 1 == high
    noun = "" if unit is None else _SIGNS.get(unit) or f" {unit if one else plural(unit)}"
    if low is None:
        return f"up to {figure(high or 0.0)}{noun}"
    if high is None:
        return f"{figure(low)}{noun} or more"
    return f"{figure(low)}{noun}" if low == high else f"{figure(low)}–{figure(high)}{noun}"


def given(finding: Finding) -> str:
    """The figure of a finding as the range that its reports give; an empty string if that is only "one"."""
    return "" if finding.low == 1 == finding.high else span(finding.low, finding.high, spelled(finding))


def spelled(finding: Finding) -> str | None:
    """The unit of a finding with the capitals that its statement gives it: a people is written large."""
    words = (finding.unit or "").split()
    if not words:
        return None
    for found in re.finditer(rf"\b{r'[ -]'.join(map(re.escape, words))}(?=e?s?\b)", finding.statement, re.IGNORECASE):
        if not _OPENS.search(finding.statement[: found.start()]):
            return found[0]
    return finding.unit


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
