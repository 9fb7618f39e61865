"""Intake: paths and streams become reports. Bytes are kept as they came."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import BinaryIO

from headwater.errors import InputError
from headwater.intake.readers import read
from headwater.intake.sources import Source, find
from headwater.model import Report, Unread

VERSION = "1"

__all__ = ["VERSION", "receive"]


def receive(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Report | Unread]:
    """Yield every report found under ``paths`` in stable order, and every input that could not be read.

    The order and the names do not depend on the order of ``paths``: inputs are taken by path, standard input ("-")
    last. Two reports never have the same name: a file is called by its stem, by its relative path where stems
    collide; whatever has a name that is taken gets a number. Nothing is raised for a bad input: it is an `Unread`.

    Args:
        paths: files, folders (read whole, hidden files left out) and "-".
        stdin: the stream behind "-".
    """
    taken: set[str] = set()
    for found in find(paths, stdin):
        for received in read(found) if isinstance(found, Source) else (found,):
            yield _named_apart(received, taken) if isinstance(received, Report) else _told(*received)


def _told(path: str, error: InputError) -> Unread:
    return Unread(path, str(error))


def _named_apart(report: Report, taken: set[str]) -> Report:
    """The report under a name nothing before it has."""
    name = report.name
    if name in taken:
        name = next(other for n in count(2) if (other := f"{report.name} ({n})") not in taken)
        path = report.acquisitions[0].path
        report = Report.from_bytes(report.raw, name=name, path=path, format=report.format, given=report.given)
    taken.add(name)
    return report
