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
        ("The clerk kept the accounts when she may have been ill.", "stated"),
        ("The office plans to move in June.", "expected"),
        ("The office is set to move in June.", "expected"),
        ("The move was due to begin in June.", "expected"),
        ("The roof fell due to the storm.", "stated"),
        ("The boiler would seize up every few days.", "stated"),
        ("The firm would pay the fine if the court asked.", "possible"),
        ("The clerk could hear the pumps at night.", "stated"),
        ("The alleged forgery took place in the yard.", "stated"),
        ("The clerk promised to burn the files.", "expected"),
        ("It would have been a flood without the wall.", "stated"),
        ("The files may have been burned in the yard.", "possible"),
        ("Perhaps 200 clerks burned the files.", "stated"),
        ("Perhaps the clerks burned the files.", "possible"),
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
        ("The clerk answered the letter when nobody was looking.", "positive"),
        ("The clerk hardly ever answered a letter.", "negative"),
        ("The clerk no longer answers letters.", "negative"),
        ("The clerk refused to answer the letter.", "negative"),
        ("The clerk seldom answered a letter.", "negative"),
        ("The ministry denied that the letter was lost.", "positive"),
        ("The letter was not only late but also wet.", "positive"),
        ("And the audit is not over: two more yards will be searched.", "positive"),
        ("One thing is sure: the clerk has not answered.", "negative"),
    ],
)
def test_polarity(words: str, polarity: str) -> None:
    assert claim_of(words).polarity == polarity


def claims_of(words: str) -> list[Claim]:
    text = read_text(Report.from_bytes(words.encode(), name="row", path="-", format="row", given=Given()))
    return list(read(text, parse(text)).claims)


@pytest.mark.parametrize(
    ("words", "modalities"),
    [
        ("The clerk, who may leave the office in June, keeps the old accounts.", ["possible", "stated"]),
        ("The firm will be sold in May and was fined in June.", ["expected", "stated"]),
        ("The doses will be bought in May and stored until June in a cellar by the sea.", ["expected", "expected"]),
        ("The company may close its mill, but the union has found a buyer.", ["possible", "stated"]),
    ],
)
def test_each_part_has_its_own_modality_and_shares_what_governs_both(words: str, modalities: list[str]) -> None:
    assert [c.modality for c in claims_of(words)] == modalities


@pytest.mark.parametrize(
    ("words", "polarities"),
    [
        ("Few parents stayed away, and the queues hardly ever stopped.", ["positive", "negative"]),
        ("The clerk neither read the letter nor looked at the map.", ["negative", "negative"]),
        ("The guard did not lock the gate, but the dog was tied up.", ["negative", "positive"]),
        ("The clerk, who did not give a name, swept the yard before noon.", ["negative", "positive"]),
    ],
)
def test_a_negation_turns_its_own_part_only(words: str, polarities: list[str]) -> None:
    assert [c.polarity for c in claims_of(words)] == polarities
