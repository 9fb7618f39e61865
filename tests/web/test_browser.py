"""The workbench in a real browser: Debian's chromium and a real server, on the example case."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect
from tests.web.conftest import Opened
from tests.web.hostile import hostile
from tests.web.stage import NEEDED, staged

from headwater.case import Changes
from headwater.web.navigation import NAVIGATION

pytestmark = NEEDED


def test_from_the_overview_to_the_words_of_an_origin(at: Opened) -> None:
    page = at()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("9 reports.*4 origins"))
    page.get_by_role("link", name="4 origins").click()
    page.locator(".family a:has(path.line.wholly)").first.dispatch_event("click")
    expect(page.get_by_role("heading", name="Shared wording")).to_be_visible()
    page.locator("section:has(h2:text('Shared wording')) figcaption a").first.click()
    expect(page.locator("mark.at").first).to_be_in_viewport()
    assert page.url.endswith("#at")


def test_layers_switch_on_and_off_and_stay_as_they_were_left(at: Opened) -> None:
    page = at("/reports")
    page.locator("th[scope=row] a").first.click()
    weight = "getComputedStyle(document.querySelector('b.quantity')).fontWeight"
    assert page.evaluate(weight) == "700"
    page.get_by_label("Quantities").uncheck()
    assert page.evaluate(weight) == "400"
    page.reload()
    assert page.evaluate(weight) == "400" and not page.get_by_label("Quantities").is_checked()
    page.keyboard.press("2")
    assert page.evaluate(weight) == "700"
    page.keyboard.press("j")
    assert "claim" in page.evaluate("document.activeElement.className")


def test_without_script_layers_and_comparisons_work_too(at: Opened) -> None:
    page = at("/reports", script=False)
    page.locator("th[scope=row] a").nth(1).click()
    page.get_by_label("Furniture and repeats").uncheck()
    assert not page.locator("details.taken").first.is_visible()
    page.get_by_role("link", name="Beside 1 other report").first.click()
    expect(page.locator("#beside .words").first).to_be_visible()
    page.get_by_role("link", name="Close the comparison").click()
    assert page.locator("#beside").count() == 0


def test_search_by_keyboard_alone(at: Opened) -> None:
    page = at()
    page.keyboard.press("/")
    page.keyboard.type('"number on every door"')
    page.keyboard.press("Enter")
    expect(page.locator("main li mark.at").first).to_have_text("number on every door")
    page.locator("main li a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#at")).to_be_in_viewport()


def test_names_are_hidden_on_every_page_until_they_are_shown_again(at: Opened) -> None:
    page = at("/reports")
    page.locator("th[scope=row] a").first.click()
    text = page.locator("main")
    expect(text).to_contain_text("Sella,")
    page.get_by_role("button", name="Hide names").click()
    expect(text).to_contain_text("Names are hidden")
    expect(text).not_to_contain_text("Sella,")
    page.get_by_role("button", name="Show names").click()
    expect(text).to_contain_text("Sella,")


def test_who_leaves_is_out(at: Opened) -> None:
    page = at()
    page.get_by_role("button", name="Leave").click()
    expect(page.locator("h1")).to_have_text("You have left the workbench")
    page.go_back()
    page.reload()
    expect(page.locator("h1")).to_have_text("You have not been let in")


def test_the_skip_link_comes_first(at: Opened) -> None:
    page = at()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_on_paper_there_is_only_the_page(at: Opened) -> None:
    page = at("/reports")
    page.emulate_media(media="print")
    assert not page.locator(".side").is_visible() and page.locator("main").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_hostile_report_runs_nothing_and_asks_for_nothing(chromium: Browser, pile: Changes, tmp_path: Path) -> None:
    with staged(hostile(pile, tmp_path / "hostile.hw")) as address:
        base = address.split("/?")[0]
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        paths = ["/", *(to for to, _ in NAVIGATION)]
        for path in ("/reports", "/lineage?as=lines"):
            page.goto(base + path)
            paths += re.findall(r'href="(/(?:reports|lineage)/[^"]+)"', page.content())
        for path in dict.fromkeys(paths):
            page.goto(base + path.replace("&amp;", "&"))
            assert page.evaluate("window.hit") is None and page.locator("h1").is_visible(), path
        assert all(each.startswith(base) for each in asked)
        page.close()


def test_a_script_put_in_by_hand_does_not_run(at: Opened) -> None:
    page = at()
    page.evaluate(
        "() => { const made = document.createElement('script'); made.textContent = 'window.hit = 1';"
        " document.body.append(made) }"
    )
    assert page.evaluate("window.hit") is None
