"""How well the weights of findings/similarity.py tell claims that state the same, and what weights a fit would give.

    python bench/weights.py PILE… [--fit PILE…]

A PILE is a folder with ``reports/`` and ``gold.json``, in which findings list claims by report and words. Pairs of
claims of two reports under one gold finding are the same; a claim under one and a claim that its words do not touch are
not. Prints the average precision of pairs in each pile, by the weights that are shipped and by weights fitted (logistic
regression, ridge 1) on the piles of ``--fit``, else on all the other piles; then the weights fitted on all.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater import lineage, pipeline
from headwater.findings.about import stems
from headwater.findings.likeness import Table
from headwater.findings.place import place
from headwater.findings.similarity import MARGIN, NOTHING, WEIGHTS, margins, signs
from headwater.model import Claim, Reading, words

Floats = NDArray[np.float64]
_TOUCH = 0.8  # of the gold words that a claim must have
_ROUNDS = 4  # of fitting, since the margin depends on the weights


@dataclass(frozen=True)
class Pile:
    """The pairs of one pile that gold says something of, among all that are compared."""

    name: str
    pairs: list[tuple[int, int]]
    reports: list[str]
    signs: Floats
    same: Floats  # 1, 0, or NaN where gold does not say

    def features(self, weights: Floats) -> Floats:
        """The signs, the margin by these weights, and 1."""
        logits = self.signs @ weights[: len(WEIGHTS)] + weights[-1]
        found = margins(dict(zip(self.pairs, logits.tolist(), strict=True)), self.reports)
        margin = np.array([found[pair] for pair in self.pairs])
        return np.column_stack([self.signs, margin, np.ones(len(margin))])


def main() -> None:
    """Score every pile, then fit on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", type=Path, nargs="+")
    parser.add_argument("--fit", type=Path, nargs="+", default=[])
    given = parser.parse_args()
    piles = [_read(folder) for folder in given.piles]
    others = [_read(folder) for folder in given.fit]
    shipped = np.array([*WEIGHTS, MARGIN, NOTHING])
    print("| pile | pairs that are the same | shipped | fitted elsewhere |\n|---|--:|--:|--:|")
    for pile in piles:
        fitted = _fitted(others or [each for each in piles if each is not pile])
        precision = (f"{_precision(pile, weights):.3f}" for weights in (shipped, fitted))
        print(f"| {pile.name} | {int(np.nansum(pile.same))} | {' | '.join(precision)} |")
    names = (*WEIGHTS._fields, "margin", "nothing")
    print(", ".join(f"{name} {weight:.2f}" for name, weight in zip(names, _fitted([*piles, *others]), strict=True)))


def _read(folder: Path) -> Pile:
    readings = [each for each in pipeline.read([str(folder / "reports")]) if isinstance(each, Reading)]
    readings.sort(key=lambda reading: reading.report)
    claims = [claim for reading in readings for claim in sorted(reading.claims, key=lambda c: (c.start, c.end))]
    where = place(readings, claims, lineage.trace(readings))
    compared = signs(claims, stems(claims, {each.report: each.text for each in readings}), where, Table())
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    same = _same(claims, {reading.text.name: reading.report for reading in readings}, gold["findings"])
    return Pile(
        folder.name,
        list(compared),
        [claim.report for claim in claims],
        np.array(list(compared.values()), dtype=np.float64),
        np.array([same.get(pair, np.nan) for pair in compared]),
    )


def _same(
    claims: Sequence[Claim], reports: Mapping[str, str], findings: Sequence[dict[str, Any]]
) -> dict[tuple[int, int], float]:
    """For pairs of claims of two reports 1 or 0, where gold says it."""
    found: dict[tuple[int, int], float] = {}
    for finding in findings:
        best, touched = set[int](), set[int]()
        for gold in finding["claims"]:
            here = [at for at, claim in enumerate(claims) if claim.report == reports[gold["report"]]]
            near = {at: _touch(gold["words"], claims[at].quote) for at in here}
            touched |= {at for at, share in near.items() if share}
            best |= {at for at, share in near.items() if share and share == max(near.values())}
        for i, j in combinations(sorted(best), 2):
            if claims[i].report != claims[j].report:
                found[i, j] = 1.0
        for i in best:
            for j in range(len(claims)):
                if claims[j].report != claims[i].report and j not in touched:
                    found.setdefault((min(i, j), max(i, j)), 0.0)
    return found


def _touch(gold: str, quote: str) -> float:
    """How far a claim is about the gold words: their overlap if it holds most of them or is held by them, else 0."""
    wanted, got = ({word.stem for word in words(each)} for each in (gold, quote))
    held = len(wanted & got) >= _TOUCH * len(wanted) or (len(got) > 1 and got <= wanted)
    return len(wanted & got) / len(wanted | got) if held else 0.0


def _fitted(piles: Sequence[Pile]) -> Floats:
    """The weights by which these piles are told best: signs, margin, and what nothing weighs."""
    weights = np.array([*WEIGHTS, MARGIN, NOTHING])
    for _ in range(_ROUNDS):
        known = [(pile.features(weights), ~np.isnan(pile.same), pile.same) for pile in piles]
        rows = np.concatenate([each[which] for each, which, _ in known])
        same = np.concatenate([each[which] for _, which, each in known])
        weights = _regression(rows, same, weights)
    return weights


def _regression(rows: Floats, same: Floats, weights: Floats) -> Floats:
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * np.maximum(likely * (1 - likely), 1e-6)[:, None]).T @ rows + np.eye(len(weights))
        step = np.linalg.solve(curve, rows.T @ (same - likely) - weights)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _precision(pile: Pile, weights: Floats) -> float:
    """The mean, over pairs that are the same, of the precision down to each."""
    known = ~np.isnan(pile.same)
    order = np.argsort(-(pile.features(weights) @ weights)[known], kind="stable")
    same = pile.same[known][order]
    return float((np.cumsum(same) / np.arange(1, len(same) + 1))[same == 1].mean())


if __name__ == "__main__":
    main()
