"""What is whole in a damaged case: every row that proves itself, whatever SQLite says of the file.

A report proves itself by its SHA-256, a capture by its own, a judgement by its id (a hash of all its parts), the log by
its chain, and the list of what could not be read by its SHA-256 in the log. They are sought through SQLite first, then
page by page.
"""

import hashlib
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import get_args

import msgspec

from headwater.case import engine
from headwater.case.case import Received
from headwater.case.log import Entry, Kind
from headwater.case.pages import Value, records
from headwater.model import Acquisition, Capture, Format, Given, Judgement, Report, Unread, digest, make_id

_TABLES = (
    "SELECT id, name, sha256, format, given, raw FROM report ORDER BY rowid",
    "SELECT sha256, record FROM capture ORDER BY rowid",
    "SELECT report, path, name, details, obtained, tool FROM acquisition",
    'SELECT id, target, verdict, who, "when", why, subject, "of", "to" FROM judgement ORDER BY rowid',
    'SELECT number, kind, "when", tool, body, hash FROM log ORDER BY number',
)
_WRONG = (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError)  # what sqlite3 raises for bytes that are wrong

_Row = tuple[Value, ...]
_Proved = Report | Capture | Received | Judgement | Entry | Unread
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


@dataclass(slots=True)
class Salvage:
    """What a file still holds. The reports and captures themselves come one at a time from `salvage`."""

    reports: dict[str, str] = field(default_factory=dict)  # the name of each that is whole
    captures: set[str] = field(default_factory=set)
    received: dict[Received, None] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    log: list[Entry] = field(default_factory=list)  # from its beginning, as far as the chain holds
    options: dict[str, str] = field(default_factory=dict)
    unread: dict[str, tuple[str, str]] = field(default_factory=dict)  # inputs that could not be read: why, and when
    unsure: bool = False  # whether that list is not, or is not known to be, the one of the last build
    lost: dict[str, str] = field(default_factory=dict)  # reports that it held and are not whole: the name of each
    undecided: list[str] = field(default_factory=list)  # judgements that it held and are not whole: the id of each
    cut: bool = False  # whether the log goes on where the chain no longer holds

    @property
    def is_whole(self) -> bool:
        """Whether nothing precious is known to be lost."""
        return not (self.lost or self.undecided or self.cut or self.unsure)


def salvage(path: Path) -> Iterator[Report | Capture | Salvage]:
    """Give every whole report and capture of a file, each once, and last what else is in it.

    Raises:
        OSError: the file cannot be read.
    """
    found, entries = Salvage(), dict[int, list[Entry]]()
    with _at_rest(path) as file:
        found.options = _options(file)
        for row in _rows(file):
            if isinstance(row[-1], bytes) and (row[0] in found.reports or row[0] in found.captures):
                continue
            each = _proved(row)
            if isinstance(each, Report):
                found.reports[each.id] = each.name
                yield each
            elif isinstance(each, Capture):
                found.captures.add(each.sha256)
                yield each
            elif isinstance(each, Judgement):
                found.judgements[each.id] = each
            elif isinstance(each, Entry):
                entries.setdefault(each.number, []).append(each)
            elif isinstance(each, Received):
                found.received[each] = None
            elif isinstance(each, Unread):
                found.unread[each.path] = each.why, str(row[2])
        listed = _unread(file)
    _read_log(found, entries)
    wrote = _built(found.log).get("unread", _sha256({}))
    found.unread = listed if _sha256(listed) == wrote else found.unread | listed  # pages hold what was removed, too
    found.unsure = _sha256(found.unread) != wrote
    yield found


def survey(path: Path) -> Salvage:
    """What of a file is whole, and what is known to have been in it and is not."""
    return [each for each in salvage(path) if isinstance(each, Salvage)][-1]


def _read_log(found: Salvage, entries: Mapping[int, list[Entry]]) -> None:
    """Follow the chain as far as it holds, and learn from all that is left of it what the case held."""
    before = ""
    while after := next((each for each in entries.get(len(found.log) + 1, ()) if each.follows(before)), None):
        found.log.append(after)
        before = after.hash
    found.cut = len(found.log) < max(entries, default=0)
    sure: dict[Received, None] = {}
    for each in (each for some in entries.values() for each in some):
        with suppress(msgspec.ValidationError, ValueError, KeyError, TypeError, AttributeError):
            told = each.told()
            if each.kind == "acquisition":
                received = Received(told["report"], msgspec.convert(told, Acquisition), each.when, each.tool)
                found.lost[received.report] = received.way.name
                if found.log[each.number - 1 : each.number] == [each]:
                    sure[received] = None
            elif each.kind == "judgement":
                judgement = msgspec.convert(told, Judgement)
                if _is_itself(judgement):
                    found.judgements[judgement.id] = judgement
                elif judgement.id not in found.judgements:
                    found.undecided.append(judgement.id)
    told_of = {each.report for each in sure}  # a way in the table that the log does not tell of is a damaged one
    found.received = sure | {each: None for each in found.received if each.report not in told_of}
    found.lost = {each.report: each.way.name for each in found.received} | found.lost
    found.lost = {id: name for id, name in found.lost.items() if id not in found.reports}


def _built(log: list[Entry]) -> dict[str, str]:
    """The SHA-256 of each table as the last build of a log wrote it; nothing if there is none."""
    build = next((each for each in reversed(log) if each.kind == "build"), None)
    hashes: dict[str, str] = build.told()["sha256"] if build else {}
    return hashes


def _sha256(unread: Mapping[str, tuple[str, str]]) -> str:
    """The SHA-256 of the list of what could not be read, as a build writes it into the log."""
    return digest(chain.from_iterable(sorted((path, *told) for path, told in unread.items())))


def _proved(row: _Row) -> _Proved | None:
    """What a row is, by its shape, if it proves to be that."""
    with suppress(msgspec.DecodeError, TypeError, ValueError):
        match row:
            case (str() as id, str() as name, str() as sha256, str() as format, str() as given, bytes() as raw):
                if format not in get_args(Format) or hashlib.sha256(raw).hexdigest() != sha256:
                    return None
                if format != "row" and id != make_id("report", sha256):
                    return None
                return Report(id, name, sha256, format, raw, msgspec.json.decode(given, type=Given), ())  # type: ignore[arg-type]
            case (str() as sha256, bytes() as record) if hashlib.sha256(record).hexdigest() == sha256:
                return Capture(sha256, record)
            case (int() as number, str() as kind, str() as when, str() as tool, str() as body, str() as hash):
                return Entry(number, kind, when, tool, body, hash) if kind in get_args(Kind) else None  # type: ignore[arg-type]
            case (str() as id, str() as path, str() as name, str() as details, str() as when, str() as tool):
                if id.startswith("report-"):
                    facts = msgspec.json.decode(details, type=tuple[tuple[str, str], ...])
                    return Received(id, Acquisition(name, path, facts), when, tool)
            case (str() as id, str() as path, str() as name, str() as when) if id.startswith("report-"):
                return Received(id, Acquisition(name, path), when, "")  # from before there were details
            case (str() as path, str() as why, str() as seen) if _MOMENT.fullmatch(seen):
                return Unread(path, why)
            case (str() as id, str() as target, verdict, who, when, why, *rest) if id.startswith("judgement-"):
                told = {"subject": "grouping", "of": None, "to": None} | dict(
                    zip(("subject", "of", "to"), rest, strict=False)
                )
                told |= {"id": id, "target": msgspec.json.decode(target), "verdict": verdict}
                judgement = msgspec.convert(told | {"who": who, "when": when, "why": why or ""}, Judgement)
                return judgement if _is_itself(judgement) else None
    return None


def _is_itself(judgement: Judgement) -> bool:
    """Whether a judgement is as it was made."""
    made = Judgement.made(
        judgement.subject,
        judgement.verdict,
        judgement.target,
        of=judgement.of,
        to=judgement.to,
        who=judgement.who,
        when=judgement.when,
        why=judgement.why,
    )
    return made == judgement


def _rows(file: Path) -> Iterator[_Row]:
    """Every row that SQLite can read of the precious tables, then every record that any page holds."""
    with suppress(*_WRONG), closing(_connect(file)) as connection:
        for sql in _TABLES:
            with suppress(*_WRONG):
                yield from connection.execute(sql)
    with file.open("rb") as stream, suppress(ValueError), mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
        for record in records(data):
            if record.values:
                alias = record.values[0] is None and record.rowid is not None  # INTEGER PRIMARY KEY is the rowid
                yield (record.rowid, *record.values[1:]) if alias else record.values


def _options(file: Path) -> dict[str, str]:
    with suppress(*_WRONG), closing(_connect(file)) as connection:
        return dict(connection.execute("SELECT name, value FROM option"))
    return {}


def _unread(file: Path) -> dict[str, tuple[str, str]]:
    with suppress(*_WRONG), closing(_connect(file)) as connection:
        return {path: (why, seen) for path, why, seen in connection.execute("SELECT path, why, seen FROM unread")}
    return {}


def _connect(file: Path) -> sqlite3.Connection:
    return engine.connect(file, "mode=ro&immutable=1")


@contextmanager
def _at_rest(path: Path) -> Iterator[Path]:
    """The file with what a build that was ended left beside it brought in; the file itself is never touched."""
    beside = [path.with_name(path.name + end) for end in ("-wal", "-journal")]
    beside = [each for each in beside if each.is_file() and each.stat().st_size]
    if not beside:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="headwater-") as folder:
        copies = [Path(shutil.copy(each, folder)) for each in (path, *beside)]
        engine.alike(path, copies[0])
        with suppress(*_WRONG), closing(engine.connect(copies[0], "mode=rw")) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
        yield copies[0]
