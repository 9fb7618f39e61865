"""Identifiers: a length-prefixed hash of their parts, the same on every machine."""

import hashlib
from collections.abc import Iterable

_DIGITS = 16  # 64 bits: a collision is expected only beyond some four thousand million values


def make_id(kind: str, *parts: str | int | bytes) -> str:
    """Give the identifier of a value of ``kind`` made of ``parts``.

    Each part is prefixed with its length in bytes, so ``("ab", "c")`` and ``("a", "bc")`` differ.

    >>> make_id("report", "ab", "c") != make_id("report", "a", "bc")
    True
    """
    return f"{kind}-{digest((kind, *parts))[:_DIGITS]}"


def digest(parts: Iterable[str | int | bytes]) -> str:
    """The SHA-256 of these parts in order, each prefixed with its length in bytes, in 64 hexadecimal digits."""
    made = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()
