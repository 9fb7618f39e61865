"""An encrypted case is one like any other to whoever has the key, and nothing to anybody else."""

import builtins
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater.case import Case, Changes, broken, engine, record, recover, renew, schema, survey, write
from headwater.errors import CaseError, NotACase, UsageError
from headwater.export import jsonl
from headwater.model import Judgement, Report

pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")

_WHEN = "2031-05-06T00:00:00+00:00"


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_keys", {})


@pytest.fixture
def locked(pile: Changes, tmp_path: Path) -> Iterator[Path]:
    """An encrypted case that is unlocked."""
    path = tmp_path / "locked.hw"
    engine.unlock(path, "it's a key")
    write(path, pile, when=_WHEN)
    yield path


def _decode(report: Report) -> str:
    return report.raw.decode()


def test_it_holds_what_a_plain_one_does(locked: Path, case_file: Path) -> None:
    with Case.open(locked) as one, Case.open(case_file) as other:
        assert list(jsonl(one)) == list(jsonl(other))
        assert list(one.log()) == list(other.log())
        assert list(broken(one, _decode)) == []


def test_nothing_of_it_can_be_seen(locked: Path, pile: Changes) -> None:
    data = locked.read_bytes()
    assert not data.startswith(b"SQLite")
    assert not any(word in data for report in pile.reports for word in (report.raw, report.name.encode(), b"ferry"))
    assert [each.name for each in locked.parent.iterdir()] == [locked.name]


def test_it_is_known_for_what_it_is(locked: Path, case_file: Path, tmp_path: Path) -> None:
    assert engine.is_encrypted(locked)
    assert not engine.is_encrypted(case_file)
    assert not engine.is_encrypted(tmp_path / "none.hw")
    damaged = bytearray(case_file.read_bytes())
    damaged[:16] = random.Random(1).randbytes(16)
    case_file.write_bytes(damaged)
    assert not engine.is_encrypted(case_file)


def test_without_the_key_it_is_no_case(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_keys", {})
    with pytest.raises(NotACase):
        Case.open(locked)
    assert not survey(locked).reports


@pytest.mark.parametrize("key", ["it's a kez", "It's a key", " it's a key"])
def test_another_key_does_not_open_it(locked: Path, key: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CaseError, match="does not open"):
        engine.unlock(locked, key)
    with Case.open(locked) as case:  # the key that was known is known still
        assert len(tuple(case.reports())) == 3
    assert capfd.readouterr().err == ""


def test_a_key_is_something() -> None:
    for key in ("", "a\0b"):
        with pytest.raises(UsageError):
            engine.unlock(Path("any.hw"), key)


def test_it_is_changed_and_renewed_like_any_other(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Judgement.made("rating", "rate", (), who="Mara", when="2031", why="no")
    record(locked, [made])
    later = (*schema.MIGRATIONS, ("a table more", "CREATE TABLE more (a TEXT) STRICT;"))
    monkeypatch.setattr("headwater.case.file.MIGRATIONS", later)
    renew(locked)
    with Case.open(locked) as case:
        assert case.judgements() == (made,)
    copy = locked.with_name(f"{locked.name}.version-{len(schema.MIGRATIONS)}")
    assert engine.is_encrypted(copy)


def test_what_goes_wrong_is_raised_as_sqlite3_does(locked: Path) -> None:
    connection = engine.connect(locked, "mode=rw", isolation_level=None)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        connection.execute("SELECT * FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute("UPDATE log SET tool = 'x'")
    connection.close()


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_one_is_said_and_saved(locked: Path, tmp_path: Path, seed: int) -> None:
    rng, data = random.Random(seed), bytearray(locked.read_bytes())
    data[rng.randrange(4096, len(data))] ^= 1
    locked.write_bytes(data)
    found = survey(locked)
    if found.reports:
        recover(locked, tmp_path / "new.hw", when=_WHEN)
        assert engine.is_encrypted(tmp_path / "new.hw")
        with Case.open(tmp_path / "new.hw") as case:
            assert list(broken(case, _decode)) == []


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import_ = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "sqlcipher3":
            raise ImportError(name)
        return import_(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"pip install 'headwater\[encrypted\]'"):
        engine.unlock(tmp_path / "new.hw", "key")
