"""A case as pages read it: a few rows at a time, from one state of the file, while builds go on."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Full, LifoQueue
from threading import Lock
from typing import Any, Generic, TypeVar

import msgspec

from headwater.case import Case
from headwater.case.engine import connect
from headwater.errors import DamagedCase, NotFound
from headwater.model import Finding, Indicator, Reading, Span, make_id
from headwater.redact import Rewriting, Sheltered

_Value = TypeVar("_Value")
_Key = tuple[str, str]
_KEPT = 48  # values remembered
_IDLE = 12  # connections kept open


@dataclass(frozen=True, slots=True)
class Page(Generic[_Value]):
    """Some of many, in order."""

    items: tuple[_Value, ...]
    number: int  # from 1
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many there are."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The number of its first item among all, from 1."""
        return (self.number - 1) * self.size + 1


def paged(items: Sequence[_Value], number: int, size: int) -> Page[_Value]:
    """One page of a sequence."""
    return Page(tuple(items[(number - 1) * size : number * size]), number, size, len(items))


class Shelf:
    """One state of the case, opened for one request. What it gives is as frozen as what it reads.

    With ``hides_names``, what goes to a person passes through ``shown`` first.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, memory: "Memory", hides_names: bool) -> None:
        self.path, self.hides_names = path, hides_names
        self._connection, self._memory = connection, memory
        self._fingerprint: str | None = None

    @property
    def case(self) -> Case:
        """The whole case in this state, for what cannot be had in rows."""
        return Case(self.path, self._connection)

    @property
    def fingerprint(self) -> str:
        """Another whenever anything that was read or built is another. What people decide is in effect when it is built
        anew, and only then."""
        if self._fingerprint is None:
            steps = self.rows("SELECT name, version, fingerprint FROM step ORDER BY name")
            unread = self.count("SELECT count(*) FROM unread")
            self._fingerprint = make_id("state", *(part for row in steps for part in row), unread)
        return self._fingerprint

    @property
    def decisions(self) -> int:
        """How many judgements there are: they are never changed nor removed."""
        return self.count("SELECT count(*) FROM judgement")

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Rows as tuples."""
        return list(self.each(sql, *values))

    def each(self, sql: str, *values: object) -> Iterator[Any]:
        """Rows as tuples, one at a time: for what goes through a whole table."""
        try:
            yield from self._connection.execute(sql, values)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise DamagedCase(f"the case cannot be read ({error})", self.path, "`headwater check` says more") from error

    def row(self, sql: str, *values: object) -> Any:
        """The one row of a query that always has one."""
        return self.rows(sql, *values)[0]

    def count(self, sql: str, *values: object) -> int:
        """The number that a query gives."""
        return int(self.row(sql, *values)[0])

    def values(self, sql: str, kind: type[_Value], *values: object) -> tuple[_Value, ...]:
        """Values of the model, from rows that hold their body alone."""
        return tuple(self.value(body, kind) for (body,) in self.rows(sql, *values))

    def value(self, body: str, kind: type[_Value]) -> _Value:
        """A value of the model from its body."""
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.DecodeError as error:
            raise DamagedCase(f"a {kind.__name__.lower()} cannot be read ({error})", self.path) from error

    def one(self, sql: str, kind: type[_Value], *values: object) -> _Value:
        """The one value that a query gives.

        Raises:
            NotFound: it gives none.
        """
        found = self.values(sql, kind, *values)
        if not found:
            noun = "report" if kind is Reading else kind.__name__.lower()
            raise NotFound(f"there is no such {noun}", values[0] if values else None, "Search for it")
        return found[0]

    def remembered(self, make: "Callable[[Shelf], _Value]", of: str | None = None) -> _Value:
        """What ``make`` gives of this state of the case, made once. It must be frozen, and hold true names.

        ``of`` is the fingerprint of what it is made from, where that is not all that was read and built.
        """
        key = (f"{make.__module__}.{make.__qualname__}", of or self.fingerprint)
        value: _Value = self._memory.get(key, lambda: make(self))
        return value

    def shown(self, value: _Value) -> _Value:
        """A value, or a tuple of values, as it may be shown to whoever asked."""
        value = self.sheltered.value(value)
        return self.rewriting.value(value) if self.hides_names else value

    @property
    def rewriting(self) -> Rewriting:
        """Pseudonyms for the private persons of the whole case: they stay while the same reports are read the same."""
        return self.remembered(_rewriting, self.remembered(_read))

    @property
    def sheltered(self) -> Sheltered:
        """The claims whose places are shown to nobody."""
        return self.remembered(_sheltered)


def _read(shelf: Shelf) -> str:
    """Another whenever a report is read otherwise, came or went."""
    rows = shelf.rows("SELECT report, fingerprint FROM reading ORDER BY report")
    return make_id("read", *(part for row in rows for part in row))


def _rewriting(shelf: Shelf) -> Rewriting:
    return Rewriting(shelf.case.readings())


@dataclass(frozen=True, slots=True)
class _Said:
    id: str
    report: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class _Sentences:
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    text: _Sentences


def _sheltered(shelf: Shelf) -> Sheltered:
    return Sheltered.of(
        shelf.values("SELECT body FROM claim ORDER BY number", _Said),
        shelf.values("SELECT body FROM finding ORDER BY rowid", Finding),
        shelf.values("SELECT body FROM indicator", Indicator),
        lambda report: shelf.one("SELECT body FROM reading WHERE report = ?", _Head, report).text.sentences,
    )


class Shelves:
    """The connections to one case. They only read, and each request has one to itself."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue(_IDLE)
        self._memory = Memory()

    @contextmanager
    def open(self, *, hides_names: bool = False) -> Iterator[Shelf]:
        """A shelf that sees one state of the case until it is closed."""
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = self._connect()
        try:
            connection.execute("BEGIN")
            yield Shelf(self.path, connection, self._memory, hides_names)
        finally:
            with suppress(sqlite3.DatabaseError):
                connection.execute("ROLLBACK")
            try:
                self._idle.put_nowait(connection)
            except Full:  # there are enough
                connection.close()

    def close(self) -> None:
        """Let go of the file."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = connect(self.path, "mode=ro", isolation_level=None, timeout=10, check_same_thread=False)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA mmap_size = 268435456")
        except sqlite3.DatabaseError as error:
            raise DamagedCase(f"the case cannot be opened ({error})", self.path, "See whether it is there") from error
        return connection


class Memory:
    """Values by key, each made once however many ask at the same time; those unused for longest give way."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept, self._lock = kept, Lock()
        self._values: OrderedDict[_Key, Any] = OrderedDict()
        self._making: dict[_Key, Lock] = {}

    def get(self, key: _Key, make: Callable[[], Any]) -> Any:
        """The value of this key, made now if need be."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._values:
                    return self._values[key]
            value = make()
            with self._lock:
                self._values[key] = value
                self._making.pop(key, None)
                if len(self._values) > self._kept:
                    self._values.popitem(last=False)
            return value
