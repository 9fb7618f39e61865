"""The reasons of a count, whose reports are links."""

import re
from collections.abc import Mapping

from markupsafe import Markup

from headwater.dossier.words import safe

_BETWEEN = re.compile(r", | and | beside ")


def linked(words: str, known: Mapping[str, tuple[str, str]]) -> Markup:
    """Words of our own with the reports that they begin with, "a, b and c …", as links.

    ``known`` gives the address and the label of a report by its name.
    """
    names = "|".join(map(re.escape, sorted(known, key=lambda name: (-len(name), name))))
    name = re.compile(rf"(?:{names or '(?!)'})(?![^\s,:;])")
    out, at = [], 0
    while found := name.match(words, at):
        between = _BETWEEN.match(words, found.end())
        at = between.end() if between else found.end()
        out.append(Markup('<a href="{}">{}</a>{}').format(*known[found[0]], between[0] if between else ""))
        if between is None:
            break
    return Markup("").join([*out, safe(words[at:])])
