"""Whom a place could betray: the claims about people in flight or hiding, for which no place is given anywhere.

One step for pages, API and exports: what a case gives out has been through ``Sheltered.value``. The words of a report
stay as they are; what goes is the place that was read from them, by which such people could be looked up.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Protocol, TypeVar, cast

from headwater.model import Claim, Finding, Indicator, Reading, Span, stem

_Value = TypeVar("_Value")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")


class Said(Protocol):
    """A claim, or as much of it as tells whether it is about somebody in hiding."""

    @property
    def id(self) -> str: ...
    @property
    def report(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def quote(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Sheltered:
    """The claims of a case for which no place is given."""

    claims: frozenset[str]

    @classmethod
    def of(
        cls,
        claims: Sequence[Said],
        findings: Iterable[Finding],
        indicators: Iterable[Indicator],
        sentences: Callable[[str], Sequence[Span]],
    ) -> "Sheltered":
        """Those that are coded as escape or hiding, that speak of it, that stand in one sentence with such a claim, or
        that are of one finding with it. ``sentences`` gives those of a report."""
        coded = {claim for each in indicators if speaks_of_hiding(f"{each.code} {each.name}") for claim in each.claims}
        found = {each.id for each in claims if each.id in coded or speaks_of_hiding(each.quote)}
        by_report: dict[str, list[Said]] = {}
        for each in claims:
            by_report.setdefault(each.report, []).append(each)
        for report in sorted({each.report for each in claims if each.id in found}):
            starts = [each.start for each in sentences(report)]
            held = {n for each in by_report[report] if each.id in found for n in _sentences(starts, each)}
            found |= {each.id for each in by_report[report] if held.intersection(_sentences(starts, each))}
        for finding in findings:
            if found.intersection(finding.claims):
                found.update(finding.claims)
        return cls(frozenset(found))

    @classmethod
    def among(
        cls, readings: Sequence[Reading], findings: Iterable[Finding], indicators: Iterable[Indicator]
    ) -> "Sheltered":
        """The same from whole readings."""
        texts: Mapping[str, Reading] = {each.report: each for each in readings}
        claims = [claim for each in readings for claim in each.claims]
        return cls.of(claims, findings, indicators, lambda report: texts[report].text.sentences)

    def value(self, value: _Value) -> _Value:
        """The same claim, reading, or tuple of them, without the places that are not given."""
        if isinstance(value, Claim):
            return cast(_Value, replace(value, place=None) if value.place and value.id in self.claims else value)
        if isinstance(value, Reading):
            return cast(_Value, replace(value, claims=self.value(value.claims)))
        if isinstance(value, tuple) and value and isinstance(value[0], (Claim, Reading)):
            return cast(_Value, tuple(map(self.value, value)))
        return value


def speaks_of_hiding(said: str) -> bool:
    """Whether words are about people who flee or hide.

    >>> speaks_of_hiding("Two of them escaped"), speaks_of_hiding("Two of them stayed")
    (True, False)
    """
    phrases = _hiding()
    stems = tuple(map(stem, _WORD.findall(said)))
    return not phrases.keys().isdisjoint(stems) and any(
        stems[at : at + len(phrase)] == phrase
        for at, first in enumerate(stems)
        if first in phrases
        for phrase in phrases[first]
    )


def _sentences(starts: list[int], claim: Said) -> range:
    """The numbers of the sentences that a claim stands in."""
    return range(bisect_right(starts, claim.start) - 1, bisect_right(starts, max(claim.start, claim.end - 1)))


@cache
def _hiding() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Phrases as stems, by the first."""
    lines = (files("headwater.redact") / "data" / "hiding.txt").read_text(encoding="utf-8").splitlines()
    phrases = [tuple(map(stem, line.split())) for line in lines if line and not line.startswith("#")]
    return {first: tuple(each for each in phrases if each[0] == first) for first, *_ in phrases}
