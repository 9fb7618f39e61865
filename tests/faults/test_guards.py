"""The list of guards: docs/faults.md shows it, and bench/guards.py takes each out to see its test fail."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.faults.bench import bench

_ROOT = Path(__file__).parents[2]
_GUARDS: list[dict[str, Any]] = tomllib.loads((_ROOT / "bench/guards.toml").read_text(encoding="utf-8"))["guard"]


def test_the_table_of_the_faults_is_that_of_the_guards() -> None:
    assert bench("guards").table(_GUARDS) in (_ROOT / "docs/faults.md").read_text(encoding="utf-8")


def test_every_test_of_a_guard_is_there() -> None:
    for test in (test for guard in _GUARDS for test in guard["tests"]):
        file, _, name = test.partition("::")
        assert f"def {name}" in (_ROOT / file).read_text(encoding="utf-8"), test


@pytest.mark.parametrize(("guard", "missed"), [("words of b", True), ("words of a", False), ("no such", False)])
def test_a_guard_that_its_test_does_not_miss_is_seen(tmp_path: Path, guard: str, missed: bool) -> None:
    (tmp_path / "src/headwater").mkdir(parents=True)
    (tmp_path / "src/headwater/a.txt").write_text("words of a, words of b", encoding="utf-8")
    (tmp_path / "test_a.py").write_text(
        "def test_b() -> None:\n    assert 'words of b' in open('src/headwater/a.txt').read()\n", encoding="utf-8"
    )
    listed = {"file": "a.txt", "guard": guard, "without": "", "tests": ["test_a.py"]}
    assert (bench("guards").without(listed, tmp_path) == "") == missed
