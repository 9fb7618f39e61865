"""How well Headwater reads, by the labelled files of a folder and that folder's own score.py.

    python bench/evaluate.py ../shared/eval [--only quantities,times] [--limit N]

Prints one Markdown table, and in words what was left out or changed. Nothing of the folder is written to.
"""

import argparse
import json
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

TASKS = {
    "quantities": ("quantities-dev.jsonl",),
    "times": ("times-dev.jsonl",),
    "attribution": ("attribution-dev.jsonl",),
    "credit": ("attribution-train.jsonl",),
    "lineage": ("rewrites-dev.jsonl", "same-event-dev.jsonl"),
    "pile": ("piles/*/",),
}
# What score.py counts over all piles, and of how many.
PARTS = {
    "origin count right": "piles",
    "edges right": "edges",
    "edges reversed": "edges",
    "edges undirected": "edges",
    "findings grouped": "findings",
    "joined rightly": "joined",
    "findings counted": "findings",
    "findings exact": "findings",
    "width": "findings",  # the mean of origins_high - origins_low
    "false corroboration": "findings",
    "not established right": "not established",
    "drift found": "drift",
    "drift kind right": "drift",
    "drift kinds given": "drift found",
    "same meaning called drift": "same meaning",
    "indicators right": "indicators",
    "near misses coded": "near misses",
    "quantities right": "quantities",
    "counted right": "counted",
    "quotes found": "quotes",
    "speakers right": "quotes",
    "furniture removed": "furniture",
    "kept": "keep",
    "claims too long": "claims",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", help="tasks, with commas between: " + ",".join(TASKS))
    parser.add_argument("--limit", type=int, help="the first N rows of every file")
    args = parser.parse_args()
    only = args.only.split(",") if args.only else list(TASKS)
    if unknown := sorted(set(only) - set(TASKS)):
        parser.error(f"no such task: {', '.join(unknown)}. The tasks are {', '.join(TASKS)}")
    if not (args.folder / "score.py").is_file():
        parser.error(f"there is no score.py in {args.folder}")
    print(f"Measured {datetime.now(UTC):%Y-%m-%d} on {platform.machine()}, Python {platform.python_version()}.\n")
    print("| task | measure | figure |\n|---|---|---|")
    notes = [f"Only the first {args.limit} rows of every file were read."] if args.limit else []
    with tempfile.TemporaryDirectory() as work:
        for task in only:
            missing = [each for each in TASKS[task] if not list(args.folder.glob(each))]
            if missing:
                notes.append(f"Left out: {task}; there is no {' and no '.join(missing)} in {args.folder}.")
                continue
            paths = sorted(path for each in TASKS[task] for path in args.folder.glob(each))
            if task == "quantities":
                paths = [_without_blanks(paths[0], Path(work), notes)]
            for measure, figure in _scored(task, paths, args, notes):
                print(f"| {task} | {measure} | {figure} |", flush=True)
    print("", *notes, sep="\n")


def _without_blanks(path: Path, work: Path, notes: list[str]) -> Path:
    """A copy in which gold ranges have no blanks: score.py takes "3.0-4.0" and stops at "3.0 - 4.0"."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    mended = []
    for row in rows:
        for gold in row["quantities"]:
            value = re.sub(r"\s*-\s*(?=\d)", "-", str(gold["value"]).strip()) if " " in str(gold["value"]) else None
            if value:
                mended.append(f'{row["id"]} "{gold["value"]}"')
                gold["value"] = value
    copy = work / path.name
    copy.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if mended:
        notes.append(f"Changed: blanks taken out of the gold value of {', '.join(mended)}, at which score.py stops.")
    return copy


def _scored(task: str, paths: list[Path], args: argparse.Namespace, notes: list[str]) -> Iterator[tuple[str, str]]:
    """Run score.py and give its measures one by one; what it says in other lines goes to the notes."""
    command = [sys.executable, str(args.folder / "score.py"), task, *map(str, paths)]
    command += ["--headwater", f"{sys.executable} -m headwater"]
    if args.limit:
        command += ["--limit", str(args.limit)]
    print(f"{task} …", file=sys.stderr, flush=True)
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        notes.append(f"Left out: {task}; score.py ended with {done.returncode}: {done.stderr.strip()[-300:]}")
        return
    for line in done.stdout.splitlines():
        if line.startswith("all: "):
            yield from _pile_parts(line.removeprefix("all: "))
        elif task == "pile":
            name, _, rest = line.partition(": ")
            yield name, rest.partition(" | ")[0]
        elif " | " in line:
            for piece in line.split(" | ")[: -1 if line.endswith(" s") else None]:
                named = re.fullmatch(r"(\D*?) ((?:P )?[\d.].*)", piece.strip())
                yield (named[1], named[2]) if named else ("of it", piece.strip())
        else:
            notes.append(f"{task}: {line.strip()}")
    yield "seconds", f"{time.monotonic() - began:.0f}"


def _pile_parts(line: str) -> Iterator[tuple[str, str]]:
    counts = {key: float(value) for key, _, value in (each.rpartition(" ") for each in line.split(", "))}
    for part, whole in PARTS.items():
        if counts.get(whole):
            share = counts.get(part, 0) / counts[whole]
            yield part, f"{counts.get(part, 0):g} of {counts[whole]:g} ({share:.2f})"
    for pair in ("pP", "pR"):
        yield f"pair {pair[1]}, mean of the piles", f"{counts[pair] / counts['piles']:.3f}"


if __name__ == "__main__":
    main()
