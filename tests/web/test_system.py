"""The system map and the indicators: parts in order, gaps shown as gaps, every number a link."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import Open, form_token
from tests.web.harbour import rich

from headwater.case import Changes


@pytest.fixture
def rich_browser(serve: Open, pile: Changes, tmp_path: Path) -> TestClient:
    return serve(case=rich(pile, tmp_path / "rich.hw"))


def test_parts_stand_in_order_with_their_figures_and_a_gap_is_said(browser: TestClient) -> None:
    page = browser.get("/system").text
    assert page.index("<bdi>Rescue</bdi></h3>") < page.index("<bdi>Loss</bdi></h3>")
    assert "1 claim in 1 report, 1 origin</a>; leads to <bdi>Loss</bdi>" in page
    assert page.count("Nothing in these reports was found to speak of this part.") == 1
    assert 'class="box part"' in page and 'class="box gap"' in page


def test_a_part_leads_to_its_findings_and_its_words(rich_browser: TestClient) -> None:
    page = rich_browser.get("/system").text
    assert "<strong>12 boats</strong>" in page and "<strong>30 crowns</strong>" in page
    assert "/indicators?code=invented%2F2" in page
    (system,) = rich_browser.get("/api/system").json()["items"]
    assert [part["code"] for part in system["parts"]] == ["1", "2"]
    assert [each["low"] for each in system["parts"][1]["findings"]] == [12, 30]


def test_every_code_is_listed_and_one_without_evidence_is_said_to_have_none(browser: TestClient) -> None:
    page = browser.get("/indicators").text
    assert "evidence, not a verdict" in page
    assert "Rescue" in page and "Loss" in page and page.count("nothing in these reports") == 1
    assert "/findings?code=invented%2F1" in page


def test_a_code_leads_to_the_exact_words(rich_browser: TestClient) -> None:
    page = rich_browser.get("/indicators?code=invented/2").text
    assert "3 claims in 1 report" in page and page.count("#at") == 3
    assert "On 3 May 2031 the wardens" in page and "said by <bdi>the guild</bdi>" in page
    missing = rich_browser.get("/indicators?code=invented/9")
    assert missing.status_code == 404 and "no framework of this case has this code" in missing.text.lower()


def test_hidden_names_are_hidden_here(browser: TestClient, csrf: str) -> None:
    assert "Ada Brook" in browser.get("/indicators?code=invented/1").text
    browser.post("/names", data={"csrf": form_token(browser), "hide": "true"})
    for path in ("/indicators?code=invented/1", "/system", "/api/system"):
        assert "Ada Brook" not in browser.get(path).text, path
