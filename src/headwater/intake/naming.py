"""Names that others gave their files, made fit to be shown and to be written."""

import os
import re
from collections.abc import Iterable
from itertools import count

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


def stem(path: str) -> str:
    """A path without the ending of its last name.

    >>> stem("annex/a.docx"), stem("annex.d/a"), stem("annex/.a")
    ('annex/a', 'annex.d/a', 'annex/.a')
    """
    before, _, end = path.rpartition(".")
    return before if end and "/" not in end and before and before[-1] != "/" else path


def printable(name: str) -> str:
    """The name of a file with bytes that are no UTF-8 shown as replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace")


class Names:
    """Names, each given once: whatever asks for one that is taken gets it with a number.

    >>> names = Names(["mill"])
    >>> [names.give(each) for each in ("mill", "weir", "mill")]
    ['mill (2)', 'weir', 'mill (3)']
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._last = dict.fromkeys(taken, 1)  # the last number that a name was given with

    def give(self, name: str) -> str:
        """The name, or the name with the first number that nothing has yet."""
        given = name
        if name in self._last:
            number = next(n for n in count(self._last[name] + 1) if f"{name} ({n})" not in self._last)
            self._last[name], given = number, f"{name} ({number})"
        self._last[given] = 1
        return given
