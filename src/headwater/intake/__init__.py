"""Intake: paths and streams become reports. Bytes are kept as they came."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from headwater.model import Report, Unread


def receive(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Report | Unread]:
    """Yield every report found under ``paths`` in stable order, and every input that could not be read."""
    raise NotImplementedError
