"""The main path: reports in, a case out. Start reading here.

::

     files, folders, rows
       │ intake      bytes → Report
       │ text        Report → Text, Parse
       │ claims      Text, Parse → Reading
       │ lineage     Readings → Lineage
       │ findings    Readings, Lineage → Findings
       │ frameworks  Readings, Findings → Indicators
       ▼ case

What people decided (``review``) is applied after each step's suggestion. Only this module writes what was read to a
case. It alone sees the clock, and other processes.
"""

import gc
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, TypeVar

import msgspec

from headwater import claims, findings, frameworks, intake, lineage, text
from headwater.case import Case, Changes, Step, renew, write
from headwater.errors import CaseError, NothingBuilt, UsageError
from headwater.model import Findings, Indicator, Lineage, Reading, Report, Unread, make_id
from headwater.processes import Seconds, read_all, timed
from headwater.review import Decided

_Value = TypeVar("_Value")

Progress = Callable[[str, int, int | None], None]
"""Called with a step's name, how much of it is done, and how much there is (None: not known yet)."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did, and what is in the case now."""

    case: Path
    reports: int
    read: int  # reports that this build had to read; the others were as before
    unread: tuple[Unread, ...]  # inputs of this build that could not be read
    claims: int
    lineage: Lineage
    findings: Findings
    indicators: tuple[Indicator, ...]
    seconds: Seconds
    elapsed: float  # seconds by the clock on the wall


def build(
    paths: Sequence[str],
    case: str | os.PathLike[str],
    *,
    codebooks: Sequence[str] = (),
    outlets: str | None = None,
    workers: int | None = 1,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Built:
    """Build a case, or add to one. Only what is stale is done again; nothing that is in the case is lost.

    Args:
        paths: files, folders, ``.jsonl`` files, or ``-``; none to bring the case up to date.
        case: where the case is or will be.
        codebooks: the frameworks to code by, shipped ones by name or files, with ``@`` an edition; none for those that
            the case was coded by, all that are shipped for a new one.
        outlets: outlets that are one newsroom, one newsroom a line (``lineage.trace``); None for those that the case
            was built with.
        workers: processes that read reports; None for one a processor, or one alone if the pile is small.
        stdin: what ``-`` stands for.
        progress: told how far each step has got.

    Raises:
        UsageError: no reports were named for a new case, there is no such framework, or a line of ``outlets``
            has only one name.
        NothingBuilt: no input could be read, and no case was made.
        CaseError: the case cannot be used.
    """
    began = perf_counter()
    path = Path(case)
    with _before(path) as old:
        work = _Work(old.steps(), progress or _silent)
        decided = Decided(old.judgements())
        books = frameworks.choose(codebooks) if codebooks else tuple(map(frameworks.again, old.frameworks()))
        books = books or frameworks.shipped()
        options = old.options()
        rooms = options.get("outlets", "") if outlets is None else outlets
        lineage.newsrooms(rooms)  # or a mistake in it would be found only after all is read

        # 1. Receive every report, once however many ways it came. Those in the case stay in it.
        known = {report.id: report for report in old.reports()}
        if not paths and not known:
            raise UsageError("no reports were named", next_step="Name files, folders, .jsonl files or -")
        with work.timed("intake"):
            received, unread = _receive(paths, stdin, known, work.tell)
            unread = [each for each in unread if Path(each.path).absolute() != path.absolute()]
        reports = known | received

        # 2. Read each that has not been read, or was read in another way than now.
        work.note("text", text.VERSION)
        work.note("english", text.weights())
        work.note("claims", claims.VERSION)
        made_from = {
            id: _fingerprint(each, decided.fingerprint("attribution", report=id)) for id, each in reports.items()
        }
        before = old.fingerprints()
        readings = {each.report: each for each in old.readings() if before[each.report] == made_from[each.report]}
        stale = sorted((each for each in reports.values() if each.id not in readings), key=lambda each: each.name)
        fresh = _read_stale(stale, workers, work)
        unread += [each for each in fresh.values() if isinstance(each, Unread)]
        readings |= {id: decided.read(each) for id, each in fresh.items() if isinstance(each, Reading)}
        if not readings:
            raise NothingBuilt("nothing could be read, so no case was made", *_first(unread))
        pile = sorted(readings.values(), key=lambda each: each.text.name)

        # 3. Trace who derives from whom.
        kept: dict[str, bytes | None] = {}

        def _trace() -> Lineage:
            before = old.kept()
            found, now = lineage.retrace(pile, made_from, before, outlets=rooms)
            kept.update(dict.fromkeys(before.keys() - now.keys()))
            kept.update((name, each) for name, each in now.items() if before.get(name) != each)
            return decided.trace(found, pile)

        base = make_id("pile", rooms, *sorted(made_from[id] for id in readings), *decided.fingerprint("derivation"))
        base, lines = work.run("lineage", lineage.VERSION, base, old.lineage, _trace)

        # 4. Gather the claims that say the same thing, and count the origins behind them.
        base = make_id("lineage", base, findings.table(), *decided.fingerprint("grouping", "drift"))
        base, found = work.run(
            "findings",
            findings.VERSION,
            base,
            old.findings,
            lambda: decided.drift(findings.gather(pile, lines, decided.grouping(pile)), pile),
        )

        # 5. Code them by the frameworks.
        base = make_id("findings", base, *(each.fingerprint for each in books), *decided.fingerprint("code"))
        _, codes = work.run(
            "frameworks",
            frameworks.VERSION,
            base,
            old.indicators,
            lambda: frameworks.code(pile, found, books, decided.coding(pile)),
        )

        # 6. Write what changed, in one transaction.
        told = set(old.unread())
        changes = Changes(
            base=work.base,
            reports=tuple(each for id, each in sorted(received.items()) if each != known.get(id)),
            unread=tuple(each for each in unread if each not in told),
            readings=tuple((readings[id], made_from[id]) for id in fresh if id in readings),
            lost=tuple(id for id in fresh if id not in readings and id in before),
            lineage=lines if "lineage" in work.redone else None,
            findings=found if "findings" in work.redone else None,
            frameworks=tuple(each.framework for each in books) if "frameworks" in work.redone else None,
            indicators=codes if "frameworks" in work.redone else None,
            steps=tuple(work.redone.values()),
            options={} if options.get("outlets", "") == rooms else {"outlets": rooms},
            kept=kept,
        )
    if changes != Changes(base=changes.base):
        work.tell("case", 0, None)
        with work.timed("case"):
            write(path, changes, when=datetime.now(UTC).isoformat(timespec="seconds"))
    return Built(
        case=path,
        reports=len(readings),
        read=len(changes.readings),
        unread=tuple(unread),
        claims=sum(len(reading.claims) for reading in pile),
        lineage=lines,
        findings=found,
        indicators=codes,
        seconds=dict(work.seconds),
        elapsed=perf_counter() - began,
    )


def read(paths: Sequence[str], *, workers: int | None = 1, stdin: BinaryIO | None = None) -> Iterator[Reading | Unread]:
    """Read every report under ``paths``, in the order that they come, without a case."""
    received = intake.receive(paths, stdin)
    for result, _ in read_all(received, workers):
        yield result


class _Work:
    """What a build does: a step runs again only if its fingerprint is not the one that the case was made with."""

    def __init__(self, before: Mapping[str, Step], tell: Progress) -> None:
        self.tell = tell
        self.seconds: Seconds = defaultdict(float)
        self.redone: dict[str, Step] = {}
        self.base = before["lineage"].fingerprint if "lineage" in before else None
        self._before = before

    def timed(self, step: str) -> AbstractContextManager[None]:
        """Count the time of a step."""
        return timed(self.seconds, step)

    def note(self, name: str, version: str, made_from: str = "") -> Step:
        """Record a step as it is now, and whether it is another than before."""
        step = Step(name, version, make_id(name, version, made_from))
        if self._before.get(name) != step:
            self.redone[name] = step
        return step

    def run(
        self, name: str, version: str, made_from: str, kept: Callable[[], _Value], again: Callable[[], _Value]
    ) -> tuple[str, _Value]:
        """Give a step's fingerprint, and what is kept of it or else what it gives now."""
        step = self.note(name, version, made_from)
        if name not in self.redone:
            return step.fingerprint, kept()
        self.tell(name, 0, None)
        with self.timed(name), _uncollected():
            return step.fingerprint, again()


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: it would go through all readings again and again, and find nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _silent(step: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


def _before(path: Path) -> Case:
    """The case as it was, brought to the tables of this version if it exists."""
    if not path.exists():
        if not os.access(path.parent, os.W_OK):
            raise CaseError("no case can be made there", path, "Name a folder that exists and that you may write to")
        return Case.empty(path)
    renew(path)
    return Case.open(path)


def _receive(
    paths: Sequence[str], stdin: BinaryIO | None, known: Mapping[str, Report], tell: Progress
) -> tuple[dict[str, Report], list[Unread]]:
    """Every report once, with all the ways it came; the names of those that are known stay."""
    found: dict[str, Report] = {}
    unread = []
    for each in intake.receive(paths, stdin):
        if isinstance(each, Unread):
            unread.append(each)
        else:
            found[each.id] = _joined(found[each.id], each) if each.id in found else each
            tell("intake", len(found), None)
    taken = {report.name for report in known.values()}
    for report in sorted(found.values(), key=lambda report: (report.name, report.acquisitions, report.id)):
        if report.id in known:
            was = known[report.id]
            ways = tuple(sorted({*was.acquisitions, *report.acquisitions}))
            found[report.id] = replace(was, given=report.given, acquisitions=ways)
        else:
            numbered = (f"{report.name} ({number})" for number in count(2))
            name = next(name for name in chain((report.name,), numbered) if name not in taken)
            taken.add(name)
            found[report.id] = replace(report, name=name)
    return found, unread


def _read_stale(stale: Sequence[Report], workers: int | None, work: _Work) -> dict[str, Reading | Unread]:
    """What is read of each, by its id."""
    fresh: dict[str, Reading | Unread] = {}
    work.tell("read", 0, len(stale))
    for report, (result, spent) in zip(stale, read_all(stale, workers), strict=True):
        fresh[report.id] = result
        for step, seconds in spent.items():
            work.seconds[step] += seconds
        work.tell("read", len(fresh), len(stale))
    return fresh


def _joined(one: Report, other: Report) -> Report:
    """The same bytes received twice: called, and described, by the way that comes first in order."""
    first = min(one, other, key=lambda report: report.acquisitions)
    ways = tuple(sorted({*one.acquisitions, *other.acquisitions}))
    return replace(first, name=ways[0].name, acquisitions=ways)


def _fingerprint(report: Report, judged: tuple[str, ...]) -> str:
    """All that the reading of a report is made from, what people decided about it among it."""
    given = msgspec.json.encode(report.given)
    steps = (text.VERSION, text.weights(), claims.VERSION)
    return make_id("reading", *steps, report.id, report.name, report.format, given, *judged)


def _first(unread: Sequence[Unread]) -> tuple[str, str] | tuple[()]:
    """The first input that could not be read, and why."""
    return (unread[0].path, unread[0].why) if unread else ()
