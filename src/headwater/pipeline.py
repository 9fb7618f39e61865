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
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, TypeVar

import msgspec

from headwater import claims, findings, frameworks, intake, lineage, text
from headwater.case import Case, Changes, Step, keep, renew, write
from headwater.errors import CaseError, NothingBuilt, UsageError
from headwater.intake.naming import Names
from headwater.model import Capture, Findings, Indicator, Limits, Lineage, Reading, Report, Unread, make_id
from headwater.processes import Seconds, read_all, timed
from headwater.receiver import Receiver
from headwater.review import Decided
from headwater.spool import Spool

_Value = TypeVar("_Value")

Blobs = Mapping[str, bytes]
"""What a step keeps for the next build, by name: bytes that mean nothing to anybody else."""

_OFTEN = 5.0  # seconds of reading after which what was read is kept, should the build be killed

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
    fetched: Mapping[str, Capture | Unread] | None = None,
    options: intake.Options | None = None,
    workers: int | None = 1,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Built:
    """Build a case, or add to one. Only what is stale is done again; nothing that is in the case is lost.

    A build that is killed leaves the case as it was, and what it read for the same build begun again.

    Args:
        paths: files, folders, ``.jsonl`` files, or ``-``; none to bring the case up to date.
        case: where the case is or will be.
        codebooks: the frameworks to code by, shipped ones by name or files, with ``@`` an edition; none for those that
            the case was coded by, all that are shipped for a new one.
        outlets: outlets that are one newsroom, one newsroom a line (``lineage.trace``); None for those that the case
            was built with.
        fetched: pages that were fetched from the web for this case, or why not, by their addresses.
        options: how input is to be taken, and what one report may cost; None for the defaults.
        workers: processes that read reports; None for one a processor, or one alone if the pile is small.
        stdin: what ``-`` stands for.
        progress: told how far each step has got.

    Raises:
        UsageError: no reports were named for a new case, there is no such framework, or a line of ``outlets``
            has only one name.
        NothingBuilt: no input could be read, and no case was made; its ``unread`` names them all.
        CaseError: the case cannot be used.
    """
    began = perf_counter()
    path, options = Path(case), options or intake.Options()
    with _before(path) as old, Spool(path) as spool, Receiver() as receiver:
        work = _Work(old, progress or _silent)
        decided = Decided(old.judgements())
        books = frameworks.choose(codebooks) if codebooks else tuple(map(frameworks.again, old.frameworks()))
        books = books or frameworks.shipped()
        same = old.options()
        rooms = same.get("outlets", "") if outlets is None else outlets
        lineage.newsrooms(rooms)  # or a mistake in it would be found only after all is read

        # 1. Receive every report, once however many ways it came. Those in the case stay in it.
        known = {report.id: report for report in old.reports(raw=False)}
        if not paths and not fetched and not known:
            raise UsageError("no reports were named", next_step="Name files, folders, .jsonl files or -")
        with work.timed("intake"):
            files = intake.receive(paths, stdin, options, read=receiver.read)
            captures = {url: each for url, each in (fetched or {}).items() if isinstance(each, Capture)}
            unfetched = (each for each in (fetched or {}).values() if isinstance(each, Unread))
            came = chain(files, intake.captured(captures.values(), options, read=receiver.read), unfetched)
            received, unread = _receive(came, known, spool, work.tell)
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
        fresh: dict[str, Reading | Unread] = {}
        fresh |= old.pending({id: fingerprint for id, fingerprint in made_from.items() if id not in readings})
        gone = old.given_up()
        limits = tuple(map(str, astuple(options.limits)))
        tried = {id: make_id("tried", made_from[id], *limits) for id in gone if id in made_from}
        left = {id: why for id, (made, why) in gone.items() if tried.get(id) == made}
        unread += [Unread(reports[id].acquisitions[0].path, why) for id, why in left.items()]
        have = readings.keys() | fresh.keys() | left.keys()
        stale = sorted((each for each in reports.values() if each.id not in have), key=lambda each: each.name)
        saved, lasting = len(fresh), _Lasting(path, made_from, work.base)
        for id, each in _read_stale(stale, _bytes(old, spool), options.limits, workers, work):
            fresh[id] = each if isinstance(each, Unread) else lasting.keep(decided.read(each))
        unread += [each for each in fresh.values() if isinstance(each, Unread)]
        readings |= {id: each for id, each in fresh.items() if isinstance(each, Reading)}
        if not readings:
            raise _nothing(unread)
        pile = sorted(readings.values(), key=lambda each: each.text.name)

        # 3. Trace who derives from whom.
        def _trace(kept: Blobs) -> tuple[Lineage, Blobs]:
            found, now = lineage.retrace(pile, made_from, kept, outlets=rooms)
            return decided.trace(found, pile), now

        base = make_id("pile", rooms, *sorted(made_from[id] for id in readings), *decided.fingerprint("derivation"))
        base, lines = work.run("lineage", lineage.VERSION, base, old.lineage, _trace)

        # 4. Gather the claims that say the same thing, and count the origins behind them.
        def _gather(kept: Blobs) -> tuple[Findings, Blobs]:
            found, now = findings.regather(pile, lines, made_from, kept, decided.grouping(pile))
            return decided.drift(found, pile), now

        base = make_id("lineage", base, findings.table(), *decided.fingerprint("grouping", "drift"))
        base, found = work.run("findings", findings.VERSION, base, old.findings, _gather)

        # 5. Code them by the frameworks.
        def _code(kept: Blobs) -> tuple[tuple[Indicator, ...], Blobs]:
            return frameworks.recode(pile, found, made_from, kept, books, decided.coding(pile))

        base = make_id("findings", base, *(each.fingerprint for each in books), *decided.fingerprint("code"))
        _, codes = work.run("frameworks", frameworks.VERSION, base, old.indicators, _code)

        # 6. Write what changed, in one transaction.
        told = set(old.unread())
        came_now = {each.path for each in told}.intersection(chain(captures, _reached(received.values())))
        changes = Changes(
            base=work.base,
            captures=tuple(captures.values()),
            reports=tuple(each for id, each in sorted(received.items()) if each != known.get(id)),
            unread=tuple(each for each in unread if each not in told),
            obtained=tuple(sorted(came_now - {each.path for each in unread})),
            given_up=tuple(
                (id, make_id("tried", made_from[id], *limits), each.why)
                for id, each in fresh.items()
                if isinstance(each, Unread) and each.given_up
            ),
            readings=tuple((readings[id], made_from[id]) for id in fresh if id in readings),
            lost=tuple(id for id in fresh if id not in readings and id in before),
            lineage=lines if "lineage" in work.redone else None,
            findings=found if "findings" in work.redone else None,
            frameworks=tuple(each.framework for each in books) if "frameworks" in work.redone else None,
            indicators=codes if "frameworks" in work.redone else None,
            steps=tuple(work.redone.values()),
            options={} if same.get("outlets", "") == rooms else {"outlets": rooms},
            kept=work.kept,
            raw=lambda report: spool.raw(report.id),
        )
        if changes != Changes(base=changes.base) or old.begun():
            work.tell("case", 0, None)
            old.close()  # the file is only settled once nobody else has it open
            with work.timed("case"):
                write(path, changes, when=datetime.now(UTC).isoformat(timespec="seconds"))
    return Built(
        case=path,
        reports=len(readings),
        read=len(changes.readings) - saved,
        unread=tuple(unread),
        claims=sum(len(reading.claims) for reading in pile),
        lineage=lines,
        findings=found,
        indicators=codes,
        seconds=dict(work.seconds),
        elapsed=perf_counter() - began,
    )


def read(
    paths: Sequence[str],
    *,
    options: intake.Options | None = None,
    workers: int | None = 1,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Unread]:
    """Read every report under ``paths``, in the order that they come, without a case."""
    options = options or intake.Options()
    with Receiver() as receiver:
        received = intake.receive(paths, stdin, options, read=receiver.read)
        for result, _ in read_all(received, workers, options.limits):
            yield result


class _Work:
    """What a build does: a step runs again only if its fingerprint is not the one that the case was made with."""

    def __init__(self, old: Case, tell: Progress) -> None:
        self.tell = tell
        self.seconds: Seconds = defaultdict(float)
        self.redone: dict[str, Step] = {}
        self.kept: dict[str, bytes | None] = {}  # what steps keep otherwise than before, or no longer
        self._old, self._before = old, old.steps()
        self.base = self._before["lineage"].fingerprint if "lineage" in self._before else None

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
        self,
        name: str,
        version: str,
        made_from: str,
        done: Callable[[], _Value],
        again: Callable[[Blobs], tuple[_Value, Blobs]],
    ) -> tuple[str, _Value]:
        """Give a step's fingerprint, and what it gave or else what it gives now with what it kept to save time."""
        step = self.note(name, version, made_from)
        if name not in self.redone:
            return step.fingerprint, done()
        self.tell(name, 0, None)
        with self.timed(name), _uncollected():
            before = self._old.kept(name)
            value, now = again(before)
        changed = (each for each in sorted(before.keys() | now.keys()) if before.get(each) != now.get(each))
        self.kept |= {f"{name} {each}": now.get(each) for each in changed}
        return step.fingerprint, value


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
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise CaseError("the case cannot be written", path, "Copy it to a place that you may write to")
    renew(path)
    return Case.open(path, begun=True)


def _receive(
    received: Iterable[Report | Unread], known: Mapping[str, Report], spool: Spool, tell: Progress
) -> tuple[dict[str, Report], list[Unread]]:
    """Every report once, with all the ways it came, its bytes in the spool; the names of those that are known stay."""
    found: dict[str, Report] = {}
    again: dict[str, list[Report]] = defaultdict(list)
    unread = []
    for each in received:
        if isinstance(each, Unread):
            unread.append(each)
        else:
            kept = replace(each, raw=b"") if each.id in known else spool.keep(each)
            if found.setdefault(each.id, kept) is not kept:
                again[each.id].append(kept)
            tell("intake", len(found), None)
    found |= {id: _joined([found[id], *more]) for id, more in again.items()}
    names = Names(report.name for report in known.values())
    for report in sorted(found.values(), key=lambda report: (report.name, report.acquisitions, report.id)):
        if report.id in known:
            was = known[report.id]
            ways = tuple(sorted({*was.acquisitions, *report.acquisitions}))
            found[report.id] = replace(was, given=report.given, acquisitions=ways)
        elif (name := names.give(report.name)) != report.name:
            found[report.id] = replace(report, name=name)
    return found, unread


def _read_stale(
    stale: Sequence[Report], raw: Callable[[str], bytes], limits: Limits, workers: int | None, work: _Work
) -> Iterator[tuple[str, Reading | Unread]]:
    """What is read of each, with its id."""
    work.tell("read", 0, len(stale))
    whole = (replace(each, raw=raw(each.id)) for each in stale)
    for done, (report, (result, spent)) in enumerate(zip(stale, read_all(whole, workers, limits), strict=True), 1):
        for step, seconds in spent.items():
            work.seconds[step] += seconds
        work.tell("read", done, len(stale))
        yield report.id, result.once() if isinstance(result, Reading) else result


def _bytes(old: Case, spool: Spool) -> Callable[[str], bytes]:
    """Gives the bytes of a report that came now, or is in the case."""
    return lambda id: spool.raw(id) if id in spool else old.raw(id)


class _Lasting:
    """Keeps what is read every few seconds, should the build be killed."""

    def __init__(self, path: Path, made_from: Mapping[str, str], base: str | None) -> None:
        self._path, self._base = path, base
        self._made_from = made_from
        self._waiting: list[tuple[Reading, str]] = []
        self._since = perf_counter()

    def keep(self, reading: Reading) -> Reading:
        self._waiting.append((reading, self._made_from[reading.report]))
        if perf_counter() - self._since >= _OFTEN:
            keep(self._path, self._waiting, base=self._base)
            self._waiting.clear()
            self._since = perf_counter()
        return reading


def _joined(same: Sequence[Report]) -> Report:
    """The same bytes, however often they came: called, and described, by the way that comes first in order."""
    first = min(same, key=lambda report: report.acquisitions)
    ways = tuple(sorted({way for report in same for way in report.acquisitions}))
    return replace(first, name=ways[0].name, acquisitions=ways)


def _fingerprint(report: Report, judged: tuple[str, ...]) -> str:
    """All that the reading of a report is made from, what people decided about it among it."""
    given = msgspec.json.encode(report.given)
    steps = (text.VERSION, text.weights(), claims.VERSION)
    return make_id("reading", *steps, report.id, report.name, report.format, given, *judged)


def _reached(reports: Iterable[Report]) -> Iterator[str]:
    """The path of every report, and of all that it stands within: an archive, a table."""
    for report in reports:
        for way in report.acquisitions:
            yield from (way.path[: end.start()] for end in re.finditer("(?<=.)[/:]|$", way.path))


def _nothing(unread: Sequence[Unread]) -> NothingBuilt:
    first = ((each.path, each.why) for each in unread)
    error = NothingBuilt("nothing could be read, so no case was made", *next(first, ()))
    error.unread = tuple(unread)
    return error
