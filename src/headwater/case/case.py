"""One SQLite file: opened for reading it is never touched, and a build changes it in one transaction."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import msgspec

from headwater.case.schema import APPLICATION_ID, MIGRATIONS
from headwater.errors import CaseError, DamagedCase, NewerCase, NotACase
from headwater.model import (
    Acquisition,
    Aligned,
    Claim,
    Derivation,
    Finding,
    Findings,
    Framework,
    Given,
    Indicator,
    Judgement,
    Lineage,
    Origin,
    Possible,
    Reading,
    Report,
    Root,
    Unread,
)

_Value = TypeVar("_Value")
_AGAIN = "Build it again from the reports"
_AMONG = " WHERE report IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it last ran on this case: its version, and the fingerprint of all it worked from."""

    name: str
    version: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that one build changes in a case; what is None or empty stays as it is.

    ``base`` is the fingerprint of the lineage that the build started from: if the case has another by now, somebody
    else has built it meanwhile and nothing is changed.
    """

    base: str | None = None
    reports: tuple[Report, ...] = ()  # new, or obtained again with something new said of them
    unread: tuple[Unread, ...] = ()
    readings: tuple[tuple[Reading, str], ...] = ()  # each with its fingerprint
    lost: tuple[str, ...] = ()  # reports that can no longer be read
    lineage: Lineage | None = None
    findings: Findings | None = None
    frameworks: tuple[Framework, ...] | None = None
    indicators: tuple[Indicator, ...] | None = None
    steps: tuple[Step, ...] = ()


class Case:
    """A case opened for reading. Values come in a stable order: reports by name, their claims as they stand
    in the text, all else in the order that its step gave.

    Raises ``NotACase``, ``NewerCase`` or ``DamagedCase``, when opened or when a value cannot be had.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open a case that has been built."""
        path = Path(path)
        if not path.is_file():
            raise NotACase("there is no case", path, "`headwater build` makes one")
        if _version(path) < len(MIGRATIONS):
            raise CaseError("the case is from an earlier version", path, f"`headwater build -o {path}` renews it")
        return cls(path, _connect(path, "ro"))

    @classmethod
    def empty(cls, path: str | os.PathLike[str]) -> Self:
        """The case that has not been built yet: it holds nothing, and there is no file."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _migrate(connection)
        return cls(Path(path), connection)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def reports(self) -> Iterator[Report]:
        """The reports with their bytes, one at a time."""
        acquired: dict[str, list[Acquisition]] = {}
        for report, name, path in self._rows("SELECT report, name, path FROM acquisition"):
            acquired.setdefault(report, []).append(Acquisition(name, path))
        for id, name, sha256, format, given, raw in self._rows(
            "SELECT id, name, sha256, format, given, raw FROM report ORDER BY name"
        ):
            acquisitions = tuple(sorted(acquired.get(id, ())))
            yield Report(id, name, sha256, format, raw, _decode(given, Given, self.path), acquisitions)

    def unread(self) -> tuple[Unread, ...]:
        """Every input that could not be read."""
        return tuple(Unread(path, why) for path, why in self._rows("SELECT path, why FROM unread ORDER BY path"))

    def readings(self, reports: Iterable[str] | None = None) -> tuple[Reading, ...]:
        """All that was read from each report, or from those with these ids."""
        here, wanted = ("", ()) if reports is None else (_AMONG, (_encode(sorted(set(reports))),))
        claims: dict[str, list[Claim]] = {}
        for claim in self._values(f"SELECT body FROM claim{here} ORDER BY report, start, id", Claim, wanted):
            claims.setdefault(claim.report, []).append(claim)
        sql = f"SELECT body FROM reading JOIN report ON report.id = reading.report{here} ORDER BY report.name"
        return tuple(
            replace(reading, claims=tuple(claims.get(reading.report, ())))
            for reading in self._values(sql, Reading, wanted)
        )

    def lineage(self) -> Lineage:
        """Who derives from whom."""
        return Lineage(
            derivations=self._values("SELECT body FROM derivation ORDER BY rowid", Derivation),
            possible=self._values("SELECT body FROM possible ORDER BY rowid", Possible),
            origins=self._values("SELECT body FROM origin WHERE kind <> 'informant' ORDER BY rowid", Origin),
            roots=self._values("SELECT body FROM root ORDER BY rowid", Root),
            aligned=self._values("SELECT body FROM aligned ORDER BY rowid", Aligned),
        )

    def findings(self) -> Findings:
        """What is said, with the origins behind it."""
        return Findings(
            findings=self._values("SELECT body FROM finding ORDER BY rowid", Finding),
            informants=self._values("SELECT body FROM origin WHERE kind = 'informant' ORDER BY rowid", Origin),
        )

    def indicators(self) -> tuple[Indicator, ...]:
        """The evidence for each code of the frameworks."""
        return self._values("SELECT body FROM indicator ORDER BY rowid", Indicator)

    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks that the claims are coded by."""
        return self._values("SELECT body FROM framework ORDER BY rowid", Framework)

    def judgements(self) -> tuple[Judgement, ...]:
        """What people decided, of which passages, oldest first."""
        return self._values(
            "SELECT json_object('id', id, 'subject', subject, 'verdict', verdict, 'target', json(target), 'of', \"of\","
            " 'to', \"to\", 'who', who, 'when', \"when\", 'why', coalesce(why, ''))"
            ' FROM judgement ORDER BY "when", id',
            Judgement,
        )

    def steps(self) -> dict[str, Step]:
        """How the case was made: each step with its version."""
        return {row[0]: Step(*row) for row in self._rows("SELECT name, version, fingerprint FROM step ORDER BY name")}

    def fingerprints(self) -> dict[str, str]:
        """What each report's reading was made from, by report."""
        return dict(self._rows("SELECT report, fingerprint FROM reading"))

    def integrity(self) -> tuple[str, ...]:
        """What SQLite itself finds wrong with the file."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        orphans = [f"{row[0]} is of a {row[2]} that is not there" for row in self._rows("PRAGMA foreign_key_check")]
        return (*found, *sorted(set(orphans)))

    def _rows(self, sql: str, values: tuple[str, ...] = ()) -> Iterator[Any]:
        try:
            yield from self._connection.execute(sql, values)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # sqlite3 decodes what SQLite says is wrong
            raise DamagedCase(f"the case cannot be read ({error})", self.path, _AGAIN) from error

    def _values(self, sql: str, kind: type[_Value], values: tuple[str, ...] = ()) -> tuple[_Value, ...]:
        return tuple(_decode(body, kind, self.path) for (body,) in self._rows(sql, values))


def renew(path: Path) -> None:
    """Bring a case from an earlier version to the tables of this one. Nothing precious changes."""
    if _version(path) < len(MIGRATIONS):
        with _writing(path) as connection:
            _migrate(connection)


def write(path: Path, changes: Changes, *, when: str) -> None:
    """Make the case, or change it, in one transaction: whoever reads meanwhile sees all of the change or none.

    ``when`` is the moment (ISO 8601) that reports obtained now are recorded with. A new case appears only once it is
    whole. Its file is readable by its owner alone.
    """
    if path.exists():
        renew(path)
        _write(path, changes, when)
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")  # its own: another build may be making the same case
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _write(part, changes, when)
        _appear(part, path)
    except FileExistsError as error:
        raise CaseError("another process made the case meanwhile", path, "Run the same command again") from error
    except OSError as error:
        raise CaseError(f"the case cannot be written ({error.strerror})", path, "Choose another place") from error
    finally:
        part.unlink(missing_ok=True)


def record(path: Path, judgements: Iterable[Judgement]) -> None:
    """Add judgements to a case, in one transaction. Those that are in it already stay as they are."""
    renew(path)
    with _writing(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            'INSERT OR IGNORE INTO judgement (id, target, verdict, who, "when", why, subject, "of", "to")'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(j.id, _encode(j.target), j.verdict, j.who, j.when, j.why, j.subject, j.of, j.to) for j in judgements],
        )
        connection.execute("COMMIT")


def _appear(part: Path, path: Path) -> None:
    """Give a whole file its name, unless another has it by now."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, as on many sticks
        if path.exists():
            raise FileExistsError from None
        part.rename(path)


def _write(path: Path, changes: Changes, when: str) -> None:
    with _writing(path) as connection:
        _migrate(connection)
        connection.execute("BEGIN IMMEDIATE")
        _apply(connection, changes, when)
        connection.execute("COMMIT")


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Readers go on while this writes (WAL); afterwards the case is one file again."""
    try:
        with closing(_connect(path, "rw")) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            try:
                yield connection
            finally:  # or whoever reads a case that a build gave up on would make files beside it
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                _settle(connection)
    except sqlite3.OperationalError as error:
        raise CaseError(f"the case cannot be written ({error})", path, "See whether it is open elsewhere") from error
    except sqlite3.DatabaseError as error:
        raise DamagedCase(f"the case cannot be written ({error})", path, _AGAIN) from error
    path.chmod(0o600)


@contextmanager
def serving(path: Path) -> Iterator[None]:
    """While this lasts, any number may read the case and a build may change it, and none waits for another (WAL).

    Afterwards the case is one file again, unless a build that is still running will see to that.

    Raises:
        CaseError: the case cannot be written, or others have it open.
    """
    try:
        connection = _connect(path, "rw")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()  # so that it is open, not only named
    except sqlite3.DatabaseError as error:
        raise CaseError(f"the case cannot be served ({error})", path, "See whether it is open elsewhere") from error
    with closing(connection):
        yield
        _settle(connection)


def _settle(connection: sqlite3.Connection) -> None:
    """Make the case one file again, if nobody else has it open: whoever is last does it."""
    with suppress(sqlite3.OperationalError):  # "database is locked"
        connection.execute("PRAGMA journal_mode = DELETE")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    try:
        return sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)
    except sqlite3.OperationalError as error:
        raise CaseError(f"the case cannot be opened ({error})", path, "See whether you may read it") from error


def _version(path: Path) -> int:
    """The version of a case's tables, from the header that every SQLite file begins with (sqlite.org/fileformat2)."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise CaseError(f"the case cannot be opened ({error.strerror})", path, "See whether you may read it") from error
    application, version = (int.from_bytes(header[at : at + 4], "big") for at in (68, 60))
    if not header.startswith(b"SQLite format 3\0") or application != APPLICATION_ID:
        raise NotACase("the file is not a Headwater case", path, "Name a case that `headwater build` made")
    if version > len(MIGRATIONS):
        raise NewerCase("the case was made by a later version of Headwater", path, "Update Headwater to open it")
    return version


def _migrate(connection: sqlite3.Connection) -> None:
    (done,) = connection.execute("PRAGMA user_version").fetchone()
    for number, (_, sql) in enumerate(MIGRATIONS[done:], done + 1):
        connection.executescript(
            f"BEGIN; {sql} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number}; COMMIT;"
        )


def _apply(connection: sqlite3.Connection, changes: Changes, when: str) -> None:
    base = connection.execute("SELECT fingerprint FROM step WHERE name = 'lineage'").fetchone()
    if base and base[0] != changes.base:
        raise CaseError("the case was built anew by another process meanwhile", next_step="Run the same command again")
    for report in changes.reports:
        connection.execute(
            "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET given = excluded.given",
            (report.id, report.name, report.sha256, report.format, _encode(report.given), report.raw),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO acquisition VALUES (?, ?, ?, ?)",
            [(report.id, each.path, each.name, when) for each in report.acquisitions],
        )
    for unread in changes.unread:
        connection.execute("INSERT OR REPLACE INTO unread VALUES (?, ?, ?)", (unread.path, unread.why, when))
    for report_id in (*changes.lost, *(reading.report for reading, _ in changes.readings)):
        connection.execute("DELETE FROM claim WHERE report = ?", (report_id,))
        connection.execute("DELETE FROM reading WHERE report = ?", (report_id,))
    for reading, fingerprint in changes.readings:
        body = _encode(replace(reading, claims=()))
        connection.execute(
            "INSERT INTO reading (report, fingerprint, body) VALUES (?, ?, ?)", (reading.report, fingerprint, body)
        )
        _insert(connection, "claim", reading.claims)
        connection.execute(
            "DELETE FROM unread WHERE path IN (SELECT path FROM acquisition WHERE report = ?)", (reading.report,)
        )
    if changes.lineage is not None:
        connection.execute("DELETE FROM origin WHERE kind <> 'informant'")
        _replace(connection, "derivation", changes.lineage.derivations)
        _replace(connection, "possible", changes.lineage.possible)
        _replace(connection, "root", changes.lineage.roots)
        _replace(connection, "aligned", changes.lineage.aligned)
        _insert(connection, "origin", changes.lineage.origins)
    if changes.findings is not None:
        connection.execute("DELETE FROM origin WHERE kind = 'informant'")
        connection.execute("DELETE FROM finding_claim")
        _replace(connection, "finding", changes.findings.findings)
        _insert(connection, "origin", changes.findings.informants)
        connection.execute(
            "INSERT INTO finding_claim SELECT each.value, finding.id"
            " FROM finding, json_each(finding.body, '$.claims') AS each"
        )
    if changes.frameworks is not None:
        _replace(connection, "framework", changes.frameworks)
    if changes.indicators is not None:
        _replace(connection, "indicator", changes.indicators)
    connection.executemany(
        "INSERT OR REPLACE INTO step VALUES (?, ?, ?)",
        [(step.name, step.version, step.fingerprint) for step in changes.steps],
    )


def _replace(connection: sqlite3.Connection, table: str, values: Iterable[object]) -> None:
    connection.execute(f"DELETE FROM {table}")
    _insert(connection, table, values)


def _insert(connection: sqlite3.Connection, table: str, values: Iterable[object]) -> None:
    connection.executemany(f"INSERT INTO {table} (body) VALUES (?)", ((_encode(value),) for value in values))


def _encode(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _decode(body: str, kind: type[_Value], path: Path) -> _Value:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.DecodeError as error:
        raise DamagedCase(f"a {kind.__name__.lower()} cannot be read ({error})", path, _AGAIN) from error
