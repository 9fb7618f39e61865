"""What is declared once, whoever heard it: the content of an offer, a plan or a bill, and that of a criminal charge."""

import re
from functools import cache
from typing import Literal

from headwater.findings.likeness import lists
from headwater.model import Claim, Text, stem, words

Declared = Literal["act", "content", "charge", "plea"]
_OF = re.compile(r"\b(?:of|for|to|by|from|on|that|which)\b", re.IGNORECASE)
_BEFORE = 40  # characters before a clause in which the noun stands that it is the content of


def declared(claim: Claim, text: Text, shown: bool = False) -> Declared | None:
    """What a claim tells of what was declared.

    * ``act``: that somebody declared it ("Brook offered to mend the nets");
    * ``content``: what it says ("the offer would leave out the crew");
    * ``charge``: of what a prosecution accuses somebody, by its papers, its people, or left unsaid;
    * ``plea``: what somebody answered to that in court.

    Args:
        claim: the claim.
        text: of its report.
        shown: whether it has an access of its own (somebody by name, who was there): then it is no mere accusation.
    """
    told = claim.attribution
    source = {word.stem for span in told.source for word in words(text.slice(span))} if told else set[str]()
    if source & _stems("accusers") or _of_charge(claim, text):
        return "charge"
    if _any("pleas").search(claim.quote):
        return "plea"
    if not shown and (_any("charge_sheets").search(claim.quote) or _any("accused").search(claim.quote)):
        return "charge"
    cue = {word.stem for span in told.cue for word in words(text.slice(span))} if told else set[str]()
    if (cue | {stem(claim.predicate or "")}) & _stems("declares"):
        return "act"
    return "content" if _content(claim) else None


def _of_charge(claim: Claim, text: Text) -> bool:
    """Whether a clause is what somebody is accused of: "he denied the charge | that he had sold the boat"."""
    before = text.text[max(0, claim.start - _BEFORE) : claim.start]
    found = re.search(rf"{_any('charges').pattern}\s*\Z", before, re.IGNORECASE)
    return found is not None and claim.quote.startswith(("that ", "of "))


def _content(claim: Claim) -> bool:
    subject = words(_OF.split(claim.subject or "", maxsplit=1)[0])
    did = stem(claim.predicate or "")
    if not subject or subject[-1].stem not in _stems("instruments") or did in _stems("befalls"):
        return False
    return did in _stems("contains") or bool(_any("ahead").search(claim.quote))


@cache
def _any(name: str) -> re.Pattern[str]:
    cues = sorted(lists("declared.toml")[name], key=lambda cue: (-len(cue), cue))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, cues)) + r")\b", re.IGNORECASE)


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in lists("declared.toml")[name])
