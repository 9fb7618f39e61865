"""Whatever a report says, it is words on a page and nothing else."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import Open
from tests.web.hostile import ATTACK, LINK, hostile

from headwater.case import Changes


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def attacked(serve: Open, pile: Changes, tmp_path: Path) -> TestClient:
    return serve(case=hostile(pile, tmp_path / "hostile.hw"))


def pages(browser: TestClient) -> list[str]:
    """Every page that links lead to, from the overview on."""
    seen: dict[str, str] = {}
    waiting = ["/", "/search?q=ferry", "/search?in=texts&q=hit", f"/search?q={ATTACK[:80]}", "/nope/<script>"]
    while waiting and len(seen) < 150:
        path = waiting.pop(0).split("#")[0]
        if path and path not in seen:
            answer = browser.get(path)
            assert answer.status_code < 500, (path, answer.text[-300:])
            seen[path] = answer.text if "html" in answer.headers.get("content-type", "") else ""
            waiting += [each.replace("&amp;", "&") for each in re.findall(r'href="(/[^"]*)"', seen[path])]
    return list(seen.values())


def test_no_page_has_an_element_of_a_reports_making(attacked: TestClient) -> None:
    found = pages(attacked)
    assert len(found) > 12 and any("window.hit" in page for page in found)
    for page in found:
        for tag, attributes in Elements(page).found:
            assert tag not in ("img", "style", "iframe", "object", "embed", "base"), tag
            assert tag != "script" or str(attributes["src"]).startswith("/static/workbench.js")
            assert not any(name.startswith("on") or name == "style" for name in attributes), attributes
            for name in ("href", "src", "action", "xlink:href"):
                assert re.match(r"(/(?!/)|#|\?|$)", attributes.get(name) or ""), attributes


def test_nothing_hides_or_turns_the_order_of_words(attacked: TestClient) -> None:
    found = pages(attacked)
    assert any("⟦U+202E⟧evil⟦U+2066⟧" in page for page in found)
    assert not any("\u202e" in page or "\u2066" in page for page in found)


def test_a_template_in_a_report_is_not_run(attacked: TestClient) -> None:
    found = pages(attacked)
    assert any("{{7*7}}" in page for page in found) and not any("49{%" in page for page in found)


def test_an_address_of_a_report_is_words(attacked: TestClient) -> None:
    assert any(LINK in page for page in pages(attacked))
    assert not any(f'="{LINK}' in page for page in pages(attacked))


def test_json_says_that_it_is_no_page(attacked: TestClient) -> None:
    for path in ("/api/reports", "/api/findings", f"/api/search?q={ATTACK[:60]}", "/api/<script>alert(1)</script>"):
        answer = attacked.get(path)
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
