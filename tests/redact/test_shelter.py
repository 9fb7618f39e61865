"""No place is given for a claim about people in flight or hiding, nor for one beside it or that says the same."""

from dataclasses import replace

import pytest
from tests.claims.plain import text_of

from headwater.model import Claim, Finding, Indicator, Reading, make_id
from headwater.redact import Sheltered
from headwater.redact.shelter import speaks_of_hiding

WORDS = "Oda fled to Reed. She kept goats at Reed and mended nets at Ford. The mill at Ford burnt."


@pytest.mark.parametrize(
    "words", ["two escaped", "She fled at night", "they are hiding", "a safe house", "he ran away", "defectors"]
)
def test_flight_and_hiding_are_known_by_their_words(words: str) -> None:
    assert speaks_of_hiding(words)


@pytest.mark.parametrize("words", ["the ferry sank", "he ran the mill", "they went away", "a house"])
def test_and_not_by_others(words: str) -> None:
    assert not speaks_of_hiding(words)


def reading(report: str = "r") -> Reading:
    """Four claims, each with its place; the second and the third stand in one sentence."""
    said = ("Oda fled to Reed", "She kept goats at Reed", "mended nets at Ford", "The mill at Ford burnt")
    starts = [WORDS.index(each) for each in said]
    return Reading(
        replace(text_of(WORDS), report=report, name=report),
        claims=tuple(
            Claim(
                make_id("claim", report, at), report, at, at + len(each), each, (), (), None, None, None,
                "Reed" if "Reed" in each else "Ford",
            )
            for at, each in zip(starts, said, strict=True)
        ),
    )  # fmt: skip


def places(own: Reading, *groups: tuple[int, ...], coded: tuple[int, ...] = ()) -> list[str | None]:
    """The places that are given, with these claims in one finding, and those coded as escape."""
    findings = [
        Finding(
            f"f{n}", "", tuple(own.claims[each].id for each in group), (own.report,), (), 1, 1, (), 0, "one origin",
            False, (),
        )
        for n, group in enumerate(groups)
    ]  # fmt: skip
    codes = [Indicator("list", "1", "9", "Escape", tuple(own.claims[each].id for each in coded), (own.report,), 1, 1)]
    given = Sheltered.among([own], findings, codes).value(own)
    assert given.text == own.text and [each.quote for each in given.claims] == [each.quote for each in own.claims]
    return [each.place for each in given.claims]


def test_a_claim_that_speaks_of_flight_has_no_place_and_others_do() -> None:
    assert places(reading()) == [None, "Reed", "Ford", "Ford"]


def test_nor_has_one_that_is_coded_so_with_all_of_its_sentence() -> None:
    assert places(reading(), coded=(1,)) == [None, None, None, "Ford"]


def test_nor_one_that_says_the_same() -> None:
    assert places(reading(), (0, 3)) == [None, "Reed", "Ford", None]


def test_what_is_no_claim_stays_as_it_is() -> None:
    own = reading()
    sheltered = Sheltered.among([own], (), ())
    assert sheltered.value(own.text) is own.text and sheltered.value(("Reed",)) == ("Reed",)
    assert [each.place for each in sheltered.value(own.claims)] == [None, "Reed", "Ford", "Ford"]
