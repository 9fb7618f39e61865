"""Findings: claims that say the same thing, with the independent origins behind them."""

from collections.abc import Mapping, Sequence

from headwater.model import Findings, Grouping, Lineage, Reading

VERSION = "3"

__all__ = ["VERSION", "gather", "regather", "table"]


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


def regather(
    readings: Sequence[Reading],
    lineage: Lineage,
    made_from: Mapping[str, str],
    kept: Mapping[str, bytes],
    judged: Grouping | None = None,
) -> tuple[Findings, Mapping[str, bytes]]:
    """Gather a pile of which much may have been compared before; also gives what to keep for the next time.

    The findings are the same as without anything kept.

    Args:
        readings: what was read from each report.
        lineage: who derives from whom.
        made_from: by report, the fingerprint of all that its reading was made from.
        kept: what the last gathering gave to keep, of whatever pile, lineage and version.
        judged: as for `gather`.
    """
    from headwater.findings.gathering import gather as gathering
    from headwater.findings.kept import Kept

    memory = Kept(kept, (VERSION, table(), *(made_from[each] for each in sorted(each.report for each in readings))))
    return gathering(readings, lineage, judged=judged, kept=memory), memory.now
