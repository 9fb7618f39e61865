"""The key of an encrypted case comes from anywhere but the command line."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from headwater.case import Changes, engine, write
from headwater.cli import app
from headwater.cli.key import FILE

pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")


@pytest.fixture
def locked(pile: Changes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An encrypted case whose key the process does not know yet."""
    path = tmp_path / "locked.hw"
    monkeypatch.setattr(engine, "_keys", {})
    monkeypatch.delenv(FILE, raising=False)
    engine.unlock(path, "a long key")
    write(path, pile, when="2031-05-06T00:00:00+00:00")
    monkeypatch.setattr(engine, "_keys", {})
    return path


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [*map(str, words)])


def _descriptor(key: str) -> int:
    reader, writer = os.pipe()
    os.write(writer, key.encode())
    os.close(writer)
    return reader


def test_from_a_file(locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("a long key\n", encoding="utf-8")
    monkeypatch.setenv(FILE, str(tmp_path / "key"))
    done = _run("show", locked)
    assert done.exit_code == 0
    assert "reports\t3" in done.stdout


def test_from_a_descriptor(locked: Path) -> None:
    assert _run("--key-fd", _descriptor("a long key"), "check", locked).exit_code == 0


def test_another_is_refused(locked: Path) -> None:
    done = _run("--key-fd", _descriptor("another"), "check", locked)
    assert done.exit_code == 4
    assert "does not open" in done.stderr


def test_none_is_said(locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (["show"], ["check"], ["bundle", "-o", tmp_path / "a.zip"], ["build", "-o"]):
        done = _run(*command, locked) if command[-1] == "-o" else _run(command[0], locked, *command[1:])
        assert done.exit_code == 2, done.output
        assert "no key was given" in done.stderr
    monkeypatch.setenv(FILE, str(tmp_path / "none"))
    assert "cannot be read" in _run("show", locked).stderr


def test_a_new_case_is_encrypted_and_a_plain_one_is_not_overwritten(case_file: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry sank on 3 May.", encoding="utf-8")
    new = tmp_path / "new.hw"
    done = _run("--key-fd", _descriptor("key"), "build", tmp_path / "a.txt", "-o", new, "--encrypt", "-q")
    assert done.exit_code == 0, done.output
    assert engine.is_encrypted(new)
    done = _run("--key-fd", _descriptor("key"), "build", tmp_path / "a.txt", "-o", case_file, "--encrypt", "-q")
    assert done.exit_code == 2
    assert "not encrypted" in done.stderr


def test_a_plain_case_is_made_an_encrypted_one(case_file: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.hw"
    assert _run("--key-fd", _descriptor("key"), "recover", case_file, "-o", new, "--encrypt").exit_code == 0
    assert engine.is_encrypted(new)


def test_no_option_takes_a_key() -> None:
    assert "--key " not in _run("--help").stdout
    assert "--key-fd" in _run("--help").stdout
