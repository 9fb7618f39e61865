"""Every guard taken out, one at a time: the test that is named for it has to fail then.

    python bench/guards.py [--only WORDS] [--table]

bench/guards.toml lists the faults of docs/faults.md, and of each the guard: what stands in the code, what to put there
instead, and the test that holds it. Works on a copy of the project. A test that runs on for two minutes has failed too:
some guards are against what never ends. Prints each guard whose test passes without it, or that is no longer where the
list says, and ends with 1 if there is any. `--table` prints the table of docs/faults.md instead.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_ROOT = Path(__file__).parents[1]
_LONG = 120  # seconds
_PLAIN = ("-p", "no:cacheprovider", "-p", "no:schemathesis")  # it takes long to load, and no guard needs it


def without(guard: dict[str, Any], tree: Path) -> str:
    """What is wrong with a guard; nothing if its test fails without it."""
    file = tree / "src" / "headwater" / guard["file"]
    whole = file.read_text(encoding="utf-8")
    if whole.count(guard["guard"]) != 1:
        return f"stands {whole.count(guard['guard'])} times in {guard['file']}"
    file.write_text(whole.replace(guard["guard"], guard["without"]), encoding="utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-q", "-x", *_PLAIN, *guard["tests"]]
        environment = os.environ | {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, timeout=_LONG)
    except subprocess.TimeoutExpired:
        return ""
    finally:
        file.write_text(whole, encoding="utf-8")
    return "" if done.returncode == 1 else f"its test passes without it, or was not run: {done.stdout[-300:]}"


def table(guards: list[dict[str, Any]]) -> str:
    """The guards as Markdown."""
    rows = [
        f"| {each['fault']} | {each['then']} | {', '.join(f'`{test}`' for test in each['tests'])} |" for each in guards
    ]
    return "\n".join(["| fault | what happens | test |", "|---|---|---|", *rows]).replace("`tests/", "`")


def main() -> None:
    """Take the guards out, and print those that nobody would miss."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", help="guards whose fault holds these words")
    options.add_argument("--table", action="store_true")
    given = options.parse_args()
    listed = tomllib.loads((_ROOT / "bench" / "guards.toml").read_text(encoding="utf-8"))["guard"]
    if given.table:
        print(table(listed))
        return
    guards = [each for each in listed if given.only in each["fault"]]
    unmissed = 0
    with TemporaryDirectory(prefix="headwater-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(_ROOT, tree, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        for number, each in enumerate(guards, 1):
            wrong = without(each, tree)
            unmissed += bool(wrong)
            print(f"{number}/{len(guards)} {each['fault']}: {wrong or 'missed'}", flush=True)
    print(f"{len(guards)} guards: {len(guards) - unmissed} are missed by their tests, {unmissed} are not.")
    sys.exit(1 if unmissed else 0)


if __name__ == "__main__":
    main()
