"""Where input comes from: files, folders and standard input, in stable order, each with a name."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Self

from headwater.errors import EmptyInput, InputError, MissingInput
from headwater.intake.naming import clean, printable, stem
from headwater.intake.saved import assets
from headwater.model import Given, Report
from headwater.model.report import Format

STDIN = "-"
_NOTHING = Given()

#: An input that could not be read: its path and why.
Refused = tuple[str, InputError]


@dataclass(frozen=True, slots=True)
class Source:
    """One input that can be opened: a file, standard input, or what a container holds."""

    path: str  # as the user reaches it
    name: str  # of its report, if it holds one
    file: Path | None = None
    stream: BinaryIO | None = None  # of standard input
    raw: bytes | None = None  # of what is held in memory
    called: str = ""  # the file name, which says the format by its ending; "" if there is none
    given: Given = _NOTHING
    details: tuple[tuple[str, str], ...] = ()  # how it came, see `headwater.model.Acquisition`
    depth: int = 0  # containers that it stands within

    def within(
        self,
        member: str,
        raw: bytes,
        *,
        called: str | None = None,
        given: Given | None = None,
        details: Sequence[tuple[str, str]] = (),
    ) -> Self:
        """A member of this container.

        Args:
            member: its name there, whatever that is.
            raw: its bytes, unpacked.
            called: its file name, where that is not the end of ``member``.
            given: what the container says of it.
            details: how it came to be there, after how the container came.
        """
        shown = clean(member)
        return type(self)(
            path=f"{self.path}/{shown}",
            name=f"{self.name}/{stem(shown)}",
            raw=raw,
            called=shown.rpartition("/")[2] if called is None else called,
            given=given or _NOTHING,
            details=(*self.details, *details),
            depth=self.depth + 1,
        )

    @property
    def endings(self) -> Iterator[str]:
        """How the file's name ends, in lower case, the longest first: ".tar.gz", ".gz"; none for standard input."""
        name = self.called.lower()
        at = name.find(".", 1)
        while 0 < at < len(name) - 1:
            yield name[at:]
            at = name.find(".", at + 1)

    @property
    def suffix(self) -> str:
        """The shortest of its endings; "" if it has none."""
        return f".{self.called.lower().rpartition('.')[2]}" if any(self.endings) else ""

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The bytes as a stream, which is closed afterwards if it is a file."""
        if self.file is not None:
            return self.file.open("rb")
        return nullcontext(BytesIO(self.raw or b"") if self.stream is None else self.stream)

    def report(self, raw: bytes, format: Format, details: Sequence[tuple[str, str]] = ()) -> Report:
        """The report that is all of this, with ``details`` of how it came that stand in it."""
        every = (*self.details, *details)
        return Report.from_bytes(raw, name=self.name, path=self.path, format=format, given=self.given, details=every)


def find(paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[Source | Refused]:
    """Yield the sources under ``paths``, by path, and what is no source."""
    found: dict[str, _Given | Refused] = {}  # by path, as little as will do: there may be a hundred thousand
    roots: list[Path] = []
    for given in paths:
        if given == STDIN:
            continue
        top = Path.cwd() / os.path.normpath(given)  # links are not resolved: they are how the user sees it
        roots.append(top if top.is_dir() else top.parent)
        under = _Given(given, top)
        for path, error in _walk(top):
            found.setdefault(str(path), under if error is None else (under.shown(path), error))
    name = _named((path for path, how in found.items() if isinstance(how, _Given)), roots)
    for each in sorted(found, key=lambda path: path.replace(os.sep, "\0")):  # a folder's files beside its folders
        if isinstance(how := found[each], _Given):
            file = Path(each)
            yield Source(how.shown(file), name(file), file, called=file.name)
        else:
            yield how
    if STDIN in paths:
        yield Source(STDIN, "stdin", None, stdin) if stdin else (STDIN, MissingInput("there is no standard input"))


@dataclass(frozen=True, slots=True)
class _Given:
    """A path as the user gave it, and where it is."""

    path: str
    top: Path

    def shown(self, path: Path) -> str:
        """A path below it as the user reaches it."""
        return printable(self.path if path == self.top else str(Path(self.path) / path.relative_to(self.top)))


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
        beside = assets(entry.name for entry in entries)
        for entry in sorted(entries):
            if entry.name in beside:
                empty = False
            elif entry.is_dir():
                folders.append(entry)
            else:
                empty = False
                yield entry, None if entry.is_file() else MissingInput("it is no regular file, or a link to nothing")
    if empty:
        yield top, EmptyInput("the folder holds no files", next_step="Give a folder with reports in it")


def _named(files: Iterable[str], roots: list[Path]) -> Callable[[Path], str]:
    """Names a file: by its stem, or by its path below the folder that holds all input where stems collide."""
    stems = Counter(Path(path).stem for path in files)
    shared = {stem for stem, count in stems.items() if count > 1}
    base = os.path.commonpath(roots) if roots else ""
    return lambda path: printable(Path(os.path.relpath(path, base)).as_posix() if path.stem in shared else path.stem)
