"""What browsers save beside a page: its pictures, scripts and frames, which are no reports."""

import html
import re
from collections.abc import Iterable

#: How browsers end the name of the folder that they put beside "page.html", in the languages that they speak.
_FOLDER = re.compile(
    r"(?P<page>.+)(?:_files|_file|_archivos|_arquivos|_fichiers|_bestanden|_ficheiros|_soubory|_pliki|_tiedostot"
    r"|-Dateien|-filer|\.files|_файлы|_dosyalar)",
    re.I,
)
_HEAD = 16_384  # bytes of a page that are looked at
#: As programs write them, which never changes: patterns without regard to case are ten times slower.
_FROM = (
    re.compile(rb"<!--\s*saved from url=\(\d{4}\)(?P<url>[^\s>]{4,2000})\s*-->"),  # Chrome, Edge, Internet Explorer
    re.compile(
        rb"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S{4,2000})\s+saved date:\s*(?P<captured>[^\n]{4,80})"
    ),
    re.compile(rb"<h2>\s*Archived media for <span[^>]{0,80}>(?P<url>[^<]{4,2000})</span>"),  # auto-archiver
)
_PAGE = (".html", ".htm", ".xhtml")


def assets(names: Iterable[str]) -> frozenset[str]:
    """The names in one folder that are folders of assets: they are called as a page beside them is.

    >>> sorted(assets(["mill.html", "mill_files", "case_files", "mill.txt"]))
    ['mill_files']
    """
    names = list(names)
    pages = {name[: name.rindex(".")] for name in names if name.lower().endswith(_PAGE)}
    return frozenset(name for name in names if (found := _FOLDER.fullmatch(name)) and found["page"] in pages)


def asset_of(paths: Iterable[str]) -> frozenset[str]:
    """The members of an archive, by their paths, that stand in such a folder.

    >>> sorted(asset_of(["a/mill.html", "a/mill_files/logo.png", "b/mill_files/logo.png"]))
    ['a/mill_files/logo.png']
    """
    paths = list(paths)
    folders = {path.rpartition("/")[0] for path in paths}
    folders |= {above for folder in folders for above in _above(folder)}
    called = [(folder, found["page"]) for folder in folders if (found := _FOLDER.fullmatch(folder))]
    pages = {path[: path.rindex(".")] for path in paths if path.lower().endswith(_PAGE)} if called else set()
    beside = {folder for folder, page in called if page in pages}
    return frozenset(path for path in paths if not beside.isdisjoint(_above(path))) if beside else frozenset()


def _above(path: str) -> list[str]:
    """The folders that a path goes through."""
    return [path[:at] for at, sign in enumerate(path) if sign == "/"]


def origin(raw: bytes) -> tuple[tuple[str, str], ...]:
    """The address that a browser, SingleFile or auto-archiver wrote into a page that it saved, and when it did.

    >>> origin(b"<!-- saved from url=(0024)https://fen.example/mill -->")
    (('url', 'https://fen.example/mill'),)
    """
    for pattern in _FROM:
        if found := pattern.search(raw, 0, _HEAD):
            said = ((name, value.decode("utf-8", "replace")) for name, value in found.groupdict().items() if value)
            return tuple((name, html.unescape(" ".join(value.split()))) for name, value in sorted(said, reverse=True))
    return ()
