"""Peak memory of `headwater read` and `headwater build` over large piles, sampled while they run.

    python bench/memory.py PILE [--job read|build] [--count N] [--workers N] [--until SECONDS]

``pdfs``: a folder of PDFs of 3 MB, each with ten pages of text and a picture; 100 are 300 MB. ``files``: text files of
one sentence, all in folders of 100 and all called alike. ``zip``: the same in one archive. ``same``: the same bytes so
many times.

Memory is the resident set (VmRSS) of the process that was started, now and at its peak, and the peak of the largest of
the processes that it started, sampled five times a second. Prints it as Markdown, for docs/inputs.md, whenever a tenth
of a step is done, and at the end: of ``read`` by the lines that came out, of ``build`` by what its progress was told. A
job that has not ended after ``--until`` seconds is stopped.
"""

import argparse
import math
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.papers import column, pdf

WORDS = "On Tuesday the keeper of lock {n} said that {n} sacks of meal had been lost when the barge ran aground. "


def pdfs(folder: Path, count: int) -> None:
    """PDFs of 3 MB."""
    for n in range(count):
        pages = [column(WORDS.format(n=100 * n + page) * 25, 60, 780, width=90) for page in range(10)]
        picture = random.Random(n).randbytes(3_000_000)
        (folder / f"{n:05}.pdf").write_bytes(pdf(pages, picture=picture))


def files(folder: Path, count: int) -> None:
    """Text files of one sentence, all called alike."""
    for n in range(count):
        below = folder / f"{n // 100 % 100:02}" / f"{n // 10_000:02}" / f"{n % 100:02}"
        below.mkdir(parents=True)
        (below / "report.txt").write_text(WORDS.format(n=n))


def zipped(folder: Path, count: int) -> None:
    """The same in one archive."""
    with zipfile.ZipFile(folder / "pile.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(count):
            archive.writestr(f"{n // 100}/{n % 100}/report.txt", WORDS.format(n=n))


def same(folder: Path, count: int) -> None:
    """The same bytes so many times."""
    for n in range(count):
        below = folder / f"{n // 1000}"
        below.mkdir(exist_ok=True)
        (below / f"{n}.txt").write_text(WORDS.format(n=1))


PILES = {"pdfs": (pdfs, 100), "files": (files, 100_000), "zip": (zipped, 100_000), "same": (same, 100_000)}


def resident(process: int) -> int:
    """The bytes of a process that are in memory; 0 if it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmRSS:")[2].split(maxsplit=1)[0]) * 1024 if "VmRSS:" in status else 0


def below(process: int) -> Iterator[int]:
    """The processes that a process started."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from below(child)


BUILD = """
import sys
from headwater.pipeline import build
told = {}
def tell(step, done, total):
    if step not in told or done >= told[step] + int(sys.argv[3]):
        told[step] = done
        print(step, done, flush=True)
build([sys.argv[1]], sys.argv[2], workers=int(sys.argv[4]), progress=tell)
"""


def told(job: str, folder: Path, count: int, workers: int) -> subprocess.Popen[bytes]:
    """A job that writes a line a report (``read``), or its step and how much of it is done (``build``)."""
    pile, tenth = str(folder / "pile"), str(max(1, count // 10))
    if job == "read":
        command = ["-m", "headwater", "read", pile, "--workers", str(workers)]
    else:
        command = ["-c", BUILD, pile, str(folder / "case.hw"), tenth, str(workers)]
    with (folder / "out").open("wb") as out:
        return subprocess.Popen([sys.executable, *command], stdout=out)


def run(job: str, folder: Path, count: int, workers: int, until: float) -> None:
    """Watch a job, and print the peaks of the main process and of the largest other as it goes on."""
    began, step, done, now, main, other = time.monotonic(), job, 0, 0, 0, 0
    process = told(job, folder, count, workers)

    def show(at: str) -> None:
        seconds = time.monotonic() - began
        print(f"| {at} |" + "".join(f" {each / 1e6:,.0f} MB |" for each in (now, main, other)), f"{seconds:,.0f} s |")
        sys.stdout.flush()

    with (folder / "out").open("rb") as out:
        while process.poll() is None and time.monotonic() < began + until:
            now = resident(process.pid)
            main = max(main, now)
            other = max([other, *map(resident, below(process.pid))])
            if job == "read":
                before, done = done, done + sum(piece.count(b"\n") for piece in iter(lambda: out.read(1 << 20), b""))
                if done * 10 // count > before * 10 // count:
                    show(f"read {done:,}")
            else:
                for line in out:
                    step, number = line.decode().split()
                    show(f"{step} {int(number):,}")
            time.sleep(0.2)
    ended = process.poll()
    if ended is None:
        process.kill()
    show("stopped" if ended is None else f"ended with {ended}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pile", choices=PILES)
    parser.add_argument("--job", choices=("read", "build"), default="read")
    parser.add_argument("--count", type=int)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--until", type=float, default=math.inf)
    given = parser.parse_args()
    make, usual = PILES[given.pile]
    count = given.count or usual
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pile").mkdir()
        make(folder / "pile", count)
        size = sum(each.stat().st_size for each in (folder / "pile").rglob("*") if each.is_file())
        what = f"`{given.job}`, {count:,} {given.pile}, {size / 1e6:,.1f} MB"
        print(f"| {what} | main, now | its peak | largest other | after |")
        print("|---|--:|--:|--:|--:|", flush=True)
        run(given.job, folder, count, given.workers, given.until)


if __name__ == "__main__":
    main()
