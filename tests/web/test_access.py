"""What people need who use the keyboard, a small screen or their finger: every kind of page, at both widths."""

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


@pytest.fixture
def page(at: Opened) -> Page:
    page = at()
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page(at: Opened, width: int, scheme: str) -> None:
    page = at(width=width, scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    names = addresses(page)
    assert len(names) > 25
    wrong: list[tuple[str, object]] = []
    for name, url in names:
        answer = page.goto(url)
        assert answer and answer.status == (404 if name == "problem" else 200) and len(answer.body()) < 300_000, name
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        wrong += [(name, each) for each in [*faults(page), *page.evaluate(_SMALL)]]
        over = page.evaluate("document.documentElement.scrollWidth") - width
        lowest, words = page.evaluate(LOWEST_CONTRAST)
        wrong += [(name, f"{over} pixels over the side")] if over > 0 else []
        wrong += [(name, f"contrast {lowest:.2f}: {words[:60]}")] if lowest < 4.5 else []
    assert wrong == [] and [each for each in said if "404" not in each] == []


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
    assert not page.locator("button:visible, input:visible, select:visible").count()
    page = at("/reports")
    page.locator("main tbody a").first.click()
    page.emulate_media(media="print")
    assert page.locator("article.text p").first.is_visible()
    assert not page.locator("button:visible, input:visible, .elsewhere:visible").count()
