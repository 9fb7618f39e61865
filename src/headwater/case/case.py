"""One SQLite file: opened for reading it is never touched, and a build changes it in one transaction."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from headwater.case.body import decode, encode
from headwater.case.file import AGAIN, connect, is_outdated, migrate
from headwater.case.log import JUDGEMENTS, Entry, contents
from headwater.errors import CaseError, DamagedCase, NotACase, NotFound
from headwater.model import (
    Acquisition,
    Aligned,
    Capture,
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
_OF_VALUES = (LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError)
_NO_ROOM = ("SQLITE_IOERR_SHM", "SQLITE_CANTOPEN", "SQLITE_FULL")  # beside a case that is being built
_AMONG = " WHERE report IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it last ran on this case: its version, and the fingerprint of all it worked from."""

    name: str
    version: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Received:
    """One way that a report came, with when that was and what took it in."""

    report: str
    way: Acquisition
    when: str  # ISO 8601
    tool: str  # "" where that was not recorded yet


class Case:
    """A case opened for reading. Values come in a stable order: reports by name, their claims as they stand
    in the text, all else in the order that its step gave.

    Raises ``NotACase``, ``NewerCase`` or ``DamagedCase``, when opened or when a value cannot be had.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, begun: bool = False) -> Self:
        """Open a case that has been built; if ``begun``, also one whose first build has not ended, which holds nothing.

        Raises:
            CaseError: its first build has not ended, or it is from an earlier version.
        """
        path = Path(path)
        if not path.is_file():
            raise NotACase("there is no case", path, "`headwater build` makes one")
        if is_outdated(path):
            raise CaseError("the case is from an earlier version", path, f"`headwater build -o {path}` renews it")
        case = cls(path, connect(path, "ro"))
        if not begun and case.begun() and not case.steps():
            case.close()
            raise CaseError("the first build of the case has not ended", path, "Run the same `headwater build` again")
        return case

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
        """Let go of the file. What went wrong with its values is laid to the file if that is damaged.

        Raises:
            DamagedCase: whoever read it met a value that cannot be, and the file is not as it was written.
        """
        from headwater.case.laws import damage

        try:
            if isinstance(error, _OF_VALUES) and (found := next(damage(self), None)):
                raise DamagedCase(f"the case is damaged ({found})", self.path, AGAIN) from error
        finally:
            self.close()

    def reports(self, *, raw: bool = True) -> Iterator[Report]:
        """The reports, one at a time, with their bytes or without: `raw` gives those of one."""
        acquired: dict[str, list[Acquisition]] = {}
        for each in self.received():
            acquired.setdefault(each.report, []).append(each.way)
        for id, name, sha256, format, given, body in self._rows(
            f"SELECT id, name, sha256, format, given, {'raw' if raw else 'zeroblob(0)'} FROM report ORDER BY name"
        ):
            acquisitions = tuple(sorted(acquired.get(id, ())))
            yield Report(id, name, sha256, format, body, decode(given, Given, self.path), acquisitions)

    def received(self) -> Iterator[Received]:
        """Each way that each report came, with when and by what."""
        for report, path, name, details, when, tool in self._rows(
            "SELECT * FROM acquisition ORDER BY report, path, name, details"
        ):
            facts = decode(details, tuple[tuple[str, str], ...], self.path)
            yield Received(report, Acquisition(name, path, facts), when, tool)

    def captures(self) -> Iterator[Capture]:
        """The web records of reports that were fetched, one at a time."""
        for sha256, record in self._rows("SELECT sha256, record FROM capture ORDER BY sha256"):
            yield Capture(sha256, record)

    def log(self) -> Iterator[Entry]:
        """What was received, built and judged, oldest first."""
        return (Entry(*row) for row in self._rows("SELECT * FROM log ORDER BY number"))

    def contents(self) -> dict[str, str]:
        """The SHA-256 of what each derived table holds now, by its name."""
        return contents(self._rows)

    def unread(self) -> tuple[Unread, ...]:
        """Every input that could not be read."""
        return tuple(Unread(path, why) for path, why in self._rows("SELECT path, why FROM unread ORDER BY path"))

    def readings(self, reports: Iterable[str] | None = None) -> tuple[Reading, ...]:
        """All that was read from each report, or from those with these ids."""
        here, wanted = ("", ()) if reports is None else (_AMONG, (encode(sorted(set(reports))),))
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
        found = self._rows(f'{JUDGEMENTS} ORDER BY "when", id')
        return tuple(decode(body, Judgement, self.path) for _, _, body in found)

    def steps(self) -> dict[str, Step]:
        """How the case was made: each step with its version."""
        return {row[0]: Step(*row) for row in self._rows("SELECT name, version, fingerprint FROM step ORDER BY name")}

    def options(self) -> dict[str, str]:
        """What the case was built with, by name."""
        return dict(self._rows("SELECT name, value FROM option ORDER BY name"))

    def kept(self, step: str) -> dict[str, bytes]:
        """What a step keeps for the next build, by name. It only saves time."""
        rows = self._rows("SELECT name, body FROM kept WHERE name GLOB ? ORDER BY name", (f"{step} *",))
        return {name.removeprefix(f"{step} "): body for name, body in rows}

    def raw(self, report: str) -> bytes:
        """The bytes of one report, as they came."""
        found = [bytes(raw) for (raw,) in self._rows("SELECT raw FROM report WHERE id = ?", (report,))]
        if not found:
            raise NotFound("no such report", report)
        return found[0]

    def begun(self) -> int:
        """How many reports a build has read that has not ended: it still runs, or was killed."""
        ((count,),) = self._rows("SELECT count(*) FROM pending")
        return int(count)

    def pending(self, made_from: Mapping[str, str]) -> dict[str, Reading]:
        """What such a build has read of reports, by their ids; ``made_from`` says what each reading is to be made from.

        It only saves time.
        """
        reports = {fingerprint: report for report, fingerprint in made_from.items()}
        found = {}
        for fingerprint, body in self._rows("SELECT fingerprint, body FROM pending"):
            with suppress(msgspec.DecodeError):  # then it is read again
                if fingerprint in reports:
                    found[reports[fingerprint]] = msgspec.msgpack.decode(body, type=Reading)
        return found

    def given_up(self) -> dict[str, tuple[str, str]]:
        """Why the reading of a report was given up, by its id, after what it was made from and with what limits."""
        return {id: (made, why) for id, made, why in self._rows("SELECT report, fingerprint, why FROM given_up")}

    def fingerprints(self) -> dict[str, str]:
        """What each report's reading was made from, by report."""
        return dict(self._rows("SELECT report, fingerprint FROM reading"))

    def schema(self) -> dict[str, str]:
        """The tables, indexes and triggers as they were made, by name."""
        return dict(self._rows("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))

    def integrity(self) -> tuple[str, ...]:
        """What SQLite itself finds wrong with the file."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        ((pages,),) = self._rows("PRAGMA page_count")
        size = next(int(each) for (each,) in self._rows("PRAGMA page_size"))  # in words where the case is encrypted
        length = self.path.stat().st_size if self.path.exists() else pages * size
        if length < pages * size and not self.path.with_name(f"{self.path.name}-wal").exists():
            found.append(f"it is cut short: {length} bytes of {pages * size}")
        orphans = [f"{row[0]} is of a {row[2]} that is not there" for row in self._rows("PRAGMA foreign_key_check")]
        return (*found, *sorted(set(orphans)))

    def _rows(self, sql: str, values: tuple[str, ...] = ()) -> Iterator[Any]:
        try:
            for row in self._connection.execute(sql, values):  # noqa: UP028  handed on, it would be closed after the file
                yield row
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "").startswith(_NO_ROOM):
                raise CaseError(f"the case cannot be read ({error})", self.path, "Make room on its disk") from error
            raise DamagedCase(f"the case cannot be read ({error})", self.path, AGAIN) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # sqlite3 decodes what SQLite says is wrong
            raise DamagedCase(f"the case cannot be read ({error})", self.path, AGAIN) from error

    def _values(self, sql: str, kind: type[_Value], values: tuple[str, ...] = ()) -> tuple[_Value, ...]:
        return tuple(decode(body, kind, self.path) for (body,) in self._rows(sql, values))
