"""The overview leads with reports and origins, and every number leads on."""

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import Open

from headwater.case import Changes, keep, write
from headwater.errors import CaseError
from headwater.model import Unread
from headwater.web import Settings, create


def test_reports_and_origins_come_first(browser: TestClient) -> None:
    page = browser.get("/").text
    assert '<h1><a href="/reports">3 reports</a>' in page and '<a href="/lineage">2 origins</a></h1>' in page
    assert "Harbour Post</bdi></a>, behind 2 reports" in page


def test_a_number_of_findings_leads_to_them(browser: TestClient) -> None:
    page = browser.get("/").text
    assert '<a href="/findings?standing=one+origin">1</a>' in page
    assert '<a href="/findings?drifted=yes">1</a>' in page


def again(pile: Changes) -> Changes:
    """The same pile, as built on the case that holds it."""
    return replace(pile, base=next(step.fingerprint for step in pile.steps if step.name == "lineage"))


def test_it_says_what_no_count_takes_account_of(serve: Open, pile: Changes, case_file: Path) -> None:
    assert "Not in these counts" not in serve().get("/").text
    write(case_file, replace(again(pile), unread=(Unread("map.dwg", "no report"),)), when="2031-06-02T12:00:00+00:00")
    page = serve().get("/").text
    assert '<a href="#unread">1 input that could not be read</a>.' in page and "did not end" not in page


def test_it_says_that_a_build_did_not_end(serve: Open, pile: Changes, case_file: Path) -> None:
    browser = serve()
    browser.get("/")
    keep(case_file, [(reading, f"{made}, changed since") for reading, made in pile.readings[:2]])
    page = browser.get("/").text
    assert "2 reports of a build that did not end" in page and "3 reports</a>" in page
    write(case_file, again(pile), when="2031-06-02T12:00:00+00:00")
    assert "did not end" not in browser.get("/").text, "a build has ended since"


def test_a_case_whose_first_build_did_not_end_is_not_served(pile: Changes, tmp_path: Path) -> None:
    keep(tmp_path / "half.hw", pile.readings[:1])
    with pytest.raises(CaseError, match="first build of the case has not ended"):
        create(tmp_path / "half.hw", Settings())
