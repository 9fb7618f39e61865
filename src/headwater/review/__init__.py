"""Review: what people decide about what the machine suggests. Besides the pipeline only this writes to a case.

::

    Suggestion ──judge──▶ Judgement ──▶ the case (never changed, never removed)
                                          │ Decided: those in force
                                          ▼
                   the pipeline applies them after each step's suggestion

A judgement takes effect with the next build; ``pipeline.build([], case)`` brings a case up to date.
"""

from headwater.review.decided import Decided
from headwater.review.lines import read as read_lines
from headwater.review.lines import write as write_lines
from headwater.review.queue import Suggestion, head, queue, ranked, undecided
from headwater.review.record import Standing, judge, merge, standings, undo

__all__ = [
    "Decided", "Standing", "Suggestion", "head", "judge", "merge", "queue", "ranked", "read_lines", "standings",
    "undecided", "undo", "write_lines",
]  # fmt: skip
