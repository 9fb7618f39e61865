"""How long the claims of an invented pile take to be grouped and counted, and how that grows with the pile.

    python bench/findings.py [--sizes 125,250,500] [--seed 7]

Prints a Markdown table. Reading the reports and tracing their lineage are not in the time. Set OMP_NUM_THREADS=1 and
OPENBLAS_NUM_THREADS=1 to hold numpy to one core.
"""

import argparse
import io
import json
from time import perf_counter, process_time

from pile import pile

from headwater import findings, lineage, pipeline
from headwater.model import Reading


def main() -> None:
    """Measure every size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="125,250,500", help="reports a pile, with commas (default: 125,250,500)")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print("| reports | claims | findings | seconds | processor s | claims/s |\n|--:|--:|--:|--:|--:|--:|")
    for size in map(int, given.sizes.split(",")):
        readings = _readings(size, given.seed)
        traced = lineage.trace(readings)
        claims = sum(len(reading.claims) for reading in readings)
        began, used = perf_counter(), process_time()
        found = findings.gather(readings, traced)
        seconds, used = perf_counter() - began, process_time() - used
        print(
            f"| {size} | {claims:,} | {len(found.findings):,} | {seconds:.1f} | {used:.1f} | {claims / used:,.0f} |",
            flush=True,
        )


def _readings(size: int, seed: int) -> list[Reading]:
    """Reports of two invented texts each, so that they hold as many claims as a long article."""
    texts = list(pile(2 * size, seed).values())
    rows = ({"id": f"report-{at}", "text": "\n\n".join(texts[2 * at : 2 * at + 2])} for at in range(size))
    given = io.BytesIO("\n".join(map(json.dumps, rows)).encode())
    return [each for each in pipeline.read(["-"], stdin=given) if isinstance(each, Reading)]


if __name__ == "__main__":
    main()
