"""Passwords: kept as a hash that is slow to guess, in a file of the owner's."""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from headwater.errors import UsageError

_COST, _BLOCK, _PARALLEL = 2**15, 8, 3  # 32 MB and some 0.3 s a try: OWASP's password storage cheat sheet, 2025
_MEMORY = 2 * 128 * _COST * _BLOCK
_SHORTEST = 12  # characters
_BEGINS = "scrypt$"


def hashed(password: str) -> str:
    """The hash of a new password.

    Raises:
        UsageError: it is too short to protect anything.
    """
    if len(password) < _SHORTEST:
        raise UsageError(f"the password has fewer than {_SHORTEST} characters", next_step="Take a longer one")
    salt = secrets.token_bytes(16)
    return f"{_BEGINS}{_text(salt)}${_text(_scrypt(password, salt))}"


def matches(password: str, hash: str) -> bool:
    """Whether this is the password that was hashed."""
    salt, wanted = (base64.b64decode(part) for part in hash.removeprefix(_BEGINS).split("$"))
    return hmac.compare_digest(_scrypt(password, salt), wanted)


def write_file(path: Path, hash: str) -> None:
    """Keep a hash in a new file that its owner alone can read."""
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(f"{hash}\n")
    except OSError as error:
        raise UsageError(f"the password file cannot be written ({error.strerror})", path, "Choose another") from error


def read_file(path: Path) -> str:
    """The hash that a file keeps.

    Raises:
        UsageError: it cannot be read, others could change it, or it holds something else.
    """
    try:
        if path.stat().st_mode & 0o077:
            raise UsageError("others can read or change the password file", path, f"chmod 600 {path}")
        hash = path.read_text("utf-8").strip()
        salt, wanted = (base64.b64decode(part, validate=True) for part in hash.removeprefix(_BEGINS).split("$"))
    except OSError as error:
        raise UsageError(f"the password file cannot be read ({error.strerror})", path) from error
    except ValueError as error:
        raise UsageError("that is no password file", path, "Name a new file, and it is made") from error
    if not hash.startswith(_BEGINS) or len(salt) != 16 or len(wanted) != 64:
        raise UsageError("that is no password file", path, "Name a new file, and it is made")
    return hash


def _scrypt(password: str, salt: bytes) -> bytes:
    data = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(data, salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY, dklen=64)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
