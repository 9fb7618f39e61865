"""What changes a case: a build, or judgements, in one transaction each, with what is done written into its log."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path

import msgspec

from headwater.case import log
from headwater.case.body import decode, encode
from headwater.case.case import Received, Step
from headwater.case.file import is_outdated, keep_copy, making, migrate, writing
from headwater.errors import CaseError
from headwater.model import (
    Capture,
    Findings,
    Framework,
    Indicator,
    Judgement,
    Lineage,
    Reading,
    Report,
    Unread,
)


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that one build changes in a case; what is None or empty stays as it is.

    ``base`` is the fingerprint of the lineage that the build started from: if the case has another by now, somebody
    else has built it meanwhile and nothing is changed.
    """

    base: str | None = None
    captures: tuple[Capture, ...] = ()  # web records that new reports were fetched with
    reports: tuple[Report, ...] = ()  # new, or obtained again with something new said of them
    unread: tuple[Unread, ...] = ()
    obtained: tuple[str, ...] = ()  # paths that could not be read before, and now came
    given_up: tuple[tuple[str, str, str], ...] = ()  # reports not to be tried again: id, fingerprint, why
    readings: tuple[tuple[Reading, str], ...] = ()  # each with its fingerprint
    lost: tuple[str, ...] = ()  # reports that can no longer be read
    lineage: Lineage | None = None
    findings: Findings | None = None
    frameworks: tuple[Framework, ...] | None = None
    indicators: tuple[Indicator, ...] | None = None
    steps: tuple[Step, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)  # what later builds are to go by too
    kept: Mapping[str, bytes | None] = field(default_factory=dict)  # by step and name; None is no longer kept
    raw: Callable[[Report], bytes] = field(default=attrgetter("raw"), compare=False)  # the bytes of one of the reports


def renew(path: Path) -> None:
    """Bring a case from an earlier version to the tables of this one; nothing precious changes, and a copy is kept.

    What a process that was killed left beside it becomes part of it again.
    """
    if is_outdated(path):
        keep_copy(path)
    if is_outdated(path) or path.with_name(f"{path.name}-wal").exists():
        with writing(path) as connection:
            migrate(connection)


def write(path: Path, changes: Changes, *, when: str) -> None:
    """Make the case, or change it, in one transaction: whoever reads meanwhile sees all of the change or none.

    ``when`` is the moment (ISO 8601) that reports obtained now are recorded with. A new case appears only once it is
    whole. Its file is readable by its owner alone.
    """
    _change(path, lambda connection: _apply(connection, changes, when), changes.base)


def keep(path: Path, readings: Iterable[tuple[Reading, str]], *, base: str | None = None) -> None:
    """Keep what a build has read so far, each with its fingerprint, for the same build begun again (`Case.pending`).

    It is no part of the case before a build ends (`write`). A case that is not there yet appears with it, and
    `Case.open` refuses it until then. ``base`` is that of the `Changes` to come.
    """
    rows = [(fingerprint, msgspec.msgpack.encode(reading)) for reading, fingerprint in readings]

    def change(connection: sqlite3.Connection) -> None:
        connection.executemany("INSERT OR REPLACE INTO pending VALUES (?, ?)", rows)

    _change(path, change, base)


def record(path: Path, judgements: Iterable[Judgement]) -> None:
    """Add judgements to a case, in one transaction. Those that are in it already stay as they are."""
    renew(path)
    with writing(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for each in judgements:
            if add_judgement(connection, each):
                log.append(connection, "judgement", each.when, msgspec.to_builtins(each))
        connection.execute("COMMIT")


def decide(path: Path, judgement: Judgement) -> Judgement:
    """Add a judgement and give it, in one transaction. If the last one says just the same, that one is given: a form
    that was sent twice is one decision.
    """
    renew(path)
    with writing(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        rows = connection.execute(f"{log.JUDGEMENTS} ORDER BY rowid DESC LIMIT 1").fetchall()
        for last in (decode(body, Judgement, path) for _, _, body in rows):
            if last == replace(judgement, id=last.id, when=last.when):
                connection.execute("ROLLBACK")
                return last
        if add_judgement(connection, judgement):
            log.append(connection, "judgement", judgement.when, msgspec.to_builtins(judgement))
        connection.execute("COMMIT")
    return judgement


def add_report(connection: sqlite3.Connection, report: Report, name: str | None = None) -> None:
    """Add a report, under another name if one is given. Of one that is there, only what is said of it changes."""
    connection.execute(
        "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET given = excluded.given",
        (report.id, name or report.name, report.sha256, report.format, encode(report.given), report.raw),
    )


def add_way(connection: sqlite3.Connection, each: Received) -> bool:
    """Add a way that a report came, and say whether it is new."""
    row = (each.report, each.way.path, each.way.name, encode(each.way.details), each.when, each.tool)
    return bool(connection.execute("INSERT OR IGNORE INTO acquisition VALUES (?, ?, ?, ?, ?, ?)", row).rowcount)


def add_capture(connection: sqlite3.Connection, each: Capture) -> None:
    """Add a capture; one that is there stays."""
    connection.execute("INSERT OR IGNORE INTO capture VALUES (?, ?)", (each.sha256, each.record))


def add_judgement(connection: sqlite3.Connection, each: Judgement) -> bool:
    """Add a judgement, and say whether it is new; one that is there stays."""
    row = (each.id, encode(each.target), each.verdict, each.who, each.when, each.why, each.subject, each.of, each.to)
    sql = (
        'INSERT OR IGNORE INTO judgement (id, target, verdict, who, "when", why, subject, "of", "to")'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    return bool(connection.execute(sql, row).rowcount)


def _change(path: Path, change: Callable[[sqlite3.Connection], object], base: str | None) -> None:
    """Change a case in one transaction, or make it if there was none before (``base`` is None)."""
    if path.exists():
        renew(path)
        _changed(path, change)
    elif base is not None:
        raise CaseError("the case is no longer where it was", path, "See who moved it, and run the same command again")
    else:
        with making(path) as part:
            _changed(part, change, private=True)


def _changed(path: Path, change: Callable[[sqlite3.Connection], object], *, private: bool = False) -> None:
    with writing(path, private=private) as connection:
        migrate(connection)
        connection.execute("BEGIN IMMEDIATE")
        change(connection)
        connection.execute("COMMIT")


def _apply(connection: sqlite3.Connection, changes: Changes, when: str) -> None:
    base = connection.execute("SELECT fingerprint FROM step WHERE name = 'lineage'").fetchone()
    if base and base[0] != changes.base:
        raise CaseError("the case was built anew by another process meanwhile", next_step="Run the same command again")
    for report in changes.reports:
        add_report(connection, replace(report, raw=changes.raw(report)))
        for way in report.acquisitions:
            if add_way(connection, Received(report.id, way, when, log.TOOL)):
                told = {"report": report.id, "sha256": report.sha256, **msgspec.to_builtins(way)}
                log.append(connection, "acquisition", when, told)
    for capture in changes.captures:
        add_capture(connection, capture)
    connection.execute("DELETE FROM pending")
    connection.executemany("DELETE FROM unread WHERE path = ?", [(path,) for path in changes.obtained])
    for unread in changes.unread:
        connection.execute("INSERT OR REPLACE INTO unread VALUES (?, ?, ?)", (unread.path, unread.why, when))
    for report_id in (*changes.lost, *(reading.report for reading, _ in changes.readings)):
        connection.execute("DELETE FROM claim WHERE report = ?", (report_id,))
        connection.execute("DELETE FROM reading WHERE report = ?", (report_id,))
        connection.execute("DELETE FROM given_up WHERE report = ?", (report_id,))
    connection.executemany("INSERT OR REPLACE INTO given_up VALUES (?, ?, ?)", changes.given_up)
    for reading, fingerprint in changes.readings:
        body = encode(replace(reading, claims=()))
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
    steps = {name: [version, fingerprint] for name, version, fingerprint in connection.execute("SELECT * FROM step")}
    log.append(connection, "build", when, {"steps": steps, "sha256": log.contents(connection.execute)})


def _replace(connection: sqlite3.Connection, table: str, values: Iterable[object]) -> None:
    connection.execute(f"DELETE FROM {table}")
    _insert(connection, table, values)


def _insert(connection: sqlite3.Connection, table: str, values: Iterable[object]) -> None:
    connection.executemany(f"INSERT INTO {table} (body) VALUES (?)", ((encode(value),) for value in values))
