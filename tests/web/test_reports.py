"""The list of reports."""

import re

from fastapi.testclient import TestClient
from tests.web.conftest import Open

from headwater.model import make_id
from headwater.web import Settings


def listed(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/reports/report-\w+"><bdi>([^<]*)', page)


def test_oldest_first_and_those_without_a_date_last(browser: TestClient) -> None:
    assert listed(browser.get("/reports").text) == ["Harbour Post", "Daily Copy", "c-own"]
    assert listed(browser.get("/reports?order=name").text) == ["c-own", "Daily Copy", "Harbour Post"]


def test_by_words_and_by_origin(browser: TestClient, pile: object) -> None:
    assert listed(browser.get("/reports?words=COPY").text) == ["Daily Copy"]
    first = re.findall(r"report-\w+", browser.get("/reports?words=harbour").text)[0]
    assert listed(browser.get("/reports", params={"origin": make_id("origin", first)}).text) == [
        "Harbour Post",
        "Daily Copy",
    ]
    assert "No report fits" in browser.get("/reports?words=zeppelin").text


def test_page_by_page(serve: Open) -> None:
    browser = serve(Settings(page=2))
    first, second = browser.get("/reports?order=name").text, browser.get("/reports?order=name&page=2").text
    assert listed(first) == ["c-own", "Daily Copy"] and listed(second) == ["Harbour Post"]
    assert '<a rel="next" href="/reports?order=name&amp;page=2">' in first and 'rel="next"' not in second
    assert listed(browser.get("/reports?page=999").text) == []
