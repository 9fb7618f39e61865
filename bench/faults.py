"""Builds that are killed: what is left must open, hold its laws, and become what an undisturbed build gives.

    python bench/faults.py [--kills 200] [--reports 12] [--seed 7]

A build of an invented pile is ended with SIGKILL at random moments, as a power cut would: half of them first builds,
half additions to a case that holds the first part of the pile. After each kill no process of it may be left; the case
is not there, or opens, and holds every law; what it shows is what was in it before the build, or all of it after. Then
the same command is run again, with one process or two: its export must be the same bytes as that of a build that
nobody disturbed, and nothing may lie beside the case. Prints what the kills met, and ends with 1 if anything was wrong.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pile import pile

from headwater.case import Case, broken
from headwater.export import jsonl
from headwater.text.decoding import decode

_OFTEN = 0.1  # seconds after which what was read is kept; a build waits longer, but these are over in seconds
_BUILD = f"import headwater.pipeline as p; p._OFTEN = {_OFTEN}; from headwater.cli import main; main()"
_LEFT = 10.0  # seconds that a process may take to see that the one that started it is gone


class Killed:
    """Builds of one pile that are killed, and what is found then."""

    def __init__(self, folder: Path, reports: int, seed: int) -> None:
        self.met = Counter[str]()
        self._chance = random.Random(seed)
        self._folder = folder / "case"
        self._case = self._folder / "pile.hw"
        self._reports = folder / "reports"
        self._reports.mkdir()
        for name, words in pile(reports, seed).items():
            (self._reports / f"{name}.txt").write_text(words, encoding="utf-8")
        self._first = sorted(map(str, self._reports.iterdir()))[: reports // 2]
        self._base = folder / "base.hw"
        self._wait(self._start(self._first, self._base))
        self._before = exported(self._base)
        whole = folder / "whole.hw"
        began = time.monotonic()
        self._wait(self._start([str(self._reports)], whole))
        self.seconds = time.monotonic() - began
        self._after = exported(whole)

    def once(self, number: int) -> Iterator[str]:
        """Kill one build, and give what is wrong then."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        adds = number % 2 == 1
        if adds:
            shutil.copy(self._base, self._case)
        moment = self._chance.uniform(0, 1.1 * self.seconds)
        workers = self._chance.choice((1, 2))
        process = self._start([str(self._reports)], self._case, workers)
        try:
            process.wait(moment)
            self.met["had ended"] += 1
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        until = time.monotonic() + _LEFT
        while left := _session(process.pid):
            if time.monotonic() > until:
                yield f"processes are left: {left}"
                break
            time.sleep(0.02)
        yield from self._found(adds)
        self._wait(self._start([str(self._reports)], self._case, workers=3 - workers))
        if exported(self._case) != self._after:
            yield "the export is not that of an undisturbed build"
        if (left_over := sorted(each.name for each in self._folder.iterdir())) != [self._case.name]:
            yield f"beside the case lies {left_over}"
        with Case.open(self._case) as case:
            yield from broken(case, decode)

    def _found(self, adds: bool) -> Iterator[str]:
        """What is wrong with what the killed build left."""
        if not self._case.exists():
            self.met["no case yet"] += 1
            if adds:
                yield "the case is gone"
            return
        with Case.open(self._case, begun=True) as case:
            yield from broken(case, decode)
            read, steps = case.begun(), case.steps()
            shown = b"".join(jsonl(case))
        if not steps:
            self.met["begun, with what was read kept"] += 1
            if not read or adds:
                yield "a case that holds nothing does not say that it was only begun"
        elif shown == self._after:
            self.met["all of it"] += 1
        elif adds and shown == self._before:
            self.met["as before, with what was read kept" if read else "as before"] += 1
        else:
            yield "the case is neither as before nor as after"

    def _start(self, reports: list[str], case: Path, workers: int = 1) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", _BUILD, "build", *reports, "-o", str(case), "-q", "--workers", str(workers)]
        return subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        if code := process.wait():
            raise SystemExit(f"a build that nobody disturbed ended with {code}")


def exported(path: Path) -> bytes:
    """All that a case gives."""
    with Case.open(path) as case:
        return b"".join(jsonl(case))


def _session(number: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for each in Path("/proc").iterdir():
        try:
            fields = (each / "stat").read_text().rpartition(")")[2].split() if each.name.isdigit() else []
        except OSError:
            continue
        if fields and int(fields[3]) == number and fields[0] != "Z":
            found.append(int(each.name))
    return found


def faults(folder: Path, kills: int, reports: int, seed: int) -> tuple[list[str], Counter[str]]:
    """Everything that is wrong after so many kills, and what they met."""
    killed = Killed(folder, reports, seed)
    wrong = []
    for number in range(kills):
        wrong += [f"kill {number}: {problem}" for problem in killed.once(number)]
        if number % 10 == 9:
            print(f"{number + 1} kills, {len(wrong)} faults so far", file=sys.stderr, flush=True)
    return wrong, killed.met


def main() -> None:
    """Kill builds, and print what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--reports", type=int, default=12)
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    with TemporaryDirectory(prefix="headwater-") as folder:
        wrong, met = faults(Path(folder), given.kills, given.reports, given.seed)
    for problem in wrong:
        print(problem, file=sys.stderr)
    print(f"{given.kills} kills (seed {given.seed}, {given.reports} reports): {len(wrong)} faults.")
    for state, times in sorted(met.items()):
        print(f"- {state}: {times}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
