"""Ways through the pages of findings in a real browser, on the example case."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.dossier.test_browser import LOWEST_CONTRAST
from tests.web.rules import faults
from tests.web.test_browser import Opened, at, chromium, first, pytestmark, served

__all__ = ["at", "chromium", "pytestmark", "served"]  # fixtures that these tests are given

PLAN = (Path(__file__).parents[2] / "examples" / "lake-ombra" / "compensation.toml").read_text(encoding="utf-8")


def test_from_the_overview_by_a_filter_and_a_collation_to_the_words(at: Opened) -> None:
    page = at()
    page.locator("dl.glance div:has(dt:text-is('disputed')) a").click()
    expect(page.get_by_label("Disputed")).to_have_value("yes")
    page.locator("main ol.lines a").first.click()
    expect(page.locator(".tag.warn")).to_have_text("disputed")
    assert page.locator("td.other").count() > 0 and "?claim=claim-" in page.url
    page.locator(".sides td a").first.click()
    expect(page.locator("mark.at").first).to_be_in_viewport()


def test_a_filter_by_keyboard_without_script(at: Opened) -> None:
    page = at("/findings", script=False)
    before = page.get_by_role("status").inner_text()
    page.get_by_label("In retelling").focus()
    page.keyboard.type("something")
    page.get_by_role("button", name="Show", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_have_text(before)
    assert "drifted=yes" in page.url
    expect(page.locator("main ol.lines li").first).to_contain_text("in retelling")


def test_a_part_of_the_system_leads_to_its_words(at: Opened) -> None:
    page = at("/system")
    page.locator(".family a:has(rect.part)").first.click()
    assert page.evaluate("document.querySelector(':target').className") == "part"
    page.locator(".part:target > p a").first.click()
    page.locator("main ol.lines a").first.click()
    expect(page.locator("mark.at").first).to_be_in_viewport()


def test_a_bar_of_the_timeline_leads_to_what_it_stands_for(at: Opened) -> None:
    page = at("/timeline")
    bar = page.locator("svg a:has(rect.bar)").first
    number = re.search(r"(\d+)$", bar.get_attribute("aria-label") or "")
    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline?from=*")
    assert number and page.locator("rect.bar, rect.lane").count() <= page.locator("a.when").count()
    assert page.locator("a.when").count() >= int(number[1])


def test_a_slider_moves_the_result_and_the_form_does_so_without_script(at: Opened) -> None:
    for script in (True, False):
        page = at("/estimates", script=script)
        page.get_by_label("The estimate").fill(PLAN)
        page.get_by_role("button", name="Work it out").click()
        heading = page.locator("#result h2")
        before = heading.inner_text()
        if script:
            slider = page.get_by_role("slider", name="paid to a family, to")
            slider.focus()
            slider.press("ArrowRight")
        else:
            assert page.get_by_role("slider").count() == 0
            page.locator("#payment-high").fill("900")
            page.get_by_role("button", name="Work it out").click()
        expect(heading).not_to_have_text(before)
        expect(page.locator("#result")).to_contain_text("your own")


@pytest.mark.parametrize("width", [380, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_behind_the_lists_keep_the_rules_too(at: Opened, width: int, scheme: str) -> None:
    page = at("/findings", width=width, scheme=scheme)
    base = page.url.split("/findings")[0]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    paths = [
        first(page, '/findings/[^"?]+'),
        first(at("/findings?standing=one+origin&drifted=yes"), '/findings/[^"?]+'),
        first(at("/indicators"), '/indicators\\?code=[^"#]+'),
        "/findings?kind=figure&from=2024&to=2025",
        "/timeline?from=2025-03&to=2025-03",
        "/estimates/labour-revenue?workers.low=10&workers.high=20&gross.low=5&gross.high=9&received.low=1&received.high=2",
    ]
    for path in paths:
        answer = page.goto(base + path)
        assert answer and answer.status == 200 and len(answer.body()) < 300_000, path
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        lowest, words = page.evaluate(LOWEST_CONTRAST)
        assert lowest >= 4.5, (path, words)
    assert said == []
