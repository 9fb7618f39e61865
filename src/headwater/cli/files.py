"""Files that a command writes: whole or not at all, and never over a case."""

import sys
from pathlib import Path

from headwater.case import engine
from headwater.errors import UsageError

_CASE = b"SQLite format 3"


def write(path: Path, text: str) -> None:
    """Write a file of UTF-8, or to standard output if it is called ``-``.

    Raises:
        UsageError: it cannot be written there, or a case stands there.
    """
    data = text.encode("utf-8")
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        return
    path = path.resolve()
    part = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not path.is_file():
            raise UsageError("that is no file that can be written", path, "Give another name with -o")
        if path.exists() and (_begins(path, _CASE) or engine.is_encrypted(path)):
            raise UsageError("that file is a case, and would be lost", path, "Give another name with -o")
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"the file cannot be written ({error.strerror})", path, "Choose another with -o") from error
    finally:
        part.unlink(missing_ok=True)


def _begins(path: Path, start: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(start)) == start
