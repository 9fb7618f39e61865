"""The dossier in a real browser: Debian's chromium, without any network."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.dossier.salt import POST, five, many

from headwater.dossier.page import write

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed (apt-get install chromium)"),
]

# The lowest contrast (WCAG 2.2, 1.4.3) of any words on the page with what is painted behind them.
LOWEST_CONTRAST = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  let lowest = [99, ''];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const box = e.closest('svg') && e.closest('a') && e.closest('a').querySelector('rect');
    const paper = box ? parse(getComputedStyle(box).fill) : behind(e);
    const [a, b] = [light(parse(e.closest('svg') ? style.fill : style.color)), light(paper)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < lowest[0]) lowest = [ratio, walker.currentNode.data];
  }
  return lowest;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]  # it cannot be had as root
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--disable-gpu", "--disable-quic", *sandbox]
        )
        yield started
        started.close()


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "dossier.html"
    path.write_text(write(five()), encoding="utf-8")
    return path


def opened(browser: Browser, path: Path, width: int = 1440, scheme: str = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(path.as_uri())
    return page


def test_a_count_opens_the_words_behind_it_and_they_lead_to_their_place(browser: Browser, dossier: Path) -> None:
    page = opened(browser, dossier)
    words = page.locator("#f2w")
    assert not words.is_visible()
    page.locator("#f2 .standing a", has_text="4 reports").click()
    words.wait_for(state="visible")
    words.get_by_role("link", name="R2: these words in the report").click()
    claim = page.locator("#r2c3")
    assert claim.inner_text() == "Up to 3,000 people could be moved to the pans"
    assert claim.evaluate("e => e.matches(':target')") and claim.bounding_box() is not None
    assert "F2" in page.locator("#r2 a.ref").all_inner_texts()


def test_a_line_of_the_drawing_opens_its_evidence(browser: Browser, dossier: Path) -> None:
    page = opened(browser, dossier)
    page.locator(".family svg a[href='#d1']").dispatch_event("click")
    assert page.evaluate("document.querySelector(':target').id") == "d1"


@pytest.mark.parametrize("width", [380, 1440])
def test_nothing_runs_over_the_side(browser: Browser, tmp_path: Path, width: int) -> None:
    case = five()
    text = replace(
        POST.text, outlet="W" * 300, title="T" * 500, url="https://x.example/" + "u" * 900, published="2" * 90
    )
    huge = replace(POST, text=text)
    path = tmp_path / "wide.html"
    path.write_text(write(replace(case, readings=(huge, *case.readings[1:]))), encoding="utf-8")
    page = opened(browser, path, width)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_told_from_what_is_behind_them(browser: Browser, dossier: Path, scheme: str) -> None:
    page = opened(browser, dossier, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    lowest, words = page.evaluate(LOWEST_CONTRAST)
    assert lowest >= 4.5, words


def test_the_keyboard_gets_to_the_content_and_sees_where_it_is(browser: Browser, dossier: Path) -> None:
    page = opened(browser, dossier)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_moves_for_those_who_ask_for_that(browser: Browser, dossier: Path) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(dossier.as_uri())
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_paper_shows_what_is_folded_and_cuts_nothing_off(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "dossier.html"
    path.write_text(write(many(30)), encoding="utf-8")
    page = opened(browser, path, width=672)  # A4 without its margins
    page.emulate_media(media="print")
    assert page.locator("#f1w").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 672
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_hostile_report_runs_nothing_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    attack = (
        "</style></title><script>window.hit = 1</script><img src=https://evil.example/x onerror='window.hit=1'>"
        "<svg onload='window.hit=1'></svg><style>body{display:none}</style><a href='javascript:window.hit=1'>x</a>"
    )
    case = five()
    text = replace(POST.text, outlet=attack, title=attack, url="javascript:window.hit=1")
    path = tmp_path / "hostile.html"
    path.write_text(write(replace(case, readings=(replace(POST, text=text), *case.readings[1:]))), encoding="utf-8")
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert page.evaluate("window.hit") is None and page.locator("body").is_visible()
    assert asked == [path.as_uri()] and said == []
    assert page.locator("script, img, a[href^='javascript:']").count() == 0


def test_the_policy_stops_a_script_that_is_put_in_by_hand(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "changed.html"
    path.write_text(write(five()).replace("</body>", "<script>window.hit = 1</script></body>"), encoding="utf-8")
    page = opened(browser, path)
    assert page.evaluate("window.hit") is None
