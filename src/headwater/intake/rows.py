"""JSON lines: a row is a report of its own, its text taken as given."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.errors import BadRow, EmptyInput, InputError
from headwater.intake.guard import Guard
from headwater.intake.sources import Refused, Source
from headwater.model import Given, Report

_GIVEN = ("title", "outlet", "published", "url")
_ADVICE = 'A row is {"id": ..., "text": ...}'


def rows(lines: Iterable[bytes], source: Source, guard: Guard) -> Iterator[Report | Refused]:
    """Yield the report of every row, and every row that is none; blank lines are passed over.

    A row is ``{"id", "text", "published"?, "outlet"?, "title"?, "url"?}``; its id becomes the report's name. A row
    without an id is called by the file's name and its line.
    """
    nothing = True
    for number, line in enumerate(lines, 1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        nothing = False
        path = f"{source.path}:{number}"
        try:
            guard.member()
            guard.single(len(line))
            yield report(_object(line), f"{source.name}:{number}", path, source.details)
        except InputError as error:
            yield path, error
    if nothing:
        raise EmptyInput("there are no rows in it", next_step="Leave it out or get it again")


def is_row(line: bytes) -> bool:
    """Whether a line is a JSON object with ``text``."""
    try:
        return "text" in _object(line)
    except BadRow:
        return False


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadRow("the row is not UTF-8", f"byte {error.start}", "Save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BadRow("the row is not JSON", line.strip()[:60].decode("utf-8", "replace"), _ADVICE) from error
    if not isinstance(row, dict):
        raise BadRow("the row is not a JSON object", line.strip()[:60].decode("utf-8", "replace"), _ADVICE)
    return row


def report(row: Mapping[str, Any], otherwise: str, path: str, details: tuple[tuple[str, str], ...] = ()) -> Report:
    """The report of a row; without an id it is called ``otherwise``.

    Raises:
        BadRow: a value is of the wrong kind.
        EmptyInput: there are no words in its text.
    """
    if not isinstance(text := row.get("text"), str):
        raise BadRow("the row's text is missing or no string", type(text).__name__ if "text" in row else None, _ADVICE)
    if not text.strip():
        raise EmptyInput("the row's text is empty", row.get("id"), "Leave it out or get it again")
    name = row.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int | None):
        raise BadRow("the row's id is neither a string nor a number", name, _ADVICE)
    for key in _GIVEN:
        if not isinstance(row.get(key), str | None):
            raise BadRow(f"the row's {key} is not a string", row[key], _ADVICE)
    shown = otherwise if name is None or name == "" else _whole(str(name))
    given = Given(**{key: _whole(row[key].strip()) or None for key in _GIVEN if row.get(key)})
    raw = text.encode("utf-8", "surrogatepass")
    return Report.from_bytes(raw, name=shown, path=path, format="row", given=given, details=details)


def _whole(words: str) -> str:
    """The words with halves of characters (lone surrogates, which JSON can name) shown as replacement characters."""
    return words.encode("utf-8", "replace").decode("utf-8") if not words.isascii() else words
