"""Intake: paths and streams become reports. Bytes are kept as they came."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from headwater.errors import InputError
from headwater.intake.naming import Names
from headwater.intake.options import Options
from headwater.intake.readers import read
from headwater.intake.sources import Refused, Source, find
from headwater.model import Capture, Report, Unread

VERSION = "1"

__all__ = ["VERSION", "Options", "captured", "receive"]


def receive(
    paths: Sequence[str],
    stdin: BinaryIO | None = None,
    options: Options | None = None,
    *,
    read: Callable[[Source, Options], Iterator[Report | Refused]] = read,
) -> Iterator[Report | Unread]:
    """Yield every report found under ``paths`` in stable order, and every input that could not be read.

    The order and the names do not depend on the order of ``paths``: inputs are taken by path, standard input ("-")
    last. Two reports never have the same name: a file is called by its stem, by its relative path where stems
    collide; whatever has a name that is taken gets a number. Nothing is raised for a bad input: it is an `Unread`.

    Args:
        paths: files, folders (read whole, hidden files left out) and "-".
        stdin: the stream behind "-".
        options: what the user chose; None for the defaults.
        read: what opens a source; a process that can die, for whoever has no trust in it (``headwater.receiver``).
    """
    options = options or Options()
    names = Names()
    for found in find(paths, stdin):
        for received in read(found, options) if isinstance(found, Source) else (found,):
            yield _named_apart(received, names) if isinstance(received, Report) else _told(*received)


def captured(
    captures: Iterable[Capture],
    options: Options | None = None,
    *,
    read: Callable[[Source, Options], Iterator[Report | Refused]] = read,
) -> Iterator[Report | Unread]:
    """Yield the reports that were fetched from the web, and whatever of it could not be read."""
    for each in captures:
        place = f"captures/{each.sha256}.warc.gz"
        source = Source(place, place, raw=each.record, called="capture.warc.gz")
        for received in read(source, options or Options()):
            yield received if isinstance(received, Report) else _told(*received)


def _told(path: str, error: InputError) -> Unread:
    return Unread(path, str(error))


def _named_apart(report: Report, names: Names) -> Report:
    """The report under a name that nothing before it has. What a row is called is part of what it is."""
    name = names.give(report.name)
    if name == report.name:
        return report
    way = report.acquisitions[0]
    if report.format != "row":
        return replace(report, name=name, acquisitions=(replace(way, name=name),))
    return Report.from_bytes(
        report.raw, name=name, path=way.path, format=report.format, given=report.given, details=way.details
    )
