"""Numbers in plain words."""

from dataclasses import replace

import pytest
from tests.dossier.salt import RADIO, WATCH, finding

from headwater.dossier import phrases


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (100.0, 200.0, "dollar", "100–200 dollars"),
        (None, 50000.0, "worker", "up to 50,000 workers"),
        (14.0, None, "hour", "14 hours or more"),
        (1.0, 1.0, "hour", "1 hour"),
        (0.5, 0.5, None, "0.5"),
        (12.0, 12.0, "percentage", "12%"),
        (30.0, 30.0, "year of age", "30 years of age"),
        (3.0, 3.0, "person", "3 people"),
        (None, None, "hour", ""),
    ],
)
def test_a_range(low: float | None, high: float | None, unit: str | None, words: str) -> None:
    assert phrases.span(low, high, unit) == words


def test_the_standing_is_a_number_with_its_quality() -> None:
    claims = [WATCH.claims[0]]
    assert phrases.standing(finding(claims, [RADIO], 1, 1)) == "1 origin"
    assert phrases.standing(finding(claims, [RADIO], 1, 3)) == "1 to 3 origins, independence not established"
    assert phrases.standing(finding(claims, [RADIO], 2, 2)) == "2 independent origins"
    assert phrases.standing(finding(claims, [RADIO], 2, 4)) == "2 to 4 independent origins"


def test_a_part_is_said_as_the_words_say_it() -> None:
    assert phrases.span(0.5, 0.5, "ratio") == "half"
    assert phrases.span(1 / 3, 0.5, "ratio") == "a third to half"
    assert phrases.span(None, 0.5, "ratio") == "up to half"
    assert phrases.span(0.4, 0.5, "ratio") == "0.4–0.5 times"


@pytest.mark.parametrize(
    ("statement", "unit", "words"),
    [
        ("Some 300 Lake Ombrans were sent away.", "lake ombran", "300 Lake Ombrans"),
        ("Porters came. Porters left.", "porter", "300 porters"),
        ("The men sailed past Manila.", "man", "300 men"),
    ],
)
def test_a_name_keeps_its_capital_and_a_first_word_gives_none(statement: str, unit: str, words: str) -> None:
    said = replace(finding([WATCH.claims[0]], [RADIO], 1, 1), statement=statement, low=300.0, high=300.0, unit=unit)
    assert phrases.given(said) == words
