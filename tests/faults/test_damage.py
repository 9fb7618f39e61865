"""A damaged case: every command says so on one line and ends with 4, and none changes it."""

import random
import sqlite3
from pathlib import Path

import pytest
from tests.faults.bench import bench
from typer.testing import CliRunner, Result

from headwater import pipeline
from headwater.cli import app
from headwater.errors import DamagedCase

_TABLES = ("findings", "claims", "reports", "origins", "derivations", "possible", "drift", "indicators")
_VIEWS = ("overview", "reports", "origins", "derivations", "findings", "drift", "indicators", "system")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for name, words in bench("pile").pile(9, 7).items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    case = tmp_path_factory.mktemp("whole") / "a.hw"
    pipeline.build([str(reports)], case)
    return case.read_bytes()


def _commands(case: Path) -> list[list[str]]:
    name = str(case)
    return [
        *(["show", name, view] for view in _VIEWS),
        ["export", name],
        *(["export", name, "--format", "csv", "--table", table] for table in _TABLES),
        ["dossier", name, "-o", "-"],
        ["judge", "list", name],
        ["judge", "queue", name],
        ["estimate", name, "labour-revenue"],
    ]


def _run(command: list[str]) -> Result:
    return CliRunner().invoke(app, command)


def _clear(result: Result) -> bool:
    """Whether a command gave what it was asked for, or one line that says why not."""
    fault = result.exception is not None and not isinstance(result.exception, SystemExit)
    line = result.stderr.startswith("headwater: ") and result.stderr.count("\n") == 1
    return not fault and (result.exit_code in (0, 1) or (result.exit_code == 4 and line))


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM claim WHERE number % 2",
        "DELETE FROM reading WHERE number = 1",
        "UPDATE finding SET body = json_set(body, '$.claims[0]', 'claim-none')",
        "UPDATE finding SET body = json_set(body, '$.drift[0].from', 'claim-none')",
        "UPDATE indicator SET body = json_set(body, '$.claims[0]', 'claim-none')",
        "UPDATE root SET body = json_set(body, '$.report', 'none')",
        "UPDATE claim SET body = json_set(body, '$.attribution.source', json('[{\"start\": 9000, \"end\": 9001}]'))",
        "UPDATE claim SET body = json_set(body, '$.start', -5)",
        "DELETE FROM origin",
        "DELETE FROM framework",
        "UPDATE derivation SET body = '[]'",
    ],
)
def test_values_that_do_not_fit_are_said_to_be_damage(tmp_path: Path, whole: bytes, change: str) -> None:
    case = tmp_path / "a.hw"
    case.write_bytes(whole)
    with sqlite3.connect(case) as connection:
        connection.execute(change)
    connection.close()
    changed = case.read_bytes()
    unclear = [command for command in _commands(case) if not _clear(_run(command))]
    assert unclear == [] and case.read_bytes() == changed


def test_bits_that_flip_and_files_cut_short_never_give_a_traceback(tmp_path: Path, whole: bytes) -> None:
    case, chance = tmp_path / "a.hw", random.Random(3)
    for number in range(24):
        bad = bytearray(whole)
        if number % 3 == 0:
            del bad[chance.randrange(len(bad)) :]
        elif number % 3 == 1:
            at = chance.randrange(100, len(bad))
            bad[at : at + 4096] = bytes(len(bad[at : at + 4096]))
        else:
            for _ in range(chance.choice((1, 40))):
                bad[chance.randrange(100, len(bad))] ^= 1 << chance.randrange(8)
        case.write_bytes(bad)
        commands = _commands(case)
        unclear = [command for command in chance.sample(commands, 6) if not _clear(_run(command))]
        assert unclear == [], number
        assert case.read_bytes() == bad


def test_a_build_of_a_damaged_case_is_refused_or_sound(tmp_path: Path, whole: bytes, reports: Path) -> None:
    case, chance = tmp_path / "a.hw", random.Random(5)
    for _ in range(8):
        bad = bytearray(whole)
        at = chance.randrange(100, len(bad))
        bad[at : at + 512] = bytes(len(bad[at : at + 512]))
        case.write_bytes(bad)
        assert _clear(_run(["build", str(reports), "-o", str(case), "-q"]))


def test_a_fault_of_ours_on_a_whole_case_is_not_laid_to_the_case(tmp_path: Path, whole: bytes) -> None:
    from headwater.case import Case

    (tmp_path / "a.hw").write_bytes(whole)
    with pytest.raises(KeyError), Case.open(tmp_path / "a.hw"):
        raise KeyError("ours")
    (tmp_path / "a.hw").write_bytes(whole[:100] + whole[100:].replace(b"wardens", b"Wardens").replace(b"said", b"sAid"))
    with pytest.raises(DamagedCase, match="the case is damaged"), Case.open(tmp_path / "a.hw"):
        raise KeyError("its own")
