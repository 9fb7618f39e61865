"""How the rules that people use today tell origins apart, beside Headwater, on labelled piles.

    python bench/baselines.py ../shared/eval [--only mixed,piles] [--rule NAME] [--limit N]

Reads ``rewrites-dev.jsonl`` and ``same-event-dev.jsonl`` as one mixed pile, and every ``piles/*`` with its gold.
Prints one Markdown table for docs/lineage.md. Every rule joins two reports that are alike by it, and whatever is
joined by way of a third. False dependence is the share of the joined pairs that have different origins; false
independence the share of the pairs with one origin that are left apart. Needs the extra ``bench`` (datasketch).
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb
from pathlib import Path
from urllib.parse import urlsplit

import networkx as nx
import numpy as np
from datasketch import MinHash, MinHashLSH
from rapidfuzz import fuzz, process

Pairs = Iterable[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Page:
    """A report with its right origins: two if it was made from two."""

    name: str
    text: str
    title: str
    outlet: str
    origins: tuple[str, ...]
    file: Path | None = None  # a page as it was scraped, menus and all; else the text is the report alone


@dataclass(frozen=True, slots=True)
class Score:
    """How one rule parts one pile."""

    reports: int
    wanted: int  # origins that there are
    found: int
    together: int  # pairs that belong together, and are joined
    joined: int
    belong: int
    rand: float  # adjusted Rand index

    @property
    def exact(self) -> bool:
        """Whether the partition is the right one."""
        return self.together == self.joined == self.belong


def main() -> None:
    """Score every rule on every pile and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="mixed,piles")
    parser.add_argument("--rule", default="", help="only rules whose name holds this")
    parser.add_argument("--limit", type=int, help="the first N rows of each file of the mixed pile")
    args = parser.parse_args()
    sorts: dict[str, list[list[Page]]] = {}
    if "mixed" in args.only:
        sorts["rewrites and same-event"] = [list(_rows(args.folder, args.limit))]
    if "piles" in args.only:
        sorts["small piles"] = [list(_pile(gold)) for gold in sorted(args.folder.glob("piles/*/gold.json"))]
    print("| on | rule | origins found of | false dependence | false independence | ARI | piles exact |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for sort, piles in sorts.items():
        for rule, parted in ((name, each) for name, each in RULES.items() if args.rule in name):
            scores = [_best(pile, parted(pile)) for pile in piles]
            print(f"| {sort} | {rule} | {_row(scores)} |", flush=True)


def _row(scores: Sequence[Score]) -> str:
    joined, belong, together = (
        sum(getattr(each, name) for each in scores) for name in ("joined", "belong", "together")
    )
    exact = f"{sum(each.exact for each in scores)} of {len(scores)}"
    dependence = f"{1 - together / joined:.3f}" if joined else "nothing joined"
    cells = [
        f"{sum(each.found for each in scores)} of {sum(each.wanted for each in scores)}",
        dependence,
        f"{1 - together / belong:.3f}" if belong else "nothing to join",
        f"{sum(each.rand for each in scores) / len(scores):.3f}",
        exact,
    ]
    return " | ".join(cells)


# The rules. Each gives a label a report.


def _alone(pile: Sequence[Page]) -> list[int]:
    return list(range(len(pile)))


def _by(key: Callable[[Page], Hashable]) -> Callable[[Sequence[Page]], list[int]]:
    """Reports with the same key are one; a report without any stands alone."""

    def parted(pile: Sequence[Page]) -> list[int]:
        first: dict[Hashable, int] = {}
        return [first.setdefault(key(page) or ("alone", place), place) for place, page in enumerate(pile)]

    return parted


def _joining(pairs: Callable[[Sequence[Page]], Pairs]) -> Callable[[Sequence[Page]], list[int]]:
    """Reports that a chain of pairs connects are one."""

    def parted(pile: Sequence[Page]) -> list[int]:
        graph: nx.Graph[int] = nx.empty_graph(len(pile))
        graph.add_edges_from(pairs(pile))
        labels = {place: min(part) for part in nx.connected_components(graph) for place in part}
        return [labels[place] for place in range(len(pile))]

    return parted


def _headlines(pile: Sequence[Page]) -> Pairs:
    words = [frozenset(_words(page.title)) for page in pile]
    with_word: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(words):
        for word in each:
            with_word[word].append(place)
    shared = Counter(pair for places in with_word.values() for pair in combinations(places, 2))
    return (pair for pair, n in shared.items() if n / len(words[pair[0]] | words[pair[1]]) >= 0.55)


def _titles(pile: Sequence[Page]) -> Pairs:
    titles = [page.title.lower() for page in pile]
    alike = process.cdist(titles, titles, scorer=fuzz.ratio, score_cutoff=55, dtype=np.uint8)
    return _above(alike.astype(np.float32), 55)


def _minhash(threshold: float) -> Callable[[Sequence[Page]], Pairs]:
    def pairs(pile: Sequence[Page]) -> Iterator[tuple[int, int]]:
        index = MinHashLSH(threshold=threshold, num_perm=128)
        for place, page in enumerate(pile):
            words = _words(page.text)
            runs = {" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4))}
            sketch = MinHash(num_perm=128)
            sketch.update_batch(sorted(runs))
            yield from ((other, place) for other in index.query(sketch))
            index.insert(place, sketch)

    return pairs


def _tfidf(pile: Sequence[Page]) -> Pairs:
    counts = [Counter(_words(page.text)) for page in pile]
    vocabulary = {word: at for at, word in enumerate(sorted(set().union(*counts)))}
    table = np.zeros((len(pile), len(vocabulary)), np.float32)
    for row, each in zip(table, counts, strict=True):
        row[[vocabulary[word] for word in each]] = list(each.values())
    table *= np.log((1 + len(pile)) / (1 + (table > 0).sum(axis=0))).astype(np.float32) + 1
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return _above(table @ table.T, 0.6)


def _headwater(pile: Sequence[Page]) -> list[int]:
    """What Headwater's own command gives as the origin of most of each report."""
    command = [sys.executable, "-m", "headwater"]
    with tempfile.TemporaryDirectory() as work:
        rows, case = Path(work) / "pile.jsonl", Path(work) / "case.hw"
        given = ({"id": page.name, "text": page.text, "outlet": page.outlet} for page in pile if not page.file)
        rows.write_text("\n".join(json.dumps(row) for row in given), encoding="utf-8")
        reports = [str(page.file) for page in pile if page.file] or [str(rows)]
        subprocess.run([*command, "build", *reports, "-o", str(case)], check=True, capture_output=True)
        out = subprocess.run([*command, "export", str(case), "--format", "jsonl"], check=True, capture_output=True)
    lines = map(json.loads, out.stdout.decode().splitlines())
    origin = {line["name"]: line["origin"] for line in lines if line["type"] == "report"}
    labels = {each: number for number, each in enumerate(sorted(set(origin.values())))}
    return [labels[origin[page.name]] for page in pile]


RULES: dict[str, Callable[[Sequence[Page]], list[int]]] = {
    "every report is an origin": _alone,
    "every outlet is an origin": _by(lambda page: page.outlet),
    "same text (hash)": _by(lambda page: " ".join(_words(page.text))),
    "headline words, Jaccard ≥ .55": _joining(_headlines),
    "title similarity ≥ .55": _joining(_titles),
    "MinHash 5-grams ≥ .8": _joining(_minhash(0.8)),
    "MinHash 5-grams ≥ .5": _joining(_minhash(0.5)),
    "MinHash 5-grams ≥ .3": _joining(_minhash(0.3)),
    "TF-IDF cosine ≥ .6": _joining(_tfidf),
    "**Headwater**": _headwater,
}


def _above(alike: np.ndarray, line: float) -> Pairs:
    a, b = np.nonzero(np.triu(alike >= line, 1))
    return zip(a.tolist(), b.tolist(), strict=True)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


# The labelled piles.


def _rows(folder: Path, limit: int | None) -> Iterator[Page]:
    for name in ("rewrites-dev.jsonl", "same-event-dev.jsonl"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        for row in map(json.loads, lines[:limit]):
            title = row.get("title") or row["text"].strip().partition("\n")[0]
            yield Page(row["id"], row["text"], title, row.get("outlet", ""), (row.get("origin") or row["id"],))


def _pile(gold: Path) -> Iterator[Page]:
    """One pile. The outlet of a page is the host of an address if that is what is known of it."""
    said = json.loads(gold.read_text(encoding="utf-8"))
    origin = {name: each["origin"] for name, each in said["reports"].items()}
    for name, each in sorted(said["reports"].items()):
        file = gold.parent / "reports" / f"{name}.txt"
        text = file.read_text(encoding="utf-8")
        title = said["titles"].get(name) if isinstance(said.get("titles"), dict) else None
        parents = (each.get("derived_from"), each.get("second_parent")) if each.get("second_parent") else ()
        origins = (each["origin"], *(origin[parent] for parent in parents if parent in origin))
        outlet = each.get("outlet") or ""
        first = title or text.strip().partition("\n")[0]
        yield Page(name, text, first, urlsplit(outlet).hostname or outlet, tuple(dict.fromkeys(origins)), file)


def _best(pile: Sequence[Page], found: Sequence[int]) -> Score:
    """A report made from two belongs to either: whichever is better for the rule counts."""
    choices = [pile]
    for place, page in enumerate(pile):
        each = [
            [*rest[:place], replace(page, origins=(one,)), *rest[place + 1 :]]
            for rest in choices
            for one in page.origins
        ]
        choices = each if len(page.origins) > 1 else choices
    return max((_score([page.origins[0] for page in choice], found) for choice in choices), key=lambda each: each.rand)


def _score(wanted: Sequence[str], found: Sequence[int]) -> Score:
    both, right, ours = Counter(zip(wanted, found, strict=True)), Counter(wanted), Counter(found)
    together, belong, joined = (sum(comb(n, 2) for n in each.values()) for each in (both, right, ours))
    pairs = comb(len(wanted), 2)
    by_chance, most = belong * joined / pairs if pairs else 0.0, (belong + joined) / 2
    rand = (together - by_chance) / (most - by_chance) if most != by_chance else 1.0
    return Score(len(wanted), len(right), len(ours), together, joined, belong, rand)


if __name__ == "__main__":
    main()
