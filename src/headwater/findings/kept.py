"""What is kept from one gathering to the next, so that a decision costs only what it touches.

Bytes that mean nothing to whoever stores them: how alike pairs of claims are, and how the source of each got to know
what it says. Each is headed by a key of all that it is made from, so nothing has to be declared stale, and what is
found is what would be made anew, to the last bit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec
import numpy as np

from headwater.findings.access import Access
from headwater.model import make_id

Pairs = dict[tuple[int, int], float]  # of indices, the smaller first
Blobs = Mapping[str, bytes]

_Value = TypeVar("_Value")
_Part = str | int | bytes
_PAIR = np.dtype([("one", "<i4"), ("other", "<i4"), ("value", "<f8")])


class Kept:
    """What was kept before, and what is to be kept now. Each value is asked for with the way to make it."""

    def __init__(self, before: Blobs | None = None, made_from: Sequence[str] = ()) -> None:
        """``made_from`` is what all of it depends on: the version of the step, its word table, and the readings."""
        self._before, self._made_from = before or {}, made_from
        self.now: dict[str, bytes] = {}

    def pairs(self, name: str, parts: Iterable[_Part], make: Callable[[], Pairs]) -> Pairs:
        """Pairs of claims with a number each, in the order in which they were made."""
        return self._of(name, parts, make, _packed, _unpacked)

    def accesses(self, parts: Iterable[_Part], make: Callable[[], dict[str, Access]]) -> dict[str, Access]:
        """How the source of each claim got to know it, by claim id."""
        return self._of(
            "accesses",
            parts,
            make,
            msgspec.msgpack.encode,
            lambda blob: msgspec.msgpack.decode(blob, type=dict[str, Access]),
        )

    def _of(
        self,
        name: str,
        parts: Iterable[_Part],
        make: Callable[[], _Value],
        pack: Callable[[_Value], bytes],
        unpack: Callable[[bytes], _Value],
    ) -> _Value:
        key = make_id(name, *self._made_from, *parts).encode()
        held = self._before.get(name, b"")
        if held.startswith(key):
            self.now[name] = held
            return unpack(held[len(key) :])
        value = make()
        self.now[name] = key + pack(value)
        return value


def _packed(pairs: Pairs) -> bytes:
    rows = ((one, other, value) for (one, other), value in pairs.items())
    return np.fromiter(rows, _PAIR, len(pairs)).tobytes()


def _unpacked(blob: bytes) -> Pairs:
    rows = np.frombuffer(blob, _PAIR)
    return dict(
        zip(zip(rows["one"].tolist(), rows["other"].tolist(), strict=True), rows["value"].tolist(), strict=True)
    )
