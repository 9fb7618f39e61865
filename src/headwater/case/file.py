"""The file of a case: how it is opened, brought up to date, written to and served."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import chain, count
from pathlib import Path

from headwater.case import engine
from headwater.case.schema import APPLICATION_ID, MIGRATIONS
from headwater.errors import CaseError, DamagedCase, NewerCase, NotACase

_WRONG = (sqlite3.DatabaseError, UnicodeDecodeError)  # sqlite3 decodes what SQLite says is wrong
AGAIN = "Build it again from the reports"


@contextmanager
def writing(path: Path, *, private: bool = False) -> Iterator[sqlite3.Connection]:
    """Readers go on while this writes (WAL); afterwards the case is one file again.

    What is written to a ``private`` file, which is no case yet and goes if this fails, is in that file once this ends.

    Raises:
        CaseError: it cannot be written; a case is as it was. If it is only said at the end that the disk is full, the
            case is as it should be, but with a second file beside it that is part of it.
    """
    try:
        with closing(connect(path, "rw")) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA journal_mode = {'MEMORY' if private else 'WAL'}")
            try:
                yield connection
            except BaseException:  # or whoever reads a case that a build gave up on would make files beside it
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                with suppress(sqlite3.Error):
                    _settle(connection)
                raise
            _settle(connection)
    except sqlite3.OperationalError as error:
        busy = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY
        advice = "See whether it is open elsewhere" if busy else "See whether its disk has room, and is well"
        raise CaseError(f"the case cannot be written ({error})", path, advice) from error
    except _WRONG as error:
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
    except _WRONG as error:
        raise CaseError(f"the case cannot be served ({error})", path, "See whether it is open elsewhere") from error
    with closing(connection):
        yield
        _settle(connection)


def _settle(connection: sqlite3.Connection) -> None:
    """Make the case one file again, if nobody else has it open: whoever is last does it."""
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:  # which says "database is locked"
            raise


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection to the file, ``ro`` or ``rw``. It never makes one.

    What a process that was killed had half written is taken back first, which needs leave to write to it.
    """
    try:
        connection = engine.connect(path, f"mode={mode}", isolation_level=None, timeout=10)
        if mode == "ro" and _is_half_written(connection):
            with closing(connect(path, "rw")) as mending:
                _is_half_written(mending)
    except sqlite3.OperationalError as error:
        raise CaseError(f"the case cannot be opened ({error})", path, "See whether you may read it") from error
    return connection


def _is_half_written(connection: sqlite3.Connection) -> bool:
    """Whether SQLite would have to write before it can read. A connection that may write does so."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except _WRONG as error:  # of what else is wrong, whoever reads a value is told
        return getattr(error, "sqlite_errorname", "").startswith("SQLITE_READONLY")
    return False


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
    try:
        with closing(engine.connect(path, "mode=ro&immutable=1")) as connection:
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
    for number, (_, migration) in enumerate(MIGRATIONS[done:], done + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {migration if isinstance(migration, str) else ''}")
        if callable(migration):
            migration(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")


def keep_copy(path: Path) -> Path:
    """Copy a case as it is before its tables change, beside it: ``case.hw.version-5``. No copy is overwritten.

    Raises:
        CaseError: it cannot be written. The case is as it was.
    """
    names = (f"{path.name}.version-{_version(path)}{more}" for more in chain(("",), (f"-{n}" for n in count(2))))
    copy = next(each for each in map(path.with_name, names) if not each.exists())
    engine.alike(path, copy)
    try:
        with making(copy) as part, closing(connect(path, "ro")) as case, closing(connect(part, "rw")) as kept:
            case.backup(kept)
    except sqlite3.Error as error:
        raise CaseError(f"it is not renewed, as no copy can be kept ({error})", copy, "Make room for it") from error
    return copy


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """Give the path of an empty private file, which gets its name once it is whole; nothing is left of a failure.

    Raises:
        CaseError: it cannot be made, or another has the name by now.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")  # its own: another may be making the same
    try:
        _sweep(path)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        engine.alike(path, part)
        yield part
        _appear(part, path)
    except FileExistsError as error:
        raise CaseError("another process made the case meanwhile", path, "Run the same command again") from error
    except OSError as error:
        raise CaseError(f"the case cannot be written ({error.strerror})", path, "Choose another place") from error
    finally:
        part.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Take away what processes that were killed left beside the place of a case."""
    left = re.compile(rf"\.{re.escape(path.name)}\.(\d+)\.part(-wal|-shm|-journal)?")
    for each in path.parent.iterdir():
        if (found := left.fullmatch(each.name)) and (int(found[1]) == os.getpid() or not _runs(int(found[1]))):
            with suppress(OSError):  # on Windows a process that runs keeps it
                each.unlink()


def _runs(process: int) -> bool:
    """Whether there is a process of this number. On Windows, where to ask would be to end it, there is none."""
    try:
        if os.name != "nt":
            os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return os.name != "nt"


def _appear(part: Path, path: Path) -> None:
    """Give a whole file its name.

    Raises:
        FileExistsError: another has it by now.
    """
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, as on many sticks
        if path.exists():
            raise FileExistsError from None
        part.rename(path)
