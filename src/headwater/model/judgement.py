"""What a person decided, of which words, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from headwater.model.ids import make_id
from headwater.model.passage import Passage

Subject = Literal["grouping", "derivation", "drift", "attribution", "code", "rating"]
Verdict = Literal["accept", "reject", "correct", "rate", "undo"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. It is never changed: another one is made that goes before it, or undoes it.

    It points at words (report hash, offsets, quote) and never at ids that regrouping changes. What ``of`` and ``to``
    hold for each subject is said in docs/judgements.md.
    """

    id: str
    subject: Subject
    verdict: Verdict
    target: tuple[Passage, ...]
    of: str | None  # what of the target: a code, a kind of drift, a name; for undo the judgement that is undone
    to: str | None  # what it is to be
    who: str
    when: str  # ISO 8601 in UTC, to the millisecond
    why: str

    @classmethod
    def made(
        cls,
        subject: Subject,
        verdict: Verdict,
        target: tuple[Passage, ...],
        *,
        of: str | None = None,
        to: str | None = None,
        who: str,
        when: str,
        why: str,
    ) -> Self:
        """Make a judgement; its id is a hash of all its parts, so the same one made twice is one."""
        words = (part for each in target for part in (each.report, each.start, each.end, each.quote))
        id = make_id("judgement", subject, verdict, of or "", to or "", who, when, why, *words)
        return cls(id, subject, verdict, target, of or None, to or None, who, when, why)


@dataclass(frozen=True, slots=True)
class Grouping:
    """What people decided of which claims say the same, as pairs of claim ids in order."""

    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.together or self.apart)


Coding = Mapping[tuple[str, str], Mapping[str, bool]]
"""By framework and code: for each claim that people judged, whether it is evidence."""
