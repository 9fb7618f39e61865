"""How fast the workbench answers: a real server on one core, real HTTP, ten readers who never pause.

    python bench/web.py [--reports 2000] [--claims 20] [--readers 10] [--seconds 30] [--build] [--hidden] [--seed 7]

The case is invented and written straight through ``headwater.case.write``: families of reports of some 5,000 characters
whose sentences are claims, so that what is measured is serving, not reading. With ``--build`` a build adds reports to
the case all the while, on the other cores; with ``--hidden`` all readers have names hidden. Prints Markdown for
docs/performance.md.
"""

import argparse
import asyncio
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

import httpx
from invented import generate

_ALONE = 12  # answers of a kind whose processor time is measured alone

Built = asyncio.Task[tuple[int, float]] | None


def main() -> None:
    """Make the case, serve it, read it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--reports", type=int, default=2_000)
    options.add_argument("--claims", type=int, default=20, help="of each report (default: 20)")
    options.add_argument("--readers", type=int, default=10)
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--build", action="store_true", help="add reports meanwhile")
    options.add_argument("--hidden", action="store_true", help="hide names")
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "bench.hw"
        began = perf_counter()
        generate(case, given.reports, given.claims, random.Random(given.seed))
        size = case.stat().st_size / 1e6
        print(f"made {size:.0f} MB in {perf_counter() - began:.0f} s", file=sys.stderr)
        with _Served(case) as server:
            print("\n".join(asyncio.run(_measured(*server, given, case, size))))


class _Served:
    """A server in a process of its own, kept to the first core."""

    def __init__(self, case: Path) -> None:
        command = [sys.executable, "-m", "headwater", "serve", str(case), "--port", "0", "--no-open"]
        core = sorted(os.sched_getaffinity(0))[0]
        self.process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, preexec_fn=lambda: os.sched_setaffinity(0, {core})
        )

    def __enter__(self) -> tuple[int, str]:
        assert self.process.stderr
        return self.process.pid, self.process.stderr.readline().split("open ")[1].strip()

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait()


@dataclass
class _Timed:
    """Answers of one kind of page, in seconds."""

    work: float  # of the processor, for one answer
    times: list[float] = field(default_factory=list)
    largest: int = 0
    failed: int = 0


@dataclass
class _First:
    """How long the first answers after the start took, in seconds."""

    page: float
    every: float = 0.0  # the first of every kind, one after the other, while the server makes itself ready
    longest: tuple[float, str] = (0.0, "")  # of these, and which it was

    async def asked(self, request: httpx.Request) -> None:
        request.extensions["began"] = perf_counter()

    async def answered(self, response: httpx.Response) -> None:
        spent = perf_counter() - response.request.extensions["began"]
        self.longest = max(self.longest, (spent, response.request.url.path))


async def _measured(process: int, address: str, given: argparse.Namespace, case: Path, size: float) -> list[str]:
    parts = urlsplit(address)
    limits = httpx.Limits(max_connections=given.readers, max_keepalive_connections=given.readers)
    async with httpx.AsyncClient(base_url=f"{parts.scheme}://{parts.netloc}", limits=limits, timeout=120) as client:
        began = perf_counter()
        home = await client.get(f"/?{parts.query}", follow_redirects=True)
        first = _First(perf_counter() - began)
        if given.hidden:
            (token,) = re.findall(r'name="csrf" value="([^"]+)"', home.text)[:1]
            await client.post("/names", data={"csrf": token, "hide": "true"})
        began = perf_counter()
        client.event_hooks = {"request": [first.asked], "response": [first.answered]}
        kinds = await _pages(client)
        for paths in kinds.values():
            await client.get(paths[0])
        client.event_hooks = {}
        first.every = perf_counter() - began
        await _idle(process)
        found = {kind: _Timed(await _work(client, paths[:_ALONE], process)) for kind, paths in kinds.items()}
        built = asyncio.create_task(_build(case)) if given.build else None
        began = perf_counter()
        until = began + given.seconds
        await asyncio.gather(*(_reader(client, kinds, until, built, n, found) for n in range(given.readers)))
        spent = perf_counter() - began
        builds = await built if built else None
    return list(_report(given, size, first, spent, found, builds))


async def _pages(client: httpx.AsyncClient) -> dict[str, list[str]]:
    """Addresses of every kind of page, by following links as a reader would."""

    async def links(path: str, pattern: str) -> list[str]:
        found = re.findall(f'href="({pattern})"', (await client.get(path)).text)
        return [each.replace("&amp;", "&") for each in dict.fromkeys(found)]

    home = await client.get("/")
    pages = [each for each in dict.fromkeys(re.findall(r'<a href="(/[a-z]*)"', home.text)) if each not in ("/logout",)]
    kinds = {each: [each] for each in pages}
    reports = [each for n in (1, 7, 23) for each in await links(f"/reports?page={n}", '/reports/[^"?#]+')]
    findings = await links("/", '/findings/[^"?]+') + await links("/findings?page=9", '/findings/[^"?]+')
    ties = await links("/lineage?as=lines", '/lineage/[^"/]+/[^"]+')
    origins = await links("/lineage?as=origins", '/lineage/[^"/?]+')
    codes = await links("/indicators", '/indicators\\?code=[^"#]+')
    kinds["/reports?page="] = [f"/reports?page={n}" for n in range(1, 41)]
    kinds["/reports?words="] = [f"/reports?order=claims&words={each}" for each in ("valley", "the part", "1", "none")]
    kinds["/reports/{report}"] = reports
    kinds["/reports/{report}?beside="] = [f"{each}?beside=5" for each in reports]
    kinds["/lineage?page="] = [f"/lineage?page={n}" for n in range(1, 9)]
    kinds["/lineage?as=origins"] = [f"/lineage?as=origins&page={n}" for n in range(1, 9)]
    kinds["/lineage?as=lines"] = [f"/lineage?as=lines&page={n}" for n in range(1, 20)]
    kinds["/lineage/{report}/{source}"] = ties
    kinds["/lineage/{origin}"] = origins
    kinds["/search?q="] = [f"/search?q={each}" for each in ("the", "workers", "harbour", "mi*", '"the+town"', "said")]
    kinds["/search?in=texts"] = [f"/search?in=texts&q={each}" for each in ("the", "workers", "harbour", "mi*")]
    kinds["/findings/{finding}"] = findings
    kinds["/findings?"] = [
        *(f"/findings?page={n}" for n in range(1, 20)), "/findings?disputed=yes", "/findings?drifted=yes",
        "/findings?standing=one+origin", "/findings?standing=not+established", "/findings?kind=figure&drifted=value",
        "/findings?from=2030-03&to=2030-05",
    ]  # fmt: skip
    kinds["/indicators?code="] = codes
    kinds["/timeline?from="] = [f"/timeline?from=2030-{n:02}&to=2030-{n:02}" for n in range(1, 13)]
    kinds["/estimates/{name}"] = await links("/estimates", '/estimates/[^"?]+')
    kinds["/review?page="] = [f"/review?page={n}" for n in range(1, 30)]
    kinds["/review?subject="] = await links("/review", '/review\\?subject=[^"#]+')
    kinds["/review/{id}"] = await links("/review", '/review/suggestion[^"?#]+')
    kinds["/review/finding/{finding}"] = [f"/review{each.replace('findings', 'finding')}" for each in findings]
    kinds["/review/history"] = ["/review/history"]
    for name in ("findings", "claims", "reports", "derivations", "possible", "origins", "review", "timeline", "places"):
        kinds[f"/api/{name}"] = [f"/api/{name}?page={n}" for n in range(1, 40)]
    for name in (
        "overview", "indicators", "frameworks", "judgements", "unread", "system", "estimates", "review/history",
        "jobs", "openapi.json",
    ):  # fmt: skip
        kinds[f"/api/{name}"] = [f"/api/{name}"]
    kinds["/api/search"] = [f"/api{each}" for each in (*kinds["/search?q="], *kinds["/search?in=texts"])]
    kinds["/api/reports/{report}"] = [f"/api{each}" for each in reports]
    kinds["/api/reports/{report}/reading"] = [f"/api{each}/reading" for each in reports]
    kinds["/api/reports/{report}/claims"] = [f"/api{each}/claims" for each in reports]
    kinds["/api/findings/{finding}"] = [f"/api{each}" for each in findings]
    kinds["/api/findings/{finding}/collation"] = [f"/api{each}/collation" for each in findings]
    kinds["/api/derivations/{report}/{source}"] = [f"/api{each.replace('lineage', 'derivations')}" for each in ties]
    kinds["/api/origins/{origin}"] = [f"/api{each.replace('lineage', 'origins')}" for each in origins]
    claims = (await client.get("/api/claims?page=3")).json()["items"]
    kinds["/api/claims/{claim}"] = [f"/api/claims/{each['id']}" for each in claims]
    return {kind: paths for kind, paths in kinds.items() if paths and (await client.get(paths[0])).status_code == 200}


async def _reader(
    client: httpx.AsyncClient,
    kinds: dict[str, list[str]],
    until: float,
    built: Built,
    number: int,
    found: dict[str, _Timed],
) -> None:
    """Read any page, and the next, until the time is over and a build that runs is done."""
    chance = random.Random(number)
    while perf_counter() < until or not (built is None or built.done()):
        kind = chance.choice(list(kinds))
        await _read(client, kind, chance.choice(kinds[kind]), found)


async def _read(client: httpx.AsyncClient, kind: str, path: str, found: dict[str, _Timed]) -> None:
    began = perf_counter()
    answer = await client.get(path)
    timed = found[kind]
    timed.times.append(perf_counter() - began)
    timed.largest = max(timed.largest, len(answer.content))
    timed.failed += answer.status_code >= 500


async def _work(client: httpx.AsyncClient, paths: list[str], process: int) -> float:
    """Processor time in seconds that one answer of a kind takes, when nobody else reads."""
    for path in paths:  # so that what is remembered of the case is
        await client.get(path)
    began = _spent(process)
    for path in paths:
        await client.get(path)
    return (_spent(process) - began) / len(paths)


async def _idle(process: int) -> None:
    """Wait until the server has made everything ready."""
    spent = -1.0
    while (now := _spent(process)) - spent > 0.05:
        spent = now
        await asyncio.sleep(1)


def _spent(process: int) -> float:
    """Processor time of all threads of a process so far, in seconds."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


async def _build(case: Path) -> tuple[int, float]:
    """One build that adds a report; its exit code and seconds."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "added.txt"
        report.write_text("A report that came late. The port of Mirfield closed on Monday, the harbour master said.")
        began = perf_counter()
        command = [sys.executable, "-m", "headwater", "build", str(report), "-o", str(case), "--quiet"]
        process = await asyncio.create_subprocess_exec(*command)
        return await process.wait(), perf_counter() - began


def _report(
    given: argparse.Namespace,
    size: float,
    first: _First,
    spent: float,
    found: dict[str, _Timed],
    built: tuple[int, float] | None,
) -> Iterator[str]:
    every = sorted(time for timed in found.values() for time in timed.times)
    rate, claims = len(every) / spent, given.reports * given.claims
    yield (
        f"{datetime.now(UTC).date()}, {os.cpu_count()} processors, the server on one, Python"
        f" {platform.python_version()}. {given.reports:,} reports, {claims:,} claims, {size:.0f} MB; {given.readers}"
        f" readers, {spent:.0f} s, {len(every):,} answers, {rate:.0f} a second. The first page after the start"
        f" took {first.page:.1f} s, the first of every kind after it {first.every:.1f} s together, the longest of them"
        f" {first.longest[0]:.1f} s (`{first.longest[1]}`).\n"
    )
    if built:
        yield f"A build ran meanwhile: exit code {built[0]}, {built[1]:.0f} s.\n"
    yield "| page | answers | processor ms | median ms | p95 ms | max ms | largest kB | failed |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for kind, timed in sorted((kind, timed) for kind, timed in found.items() if timed.times):
        yield _row(f"`{kind}`", timed)
    work = sum(timed.work * len(timed.times) for timed in found.values()) / len(every)
    largest, failed = max(timed.largest for timed in found.values()), sum(timed.failed for timed in found.values())
    yield _row("all", _Timed(work, every, largest, failed))


def _row(name: str, timed: _Timed) -> str:
    times = sorted(timed.times)
    shares = [1000 * times[min(len(times) - 1, int(share * len(times)))] for share in (0.5, 0.95, 1)]
    numbers = " | ".join(f"{each:.0f}" for each in (*shares, timed.largest / 1000, timed.failed))
    return f"| {name} | {len(times):,} | {1000 * timed.work:.1f} | {numbers} |"


if __name__ == "__main__":
    main()
