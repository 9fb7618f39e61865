"""Inputs of every kind that is read, broken: each must be read, or named as not read, in good time.

    python bench/fuzz.py [--inputs 10000] [--seed 7] [--only pdf,docx] [--journal FILE] [--keep FOLDER]

A sound sample of every kind (bench/samples.py) is broken in ways that files break and that people break them: bits
flipped, bytes cut out, put in, repeated or made zero, figures made huge, two kinds spliced, one kind given the name of
another; of what is packed, the parts too, packed again. Every input goes through intake and a reading, in the processes
that a build has for both, which are replaced when they die. Nothing may crash, in any process; nothing may take more
than 10 seconds of a processor, or 30 by the clock, or 2 GB; of each input at least one report is read or refused by
name, and of an archive whose parts alone were broken, each part; every quote must be what stands there. Prints what
became of each kind and of each way of breaking it, and ends with 1 if anything was wrong. With a journal, a run that
was broken off goes on from there.
"""

import argparse
import faulthandler
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from journal import Journal
from samples import KINDS

from headwater import intake
from headwater.model import Limits, Reading, Report, Unread
from headwater.processes import read_all
from headwater.receiver import Receiver

SLOW = 10  # seconds of a processor
_BATCH = 250  # inputs that one run of the processes is given
_STUCK = 1800  # seconds after which a batch is given up, with a traceback: the process that started them hangs

_PIECES = (
    b"<" * 2000, b"<div>" * 2000, b"[" * 5000, b"(" * 3000, b"\x00" * 50, b"\xff\xfe", b"\xed\xa0\x80", b"]]>", b"<!--",
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>", b"--bb\r\n", b"--mm--\r\n", b"From x\r\n",
    b"WARC/1.0\r\n", b"Content-Length: -1\r\n", b"Content-Transfer-Encoding: base64\r\n", b"endobj\nendstream\n",
    b"/Length 99999999999 ", b"PK\x03\x04", b"PK\x05\x06", b'{"text": 1}\n', b'"', b"\r", b"\n\n",
    "\u202e\u200b".encode(),
    b"a" * 9000, b"<item>" * 300, b"charset=utf-7", b"charset=\xff\n", b"=?utf-8?B?////?=", b"<w:p>" * 500, b"xmlns=''",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Broken:
    """An input to try: how it was made, its name, its bytes, and how many results there must be at least."""

    number: int
    kind: str
    ways: tuple[str, ...]
    name: str
    raw: bytes
    least: int = 1


def inputs(number: int, seed: int, only: list[str] | None = None) -> Iterator[Broken]:
    """So many inputs, of every kind in turn; the first of each is sound. Each depends on its number alone."""
    names = only or list(KINDS)
    for n in range(number):
        chance, name = random.Random(f"{seed} {n}"), names[n % len(names)]
        kind, ending, least = KINDS[name], KINDS[name].ending, 1
        ways: list[str] = []
        if n < len(names):
            raw, least = kind.sound(), max(1, kind.reports)
            ways.append("nothing")
        elif kind.parts is not None and chance.random() < 0.6:
            parts = dict(kind.parts)
            for part in chance.sample(list(parts), chance.randint(1, len(parts))):
                parts[part] = _broken(parts[part], chance, ways)
            raw, least = kind.pack(parts), len(parts) if kind.holds else 1
            ways.append("in a part")
        else:
            raw = _broken(kind.sound(), chance, ways)
            if chance.random() < 0.1:
                ending = KINDS[chance.choice(list(KINDS))].ending
                ways.append("another name")
        yield Broken(n, name, tuple(sorted(set(ways))), f"{n:06}{ending}", raw, least)


def _broken(raw: bytes, chance: random.Random, ways: list[str]) -> bytes:
    """The bytes, broken in one to five ways, which are added to ``ways``."""
    made = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
        way = chance.choice(list(_WAYS))
        _WAYS[way](made, chance.randrange(len(made) + 1), chance.choice((1, 2, 8, 60, 500)), chance)
        ways.append(way)
    return bytes(made)


def _flip(made: bytearray, at: int, size: int, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 4, 40)) if made else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)


def _cut_out(made: bytearray, at: int, size: int, chance: random.Random) -> None:
    del made[at : at + size]


def _put_in(made: bytearray, at: int, size: int, chance: random.Random) -> None:
    made[at:at] = chance.randbytes(size)


def _repeat(made: bytearray, at: int, size: int, chance: random.Random) -> None:
    made[at:at] = made[at : at + size] * chance.choice((2, 10, 100))


def _cut_short(made: bytearray, at: int, size: int, chance: random.Random) -> None:
    del made[at:]


def _blank(made: bytearray, at: int, size: int, chance: random.Random) -> None:
    made[at : at + size] = bytes(len(made[at : at + size]))


def _figure(made: bytearray, at: int, size: int, chance: random.Random) -> None:
    if found := list(re.finditer(rb"\d+", made)):
        one = chance.choice(found)
        made[one.start() : one.end()] = chance.choice(
            (b"0", b"-1", b"1", b"99999999999999999999", b"2147483648", b"65536", b"1e9", b"")
        )


def _splice(made: bytearray, at: int, size: int, chance: random.Random) -> None:
    other = KINDS[chance.choice(list(KINDS))].sound()
    made[at:] = other[chance.randrange(len(other)) :]


def _hostile(made: bytearray, at: int, size: int, chance: random.Random) -> None:
    made[at:at] = chance.choice(_PIECES)


_WAYS: dict[str, Callable[[bytearray, int, int, random.Random], None]] = {
    "bits flipped": _flip, "bytes cut out": _cut_out, "bytes put in": _put_in, "bytes repeated": _repeat,
    "cut short": _cut_short, "bytes made zero": _blank, "a figure changed": _figure, "two kinds spliced": _splice,
    "a hostile piece": _hostile,
}  # fmt: skip


def faults(folder: Path, made: Iterable[Broken]) -> Iterator[dict[str, Any]]:
    """What came of each input: how many reports of it were read and refused, and what was wrong."""
    made = iter(made)
    while batch := list(islice(made, _BATCH)):
        for each in batch:
            (folder / each.name).write_bytes(each.raw)
        faulthandler.dump_traceback_later(_STUCK, exit=True)
        results: dict[str, list[Reading | Unread]] = defaultdict(list)
        for path, result in _results(folder):
            results[re.split("[/:]", path.removeprefix(f"{folder}/"))[0]].append(result)
        faulthandler.cancel_dump_traceback_later()
        for each in batch:
            (folder / each.name).unlink()
            read = sum(isinstance(result, Reading) for result in results[each.name])
            row = {"number": each.number, "kind": each.kind, "ways": list(each.ways), "read": read}
            wrong = list(_wrong(each, results[each.name]))
            yield row | {"refused": len(results[each.name]) - read, "wrong": wrong}


def _results(folder: Path) -> Iterator[tuple[str, Reading | Unread]]:
    """What becomes of each input in a folder, with its path."""
    options = intake.Options(Limits(seconds=SLOW, memory=2_000))
    paths: list[str] = []
    with Receiver() as receiver:

        def received() -> Iterator[Report | Unread]:
            for each in intake.receive([str(folder)], options=options, read=receiver.read):
                paths.append(each.path if isinstance(each, Unread) else each.acquisitions[0].path)
                yield each

        for number, (result, _) in enumerate(read_all(received(), 1, options.limits)):
            yield paths[number], result


def _wrong(each: Broken, results: list[Reading | Unread]) -> Iterator[str]:
    if len(results) < each.least:
        yield f"lost: {len(results)} of {each.least} were read or named"
    for result in results:
        if isinstance(result, Unread):
            for sign, fault in _FAULTS.items():
                if sign in result.why:
                    yield f"{fault}: {result.why}"
        elif any(result.text.text[one.start : one.end] != one.quote for one in result.claims):
            yield "crash: a quote is not what stands there"


_FAULTS = {
    "a fault of Headwater's": "crash",
    "ended the process": "crash",
    "took too long": "hang",
    "took too much memory": "memory",
}


def main() -> None:
    """Try the inputs, and print what was met."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--inputs", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--only", help="kinds, with commas between: " + ",".join(KINDS))
    options.add_argument("--journal", type=Path)
    options.add_argument("--keep", type=Path, help="a folder that gets the inputs that something was wrong with")
    given = options.parse_args()
    only = given.only.split(",") if given.only else None
    kept = Journal(given.journal, {"inputs": given.inputs, "seed": given.seed, "only": given.only})
    left = [each for each in inputs(given.inputs, given.seed, only) if each.number not in kept.rows]
    with TemporaryDirectory(prefix="headwater-") as folder:
        for row in faults(Path(folder), left):
            kept.add(row)
            for problem in row["wrong"]:
                print(f"{row['number']} ({row['kind']}): {problem}", file=sys.stderr, flush=True)
    wrong = {number for number, row in kept.rows.items() if row["wrong"]}
    if given.keep and wrong:
        given.keep.mkdir(exist_ok=True)
        for each in inputs(given.inputs, given.seed, only):
            if each.number in wrong:
                (given.keep / each.name).write_bytes(each.raw)
    met = Counter(problem.partition(":")[0] for row in kept.rows.values() for problem in row["wrong"])
    print(f"{given.inputs:,} inputs (seed {given.seed}): {len(wrong)} with faults {dict(met)}.")
    _table("kind", ((row["kind"], row) for row in kept.rows.values()))
    _table("broken by", ((way, row) for row in kept.rows.values() for way in row["ways"]))
    sys.exit(1 if wrong else 0)


def _table(what: str, rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Inputs, reports read and refused, and faults, by what the rows are called."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, row in rows:
        counts[name].update(inputs=1, read=row["read"], refused=row["refused"], wrong=bool(row["wrong"]))
    print(f"\n| {what} | inputs | reports read | refused | faults |\n|---|--:|--:|--:|--:|")
    for name, each in counts.items():
        print(f"| {name} | {each['inputs']:,} | {each['read']:,} | {each['refused']:,} | {each['wrong']:,} |")


if __name__ == "__main__":
    main()
