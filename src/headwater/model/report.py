"""A report as received: its bytes, its hash, and how it came."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal, Self

from headwater.model.ids import make_id

Format = Literal["text", "markdown", "html", "row", "pdf", "docx", "odt", "mail", "mhtml", "scan"]


@dataclass(frozen=True, slots=True)
class Given:
    """What the sender of a report says of it; it goes before anything read from the page."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None  # ISO 8601, may be reduced: "2025-08"
    url: str | None = None
    charset: str | None = None  # the encoding that the server or the mail says the bytes are in


_NOTHING = Given()


@dataclass(frozen=True, slots=True, order=True)
class Acquisition:
    """How a report came to us. The same bytes under two paths are one report with two of these."""

    name: str
    path: str  # as the user gave it, or "-" for standard input; "file.jsonl:12" for a row, "a.zip/b.txt" for a member
    details: tuple[tuple[str, str], ...] = ()  # more of how it came, by name: url, captured, digest, from, subject, …


@dataclass(frozen=True, slots=True)
class Report:
    """A received document. ``raw`` is never altered."""

    id: str
    name: str
    sha256: str
    format: Format
    raw: bytes
    given: Given
    acquisitions: tuple[Acquisition, ...]

    @classmethod
    def from_bytes(
        cls,
        raw: bytes,
        *,
        name: str,
        path: str,
        format: Format = "text",
        given: Given | None = None,
        details: tuple[tuple[str, str], ...] = (),
    ) -> Self:
        """Make the report of these bytes. A file is known by its hash alone, a row also by its name."""
        sha256 = hashlib.sha256(raw).hexdigest()
        parts = (sha256, name) if format == "row" else (sha256,)
        return cls(
            id=make_id("report", *parts),
            name=name,
            sha256=sha256,
            format=format,
            raw=raw,
            given=given or _NOTHING,
            acquisitions=(Acquisition(name, path, details),),
        )


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that could not be read, and why."""

    path: str
    why: str
    given_up: bool = field(default=False, compare=False)  # its reading was ended: it took too much, or broke down
