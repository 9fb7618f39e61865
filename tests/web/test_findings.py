"""The findings can be asked for by all that they are."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import Open, form_token
from tests.web.harbour import rich

from headwater.case import Changes
from headwater.web import Settings

SAVED, BOATS = (
    "More than 40 people were saved, said Ada Brook",
    "On 3 May 2031 the wardens of Marsh County counted 12 boats",
)
FLED, LIVES = "Lena Holt fled to Reed County in June 2031", "lives there"
PRICE, DENIED = "In 2029 a barrel cost 30 crowns in Marsh County", "Nobody in Marsh County pays for the ferry"


@pytest.fixture
def rich_browser(serve: Open, pile: Changes, tmp_path: Path) -> TestClient:
    return serve(case=rich(pile, tmp_path / "rich.hw"))


def statements(browser: TestClient, **asked: str) -> set[str]:
    """What the API gives for these filters; the page must show the same."""
    items = browser.get("/api/findings", params=asked).json()["items"]
    page = browser.get("/findings", params=asked).text
    found = {each["statement"] for each in items}
    for statement in (SAVED, BOATS, FLED, LIVES, PRICE, DENIED):
        assert (f"<bdi>{statement}</bdi></a>" in page) == (statement in found), statement
    return found


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, {SAVED, BOATS, FLED, LIVES, PRICE, DENIED}),
        ({"standing": "not established"}, {BOATS}),
        ({"disputed": "yes"}, {PRICE}),
        ({"disputed": "no", "kind": "figure"}, {SAVED, BOATS}),
        ({"drifted": "yes"}, {SAVED}),
        ({"drifted": "bound"}, {SAVED}),
        ({"drifted": "value"}, set()),
        ({"drifted": "no", "kind": "denied"}, {DENIED}),
        ({"kind": "negated"}, {DENIED}),
        ({"kind": "date"}, {BOATS, FLED, PRICE}),
        ({"code": "invented/2"}, {BOATS, PRICE}),
        ({"informant": "Ada Brook"}, {SAVED}),
        ({"place": "marsh county"}, {BOATS, PRICE, DENIED}),
        ({"from": "2031-05", "to": "2031-05"}, {BOATS}),
        ({"from": "2031"}, {BOATS, FLED}),
        ({"to": "2029-06-15"}, {PRICE}),
        ({"standing": "", "kind": "", "code": "", "from": "", "to": "", "disputed": "yes"}, {PRICE}),
    ],
)
def test_each_filter_leaves_what_it_says(rich_browser: TestClient, asked: dict[str, str], wanted: set[str]) -> None:
    assert statements(rich_browser, **asked) == wanted


def test_what_matters_most_comes_first(rich_browser: TestClient) -> None:
    items = rich_browser.get("/api/findings").json()["items"]
    assert [each["statement"] for each in items[:3]] == [PRICE, BOATS, SAVED]


def test_a_page_at_a_time_and_the_filter_stays(serve: Open, pile: Changes, tmp_path: Path) -> None:
    browser = serve(Settings(page=2), case=rich(pile, tmp_path / "rich.hw"))
    page = browser.get("/findings?disputed=no").text
    assert "1–2 of 5 findings" in page and "/findings?disputed=no&amp;page=2" in page
    assert browser.get("/findings?disputed=no&page=3").text.count("/findings/finding-") == 1


@pytest.mark.parametrize("wrong", [{"from": "May"}, {"kind": "odd"}, {"drifted": "maybe"}, {"place": "x" * 400}])
def test_what_cannot_be_asked_is_refused(rich_browser: TestClient, wrong: dict[str, str]) -> None:
    assert rich_browser.get(f"/findings?{urlencode(wrong)}").status_code == 422


def test_nobody_can_be_asked_for_by_a_hidden_name(rich_browser: TestClient) -> None:
    rich_browser.post("/names", data={"csrf": form_token(rich_browser), "hide": "true"})
    page = rich_browser.get("/findings").text
    assert "Ada Brook" not in page and "Informant A" in page
    assert rich_browser.get("/api/findings?informant=Ada+Brook").json()["total"] == 0
    (hidden,) = rich_browser.get("/api/findings?informant=Informant+A").json()["items"]
    assert hidden["informants"] == ["Informant A"]
