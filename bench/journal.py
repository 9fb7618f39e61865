"""What a long run has met so far, in a file of JSON lines: begun again with the same file, it goes on from there."""

import json
from pathlib import Path
from typing import Any


class Journal:
    """One row a trial, by its number.

    Args:
        path: the file, which may be new; None to remember nothing.
        run: what the trials depend on. A file of another run is refused.
    """

    def __init__(self, path: Path | None, run: dict[str, Any]) -> None:
        self.rows: dict[int, dict[str, Any]] = {}
        self._path = path
        if path and path.exists():
            first, *rest = map(json.loads, path.read_text(encoding="utf-8").splitlines())
            if first != run:
                raise SystemExit(f"{path} is of another run: {first}")
            self.rows = {row["number"]: row for row in rest}
        elif path:
            self._write(run)

    def add(self, row: dict[str, Any]) -> None:
        """Remember a trial."""
        self.rows[row["number"]] = row
        self._write(row)

    def _write(self, row: dict[str, Any]) -> None:
        if self._path:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
