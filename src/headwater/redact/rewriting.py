"""Any value of the model with its private names replaced, and every offset moved along."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

from headwater.model import Reading, Removed, Report, Span, Text
from headwater.redact.pseudonyms import Found, Pseudonyms

_Value = TypeVar("_Value")
_OFFSETS = frozenset({"start", "end"})
_ID = re.compile(r"[a-z]+-[0-9a-f]{16}")
_MAY_NAME = re.compile(r"[^\W\d_a-z]|[/_.\-+%]|^\w+$")  # a capital, what makes an address, or one word alone


@dataclass(frozen=True, slots=True)
class _Moved:
    """One text as it reads now, and where its characters went."""

    text: str
    found: tuple[Found, ...]
    starts: tuple[int, ...]  # of the names, in the old text
    shifts: tuple[int, ...]  # after each of them

    def place(self, offset: int, *, end: bool) -> int:
        """Where an offset is now; one within a name goes to its edge."""
        at = bisect_right(self.starts, offset - 1 if end else offset) - 1
        if at < 0:
            return offset
        name, shift = self.found[at], self.shifts[at]
        if offset < name.end or (end and offset == name.end):
            return name.end + shift if end else name.start + (self.shifts[at - 1] if at else 0)
        return offset + shift


class Rewriting:
    """The values of one pile with pseudonyms for private names.

    Works on every frozen value of ``headwater.model`` alike: words are rewritten, and offsets into a report's text
    are moved, so that a passage's quote is still its slice. The bytes of reports are left out.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.pseudonyms = Pseudonyms.of(readings)
        self._moved = {each.report: _moved(each.text.text, self.pseudonyms) for each in readings}

    def value(self, value: _Value) -> _Value:
        """The same value without private names."""
        return cast(_Value, self._rewritten(value, None))

    def _rewritten(self, value: Any, moved: _Moved | None) -> Any:
        if isinstance(value, str):
            return self.pseudonyms.redact(value) if _MAY_NAME.search(value) and not _ID.fullmatch(value) else value
        if isinstance(value, tuple):
            return tuple(self._rewritten(each, moved) for each in value)
        if isinstance(value, Mapping):
            return {key: self._rewritten(each, moved) for key, each in value.items()}
        if not is_dataclass(value) or isinstance(value, type):
            return value
        moved = self._moved.get(getattr(value, "report", ""), moved)
        if isinstance(value, Reading):
            moved = self._moved.get(value.text.report, moved)
        made = {name: getattr(value, name) for name in _names(type(value))}
        known = _offsets(value, made, moved)
        if isinstance(value, Text) and moved:
            known = {"text": moved.text, "segments": ()}
        if isinstance(value, Report):
            known = {"raw": b"", "sha256": value.sha256}
        return type(value)(**{name: known[name] if name in known else self._rewritten(each, moved)
                              for name, each in made.items()})  # fmt: skip


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a frozen value."""
    return tuple(each.name for each in fields(kind))


def _offsets(value: object, made: Mapping[str, Any], moved: _Moved | None) -> dict[str, Any]:
    """The offsets of a value as they are now, with its quote."""
    if moved is None or not made.keys() >= _OFFSETS or isinstance(value, Removed):
        return {}
    start = moved.place(made["start"], end=False)
    end = max(start, moved.place(made["end"], end=True)) if made["end"] > made["start"] else start
    if isinstance(value, Span) or not isinstance(made.get("quote"), str):
        return {"start": start, "end": end}
    return {"start": start, "end": end, "quote": moved.text[start:end]}


def _moved(text: str, pseudonyms: Pseudonyms) -> _Moved:
    found = pseudonyms.find(text)
    pieces: list[str] = []
    shifts: list[int] = []
    at = shift = 0
    for each in found:
        pieces += [text[at : each.start], each.pseudonym]
        shift += len(each.pseudonym) - (each.end - each.start)
        shifts.append(shift)
        at = each.end
    return _Moved("".join([*pieces, text[at:]]), found, tuple(each.start for each in found), tuple(shifts))
