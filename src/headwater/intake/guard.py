"""What stands between a hostile input and the memory: every byte that an input unfolds to is counted here."""

import io
from typing import BinaryIO, Protocol

from headwater.errors import TooMuch
from headwater.model import Limits
from headwater.model.limits import MB

_PIECE = 1 << 20  # bytes read at a time
_SMALL = 16 * MB  # bytes below which any ratio is harmless


class Guard:
    """The account of one input, and of all that is found within it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._single, self._whole = limits.size * MB, limits.total * MB
        self._bytes = 0
        self._members = 0

    def enter(self, depth: int) -> None:
        """Go into a container that stands within so many others.

        Raises:
            TooMuch: they are nested deeper than the limit.
        """
        if depth > self.limits.depth:
            raise _over("archives within archives go too deep", f"over {self.limits.depth}", "depth")

    def member(self, more: int = 1) -> None:
        """Count more members.

        Raises:
            TooMuch: there are more than the limit.
        """
        self._members += more
        if self._members > self.limits.members:
            raise _over("it holds too many members", f"over {self.limits.members:,}", "members")

    def read(self, stream: BinaryIO, packed: int | None = None) -> bytes:
        """All bytes of a stream, which are one report or one container.

        Args:
            stream: read piece by piece.
            packed: the bytes that it takes up in its archive, if it is packed there.

        Raises:
            TooMuch: it goes over a limit.
        """
        pieces: list[bytes] = []
        size = 0
        while piece := stream.read(_PIECE):
            size += len(piece)
            self._bytes += len(piece)
            self.single(size)
            self.whole(self._bytes)
            self.ratio(size, packed)
            pieces.append(piece)
        return b"".join(pieces)

    def single(self, size: int) -> None:
        """Refuse a report of more bytes than the limit."""
        if size > self._single:
            raise _over("it is larger than a report may be", f"over {self.limits.size:,} MB", "size")

    def whole(self, size: int) -> None:
        """Refuse an input that comes to more bytes than the limit."""
        if size > self._whole:
            raise _over("what is in it comes to too much", f"over {self.limits.total:,} MB", "total")

    def ratio(self, size: int, packed: int | None) -> None:
        """Refuse what is packed smaller than anything that people write."""
        if packed is not None and size > _SMALL and size > self.limits.ratio * max(1, packed):
            raise _over("it unpacks to far more than it takes up", f"over {self.limits.ratio} times", "ratio")


class Stream(Protocol):
    """Bytes that come as they are asked for."""

    def read1(self, size: int, /) -> bytes:
        """At most so many, as many as are there; none at the end alone."""


class Counted(io.RawIOBase):
    """A stream of unpacked bytes that are counted as they pass, without being kept.

    Of what is cut short all bytes come that can be unpacked, before it is said that the rest is not there.
    """

    def __init__(self, stream: Stream, guard: Guard, packed: int | None) -> None:
        self._stream = stream
        self._guard = guard
        self._packed = packed
        self._size = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """At most so many bytes; none at the end alone.

        Raises:
            OSError: the stream ends in the middle of what is packed (not EOFError, which warcio takes for the end).
            TooMuch: it goes over a limit.
        """
        try:
            data = self._stream.read1(_PIECE if size is None or size < 0 else min(size, _PIECE))
        except EOFError as error:
            raise OSError(str(error)) from error
        self._size += len(data)
        self._guard.whole(self._size)
        self._guard.ratio(self._size, self._packed)
        return data


def _over(what: str, value: str, limit: str) -> TooMuch:
    return TooMuch(what, value, f"If you trust it, raise the limit: --limit {limit}=NUMBER")
