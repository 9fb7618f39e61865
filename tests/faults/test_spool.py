"""The bytes that wait while a build reads them: nothing of an encrypted case is on the disk in the clear."""

import random
from pathlib import Path

import pytest

from headwater import spool
from headwater.case import engine
from headwater.model import Report
from headwater.spool import Spool

_WORDS = b"The ferry sank off Nistel. "


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a case will be, whose spool goes to the disk at once."""
    monkeypatch.setattr(spool, "_SMALL", 1)
    monkeypatch.setattr(engine, "_keys", {})
    if request.param:
        pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")
        engine.unlock(tmp_path / "a.hw", "a key")
    return tmp_path / "a.hw"


def _on_disk(folder: Path) -> bytes:
    """All that this process has in open files of a folder, those without a name too."""
    found = b""
    for each in Path("/proc/self/fd").iterdir():
        if each.is_symlink() and str(each.readlink()).startswith(str(folder)):
            found += each.read_bytes()
    return found


def test_what_goes_in_comes_out_and_nothing_is_left(case: Path) -> None:
    chance = random.Random(3)
    reports = [
        Report.from_bytes(chance.randbytes(size), name=str(size), path=str(size)) for size in (0, 1, 5000, 3_000_000)
    ]
    with Spool(case) as kept:
        for each in (*reports, *reports):
            assert kept.keep(each).raw == b"" and each.id in kept
        assert [kept.raw(each.id) for each in reversed(reports)] == [each.raw for each in reversed(reports)]
        assert kept.raw("report-0") == b"" and "report-0" not in kept
        assert list(case.parent.iterdir()) == []  # it has no name while it lasts
    assert list(case.parent.iterdir()) == []


def test_the_words_are_on_the_disk_in_the_clear_only_if_the_case_is(case: Path) -> None:
    with Spool(case) as kept:
        for number in range(3):
            kept.keep(Report.from_bytes(_WORDS * 100_000 + bytes([number]), name=str(number), path=str(number)))
        held = _on_disk(case.parent)
    assert len(held) > 4_000_000
    assert (_WORDS in held) == (engine.key(case) is None)
