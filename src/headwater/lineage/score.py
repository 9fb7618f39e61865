"""How much the words of two reports speak for one origin, as readable log-odds.

Three signals. Two are corrected for what *independent* reports of one event share at these lengths, in standard
deviations: the stems of the shorter that the longer has too, and its unusual figures. The third is the share of the
shorter that stands in sentences whose like the longer has. From the first the topic is taken off: a report that has
much in common even with what it is furthest from treats a common subject. That correction never counts against a pair,
else a pile that is one family would not be joined.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

import numpy as np

from headwater.lineage.columns import Columns, Flags, Pile

# Expected share, its change with the log of the shorter and of the longer report (in different stems), and the spread
# around it: least squares on the 150 same-event pairs of outlets of same-event-dev.jsonl.
WORDS = (0.609, -0.142, 0.097, 0.093)
FIGURES = (0.064, -0.040, 0.083, 0.203)
# Started from a logistic regression, then searched by hill climbing for whole partitions: the same 150 pairs (of which
# one joined pair is allowed), rewrites-dev.jsonl, and the five development piles and labour-dispatch, each whole and
# with any one report left out. Searched together with TOPIC_FLOOR, SAME_TOPIC and the weights in informant.py.
INTERCEPT, WORDS_WEIGHT, FIGURES_WEIGHT = -5.3, 0.94, 1.27
POINTS, POINTS_WEIGHT = 0.12, 12.0
LIMIT = 4.0  # no signal counts for more standard deviations than this
TOPIC_FLOOR = -0.65  # standard deviations; the topic never takes off more than this
SAME_TOPIC = -3.1  # reports further below expectation than this are not about one event: they say nothing of the topic


@dataclass(frozen=True, slots=True)
class Extent:
    """What is compared of a report, or of a part of one: its different content stems and its figures."""

    words: frozenset[int]
    figures: frozenset[int]


@dataclass(frozen=True, slots=True)
class Signals:
    """Standard deviations above what independent reports of one event share."""

    words: float
    figures: float
    points: float = POINTS  # share of the shorter's content that stands in sentences like one of the longer

    def log_odds(self, topic: float = 0.0) -> float:
        """The evidence of the words alone for one origin, with the topic taken off."""
        return INTERCEPT + self.reuse(topic) + self.rare_figures + self.same_points

    def reuse(self, topic: float = 0.0) -> float:
        """The part of the evidence that lies in shared words."""
        return WORDS_WEIGHT * max(-LIMIT, min(LIMIT, self.words - max(TOPIC_FLOOR, min(0.0, topic))))

    @property
    def same_points(self) -> float:
        """The part of the evidence that lies in sentences that say the same."""
        return POINTS_WEIGHT * (self.points - POINTS)

    @property
    def rare_figures(self) -> float:
        """The part of the evidence that lies in shared figures."""
        return FIGURES_WEIGHT * max(-LIMIT, min(LIMIT, self.figures))


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """How unusual each figure of the vocabulary is; 0 for words."""

    weight: tuple[float, ...]

    @classmethod
    def of(cls, pile: Pile) -> "Scale":
        """The scale of this pile's vocabulary."""
        return cls(tuple(map(unusual, pile.vocabulary)))

    def signals(self, one: Extent, other: Extent) -> Signals:
        """Compare two extents; which comes first does not matter."""
        short, long = sorted((one, other), key=lambda each: (len(each.words), sorted(each.words)[:1]))
        if not short.words:
            return NOTHING
        lengths = log(len(short.words)), log(len(long.words))
        words = len(short.words & long.words) / len(short.words)
        shared, all_ = self._mass(short.figures & long.figures), self._mass(short.figures)
        return Signals(_corrected(words, WORDS, *lengths), _corrected((shared + 0.3) / (all_ + 1), FIGURES, *lengths))

    def _mass(self, figures: Iterable[int]) -> float:
        return sum(self.weight[figure] for figure in figures)


NOTHING = Signals(-LIMIT, -LIMIT)


def extent(report: Columns, where: Flags | None = None) -> Extent:
    """A report, or the words of it that ``where`` marks, for comparing."""
    inside = np.ones(len(report), bool) if where is None else where
    return Extent(report.stems(report.content, inside), report.stems(report.figure, inside))


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


def _corrected(share: float, expected: tuple[float, float, float, float], short: float, long: float) -> float:
    base, by_short, by_long, spread = expected
    return (share - base - by_short * short - by_long * long) / spread
