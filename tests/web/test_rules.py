"""The rules of accessibility find what they are to find, and nothing on a page that keeps them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.web.rules import faults
from tests.web.stage import NEEDED

pytestmark = NEEDED

_GOOD = """<!DOCTYPE html><html lang="en"><head><title>Reports</title></head><body><nav aria-label="Pages">
<a href="#main">Reports</a></nav><main id="main"><h1>Reports</h1><h2>Words</h2>
<form><label for="q">Words</label><input id="q">
<fieldset><legend>Layers</legend></fieldset><button>Show</button></form>
<table><caption>Two reports</caption><tr><th scope="col">Report</th></tr></table>
<svg role="img"><title>A drawing</title></svg>
<div role="region" aria-label="Wide" tabindex="0"></div></main></body></html>"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def test_a_page_that_keeps_them_has_no_fault(page: Page) -> None:
    page.set_content(_GOOD)
    assert faults(page) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        (' lang="en"', "", "the page has no language"),
        ("<title>Reports</title></head>", "</head>", "the page has no title"),
        ("</main>", "</main><main></main>", "not one main"),
        ("<h1>Reports</h1>", "", "not one h1"),
        ("<h2>", "<h3>", "a heading skips a level"),
        ("<h2>Words</h2>", "<h2></h2>", "an empty heading"),
        ("<button>", '<button id="q">', "an id stands twice"),
        ("<button>", '<button aria-describedby="none">', "aria-describedby leads nowhere"),
        ('<label for="q">', '<label for="none">', "a field without a label"),
        ('"#main"', '"#none"', "a link leads nowhere"),
        ("Show</button>", "</button>", "nothing to read aloud"),
        ("<legend>Layers</legend>", "", "fields without a name"),
        (' aria-label="Pages"', "", "a landmark without a name"),
        (' aria-label="Wide"', "", "a landmark without a name"),
        ("<caption>Two reports</caption>", "", "a table without a caption"),
        (' scope="col"', "", "a heading of a table without scope"),
        ("<title>A drawing</title>", "", "a drawing without a title"),
        ("</form>", '<img src="data:,"></form>', "a picture without words"),
        ('tabindex="0"', 'tabindex="3"', "an order of its own for the keyboard"),
        ("</form>", '</form><div style="width:9em;overflow:auto"><p style="width:99em">x</p></div>',
         "the keyboard cannot scroll it"),
    ],
)  # fmt: skip
def test_each_rule_finds_its_fault(page: Page, good: str, bad: str, fault: str) -> None:
    assert good in _GOOD
    page.set_content(_GOOD.replace(good, bad, 1))
    assert any(each.startswith(fault) for each in faults(page)), faults(page)
