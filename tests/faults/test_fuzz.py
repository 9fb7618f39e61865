"""A short run of bench/fuzz.py: inputs of every kind, broken, are read or named, and nothing hangs or crashes."""

from pathlib import Path
from typing import Any

from tests.faults.bench import bench

fuzz: Any = bench("fuzz")


def test_broken_inputs_of_every_kind_are_read_or_named(tmp_path: Path) -> None:
    rows = list(fuzz.faults(tmp_path, fuzz.inputs(6 * len(fuzz.KINDS), seed=11)))
    assert [row for row in rows if row["wrong"]] == []
    assert len(rows) == 6 * len(fuzz.KINDS) and {way for row in rows for way in row["ways"]} >= fuzz._WAYS.keys()


def test_the_sound_sample_of_every_kind_is_read_whole(tmp_path: Path) -> None:
    sound = fuzz.inputs(len(fuzz.KINDS), seed=11)
    met = {row["kind"]: row["read"] for row in fuzz.faults(tmp_path, sound)}
    assert met == {name: kind.reports for name, kind in fuzz.KINDS.items()}


def test_a_reader_that_has_no_sample_would_be_seen() -> None:
    from headwater.intake.readers import READERS

    endings = {kind.ending for kind in fuzz.KINDS.values()}
    without = [reader.suffixes for reader in READERS if not endings & {*reader.suffixes, ""}]
    assert [each for each in without if each != ("",)] == []
