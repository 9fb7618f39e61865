"""Tables: a row is a report of its own, as a row of JSON lines is. The user names the column that holds the texts."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import BinaryIO

from headwater.errors import BadRow, DamagedInput, EmptyInput, InputError
from headwater.intake import archive
from headwater.intake.guard import Guard
from headwater.intake.options import Options
from headwater.intake.rows import report
from headwater.intake.sources import Refused, Source
from headwater.model import Report
from headwater.model.limits import MB

_TEXT = "text"  # the column, where the user names none
_KNOWN = ("id", "title", "outlet", "published", "url")
_DELIMITERS = (",", ";", "\t", "|")
_SHOWN = 12  # columns named in a message

Cell = str | int | float | bool | date | datetime | None


def csv_rows(stream: BinaryIO, source: Source, guard: Guard, options: Options) -> Iterator[Report | Refused]:
    """The rows of a .csv or .tsv file; what parts its cells is seen from its first line."""
    words = _characters(guard.read(stream))
    csv.field_size_limit(min(options.limits.size * MB, 2**31 - 1))
    start = words.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=start.count)
    try:
        rows = csv.reader(StringIO(words, newline=""), delimiter=delimiter)
        yield from _reports(rows, source, source.path, guard, options)
    except csv.Error as error:
        raise DamagedInput(
            "the table is not whole; what came before was read", error, "Save it again as CSV"
        ) from error


def sheets(stream: BinaryIO, source: Source, guard: Guard, options: Options) -> Iterator[Report | Refused]:
    """The rows of an .xlsx file, sheet after sheet; a sheet without the column is named."""
    import openpyxl

    raw = guard.read(stream)
    archive.checked(raw, source, guard)
    try:
        book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl says in many ways that it cannot read a file
        raise DamagedInput(f"it is no whole {source.suffix} file", error, "Save it again from a spreadsheet") from error
    found = 0
    refused: list[Refused] = []
    for sheet in book.worksheets:
        path = source.path if len(book.worksheets) == 1 else f"{source.path}/{sheet.title}"
        try:
            for each in _reports(sheet.iter_rows(values_only=True), source, path, guard, options):
                found += 1
                yield each
        except InputError as error:
            refused.append((path, error))
    yield from refused
    book.close()


def _reports(
    rows: Iterable[Sequence[Cell]], source: Source, path: str, guard: Guard, options: Options
) -> Iterator[Report | Refused]:
    """The report of every row under the first, which names the columns; empty rows are passed over."""
    head: dict[str, int] | None = None
    for number, row in enumerate(rows, 1):
        cells = [_words(cell) for cell in row]
        if not any(cells):
            continue
        if head is None:
            head = _head(cells, options)
            continue
        guard.member()
        guard.single(sum(map(len, cells)))
        has = {name: cells[at] for name, at in head.items() if at < len(cells) and cells[at]}
        where = f"{path}:{number}"
        try:
            details = (*source.details, ("table", path), ("row", str(number)))
            yield report({"text": "", **has}, f"{source.name}:{number}", where, details)
        except InputError as error:
            yield where, error
    if head is None:
        raise EmptyInput("there are no rows in it", next_step="Leave it out or get it again")


def _head(cells: Sequence[str], options: Options) -> dict[str, int]:
    """Where each column that is read stands."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells):
        columns.setdefault(cell.strip().casefold(), at)
    wanted = options.text_column or _TEXT
    if wanted.strip().casefold() not in columns:
        shown = ", ".join(cell for cell in cells[:_SHOWN] if cell)
        raise BadRow(
            f"no column is called {wanted}",
            f"the columns are {shown}",
            "Name the one with the texts: --text-column NAME",
        )
    return {_TEXT: columns[wanted.strip().casefold()]} | {name: columns[name] for name in _KNOWN if name in columns}


def _words(cell: Cell) -> str:
    """A cell as words; a date as ISO 8601, a whole number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _characters(raw: bytes) -> str:
    """The table's characters: by its byte order mark, as UTF-8, or as charset-normalizer finds."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(raw).best()
        return str(best) if best is not None else raw.decode("cp1252", "replace")
