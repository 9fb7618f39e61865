"""How fast Headwater reads and builds, beside its floor: the bare English pipeline over the same texts.

    python bench/speed.py [--sizes 10,100,1000] [--workers 2] [--seed 7]

Prints Markdown for docs/performance.md. All of it is measured in one run, each in a process of its own, so that peak
memory is its own, and with one thread a process. The English pipeline is loaded before the clock starts; what loading
takes is said apart.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from pile import pile

_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def main() -> None:
    """Measure every size and print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", default="10,100,1000", help="reports a pile, with commas (default: 10,100,1000)")
    options.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="processes (default: one a processor)"
    )
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--measure", nargs=3, metavar=("WHAT", "WORKERS", "REPORTS"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        what, workers, reports = given.measure
        print(json.dumps(_measure(what, int(workers), Path(reports))))
        return
    print("\n".join(_report([int(size) for size in given.sizes.split(",")], given.workers, given.seed)))


def _report(sizes: list[int], workers: int, seed: int) -> Iterator[str]:
    day, system = datetime.now(UTC).date(), platform.platform()
    yield f"{day}, {os.cpu_count()} processors, Python {platform.python_version()}, {system}, seed {seed}.\n"
    yield "| reports | words | what | seconds | processor s | reports/s | words/s | of the floor | peak MB |"
    yield "|--:|--:|---|--:|--:|--:|--:|--:|--:|"
    shares = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            reports = Path(folder) / "reports"
            reports.mkdir()
            made = pile(size, seed)
            for name, text in made.items():
                (reports / f"{name}.txt").write_text(text, encoding="utf-8")
            words = sum(len(text.split()) for text in made.values())
            floor = None
            for what, number in (("floor", 1), ("read", 1), ("read", workers), ("build", 1), ("build", workers)):
                if number == 1 or what != "floor":
                    got = _apart(what, number, reports)
                    seconds = got["seconds"]
                    floor = floor or seconds
                    name = "bare spaCy" if what == "floor" else f"{what}, {number} process{'es' * (number > 1)}"
                    yield (
                        f"| {size:,} | {words:,} | {name} | {seconds:.2f} | {got['processor']:.2f} | "
                        f"{size / seconds:.1f} | {words / seconds:,.0f} | {floor / seconds:.2f} | {got['peak']:.0f} |"
                    )
                    if what == "build" and number == 1:
                        shares.append((size, got["steps"]))
    yield "\nShare of each step of `build`, one process:\n"
    steps = list(dict.fromkeys(step for _, taken in shares for step in taken))
    yield f"| reports | {' | '.join(steps)} |"
    yield f"|--:|{'--:|' * len(steps)}"
    for size, taken in shares:
        total = sum(taken.values())
        yield f"| {size:,} | {' | '.join(f'{taken.get(step, 0) / total:.1%}' for step in steps)} |"
    yield f"\nLoading the English pipeline takes {_apart('load', 1, Path())['seconds']:.2f} s, once a process."


def _apart(what: str, workers: int, reports: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--measure", what, str(workers), str(reports)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **_ONE_THREAD})
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _measure(what: str, workers: int, reports: Path) -> dict[str, Any]:
    from headwater import pipeline
    from headwater.text.english import pipeline as english

    steps: dict[str, float] = {}
    began, used = perf_counter(), _processor()
    nlp = english()
    if what != "load":
        texts = [path.read_text(encoding="utf-8") for path in sorted(reports.iterdir())]
        nlp("This warms it up.")
        began, used = perf_counter(), _processor()
        if what == "floor":
            for _ in nlp.pipe(texts):
                pass
        elif what == "read":
            for _ in pipeline.read([str(reports)], workers=workers):
                pass
        else:
            steps = pipeline.build([str(reports)], reports.with_suffix(f".{workers}.hw"), workers=workers).seconds
    seconds, used = perf_counter() - began, _processor() - used
    peak = max(resource.getrusage(who).ru_maxrss for who in _WHO) / 1024
    return {"seconds": seconds, "processor": used, "peak": peak, "steps": steps}


def _processor() -> float:
    """Seconds that this process and those it started have kept a processor busy."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, _WHO))


if __name__ == "__main__":
    main()
