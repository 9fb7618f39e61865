"""What a claim is about, in stems: its words, its figures, what it counts, and the dates it names."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from headwater.findings.figure import counted, stated
from headwater.findings.likeness import lists
from headwater.findings.period import past
from headwater.findings.phrase import stop
from headwater.model import Claim, Text, Word, stem, words

_NEIGHBOURHOOD = 160  # characters on each side of a claim that are its context
_LETTER = re.compile(r"[^\W_]")
_QUOTE = re.compile(r"[\"“‘«]\s*(?=\w)")
_COUNTED, _DATED = "#", "@"  # before the stem of what is counted, and before a date, in what a claim is about


@dataclass(frozen=True, slots=True)
class Stems:
    """What the claims of a pile are about, in stems."""

    clause: list[frozenset[str]]  # of each claim
    context: list[frozenset[str]]  # of each claim with the words near it
    dates: list[frozenset[str]]  # that each claim names, without those of its report's own days
    names: frozenset[str]  # that the pile writes large within sentences and never small: they stand for themselves


def stems(claims: Sequence[Claim], texts: Mapping[str, Text]) -> Stems:
    """The stems of each claim, and those of each claim with the words near it."""
    by_report = {report: _Stems(texts[report]) for report in sorted({c.report for c in claims})}
    small = frozenset(chain(*(held.small for held in by_report.values())))
    return Stems(
        clause=[by_report[c.report].clause(c) for c in claims],
        context=[by_report[c.report].context(c) for c in claims],
        dates=[past(c, texts[c.report].published) for c in claims],
        names=frozenset(chain(*(held.large for held in by_report.values()))) - small,
    )


def wholeness(claim: Claim) -> int:
    """How well a claim reads alone: 2 if it begins a sentence and names what it is about, 1 if it does one of these.

    "The ferry sank" reads better than "It sank", and both read better than "which sank" or "and sank".
    """
    first = _LETTER.search(claim.quote)
    begins = first is not None and not first.group().islower()
    subject = (claim.subject or "").casefold()
    named = subject not in _unclear() and subject in claim.quote.casefold()
    return begins + (named and (begins or claim.quote.casefold().startswith(subject)))


class _Stems:
    """The stems of one report that say what it is about, by stretch."""

    def __init__(self, text: Text) -> None:
        every = words(text.text)
        self._words = [word for word in every if word.stem not in stop()]
        self._starts = [word.start for word in self._words]
        first = (_LETTER.search(text.text, span.start, span.end) for span in text.sentences)
        opening = {found.start() for found in first if found} | {found.end() for found in _QUOTE.finditer(text.text)}
        self.small = frozenset(word.stem for word in every if text.text[word.start].islower())
        self.large = frozenset(w.stem for w in every if text.text[w.start].isupper() and w.start not in opening)

    def clause(self, claim: Claim) -> frozenset[str]:
        """Those of a claim, without its speech tag and with figures by value."""
        told = claim.attribution
        skip = () if told is None else (*told.cue, *told.source)
        found = {w.stem for w in self._in(claim.start, claim.end) if not any(s.start <= w.start < s.end for s in skip)}
        if claim.predicate is not None:
            found.add(stem(claim.predicate))  # a lemma: "rang" and "ring" meet
        values = (value for q in claim.quantities for value in (q.low, q.high))
        found.update(f"{value:g}" for value in values if value is not None)
        found.update(f"{_COUNTED}{noun}" for q in stated(claim) for noun in counted(q))
        found.update(f"{_DATED}{time.value}" for time in claim.times if time.type == "DATE" and time.value)
        return frozenset(found)

    def context(self, claim: Claim) -> frozenset[str]:
        """Those of a claim and the words near it."""
        return frozenset(w.stem for w in self._in(claim.start - _NEIGHBOURHOOD, claim.end + _NEIGHBOURHOOD))

    def _in(self, start: int, end: int) -> Sequence[Word]:
        return self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


@cache
def _unclear() -> frozenset[str]:
    """Subjects that name nothing by themselves."""
    return frozenset(lists("drift.toml")["pronouns"]) | {"", "which", "where", "these", "there"}
