"""Bodies that are described and not named."""

import pytest

from headwater.findings.voice import one_voice, voice


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the hospital", "a spokeswoman for the hospital"),
        ("the coastguard", "coastguard officials"),
        ("police in Fenwick", "the Fenwick police"),
        ("the ministry", "the ministry of fisheries"),  # nothing that either says is missing in the other
        ("court documents", "the papers"),
    ],
)
def test_one_body_in_other_words(one: str, other: str) -> None:
    assert one_voice(voice(one), voice(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the ministry of fisheries", "the ministry of health"),
        ("the hospital", "the police"),
        ("the clerk of the court", "the court"),  # who works there
        ("men from the ministry", "the ministry"),
        ("a hospital", "a hospital"),  # one of many
        ("two companies", "two companies"),
        ("an official", "an official"),  # somebody
        ("a fisherman", "a fisherman"),
        ("", "the police"),
    ],
)
def test_others(one: str, other: str) -> None:
    assert not one_voice(voice(one), voice(other))
