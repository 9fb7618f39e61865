"""Archives: what they hold, one member after the other. Nothing is ever written to disk, no link is followed."""

import gzip
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO, BinaryIO, Self, cast

from headwater.errors import DamagedInput, EmptyInput, InputError, LockedInput, UnknownFormat
from headwater.intake.guard import Guard
from headwater.intake.naming import clean
from headwater.intake.packing import unpacked
from headwater.intake.saved import asset_of
from headwater.intake.sources import Refused, Source
from headwater.model import Format, Report

#: What the libraries raise for an archive that is not whole.
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, EOFError, OSError,
    NotImplementedError, ValueError, OverflowError, RuntimeError,
)  # fmt: skip
_AGAIN = "Get it again, or unpack it yourself and give the folder"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how old office documents begin, and encrypted new ones
_KINDS = (
    ("word/document.xml", ".docx"), ("content.xml", ".odt"), ("xl/workbook.xml", ".xlsx"),
    ("datapackage.json", ".wacz"),
)  # fmt: skip
_HIDDEN = re.compile(r"(?:\A|[/\\])(?:\.(?!\.?(?:[/\\]|\Z))|__MACOSX(?:[/\\]|\Z))")
_ENCRYPTED = 1  # the bit of a ZIP member's flags


def zipped(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Source | Refused]:
    """The files in a ZIP archive, in its order."""
    archive = opened(stream, source)
    infos = [each for each in archive.infolist() if not each.is_dir() and not _hidden(each.filename)]
    guard.member(len(infos))
    assets = asset_of(each.filename for each in infos)
    if not infos:
        raise EmptyInput("the archive holds no files", next_step="Leave it out or get it again")
    for each in infos:
        if each.filename in assets:
            continue
        try:
            yield _member(source, each.filename, unzip(archive, each, guard))
        except InputError as error:
            yield f"{source.path}/{clean(each.filename)}", error


def document(format: Format) -> Callable[[bytes, Source, Guard], Report]:
    """A reader of documents that are ZIP files within: the bytes stay one report, and may not unfold to too much."""

    def read_document(raw: bytes, source: Source, guard: Guard) -> Report:
        checked(raw, source, guard)
        return source.report(raw, format)

    return read_document


def checked(raw: bytes, source: Source, guard: Guard) -> None:
    """Look at the list of what a document's ZIP file holds.

    Raises:
        LockedInput: it is encrypted, or an old office document, which looks the same.
        DamagedInput: there is no such list.
        TooMuch: it unfolds to too much.
    """
    if raw.startswith(_OLE):
        raise LockedInput(
            f"it is an old office document, or an encrypted {source.suffix}",
            next_step=f"Open it, and save it as {source.suffix} without a password",
        )
    parts = opened(BytesIO(raw), source).infolist()
    guard.member(len(parts))
    unfolded = sum(each.file_size for each in parts)
    guard.whole(unfolded)
    guard.ratio(unfolded, len(raw))
    if any(each.flag_bits & _ENCRYPTED for each in parts):
        raise LockedInput("it is encrypted", next_step="Save a copy without a password")


def kind(stream: BinaryIO) -> str:
    """The ending of the kind of ZIP file that this is, by what is in it."""
    try:
        names = frozenset(zipfile.ZipFile(stream).namelist())
    except BROKEN:
        names = frozenset()
    finally:
        stream.seek(0)
    return next((ending for part, ending in _KINDS if part in names), ".zip")


def opened(stream: BinaryIO, source: Source) -> zipfile.ZipFile:
    """A ZIP file by its list of members.

    Raises:
        DamagedInput: that list is not there or not whole.
    """
    try:
        return zipfile.ZipFile(stream)
    except BROKEN as error:
        raise DamagedInput(f"it is no whole {source.suffix or 'ZIP'} file", error, _AGAIN) from error


def unzip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, guard: Guard) -> bytes:
    """The bytes of one member.

    Raises:
        LockedInput: it is encrypted.
        UnknownFormat: it is a link or a device.
        TooMuch: it goes over a limit.
        DamagedInput: it cannot be unpacked, or its checksum is not that of its bytes.
    """
    if info.flag_bits & _ENCRYPTED:
        raise LockedInput("it is encrypted", next_step="Unpack it with its password and give the folder")
    if (kind := stat.S_IFMT(info.external_attr >> 16)) and not stat.S_ISREG(kind):
        raise _no_file()
    guard.single(info.file_size)
    try:
        with archive.open(info) as member:
            return guard.read(cast(BinaryIO, member), info.compress_size)
    except BROKEN as error:
        raise DamagedInput("it cannot be unpacked", error, _AGAIN) from error


def tarred(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Source | Refused]:
    """The files in a tar archive, packed or not, in its order; it is read as a stream and never held whole."""
    nothing = True
    try:
        with tarfile.open(fileobj=unpacked(stream, guard), mode="r|", tarinfo=_Header) as archive:
            for each in archive:
                if each.isdir() or _hidden(each.name):
                    continue
                nothing = False
                guard.member()
                try:
                    yield _member(source, each.name, _untar(archive, each, guard))
                except InputError as error:
                    yield f"{source.path}/{clean(each.name)}", error
    except BROKEN as error:
        raise DamagedInput("the archive is not whole; what came before was read", error, _AGAIN) from error
    if nothing:
        raise EmptyInput("the archive holds no files", next_step="Leave it out or get it again")


class _Header(tarfile.TarInfo):
    """The header of a member of a tar archive. `tarfile` takes one that is damaged for the end of the archive."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Self:
        """The next header.

        Raises:
            tarfile.ReadError: it is damaged, or the archive ends without the mark of its end.
            tarfile.HeaderError: the archive ends there.
        """
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]  # typeshed does not know it
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(f"a damaged header ({error})") from error


def packed(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Source | Refused]:
    """The one file in a .gz, .bz2 or .xz."""
    try:
        raw = guard.read(cast(BinaryIO, unpacked(stream, guard)))
    except BROKEN as error:
        raise DamagedInput("it cannot be unpacked", error, _AGAIN) from error
    yield source.within(source.called.rpartition(".")[0] or source.name, raw)


def _untar(archive: tarfile.TarFile, info: tarfile.TarInfo, guard: Guard) -> bytes:
    if not info.isreg():
        raise _no_file()
    guard.single(info.size)
    member: IO[bytes] | None = archive.extractfile(info)
    assert member is not None
    return guard.read(cast(BinaryIO, member))


def _member(source: Source, name: str, raw: bytes) -> Source:
    shown = name.encode("utf-8", "replace").decode()
    return source.within(name, raw, details=(("archive", source.path), ("member", shown)))


def _hidden(name: str) -> bool:
    """Whether a member is what systems put beside files, or hidden as a folder's hidden files are."""
    return _HIDDEN.search(name) is not None


def _no_file() -> UnknownFormat:
    return UnknownFormat("it is a link or a device, and never followed", next_step="Add what it points to as a file")
