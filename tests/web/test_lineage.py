"""The lineage is drawn, listed, and every line of it leads to its evidence."""

import re

import pytest
from fastapi.testclient import TestClient

from headwater.case import Changes
from headwater.model import make_id
from headwater.web import links


@pytest.fixture
def ids(pile: Changes) -> list[str]:
    return [reading.report for reading, _ in pile.readings]


def test_lines_of_the_drawing_lead_to_evidence_and_boxes_to_reports(browser: TestClient, ids: list[str]) -> None:
    page = browser.get("/lineage").text
    first, copy, own = ids
    assert re.search(rf'<a href="{links.derivation(copy, first)}"[^>]*><path class="line wholly"', page)
    assert re.search(rf'<a href="/lineage/({own}/{first}|{first}/{own})"[^>]*><path class="line possible"', page)
    assert all(f'<a href="{links.report(id)}"><rect' in page for id in ids)
    assert "R1 Harbour Post · 2031-05-04" in page
    assert re.search(r'aria-label="[^":]+ from Harbour Post: [^":]*, the evidence"', page)
    assert re.search(r'aria-label="[^":]+ and [^":]+: [^":]*, the evidence"', page)


def test_the_evidence_stands_side_by_side_with_its_place(browser: TestClient, pile: Changes, ids: list[str]) -> None:
    first, copy, _ = ids
    page = browser.get(links.derivation(copy, first)).text
    assert "It names the Harbour Post" in page and "the report credits it itself" in page
    place = pile.lineage.derivations[0].basis[0].where[0]  # type: ignore[union-attr]
    assert links.words(place) in page
    assert browser.get(links.derivation(first, copy)).status_code == 200, "in whichever order"


def test_a_possible_pair_says_that_it_does_not_count(browser: TestClient, ids: list[str]) -> None:
    page = browser.get(links.derivation(ids[2], ids[0])).text
    assert "counted as neither copying nor independent" in page


def test_two_without_a_tie_have_no_evidence(browser: TestClient, ids: list[str]) -> None:
    assert browser.get(links.derivation(ids[1], ids[2])).status_code == 404


def test_an_origin_shows_what_it_stands_behind(browser: TestClient, pile: Changes, ids: list[str]) -> None:
    page = browser.get(links.origin(make_id("origin", ids[0]))).text
    finding = pile.findings.findings[0]  # type: ignore[union-attr]
    assert "2 reports" in page and links.report(ids[1]) in page
    assert "It stands behind 1 finding" in page and links.finding(finding.id) in page
    assert browser.get(links.origin("origin-none")).status_code == 404


def test_a_report_in_the_place_of_an_origin_leads_to_it(browser: TestClient, ids: list[str]) -> None:
    assert browser.get(f"/lineage/{ids[0]}").headers["location"] == links.report(ids[0])


def test_everything_is_a_list_too(browser: TestClient, ids: list[str]) -> None:
    page = browser.get("/lineage?as=lines").text
    assert links.derivation(ids[1], ids[0]) in page and "possible pair" in page
    origins = browser.get("/lineage?as=origins").text
    assert origins.index("behind 2 reports") < origins.index("behind 1 report")
