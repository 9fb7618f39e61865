"""A whole day's work in a real browser: from the overview to the words, decisions, a new report, and the dossier."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.web.stage import NEEDED, staged

from headwater import pipeline
from headwater.case import Case

pytestmark = NEEDED

_NEW = """Ferry company denies it moved families

Talin Gazette, 30 March 2025

The ferry company of Lake Ombra said on Sunday that it had carried no families away from the shore.
"We carried timber and nothing else," said its director, Orsa Vint.
Between 40 and 50 ferries crossed the lake in March, the company said.
"""


@pytest.fixture(scope="module")
def case(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(example, tmp_path_factory.mktemp("work")))


@pytest.fixture(scope="module")
def context(case: Path, chromium: Browser) -> Iterator[BrowserContext]:
    """One person's browser, let in."""
    with staged(case) as address:
        context = chromium.new_context(base_url=address.split("/?")[0], viewport={"width": 1440, "height": 900})
        context.set_default_timeout(30_000)
        context.new_page().goto(address)
        yield context
        context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.pages[0]
    page.goto("/")
    return page


def judgements(case: Path) -> list[tuple[str, str, str]]:
    with Case.open(case) as opened:
        return [(each.subject, each.verdict, each.why) for each in opened.judgements()]


def test_from_the_overview_to_the_words_behind_a_count_in_two_clicks(page: Page) -> None:
    page.locator("#best + ol a").first.click()
    page.locator("main a[href*='?at=']").first.click()
    expect(page.locator("mark.at").first).to_be_in_viewport()


def test_a_filter_leads_to_a_collation(page: Page) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Findings").click()
    everything = int(page.get_by_role("status").inner_text().split()[0])
    page.get_by_label("Disputed").select_option("disputed")
    page.get_by_role("button", name="Show").click()
    assert 0 < int(page.get_by_role("status").inner_text().split()[0]) < everything
    page.locator("main .lines a").first.click()
    assert page.locator("main table tbody tr").count() > 1


def test_an_accept_and_an_undo_by_keyboard_alone_and_a_rebuild_that_keeps_the_decision(page: Page, case: Path) -> None:
    page.goto("/review?subject=grouping")
    asked = int(page.locator("#queue").inner_text().split()[-1])
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "matter-1"
    page.get_by_label("Who decides").first.fill("Mara")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.type("the same raid")
    page.keyboard.press("Enter")
    expect(page.locator("#queue")).to_have_text(f"To decide: {asked - 1}")
    expect(page.locator(".latest")).to_contain_text("the same raid")
    assert judgements(case) == [("grouping", "accept", "the same raid")]

    page.keyboard.press("r")
    page.keyboard.type("two different things")
    page.keyboard.press("Enter")
    expect(page.locator(".latest")).to_contain_text("two different things")
    page.keyboard.press("u")
    page.keyboard.type("I misread it")
    page.keyboard.press("Enter")
    expect(page.locator(".latest")).to_contain_text("the same raid")
    assert [each[1] for each in judgements(case)] == ["accept", "reject", "undo"]

    pipeline.build([], case)
    page.reload()
    expect(page.locator("#queue")).to_have_text(f"To decide: {asked - 1}")
    page.get_by_role("link", name="All decisions").click()
    expect(page.locator(".decisions .tag")).to_have_text(["in force", re.compile("undone by"), "in force"])


def test_a_press_too_many_decides_once_and_the_next_suggestion_is_in_focus(page: Page, case: Path) -> None:
    page.goto("/review?subject=code")
    before = len(judgements(case))
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("#matter-3 h3").inner_text().split(maxsplit=1)[1]
    page.locator("#matter-2").get_by_label("Reason").fill("as it says")
    accept = page.locator("#matter-2").get_by_role("button", name="Accept")
    accept.evaluate("button => { button.click(); button.click() }")
    page.wait_for_url("**#matter-2")
    assert page.locator("#matter-2 h3").inner_text().split(maxsplit=1)[1] == second
    assert page.evaluate("document.activeElement.id") == "matter-2"
    assert len(judgements(case)) == before + 1


def test_the_keys_edit_and_show_themselves(page: Page) -> None:
    page.goto("/review?subject=drift")
    page.keyboard.press("?")
    expect(page.locator("#keys dl")).to_be_visible()
    page.keyboard.press("e")
    expect(page.get_by_label("What changed is its")).to_be_visible()


def test_a_new_report_is_uploaded_and_read_while_its_progress_is_told(page: Page, tmp_path: Path) -> None:
    new = tmp_path / "ferry-company.txt"
    new.write_text(_NEW, encoding="utf-8")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Add reports").click()
    page.get_by_label("Files").set_input_files([new])
    page.get_by_role("button", name="Add these files").click()
    expect(page.locator("progress")).to_be_visible()
    assert page.locator("[aria-live=polite]").count() == 1
    expect(page.get_by_role("heading", level=1)).to_have_text("Reports were added", timeout=120_000)
    expect(page.get_by_role("status")).to_contain_text("1 report was read. The case has 10 reports")
    page.goto("/search?q=timber")
    expect(page.locator("main")).to_contain_text("We carried timber")


def test_a_redacted_dossier_of_a_choice(page: Page) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Dossier").click()
    page.get_by_label("Disputed").select_option("disputed")
    page.get_by_role("button", name="Choose").click()
    page.get_by_text("Leave some of them out").click()
    page.get_by_role("checkbox").first.check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    written = Path(download.value.path()).read_text(encoding="utf-8")
    assert download.value.suggested_filename == "dossier.html"
    assert "A choice of findings." in written and "Names of private persons are replaced" in written
    assert "Old Marek" not in written and "Informant A" in written
