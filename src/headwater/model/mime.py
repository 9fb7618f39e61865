"""The parts of a mail (RFC 2045 to 2049), cut at its boundaries.

The headers of a part are parsed by `email`; its body is cut out as it stands. `email` itself goes through every line
of a body in Python, takes several times as long, and gives an attached message not as it came but written anew.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from functools import cached_property
from typing import Self

#: What `email` takes for headers too: a name with its value, the lines that it goes on on, and an envelope's "From ".
_HEAD = re.compile(rb"(?:(?:From |[!-9;-~]*:|[\t ])[^\r\n]*(?:\r\n|\r|\n|\Z))*")
_LINE_END = re.compile(rb"\r\n|\r|\n|")
_AFTER = re.compile(rb"(--)?[ \t]*(?=[\r\n]|\Z)")
_MOST = 1_000  # parts of one message
_DEEPEST = 50  # parts within one another: the body of each is a copy of its own
_LONGEST = 10_000  # characters of a header with parameters: `email` takes time by the square of them
_WITH_PARAMETERS = ("Content-Type", "Content-Disposition")
_TOO_MANY = f"over {_MOST:,} parts"
_AS_IT_IS = ("", "7bit", "8bit", "binary")


@dataclass(frozen=True)
class Part:
    """A message, or a part of one."""

    head: "Message[str, str]"  # its headers alone
    body: bytes  # as it stands, in its transfer encoding

    @classmethod
    def of(cls, raw: bytes, usual: str = "text/plain") -> Self:
        """The part that these bytes are, of the ``usual`` media type if it names none.

        Raises:
            ValueError, LookupError, AssertionError: `email` cannot read its headers, or not in good time.
        """
        end = found.end() if (found := _HEAD.match(raw)) else 0
        head = BytesHeaderParser().parsebytes(raw[:end])
        if any(len(str(head.get(name, ""))) > _LONGEST for name in _WITH_PARAMETERS):
            raise ValueError(f"a header of over {_LONGEST:,} characters")
        head.set_default_type(usual)
        return cls(head, raw[_past_line_end(raw, end) :])

    @cached_property
    def kind(self) -> str:
        """Its media type: "text/plain", also where it is to hold parts and there is no boundary."""
        kind = self.head.get_content_type()
        return "text/plain" if kind.startswith("multipart/") and not self._mark else kind

    @cached_property
    def data(self) -> bytes:
        """What it holds, decoded."""
        encoding = str(self.head.get("Content-Transfer-Encoding", "")).strip().lower()
        if encoding in _AS_IT_IS:
            return self.body
        packed: Message[str, str] = Message()
        packed["Content-Transfer-Encoding"] = encoding
        packed.set_payload(self.body.decode("ascii", "surrogateescape"))
        data = packed.get_payload(decode=True)
        return data if isinstance(data, bytes) else b""

    def leaves(self) -> Iterator[Self]:
        """The parts that hold something, an attached message whole, in their order.

        Raises:
            ValueError: there are more than any mail has; or as `of` says.
        """
        waiting = [(self, 0)]
        for _ in range(_MOST):
            if not waiting:
                return
            part, depth = waiting.pop()
            if inner := part._parts():
                if depth == _DEEPEST:
                    raise ValueError(f"over {_DEEPEST} parts within one another")
                waiting += [(each, depth + 1) for each in reversed(inner)]
            else:
                yield part
        raise ValueError(_TOO_MANY)

    @cached_property
    def _mark(self) -> bytes:
        """How the lines begin that part its parts; empty if it holds none."""
        boundary = self.head.get_boundary() if self.head.get_content_maintype() == "multipart" else None
        mark = b"--" + boundary.encode("utf-8", "surrogateescape") if boundary else b""
        return mark if mark in self.body else b""

    def _parts(self) -> list[Self]:
        """The parts between its boundaries; none if it holds none. The last may lack its end."""
        if not self._mark:
            return []
        usual = "message/rfc822" if self.kind == "multipart/digest" else "text/plain"
        parts: list[Self] = []
        start = None
        for found, after in self._lines(self._mark):
            if len(parts) > _MOST:
                raise ValueError(_TOO_MANY)
            if start is not None:
                inner = self.body[start:found].removesuffix(b"\n").removesuffix(b"\r")
                parts.append(self.of(inner, usual))
            if after[1]:
                return parts
            start = _past_line_end(self.body, after.end())
        return parts if start is None else [*parts, self.of(self.body[start:], usual)]

    def _lines(self, mark: bytes) -> Iterator[tuple[int, re.Match[bytes]]]:
        """Where the lines begin that are a boundary, and what follows it there."""
        at = self.body.find(mark)
        while at >= 0:
            after = _AFTER.match(self.body, at + len(mark))
            if after and self.body[max(0, at - 1) : at] in (b"", b"\r", b"\n"):
                yield at, after
            at = self.body.find(mark, at + len(mark))


def _past_line_end(raw: bytes, at: int) -> int:
    found = _LINE_END.match(raw, at)
    assert found is not None  # it matches nothing, too
    return found.end()
