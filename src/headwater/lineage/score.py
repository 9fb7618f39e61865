"""How much the words of two reports speak for one origin, as readable log-odds.

Three signals. Two are corrected for what *independent* reports of one event share at these lengths, in standard
deviations: the stems of the shorter that the longer has too, and its unusual figures. The third is the share of the
shorter that stands in sentences whose like the longer has.

Wording without its facts is a template: two weekly bulletins share every phrase but no name and no figure. Then shared
wording says nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log
from typing import Self

import numpy as np

from headwater.lineage.columns import Columns, Flags, Pile

# Expected share, and its change with the log of the shorter and of the longer (in different stems); that of the shorter
# changes nothing for FIGURES. WORDS: weighted least squares on the 150 same-event pairs of outlets of
# same-event-dev.jsonl (weight 3), and on the same pairs with one or both cut to their first 2 to 14 sentences
# (weight 1): a short independent report would hold what others begin with. FIGURES: on the 150 whole pairs. How far a
# half of them will do: bench/calibration.py.
WORDS, FIGURES = (0.301, -0.116, 0.128), (-0.10, 0.0, 0.075)
# The spread around it: of WORDS the log of the standard deviation and its change with the log of the shorter.
WORDS_SPREAD, FIGURES_SPREAD = (-1.30, -0.21), 0.203
# Searched by hill climbing for whole partitions, together with WHOLE in family.py, CREDIT
# in link.py and the weights in informant.py: on the five development piles, labour-dispatch, the example and
# tests/gold/findings.jsonl, each whole and with any one report left out, and the 50 trios of same-event-dev.jsonl,
# alone and mixed with rewrites-dev.jsonl, of which one joined pair is allowed. How it holds elsewhere: docs/lineage.md.
INTERCEPT, WORDS_WEIGHT, FIGURES_WEIGHT = -4.4, 1.2, 0.9
POINTS, POINTS_WEIGHT = 0.12, 7.0
LIMIT = 4.0  # no signal counts for more: standard deviations, and log-odds of shared points and people
# A copy keeps names and figures at least as well as other words: their share is never under .94 of that of all words in
# the derived pairs of the development piles, and near a half in two bulletins of one template about two events.
TEMPLATE = 0.6


@dataclass(frozen=True, slots=True)
class Extent:
    """What is compared of a report, of a part of one, or of a family: different content stems, figures and names."""

    words: frozenset[int]
    figures: frozenset[int]
    names: frozenset[int] = frozenset()

    def __or__(self, other: Self) -> Self:
        return replace(
            self, words=self.words | other.words, figures=self.figures | other.figures, names=self.names | other.names
        )

    @property
    def facts(self) -> frozenset[int]:
        """Names and figures."""
        return self.names | self.figures


@dataclass(frozen=True, slots=True)
class Signals:
    """Standard deviations above what independent reports of one event share."""

    words: float
    figures: float
    points: float = POINTS  # share of the shorter's content that stands in sentences like one of the longer
    template: bool = False  # the wording is shared without the facts

    @property
    def log_odds(self) -> float:
        """The evidence of the words alone for one origin."""
        return INTERCEPT + self.reuse + self.rare_figures + self.same_points

    @property
    def reuse(self) -> float:
        """The part of the evidence that lies in shared words."""
        found = WORDS_WEIGHT * _limited(self.words)
        return min(0.0, found) if self.template else found

    @property
    def same_points(self) -> float:
        """The part of the evidence that lies in sentences that say the same."""
        found = min(LIMIT, POINTS_WEIGHT * (self.points - POINTS))
        return min(0.0, found) if self.template else found

    @property
    def rare_figures(self) -> float:
        """The part of the evidence that lies in shared figures."""
        return FIGURES_WEIGHT * _limited(self.figures)


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """Compares what reports of one pile hold."""

    pile: Pile

    def weight(self, figure: int) -> float:
        """How unusual a figure is; 0 for words."""
        return unusual(self.pile.vocabulary[figure])

    def signals(self, one: Extent, other: Extent) -> Signals:
        """Compare two extents; which comes first does not matter."""
        short, long = sorted((one, other), key=lambda each: len(each.words))
        if len(short.words) == len(long.words):
            short, long = sorted(
                (one, other), key=lambda each: sorted(map(self.pile.vocabulary.__getitem__, each.words))
            )
        if not short.words:
            return NOTHING
        lengths = log(max(2, len(short.words))), log(max(2, len(long.words)))
        share = len(short.words & long.words) / len(short.words)
        same, all_ = self._mass(short.figures & long.figures), self._mass(short.figures)
        kept = len(short.facts & long.words) / max(1, len(short.facts))
        return Signals(
            words=(share - _expected(WORDS, lengths)) / exp(WORDS_SPREAD[0] + WORDS_SPREAD[1] * lengths[0]),
            figures=((same + 0.3) / (all_ + 1) - _expected(FIGURES, lengths)) / FIGURES_SPREAD,
            template=bool(short.facts) and kept < TEMPLATE * share,
        )

    def _mass(self, figures: Iterable[int]) -> float:
        return sum(map(self.weight, figures))


NOTHING = Signals(-LIMIT, -LIMIT)


def extent(report: Columns, where: Flags | None = None) -> Extent:
    """A report, or the words of it that ``where`` marks, for comparing."""
    inside = np.ones(len(report), bool) if where is None else where
    text = report.text.text
    capital = np.array([text[start].isupper() for start in report.start.tolist()], bool)
    names = report.stems(report.content, capital, inside) - report.stems(~capital)
    return Extent(report.stems(report.content, inside), report.stems(report.figure, inside), names)


@cache
def unusual(word: str) -> float:
    """How much it says that two reports share this figure: its significant digits, at most three.

    Years, days and hours, and other small figures, are common ground and count half.

    >>> unusual("10977.74"), unusual("700"), unusual("2019"), unusual("9"), unusual("word")
    (3.0, 1.0, 0.5, 0.5, 0.0)
    """
    if not word[:1].isdigit():
        return 0.0
    whole, _, rest = word.partition(".")
    if not rest and (int(whole) <= 12 or (len(whole) == 4 and whole[:2] in ("19", "20"))):
        return 0.5
    digits = (whole + rest).strip("0") if rest else whole.strip("0")
    return float(min(3, max(1, len(digits))))


def _expected(line: tuple[float, float, float], lengths: tuple[float, float]) -> float:
    return line[0] + line[1] * lengths[0] + line[2] * lengths[1]


def _limited(deviations: float) -> float:
    return max(-LIMIT, min(LIMIT, deviations))
