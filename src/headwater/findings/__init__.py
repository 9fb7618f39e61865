"""Findings: claims that say the same thing, with the independent origins behind them."""

from collections.abc import Sequence

from headwater.model import Findings, Grouping, Lineage, Reading

VERSION = "1"

__all__ = ["VERSION", "gather", "table"]


def table() -> str:
    """The SHA-256 of the word table that says which words stand for one another.

    Raises:
        HeadwaterError: it is not there.
    """
    from headwater.findings.likeness import table as words

    return words()


def gather(readings: Sequence[Reading], lineage: Lineage, judged: Grouping | None = None) -> Findings:
    """Group the claims of a pile and count the origins behind each group. The order of readings is of no effect.

    ``judged`` says what people decided of which claims say the same; it goes before what the words show.
    """
    from headwater.findings.gathering import gather as gathering

    return gathering(readings, lineage, judged=judged)
