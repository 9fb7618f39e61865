"""Review: what to decide, decisions with a reason, undoing, history; and whatever is wrong with them."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HERE

from headwater.case import Case
from headwater.model import Judgement, Passage
from headwater.web.job import Job, Jobs
from headwater.web.queries.docket import Matter, told
from headwater.web.queries.roster import Listed, Roster


@pytest.fixture(autouse=True)
def no_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented case was not built, and would be another if it were: what builds do is tested elsewhere."""
    monkeypatch.setattr("headwater.web.job.Jobs._run", lambda jobs, id, _: jobs._note(id, state="cancelled"))


def judgements(case: Path) -> tuple[Judgement, ...]:
    with Case.open(case) as opened:
        return opened.judgements()


def suggestions(browser: TestClient, subject: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = browser.get("/api/review", params={"subject": subject}).json()["items"]
    return items


def send(browser: TestClient, path: str = "/review", **data: str | list[str]) -> Any:
    return browser.post(path, data=data, headers={"origin": HERE})


def test_what_changes_most_comes_first(browser: TestClient) -> None:
    found = suggestions(browser)
    assert found and [each["changes"] for each in found] == sorted((each["changes"] for each in found), reverse=True)
    page = browser.get("/review").text
    assert [f"/review/{each['id']}" for each in found[:10]] == re.findall(r'data-edit="([^"]+)"', page)
    assert {each["subject"] for each in suggestions(browser, "drift")} == {"drift"}


def test_a_decision_needs_a_reason_and_a_name(browser: TestClient, csrf: str, case_file: Path) -> None:
    (first, *_) = suggestions(browser)
    for why, who in (("", "Mara"), ("a reason", " "), ("x" * 2_001, "Mara")):
        answer = send(browser, csrf=csrf, id=first["id"], verdict="reject", why=why, who=who)
        assert answer.status_code in (400, 422), (why, who)
    assert judgements(case_file) == ()


def test_a_decision_is_kept_and_leaves_the_queue_and_can_be_undone(
    browser: TestClient, csrf: str, case_file: Path
) -> None:
    before = suggestions(browser)
    first = before[0]
    answer = send(
        browser, csrf=csrf, id=first["id"], verdict="reject", why="two ferries", who="Mara Ö", back="/review?page=2"
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?page=2")
    (made,) = judgements(case_file)
    assert (made.subject, made.verdict, made.why, made.who) == (first["subject"], "reject", "two ferries", "Mara Ö")
    assert [each["quote"] for each in first["target"]] == [each.quote for each in made.target]
    assert first["id"] not in [each["id"] for each in suggestions(browser)]
    page = browser.get("/review").text
    assert "two ferries" in page and 'value="Mara Ö"' in page
    assert send(browser, csrf=csrf, id=first["id"], verdict="accept", why="x", who="y").status_code == 404

    undone = send(browser, "/review/undo", csrf=csrf, id=made.id, why="one ferry", who="Mara Ö")
    assert undone.status_code == 303 and suggestions(browser) == before
    history = browser.get("/api/review/history").json()["items"]
    assert [each["verdict"] for each in history] == ["undo", "reject"]
    assert history[1]["standing"] == f"undone by {history[0]['id']}"
    assert "one ferry" in browser.get("/review/history").text


def test_what_is_put_right(browser: TestClient, csrf: str, case_file: Path) -> None:
    (grouping, *_) = suggestions(browser, "grouping")
    assert browser.get(f"/review/{grouping['id']}").text.count('name="part"') == len(grouping["target"])
    parts = [str(number) for number, _ in enumerate(grouping["target"], 1)]
    send(browser, csrf=csrf, id=grouping["id"], verdict="correct", part=parts, why="apart", who="Mara")
    (drift, *_) = suggestions(browser, "drift")
    send(browser, csrf=csrf, id=drift["id"], verdict="correct", to="bound", why="its bound", who="Mara")
    assert [(each.subject, each.to) for each in judgements(case_file)] == [
        ("grouping", " ".join(parts)), ("drift", "bound"),
    ]  # fmt: skip


def test_a_finding_is_judged_without_a_suggestion(browser: TestClient, csrf: str, case_file: Path) -> None:
    finding = next(each for each in browser.get("/api/findings").json()["items"] if len(each["claims"]) > 1)
    path = f"/review/finding/{finding['id']}"
    page = browser.get(path).text
    claim = re.findall(r'<option value="(report-[^"]+)"', page)[0]
    assert send(browser, path, csrf=csrf, subject="rating", verdict="rate", to="3", why="w", who="m").status_code == 303
    refused = send(browser, path, csrf=csrf, subject="rating", verdict="rate", to="1", why="w", who="m")
    assert refused.status_code == 400 and "needs two independent origins" in refused.text
    name = {"subject": "attribution", "verdict": "correct", "claim": claim, "why": "w", "who": "m", "csrf": csrf}
    assert send(browser, path, **name, to="Nobody Here").status_code == 400
    assert [each.subject for each in judgements(case_file)] == ["rating"]
    assert browser.get("/review/finding/none").status_code == 404


def test_hidden_names_are_hidden_here_and_a_decision_is_of_the_true_words(
    browser: TestClient, csrf: str, case_file: Path
) -> None:
    (grouping, *_) = suggestions(browser, "grouping")
    assert "Ada Brook" in str(grouping)
    send(browser, "/names", csrf=csrf, hide="true")
    finding = next(each for each in browser.get("/api/findings").json()["items"] if len(each["claims"]) > 1)
    for path in ("/review", f"/review/{grouping['id']}", f"/review/finding/{finding['id']}", "/api/review"):
        page = browser.get(path)
        assert page.status_code == 200 and "Ada Brook" not in page.text, path
    send(browser, csrf=csrf, id=grouping["id"], verdict="accept", why="as Ada Brook says", who="Mara")
    assert "Ada Brook" in str(judgements(case_file)[0].target)
    assert "Ada Brook" not in browser.get("/review/history").text + browser.get("/review").text


def test_the_api_decides_and_undoes(browser: TestClient, csrf: str, case_file: Path) -> None:
    (first, *_) = suggestions(browser)
    sure = {"origin": HERE, "x-csrf-token": csrf}
    said = {"verdict": "accept", "why": "seen", "who": "Mara"}
    made = browser.post("/api/judgements", json=said | {"suggestion": first["id"]}, headers=sure).json()
    assert made["type"] == "judgement" and browser.get(f"/api/jobs/{made['build']}").json()["kind"] == "update"
    words = {"subject": first["subject"], "of": first["of"], "target": first["target"]}
    assert browser.post("/api/judgements", json=said | words | {"verdict": "reject"}, headers=sure).status_code == 200
    undo = browser.post(f"/api/judgements/{made['id']}/undo", json={"why": "no", "who": "Mara"}, headers=sure)
    assert undo.json()["verdict"] == "undo"
    assert [each.verdict for each in judgements(case_file)] == ["accept", "reject", "undo"]
    assert browser.post("/api/judgements", json=said, headers=sure).status_code == 400
    assert (
        browser.post("/api/judgements", json=said | {"suggestion": first["id"]}, headers={"origin": HERE}).status_code
        == 403
    )


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/reports", "/review@evil.example"])
def test_a_form_leads_back_to_the_review_alone(browser: TestClient, csrf: str, back: str) -> None:
    (first, *_) = suggestions(browser)
    answer = send(browser, csrf=csrf, id=first["id"], verdict="accept", why="w", who="m", back=back)
    assert answer.headers["location"] in ("/review", "/review@evil.example")


def test_every_decision_asks_for_a_build(browser: TestClient, csrf: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = Jobs.update

    def update(jobs: Jobs) -> Job:
        asked.append("update")
        return real(jobs)

    monkeypatch.setattr(Jobs, "update", update)
    (first, *_) = suggestions(browser)
    send(browser, csrf=csrf, id=first["id"], verdict="accept", why="w", who="m")
    assert asked == ["update"] and send(browser, "/review/update", csrf=csrf).headers["location"].startswith("/jobs/")


def test_reasons_call_reports_as_the_pages_do() -> None:
    one, other = (Listed(n, f"report-{n}", name, None, outlet, None, "en", None, 9, 1, 0, 0, (), ())
                  for n, name, outlet in ((1, "a 1", "The Argus"), (2, "b", None)))  # fmt: skip
    known = Roster((one, other), {each.id: each for each in (one, other)}, {})
    target = tuple(Passage(each.id, 0, 1, "x") for each in (one, other))
    words = "say the same, 1 origin: a 1, b rest on what b said: one origin; a 1 and b: dependent"
    matter = Matter("suggestion-1", "grouping", None, target, words, 0)
    argus, second = '<a href="/reports/report-1">R1 The Argus</a>', '<a href="/reports/report-2">R2 b</a>'
    assert told(matter, known, 400) == (
        f"say the same, 1 origin: {argus}, {second} rest on what b said: one origin; {argus} and {second}: dependent"
    )
