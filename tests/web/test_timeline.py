"""The timeline says in its list what it shows in its drawing."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import Open
from tests.web.harbour import rich

from headwater.case import Changes


@pytest.fixture
def rich_browser(serve: Open, pile: Changes, tmp_path: Path) -> TestClient:
    return serve(case=rich(pile, tmp_path / "rich.hw"))


def test_the_times_in_order_with_the_words_that_say_them(rich_browser: TestClient) -> None:
    items = rich_browser.get("/api/timeline").json()["items"]
    assert [(each["from"], each["to"], each["words"]["quote"]) for each in items] == [
        ("2029-01-01", "2029-12-31", "2029"),
        ("2031-05-03", "2031-05-03", "3 May 2031"),
        ("2031-06-01", "2031-06-30", "June 2031"),
    ]
    page = rich_browser.get("/timeline").text
    for each in items:
        place = each["words"]
        assert f"/reports/{place['report']}?at={place['start']}-{place['end']}#at" in page
        assert f"/findings/{each['finding']}" in page
    assert "3 findings give no time of the calendar" in page


def test_drawing_and_list_agree(rich_browser: TestClient) -> None:
    page = rich_browser.get("/timeline").text
    assert page.count('<rect class="bar"') == 2 and page.count('<rect class="lane"') == 1
    drawn = sum(map(int, re.findall(r"<title>[^<]*: (\d+) times?</title>", page)))
    assert drawn == 3 and page.count('<a class="when"') == 3
    assert "/timeline?from=2031-05&amp;to=2031-05#list" in page


def test_a_bar_leads_to_what_it_stands_for(rich_browser: TestClient) -> None:
    page = rich_browser.get("/timeline?from=2031-05&to=2031-05").text
    assert page.count('<a class="when"') == 1 and "3 May 2031: 1 time" in page
    assert "No claim gives a time" in rich_browser.get("/timeline?from=1990&to=1991").text
    assert rich_browser.get("/timeline?from=yesterday").status_code == 422


def test_a_case_without_times(browser: TestClient) -> None:
    assert "No claim gives a time of the calendar." in browser.get("/timeline").text
