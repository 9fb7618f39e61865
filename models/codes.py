"""Fit the lesson of a framework on invented passages: ``python models/codes.py`` (a few seconds, deterministic).

Ridge regression of each code on the signs of the passages (frameworks/lesson.py says what a sign is) and on the sum of
their word vectors (models/words), both divided by the length of the passage's words, each weighed by how seldom it is.
``--check`` fits it without one batch at a time and scores it on that batch, with the cues and without.
Only passages of our own making are learnt from: tests/gold/codes.jsonl. Those marked ``held`` are kept back, for the
gate to say how good the lesson is on what it has not seen.
"""

import argparse
import hashlib
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater import claims, text
from headwater.frameworks import Codebook, code, shipped
from headwater.frameworks.codebook import classes
from headwater.frameworks.lesson import Lesson, Signs
from headwater.frameworks.wording import Sentence
from headwater.model import Findings, Given, Reading, Report

HERE = Path(__file__).parent
PASSAGES = HERE.parent / "tests" / "gold" / "codes.jsonl"
DATA = HERE.parent / "src" / "headwater" / "frameworks" / "data"
FRAMEWORK = "ilo-forced-labour"

# Chosen by cross-validation over the batches.
RIDGE = 0.5
VECTORS = 1.0  # the weight of the word vectors beside the signs
CLASS = 0.7  # and of a class and of a pair of words beside a word
PAIR = 0.7
TWICE = 2  # passages that must hold a sign
_SIGNS = 1 / math.sqrt(2.2)  # about what the signs of a word come to together, so that it is as one

Floats = NDArray[np.float64]
Row = dict[str, Any]


class Fit:
    """The signs of passages, weighed, and the rule that is fitted on them."""

    def __init__(self, rows: Sequence[Row], signs: Signs, codes: Sequence[str]) -> None:
        """Fit on these passages."""
        self.codes = list(codes)
        told = [signs.of(Sentence(row["text"])) for row in rows]
        holding = Counter(sign for passage in told for sign in {s for word in passage for s in word})
        self.rare = math.log(len(rows))
        self.rarity = {sign: math.log(len(rows) / n) for sign, n in sorted(holding.items()) if n >= TWICE}
        self.column = {sign: at for at, sign in enumerate(self.rarity)}
        stems = (HERE / "words" / "stems.txt").read_text(encoding="utf-8").split()
        vectors = np.load(HERE / "words" / "vectors.npy").astype(np.float64)
        self.vectors = dict(zip(stems, vectors / np.linalg.norm(vectors, axis=1, keepdims=True), strict=True))
        self._fit(np.array([self._row(passage) for passage in told]), rows)

    def _row(self, passage: list[list[str]]) -> Floats:
        own, vector, loud = np.zeros(len(self.column)), np.zeros(128), 0.0
        for word in passage:
            for sign in word:
                if sign in self.column:
                    own[self.column[sign]] += self._size(sign)
            size = self._size(word[0])
            loud += size**2
            vector += size * self.vectors.get(word[0], 0.0)
        return np.concatenate([own * _SIGNS, vector * VECTORS]) / max(math.sqrt(loud), 1e-9)

    def _size(self, sign: str) -> float:
        return (CLASS if "<" in sign else PAIR if " " in sign else 1.0) * self.rarity.get(sign, self.rare)

    def _fit(self, held: Floats, rows: Sequence[Row]) -> None:
        wanted = np.array([[_wanted(row, code) for code in self.codes] for row in rows])
        dual = np.linalg.solve(held @ held.T + 1.0 + RIDGE * np.eye(len(held)), wanted)
        self.weights, self.base = held.T @ dual, dual.sum(axis=0)

    def written(self, passages: str = "") -> bytes:
        """The weight of every sign, and of every word of the table by its vector, in 127 steps a code."""
        own, vector = self.weights[: len(self.column)], self.weights[len(self.column) :]
        signs = sorted({*self.column, *self.vectors})
        weights = np.zeros((len(signs), len(self.codes)))
        for row, sign in enumerate(signs):
            if sign in self.column:
                weights[row] += _SIGNS * own[self.column[sign]]
            if sign in self.vectors:
                weights[row] += VECTORS * (self.vectors[sign] @ vector)
            weights[row] *= self._size(sign)
        step = np.abs(weights).max(axis=0) / 127
        arrays = {
            "signs": _bytes(signs),
            "codes": _bytes(self.codes),
            "passages": _bytes([passages]),
            "rarity": np.array([self.rarity.get(sign, self.rare) for sign in signs], dtype=np.float16),
            "weights": np.round(weights / step).astype(np.int8),
            "step": step,
            "base": self.base,
        }
        file = BytesIO()
        np.savez_compressed(file, allow_pickle=False, **arrays)
        return file.getvalue()


def _wanted(row: Row, code: str) -> float:
    return 1.0 if code in row["codes"] else 0.0 if code in row.get("may", ()) else -1.0


def _bytes(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def digest() -> str:
    """The SHA-256 of the passages."""
    return hashlib.sha256(PASSAGES.read_bytes()).hexdigest()


def passages() -> list[Row]:
    """The passages that are learnt from, in their order."""
    return [row for row in _rows(PASSAGES) if not row.get("held")]


def strangers() -> list[Row]:
    """Passages on other subjects (tests/gold/statements.jsonl): they have no code."""
    return [{"text": row["text"], "codes": []} for row in _rows(PASSAGES.with_name("statements.jsonl"))]


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def check(rows: Sequence[Row], signs: Signs, codes: Sequence[str]) -> None:
    """Print precision and recall on each batch of a rule that was fitted on the others, and of the cues alone."""
    codebook, read = shipped()[0], {row["id"]: _read(row) for row in rows}
    for batch in sorted({row["batch"] for row in rows}):
        here, others = ([row for row in rows if (row["batch"] == batch) is same] for same in (True, False))
        lesson = Lesson.read(Fit([*others, *strangers()], signs, codes).written(), signs)
        counts = [_counted(here, read, replace(codebook, lesson=each)) for each in (None, lesson)]
        print(f"batch {batch:2}, {len(here):3} passages: cues {counts[0]}; with the lesson {counts[1]}")


def _read(row: Row) -> Reading:
    report = Report.from_bytes(row["text"].encode(), name=row["id"], path=row["id"], format="row", given=Given())
    return claims.read(told := text.read(report), text.parse(told))


def _counted(rows: Sequence[Row], read: dict[str, Reading], codebook: Codebook) -> str:
    given: dict[str, set[str]] = {read[row["id"]].report: set() for row in rows}
    for indicator in code([read[row["id"]] for row in rows], Findings(), (codebook,)):
        for report in indicator.reports:
            given[report].add(indicator.name)
    right = wrong = wanted = 0
    for row in rows:
        got = given[read[row["id"]].report]
        right += len(got & set(row["codes"]))
        wrong += len(got - {*row["codes"], *row.get("may", ())})
        wanted += len(row["codes"])
    return f"P {right / max(right + wrong, 1):.2f} R {right / max(wanted, 1):.2f}"


def main() -> None:
    """Fit and write it, or check it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="score it by cross-validation; write nothing")
    rows, signs = passages(), Signs(classes(FRAMEWORK))
    names = sorted({code for row in rows for code in row["codes"]})
    if parser.parse_args().check:
        check(rows, signs, names)
        return
    path = DATA / f"{FRAMEWORK}.npz"
    path.write_bytes(Fit([*rows, *strangers()], signs, names).written(digest()))
    print(f"{len(rows)} passages, {len(names)} codes: {path}, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
