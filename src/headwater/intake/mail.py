"""Mail: each message is a report, each attachment a source of its own. A page saved as .mhtml is a mail in form."""

import mimetypes
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from headwater.errors import DamagedInput, EmptyInput, LockedInput
from headwater.intake.guard import Guard
from headwater.intake.naming import clean
from headwater.intake.sources import Refused, Source
from headwater.model import Given, Report
from headwater.model.mime import Part

#: The headers that say how a message came; they are kept with the acquisition.
_KEPT = (
    "from", "sender", "reply-to", "to", "cc", "date", "subject", "message-id", "in-reply-to", "list-id", "received",
)  # fmt: skip
_LONGEST = 2_000  # characters of a header that are kept
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_PGP = b"-----BEGIN PGP MESSAGE-----"
#: Parts that belong to the mail itself: signatures and what it shows inline.
_OWN = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/calendar")
_ESCAPED = re.compile(rb">+From ")  # how a mailbox writes a line of a message that begins so (mboxrd)
_ADVICE = "Save the message again as .eml"


def message(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Report | Source | Refused]:
    """The message of an .eml file and its attachments."""
    raw = guard.read(stream)
    mail, leaves = _parsed(raw)
    headers = tuple((name, value) for name in _KEPT if (value := _header(mail, name)))
    if mail.kind in _ENCRYPTED or raw.find(_PGP, 0, 200_000) >= 0:
        raise LockedInput("the mail is encrypted", next_step="Save it decrypted from the program that reads your mail")
    attached = [part for part in leaves if _is_attached(part)]
    has_words = any(part.data.strip() for part in leaves if part.kind.startswith("text/") and not _is_attached(part))
    if not has_words and not attached:
        raise EmptyInput("the mail has no words", next_step="Leave it out or get it again")
    if has_words:
        given = Given(title=dict(headers).get("subject"), published=_date(mail))
        details = (*source.details, *headers)
        yield Report.from_bytes(raw, name=source.name, path=source.path, format="mail", given=given, details=details)
    for number, part in enumerate(attached, 1):
        called = _file_name(part, number)
        member = called if len(attached) == 1 else f"{number}-{called}"
        guard.member()
        given = Given(charset=part.head.get_content_charset())
        details = (("mail", source.path), *headers)
        yield source.within(member, part.data, called=called, given=given, details=details)


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
            lines.append(line[1:] if _ESCAPED.match(line) else line)
            size += len(line)
            guard.single(size)
        blank = line in (b"\n", b"\r\n")
    if not number:
        raise EmptyInput("the mailbox holds no messages", next_step="Leave it out or get it again")
    yield _boxed(source, number, lines)


def page(raw: bytes, source: Source, guard: Guard) -> Report:
    """The page of an .mhtml file, saved by a browser with all it shows."""
    saved, leaves = _parsed(raw)
    root = next((part for part in leaves if part.kind == "text/html"), None)
    if root is None:
        raise DamagedInput("there is no page in it", next_step="Save it again from the browser")
    url = _header(saved, "Snapshot-Content-Location") or _header(root, "Content-Location")
    captured = _date(saved)
    details = (*source.details, *((name, value) for name, value in (("url", url), ("captured", captured)) if value))
    return Report.from_bytes(
        raw, name=source.name, path=source.path, format="mhtml", given=Given(url=url), details=details
    )


def _boxed(source: Source, number: int, lines: list[bytes]) -> Source:
    return source.within(f"{number}.eml", b"".join(lines), details=(("mailbox", source.path),))


def _parsed(raw: bytes) -> tuple[Part, list[Part]]:
    """A message, and the parts of it that hold something."""
    try:
        mail = Part.of(raw)
        leaves = list(mail.leaves())
    except (ValueError, LookupError, AssertionError) as error:
        raise DamagedInput("it cannot be read as a mail", error, _ADVICE) from error
    if not any(name in mail.head for name in ("From", "Date", "Subject", "To", "MIME-Version", "Received")):
        raise DamagedInput("it is no mail: there are no headers", next_step=_ADVICE)
    return mail, leaves


def _is_attached(part: Part) -> bool:
    how = part.head.get_content_disposition()
    if part.kind in _OWN or (part.kind.startswith("image/") and how != "attachment"):
        return False
    return how == "attachment" or not part.kind.startswith("text/") or bool(part.head.get_filename())


def _file_name(part: Part, number: int) -> str:
    """How the attachment is called, with the ending of its kind."""
    name = clean(_words(part.head.get_filename() or "") or f"attachment-{number}").rsplit("/", 1)[-1]
    if part.kind == "message/rfc822":
        return name if name.endswith(".eml") else f"{name}.eml"
    return name if "." in name else f"{name}{mimetypes.guess_extension(part.kind) or ''}"


def _header(part: Part, name: str) -> str | None:
    return _words(str(part.head.get(name, ""))) or None


def _words(value: str) -> str:
    """A header's words decoded (RFC 2047), on one line."""
    if "=?" in value:
        with suppress(ValueError, LookupError, MessageError):
            value = str(make_header(decode_header(value)))
    return " ".join(value.encode("utf-8", "replace").decode().split())[:_LONGEST]


def _date(mail: Part) -> str | None:
    """The day that the message is dated, as its sender's clock had it; None where that is unreadable."""
    try:
        when = parsedate_to_datetime(str(mail.head.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).date().isoformat()
