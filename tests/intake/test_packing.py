"""What is packed as a stream comes out as `gzip` has it, error for error."""

import gzip
import random
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest

from headwater.intake.guard import Guard
from headwater.intake.packing import unpacked
from headwater.model import Limits

_WORDS = b"The mill above the weir is shut, said the miller. " * 40


def _all(read: Callable[[int], bytes]) -> tuple[bytes, str]:
    """All that can be read, and what was raised then."""
    found = b""
    try:
        while piece := read(500):
            found += piece
        assert read(500) == b""
    except (EOFError, OSError, zlib.error) as error:
        return found, str(error)
    return found, ""


def _both(raw: bytes) -> tuple[bytes, str]:
    """What we read of it, which is what `gzip` reads."""
    ours = _all(unpacked(BytesIO(raw), Guard(Limits())).read)
    assert ours == _all(gzip.GzipFile(fileobj=BytesIO(raw)).read1)
    return ours


def test_members_come_one_after_the_other_with_zeros_between() -> None:
    large = random.Random(5).randbytes(40_000)
    parts = [_WORDS, b"", large, b"m"]
    for between in (b"", b"\0", bytes(20_000)):
        assert _both(b"".join(gzip.compress(each) + between for each in parts)) == (b"".join(parts), "")


def test_all_that_may_stand_in_the_head_of_a_member_is_passed_over() -> None:
    plain = gzip.compress(_WORDS, mtime=0)
    for flags, more in ((4, b"\3\0abc"), (8, b"mill.txt\0"), (16, b"a note\0"), (2, b"xy"), (28, b"\1\0am.txt\0n\0")):
        assert _both(plain[:3] + bytes([flags]) + plain[4:10] + more + plain[10:]) == (_WORDS, "")
    endless = _both(plain[:3] + b"\10" + plain[4:10] + b"mill")
    assert endless[0] == b"" and "ended before" in endless[1]


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda raw: raw[:-3], "ended before"),
        (lambda raw: raw[:60], "ended before"),
        (lambda raw: raw[:-8] + bytes(4) + raw[-4:], "CRC check failed"),
        (lambda raw: raw[:-4] + bytes(4), "Incorrect length"),
        (lambda raw: raw + b"more", "Not a gzipped file"),
        (lambda raw: raw + raw[:2] + b"\7" + raw[3:], "Unknown compression method"),
        (lambda raw: raw + raw[:4], "ended before"),
    ],
)
def test_what_is_damaged_is_named_after_all_that_came_before_it(damage: Callable[[bytes], bytes], why: str) -> None:
    found, told = _both(damage(gzip.compress(_WORDS)))
    assert why in told and _WORDS.startswith(found)
    assert found == _WORDS or "ended before" in told


def test_bytes_that_are_cut_anywhere_or_changed_come_as_gzip_has_them() -> None:
    chance = random.Random(11)
    raw = b"".join(gzip.compress(_WORDS[:size]) for size in (300, 0, 900))
    for end in range(2, len(raw)):
        _both(raw[:end])
    for _ in range(300):
        changed = bytearray(raw)
        changed[chance.randrange(2, len(raw))] ^= 1 << chance.randrange(8)
        _both(bytes(changed))
