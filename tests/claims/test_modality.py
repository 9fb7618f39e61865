"""Modality and polarity of a claim."""

import pytest

from headwater.claims import read
from headwater.model import Claim, Given, Report
from headwater.text import parse
from headwater.text import read as read_text


def claim_of(words: str) -> Claim:
    text = read_text(Report.from_bytes(words.encode(), name="row", path="-", format="row", given=Given()))
    (claim,) = read(text, parse(text)).claims
    return claim


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("The company published its accounts in June.", "stated"),
        ("The company will publish its accounts in June.", "expected"),
        ("The company is expected to publish its accounts.", "expected"),
        ("The company could publish its accounts in June.", "possible"),
        ("The company may publish its accounts.", "possible"),
        ("The company could not publish its accounts.", "stated"),
        ("The company published its accounts in May.", "stated"),
        ("The company reportedly hid its accounts.", "alleged"),
        ("The company denied that it had hidden its accounts.", "denied"),
        ("The clerk, who may leave in June, keeps the accounts.", "stated"),
        ("It would have been a flood without the wall.", "stated"),
        ("The files may have been burned in the yard.", "possible"),
        ("Auditors accuse the clerk of burning the files.", "alleged"),
    ],
)
def test_modality(words: str, modality: str) -> None:
    assert claim_of(words).modality == modality


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("The ministry answered the letter.", "positive"),
        ("The ministry has not answered the letter.", "negative"),
        ("The ministry hasn’t answered the letter.", "negative"),
        ("Nobody has answered the letter.", "negative"),
        ("None of the complaints has been decided.", "negative"),
        ("Nobody passes the gate without a permit.", "positive"),
        ("No fewer than 40 people passed the gate.", "positive"),
        ("The clerk, who did not give a name, answered the letter.", "positive"),
        ("The clerk answered the letter when nobody was looking.", "positive"),
        ("The clerk hardly ever answered a letter.", "negative"),
        ("And the audit is not over: two more yards will be searched.", "positive"),
        ("One thing is sure: the clerk has not answered.", "negative"),
    ],
)
def test_polarity(words: str, polarity: str) -> None:
    assert claim_of(words).polarity == polarity
