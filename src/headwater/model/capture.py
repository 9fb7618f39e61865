"""A web page as it was fetched: the WARC record of what was asked and what came."""

import hashlib
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Capture:
    """WARC records (ISO 28500), compressed: the request, the response, and how it was fetched."""

    sha256: str  # of ``record``
    record: bytes

    @classmethod
    def of(cls, record: bytes) -> Self:
        """The capture that these bytes are."""
        return cls(hashlib.sha256(record).hexdigest(), record)
