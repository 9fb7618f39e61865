"""SQLite, plain or encrypted (SQLCipher): how a file is opened, whatever it is.

A case that was unlocked is opened with its key from then on, in this process. Nothing else knows of keys.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from headwater.errors import CaseError, UsageError

_MAGIC = b"SQLite format 3\0"
_PAGE = 4096
_KINDS = 250  # different bytes, of 256, that a page of random ones has at the least; one of SQLite's has far fewer
_keys: dict[Path, str] = {}


def connect(path: Path, query: str, *, by: str | None = None, **options: Any) -> sqlite3.Connection:
    """Open the file at ``path``. ``query`` is that of its address (``mode=ro``), ``by`` the key of one that is no case.

    Raises:
        sqlite3.Error: as `sqlite3.connect`, whatever opens it.
    """
    address = f"file:{quote(str(path.absolute()))}?{query}"
    secret = by or key(path)
    if secret is None:
        plain: sqlite3.Connection = sqlite3.connect(address, uri=True, **options)
        return plain
    return cast(sqlite3.Connection, _Encrypted(address, secret, options))


def is_encrypted(path: Path) -> bool:
    """Whether a file looks like an encrypted case: bytes as if drawn by lot, from the first one on.

    Not to be asked while a case is open: closing a file lets go of the locks that the process has on it (POSIX).
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(_PAGE)
    except OSError:
        return False
    return not start.startswith(_MAGIC) and len(set(start)) >= _KINDS


def unlock(path: Path, key: str) -> None:
    """Open the case at ``path`` with this key from now on; one that is not there yet will be encrypted with it.

    Raises:
        UsageError: the extra is not installed, or the key is empty.
        CaseError: it is not the key of this case.
    """
    _module()
    if not key or "\0" in key:
        raise UsageError("a key is at least one character, and no NUL")
    before = dict(_keys)
    _keys[path.absolute()] = key
    try:
        if path.exists():
            with closing(connect(path, "mode=ro&immutable=1")) as connection:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        _keys.clear()
        _keys.update(before)
        raise CaseError("the key does not open the case, or it is damaged", path, "Try another key") from error


def key(path: Path) -> str | None:
    """The key of the case at ``path``, for another process that is to open it; None if it is plain."""
    return _keys.get(path.absolute())


def alike(path: Path, other: Path) -> None:
    """Encrypt ``other`` as ``path`` is, or as little."""
    if (secret := key(path)) is not None:
        _keys[other.absolute()] = secret


def _module() -> Any:
    try:
        import sqlcipher3
    except ImportError as error:
        raise UsageError(
            "encrypted cases need an extra that is not installed", "encrypted", "pip install 'headwater[encrypted]'"
        ) from error
    return sqlcipher3


@contextmanager
def _as_sqlite() -> Iterator[None]:
    """What SQLCipher raises, raised as what sqlite3 raises: the same names, but other classes."""
    try:
        yield
    except _module().Error as error:
        kind = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)
        raised = kind(*error.args)
        raised.sqlite_errorcode = getattr(error, "sqlite_errorcode", 0)
        raised.sqlite_errorname = getattr(error, "sqlite_errorname", "")
        raise raised from error


class _Encrypted:
    """A connection of SQLCipher's that does as one of sqlite3's."""

    def __init__(self, address: str, key: str, options: dict[str, Any]) -> None:
        with _as_sqlite():
            self.inner = _module().connect(address, uri=True, **options)
            self.inner.execute("PRAGMA cipher_log_level = NONE")  # it would write on standard error
            quoted = key.replace("'", "''")
            self.inner.execute(f"PRAGMA key = '{quoted}'")
            self.inner.execute("PRAGMA temp_store = MEMORY")  # or words would be written to the disk in the clear

    @property
    def in_transaction(self) -> bool:
        return bool(self.inner.in_transaction)

    def execute(self, sql: str, values: Any = ()) -> "_Rows":
        with _as_sqlite():
            return _Rows(self.inner.execute(sql, values))

    def executemany(self, sql: str, rows: Any) -> "_Rows":
        with _as_sqlite():
            return _Rows(self.inner.executemany(sql, rows))

    def executescript(self, sql: str) -> None:
        with _as_sqlite():
            self.inner.executescript(sql)

    def backup(self, to: "_Encrypted") -> None:
        with _as_sqlite():
            self.inner.backup(to.inner)

    def close(self) -> None:
        with _as_sqlite():
            self.inner.close()


class _Rows:
    """What a statement gives."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self.rowcount: int = cursor.rowcount

    def __iter__(self) -> Iterator[Any]:
        with _as_sqlite():
            yield from self._cursor

    def fetchone(self) -> Any:
        with _as_sqlite():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        with _as_sqlite():
            return list(self._cursor.fetchall())
