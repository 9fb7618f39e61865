"""Names of invented people, bodies and places, and the fullest form each report gives them."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.row import text_of

from headwater.claims.name import is_headline, names
from headwater.model import Name, Parse
from headwater.text import parse


@cache
def found(words: str) -> tuple[Name, ...]:
    text = text_of(words)
    return names(text, parse(text))


def full(words: str, quote: str) -> set[str]:
    return {name.full for name in found(words) if name.quote == quote}


@pytest.mark.parametrize(
    ("words", "quote", "kind"),
    [
        ("The letter was signed by Dr. Hanna Vik on Monday.", "Hanna Vik", "person"),
        ("The letter was signed by Judge Orla Meen.", "Orla Meen", "person"),
        ("Tove Lindqvar, 41, mends nets in the harbour.", "Tove Lindqvar", "person"),
        ("One diver, Pell, came up early.", "Pell", "person"),
        ("A boatman known as Rusk took them over.", "Rusk", "person"),
        ("KANE Ji-ho wrote the second part.", "KANE Ji-ho", "person"),
        ("They met Frank Church by the quay.", "Frank Church", "person"),
        ("They met at Martin Olm Memorial Park.", "Martin Olm Memorial Park", "place"),
        ("She works for the Ministry of Tides.", "Ministry of Tides", "body"),
        ("The Skerry Council met twice.", "Skerry Council", "body"),
        ("Staff of SKRA met twice.", "SKRA", "body"),
        ("The boat came from Portugal.", "Portugal", "place"),
        ("They met Amon Torv of the Pier Office.", "Pier Office", "body"),
        ("The lamp was sold, the Skerry Herald wrote.", "Skerry Herald", "body"),
        ("The boat was built in Rotterdam.", "Rotterdam", "place"),
        ("The camp lies beyond Dunmore Ridge.", "Dunmore Ridge", "place"),
        ("The tug sank off Cape Dunmore in June.", "Cape Dunmore", "place"),
        ("They live in the town of Skervin, by the quay.", "Skervin", "place"),
        ("The boat came from the Philippines.", "Philippines", "place"),
        ("The letter came from the Interior Ministry.", "Interior Ministry", "body"),
        ("She leads the Net Menders' Union in the port.", "Net Menders' Union", "body"),
        ("The loan came from Holt & Quist Bank in June.", "Holt & Quist Bank", "body"),
        ("The phone maker Orvela cut 40 jobs.", "Orvela", "body"),
        ("A report by Clear Tides, a charity, says so.", "Clear Tides", "body"),
        ("They met Prosecutor Hanna Vik QC on Monday.", "Hanna Vik", "person"),
        ("The mayor, Samir al-Karimi, left.", "Samir al-Karimi", "person"),
        ("The vote was watched by Petra van der Holt of Skerry.", "Petra van der Holt", "person"),
    ],
)
def test_a_name_is_a_person_a_body_or_a_place(words: str, quote: str, kind: str) -> None:
    assert (quote, kind) in {(name.quote, name.kind) for name in found(words)}


@pytest.mark.parametrize(
    ("words", "quote", "whole"),
    [
        ("Hanna Vik runs the kiosk. Vik opened it in May.", "Vik", "Hanna Vik"),
        ("Hanna Vik runs the kiosk. Hanna opened it in May.", "Hanna", "Hanna Vik"),
        ("Hanna Vik runs the kiosk. Ms. Vik opened it in May.", "Vik", "Hanna Vik"),
        ("Peter J. Olm spoke. Peter Olm left at noon.", "Peter Olm", "Peter J. Olm"),
        ("Peter Olm Jr. spoke. Mr. Olm left at noon.", "Olm", "Peter Olm Jr."),
        ("The Harbour Rights Watch (HRW) met. HRW then left.", "HRW", "Harbour Rights Watch"),
        ("The Harbour Rights Watch met. HRW then left.", "HRW", "Harbour Rights Watch"),
        ("The Ministry of Tides met. The Ministry then closed.", "Ministry", "Ministry of Tides"),
        ("Mr Bae Ji-hun spoke. Mr Bae Ji Hun then left.", "Bae Ji Hun", "Bae Ji-hun"),
        ("Samir al-Karimi spoke. Al-Karimi said he would go.", "Al-Karimi", "Samir al-Karimi"),
        ("Luis Holt Vega spoke. Holt said he would go.", "Holt", "Luis Holt Vega"),
        ("Blue Tide Holdings met. Blue Tide then closed.", "Blue Tide", "Blue Tide Holdings"),
        ("The pier was Orla Quist’s idea. Quist said it was old.", "Quist", "Orla Quist"),
        ("Quist said it was old. The pier belongs to Orla Quist.", "Quist", "Orla Quist"),
        ("Nurse Orla Quist spoke. Quist said it was old.", "Quist", "Orla Quist"),
    ],
)
def test_the_full_form_is_the_fullest_of_this_report(words: str, quote: str, whole: str) -> None:
    assert full(words, quote) == {whole}


def test_a_family_name_shared_by_two_is_the_one_most_spoken_of() -> None:
    words = "Hanna Vik came with Hanna Vik’s brother Olaf Vik. Hanna Vik sat down. Vik then spoke."
    assert full(words, "Vik") == {"Hanna Vik"}


def test_forms_of_address_and_possessives_are_no_part_of_a_name() -> None:
    assert {name.quote for name in found("Sen. Orla Meen’s boat sank off the pier.")} == {"Orla Meen"}


@pytest.mark.parametrize(
    "words", ["The French crew and two Danes slept.", "On Monday the crew slept. However, it rained."]
)
def test_nations_days_and_openings_are_no_names(words: str) -> None:
    assert found(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Parents left the hall in June.",
        "Fishermen left the bay in June.",
        "Police closed the bridge in June.",
        "The tanker Mira Holt sank in June.",
    ],
)
def test_openings_that_are_plain_nouns_and_ships_are_no_names(words: str) -> None:
    assert not {name.kind for name in found(words)} & {"person", "body"}


def test_a_word_in_capitals_for_stress_is_no_name() -> None:
    assert {name.quote for name in found("It could fall. They say it COULD fall. Staff of SKRA left.")} == {"SKRA"}


def test_a_headline_gives_no_names() -> None:
    assert is_headline("Weir Gates Were Never Greased, Keeper Says")
    assert not is_headline("The weir at Dunmore was never greased, the keeper says.")
    assert "Gates Were" not in {name.quote for name in found("Weir Gates Were Never Greased\n\nIt rained.")}


def test_names_need_no_parse() -> None:
    text = text_of("Dr. Hanna Vik left Portugal for the Skerry Council.")
    assert {name.quote for name in names(text, Parse())} == {"Hanna Vik", "Portugal", "Skerry Council"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Ann", "Bo", "Mr.", "of", "the", "and", "Council", "HRW", "(HRW)", "Jr.", ",", ".", "\n’s", "Vik"]
        )
        | st.text(max_size=5)
    )
)
def test_a_quote_is_its_slice_and_names_are_in_order(pieces: list[str]) -> None:
    text = text_of(" ".join(pieces))
    result = names(text, Parse())
    assert all(text.text[name.start : name.end] == name.quote and name.full for name in result)
    assert [name.start for name in result] == sorted(name.start for name in result)
