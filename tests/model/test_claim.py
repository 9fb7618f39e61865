"""A reading holds each value once, and is the same reading."""

from collections.abc import Iterator

import msgspec

from headwater import claims, text
from headwater.model import Reading, Report

_WORDS = b"On Tuesday Ana Brook, who keeps the lock, said that 40 barges had lost 300 sacks of meal since 3 May 2031."


def _values(reading: Reading) -> Iterator[object]:
    yield from (*reading.quantities, *reading.times, *reading.attributions)
    for claim in reading.claims:
        yield from (*claim.quantities, *claim.times)
        if claim.attribution:
            yield claim.attribution


def test_what_came_packed_is_held_once_and_is_the_same() -> None:
    words = text.read(Report.from_bytes(_WORDS, name="mill", path="mill.txt"))
    read = claims.read(words, text.parse(words))
    came = msgspec.msgpack.decode(msgspec.msgpack.encode(read), type=Reading)
    once = came.once()
    assert once == came == read
    assert len({*map(id, _values(came))}) > len({*_values(came)})
    assert len({*map(id, _values(once))}) == len({*_values(once)}) > 3
    assert all(claim.report is once.text.report for claim in once.claims)
