"""What people need who use the keyboard, a small screen or their finger: every kind of page, at both widths."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page
from tests.dossier.test_browser import LOWEST_CONTRAST
from tests.web.conftest import Opened
from tests.web.rules import faults
from tests.web.screens import addresses
from tests.web.stage import NEEDED, WIDTHS

pytestmark = NEEDED

# What is smaller than 24 by 24 pixels and stands nearer than that to something else that can be pressed (WCAG 2.2,
# 2.5.8). Links within a sentence or a list of references are as high as the line, and parts of a drawing are listed
# as text too, so they are let off.
_SMALL = """() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(e => e.checkVisibility() && !e.closest('svg, .skip:not(:focus)'));
  const box = e => (e.matches('input') && e.closest('label') || e).getBoundingClientRect();
  const inline = e => e.matches('a') && getComputedStyle(e).display === 'inline';
  const middle = b => [b.left + b.width / 2, b.top + b.height / 2];
  return all.filter(e => !inline(e)).filter(e => {
    const b = box(e);
    if (b.width >= 24 && b.height >= 24) return false;
    const [x, y] = middle(b);
    return all.some(o => o !== e && !inline(o) && !o.contains(e) && !e.contains(o)
      && Math.hypot(middle(box(o))[0] - x, middle(box(o))[1] - y) < 24);
  }).map(e => e.outerHTML.slice(0, 120));
}"""

# Whether what has the focus can be told from the rest, and is in sight.
_FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e), b = e.getBoundingClientRect();
  const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  const seen = b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth;
  return [[...document.querySelectorAll('*')].indexOf(e), marked && seen, e.outerHTML.slice(0, 120)];
}"""


_ZOOMED = 320  # CSS pixels across: a screen of 1,280 at 400 % (WCAG 2.2, 1.4.10)
_STATUS = {"problem": 404, "problem-finding": 404, "problem-value": 422}
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def page(at: Opened) -> Page:
    page = at()
    page.emulate_media(reduced_motion="reduce")
    return page


def test_every_kind_of_page(at: Opened) -> None:
    page = at()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    names = addresses(page)
    assert len(names) > 30
    wrong: list[tuple[str, object]] = []
    for name, url in names:
        answer = page.goto(url)
        assert answer and answer.status == _STATUS.get(name, 200) and len(answer.body()) < 300_000, name
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for width in (_ZOOMED, *WIDTHS):
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [(f"{name} {width}", each) for each in [*faults(page), *page.evaluate(_SMALL)]]
            over = page.evaluate("document.documentElement.scrollWidth") - width
            wrong += [(f"{name} {width}", f"{over} pixels over the side")] if over > 0 else []
        for scheme in _SCHEMES:
            page.emulate_media(color_scheme=scheme)
            lowest, words = page.evaluate(LOWEST_CONTRAST)
            wrong += [(f"{name} {scheme}", f"contrast {lowest:.2f}: {words[:60]}")] if lowest < 4.5 else []
    assert wrong == [] and [each for each in said if "404" not in each and "422" not in each] == []


@pytest.mark.parametrize("path", ["review", "add", "dossier"])
def test_the_keyboard_goes_through_a_page_in_its_order_and_is_seen(page: Page, path: str) -> None:
    page.goto(page.url + path)
    before = -1
    for _ in range(45):
        page.keyboard.press("Tab")
        place, seen, words = page.evaluate(_FOCUS)
        if place <= before:  # past the last one, back at the beginning
            break
        assert seen, words
        before = place
    assert before > 30


def test_nothing_moves_for_whoever_wants_it_still(page: Page) -> None:
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_what_is_in_sight_of_the_navigation_is_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 380, "height": 900})
    page.goto(page.url + "review")
    left, right = page.evaluate(
        "(() => { const b = document.querySelector('nav.pages [aria-current]').getBoundingClientRect();"
        " return [b.left, b.right] })()"
    )
    assert left >= 0 and right <= 380


def test_paper_holds_what_is_read_and_nothing_that_is_pressed(at: Opened) -> None:
    page = at("/review")
    page.emulate_media(media="print")
    assert page.locator(".matter h3").first.is_visible()
    assert re.search(r"lake-ombra.hw · /review$", page.locator(".sheet-head").inner_text()), "whose page it is"
    assert not page.locator("button:visible, input:visible, select:visible").count()
    page = at("/reports")
    page.locator("main tbody a").first.click()
    page.emulate_media(media="print")
    assert page.locator("article.text p").first.is_visible()
    assert not page.locator("button:visible, input:visible, .elsewhere:visible").count()


def test_paper_holds_no_slider_and_says_what_was_filtered(at: Opened) -> None:
    page = at("/estimates/labour-revenue")
    page.emulate_media(media="print")
    assert page.locator("#result table").is_visible() and not page.locator("input:visible, button:visible").count()
    page = at("/findings?kind=figure")
    assert not page.locator(".sheet-head").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".sheet-head").inner_text().endswith("/findings?kind=figure")


def test_the_first_column_of_a_wide_table_stays_in_sight(at: Opened) -> None:
    page = at("/findings?disputed=yes", width=380)
    page.locator("main .lines a").first.click()
    page.evaluate("document.querySelector('.sides').parentElement.scrollLeft = 400")
    box = page.locator(".sides th[scope=row]").first.bounding_box()
    assert box and 0 <= box["x"] < 40


def test_whole_tables_of_few_columns_fit_a_narrow_page(at: Opened) -> None:
    fits = "[...document.querySelectorAll('.scroll')].every(each => each.scrollWidth <= each.clientWidth + 1)"
    for path in ("/reports", "/places", "/indicators"):
        assert at(path, width=380).evaluate(fits), path
    page = at("/reports")
    dates = page.get_by_text("2025-03-11", exact=True).locator("visible=true")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert dates.count() == 1, "where its column is left out the date stands with the name"
