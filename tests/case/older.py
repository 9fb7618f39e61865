"""A case as an earlier version of Headwater left it."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from headwater.case import schema


def make(path: Path, before: str, rows: Sequence[tuple[str, Sequence[object]]]) -> None:
    """Make a case with the tables that there were before a migration, and these rows in them."""
    version = [name for name, _ in schema.MIGRATIONS].index(before)
    connection = sqlite3.connect(path)
    for _, sql in schema.MIGRATIONS[:version]:
        connection.executescript(str(sql))
    for sql, values in rows:
        connection.execute(sql, tuple(values))
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
