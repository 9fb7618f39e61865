"""The log of a case: what was received, built and judged. Rows are only added, each with the hash of the one before.

The hash of a row is the SHA-256 of the hash before it and of the row's own fields, each prefixed with its length
(``headwater.model.digest``). So nothing can be changed, taken out or put in without changing every hash after it. Who
has the file can make all of them anew: that shows only against a hash that was noted elsewhere.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

from headwater import __version__
from headwater.model import digest

TOOL = f"headwater {__version__}"

Kind = Literal["acquisition", "build", "judgement", "recovery"]

#: Each way a report came, and each judgement: its time, the tool, and what the log is to say of it.
ACQUISITIONS = (
    "SELECT obtained, tool, json_object('report', report, 'sha256', sha256, 'path', path, 'name', acquisition.name,"
    " 'details', json(details)) FROM acquisition JOIN report ON report.id = report"
)
JUDGEMENTS = (
    "SELECT \"when\", '', json_object('id', id, 'subject', subject, 'verdict', verdict, 'target', json(target),"
    " 'of', \"of\", 'to', \"to\", 'who', who, 'when', \"when\", 'why', coalesce(why, '')) FROM judgement"
)

#: What a build writes. It puts the SHA-256 of all of it, table by table, into the log.
WRITTEN = {
    "report": "SELECT id, name, sha256, format, given FROM report ORDER BY id",
    "unread": "SELECT path, why, seen FROM unread ORDER BY path",
    "option": "SELECT name, value FROM option ORDER BY name",
    "step": "SELECT name, version, fingerprint FROM step ORDER BY name",
    "kept": "SELECT name, body FROM kept ORDER BY name",
    "given_up": "SELECT report, fingerprint, why FROM given_up ORDER BY report",
    "reading": "SELECT report, fingerprint, body FROM reading ORDER BY rowid",
    "finding_claim": "SELECT claim, finding FROM finding_claim ORDER BY claim, finding",
    **{
        table: f"SELECT body FROM {table} ORDER BY rowid"
        for table in (
            "claim",
            "derivation",
            "possible",
            "origin",
            "root",
            "aligned",
            "finding",
            "framework",
            "indicator",
        )
    },
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log."""

    number: int  # from 1
    kind: Kind
    when: str  # ISO 8601
    tool: str  # what did it; "" where that was not recorded yet
    body: str  # JSON
    hash: str

    def follows(self, before: str) -> bool:
        """Whether the row is as it was written, after the row with this hash."""
        return self.hash == _hash(before, self.number, self.kind, self.when, self.tool, self.body)

    def told(self) -> dict[str, Any]:
        """What the row says.

        Raises:
            ValueError: nothing that can be read.
        """
        told: dict[str, Any] = json.loads(self.body)
        return told


def append(connection: sqlite3.Connection, kind: Kind, when: str, told: Mapping[str, Any], *, tool: str = TOOL) -> None:
    """Add a row at the end, in the transaction that does what it tells of."""
    last = connection.execute("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1").fetchone()
    number, before = last or (0, "")
    body = json.dumps(told, ensure_ascii=False, sort_keys=True)
    hash = _hash(before, number + 1, kind, when, tool, body)
    put(connection, Entry(number + 1, kind, when, tool, body, hash))


def put(connection: sqlite3.Connection, entry: Entry) -> None:
    """Add a row as it is."""
    row = (entry.number, entry.kind, entry.when, entry.tool, entry.body, entry.hash)
    connection.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)", row)


def catch_up(connection: sqlite3.Connection) -> None:
    """Write down every way a report came and every judgement that the log does not tell of yet, in order of time."""
    sql = "SELECT kind, body FROM log WHERE kind IN ('acquisition', 'judgement')"
    known = {(kind, same(body)) for kind, body in connection.execute(sql)}
    untold: list[tuple[str, str, str, Kind]] = [
        *((when, tool, body, "acquisition") for when, tool, body in connection.execute(ACQUISITIONS)),
        *((when, tool, body, "judgement") for when, tool, body in connection.execute(JUDGEMENTS)),
    ]
    for when, tool, body, kind in sorted(untold):
        if (kind, same(body)) not in known:
            append(connection, kind, when, json.loads(body), tool=tool)


def contents(rows: Callable[[str], Iterable[tuple[str | bytes, ...]]]) -> dict[str, str]:
    """The SHA-256 of each table that a build writes, by its name. ``rows`` gives what a statement selects."""
    return {name: digest(chain.from_iterable(rows(sql))) for name, sql in WRITTEN.items()}


def held(entries: Iterable[Entry]) -> tuple[list[Entry], str | None]:
    """The log from its beginning as far as the chain holds, and in words where it no longer does."""
    held: list[Entry] = []
    for number, entry in enumerate(entries, 1):
        if entry.number != number:
            return held, f"entry {number} is not there"
        if not entry.follows(held[-1].hash if held else ""):
            said = f"entry {number} ({entry.kind} of {entry.when})"
            return held, f"{said}, or what came before it, is not as it was written"
        held.append(entry)
    return held, None


def same(body: str) -> str:
    """JSON in one spelling, so that the same can be found: SQLite's differs from version to version."""
    return json.dumps(json.loads(body), sort_keys=True)


def _hash(before: str, number: int, kind: str, when: str, tool: str, body: str) -> str:
    return digest(("log", before, number, kind, when, tool, body))
