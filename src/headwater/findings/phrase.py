"""The words by which a change of meaning shows: the phrases of drift.toml, and what two claims say in common."""

import re
from functools import cache

from headwater.findings.likeness import lines, lists
from headwater.model import Claim, stem, words


@cache
def listed(name: str) -> re.Pattern[str]:
    """Any of the phrases of one list of drift.toml."""
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in lists("drift.toml")[name]) + r")\b", re.I)


@cache
def negatives() -> re.Pattern[str]:
    """The words that turn a statement round."""
    return re.compile(
        "|".join(rf"(?<![^\W\d_]){w}\b" if w.isalpha() else w for w in lists("drift.toml")["negatives"]), re.I
    )


def does(claim: Claim, other: Claim) -> bool:
    """Whether the main word of a claim is a word of the other one too: only then can the one turn the other round."""
    verb = None if claim.predicate is None else stem(claim.predicate)
    return verb is not None and verb not in stop() and any(w.stem == verb for w in words(other.quote))


def content(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(w.stem for w in words(text)) - stop()


def told(claim: Claim) -> frozenset[str]:
    """The content of a claim without the words for who said it."""
    spans = () if claim.attribution is None else (*claim.attribution.source, *claim.attribution.cue)
    text = claim.quote
    for span in spans:
        start, end = max(0, span.start - claim.start), max(0, span.end - claim.start)
        text = text[:start] + " " * (min(end, len(text)) - min(start, len(text))) + text[end:]
    return content(text)


@cache
def stop() -> frozenset[str]:
    """The stems that carry no meaning of their own (data/stop.txt)."""
    return frozenset(stem(word) for word in lines("stop.txt"))
