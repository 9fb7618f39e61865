"""A framework's file as a documenter writes it: what it may hold, and the line on which something is wrong."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from headwater.errors import UsageError

# What stands under each key: words, a list of words, a table of words, or the codes. A star marks what must be there.
_FILE = {
    "name": "words*", "title": "words*", "edition": "words", "source": "words", "editions": "table", "scene": "words",
    "elsewhere": "words", "unless": "words", "words": "table", "code": "codes*",
}  # fmt: skip
_CODE = {
    "code": "words*", "name": "words*", "group": "words", "definition": "words*", "examples": "list", "cues": "list*",
    "unless": "words", "flow": "list", "since": "words",
}  # fmt: skip
_GUIDE = "See docs/frameworks.md"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The values of a framework's file, each of the kind that it should be."""

    where: str  # the name of the file
    text: str
    table: Mapping[str, Any]

    @classmethod
    def read(cls, text: str, where: str) -> "Sheet":
        """Read a framework's file.

        Raises:
            UsageError: it is not TOML, lacks something, or holds what nobody would read; the message names the line.
        """
        try:
            sheet = cls(where, text, tomllib.loads(text))
        except (ValueError, RecursionError) as error:  # tomllib.TOMLDecodeError, or a number of thousands of digits
            raise UsageError("the framework is not TOML", where, str(error)) from error
        sheet._check(sheet.table, _FILE, None)
        for number, row in enumerate(sheet.codes):
            sheet._check(row, _CODE, number)
        if not sheet.editions:
            raise sheet.wrong("the framework has no edition", "edition", "Give edition and source, or [editions]")
        return sheet

    @property
    def codes(self) -> list[dict[str, Any]]:
        """The codes, in their order."""
        codes: list[dict[str, Any]] = self.table["code"]
        return codes

    @property
    def editions(self) -> dict[str, str]:
        """The source of each edition, oldest first."""
        if "edition" in self.table and "source" in self.table:
            return {str(self.table["edition"]): str(self.table["source"])}
        return {str(key): str(value) for key, value in self.table.get("editions", {}).items()}

    def wrong(self, what: str, value: object, next_step: str, code: int | None = None, words: str = "") -> UsageError:
        """An error of this file, with the line of these words, or of the value as a key, or of the code."""
        return UsageError(what, f"{self.where}, line {self._line(code, words or f'{value} ')}: {value}", next_step)

    def _check(self, table: object, known: Mapping[str, str], code: int | None) -> None:
        if not isinstance(table, dict):
            raise self.wrong("a code is a table", "code", f"Write [[code]] above each. {_GUIDE}", code)
        if unknown := sorted(table.keys() - known):
            raise self.wrong("nothing of that name is read", unknown[0], f"Known here: {_listed(known)}", code)
        if lacking := [key for key, kind in known.items() if kind.endswith("*") and not table.get(key)]:
            needed = _listed(key for key, kind in known.items() if kind.endswith("*"))
            raise self.wrong("the framework lacks a field", lacking[0], f"Needed here: {needed}. {_GUIDE}", code)
        for key, value in table.items():
            kind = known[key].removesuffix("*")
            if not _KINDS[kind](value):
                raise self.wrong(f"that is to be {_SAID[kind]}", key, f"Known here: {_listed(known)}", code)

    def _line(self, code: int | None, words: str) -> int:
        """The line on which these words stand, within the code of this number if there is one; else where it begins."""
        heads = [found.start() for found in re.finditer(r"^\s*\[\[\s*code\s*\]\]", self.text, re.MULTILINE)]
        begin, end = 0, len(self.text)
        if code is not None and code < len(heads):
            begin, end = heads[code], [*heads, end][code + 1]
            begin += len(self.text[begin:end]) - len(self.text[begin:end].lstrip())
        at = self.text.find(words, begin, end)
        return 1 + self.text.count("\n", 0, at if at >= 0 else begin)


def _word(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "words": _word,
    "list": lambda value: isinstance(value, list) and all(map(_word, value)),
    "table": lambda value: isinstance(value, dict) and all(map(_word, value.values())),
    "codes": lambda value: isinstance(value, list),
}
_SAID = {"words": "words", "list": 'a list ["…", "…"]', "table": "a table of words", "codes": "[[code]] tables"}


def _listed(known: Iterable[str]) -> str:
    return ", ".join(known)
