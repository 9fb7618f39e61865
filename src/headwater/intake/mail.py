"""Mail: each message is a report, each attachment a source of its own. A page saved as .mhtml is a mail in form."""

import email
import mimetypes
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from headwater.errors import DamagedInput, EmptyInput, LockedInput
from headwater.intake.guard import Guard
from headwater.intake.naming import clean
from headwater.intake.sources import Refused, Source
from headwater.model import Given, Report

#: The headers that say how a message came; they are kept with the acquisition.
_KEPT = (
    "From", "Sender", "Reply-To", "To", "Cc", "Date", "Subject", "Message-ID", "In-Reply-To", "List-Id", "Received",
)  # fmt: skip
_LONGEST = 2_000  # characters of a header that are kept
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_PGP = b"-----BEGIN PGP MESSAGE-----"
#: Parts that belong to the mail itself: signatures and what it shows inline.
_OWN = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/calendar")
_ADVICE = "Save the message again as .eml"
_PARTS = 1_000  # of one message


def message(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Report | Source | Refused]:
    """The message of an .eml file and its attachments."""
    raw = guard.read(stream)
    parsed = _parsed(raw)
    headers = tuple((name.lower(), value) for name in _KEPT if (value := _header(parsed, name)))
    if parsed.get_content_type() in _ENCRYPTED or raw.find(_PGP, 0, 200_000) >= 0:
        raise LockedInput("the mail is encrypted", next_step="Save it decrypted from the program that reads your mail")
    attached = [part for part in _leaves(parsed) if _is_attached(part)]
    own = [part for part in _leaves(parsed) if not _is_attached(part) and part.get_content_maintype() == "text"]
    if not any(_bytes(part).strip() for part in own) and not attached:
        raise EmptyInput("the mail has no words", next_step="Leave it out or get it again")
    if any(_bytes(part).strip() for part in own):
        given = Given(title=_header(parsed, "Subject"), published=_date(parsed))
        details = (*source.details, *headers)
        yield Report.from_bytes(raw, name=source.name, path=source.path, format="mail", given=given, details=details)
    for number, part in enumerate(attached, 1):
        called = _file_name(part, number)
        member = called if len(attached) == 1 else f"{number}-{called}"
        guard.member()
        given = Given(charset=part.get_content_charset())
        details = (("mail", source.path), *headers)
        yield source.within(member, _bytes(part), called=called, given=given, details=details)


def box(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Source | Refused]:
    """The messages of an .mbox file (RFC 4155), one after the other; it is never held whole."""
    lines: list[bytes] = []
    number, size, blank = 0, 0, True
    for line in stream:
        if line.startswith(b"From ") and blank:
            if lines:
                yield _boxed(source, number, lines)
            number, lines, size = number + 1, [], 0
            guard.member()
        elif not number:
            raise DamagedInput("it is no mailbox: it does not begin with From", next_step=_ADVICE)
        else:
            lines.append(line)
            size += len(line)
            guard.single(size)
        blank = line in (b"\n", b"\r\n")
    if not number:
        raise EmptyInput("the mailbox holds no messages", next_step="Leave it out or get it again")
    yield _boxed(source, number, lines)


def page(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Report]:
    """The page of an .mhtml file, saved by a browser with all it shows."""
    raw = guard.read(stream)
    parsed = _parsed(raw)
    root = next((part for part in _leaves(parsed) if part.get_content_type() == "text/html"), None)
    if root is None:
        raise DamagedInput("there is no page in it", next_step="Save it again from the browser")
    url = _header(parsed, "Snapshot-Content-Location") or _header(root, "Content-Location")
    captured = _date(parsed)
    details = (*source.details, *((name, value) for name, value in (("url", url), ("captured", captured)) if value))
    yield Report.from_bytes(
        raw, name=source.name, path=source.path, format="mhtml", given=Given(url=url), details=details
    )


def _boxed(source: Source, number: int, lines: list[bytes]) -> Source:
    return source.within(f"{number}.eml", b"".join(lines), details=(("mailbox", source.path),))


def _parsed(raw: bytes) -> "Message[str, str]":
    try:
        parsed = email.message_from_bytes(raw)
    except (RecursionError, ValueError, LookupError, AssertionError) as error:
        raise DamagedInput("it cannot be read as a mail", error, _ADVICE) from error
    if not any(name in parsed for name in ("From", "Date", "Subject", "To", "MIME-Version", "Received")):
        raise DamagedInput("it is no mail: there are no headers", next_step=_ADVICE)
    return parsed


def _leaves(parsed: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """The parts that hold something, an attached message whole."""
    waiting = [parsed]
    for _ in range(_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list) and part.get_content_maintype() != "message":
            waiting += [each for each in reversed(inner) if isinstance(each, Message)]
        else:
            yield part
    raise DamagedInput("the mail has too many parts", f"over {_PARTS}", _ADVICE)


def _is_attached(part: "Message[str, str]") -> bool:
    kind, how = part.get_content_type(), part.get_content_disposition()
    if kind in _OWN or (kind.startswith("image/") and how != "attachment"):
        return False
    return how == "attachment" or part.get_content_maintype() != "text" or bool(part.get_filename())


def _bytes(part: "Message[str, str]") -> bytes:
    """What a part holds, decoded; an attached message as it is."""
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        whole = [each.as_bytes() for each in inner if isinstance(each, Message)] if isinstance(inner, list) else []
        return b"".join(whole)
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _file_name(part: "Message[str, str]", number: int) -> str:
    """How the attachment is called, with the ending of its kind."""
    kind = part.get_content_type()
    name = clean(_words(part.get_filename() or "") or f"attachment-{number}").rsplit("/", 1)[-1]
    if kind == "message/rfc822":
        return name if name.endswith(".eml") else f"{name}.eml"
    return name if "." in name else f"{name}{mimetypes.guess_extension(kind) or ''}"


def _header(parsed: "Message[str, str]", name: str) -> str | None:
    return _words(str(parsed.get(name, ""))) or None


def _words(value: str) -> str:
    """A header's words decoded (RFC 2047), on one line."""
    with suppress(ValueError, LookupError, MessageError):
        value = str(make_header(decode_header(value)))
    return " ".join(value.encode("utf-8", "replace").decode().split())[:_LONGEST]


def _date(parsed: "Message[str, str]") -> str | None:
    """The day that the message is dated, as its sender's clock had it; None where that is unreadable."""
    try:
        when = parsedate_to_datetime(str(parsed.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).date().isoformat()
