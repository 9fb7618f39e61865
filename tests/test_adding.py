"""A case that is added to, in whatever order, gives what one build gives."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater import lineage, pipeline
from headwater.case import Case
from headwater.export import jsonl


def _exported(path: Path) -> bytes:
    with Case.open(path) as case:
        return b"".join(jsonl(case))


def _twelve(folder: Path) -> list[str]:
    """Four stories in three reports each, one a copy and one cut short."""
    folder.mkdir()
    for number, (place, fish, count) in enumerate(
        (("Ombra", "perch", 41), ("Verna", "carp", 77), ("Tavel", "roach", 113), ("Ostry", "eels", 62))
    ):
        story = [
            f"Wardens on Lake {place} pulled {count} torn nets out of the water in May, the river board says.",
            f"One netmaker, Ilo {fish.capitalize()}sen, told us that he had sold {count * 3} nets since the winter.",
            f"Nobody in {place} has been fined for them, although {fish} are closed until {count % 20 + 5} June.",
            f"The board of {place} owns {count // 9} boats, and {count // 20} of them were out of use all spring.",
        ]
        texts = (story, ["Sign up to our letter", *story], story[:3])
        for copy, lines in enumerate(texts):
            (folder / f"{number}{copy}.txt").write_text("\n".join(lines), encoding="utf-8")
    return sorted(map(str, folder.iterdir()))


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], bytes]:
    """Twelve reports and what a case of them gives."""
    folder = tmp_path_factory.mktemp("twelve")
    paths = _twelve(folder / "reports")
    pipeline.build(paths, folder / "case.hw")
    return paths, _exported(folder / "case.hw")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_adding_in_any_order_gives_what_one_build_gives(
    data: st.DataObject, twelve: tuple[list[str], bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    paths, whole = twelve
    shuffled = data.draw(st.permutations(paths))
    first = data.draw(st.integers(1, 11))
    case = tmp_path_factory.mktemp("added") / "case.hw"
    pipeline.build(shuffled[:first], case, workers=data.draw(st.sampled_from((1, 2))))
    pipeline.build(shuffled[first:], case)
    assert _exported(case) == whole


def test_shuffled_inputs_and_two_workers_give_the_same_bytes(twelve: tuple[list[str], bytes], tmp_path: Path) -> None:
    paths, whole = twelve
    assert whole.count(b'"type":"derivation"') >= 8
    pipeline.build([*paths[1::2], *reversed(paths[::2])], tmp_path / "case.hw", workers=2)
    assert _exported(tmp_path / "case.hw") == whole


def test_what_lineage_keeps_saves_work_and_may_go(
    twelve: tuple[list[str], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, whole = twelve
    case = tmp_path / "case.hw"
    pipeline.build(paths[:-1], case)
    with Case.open(case) as opened:
        before = opened.kept("lineage")
    pipeline.build(paths, case)
    assert _exported(case) == whole
    with Case.open(case) as opened:
        after = opened.kept("lineage")
    assert after["links 0"] == before["links 0"] and after["links 1"]  # only the pairs of the new report
    with sqlite3.connect(case) as connection:
        connection.execute("DELETE FROM kept")
    connection.close()
    monkeypatch.setattr(lineage, "VERSION", "other")
    pipeline.build([], case)
    assert _exported(case).replace(b"other", b"1") == whole.replace(b"other", b"1")
