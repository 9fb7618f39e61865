"""Everything that can go wrong, as one tree.

::

    HeadwaterError
    ├── InputError            a report that cannot be read: named, and the rest goes on
    │   ├── MissingInput      the path does not exist or may not be opened
    │   ├── UnknownFormat     no reader takes this kind of file
    │   ├── EmptyInput        nothing in it to read
    │   ├── BinaryInput       bytes that are not text
    │   ├── DamagedInput      an archive or a document that is not whole
    │   ├── LockedInput       it is encrypted
    │   ├── BadRow            a line of a .jsonl file that is not a report
    │   ├── TooMuch           it takes more bytes, time or memory than the limits allow
    │   ├── Unfetched         an address on the web that is not fetched, or does not answer
    │   └── Crashed           reading it ended the process that read it
    ├── UsageError            the command was called wrongly
    ├── NotFound              nothing in the case has this id
    ├── NotApplied            a judgement does not fit the case as it is now: it is kept, and listed with the reason
    ├── Refusal               the workbench does not let a request through
    ├── Leak                  a document for readers would name a private person: it is not written
    ├── NothingBuilt          no input could be read, so there is no case
    ├── NothingSaved          nothing in a damaged case is whole, so there is no new one
    └── CaseError             the case file cannot be used
        ├── NotACase          some other file
        ├── NewerCase         written by a later version of Headwater
        └── DamagedCase       hashes or laws that do not hold

A message is one line: what was wrong, the value, and what to do next.
"""

from typing import Any


class HeadwaterError(Exception):
    """The root of the tree. ``str(error)`` is one line fit for a person.

    Args:
        what: what was wrong, in plain words.
        value: the offending value (a path, a row, a word), shown after the words.
        next_step: what the reader of the message can do about it.
    """

    def __init__(self, what: str, value: object = None, next_step: str | None = None) -> None:
        if isinstance(value, OSError) and value.strerror:
            value = value.strerror  # not "[Errno 2] …"
        self.what = what
        self.value = value
        self.next_step = next_step
        shown = f"{what}: {_short(value)}" if value is not None else what
        super().__init__(f"{shown}. {next_step}" if next_step else shown)

    def __reduce__(self) -> tuple[type["HeadwaterError"], tuple[str, str | None, str | None]]:
        value = None if self.value is None else str(self.value)  # which may be an error of others that cannot be packed
        return type(self), (self.what, value, self.next_step)


class InputError(HeadwaterError):
    """One input could not be read; the others are."""


class MissingInput(InputError):
    """The path does not exist or may not be opened."""


class UnknownFormat(InputError):
    """No reader takes this kind of file."""


class EmptyInput(InputError):
    """The input holds nothing to read."""


class BinaryInput(InputError):
    """The bytes are not text in any encoding."""


class DamagedInput(InputError):
    """An archive or a document is not as its kind must be."""


class LockedInput(InputError):
    """The input is encrypted, and nobody gave the key."""


class BadRow(InputError):
    """A line of JSON lines is not a report."""


class TooMuch(InputError):
    """An input takes more bytes, time or memory than the limits allow."""


class Crashed(InputError):
    """Reading an input ended the process that read it."""


class Unfetched(InputError):
    """An address on the web was not fetched."""


class UsageError(HeadwaterError):
    """The command was called wrongly."""


class NotFound(HeadwaterError):
    """Nothing in the case has this id."""


class NotApplied(HeadwaterError):
    """A judgement does not fit the case as it is now."""


class Refusal(HeadwaterError):
    """A guard of the workbench does not let a request through."""


class Leak(HeadwaterError):
    """A document for readers would name a private person."""


class NothingBuilt(HeadwaterError):
    """No input could be read, so no case was made. ``unread`` is every input, and why not (``Unread``)."""

    unread: tuple[Any, ...] = ()


class NothingSaved(HeadwaterError):
    """Nothing in a damaged case is whole, so no new one was made."""


class CaseError(HeadwaterError):
    """The case file cannot be used."""


class NotACase(CaseError):
    """The file is not a Headwater case."""


class NewerCase(CaseError):
    """The case was written by a later version of Headwater."""


class DamagedCase(CaseError):
    """The case does not hold what its hashes and laws say it must."""


def _short(value: object, limit: int = 200) -> str:
    """One line of at most ``limit`` characters; control characters are shown escaped."""
    words = "".join(c if c.isprintable() else repr(c)[1:-1] for c in str(value))
    return words if len(words) <= limit else words[: limit - 1] + "…"
