"""Estimates: shipped ones by address, one's own by form, and ends of inputs that are tried."""

from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HERE, Open, form_token
from tests.web.harbour import rich

from headwater.case import Changes
from headwater.estimates import read
from headwater.web import Settings
from headwater.web.queries.estimating import rounded

PLAN = """
name = "takings"
title = "What the <b>boats</b> take"
formula = "boats * price"
unit = "crown"

[input.boats]
unit = "boat"
counts = "boat"

[input.price]
unit = "crown / boat"
low = 2
high = 4
note = "asked at the pier"
"""


@pytest.fixture
def rich_browser(serve: Open, pile: Changes, tmp_path: Path) -> TestClient:
    return serve(case=rich(pile, tmp_path / "rich.hw"))


def sent(browser: TestClient, plan: str = PLAN, **ends: str) -> str:
    form = {"csrf": form_token(browser), "plan": plan} | {name.replace("_", "."): value for name, value in ends.items()}
    answer = browser.post("/estimates", data=form, headers={"origin": HERE})
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def test_ones_own_is_worked_out_with_the_words_behind_it(rich_browser: TestClient) -> None:
    page = sent(rich_browser)
    assert "24–48 <span" in page and "What the &lt;b&gt;boats&lt;/b&gt; take" in page
    assert ">12 boats</bdi></a>" in page and "#at" in page
    assert "1 figure</summary>" in page and "a range of your own; <bdi>asked at the pier</bdi>" in page


def test_an_end_that_is_moved_moves_the_result_and_is_said_to_be_ones_own(rich_browser: TestClient) -> None:
    page = sent(rich_browser, boats_low="10", boats_high="20", price_low="2", price_high="4")
    assert "20–80 <span" in page and "the case: 12" in page
    assert "a range tried in the workbench" in page and "not used" in page
    assert "24–48 <span" in sent(rich_browser, boats_low="12", boats_high="12"), "what is as it was is the case's"


def test_an_empty_end_is_open(rich_browser: TestClient) -> None:
    page = sent(rich_browser, boats_low="10", boats_high="")
    assert "20 or more <span" in page and "has no median" in page


@pytest.mark.parametrize(
    ("plan", "ends", "why"),
    [
        ("name = 1", {}, "is to be words"),
        ("[[", {}, "not TOML"),
        (PLAN, {"boats_low": "many"}, "that is not a number"),
        (PLAN, {"boats_low": "nan"}, "that is not a number"),
        (PLAN, {"boats_low": "9", "boats_high": "3"}, "from its lower end"),
        (PLAN, {"ships_low": "9"}, "no such input"),
        (PLAN.replace("boats * price", "boats / (price - price)"), {}, "unit"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_written(
    rich_browser: TestClient, plan: str, ends: dict[str, str], why: str
) -> None:
    form = {"csrf": form_token(rich_browser), "plan": plan} | {
        name.replace("_", "."): end for name, end in ends.items()
    }
    answer = rich_browser.post("/estimates", data=form, headers={"origin": HERE})
    assert answer.status_code == 400 and why in answer.text and 'role="alert"' in answer.text
    assert plan in unescape(answer.text)


def test_what_is_shipped_has_an_address_with_its_ends(rich_browser: TestClient) -> None:
    assert "/estimates/labour-revenue" in rich_browser.get("/estimates").text
    assert "Not measured" in rich_browser.get("/estimates/labour-revenue").text
    ends = "workers.low=10&workers.high=20&gross.low=100&gross.high=100&received.low=0&received.high=50"
    page = rich_browser.get(f"/estimates/labour-revenue?{ends}").text
    assert "6,000–24,000 <span" in page and 'value="20"' in page
    found = rich_browser.get(f"/api/estimates/labour-revenue?{ends}").json()
    assert (found["low"], found["high"], found["measured"]) == (6_000, 24_000, True)
    assert rich_browser.get("/estimates/none").status_code == 404


def test_the_server_can_be_started_with_ones_own(serve: Open, pile: Changes, tmp_path: Path) -> None:
    browser = serve(Settings(estimates=(read(PLAN, "takings.toml"),)), case=rich(pile, tmp_path / "rich.hw"))
    listed = browser.get("/estimates").text
    assert listed.index("/estimates/takings") < listed.index("/estimates/labour-revenue")
    assert "24–48 <span" in browser.get("/estimates/takings").text
    page = browser.get("/estimates/takings?boats.low=10&boats.high=20").text
    assert "20–80 <span" in page and 'type="range"' in page
    assert [each["name"] for each in browser.get("/api/estimates").json()["items"]] == ["takings", "labour-revenue"]


def test_programs_work_out_their_own(rich_browser: TestClient) -> None:
    wanted = {"plan": PLAN, "own": {"boats": [10, None]}}
    token = {"X-CSRF-Token": form_token(rich_browser), "origin": HERE}
    found = rich_browser.post("/api/estimates", json=wanted, headers=token).json()
    assert (found["low"], found["high"]) == (20, None)
    wrong = rich_browser.post("/api/estimates", json={"plan": "["}, headers=token)
    assert wrong.status_code == 400 and set(wrong.json()["error"]) == {"what", "value", "next"}
    (shipped,) = rich_browser.get("/api/estimates").json()["items"]
    assert shipped["type"] == "estimate" and not shipped["measured"]


def test_hidden_names_are_hidden_here(serve: Open, pile: Changes) -> None:
    plan = PLAN.replace('"boat"', '"person"').replace("crown / boat", "crown / person").replace("boats", "people")
    browser = serve()
    assert "Ada Brook" in sent(browser, plan)
    browser.post("/names", data={"csrf": form_token(browser), "hide": "true"})
    assert "Ada Brook" not in sent(browser, plan)


def test_a_sample_is_given_with_the_digits_that_it_is_worth() -> None:
    assert [rounded(each) for each in (241_754_609.27, 0.012345, -5_432.1, 0.0)] == [242_000_000, 0.0123, -5_430, 0]


def test_the_plan_goes_out_as_it_came_in(rich_browser: TestClient) -> None:
    plan = PLAN.replace("pier", "pier \u2066x\u2069 & <i>").replace("\n", "\r\n")
    page = unescape(sent(rich_browser, plan))
    assert plan.replace("\r\n", "\n") in page
