"""Judgements as JSON lines: one a line, in order, so that git merges the files of two people and nothing is lost."""

from collections.abc import Iterable, Iterator

import msgspec

from headwater.errors import UsageError
from headwater.export import lines
from headwater.model import Judgement, Passage, Subject, Verdict
from headwater.review.history import in_order

_GUIDE = "Write it with `headwater judge export`"


class _Line(msgspec.Struct, forbid_unknown_fields=False):
    """A line as it stands in the file."""

    id: str
    subject: Subject
    verdict: Verdict
    target: list[Passage]
    who: str
    when: str
    why: str
    of: str | None = None
    to: str | None = None
    type: str = "judgement"


def write(judgements: Iterable[Judgement]) -> Iterator[bytes]:
    """A line for each judgement, oldest first."""
    for each in in_order(judgements):
        yield lines.encode(lines.of(each))


def read(rows: Iterable[bytes], where: str) -> tuple[Judgement, ...]:
    """The judgements of a file, whatever their order and however often each is there.

    Raises:
        UsageError: a line is no judgement, or is not what its id says; the message names the line.
    """
    found = (_read(line, f"{where}:{number}") for number, line in enumerate(rows, 1) if line.strip())
    return in_order(each for each in found if each is not None)


def _read(line: bytes, where: str) -> Judgement | None:
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
        return None  # marks that git leaves where two people added lines: every line between them stands
    try:
        row = msgspec.json.decode(line, type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"that is no judgement ({error})", where, _GUIDE) from error
    judgement = Judgement.made(
        row.subject, row.verdict, tuple(row.target), of=row.of, to=row.to, who=row.who, when=row.when, why=row.why
    )
    if judgement.id != row.id:
        raise UsageError(
            "the judgement was changed after it was made", f"{where}: {row.id}", "Make another one instead"
        )
    return judgement
