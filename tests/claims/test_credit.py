"""Credits of invented pages: agency copy, outlets named as a source, and pages that first stood elsewhere."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.row import text_of

from headwater.claims.credit import credits
from headwater.claims.outlet import find_agency, find_outlet, same_outlet
from headwater.model import Credit, Parse

_BODY = "The ferry was towed in at dawn. Nobody was hurt.\n"


def found(words: str, outlet: str | None = None) -> tuple[Credit, ...]:
    return credits(text_of(words, outlet=outlet), Parse(), ())


def pairs(words: str, outlet: str | None = None) -> set[tuple[str, str]]:
    return {(credit.kind, credit.outlet) for credit in found(words, outlet)}


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("SKERRY BAY (AP) — The ferry was towed in.", "Associated Press"),
        ("SKERRY BAY, Maine (AP) -- The ferry was towed in.", "Associated Press"),
        ("SKERRY BAY, May 4 (Reuters) - The ferry was towed in.", "Reuters"),
        ("Skerry Bay (AFP) – The ferry was towed in.", "Agence France-Presse"),
        ("May 4 (UPI) -- The ferry was towed in.", "United Press International"),
        ("SKERRY BAY (PA) - The ferry was towed in.", "PA Media"),
        ("SKERRY BAY, Norlund, May 4 (Tidemark) - The ferry was towed in.", "Tidemark"),
        ("SKERRY BAY (Tidemark News) - The ferry was towed in.", "Tidemark News"),
        ("Ferry towed in\nBy Associated Press\n" + _BODY, "Associated Press"),
        ("Ferry towed in\nBy INA BERG, Associated Press\n" + _BODY, "Associated Press"),
        ("Ferry towed in\nReuters\n" + _BODY, "Reuters"),
        (_BODY + "© 2031 Reuters", "Reuters"),
        (_BODY + "Copyright 2031 The Associated Press. All rights reserved.", "Associated Press"),
        (_BODY + "(Reporting by Ina Berg in Skerry Bay; Editing by Tor Lunde)", "Reuters"),
        ("The ferry was towed in at dawn. (dpa)".replace("dpa", "DPA"), "Deutsche Presse-Agentur"),
    ],
)
def test_agency_copy_is_known_by_its_dateline_byline_or_footer(words: str, agency: str) -> None:
    assert ("wire", agency) in pairs(words)


@pytest.mark.parametrize(
    "words",
    [
        "Ina Berg (D-Me.) — the senator — left early.",
        "The shipping line (SKRA) - it runs four ferries - left early.",
        "SKERRY BAY (Norway) - The ferry was towed in.".replace("SKERRY BAY", "The bay"),
        "The ferry in port. Ina Berg / Reuters\n" + _BODY,
        "The ferry in port (AFP via Getty Images)\n" + _BODY,
        "AP Photo/Ina Berg\n" + _BODY,
        _BODY + "Amanda Roe contributed reporting.",
    ],
)
def test_what_only_looks_like_agency_copy_is_not(words: str) -> None:
    assert not [credit for credit in found(words) if credit.kind == "wire"]


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("Divers told the BBC that the hull was whole.", "BBC"),
        ("The hull was whole, divers told BBC News.", "BBC"),
        ("The hull was whole, the BBC reports.", "BBC"),
        ("Hull Was Whole, BBC Reports", "BBC"),
        ("According to the New York Times, the hull was whole.", "New York Times"),
        ("The sale was first reported by MSNBC.", "MSNBC"),
        ("She said so in an interview with CNN.", "CNN"),
        ("Three divers have spoken to Al Jazeera.", "Al Jazeera"),
        ("The Associated Press contributed to this report.", "Associated Press"),
        ("The minutes were seen by the Skerry Gazette.", "Skerry Gazette"),
        ("Radio Norlund said the hull was whole.", "Radio Norlund"),
        ("Radio Norlund, citing a diver, called it a wreck.", "Radio Norlund"),
        ("The hull was whole, according to the Tidemark news agency.", "Tidemark"),
        ("The newspaper Lumen reported that the hull was whole.", "Lumen"),
        ("A Reuters investigation found four such hulls.", "Reuters"),
    ],
)
def test_an_outlet_named_as_the_source_is_credited(words: str, outlet: str) -> None:
    assert ("credit", outlet) in pairs(words)


@pytest.mark.parametrize(
    "words",
    [
        "The minister attacked the BBC in parliament.",
        "He worked at Reuters for nine years.",
        "The French newspaper closed in May.",
        "She bought the New York Times every day.",
        "Smoke over the bay on Friday (AFP via Getty Images).",
    ],
)
def test_an_outlet_in_passing_is_not(words: str) -> None:
    assert found(words) == ()


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("This article originally appeared on Harbour Voices.", "Harbour Voices"),
        ("This story was first published by The Guardian.", "Guardian"),
        ("h/t: Harbour Voices", "Harbour Voices"),
        ("Republished with permission from Tide Review.", "Tide Review"),
    ],
)
def test_a_page_that_first_stood_elsewhere_says_so(words: str, outlet: str) -> None:
    assert ("republished", outlet) in pairs(words)


def test_a_later_noun_means_the_outlet_credited_before_it() -> None:
    words = "Divers told the BBC that the hull was whole. Another told the broadcaster that it leaked."
    later = found(words)[-1]
    assert (later.quote, later.outlet) == ("told the broadcaster", "BBC")


def test_a_noun_means_only_an_outlet_of_its_kind() -> None:
    words = "Divers told the BBC that it sank. The minutes were seen by the Guardian. A clerk told the broadcaster so."
    assert found(words)[-1].outlet == "BBC"


def test_a_noun_without_an_outlet_before_it_credits_nobody() -> None:
    assert found("Divers told the broadcaster that the hull was whole.") == ()


def test_the_agency_of_the_dateline_is_credited_in_the_text_too() -> None:
    words = "SKERRY BAY (Tidemark) - The ferry was towed in.\nA diver told Tidemark that it leaked."
    assert pairs(words) == {("wire", "Tidemark"), ("credit", "Tidemark")}


def test_the_page_s_own_outlet_is_no_credit() -> None:
    words = "A diver told HuffPost that it leaked. Another told the BBC."
    assert pairs(words, outlet="The Huffington Post") == {("credit", "BBC")}


def test_outlets_are_known_by_all_their_names() -> None:
    assert same_outlet("The New York Times", "NYT") and not same_outlet("New York Times", "New York Post")
    agency, outlet = find_agency("AAP"), find_outlet("BBC World Service")
    assert agency is not None and agency.name == "Australian Associated Press"
    assert find_outlet("AAP") is None and find_agency("BBC") is None
    assert outlet is not None and outlet.name == "BBC"


_PIECES = st.sampled_from(
    [
        "AP",
        "(AP)",
        "—",
        "Reuters",
        "told",
        "BBC",
        "the",
        "broadcaster",
        "©",
        "2031",
        "By",
        "h/t:",
        "News",
        "Times",
        ",",
        ".",
        "\n",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=5), max_size=60))
def test_a_quote_is_its_slice_and_credits_are_in_order(pieces: list[str]) -> None:
    words = " ".join(pieces)
    text = text_of(words)
    result = credits(text, Parse(), ())
    assert all(text.text[c.start : c.end] == c.quote and c.outlet for c in result)
    assert [c.start for c in result] == sorted(c.start for c in result)


@pytest.mark.parametrize("piece", ["A (B", "told the ", "BBC ", "The Gazette ", "A , , , ,", "\n© "])
def test_time_grows_with_the_length_of_hostile_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text = text_of(piece * times)
        start = time.process_time()
        credits(text, Parse(), ())
        return time.process_time() - start

    small, large = seconds(2_000), seconds(16_000)
    assert large < 8 * max(small, 0.02) * 3  # eight times the text; the rest is room for a busy machine


def test_what_the_pages_own_data_says_is_a_credit_without_words() -> None:
    text = replace(
        text_of("The pier was shut."), signed=("Rolf Amund", "AFP"), elsewhere="fen.example", outlet="Mirror"
    )
    assert credits(text, Parse(), ()) == (
        Credit(0, 0, "", "Agence France-Presse", "wire"),
        Credit(0, 0, "", "fen.example", "republished"),
    )
