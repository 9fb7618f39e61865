"""The overview leads with reports and origins, and every number leads on."""

from fastapi.testclient import TestClient


def test_reports_and_origins_come_first(browser: TestClient) -> None:
    page = browser.get("/").text
    assert '<h1><a href="/reports">3 reports</a>' in page and '<a href="/lineage">2 origins</a></h1>' in page
    assert "Harbour Post</bdi></a>, behind 2 reports" in page


def test_a_number_of_findings_leads_to_them(browser: TestClient) -> None:
    page = browser.get("/").text
    assert '<a href="/findings?standing=one+origin">1</a>' in page
    assert '<a href="/findings?drifted=yes">1</a>' in page
