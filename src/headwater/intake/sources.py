"""Where input comes from: files, folders and standard input, in stable order, each with a name."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from headwater.errors import EmptyInput, InputError, MissingInput

STDIN = "-"

#: An input that could not be read: its path and why.
Refused = tuple[str, InputError]


@dataclass(frozen=True, slots=True)
class Source:
    """One input that can be opened."""

    path: str  # as the user reaches it
    name: str  # of its report, if it holds one
    file: Path | None  # None for standard input
    stream: BinaryIO | None = None  # standard input

    @property
    def suffix(self) -> str:
        """How the file's name ends, in lower case: ".txt"; "" for standard input."""
        return self.file.suffix.lower() if self.file else ""


def find(paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[Source | Refused]:
    """Yield the sources under ``paths``, by path, and what is no source."""
    files: dict[Path, str] = {}
    roots: list[Path] = []
    refused: dict[Path, Refused] = {}
    for given in paths:
        if given == STDIN:
            continue
        top = Path.cwd() / os.path.normpath(given)  # links are not resolved: they are how the user sees it
        roots.append(top if top.is_dir() else top.parent)
        for path, error in _walk(top):
            shown = _printable(given if path == top else str(Path(given) / path.relative_to(top)))
            if error is None:
                files.setdefault(path, shown)
            else:
                refused.setdefault(path, (shown, error))
    names = _names(files, roots)
    for path in sorted(files.keys() | refused.keys(), key=lambda p: p.parts):
        yield Source(files[path], names[path], path) if path in files else refused[path]
    if STDIN in paths:
        yield Source(STDIN, "stdin", None, stdin) if stdin else (STDIN, MissingInput("there is no standard input"))


def _walk(top: Path) -> Iterator[tuple[Path, InputError | None]]:
    """The files under ``top``, which may be one itself. A linked folder is followed, but never in a circle."""
    if not top.is_dir():
        if top.is_block_device() or top.is_char_device():
            yield top, MissingInput("it is a device, and may never end", next_step="Name a file or a folder")
        else:
            yield top, None if top.exists() else MissingInput("there is no such file or folder", top, "Check the path")
        return
    empty, seen, folders = True, set[str](), [top]
    while folders:
        folder = folders.pop()
        if (real := os.path.realpath(folder)) in seen:
            continue
        seen.add(real)
        try:
            entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
        except OSError as error:
            empty = False
            yield folder, MissingInput("the folder cannot be opened", error.strerror, "Check its permissions")
            continue
        for entry in sorted(entries):
            if entry.is_dir():
                folders.append(entry)
                continue
            empty = False
            yield entry, None if entry.is_file() else MissingInput("it is no regular file, or a link to nothing")
    if empty:
        yield top, EmptyInput("the folder holds no files", next_step="Give a folder with reports in it")


def _names(files: Iterable[Path], roots: list[Path]) -> dict[Path, str]:
    """A name a file: its stem, or its path below the folder that holds all input where stems collide."""
    files = list(files)
    stems = Counter(path.stem for path in files)
    base = os.path.commonpath(roots) if roots else ""
    return {
        path: _printable(path.stem if stems[path.stem] == 1 else Path(os.path.relpath(path, base)).as_posix())
        for path in files
    }


def _printable(name: str) -> str:
    """The name with bytes that are no UTF-8 shown as replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace")
