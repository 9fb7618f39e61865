"""A case packed for others: the file itself, every report as it was received, and how it all hangs together."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from headwater import __version__, dossier
from headwater.case import Case, Entry
from headwater.custody.bag import Bag
from headwater.errors import CaseError, UsageError
from headwater.export import lines
from headwater.model import Claim, Reading, Report, Text

_SUFFIXES = {
    "text": "txt",
    "row": "txt",
    "markdown": "md",
    "html": "html",
    "mail": "eml",
    "mhtml": "mhtml",
    "scan": "bin",
}


def bundle(case: str | os.PathLike[str], to: str | os.PathLike[str], *, names: bool = False) -> str:
    """Pack a case into a ZIP file that is a bag (RFC 8493), and give the head of its log.

    The same case gives the same bytes. It holds the case and the raw reports, in which private persons are named,
    whatever ``names`` says: that is of the dossier alone.

    Raises:
        UsageError: there is a file already, or it cannot be written.
        CaseError: the case cannot be used, or somebody else has it open.
    """
    path, file = Path(case), Path(to)
    with Case.open(path) as opened, _fresh(file) as part:
        before = _at_rest(path)
        log = list(opened.log())
        head = log[-1].hash if log else ""
        with part.open("wb") as stream:
            bag = Bag(stream, f"headwater-{head[:12] or 'case'}")
            bag.add_file("case.hw", path)
            for report in opened.reports():
                bag.add(_place(report), report.raw)
            for capture in opened.captures():
                bag.add(f"captures/{capture.sha256}.warc.gz", capture.record)
            bag.add("reports.jsonl", b"".join(map(lines.encode, _reports(opened))))
            bag.add("claims.jsonl", b"".join(map(lines.encode, _claims(opened))))
            bag.add("log.jsonl", b"".join(lines.encode(msgspec.to_builtins(each)) for each in log))
            bag.add("dossier.html", dossier.render(opened, names=names).encode())
            bag.add("method.md", _method(opened, log).encode())
            bag.close(_info(log))
        if _at_rest(path) != before:
            raise CaseError("the case was changed while it was packed", path, "Run the same command again")
    return head


def _at_rest(path: Path) -> tuple[int, ...]:
    """What tells a case file that nobody writes to from what it becomes then.

    Raises:
        CaseError: somebody else has it open.
    """
    if path.with_name(f"{path.name}-wal").exists():
        raise CaseError("the case is open elsewhere", path, "End `headwater serve`, or let the build end")
    is_now = path.stat()
    return is_now.st_ino, is_now.st_size, is_now.st_mtime_ns


def _reports(case: Case) -> Iterator[dict[str, Any]]:
    """How each report came, and which file of the bundle it is."""
    ways: dict[str, list[dict[str, Any]]] = {}
    for each in case.received():
        told = {"path": each.way.path, "name": each.way.name, "when": each.when, "tool": each.tool}
        ways.setdefault(each.report, []).append(told | {"details": dict(each.way.details)})
    for report in case.reports():
        yield {
            "type": "received",
            "report": report.id,
            "name": report.name,
            "sha256": report.sha256,
            "file": _place(report),
            "format": report.format,
            "given": msgspec.to_builtins(report.given),
            "received": ways.get(report.id, []),
        }


def _claims(case: Case) -> Iterator[dict[str, Any]]:
    """For each claim the way from the bytes of its report to its words."""
    hashes = {report.id: report.sha256 for report in case.reports(raw=False)}
    for reading in case.readings():
        for claim in reading.claims:
            yield _claim(claim, reading, hashes[reading.report])


def _claim(claim: Claim, reading: Reading, sha256: str) -> dict[str, Any]:
    return {
        "type": "chain",
        "claim": claim.id,
        "report": claim.report,
        "sha256": sha256,
        "quote": claim.quote,
        "text": [claim.start, claim.end],
        "raw": list(_raw(reading.text, claim.start, claim.end)),
    }


def _raw(text: Text, start: int, end: int) -> Iterator[dict[str, Any]]:
    """The stretches of the decoded report that these characters of the text come from."""
    for each in text.segments:
        if each.start < end and start < each.end:
            first, last = max(each.start, start), min(each.end, end)
            moved = each.raw_start - each.start
            raw = [first + moved, last + moved] if each.verbatim else [each.raw_start, each.raw_end]
            yield {"text": [first, last], "raw": raw, "verbatim": each.verbatim}


def _place(report: Report) -> str:
    """A file of the bundle is called by its hash: names of files may name people."""
    row = report.id.removeprefix("report-") + "-" if report.format == "row" else ""  # the same words may be two rows
    return f"reports/{row}{report.sha256}.{_SUFFIXES.get(report.format, report.format)}"


def _method(case: Case, log: list[Entry]) -> str:
    """How the case was made and how to check it, in words for people without Headwater."""
    words = (resources.files("headwater.custody") / "data" / "method.md").read_text(encoding="utf-8")
    steps = "\n".join(f"- {each.name}: version {each.version}" for each in case.steps().values())
    built = "\n".join(
        f"- {each.when}: {each.kind}, {each.tool or 'before there was a log'}"
        for each in log
        if each.kind != "acquisition"
    )
    head = f"{len(log)} entries; the hash of the last is `{log[-1].hash}`." if log else "There is no log."
    return words.format(version=__version__, steps=steps, built=built, head=head)


def _info(log: list[Entry]) -> dict[str, str]:
    info = {
        "Bag-Software-Agent": f"headwater {__version__}",
        "Internal-Sender-Description": "A Headwater case: reports as received, what was read from them, and its log.",
    }
    if log:
        info |= {"Bagging-Date": log[-1].when[:10], "Internal-Sender-Identifier": f"log {log[-1].hash}"}
    return info


@contextmanager
def _fresh(path: Path) -> Iterator[Path]:
    """A private file that gets its name once it is whole."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists():
            raise UsageError("there is a file already", path, "Give another name with -o")
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
        part.replace(path)
    except OSError as error:
        raise UsageError(f"the file cannot be written ({error.strerror})", path, "Choose another with -o") from error
    finally:
        part.unlink(missing_ok=True)
