"""The word table: which words stand for one another."""

import pytest

from headwater.findings.likeness import Table
from headwater.model import stem


@pytest.mark.parametrize(("one", "other"), [("wages", "salary"), ("injury", "wounded"), ("labourer", "worker")])
def test_words_of_one_meaning_are_near(one: str, other: str) -> None:
    near = Table().neighbours([stem(one), stem(other), stem("orchard"), stem("violin")])
    assert set(near[stem(one)]) == {stem(other)} and near[stem(one)][stem(other)] > 0.45


def test_numbers_and_days_stand_for_themselves_alone() -> None:
    exact = [stem(word) for word in ("seven", "eleven", "thursday", "friday", "march", "april", "412")]
    assert Table().neighbours(exact) == {}


def test_only_words_that_were_asked_for_come_back() -> None:
    asked = [stem(word) for word in ("ferry", "boat", "ship", "passenger", "drown", "sink", "wool")]
    near = Table().neighbours(asked)
    assert near[stem("ferry")] and all(other in asked for others in near.values() for other in others)
    assert all(word not in others for word, others in near.items())
