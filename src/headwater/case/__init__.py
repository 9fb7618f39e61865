"""The case: one SQLite file that holds a pile, what was read from it, and what people decided."""

from headwater.case.case import Case, Changes, Step, record, renew, write
from headwater.case.file import serving
from headwater.case.laws import broken

__all__ = ["Case", "Changes", "Step", "broken", "record", "renew", "serving", "write"]
