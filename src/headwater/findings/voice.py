"""The voice of a body that is described and not named: "the police", "a hospital spokesman", "court papers"."""

import re
from functools import cache

from headwater.findings.likeness import lists
from headwater.model import stem, words

PAPERS = frozenset({"papers"})  # whatever papers they are
_MANY = re.compile(r"\b(?:an?|one|another|some|several|many|two|three|four|five|both)\s+(?=[a-z])", re.IGNORECASE)
_OF = re.compile(r"\b(?:of|for|at|from|in|with)\b", re.IGNORECASE)


def voice(source: str) -> frozenset[str]:
    """The stems of the body or the papers that speak; none where it is people, or one body of many.

    >>> sorted(voice("a spokesman for the hospital")), sorted(voice("the court documents")), sorted(voice("a worker"))
    (['hospit'], ['court', 'papers'], [])
    """
    bodies, papers, roles = _stems("bodies"), _stems("papers"), _stems("roles")
    found = [w.stem for w in words(source) if w.stem not in roles]
    head = {w.stem for w in words(_OF.split(source, maxsplit=1)[0])}
    if not (bodies | papers) & set(found) or not ((bodies | papers) & head or head <= roles):
        return frozenset()  # "men from the ministry", "the clerk of the court"
    for many in _MANY.finditer(source):
        following = words(source, many.end())[:1]
        if following and following[0].stem not in roles:
            return frozenset()
    return frozenset("papers" if stem in papers else stem for stem in found)


def one_voice(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two descriptions fit one body: all that one says of it, the other says too."""
    return bool(a and b) and (a <= b or b <= a)


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in lists("voice.toml")[name])
