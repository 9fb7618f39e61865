"""Whether dates decide who copied whom: the same piles with all dates taken out, and with the dates shuffled.

    python bench/dates.py ../shared/eval/piles/*/reports

Time alone must never decide a direction, so hardly a derivation may turn round. Prints one Markdown table.
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from headwater.lineage import trace
from headwater.model import Reading
from headwater.pipeline import read

Edges = dict[tuple[str, str], str]
"""The direction of each derivation between two reports of the pile, by their names: child, parent."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", type=Path, nargs="+", help="folders of reports, one folder a pile")
    args = parser.parse_args()
    print("| pile | dates | derivations | kept | undetermined | lost | reversed |\n|---|---|---|---|---|---|---|")
    for folder in args.piles:
        plain = _read(folder)
        before = _edges(plain)
        for name, dates in (("removed", _removed), ("shuffled", _shuffled)):
            after = _edges(_changed(folder, plain, dates))
            known = [edge for edge, direction in before.items() if direction == "known"]
            kept = sum(after.get(edge) == "known" for edge in known)
            loose = sum("undetermined" in (after.get(edge), after.get(edge[::-1])) for edge in known)
            turned = sum(after.get(edge[::-1]) == "known" for edge in known)
            counts = (len(known), kept, loose, len(known) - kept - loose - turned, turned)
            title = folder.parent.name if folder.name == "reports" else folder.name
            print(f"| {title} | {name} | " + " | ".join(map(str, counts)) + " |", flush=True)


def _read(folder: Path) -> list[Reading]:
    return [each for each in read([str(folder)]) if isinstance(each, Reading)]


def _edges(readings: Sequence[Reading]) -> Edges:
    name = {each.report: each.text.name for each in readings}
    found = trace(readings).derivations
    return {(name[each.report], name[each.source]): each.direction for each in found if each.source in name}


def _dates(reading: Reading) -> list[str]:
    """The dates a report names, and those its page gives that are not in the text."""
    removed = [each.quote for each in reading.text.removed if sum(c.isdigit() for c in each.quote) >= 6]
    found = {each.quote for each in reading.times if each.type == "DATE"}
    return sorted(found | {quote for quote in removed if len(quote) <= 40}, key=lambda quote: (-len(quote), quote))


def _removed(pile: Sequence[list[str]]) -> list[list[str]]:
    return [[""] * len(dates) for dates in pile]


def _shuffled(pile: Sequence[list[str]]) -> list[list[str]]:
    every = [date for dates in pile for date in dates]
    random.Random(7).shuffle(every)
    left = iter(every)
    return [[next(left) for _ in dates] for dates in pile]


def _changed(
    folder: Path, readings: Sequence[Reading], change: Callable[[Sequence[list[str]]], list[list[str]]]
) -> list[Reading]:
    """The pile read again with other dates, in the text and around it."""
    dates = [_dates(reading) for reading in readings]
    with tempfile.TemporaryDirectory() as work:
        for reading, old, new in zip(readings, dates, change(dates), strict=True):
            (path,) = folder.glob(f"{reading.text.name}.*")
            text = path.read_text(encoding="utf-8", errors="replace")
            for place, date in enumerate(old):  # by way of a mark, so that none is changed twice
                text = text.replace(date, f"\ue000{place}\ue001")
            for place, date in enumerate(new):
                text = text.replace(f"\ue000{place}\ue001", date)
            (Path(work) / path.name).write_text(text, encoding="utf-8")
        return _read(Path(work))


if __name__ == "__main__":
    main()
