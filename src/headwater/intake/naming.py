"""Names that others gave their files, made fit to be shown and to be written."""

import os
import re

#: What no name shows: control characters, halves of characters, marks that turn the direction of writing, blanks
#: without width.
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST = 300  # characters


def clean(member: str) -> str:
    """The name of an archive's member as a path that stays within it: nothing absolute, no "..", nothing hidden.

    >>> clean("../../etc/hosts.txt"), clean("C:\\\\scans\\\\a.pdf"), clean("annex\\u202efdp.exe"), clean("/")
    ('etc/hosts.txt', 'scans/a.pdf', 'annex\ufffdfdp.exe', 'unnamed')
    """
    shown = _HIDDEN.sub("\ufffd", _DRIVE.sub("", member.replace("\\", "/")))
    parts = [part for part in shown.split("/") if part not in ("", ".", "..")]
    return "/".join(parts)[-_LONGEST:] or "unnamed"


def printable(name: str) -> str:
    """The name of a file with bytes that are no UTF-8 shown as replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace")
