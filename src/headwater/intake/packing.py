"""What is packed as one stream (.gz, .bz2, .xz), unpacked as it is read and counted as it passes."""

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable
from gzip import BadGzipFile
from io import SEEK_END
from typing import Any, BinaryIO, cast

from headwater.intake.guard import Counted, Guard, Stream

_BLOCK = 1 << 13  # bytes read at a time
_CUT = "Compressed file ended before the end-of-stream marker was reached"
_MORE, _NAME, _COMMENT, _CHECKED = 4, 8, 16, 2  # RFC 1952: what may stand in a member's head, in this order


def unpacked(stream: BinaryIO, guard: Guard) -> Counted:
    """The stream within, unpacked as its first bytes say and counted; the stream itself if they say nothing."""
    size = stream.seek(0, SEEK_END)
    stream.seek(0)
    start = stream.read(6)
    stream.seek(0)
    open_ = next((each for sign, each in _OPENERS if start.startswith(sign)), None)
    return Counted(open_(stream), guard, size) if open_ else Counted(cast(Stream, stream), guard, None)


class _Gzip:
    """The members of a .gz file (RFC 1952), one after the other.

    It gives the bytes and raises the errors that `gzip` does, in half the time: a web archive has thousands of members.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._read = b""  # and not unpacked yet
        self._member: Any = None  # what unpacks it
        self._check, self._size = 0, -1  # of what came of it; -1 before and after

    def read1(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end alone.

        Raises:
            EOFError: the file ends in the middle of a member.
            BadGzipFile: something else follows a member, or its checksum is not that of its bytes, which came before.
            zlib.error: it cannot be unpacked.
        """
        while self._member or self._begin():
            packed = self._read or self._stream.read(_BLOCK)
            data: bytes = self._member.decompress(packed, size)
            self._check = zlib.crc32(data, self._check)
            self._size += len(data)
            if self._member.eof:
                self._read, self._member = self._member.unused_data, None
            elif not (data or packed):
                raise EOFError(_CUT)
            else:
                self._read = self._member.unconsumed_tail
            if data:
                return data
        return b""

    def _begin(self) -> bool:
        """End the last member, and read the head of the next if there is one."""
        if self._size >= 0:
            self._end()
            self._size = -1
        sign = self._some(2)
        if not sign:
            return False
        if sign != b"\x1f\x8b":
            raise BadGzipFile(f"Not a gzipped file ({sign!r})")
        method, flags = struct.unpack("<BB6x", self._take(8))
        if method != zlib.DEFLATED:
            raise BadGzipFile("Unknown compression method")
        if flags & _MORE:
            self._take(*struct.unpack("<H", self._take(2)))
        for words in (_NAME, _COMMENT):
            while flags & words and self._some(1) not in (b"", b"\0"):
                pass
        if flags & _CHECKED:
            self._take(2)
        self._member, self._check, self._size = zlib.decompressobj(-zlib.MAX_WBITS), 0, 0
        return True

    def _end(self) -> None:
        """Hold the end of a member against what came of it; zeros may stand behind it."""
        check, size = struct.unpack("<II", self._take(8))
        if check != self._check:
            raise BadGzipFile(f"CRC check failed {hex(check)} != {hex(self._check)}")
        if size != self._size & 0xFFFFFFFF:
            raise BadGzipFile("Incorrect length of data produced")
        self._read = self._read.lstrip(b"\0")
        while not self._read and self._fill(1):
            self._read = self._read.lstrip(b"\0")

    def _take(self, size: int) -> bytes:
        """So many bytes as they are in the file."""
        taken = self._some(size)
        if len(taken) < size:
            raise EOFError(_CUT)
        return taken

    def _some(self, size: int) -> bytes:
        """At most so many, fewer at the end alone."""
        self._fill(size)
        taken, self._read = self._read[:size], self._read[size:]
        return taken

    def _fill(self, size: int) -> bool:
        """Read until so many bytes are there; whether any is."""
        while len(self._read) < size and (more := self._stream.read(_BLOCK)):
            self._read += more
        return bool(self._read)


_OPENERS: tuple[tuple[bytes, Callable[[BinaryIO], Stream]], ...] = (
    (b"\x1f\x8b", _Gzip),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)
