"""Search finds words, phrases and prefixes, whatever is typed."""

import re

import pytest
from fastapi.testclient import TestClient

from headwater.web.queries.words import marked, query


def found(page: str) -> list[str]:
    lines = re.findall(r"<li>.*?</li>", page, re.S)
    return [re.sub(r"<[^>]+>", "", line).strip() for line in lines if 'class="at"' in line]


@pytest.mark.parametrize(
    ("asked", "claims"),
    [("saved", 2), ("SAVE", 2), ('"40 people"', 2), ('"people 40"', 0), ("broo*", 1), ("broo", 0), ("bells divers", 1),
     ("saved bells", 0), ("zeppelin", 0)],
)  # fmt: skip
def test_words_phrases_and_prefixes(browser: TestClient, asked: str, claims: int) -> None:
    assert len(found(browser.get("/search", params={"q": asked}).text)) == claims


def test_what_is_found_is_marked_and_leads_to_its_place(browser: TestClient) -> None:
    page = browser.get("/search", params={"q": '"were saved"'}).text
    assert '<mark class="at">were saved</mark>' in page
    assert re.search(r'<a href="/reports/report-\w+\?at=\d+-\d+#at"><bdi>', page)


def test_whole_texts(browser: TestClient) -> None:
    page = browser.get("/search", params={"q": "ferry", "in": "texts"}).text
    assert len(found(page)) == 2 and "2 reports" in page


@pytest.mark.parametrize(
    "asked",
    ['"', "*", '"" *', "AND", "OR NOT", "a:b", "NEAR(a b)", "(", "^a", "-x", "col : x", "'; DROP TABLE claim; --", "\0",
     "a\0b", '"unclosed phrase', "x" * 300, "()" * 100, "é ü 漢字", "\ue000x\ue001"],
)  # fmt: skip
def test_anything_can_be_asked(browser: TestClient, asked: str) -> None:
    for where in ("claims", "texts"):
        assert browser.get("/search", params={"q": asked, "in": where}).status_code == 200
        assert browser.get("/api/search", params={"q": asked, "in": where}).status_code == 200


def test_marks_of_a_report_are_no_marks_of_ours() -> None:
    assert str(marked("a \ue000b\ue001 <i>")) == 'a <mark class="at">b</mark> &lt;i&gt;'
    assert query('the "old pier" wo* "') == '"the" "old pier" "wo"*'
