"""Where the bytes of reports wait while a build reads them: on the disk, for all of a pile may be more than memory."""

import os
import secrets
import sqlite3
from array import array
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import SpooledTemporaryFile, mkstemp
from types import TracebackType
from typing import Self

from headwater.case import engine
from headwater.errors import CaseError
from headwater.model import Report

_SMALL = 16_000_000  # bytes that stay in memory


class Spool:
    """A file without a name: it is gone when the build is, however that ends. That of an encrypted case is encrypted.

    Args:
        case: the case that is built, beside which the file is.
    """

    def __init__(self, case: Path) -> None:
        self._folder = case.parent
        self._kept: _Plain | _Encrypted = _Plain(case.parent) if engine.key(case) is None else _Encrypted(case.parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._kept.close()

    def __contains__(self, report: str) -> bool:
        return report in self._kept

    def keep(self, report: Report) -> Report:
        """Keep the bytes of a report, and give it without them.

        Raises:
            CaseError: there is no room for them.
        """
        if report.id not in self:
            try:
                self._kept.add(report.id, report.raw)
            except (OSError, sqlite3.Error) as error:
                raise CaseError(
                    f"there is no room for the reports while they are read ({getattr(error, 'strerror', error)})",
                    self._folder,
                    "Make room there, or choose another place for the case",
                ) from error
        return replace(report, raw=b"")

    def raw(self, report: str) -> bytes:
        """The bytes of the report with this id; none if it is not kept here."""
        return self._kept.get(report) if report in self else b""


class _Plain:
    """Bytes one after the other."""

    def __init__(self, folder: Path) -> None:
        self._file = SpooledTemporaryFile(max_size=_SMALL, dir=str(folder))  # noqa: SIM115  closed by its owner
        self._numbers: dict[str, int] = {}
        self._ends = array("Q", [0])  # where each ends, by its number; the next begins there

    def __contains__(self, name: str) -> bool:
        return name in self._numbers

    def add(self, name: str, data: bytes) -> None:
        self._file.seek(self._ends[-1])
        self._file.write(data)
        self._numbers[name] = len(self._numbers)
        self._ends.append(self._ends[-1] + len(data))

    def get(self, name: str) -> bytes:
        number = self._numbers[name]
        start, end = self._ends[number : number + 2]
        self._file.seek(start)
        return self._file.read(end - start)

    def close(self) -> None:
        self._file.close()


class _Encrypted:
    """A table of an encrypted file (SQLCipher), by a key that is drawn by lot and never leaves this process."""

    def __init__(self, folder: Path) -> None:
        descriptor, name = mkstemp(dir=folder, prefix=".spool-")
        os.close(descriptor)
        self._path = Path(name)
        self._connection = engine.connect(self._path, "mode=rw", by=secrets.token_hex(32), isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("CREATE TABLE spool (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID")
        self._forget()

    def __contains__(self, name: str) -> bool:
        return bool(self._connection.execute("SELECT 1 FROM spool WHERE name = ?", (name,)).fetchone())

    def add(self, name: str, data: bytes) -> None:
        self._connection.execute("INSERT INTO spool VALUES (?, ?)", (name, data))

    def get(self, name: str) -> bytes:
        return bytes(self._connection.execute("SELECT data FROM spool WHERE name = ?", (name,)).fetchone()[0])

    def close(self) -> None:
        self._connection.close()
        self._forget()

    def _forget(self) -> None:
        with suppress(OSError):  # on Windows only once it is closed
            self._path.unlink()
