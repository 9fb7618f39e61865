"""The API gives what the pages show, in the line shapes, and one shape of error; nothing sent to it breaks it."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.web.conftest import Open

from headwater.case import Case as CaseFile
from headwater.case import Changes
from headwater.export import jsonl, lines
from headwater.export.lines import Line
from headwater.model import Indicator
from headwater.web import Settings, create
from headwater.web.answer import brief

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def exported(path: Path) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    with CaseFile.open(path) as case:
        for line in map(json.loads, jsonl(case)):
            found.setdefault(line["type"], []).append(line)
    return found


@pytest.mark.parametrize(
    ("path", "type", "left_out"),
    [("claims", "claim", ()), ("derivations", "derivation", ()), ("possible", "possible", ()),
     ("origins", "origin", ()), ("findings", "finding", ()), ("indicators", "indicator", ()),
     ("frameworks", "framework", ()), ("reports", "report", ("text",))],
)  # fmt: skip
def test_lists_are_the_lines_of_the_export(
    browser: TestClient, case_file: Path, path: str, type: str, left_out: tuple[str, ...]
) -> None:
    wanted = [{k: v for k, v in line.items() if k not in left_out} for line in exported(case_file)[type]]
    got = browser.get(f"/api/{path}").json()
    assert sorted(got["items"], key=str) == sorted(wanted, key=str) and got["total"] == len(wanted)


def test_one_of_each(browser: TestClient, case_file: Path, pile: Changes) -> None:
    lines = exported(case_file)
    for path, type in (("reports", "report"), ("origins", "origin"), ("findings", "finding")):
        for line in lines[type]:
            assert browser.get(f"/api/{path}/{line['id']}").json() == line
    for line in lines["claim"]:
        got = browser.get(f"/api/claims/{line['id']}").json()
        assert got.pop("findings") == [each["id"] for each in lines["finding"] if line["id"] in each["claims"]]
        assert got == line
    (derived,) = lines["derivation"]
    assert browser.get(f"/api/derivations/{derived['report']}/{derived['from']}").json() == derived
    first = pile.readings[0][0].report
    assert browser.get(f"/api/reports/{first}/reading").json()["type"] == "reading"
    assert [each["report"] for each in browser.get(f"/api/reports/{first}/claims").json()["items"]] == [first]


def test_page_by_page(serve: Open) -> None:
    browser = serve(Settings(page=2))
    pages = [browser.get("/api/claims", params={"page": n}).json() for n in (1, 2, 3)]
    assert [len(each["items"]) for each in pages] == [2, 1, 0]
    assert pages[0] | {"items": []} == {"items": [], "page": 1, "pages": 2, "total": 3}


def test_the_overview_and_the_search(browser: TestClient) -> None:
    overview = browser.get("/api/overview").json()
    assert (overview["reports"], overview["origins"], overview["claims"], overview["drifted"]) == (3, 2, 3, 1)
    assert browser.get("/api/findings?standing=not+established").json()["total"] == 0
    found = browser.get("/api/search?q=saved").json()
    assert found["total"] == 2 and {each["type"] for each in found["items"]} == {"claim"}
    assert browser.get("/api/search?q=ferry&in=texts").json()["total"] == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/none", 404), ("/api/reports/none", 404), ("/api/claims/none", 404), ("/api/derivations/a/b", 404),
     ("/api/findings?page=0", 422), ("/api/findings?standing=true", 422), ("/api/search?in=here", 422),
     ("/api/reports?order=size", 422), ("/api/reports/none/claims", 404)],
)  # fmt: skip
def test_every_error_has_one_shape(browser: TestClient, path: str, status: int) -> None:
    answer = browser.get(path)
    assert answer.status_code == status and set(answer.json()) == {"error"}
    assert set(answer.json()["error"]) == {"what", "value", "next"} and answer.json()["error"]["what"]
    assert browser.post("/api/overview").status_code in (403, 405)


def test_hidden_names_are_hidden_here_too(browser: TestClient, csrf: str, pile: Changes) -> None:
    assert "Ada Brook" in browser.get("/api/claims").text
    browser.post("/names", data={"csrf": csrf, "hide": "true"})
    first = pile.readings[0][0].report
    for path in ("claims", "findings", f"reports/{first}", f"reports/{first}/reading", "search?q=saved", "derivations"):
        assert "Ada Brook" not in browser.get(f"/api/{path}").text, path


def test_a_line_of_a_list_holds_no_more_than_a_page_can_and_no_more_is_looked_at() -> None:
    ids = tuple(str(n) for n in range(60))
    code = Indicator("invented", "1", "a", "A", ids, ("r",), 1, 1)
    looked: list[int] = []

    def shown(value: Indicator) -> Indicator:
        looked.append(len(value.claims))
        return value

    line = brief(code, lines.of, shown)
    assert line["claims"] == list(ids[:50]) and line["left_out"] == {"claims": 10}
    assert looked == [50]
    assert "left_out" not in brief(replace(code, claims=("c",)), lines.of)


def test_the_claims_of_a_code_are_a_list(browser: TestClient) -> None:
    (code,) = browser.get("/api/indicators").json()["items"]
    listed = browser.get(f"/api/indicators/{code['framework']}/{code['code']}").json()
    assert sorted(each["id"] for each in listed["items"]) == sorted(code["claims"])
    assert browser.get("/api/indicators/invented/9").status_code == 404


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_nothing_that_is_sent_breaks_it(case_file: Path, mode: GenerationMode) -> None:
    given_in = Settings()
    sent = {"Authorization": f"Bearer {given_in.token}", "Host": "127.0.0.1"}
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", create(case_file, given_in), headers=sent)
    tried = []
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()

        @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @seed(7)
        @given(case=operation.as_strategy(mode))
        def attack(case: Case[Any]) -> None:
            case.call_and_validate(headers=sent, checks=CHECKS)
            tried.append(case.path)

        with suppress(Unsatisfiable):  # nothing wrong can be sent where nothing is asked for
            attack()
    assert len(set(tried)) > 12
