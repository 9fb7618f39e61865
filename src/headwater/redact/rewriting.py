"""Any value of the model with its private names replaced, and every offset moved along."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, lru_cache
from operator import is_
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from headwater.model import Reading, Removed, Report, Span, Text
from headwater.redact.pseudonyms import Found, Pseudonyms

_Value = TypeVar("_Value")
_OFFSETS = frozenset({"start", "end"})
_ID = re.compile(r"[a-z]+-[0-9a-f]{16}")
_KEPT = 1 << 14  # words that a pile's rewriting remembers: the same few stand on page after page


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
        self._words = lru_cache(_KEPT, typed=True)(self.pseudonyms.redact)  # what is markup stays apart from words
        self._texts = {each.report: each.text.text for each in readings}
        self._moved: dict[str, _Moved] = {}

    def value(self, value: _Value) -> _Value:
        """The same value without private names."""
        return cast(_Value, self._rewritten(value, None))

    def _rewritten(self, value: Any, moved: _Moved | None) -> Any:
        if isinstance(value, str):
            return value if _ID.fullmatch(value) else self._words(value)
        if isinstance(value, (tuple, frozenset)):
            made = [self._rewritten(each, moved) for each in value]
            return value if all(map(is_, made, value)) else type(value)(made)
        if isinstance(value, Mapping):
            return {key: self._rewritten(each, moved) for key, each in value.items()}
        if not is_dataclass(value) or isinstance(value, type):
            return value
        moved = self._of(getattr(value, "report", "")) or moved
        if isinstance(value, Reading):
            moved = self._of(value.text.report) or moved
        known = _offsets(value, moved)
        if isinstance(value, Text) and moved:
            known = {"text": moved.text, "segments": ()}
        if isinstance(value, Report):
            known = {"raw": b""}
        kind: type = type(value)
        for name in _worded(kind):
            was = getattr(value, name)
            if name not in known and (now := self._rewritten(was, moved)) is not was:
                known[name] = now
        return _with(value, known) if known else value

    def _of(self, report: str) -> _Moved | None:
        """The text of a report of the pile as it reads now, made when it is first asked for."""
        if report not in self._moved and report in self._texts:
            self._moved[report] = _moved(self._texts[report], self.pseudonyms)
        return self._moved.get(report)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a frozen value."""
    return tuple(each.name for each in fields(kind))


@cache
def _worded(kind: type) -> tuple[str, ...]:
    """Those that may hold words, or values that do."""
    hints = get_type_hints(kind)
    return tuple(name for name in _names(kind) if not _is_wordless(hints[name]))


def _is_wordless(hint: Any) -> bool:
    """Whether a type is of numbers, or of nothing but words of ours."""
    if get_origin(hint) in (Union, UnionType):
        return all(map(_is_wordless, get_args(hint)))
    return hint in (int, float, bool, bytes, NoneType) or get_origin(hint) is Literal


def _with(value: Any, known: Mapping[str, Any]) -> Any:
    """The same value with these fields otherwise."""
    kind: type = type(value)
    return kind(**{name: known[name] if name in known else getattr(value, name) for name in _names(kind)})


def _offsets(value: Any, moved: _Moved | None) -> dict[str, Any]:
    """The offsets of a value as they are now, with its quote."""
    kind: type = type(value)
    if moved is None or not _OFFSETS.issubset(_names(kind)) or isinstance(value, Removed):
        return {}
    start = moved.place(value.start, end=False)
    end = max(start, moved.place(value.end, end=True)) if value.end > value.start else start
    if isinstance(value, Span) or not isinstance(getattr(value, "quote", None), str):
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
