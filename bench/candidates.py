"""How well and how fast pairs of copies are found, beside MinHash-LSH by datasketch and by rensa: on one core.

    python bench/candidates.py [--size 20000] [--texts FILE.jsonl ...] [--only ours,rensa,datasketch]
    python bench/candidates.py --growth 2000,20000,200000

Reports are made from base texts in five manners: wrapped in a site's furniture, cut to their first 40 %, with 15 % of
the words edited, spliced from the halves of two, and with three sentences set into another text. A pair is true if the
two go back to a common base text. Recall is that of a report and the base text it was made from (of a splice, both; of
an insert, the one that the sentences are from). Bases are the rows of the files, one an ``origin``; invented without.

Every finder runs in a process of its own, so that its peak memory is its own, with one thread. Rates and the exponent
are those of processor time, which other work on the machine disturbs less.
Needs ``pip install headwater[bench]``.
"""

import argparse
import json
import os
import platform
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from math import log
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from news import News

KINDS = ("wrapped", "cut", "edited", "spliced", "inserted")
FINDERS = ("headwater", "rensa", "datasketch")
_EACH = 16  # reports a base text, about
_SITES = 120  # sites whose furniture reports are wrapped in
_PERMUTATIONS, _THRESHOLD, _SHINGLE = 128, 0.5, 5
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
_SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
_SECTIONS = re.findall(
    r"\w+",
    "Home World Politics Business Sport Culture Opinion Travel Weather Jobs Video Podcasts Science Health Money Local "
    "Letters Archive Games Puzzles Style Food Obituaries Property Motoring Education",
)
_NAGS = (
    "Sign up to the {site} newsletter and get the stories of the day in your inbox every morning.",
    "You have read three of your five free articles this month. Subscribe to {site} for full access.",
    "{site} is supported by its readers. If you can, please give from as little as a crown a week.",
    "Follow {site} for updates as they happen, and tell us what you think in the comments below.",
    "All rights reserved. This material may not be published, broadcast or rewritten without leave of {site}.",
    "Cookies help {site} to give you the best experience. By going on you agree to our use of them.",
)
Pairs = tuple[Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Made:
    """A report, the manner it was made in, the bases it goes back to, and those it should be found beside."""

    text: str
    kind: str
    bases: tuple[int, ...]
    sought: tuple[int, ...]


def made(bases: Sequence[str], size: int, seed: int) -> Iterator[Made]:
    """The bases, which stand first and are their own numbers, then reports made from them in turn."""
    chance = random.Random(f"{seed} {size}")
    words = " ".join(bases[:1_000]).split()
    sites = [_site(chance) for _ in range(_SITES)]
    for number, text in enumerate(bases):
        yield Made(text, "base", (number,), ())
    for number in range(size - len(bases)):
        kind = KINDS[number % len(KINDS)]
        one, other = chance.sample(range(len(bases)), 2)
        text = bases[one]
        if kind == "wrapped":
            head, foot = chance.choice(sites)
            yield Made(f"{head}\n{text}\n{foot}", kind, (one,), (one,))
        elif kind == "cut":
            yield Made(_part(text, 0, 0.4), kind, (one,), (one,))
        elif kind == "edited":
            yield Made(_edited(text, words, chance), kind, (one,), (one,))
        elif kind == "spliced":
            both = f"{_part(text, 0, 0.5)}\n{_part(bases[other], 0.5, 1)}"
            yield Made(both, kind, (one, other), (one, other))
        else:
            sentences, host = _sentences(text), _sentences(bases[other])
            first, place = chance.randrange(max(1, len(sentences) - 2)), chance.randint(0, len(host))
            host[place:place] = sentences[first : first + 3]
            yield Made(" ".join(host), kind, (one, other), (one,))


def _site(chance: random.Random) -> tuple[str, str]:
    site = f"The {''.join(chance.choices(_SYLLABLES, k=3)).capitalize()} {chance.choice(('Post', 'Echo', 'Times'))}"
    menu = chance.sample(_SECTIONS, 12)
    nags = [nag.format(site=site) for nag in chance.sample(_NAGS, 3)]
    return "\n".join([site, *menu, nags[0]]), "\n".join([*nags[1:], f"Copyright {site}", *menu[:5]])


def _part(text: str, begin: float, end: float) -> str:
    """From this share of the words to that."""
    words = [(each.start(), each.end()) for each in re.finditer(r"\S+", text)]
    chosen = words[int(begin * len(words)) : int(end * len(words))]
    return text[chosen[0][0] : chosen[-1][1]]


def _edited(text: str, words: Sequence[str], chance: random.Random) -> str:
    """Fifteen in a hundred words replaced, left out, or with another put before them."""

    def edit(word: re.Match[str]) -> str:
        if chance.random() >= 0.15:
            return word[0]
        return chance.choice((chance.choice(words), "", f"{chance.choice(words)} {word[0]}"))

    return re.sub(r"\S+", edit, text)


def _sentences(text: str) -> list[str]:
    ends = re.finditer(r"(?<![A-Z])(?<!\b(?:Mr|Dr|St))(?<!\b(?:Mrs|Sen|Rep|Gov))[.!?][\"”’]?\s+(?=[\"“‘A-Z])|\n+", text)
    cuts = [0, *(end.end() for end in ends), len(text)]
    return [text[i:j].strip() for i, j in pairwise(cuts) if len(text[i:j].split()) > 3]


def from_files(paths: Sequence[Path]) -> list[str]:
    """The texts of the rows of at least eighty words, one an origin; but none that is itself a copy of an earlier one.

    Copies share ten runs of eight words or more, quotations and all.
    """
    found: dict[str, str] = {}
    held: dict[str, set[int]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            origin = row.get("origin") or row["id"]
            words = re.findall(r"\w+", row["text"].lower())
            if len(words) < 80 or origin in found:
                continue
            runs = {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}
            shared = Counter(number for run in runs for number in held.get(run, ()))
            if max(shared.values(), default=0) < 10:
                for run in runs:
                    held.setdefault(run, set()).add(len(found))
                found[origin] = row["text"]
    return list(found.values())


def headwater(texts: Sequence[str]) -> tuple[Pairs, dict[str, Any]]:
    """Ours: pairs with their scores from columns."""
    from headwater.lineage.candidate import related
    from headwater.lineage.sketch import sketches

    kept = sketches(texts)
    found = related(kept)
    first = np.arange(len(texts))  # reports with the same words are tied to the first of them: one for all
    first[found.b[found.same]] = found.a[found.same]
    return (found.a, found.b), {"index": kept.bytes / len(texts), "first": first.tolist()}


def rensa(texts: Sequence[str]) -> tuple[Pairs, dict[str, Any]]:
    """MinHash-LSH in Rust."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS, num_bands=32)
    a: list[int] = []
    b: list[int] = []
    for place, text in enumerate(texts):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=7)
        sketch.update(_shingles(text))
        for other in index.query(sketch):
            a.append(other)
            b.append(place)
        index.insert(place, sketch)
    return (a, b), {}


def datasketch(texts: Sequence[str]) -> tuple[Pairs, dict[str, Any]]:
    """MinHash-LSH in Python and numpy."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
    a: list[int] = []
    b: list[int] = []
    for place, text in enumerate(texts):
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=7)
        sketch.update_batch([shingle.encode() for shingle in _shingles(text)])
        for other in index.query(sketch):
            a.append(other)
            b.append(place)
        index.insert(place, sketch)
    return (a, b), {}


def _shingles(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))]


_FIND: dict[str, Callable[[Sequence[str]], tuple[Pairs, dict[str, Any]]]] = {
    "headwater": headwater,
    "rensa": rensa,
    "datasketch": datasketch,
}


def measured(finder: str, folder: Path) -> dict[str, Any]:
    """Find the pairs of the texts in this folder, here; the pairs go to a file in it."""
    with (folder / "texts.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    _FIND[finder](texts[:200])  # imports, tables
    began, used = perf_counter(), process_time()
    (a, b), more = _FIND[finder](texts)
    seconds, used = perf_counter() - began, process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    np.save(folder / f"{finder}.npy", np.array([a, b], np.int64))
    return {"seconds": seconds, "used": used, "peak": peak, **more}


def judged(reports: Sequence[tuple[str, tuple[int, ...], tuple[int, ...]]], found: Any, first: Any) -> dict[str, float]:
    """Recall by kind and precision of these pairs; of each report its kind, bases, and the bases sought.

    ``first`` is the report that stands for each in the pairs.
    """
    bases = np.array([(each[1][0], each[1][-1]) for each in reports])
    a, b = found
    good = np.zeros(len(a), bool)
    for i in (0, 1):
        for j in (0, 1):
            good |= bases[a, i] == bases[b, j]
    keys = set((np.minimum(a, b) * len(reports) + np.maximum(a, b)).tolist())
    hits: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    for place, (kind, _, sought) in enumerate(reports):
        for base in sought:
            one, other = sorted((first[base], first[place]))
            hits[kind].append(one == other or one * len(reports) + other in keys)
    recall = {kind: sum(each) / max(1, len(each)) for kind, each in hits.items()}
    return {**recall, "precision": float(good.mean()) if len(good) else 0.0, "pairs": len(a)}


def _apart(finder: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--measure", finder, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **_ONE_THREAD})
    if done.returncode:
        sys.exit(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _rows(bases: Sequence[str], size: int, seed: int, finders: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as name:
        folder, reports = Path(name), []
        with (folder / "texts.jsonl").open("w", encoding="utf-8") as lines:
            for each in made(bases, size, seed):
                lines.write(json.dumps(each.text) + "\n")
                reports.append((each.kind, each.bases, each.sought))
        for finder in finders:
            got = _apart(finder, folder)
            first = np.array(got.pop("first", range(size)))
            yield finder, got | judged(reports, np.load(folder / f"{finder}.npy"), first)


def _likeness(texts: Sequence[str]) -> str:
    """What makes news news: length, new words, and how much unrelated texts share."""
    words = [re.findall(r"\w+", text.lower()) for text in texts[:1_000]]
    runs = [{tuple(each[i : i + 8]) for i in range(len(each) - 7)} for each in words]
    seen: dict[tuple[str, ...], int] = {}
    for each in runs:
        for run in each:
            seen[run] = seen.get(run, 0) + 1
    lengths = sorted(map(len, words))
    kinds = sum(len(set(each)) for each in words) / sum(lengths)
    sharing = sum(any(seen[run] > 1 for run in each) for each in runs) / len(runs)
    vocabulary = len({word for each in words for word in each})
    return (
        f"{len(texts):,} base texts: median {lengths[len(lengths) // 2]} words (a tenth under "
        f"{lengths[len(lengths) // 10]}, a tenth over {lengths[-len(lengths) // 10]}), of them {kinds:.0%} different; "
        f"{vocabulary:,} different words in the first {len(words):,} texts; "
        f"of these {sharing:.0%} share eight words in a row with another."
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--size", type=int, default=20_000, help="reports")
    options.add_argument("--texts", type=Path, nargs="+", help=".jsonl files with base texts")
    options.add_argument("--only", default=",".join(FINDERS))
    options.add_argument("--growth", help="sizes, with commas: ours alone, on invented texts")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        print(json.dumps(measured(given.measure[0], Path(given.measure[1]))))
        return
    day = datetime.now(UTC).date()
    print(f"{day}, Python {platform.python_version()}, {platform.platform()}, one core, seed {given.seed}.\n")
    news = News(given.seed)
    if given.growth:
        _growth([int(size) for size in given.growth.split(",")], news, given.seed)
        return
    bases = from_files(given.texts) if given.texts else [news.text(i) for i in range(max(100, given.size // _EACH))]
    print(_likeness(bases), "\n", flush=True)
    print(
        f"| {given.size:,} reports | {' | '.join(KINDS)} | precision | pairs | seconds | processor s | reports/s "
        "| peak MB |"
    )
    print(f"|---|{'--:|' * (len(KINDS) + 6)}")
    for finder, got in _rows(bases, given.size, given.seed, given.only.split(",")):
        recall = " | ".join(f"{got[kind]:.3f}" for kind in KINDS)
        name = finder if finder == "headwater" else f"{finder}, {_PERMUTATIONS} permutations, {_THRESHOLD}"
        print(
            f"| {name} | {recall} | {got['precision']:.3f} | {got['pairs']:,} | "
            f"{got['seconds']:.2f} | {got['used']:.2f} | {given.size / got['used']:,.0f} | {got['peak']:.0f} |",
            flush=True,
        )


def _growth(sizes: Sequence[int], news: News, seed: int) -> None:
    print(
        "| reports | least recall | precision | seconds | processor s | exponent | reports/s "
        "| index, bytes a report | peak MB |"
    )
    print(f"|{'--:|' * 9}")
    before: tuple[int, float] | None = None
    for size in sizes:
        bases = [news.text(i) for i in range(size // _EACH)]
        ((_, got),) = _rows(bases, size, seed, ["headwater"])
        exponent = f"{log(got['used'] / before[1]) / log(size / before[0]):.2f}" if before else ""
        before = size, got["used"]
        print(
            f"| {size:,} | {min(got[kind] for kind in KINDS):.3f} | {got['precision']:.3f} | "
            f"{got['seconds']:.2f} | {got['used']:.2f} | {exponent} | {size / got['used']:,.0f} | "
            f"{got['index']:,.0f} | {got['peak']:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
