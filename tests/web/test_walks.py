"""Ways through the pages of findings in a real browser, on the example case."""

import re
from pathlib import Path

from playwright.sync_api import expect
from tests.web.conftest import Opened
from tests.web.stage import NEEDED

pytestmark = NEEDED

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
    number = re.search(r"(\d+) times?$", bar.get_attribute("aria-label") or "")
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
