"""Whether the scoring of lineage holds on what it was not fitted on: fitted on one half, checked on the other.

    python bench/calibration.py ../shared/eval/same-event-dev.jsonl ../shared/eval/piles/* [more piles]

Events and piles are halved by their names: the first, third, … are one half. On each half in turn are fitted

* the expected shares, WORDS and FIGURES, by least squares on independent reports of one event: whole, and for WORDS
  also cut to their beginnings;
* the intercept, to a tenth, the other weights as they are: the middle of the range that gives most piles exact (each
  whole and with any one report left out) with at most one pair of independent reports joined.

What was fitted is put into ``headwater.lineage.score`` and the other half is traced with it. Prints Markdown.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import log
from pathlib import Path

import numpy as np

from headwater.lineage import score, trace
from headwater.lineage.columns import Columns, columns
from headwater.lineage.score import Extent, Scale, extent
from headwater.model import Reading
from headwater.pipeline import read

Labels = dict[str, tuple[str, ...]]
"""The origins of each report of a pile by its name; a spliced one has two, and either is right."""
Pile = tuple[list[Reading], Labels]
Event = list[Reading]
Row = tuple[float, float, float, float]
"""Weight, logs of the lengths of the shorter and the longer, and the share."""

_CUTS = (2, 4, 8, 14)  # sentences
_WHOLE = 3.0  # weight of a pair of whole reports


def main() -> None:
    """Fit, check, the other way round, and as it is."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("events", type=Path, help="rows with an event: independent reports")
    options.add_argument("piles", type=Path, nargs="+", help="folders with reports/ and gold.json")
    asked = options.parse_args()
    events = _events(asked.events)
    piles = [_pile(folder) for folder in sorted(asked.piles) if (folder / "gold.json").exists()]
    shipped = score.WORDS, score.FIGURES, score.INTERCEPT
    print("| fitted on | WORDS | FIGURES | intercept | checked on | deviations of words | exact | P | R | joined |")
    print("|---|---|---|--:|---|---|---|--:|--:|---|")
    for name, half, other in (("one half", 0, 1), ("the other", 1, 0)):
        _put(*shipped)
        fit, check = (events[half::2], piles[half::2]), (events[other::2], piles[other::2])
        _put(_line(_words(fit[0]), (0, 1, 2)), _line(_figures(fit[0]), (0, 2)), shipped[2])
        _put(score.WORDS, score.FIGURES, _intercept(*fit))
        for where, some in ((name, fit), ("the other" if half == 0 else "one half", check)):
            print(_told(name, where, *some), flush=True)
    _put(*shipped)
    for where, some in (("one half", (events[0::2], piles[0::2])), ("the other", (events[1::2], piles[1::2]))):
        print(_told("as shipped", where, *some), flush=True)


def _events(path: Path) -> list[Event]:
    """The reports of each event, in order of their names."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    event = {row["id"]: row["event"] for row in rows}
    found: dict[str, Event] = defaultdict(list)
    for reading in read([str(path)]):
        if isinstance(reading, Reading):
            found[event[reading.text.name]].append(reading)
    return [found[name] for name in sorted(found)]


def _pile(folder: Path) -> Pile:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    labels: dict[str, set[str]] = {name: {each["origin"]} for name, each in gold["reports"].items()}
    for origin in gold["origins"]:
        for member in origin["members"]:
            labels[member].add(origin["name"])
    readings = [each for each in read([str(folder / "reports")]) if isinstance(each, Reading)]
    return readings, {name: tuple(sorted(each)) for name, each in labels.items()}


def _put(words: Sequence[float], figures: Sequence[float], intercept: float) -> None:
    """Score by these from now on."""
    for name, value in (("WORDS", tuple(words)), ("FIGURES", tuple(figures)), ("INTERCEPT", intercept)):
        setattr(score, name, value)


def _line(rows: Sequence[Row], of: Sequence[int]) -> tuple[float, ...]:
    """The line through the shares by weighted least squares, with these of its three coefficients; the rest are 0."""
    weight, short, long, share = np.array(rows).T
    sides = np.stack([np.ones(len(rows)), short, long], axis=1)[:, list(of)] * np.sqrt(weight)[:, None]
    fitted = np.linalg.lstsq(sides, share * np.sqrt(weight), rcond=None)[0]
    line = np.zeros(3)
    line[list(of)] = fitted
    return tuple(round(float(each), 3) for each in line)


def _pairs(events: Sequence[Event]) -> Iterator[tuple[Scale, Columns, Columns]]:
    for event in events:
        pile = columns(event)
        for one, other in combinations(pile.reports, 2):
            yield Scale(pile), one, other


def _row(weight: float, short: Extent, long: Extent, share: float) -> Row:
    return weight, log(max(2, len(short.words))), log(max(2, len(long.words))), share


def _words(events: Sequence[Event]) -> list[Row]:
    """How many of its words the shorter shares."""
    rows = []
    for _, one, other in _pairs(events):
        sides = [[extent(each), *(extent(each, each.sentence < cut) for cut in _CUTS)] for each in (one, other)]
        for a, b in product(*sides):
            short, long = sorted((a, b), key=lambda each: len(each.words))
            if short.words:
                weight = _WHOLE if a is sides[0][0] and b is sides[1][0] else 1.0
                rows.append(_row(weight, short, long, len(short.words & long.words) / len(short.words)))
    return rows


def _figures(events: Sequence[Event]) -> list[Row]:
    """How many of its figures the shorter shares."""
    rows = []
    for scale, one, other in _pairs(events):
        short, long = sorted((extent(one), extent(other)), key=lambda each: len(each.words))
        same, all_ = (sum(map(scale.weight, each)) for each in (short.figures & long.figures, short.figures))
        rows.append(_row(1.0, short, long, (same + 0.3) / (all_ + 1)))
    return rows


def _intercept(events: Sequence[Event], piles: Sequence[Pile]) -> float:
    """The middle of the best range."""
    found: dict[float, int] = {}
    for tenths in range(-54, -35):
        score.INTERCEPT = tenths / 10
        if _joined(events) <= 1:
            found[tenths / 10] = sum(exact for exact, _, _, _ in _traced(piles))
    best = [value for value, exact in found.items() if exact == max(found.values())]
    return round(sum(best) / len(best), 1)


def _joined(events: Sequence[Event]) -> int:
    """How many pairs of independent reports are joined."""
    count = 0
    for event in events:
        lineage = trace(event)
        origins = [lineage.main_origin(each.report) for each in event]
        count += sum(a == b for a, b in combinations(origins, 2))
    return count


def _traced(piles: Sequence[Pile]) -> Iterator[tuple[bool, int, int, int]]:
    """Each pile, whole and with any one report left out: whether it is exact; pairs right, joined and to be joined."""
    for readings, labels in piles:
        for left in (None, *readings):
            some = [each for each in readings if each is not left]
            lineage = trace(some)
            ours = [a == b for a, b in combinations([lineage.main_origin(each.report) for each in some], 2)]
            answers = (
                [a == b for a, b in combinations(chosen, 2)]
                for chosen in product(*(labels[each.text.name] for each in some))
            )
            gold = max(answers, key=lambda each: sum(a == b for a, b in zip(each, ours, strict=True)))
            yield ours == gold, sum(a and b for a, b in zip(ours, gold, strict=True)), sum(ours), sum(gold)


def _told(fitted: str, where: str, events: Sequence[Event], piles: Sequence[Pile]) -> str:
    """One row of the table."""
    traced = list(_traced(piles))
    exact, right, ours, gold = (sum(column) for column in zip(*traced, strict=True))
    words = [scale.signals(extent(one), extent(other)).words for scale, one, other in _pairs(events)]
    pairs = sum(len(event) * (len(event) - 1) // 2 for event in events)
    return (
        f"| {fitted} | {score.WORDS} | {score.FIGURES} | {score.INTERCEPT} | {where} | "
        f"{np.mean(words):+.2f} ± {np.std(words):.2f} | {exact} of {len(traced)} | {right / max(1, ours):.3f} | "
        f"{right / max(1, gold):.3f} | {_joined(events)} of {pairs} |"
    )


if __name__ == "__main__":
    main()
