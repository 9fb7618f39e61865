"""The key of an encrypted case: from a file descriptor, from a file, or asked for. Never from the command line."""

import os
import sys
from pathlib import Path

import typer

from headwater.errors import UsageError

FILE = "HEADWATER_KEY_FILE"


def unlocked(context: typer.Context, path: Path) -> Path:
    """Unlock a case if it is encrypted: for every command that is given one."""
    from headwater.case import engine

    if path.is_file() and engine.is_encrypted(path):
        engine.unlock(path, _key(context))
    return path


def encrypt(context: typer.Context, path: Path) -> None:
    """Have the case that is made at ``path`` encrypted.

    Raises:
        UsageError: there is one already, and it is not.
    """
    from headwater.case import engine

    if not path.exists():
        engine.unlock(path, _key(context, new=True))
    elif engine.key(path) is None:
        raise UsageError("the case is there and not encrypted", path, "`headwater recover --encrypt` makes one that is")


def _key(context: typer.Context, *, new: bool = False) -> str:
    """The key, from the first of these that there is.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    descriptor = context.find_root().params.get("key_fd")
    try:
        if descriptor is not None:
            with os.fdopen(descriptor, encoding="utf-8") as stream:
                return stream.read().rstrip("\r\n")
        if file := os.environ.get(FILE):
            return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("the key cannot be read", error, f"Check --key-fd or {FILE}") from error
    if sys.stdin and sys.stdin.isatty():
        return str(typer.prompt("Key of the case", hide_input=True, confirmation_prompt=new, err=True))
    raise UsageError("the case is encrypted, and no key was given", next_step=f"Use a terminal, --key-fd, or {FILE}")
