"""Export: a case as JSON lines or as tables."""

from headwater.export.jsonl import jsonl
from headwater.export.tables import TABLES, table

__all__ = ["TABLES", "jsonl", "table"]
