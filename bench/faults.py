"""Builds that are killed: what is left must open, hold its laws, and become what an undisturbed build gives.

    python bench/faults.py [--kills 200] [--reports 12] [--seed 7] [--journal FILE]

A build of an invented pile is ended with SIGKILL, as a power cut would: a third of them first builds, a third additions
to a case that holds the first part of the pile, a third additions to such a case of the version before, which is
migrated first. The moment is drawn by lot within a step, and the step by lot as well: half of the kills fall on the
steps by the time that they take, half on each alike, so that short ones (the last transaction) are met too. A build
that ends before its moment is no kill: it tells how long its steps take now, and the lot is drawn again. Builds are
forked from a process that has all loaded, as nothing of a case is touched while Headwater starts.

After each kill no process of it may be left; the case is not there, or opens, and holds every law; what it shows is
what was in it before the build, or all of it after; a copy of the version before, if there is one, is whole. Then the
same build is run again, with one process or two: its export must be the same bytes as that of a build that nobody
disturbed, and nothing else may lie beside the case. Prints where the kills fell and what they met, and ends with 1 if
anything was wrong. With a journal, a run that was broken off goes on from there.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import pairwise
from mmap import mmap
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from journal import Journal
from pile import pile

from headwater import pipeline
from headwater.case import Case, broken
from headwater.case.schema import MIGRATIONS
from headwater.export import jsonl
from headwater.model import Report
from headwater.processes import read_all
from headwater.text.decoding import decode

STEPS = ("start", "intake", "read", "lineage", "findings", "frameworks", "case")  # as `pipeline.build` tells of them
MANNERS = ("first build", "addition", "addition after a migration")
_OFTEN = 0.05  # seconds after which what was read is kept; a build waits longer, but these are over in a second
_LEFT = 10.0  # seconds that a process may take to see that the one that started it is gone


class Build:
    """A build in a process and session of its own, forked from this one."""

    def __init__(self, reports: list[str], case: Path, workers: int = 1) -> None:
        self._began = memoryview(mmap(-1, 8 * len(STEPS))).cast("d")  # when each step did, by the clock; 0: not yet
        self._said = TemporaryFile()  # noqa: SIM115 - its standard error, read once it has ended
        self.pid = os.fork()
        if self.pid:
            return
        try:
            os.setsid()
            os.dup2(self._said.fileno(), 2)
            pipeline._OFTEN = _OFTEN
            self._tell("start")
            pipeline.build(reports, case, workers=workers, progress=self._tell)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)

    def _tell(self, step: str, *_: object) -> None:
        place = STEPS.index(step)
        self._began[place] = self._began[place] or time.monotonic()

    def at(self) -> str:
        """The step that it has come to."""
        return max((step for place, step in enumerate(STEPS) if self._began[place]), key=STEPS.index, default="start")

    def wait(self) -> list[float]:
        """Let it end, and give the seconds that each step took."""
        _, status = os.waitpid(self.pid, 0)
        return self._took(status)

    def _took(self, status: int) -> list[float]:
        self._said.seek(0)
        if status:
            raise SystemExit(f"a build that nobody disturbed ended with {status}\n{self._said.read().decode()}")
        moments = [*self._began, time.monotonic()]
        for place in range(len(STEPS) - 1, -1, -1):  # a step that was not run took no time
            moments[place] = moments[place] or moments[place + 1]
        return [after - before for before, after in pairwise(moments)]

    def kill(self, step: str, after: float) -> list[float]:
        """Kill it so many seconds after a step began; if it ends before, give the seconds that each step took."""
        until = None
        while until is None or time.monotonic() < until:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                return self._took(status)
            if until is None and STEPS.index(self.at()) >= STEPS.index(step):
                until = time.monotonic() + after
            time.sleep(0.0003)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return []

    def left(self) -> list[int]:
        """The processes of it that still run after some seconds."""
        until = time.monotonic() + _LEFT
        while (found := session(self.pid)) and time.monotonic() < until:
            time.sleep(0.02)
        return found


class Killed:
    """Builds of one pile that are killed, and what is found then."""

    def __init__(self, folder: Path, reports: int, seed: int) -> None:
        list(read_all([Report.from_bytes(b"It rained.", name="a", path="a")]))  # which loads all that a build needs
        self._seed = seed
        self._folder = folder / "case"
        self._case = self._folder / "pile.hw"
        self._reports = folder / "reports"
        self._reports.mkdir()
        for name, words in pile(reports, seed).items():
            (self._reports / f"{name}.txt").write_text(words, encoding="utf-8")
        first = sorted(map(str, self._reports.iterdir()))[: reports // 2]
        self._base, self._older = folder / "base.hw", folder / "older.hw"
        Build(first, self._base).wait()
        shutil.copy(self._base, self._older)
        age(self._older)
        self._before = exported(self._base)
        self._seconds: dict[str, list[float]] = {}
        for manner in MANNERS:
            self._start(manner)
            self._seconds[manner] = self._build().wait()
            self._after = exported(self._case)

    def once(self, number: int) -> dict[str, Any]:
        """Kill one build, and say where it fell and what is wrong then."""
        chance = random.Random(f"{self._seed} {number}")
        manner, workers = MANNERS[number % len(MANNERS)], chance.choice((1, 2))
        took = self._seconds[manner]
        while took:
            self._seconds[manner] = took
            step = chance.choice(STEPS) if number // len(MANNERS) % 2 else chance.choices(STEPS, took)[0]
            self._start(manner)
            build = self._build(workers)
            took = build.kill(step, chance.uniform(0, took[STEPS.index(step)]))
        met: list[str] = []
        wrong = [f"processes are left: {left}"] if (left := build.left()) else []
        wrong += self._found(manner, met)
        self._build(3 - workers).wait()
        wrong += self._again(manner)
        return {
            "number": number,
            "manner": manner,
            "step": build.at(),
            "met": met[0] if met else "",
            "wrong": wrong,
        }

    def _start(self, manner: str) -> None:
        """What a build of this manner finds."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        if manner != MANNERS[0]:
            shutil.copy(self._older if manner == MANNERS[2] else self._base, self._case)

    def _build(self, workers: int = 1) -> Build:
        return Build([str(self._reports)], self._case, workers)

    def _found(self, manner: str, met: list[str]) -> Iterator[str]:
        """What is wrong with what the killed build left; what it met goes into ``met``."""
        adds = manner != MANNERS[0]
        if not self._case.exists():
            met.append("no case yet")
            if adds:
                yield "the case is gone"
            return
        if manner == MANNERS[2] and version(self._case) < len(MIGRATIONS):
            met.append("not migrated yet")
            if dump(self._case) != dump(self._older):
                yield "the case of the version before is not as it was"
            return
        with Case.open(self._case, begun=True) as case:
            yield from broken(case, decode)
            read, steps = case.begun(), case.steps()
            shown = b"".join(jsonl(case))
        if not steps:
            met.append("begun, with what was read kept")
            if not read or adds:
                yield "a case that holds nothing does not say that it was only begun"
        elif shown == self._after:
            met.append("all of it")
        elif adds and shown == self._before:
            met.append("as before, with what was read kept" if read else "as before")
        else:
            yield "the case is neither as before nor as after"

    def _again(self, manner: str) -> Iterator[str]:
        """What is wrong after the same build was run again."""
        if exported(self._case) != self._after:
            yield "the export is not that of an undisturbed build"
        copies = sorted(self._folder.glob(f"{self._case.name}.version-*"))
        if bool(copies) != (manner == MANNERS[2]) or any(dump(each) != dump(self._older) for each in copies):
            yield "the copy of the version before is not kept as it was"
        if left := sorted(each.name for each in {*self._folder.iterdir()} - {self._case, *copies}):
            yield f"beside the case lies {left}"
        with Case.open(self._case) as case:
            yield from broken(case, decode)


def age(path: Path) -> None:
    """Make a case one of the version before: without the tables that the last migration made."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = {name for (name,) in _tables(len(MIGRATIONS) - 1)}
        for name, kind in connection.execute("SELECT name, type FROM sqlite_schema WHERE sql IS NOT NULL").fetchall():
            if name not in before:
                connection.execute(f"DROP {kind} {name}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 1}")


def _tables(version: int) -> list[tuple[str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for _, migration in MIGRATIONS[:version]:
            if isinstance(migration, str):
                connection.executescript(migration)
        return connection.execute("SELECT name FROM sqlite_schema").fetchall()


def version(path: Path) -> int:
    """The version of a case's tables."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def dump(path: Path) -> list[str]:
    """All that is in a case, whatever its version."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def exported(path: Path) -> bytes:
    """All that a case gives."""
    with Case.open(path) as case:
        return b"".join(jsonl(case))


def session(number: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for each in Path("/proc").iterdir():
        fields: list[str] = []
        with suppress(OSError):
            fields = (each / "stat").read_text().rpartition(")")[2].split() if each.name.isdigit() else []
        if fields and int(fields[3]) == number and fields[0] != "Z":
            found.append(int(each.name))
    return found


def faults(folder: Path, kills: int, reports: int, seed: int, journal: Path | None = None) -> list[dict[str, Any]]:
    """What came of each of so many kills."""
    kept = Journal(journal, {"kills": kills, "reports": reports, "seed": seed})
    killed = Killed(folder, reports, seed)
    for number in range(kills):
        if number not in kept.rows:
            kept.add(killed.once(number))
        if number % 20 == 19:
            wrong = sum(bool(row["wrong"]) for row in kept.rows.values())
            print(f"{number + 1} kills, {wrong} with faults so far", file=sys.stderr, flush=True)
    return [kept.rows[number] for number in range(kills)]


def main() -> None:
    """Kill builds, and print what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--reports", type=int, default=12)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--journal", type=Path)
    given = options.parse_args()
    with TemporaryDirectory(prefix="headwater-") as folder:
        rows = faults(Path(folder), given.kills, given.reports, given.seed, given.journal)
    wrong = [f"kill {row['number']}: {problem}" for row in rows for problem in row["wrong"]]
    print(*wrong, sep="\n", file=sys.stderr)
    print(f"{given.kills} kills (seed {given.seed}, {given.reports} reports): {len(wrong)} faults.\n")
    fell = Counter((row["step"], row["manner"]) for row in rows)
    print("| killed in |", " | ".join(MANNERS), "|\n|---|--:|--:|--:|")
    for step in STEPS:
        print(f"| {step} |", " | ".join(str(fell[step, manner]) for manner in MANNERS), "|")
    for met, times in sorted(Counter(row["met"] for row in rows).items()):
        print(f"- {met}: {times}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
