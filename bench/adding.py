"""What one more report costs the lineage of a case, reading it apart: `python bench/adding.py [ROWS.jsonl …]`.

A case is built of all reports but some, then each of those is added by a build of its own. What is printed is the
processor time of the lineage step, what was kept loaded and all; on demand the case is then compared with one that is
built at once. Without rows the reports are invented: each story (bench/news.py) in sixteen reports, whole, cut and
reworded.
"""

import argparse
import json
import random
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from news import News

from headwater import pipeline
from headwater.case import Case
from headwater.export import jsonl

_COPIES = 16


def invented(count: int) -> list[str]:
    """So many rows, each story in sixteen reports."""
    news, rows = News(), []
    for number in range(count):
        chance = random.Random(number)
        words = news.text(number // _COPIES).split(" ")
        if number % _COPIES:
            begin = chance.randrange(1 + len(words) // 2)
            words = words[begin : begin + max(80, len(words) // 2)]
            words = [chance.choice(news.words) if chance.random() < 0.1 else word for word in words]
        rows.append(json.dumps({"id": f"{number:06}", "text": " ".join(words)}))
    return rows


def exported(path: Path) -> bytes:
    """All that the case gives."""
    with Case.open(path) as case:
        return b"".join(jsonl(case))


def main() -> None:
    """Build, add, compare."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("rows", nargs="*", type=Path)
    options.add_argument("--count", type=int, default=2_000, help="reports of the first build, if they are invented")
    options.add_argument("--added", type=int, default=5, help="reports that are added, one by one")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--same", action="store_true", help="compare with a case that is built at once")
    asked = options.parse_args()
    rows = [row for path in asked.rows for row in path.read_text(encoding="utf-8").splitlines()]
    rows = rows or invented(asked.count + asked.added)
    random.Random(7).shuffle(rows)
    with tempfile.TemporaryDirectory() as folder:
        case, pile = Path(folder) / "case.hw", Path(folder) / "pile.jsonl"

        def build(some: list[str], case: Path) -> tuple[int, float]:
            """How many reports there are now, and the seconds of lineage."""
            began: dict[str, float] = {}
            pile.write_text("\n".join(some), encoding="utf-8")

            def told(step: str, _done: int, _total: int | None) -> None:
                began.setdefault(step, process_time())

            built = pipeline.build(
                [str(pile)],
                case,
                workers=asked.workers,
                progress=told,
            )
            return built.reports, began["findings"] - began["lineage"]

        reports, seconds = build(rows[: -asked.added], case)
        print(f"{reports} reports at once: {seconds:.2f} s of lineage", flush=True)
        spent = []
        for row in rows[-asked.added :]:
            reports, seconds = build([row], case)
            spent.append(seconds)
            print(f"one more, of {reports}: {seconds:.2f} s of lineage", flush=True)
        print(f"median {median(spent):.2f} s; {case.stat().st_size / reports / 1024:.0f} KB of case a report")
        if asked.same:
            build(rows, Path(folder) / "whole.hw")
            print("the same as at once:", exported(case) == exported(Path(folder) / "whole.hw"))


if __name__ == "__main__":
    main()
