"""The file of a case: how it is opened, brought up to date, written to and served."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from headwater.case.schema import APPLICATION_ID, MIGRATIONS
from headwater.errors import CaseError, DamagedCase, NewerCase, NotACase

AGAIN = "Build it again from the reports"


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Readers go on while this writes (WAL); afterwards the case is one file again."""
    try:
        with closing(connect(path, "rw")) as connection:
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
        raise DamagedCase(f"the case cannot be written ({error})", path, AGAIN) from error
    path.chmod(0o600)


@contextmanager
def serving(path: Path) -> Iterator[None]:
    """While this lasts, any number may read the case and a build may change it, and none waits for another (WAL).

    Afterwards the case is one file again, unless a build that is still running will see to that.

    Raises:
        CaseError: the case cannot be written, or others have it open.
    """
    try:
        connection = connect(path, "rw")
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


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection to the file, ``ro`` or ``rw``. It never makes one."""
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    try:
        return sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)
    except sqlite3.OperationalError as error:
        raise CaseError(f"the case cannot be opened ({error})", path, "See whether you may read it") from error


def is_outdated(path: Path) -> bool:
    """Whether the tables are from an earlier version.

    Raises:
        NotACase, NewerCase: it is some other file, or from a later version.
    """
    return _version(path) < len(MIGRATIONS)


def _version(path: Path) -> int:
    """The version of a case's tables, from the header of its file: as it lies there, without waiting for anybody.

    SQLite reads it and not we: closing a file lets go of all locks that the process has on it (POSIX), those of other
    connections among them, and another process could then take a case that is being served for one that nobody reads.
    """
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            ((application,),) = connection.execute("PRAGMA application_id")
            ((version,),) = connection.execute("PRAGMA user_version")
    except sqlite3.OperationalError as error:
        raise CaseError(f"the case cannot be opened ({error})", path, "See whether you may read it") from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            return len(MIGRATIONS)  # it is damaged, and whoever reads from it is told so
        application = version = None
    if application != APPLICATION_ID:
        raise NotACase("the file is not a Headwater case", path, "Name a case that `headwater build` made")
    if version > len(MIGRATIONS):
        raise NewerCase("the case was made by a later version of Headwater", path, "Update Headwater to open it")
    return int(version)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to those of this version."""
    (done,) = connection.execute("PRAGMA user_version").fetchone()
    for number, (_, sql) in enumerate(MIGRATIONS[done:], done + 1):
        connection.executescript(
            f"BEGIN; {sql} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number}; COMMIT;"
        )
