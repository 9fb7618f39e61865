"""What is kept: it changes nothing that is found, and what is touched alone is made anew."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from tests.lineage.pages import CONFERENCE, INDEPENDENT, ORIGINAL, REWORDED, SUMMARY_OF_SUMMARY, UNRELATED, reading

from headwater import lineage
from headwater.lineage import kept, retrace, trace
from headwater.lineage.link import Links
from headwater.model import Reading


def pile() -> list[Reading]:
    """Retold, cut, copied word for word, spliced and unrelated reports, with some rarer words between them."""
    texts = [ORIGINAL, REWORDED, SUMMARY_OF_SUMMARY, INDEPENDENT, CONFERENCE, UNRELATED]
    half = [text.splitlines() for text in (ORIGINAL, UNRELATED)]
    texts += [ORIGINAL, "Home News\n" + INDEPENDENT, "\n".join([*half[0][:6], *half[1][-6:]]), UNRELATED[:400]]
    return [reading(text, f"r{number}") for number, text in enumerate(texts)]


def fingerprints(readings: Sequence[Reading]) -> Mapping[str, str]:
    return {each.report: f"as read {each.report}" for each in readings}


def names(blobs: Mapping[str, bytes]) -> set[str]:
    """The names of the lineages that are kept."""
    return {name for name in blobs if name.startswith("lineage ")}


@pytest.mark.parametrize("seed", range(8))
def test_adding_one_by_one_in_any_order_gives_what_one_trace_gives(seed: int) -> None:
    chance = random.Random(seed)
    readings = pile()
    chance.shuffle(readings)
    blobs: Mapping[str, bytes] = {}
    count = chance.randint(0, 8)
    while count < len(readings):
        count += chance.randint(1, 3)
        found, blobs = retrace(readings[:count], fingerprints(readings[:count]), blobs)
        assert found == trace(readings[:count])


def test_what_is_untouched_is_not_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = pile()
    _, blobs = retrace(readings, fingerprints(readings), {})
    for owner, name in ((lineage, "_traced"), (Links, "compare")):
        monkeypatch.setattr(owner, name, None)
    found, again = retrace(readings, fingerprints(readings), blobs)
    monkeypatch.undo()
    assert found == trace(readings)
    assert again == blobs


def test_another_reading_of_a_report_is_traced_anew() -> None:
    readings = pile()
    made = fingerprints(readings)
    _, blobs = retrace(readings, made, {})
    changed = replace(readings[0], text=reading(UNRELATED, "r0").text)
    changed = replace(changed, text=replace(changed.text, report=readings[0].report))
    others = [changed, *readings[1:]]
    found, after = retrace(others, {**made, changed.report: "read otherwise"}, blobs)
    assert found == trace(others)
    assert names(after) - names(blobs)


def test_other_outlets_or_another_version_use_nothing_that_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = pile()
    made = fingerprints(readings)
    _, blobs = retrace(readings, made, {})
    broken = {name: blob if name == "made" else b"broken" for name, blob in blobs.items()}
    assert retrace(readings, made, broken, outlets="Vale Echo, Hill Echo")[0] == trace(readings)
    monkeypatch.setattr(lineage, "VERSION", "another")
    assert retrace(readings, made, broken)[0] == trace(readings)


def test_many_small_additions_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_BATCHES", 3)
    readings = pile()
    blobs: Mapping[str, bytes] = {}
    for count in range(1, len(readings) + 1):
        found, blobs = retrace(readings[:count], fingerprints(readings), blobs)
        assert sum(name.startswith("sketches ") for name in blobs) <= 3
    assert found == trace(readings)
    _, fewer = retrace(readings[:2], fingerprints(readings), blobs)
    assert len(names(fewer)) <= 2
