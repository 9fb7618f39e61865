"""What a decision costs: `python bench/decisions.py [--sizes 250,500] [--seed 7]`.

A case of invented reports (bench/pile.py) is built; then of each kind the suggestion that the review puts first is
rejected, and the case brought up to date, as the workbench does. Prints a Markdown table of processor seconds by step;
"anew" is the same with nothing kept from the build before (tests/review/test_rebuild.py: both give the same bytes).
"""

import argparse
import gc
import json
import tempfile
from itertools import pairwise
from pathlib import Path
from shutil import copyfile
from time import process_time

from pile import pile

from headwater import pipeline, review
from headwater.case import Case
from headwater.case.engine import connect
from headwater.model import Subject

_SUBJECTS: tuple[Subject, ...] = ("grouping", "derivation", "drift", "code", "attribution")
_STEPS = ("lineage", "findings", "frameworks", "case", "all")


def main() -> None:
    """Measure every size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="250,500", help="reports a pile, with commas (default: 250,500)")
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    print("| reports | claims | decision | lineage | findings | frameworks | case | all | all, anew |")
    print("|--:|--:|---|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        first, case, bare = (Path(folder) / f"{name}.hw" for name in ("first", "case", "bare"))
        for size in map(int, given.sizes.split(",")):
            rows = Path(folder) / "pile.jsonl"
            texts = pile(size, given.seed)
            rows.write_text("\n".join(json.dumps({"id": id, "text": text}) for id, text in texts.items()))
            first.unlink(missing_ok=True)
            claims = pipeline.build([str(rows)], first, workers=2).claims
            for subject in _SUBJECTS:
                copyfile(first, case)
                _decide(case, subject)
                copyfile(case, bare)
                _forget(bare)
                anew, now = _spent(bare), _spent(case)
                steps = " | ".join(f"{now.get(step, 0.0):.2f}" for step in _STEPS)
                print(f"| {size} | {claims:,} | {subject} | {steps} | {anew['all']:.2f} |", flush=True)


def _decide(case: Path, subject: Subject) -> None:
    """Reject the first suggestion of a kind; or give a claim that somebody is said to have made to nobody."""
    with Case.open(case) as opened:
        if subject == "attribution":
            claims = (claim for reading in opened.readings() for claim in reading.claims)
            target, of = [next(each for each in claims if each.attribution and each.attribution.speaker).passage], None
        else:
            first = next(each for each in review.queue(opened) if each.subject == subject)
            target, of = list(first.target), first.of
    review.judge(case, subject, "reject", target, of=of, who="bench", when="2026-11-22T12:00", why="measured")


def _forget(case: Path) -> None:
    """Take out what was kept."""
    connection = connect(case, "mode=rw", isolation_level=None)
    connection.execute("DELETE FROM kept")
    connection.close()


def _spent(case: Path) -> dict[str, float]:
    """Processor seconds of each step of bringing a case up to date, and of all of it."""
    marks: dict[str, float] = {}

    def told(step: str, _done: int, _total: int | None) -> None:
        marks.setdefault(step, process_time())

    gc.collect()
    began = process_time()
    pipeline.build([], case, progress=told)
    marks["end"] = process_time()
    steps = {name: marks[after] - marks[name] for name, after in pairwise(marks)}
    return steps | {"all": marks["end"] - began}


if __name__ == "__main__":
    main()
