"""The records of an SQLite file read page by page, without its schema: what is left of a case that SQLite gives up on.

After "Database File Format" (sqlite.org/fileformat2.html), sections 1.3, 1.6 and 2.1. Only leaves are read, each by
itself: a page that is damaged takes no other with it. Nothing here says that a record is right; who asks has to see.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

Value = str | int | float | bytes | None

_HEADER = 100  # bytes before the first page's own
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_OURS = 4096  # the page size that a case is made with
_INTEGERS = (0, 1, 2, 3, 4, 6, 8)  # bytes, by serial type
_MOST = 64  # columns; no table of a case has so many


@dataclass(frozen=True, slots=True)
class Record:
    """One row, or one entry of an index: its columns as they are stored."""

    rowid: int | None  # None in an index, and in a table without rowids
    values: tuple[Value, ...]


class _Torn(Exception):
    """A record that does not hold together."""


def records(data: bytes | mmap) -> Iterator[Record]:
    """Every record on every page that can be a leaf, in the order of the file."""
    size = int.from_bytes(data[16:18], "big")
    size = size if size in (512, 1024, 2048, 4096, 8192, 16384, 32768) else _OURS
    pages = _Pages(data, size)
    for number in range(1, len(data) // size + 1):
        yield from pages.leaf(number)


class _Pages:
    def __init__(self, data: bytes | mmap, size: int) -> None:
        self._data = data
        self._size = size

    def leaf(self, number: int) -> Iterator[Record]:
        """The records of one page; nothing if it is of another kind."""
        page = self._data[(number - 1) * self._size : number * self._size]
        at = _HEADER if number == 1 else 0
        kind = page[at]
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
            return
        cells = at + (12 if kind == _INDEX_INTERIOR else 8)
        for cell in range(int.from_bytes(page[at + 3 : at + 5], "big")):
            start = int.from_bytes(page[cells + 2 * cell : cells + 2 * cell + 2], "big")
            if not cells < start < self._size:
                continue
            try:
                yield self._record(page, start, kind)
            except (_Torn, IndexError, UnicodeDecodeError):
                continue

    def _record(self, page: bytes, at: int, kind: int) -> Record:
        if kind == _INDEX_INTERIOR:
            at += 4  # the page to the left
        length, at = _varint(page, at)
        rowid = None
        if kind == _TABLE_LEAF:
            rowid, at = _varint(page, at)
        return Record(rowid, _values(self._payload(page, at, length, kind)))

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> bytes:
        """The bytes of a record, from the pages that it runs over to as well."""
        if not 0 < length <= len(self._data):
            raise _Torn
        size = self._size
        most = size - 35 if kind == _TABLE_LEAF else (size - 12) * 64 // 255 - 23
        least = (size - 12) * 32 // 255 - 23
        here = length
        if length > most:
            here = least + (length - least) % (size - 4)
            here = here if here <= most else least
        parts = [page[at : at + here]]
        if len(parts[0]) < here:
            raise _Torn
        following = int.from_bytes(page[at + here : at + here + 4], "big") if here < length else 0
        left = length - here
        while left > 0:  # each round takes at least some bytes, so a circle of pages ends too
            more = self._data[(following - 1) * size : following * size] if following > 0 else b""
            if len(more) < size:
                raise _Torn
            parts.append(more[4 : 4 + left])
            left -= len(parts[-1])
            following = int.from_bytes(more[:4], "big")
        return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing stands."""
    value = 0
    for byte in data[at : at + 8]:
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    types: list[int] = []
    while at < min(end, len(payload)) and len(types) < _MOST:
        type, at = _varint(payload, at)
        types.append(type)
    if at != end:
        raise _Torn
    found: list[Value] = []
    for type in types:
        value, at = _value(payload, at, type)
        found.append(value)
    return tuple(found)


def _value(payload: bytes, at: int, type: int) -> tuple[Value, int]:
    if type == 0:
        return None, at
    if type in (8, 9):
        return type - 8, at
    if type in (10, 11) or type < 0:
        raise _Torn
    if type == 7:
        return 0.0, at + 8  # a number with a fraction: no column that is looked for holds one
    size = _INTEGERS[type] if type < 7 else (type - 12) // 2
    data = payload[at : at + size]
    if len(data) < size:
        raise _Torn
    if type < 7:
        return int.from_bytes(data, "big", signed=True), at + size
    return data if type % 2 == 0 else data.decode(), at + size
