"""Identifiers: a length-prefixed hash of their parts, the same on every machine."""

import hashlib

_DIGITS = 16  # 64 bits: a collision is expected only beyond some four thousand million values


def make_id(kind: str, *parts: str | int | bytes) -> str:
    """Give the identifier of a value of ``kind`` made of ``parts``.

    Each part is prefixed with its length in bytes, so ``("ab", "c")`` and ``("a", "bc")`` differ.

    >>> make_id("report", "ab", "c") != make_id("report", "a", "bc")
    True
    """
    digest = hashlib.sha256()
    for part in (kind, *parts):
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{kind}-{digest.hexdigest()[:_DIGITS]}"
