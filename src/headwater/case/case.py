"""One SQLite file: opened for reading it is never touched, and a build changes it in one transaction."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from headwater.case.file import AGAIN, connect, is_outdated, migrate, writing
from headwater.errors import CaseError, DamagedCase, NotACase
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
    options: Mapping[str, str] = field(default_factory=dict)  # what later builds are to go by too
    kept: Mapping[str, bytes | None] = field(default_factory=dict)  # by name; None is no longer kept


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
        if is_outdated(path):
            raise CaseError("the case is from an earlier version", path, f"`headwater build -o {path}` renews it")
        return cls(path, connect(path, "ro"))

    @classmethod
    def empty(cls, path: str | os.PathLike[str]) -> Self:
        """The case that has not been built yet: it holds nothing, and there is no file."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(connection)
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

    def options(self) -> dict[str, str]:
        """What the case was built with, by name."""
        return dict(self._rows("SELECT name, value FROM option ORDER BY name"))

    def kept(self) -> dict[str, bytes]:
        """What lineage keeps for the next build, by name. It only saves time."""
        return dict(self._rows("SELECT name, body FROM kept ORDER BY name"))

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
            raise DamagedCase(f"the case cannot be read ({error})", self.path, AGAIN) from error

    def _values(self, sql: str, kind: type[_Value], values: tuple[str, ...] = ()) -> tuple[_Value, ...]:
        return tuple(_decode(body, kind, self.path) for (body,) in self._rows(sql, values))


def renew(path: Path) -> None:
    """Bring a case from an earlier version to the tables of this one. Nothing precious changes."""
    if is_outdated(path):
        with writing(path) as connection:
            migrate(connection)


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
    with writing(path) as connection:
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
    with writing(path) as connection:
        migrate(connection)
        connection.execute("BEGIN IMMEDIATE")
        _apply(connection, changes, when)
        connection.execute("COMMIT")


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
    connection.executemany("INSERT OR REPLACE INTO option VALUES (?, ?)", changes.options.items())
    connection.executemany("DELETE FROM kept WHERE name = ?", [(name,) for name in changes.kept])
    connection.executemany(
        "INSERT INTO kept VALUES (?, ?)", ((name, body) for name, body in changes.kept.items() if body is not None)
    )
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
        raise DamagedCase(f"a {kind.__name__.lower()} cannot be read ({error})", path, AGAIN) from error
