"""Places are listed at district level or coarser, and never where somebody flees or hides."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.web.conftest import Open
from tests.web.harbour import rich

from headwater.case import Case, Changes
from headwater.export import jsonl
from headwater.web.queries.places import is_listed


@pytest.mark.parametrize(
    "name", ["Marsh County", "the Republic of Somewhere", "North Korea", "the Far East", "Moscow", "Lake Ombra", "U.S."]
)
def test_a_district_or_larger_is_listed(name: str) -> None:
    assert is_listed(name)


@pytest.mark.parametrize(
    "name", ["Ford", "12 Reed Street", "Lake Hotel", "Camp 4, Marsh County", "the Marsh mill", "", "12"]
)
def test_what_is_smaller_or_not_known_is_not(name: str) -> None:
    assert not is_listed(name)


def test_the_words_beside_a_name_say_what_it_is() -> None:
    assert is_listed("Talin", "in the province of Talin") and is_listed("Talin", "from Talin district")
    assert not is_listed("Talin", "in the village of Talin") and not is_listed("Talin", "Talin mill")


def test_the_page_leaves_out_who_fled_and_what_is_small_and_says_so(serve: Open, pile: Changes, tmp_path: Path) -> None:
    browser = serve(case=rich(pile, tmp_path / "rich.hw"))
    page, lines = browser.get("/places").text, browser.get("/api/places").json()
    assert [(each["name"], each["claims"], each["findings"]) for each in lines["items"]] == [("Marsh County", 3, 3)]
    assert (lines["in_hiding"], lines["not_known"]) == (2, 1)
    assert "Marsh County" in page and "Reed County" not in page and "Ford" not in page
    assert "places of 2 claims, for the sake of people" in page and "places of 1 claim, as they are not known" in page
    assert (
        "Reed County" not in browser.get("/findings").text.split('<form class="filters facets"')[1].split("</form>")[0]
    )
    assert browser.get("/api/findings?place=reed+county").json()["total"] == 0


def test_a_claim_that_is_coded_as_escape_has_no_place_whatever_its_words(
    serve: Open, pile: Changes, tmp_path: Path
) -> None:
    assert pile.indicators
    rich(pile, tmp_path / "rich.hw")
    browser = serve(case=tmp_path / "rich.hw")
    claims = browser.get("/api/claims").json()["items"]
    denied = next(each["id"] for each in claims if each["modality"] == "denied")
    coded = replace(pile.indicators[0], code="9", name="Escape and return", claims=(denied,))
    other = serve(case=rich(replace(pile, indicators=(*pile.indicators, coded)), tmp_path / "coded.hw"))
    assert other.get("/api/places").json()["items"][0]["claims"] == 2
    assert other.get("/api/places").json()["in_hiding"] == 3


def test_no_place_of_such_a_claim_is_given_by_the_api_or_an_export(serve: Open, pile: Changes, tmp_path: Path) -> None:
    case = rich(pile, tmp_path / "rich.hw")
    browser = serve(case=case)
    listed = browser.get("/api/claims").json()["items"]
    fled = [each for each in listed if each["quote"].startswith(("Lena Holt fled", "lives there"))]
    by_itself = [browser.get(f"/api/claims/{each['id']}").json() for each in fled]
    searched = browser.get("/api/search?q=fled").json()["items"]
    of_report = browser.get(f"/api/reports/{fled[0]['report']}/claims").json()["items"]
    with Case.open(case) as opened:
        exported = [each for line in jsonl(opened) if (each := json.loads(line))["type"] == "claim"]
    for claims in (fled, by_itself, searched, of_report, exported):
        assert claims and "Reed County" not in [each["place"] for each in claims]
    for claims in (listed, of_report, exported):
        assert "Marsh County" in [each["place"] for each in claims]
