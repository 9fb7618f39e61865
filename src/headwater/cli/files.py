"""Files that a command writes: whole or not at all, and never over a case."""

import sys
from pathlib import Path

from headwater.errors import UsageError


def write(path: Path, text: str) -> None:
    """Write a file of UTF-8, or to standard output if it is called ``-``.

    Raises:
        UsageError: it cannot be written there, or a case stands there.
    """
    data = text.encode("utf-8")
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        return
    part = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and path.read_bytes()[:15] == b"SQLite format 3":
            raise UsageError("that file is a case, and would be lost", path, "Give another name with -o")
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"the file cannot be written ({error.strerror})", path, "Choose another with -o") from error
    finally:
        part.unlink(missing_ok=True)
