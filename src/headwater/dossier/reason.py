"""The reasons of a count, whose reports are links."""

import re
from collections.abc import Mapping
from itertools import zip_longest

from markupsafe import Markup

from headwater.dossier.words import safe

_PARTS = re.compile(r"([\s,:;]+)")


def linked(words: str, known: Mapping[str, tuple[str, str]]) -> Markup:
    """Words of our own with the reports that they begin with, "a, b and c …", as links.

    ``known`` gives the address and the label of a report by its name.
    """
    parts = _PARTS.split(words)
    rest = next((n for n, part in enumerate(parts[::2]) if part not in known and part != "and"), len(parts))
    reports = [known.get(part) for part in parts[: 2 * rest]]
    return Markup("").join(
        Markup('<a href="{}">{}</a>').format(*report) if report else safe(part)
        for report, part in zip_longest(reports, parts)
    )
