"""Builds in the background: in turn, cancellable, and nothing is left of one that is ended."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from headwater import pipeline
from headwater.case import Case, broken, engine
from headwater.errors import NotFound, UsageError
from headwater.model import Unread
from headwater.text.decoding import decode
from headwater.web.job import Job, Jobs

_TEXT = "PORT, 3 May 2031 - Officials in {} said on Monday that {} people were moved from the harbour to a camp.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A case of one report, as bytes."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "first.txt").write_text(_TEXT.format("Salt Bay", 40))
    pipeline.build([str(folder / "first.txt")], folder / "c.hw", workers=1)
    return (folder / "c.hw").read_bytes()


@pytest.fixture
def case(built: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "case.hw"
    path.write_bytes(built)
    return path


@pytest.fixture
def jobs(case: Path) -> Iterator[Jobs]:
    made = Jobs(case)
    yield made
    made.close()


def pile(folder: Path, size: int) -> Path:
    folder.mkdir()
    for number in range(size):
        (folder / f"r{number}.txt").write_text(_TEXT.format(f"Town {number}", 100 + number) * 12)
    return folder


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def sound(case: Path) -> int:
    """How many reports a case has that is whole."""
    with Case.open(case) as opened:
        assert list(broken(opened, decode)) == []
        return len(opened.readings())


def test_a_build_adds_reports_and_tells_its_steps(jobs: Jobs, case: Path, tmp_path: Path) -> None:
    refused = (Unread("x.pdf", "no reader takes it"),)
    box = pile(tmp_path / "new", 2)
    job = jobs.add(["r0.txt", "r1.txt"], "2 files", folder=box, refused=refused)
    steps: set[str] = set()
    while not (now := jobs.find(job.id)).is_over:
        steps.add(now.step)
        time.sleep(0.01)
    assert now.state == "done" and now.built is not None and now.unread == refused
    assert (now.built.reports, now.built.read) == (3, 2) and sound(case) == 3
    assert {"read", "findings"} & steps and not box.exists()
    with Case.open(case) as opened:
        assert [each.acquisitions[0].path for each in opened.reports()][1:] == ["r0.txt", "r1.txt"]


def test_an_encrypted_case_is_built_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")
    monkeypatch.setattr(engine, "_keys", {})
    path, box = tmp_path / "locked.hw", pile(tmp_path / "new", 2)
    engine.unlock(path, "a key")
    pipeline.build([str(box / "r0.txt")], path)
    jobs = Jobs(path)
    assert jobs.wait(jobs.add([str(box / "r1.txt")], "one").id, 120).state == "done"
    jobs.close()
    assert sound(path) == 2 and engine.is_encrypted(path)


def test_the_second_waits_for_the_first_and_both_are_done(jobs: Jobs, case: Path, tmp_path: Path) -> None:
    one = jobs.add([str(tmp_path / "none")], "one")
    two = jobs.update()
    until(lambda: jobs.find(one.id).state == "running")
    assert jobs.find(two.id).state == "waiting" and jobs.update() == two, "updates that wait are one"
    assert jobs.wait(two.id, 120).state == "done" and jobs.find(one.id).state == "done"
    assert [each.id for each in jobs.every()] == [two.id, one.id]
    assert [each.path for each in jobs.find(one.id).unread] == [str(tmp_path / "none")] and sound(case) == 1


def test_what_is_cancelled_leaves_the_case_as_it_was(jobs: Jobs, case: Path, tmp_path: Path) -> None:
    box = Path(tempfile.mkdtemp(dir=tmp_path))
    pile(box / "new", 300)
    first = jobs.add(["new"], "many", folder=box)
    second = jobs.add([str(tmp_path / "none")], "never begun")
    until(lambda: jobs.find(first.id).done > 3)
    assert jobs.cancel(second.id).state == "cancelled"
    assert jobs.cancel(first.id).state == "cancelled"
    until(lambda: not box.exists())
    assert sound(case) == 1 and jobs.cancel(first.id).state == "cancelled"
    assert jobs.wait(jobs.update().id, 120).state == "done", "the next one runs all the same"


def test_a_failure_is_told(jobs: Jobs, case: Path) -> None:
    case.write_bytes(b"no case at all")
    ended = jobs.wait(jobs.update().id, 120)
    assert ended.state == "failed" and ended.failed is not None
    assert ended.failed.what == "the file is not a Headwater case"


def test_a_process_that_is_ended_from_outside_is_a_failure(jobs: Jobs, case: Path, tmp_path: Path) -> None:
    others = set(children(os.getpid()))
    job = jobs.add([str(pile(tmp_path / "new", 300))], "many")
    until(lambda: jobs.find(job.id).done > 3)
    (child,) = set(children(os.getpid())) - others
    os.kill(child, signal.SIGKILL)
    ended = jobs.wait(job.id, 120)
    assert ended.state == "failed" and ended.failed is not None and "ended by somebody" in ended.failed.what
    assert sound(case) == 1


def test_too_many_cannot_wait_and_what_they_brought_is_removed(jobs: Jobs, tmp_path: Path) -> None:
    box = Path(tempfile.mkdtemp(dir=tmp_path))
    with pytest.raises(UsageError, match="too many builds"):
        for _ in range(50):
            jobs.add([str(tmp_path / "none")], "x")
        jobs.add(["a"], "x", folder=box)
    with pytest.raises(UsageError):
        jobs.add(["a"], "x", folder=box)
    assert not box.exists()
    with pytest.raises(NotFound):
        jobs.find("none")


_SERVER = """
import sys, time
from pathlib import Path
from headwater.web.job import Jobs
jobs = Jobs(Path(sys.argv[1]))
job = jobs.add(["new"], "many", folder=Path(sys.argv[2]))
while jobs.find(job.id).done < 4:
    time.sleep(0.02)
print("reading", flush=True)
time.sleep(60)
"""


def test_killing_the_server_leaves_no_half_case_and_no_orphan(case: Path, tmp_path: Path) -> None:
    box = Path(tempfile.mkdtemp(dir=tmp_path))
    pile(box / "new", 300)
    server = subprocess.Popen([sys.executable, "-c", _SERVER, str(case), str(box)], stdout=subprocess.PIPE)
    assert server.stdout is not None and server.stdout.readline() == b"reading\n"
    orphans = descendants(server.pid)
    assert orphans
    server.kill()
    server.communicate()
    until(lambda: not any(alive(each) for each in orphans))
    assert not box.exists(), "what was uploaded is gone too"
    assert sound(case) == 1
    assert [each.name for each in tmp_path.iterdir()] == [case.name]


def children(pid: int) -> list[int]:
    """The processes that a process started and that still run."""
    found = list[int]()
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has ended meanwhile
            found += map(int, (task / "children").read_text().split())
    return found


def descendants(pid: int) -> list[int]:
    return [each for child in children(pid) for each in (child, *descendants(child))]


def alive(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_job_says_when_it_is_over() -> None:
    assert not Job("a", "add", "x").is_over and Job("a", "add", "x", state="cancelled").is_over
