"""What tired people and odd addresses do: every answer says in plain words what was wrong and what to do."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HERE, Open

from headwater.web import Settings, password

WHOLE = 'href="/search?q=zeppelin&amp;in=texts"'
_QUERIES = (
    '"', '""', '"a', "NEAR(a b, 2)", "*", "a*", "-", "^a", "OR", "NOT a", "a NOT", "{title}: a", "text:a", "(", "%_",
    "'; DROP TABLE claim;--", "\x00", "\u202ea", "\ue000\ue001", "x" * 300, "a " * 150, "١٢٣", "\t", "😀",
)  # fmt: skip


def said(page: str) -> str:
    """The words of a page."""
    main = page[page.index("<main") : page.index("</main>")]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main)))


@pytest.mark.parametrize("where", ["claims", "texts"])
def test_whatever_is_searched_for_is_words(browser: TestClient, where: str) -> None:
    for words in _QUERIES:
        answer = browser.get("/search", params={"q": words, "in": where})
        assert answer.status_code == 200, words
        assert re.search("[0-9] (claim|report)s?|no word in it to look for", said(answer.text)), words
        assert browser.get("/api/search", params={"q": words, "in": where}).status_code == 200, words


def test_a_search_that_finds_nothing_says_what_to_try(browser: TestClient) -> None:
    page = browser.get("/search?q=zeppelin").text
    assert "Nothing has all of these words" in page and WHOLE in page
    assert WHOLE not in browser.get("/search?q=zeppelin&in=texts").text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/findings?page=-1", "page cannot be this -1 Give a number from 1 on."),
        ("/findings?page=1e3", "Give a whole number."),
        ("/findings?page=1000000000", "Give a number up to 1,000,000."),
        ("/findings?from=yesterday", "Give a day as 2024-05-17, a month as 2024-05 or a year as 2024."),
        ("/lineage?as=tree", "Give one of 'drawing', 'origins' or 'lines'."),
        ("/findings?standing=great", "standing cannot be this great Give one of"),
        (f"/reports?words={'x' * 5_000}", "Give at most 200 characters."),
    ],
)
def test_a_value_that_cannot_be_is_told_in_plain_words(browser: TestClient, address: str, words: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 422
    assert words.casefold() in said(answer.text).casefold()
    assert "string should" not in answer.text.lower() and "literal[" not in answer.text


@pytest.mark.parametrize("address", ["/findings", "/reports", "/review", "/search?q=people"])
def test_a_page_after_the_last_says_so(browser: TestClient, address: str) -> None:
    page = said(browser.get(f"{address}{'&' if '?' in address else '?'}page=1000").text)
    assert "The list has 1 page: this is none of them." in page


@pytest.mark.parametrize("path", ["/findings", "/timeline"])
def test_dates_the_wrong_way_round_are_told(browser: TestClient, path: str) -> None:
    told = "it ends before it begins"
    assert told in browser.get(f"{path}?from=2025-03&to=2024").text
    assert told not in browser.get(f"{path}?from=2025-03&to=2025").text
    assert told not in browser.get(f"{path}?from=2025-03").text


def test_an_address_that_leads_nowhere_leads_on(browser: TestClient) -> None:
    page = browser.get("/none").text
    assert "There is no such page" in page and "the overview" in page and 'href="/"' in page


def test_a_session_that_has_ended_says_so(serve: Open) -> None:
    browser = serve(Settings(idle=-1))
    assert "Your session has ended" in browser.get("/").text
    assert "<code>headwater serve</code>" in browser.get("/").text
    browser.cookies.clear()
    assert "You have not been let in" in browser.get("/").text


def test_a_session_that_has_ended_leads_to_the_password(serve: Open) -> None:
    words = "the lake was calm"
    browser = serve(Settings(password=password.hashed(words), idle=-1), entered=False)
    assert browser.get("/").headers["location"] == "/login"
    browser.post("/login", data={"password": words})
    there = browser.get("/").headers["location"]
    assert "Your session has ended" in browser.get(there).text
    assert "Your session has ended" not in browser.get("/login").text


def test_a_second_tab_that_decides_the_same_is_told(browser: TestClient, csrf: str) -> None:
    first = browser.get("/api/review").json()["items"][0]
    decision = {"csrf": csrf, "id": first["id"], "verdict": "accept", "why": "seen", "who": "Mara"}
    assert browser.post("/review", data=decision, headers={"origin": HERE}).status_code == 303
    late = browser.post("/review", data=decision | {"verdict": "reject"}, headers={"origin": HERE})
    assert late.status_code == 404 and "This was decided meanwhile" in late.text
    assert [each["verdict"] for each in browser.get("/api/review/history").json()["items"]] == ["accept"]
