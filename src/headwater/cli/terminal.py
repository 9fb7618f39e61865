"""Tables that a person reads on a terminal, and a program as tab-separated lines when they go elsewhere."""

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

Row = Sequence[object]


def show(title: str, columns: Sequence[str], rows: Iterable[Row], *, to: TextIO | None = None) -> None:
    """Print one table. Words of a report cannot move the cursor or change colours: control characters are shown."""
    out = to or sys.stdout
    cells = [[plain(cell) for cell in row] for row in rows]
    if not out.isatty():
        for row in (columns, *cells):
            print("\t".join(row), file=out)
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(plain(title)), title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        figures = bool(cells) and all(row[number].replace(".", "").isdigit() or not row[number] for row in cells)
        table.add_column(column, justify="right" if figures else "left", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    Console(file=out).print(table)


def unredacted(what: str) -> None:
    """Say on standard error that what was written names people, and what does not."""
    hidden = "`headwater dossier` and `headwater export --format csv` give them pseudonyms, unless --names is given"
    print(f"headwater: {what}: private persons are named in them. {hidden}", file=sys.stderr)


def plain(cell: object) -> str:
    """One line without control characters; nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    words = " ".join(str(cell).split())
    return "".join(c if c.isprintable() else "�" for c in words)
