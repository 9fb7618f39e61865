"""How a command ends, whatever went wrong: one line that a person can read, and the exit code of docs/cli.md."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater import pipeline
from headwater.case import Changes, engine, write
from headwater.cli import app
from headwater.errors import HeadwaterError


def test_what_the_system_says_is_shown_without_its_number() -> None:
    error = HeadwaterError("it cannot be read", OSError(2, "No such file or directory"), "Check the path")
    assert str(error) == "it cannot be read: No such file or directory. Check the path"


def test_a_file_that_no_step_expected_to_miss_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        (tmp_path / "list.txt").read_text()

    monkeypatch.setattr(pipeline, "build", missing)
    done = CliRunner().invoke(app, ["build", "a.txt", "-o", str(tmp_path / "a.hw")])
    assert done.exit_code == 4
    assert done.stderr == f"headwater: a file cannot be used (No such file or directory): {tmp_path}/list.txt\n"


def test_every_input_is_named_where_nothing_could_be_read(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_bytes(b"")
    done = CliRunner().invoke(app, ["build", str(tmp_path), "-o", str(tmp_path / "a.hw"), "-q"])
    assert done.exit_code == 4
    *named, last = done.stderr.splitlines()
    assert [Path(each.split(": ")[1]).name for each in named] == ["a.txt", "b.txt", "c.txt"]
    assert last == "headwater: nothing could be read, so no case was made"


def test_a_document_never_replaces_an_encrypted_case(
    case_file: Path, pile: Changes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")
    monkeypatch.setattr(engine, "_keys", {})
    locked = tmp_path / "locked.hw"
    engine.unlock(locked, "a key")
    write(locked, pile, when="2031-05-06T00:00:00+00:00")
    before = locked.read_bytes()
    assert CliRunner().invoke(app, ["dossier", str(case_file), "-o", str(locked)]).exit_code == 2
    assert locked.read_bytes() == before
