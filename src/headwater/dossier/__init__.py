"""The dossier: one HTML file that a reader is given, with the words behind every number.

It needs no network, no script and no font of its own, and nothing that a report says can run in it. The same case
gives the same bytes.
"""

from collections.abc import Collection
from dataclasses import replace

from headwater.case import Case
from headwater.dossier.contents import Contents
from headwater.dossier.page import ours, write
from headwater.redact import Rewriting, scan

VERSION = "1"

__all__ = ["VERSION", "Contents", "render", "write"]


def render(
    case: Case, *, names: bool = False, findings: Collection[str] | None = None, rewriting: Rewriting | None = None
) -> str:
    """Write the dossier of a case: a whole HTML document, to be encoded as UTF-8.

    Private persons have pseudonyms unless ``names`` are asked for. With ``findings``, it holds those with these ids
    alone, and says that others were left out. ``rewriting`` is that of all the case's readings, where it
    is made already.

    Raises:
        NotFound: one of the findings is not in the case.
        Leak: a private person would be named all the same.
    """
    contents = Contents.of(case)
    if findings is not None:
        contents = contents.only(findings)
    if names:
        return write(contents)
    rewriting = rewriting or Rewriting(contents.readings)
    hidden = replace(rewriting.value(contents), hidden=len(rewriting.pseudonyms))
    return scan(write(hidden), rewriting.pseudonyms, write(Contents.empty()) + ours())
