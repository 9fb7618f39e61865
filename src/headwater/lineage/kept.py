"""What is kept from one trace of a pile to the next, so that a new report costs only what it touches.

Three things, as bytes that mean nothing to whoever stores them:

* sketches, by report, and links, by pair of reports, in batches: each trace adds one with what is new;
* the lineage of each neighbourhood.

Each is found by the fingerprints of the readings that it is made from, so nothing has to be declared stale, and what is
found is what would be made anew. Without any of it, or with what another version made, all is made anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, TypeVar

import msgspec
import numpy as np

from headwater.lineage.hashed import Codes, Ints, mixed
from headwater.lineage.link import ROW, Link, Rows
from headwater.lineage.sketch import Sketches
from headwater.model import Lineage

_Value = TypeVar("_Value")
_BATCHES = 24  # so many batches, or more rows that are not used than that are, and all become one
_SKETCH = (np.uint64, np.uint64, np.int32, np.bool_, np.uint32, np.int32)  # the columns of Sketches
_LINK = np.dtype([("pair", "<u8"), ("row", ROW)])

Blobs = Mapping[str, bytes]


@dataclass(slots=True, eq=False)
class Kept:
    """What was kept before, and what is to be kept now. Each value is asked for with the way to make it."""

    before: Blobs
    made: str  # what all of it depends on: the version of the step and its options
    now: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.before.get("made") != self.made.encode():
            self.before = {}
        self.now["made"] = self.made.encode()

    def sketches(self, reports: Codes, make: Callable[[list[int]], Sketches]) -> Sketches:
        """The sketches of these reports, in order; ``make`` gives those of some by their places."""
        blobs = self._batches("sketches ")
        parts = [msgspec.msgpack.decode(blob, type=list[bytes]) for blob in blobs.values()]
        known = np.concatenate([np.empty(0, np.uint64), *(np.frombuffer(part[0], np.uint64) for part in parts)])
        tables = [Sketches(*map(np.frombuffer, part[1:], _SKETCH)) for part in parts]
        rows, new = _rows(known, reports)
        made = make(new)
        whole = Sketches.joined([*tables, made]).chosen(rows)

        def _packed(codes: Codes, table: Sketches) -> bytes:
            columns = (getattr(table, name).tobytes() for name in Sketches.__slots__)
            return msgspec.msgpack.encode([codes.tobytes(), *columns])

        if self._full(blobs, len(known), len(reports)):
            self.now["sketches 0"] = _packed(reports, whole)
        else:
            self._add("sketches ", blobs, _packed(reports[new], made) if new else b"")
        return whole

    def links(self, pairs: Codes, make: Callable[[list[int]], Sequence[Link]]) -> Rows:
        """The links of these pairs, in order; ``make`` gives those of some by their places."""
        blobs = self._batches("links ")
        known = np.concatenate([np.empty(0, _LINK), *(np.frombuffer(blob, _LINK) for blob in blobs.values())])
        rows, new = _rows(known["pair"], pairs)
        fresh = np.empty(len(new), _LINK)
        fresh["pair"] = pairs[new]
        fresh["row"] = [link.row for link in make(new)]
        whole = np.concatenate([known, fresh])[rows]
        if self._full(blobs, len(known), len(pairs)):
            self.now["links 0"] = whole.tobytes()
        else:
            self._add("links ", blobs, fresh.tobytes())
        found: Rows = whole["row"]
        return found

    def lineage(self, key: bytes, make: Callable[[], Lineage]) -> Lineage:
        """The lineage of the neighbourhood with this key."""
        name = f"lineage {key.hex()}"
        if name in self.before:
            self.now[name] = self.before[name]
            return msgspec.msgpack.decode(self.before[name], type=Lineage)
        found = make()
        self.now[name] = msgspec.msgpack.encode(found)
        return found

    def _batches(self, kind: str) -> dict[str, bytes]:
        return {name: blob for name, blob in sorted(self.before.items()) if name.startswith(kind)}

    def _full(self, blobs: Blobs, known: int, wanted: int) -> bool:
        return len(blobs) >= _BATCHES or known > 2 * wanted

    def _add(self, kind: str, blobs: Blobs, fresh: bytes) -> None:
        self.now |= blobs
        if fresh:
            self.now[f"{kind}{len(blobs)}"] = fresh


def codes(fingerprints: Sequence[str]) -> Codes:
    """A number for each fingerprint: two of a million are the same with a probability of 3 in 10^8."""
    digests = b"".join(blake2b(each.encode(), digest_size=8).digest() for each in fingerprints)
    return np.frombuffer(digests, "<u8").astype(np.uint64)


def paired(one: Codes, other: Codes) -> Codes:
    """A number for each pair."""
    return mixed(mixed(one) + other)


def key(*parts: Any) -> bytes:
    """What something is kept under that is made from these parts alone."""
    return blake2b(msgspec.msgpack.encode(parts), digest_size=16).digest()


def _rows(known: Codes, wanted: Codes) -> tuple[Ints, list[int]]:
    """The row of each that is wanted, and which are not known: they come in rows of their own behind, in order."""
    order = np.argsort(known, kind="stable")
    where = np.searchsorted(known[order], wanted)
    there = where < len(known)
    there[there] = known[order[where[there]]] == wanted[there]
    rows = np.empty(len(wanted), np.int64)
    rows[there] = order[where[there]]
    rows[~there] = len(known) + np.arange(int((~there).sum()))
    return rows, np.flatnonzero(~there).tolist()
