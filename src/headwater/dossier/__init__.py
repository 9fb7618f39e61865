"""The dossier: one HTML file that a reader is given, with the words behind every number.

It needs no network, no script and no font of its own, and nothing that a report says can run in it. The same case
gives the same bytes.
"""

from headwater.case import Case
from headwater.dossier.contents import Contents
from headwater.dossier.page import write

VERSION = "1"

__all__ = ["VERSION", "Contents", "render", "write"]


def render(case: Case) -> str:
    """Write the dossier of a case: a whole HTML document, to be encoded as UTF-8."""
    return write(Contents.of(case))
