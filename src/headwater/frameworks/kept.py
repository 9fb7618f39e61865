"""What is kept from one coding to the next, so that a decision or a new report costs only what it touches.

Bytes that mean nothing to whoever stores them: which claims of each report the guides of each codebook find. They are
found by the fingerprint of the report's reading, and of the codebooks, so nothing has to be declared stale.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from headwater.frameworks.codebook import Codebook
from headwater.model import make_id

Hit = tuple[
    int, int, tuple[str, ...]
]  # the number of a guide, that of a claim of the report, and the words that show it
Blobs = Mapping[str, bytes]

_NAME = "hits"


class Kept:
    """What was kept before, and what is to be kept now."""

    def __init__(self, before: Blobs, codebooks: Sequence[Codebook], version: str) -> None:
        self._key = make_id("hits", version, *(each.fingerprint for each in codebooks)).encode()
        held = before.get(_NAME, b"")
        known = held.startswith(self._key)
        self._known = msgspec.msgpack.decode(held[len(self._key) :], type=dict[str, msgspec.Raw]) if known else {}
        self._now: dict[str, msgspec.Raw] = {}

    def hits(self, made_from: str, make: Callable[[], list[list[Hit]]]) -> list[list[Hit]]:
        """The hits in one report by codebook; ``make`` gives them if they are not known."""
        held = self._known.get(made_from)
        if held is not None:
            self._now[made_from] = held
            return msgspec.msgpack.decode(held, type=list[list[Hit]])
        found = make()
        self._now[made_from] = msgspec.Raw(msgspec.msgpack.encode(found))
        return found

    def now(self) -> Blobs:
        """What to keep."""
        return {_NAME: self._key + msgspec.msgpack.encode(dict(sorted(self._now.items())))}
