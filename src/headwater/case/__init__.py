"""The case: one SQLite file that holds a pile, what was read from it, and what people decided."""

from headwater.case.case import Case, Received, Step
from headwater.case.changes import Changes, decide, keep, record, renew, write
from headwater.case.file import serving
from headwater.case.laws import broken
from headwater.case.log import Entry
from headwater.case.recovery import recover
from headwater.case.salvage import Salvage, survey

__all__ = [
    "Case", "Changes", "Entry", "Received", "Salvage", "Step", "broken", "decide", "keep", "record", "recover",
    "renew", "serving", "survey", "write",
]  # fmt: skip
