"""What is whole in a damaged case, saved into a new one."""

import hashlib
import os
import sqlite3
from itertools import chain, count
from pathlib import Path

from headwater.case import engine, log
from headwater.case.case import Received
from headwater.case.changes import add_capture, add_judgement, add_report, add_way
from headwater.case.file import making, migrate, writing
from headwater.case.salvage import Salvage, salvage
from headwater.errors import CaseError, NothingSaved
from headwater.model import Acquisition, Capture, Report


def recover(path: Path, new: Path, *, when: str) -> Salvage:
    """Save what is precious in a damaged case into a new file, which has then to be built.

    Every report in it is as it was received (SHA-256). ``when`` is the moment (ISO 8601) that its log names.

    Raises:
        NothingSaved: no report of the file is whole, and no judgement.
        CaseError: the file cannot be read, or the new one cannot be written or is there already.
    """
    if not os.access(path, os.R_OK):
        raise CaseError("it cannot be read", path, "Check the path and its permissions")
    if new.exists():
        raise CaseError("there is a file already", new, "Choose another name")
    engine.alike(path, new)
    found = Salvage()
    with making(new) as part, writing(part, private=True) as connection:
        migrate(connection)
        connection.execute("BEGIN IMMEDIATE")
        for each in salvage(path):
            if isinstance(each, Report):
                _add(connection, each)
            elif isinstance(each, Capture):
                add_capture(connection, each)
            else:
                found = each
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        if not found.reports and not found.judgements:
            raise NothingSaved("nothing in it is whole", path, "Build a case from the reports themselves")
        _finish(connection, found, sha256, path, when)
        connection.execute("COMMIT")
    return found


def _add(connection: sqlite3.Connection, report: Report) -> None:
    """Add a report; if its name is taken, because one of the two was damaged, it gets a number."""
    for name in chain((report.name,), (f"{report.name} ({number})" for number in count(2))):
        if not connection.execute("SELECT 1 FROM report WHERE name = ?", (name,)).fetchone():
            add_report(connection, report, name)
            return


def _finish(connection: sqlite3.Connection, found: Salvage, sha256: str, path: Path, when: str) -> None:
    for entry in found.log:
        log.put(connection, entry)
    told = {"file": sha256, "reports": len(found.reports), "judgements": len(found.judgements)}
    missed = {"lost": found.lost, "undecided": found.undecided, "cut": found.cut, "unsure": found.unsure}
    log.append(connection, "recovery", when, told | missed)
    ways = [each for each in found.received if each.report in found.reports]
    unknown = found.reports.keys() - {each.report for each in ways}
    ways += [Received(id, Acquisition(found.reports[id], str(path)), when, log.TOOL) for id in sorted(unknown)]
    for each in ways:
        add_way(connection, each)
    for judgement in found.judgements.values():
        add_judgement(connection, judgement)
    connection.executemany("INSERT INTO option VALUES (?, ?)", found.options.items())
    unread = [(path, *told) for path, told in found.unread.items()]
    connection.executemany("INSERT INTO unread VALUES (?, ?, ?)", unread)
    log.catch_up(connection)
