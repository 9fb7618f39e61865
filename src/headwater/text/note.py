"""What a reader must know of how a report was read, in plain words; the claims step adds what it did not read."""

import re
from collections.abc import Iterator

from headwater.text.date import iso

_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile(r"(?<=\w)[\u200b\u2060\ufeff](?=\w)")


def notes(raw: str, published: str | None) -> Iterator[str]:
    """Everything that was not read, or not as it stands.

    Args:
        raw: the decoded report.
        published: when the sender says that it was published.
    """
    if published and iso(published) is None:
        yield f"the date given for its publication cannot be read, and is not used: {published[:80]}"
    if turning := len(_TURNING.findall(raw)):
        yield f"{turning} marks that turn the direction of writing stand in it; the dossier shows each"
    if hidden := len(_ZERO_WIDTH.findall(raw)):
        yield f"{hidden} characters without width stand within its words; the dossier shows each"
