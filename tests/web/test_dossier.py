"""The dossier and the exports from the page: a choice of findings, with names or without."""

import csv
import io
import json

import pytest
from fastapi.testclient import TestClient


def rows(browser: TestClient, query: str) -> list[dict[str, str]]:
    answer = browser.get(f"/dossier/file?form=csv&{query}")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_the_whole_dossier_without_names(browser: TestClient) -> None:
    answer = browser.get("/dossier/file")
    assert answer.headers["content-disposition"] == 'attachment; filename="dossier.html"'
    assert "Ada Brook" not in answer.text and "Names of private persons are replaced" in answer.text
    assert "A choice of findings" not in answer.text
    assert "sandbox" in answer.headers["content-security-policy"]


def test_with_names_it_says_so(browser: TestClient) -> None:
    written = browser.get("/dossier/file?names=shown").text
    assert "Ada Brook" in written and "Not redacted." in written


def test_a_choice_by_filter_and_one_by_one(browser: TestClient) -> None:
    (only,) = browser.get("/api/findings").json()["items"]
    assert {row["finding"] for row in rows(browser, "drifted=yes")} == {only["id"]}
    assert rows(browser, "drifted=no") == rows(browser, f"without={only['id']}") == []
    assert any(not row["finding"] for row in rows(browser, "")), "the whole table has claims of no finding too"
    page = browser.get("/dossier?drifted=no").text
    assert "0 of 1 finding" in page and '<input type="hidden" name="drifted" value="no">' in page
    written = browser.get("/dossier/file?drifted=no").text
    assert "This dossier holds 0 of 1 finding" in written and only["statement"] not in written
    assert only["statement"][:10] in browser.get("/dossier/file?drifted=yes&names=shown").text


@pytest.mark.parametrize("table", ["claims", "reports", "origins", "derivations", "possible", "drift", "indicators"])
def test_every_table(browser: TestClient, table: str) -> None:
    answer = browser.get(f"/dossier/file?form=csv&table={table}")
    assert answer.status_code == 200 and "Ada Brook" not in answer.text


def test_json_lines_are_the_whole_case(browser: TestClient) -> None:
    answer = browser.get("/dossier/file?form=jsonl&drifted=yes")
    types = {json.loads(line)["type"] for line in answer.text.splitlines()}
    assert {"report", "claim", "finding"} <= types and "Ada Brook" in answer.text


def test_whoever_hides_names_gets_none(browser: TestClient, csrf: str) -> None:
    browser.post("/names", data={"csrf": csrf, "hide": "true"}, headers={"origin": "http://127.0.0.1:8137"})
    assert 'name="names"' not in browser.get("/dossier").text
    for query in ("names=shown", "form=jsonl"):
        answer = browser.get(f"/dossier/file?{query}")
        assert answer.status_code == 400 and "Ada Brook" not in answer.text
    assert browser.get("/dossier/file").status_code == 200
    assert "Ada Brook" not in browser.get("/dossier").text


def test_the_api_gives_the_same_file(browser: TestClient) -> None:
    assert browser.get("/api/dossier?drifted=yes").text == browser.get("/dossier/file?drifted=yes").text
    assert browser.get("/api/dossier?form=doc").status_code == 422


def test_help_leads_to_every_page(browser: TestClient) -> None:
    page = browser.get("/help").text
    for to in ("/review", "/dossier", "/add", "/findings", "/lineage"):
        assert f'href="{to}"' in page
