"""A short run of bench/fuzz.py: inputs of every kind, broken, are read or named, and nothing hangs or crashes."""

from collections import Counter
from pathlib import Path
from typing import Any

from tests.faults.bench import bench

fuzz: Any = bench("fuzz")


def test_broken_inputs_of_every_kind_are_read_or_named(tmp_path: Path) -> None:
    wrong = [
        what
        for _, what in fuzz.faults(tmp_path, fuzz.inputs(3 * len(fuzz.KINDS), seed=11))
        if what not in ("read", "refused")
    ]
    assert wrong == []


def test_the_sound_sample_of_every_kind_is_read_whole(tmp_path: Path) -> None:
    sound = fuzz.inputs(len(fuzz.KINDS), seed=11)
    met = Counter(kind for kind, what in fuzz.faults(tmp_path, sound) if what == "read")
    assert met == {name: kind.reports for name, kind in fuzz.KINDS.items() if kind.reports}


def test_a_reader_that_has_no_sample_would_be_seen() -> None:
    from headwater.intake.readers import READERS

    endings = {kind.ending for kind in fuzz.KINDS.values()}
    without = [reader.suffixes for reader in READERS if not endings & {*reader.suffixes, ""}]
    assert [each for each in without if each != ("",)] == []
