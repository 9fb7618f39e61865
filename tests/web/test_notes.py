"""What a reader must know of how a report was read, and on which page its words stand, is shown with them."""

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import Open, form_token

from headwater.case import Changes, write
from headwater.model import Page

NOTES = ("page 3 not read: damaged", "read by OCR <scanner>", "a third", "a fourth")


@pytest.fixture
def noted(pile: Changes, tmp_path: Path, serve: Open) -> TestClient:
    """The first report has notes, and its words stand on two pages."""
    (first, made), *others = pile.readings
    at = first.text.text.index("More than")
    pages = (Page(0, at, 1), Page(at, len(first.text.text), 2))
    first = replace(first, text=replace(first.text, notes=NOTES, pages=pages))
    case = tmp_path / "noted.hw"
    write(case, replace(pile, readings=((first, made), *others)), when="2031-06-01T12:00:00+00:00")
    return serve(case=case)


def address(pile: Changes, number: int) -> str:
    return f"/reports/{pile.readings[number][0].report}"


def test_the_reader_gives_every_note(noted: TestClient, pile: Changes) -> None:
    page = noted.get(address(pile, 0)).text
    assert "How it was read" in page and "read by OCR &lt;scanner&gt;" in page and "<scanner>" not in page
    assert all(note in page for note in (NOTES[0], *NOTES[2:])) and "2 pages" in page
    other = noted.get(address(pile, 1)).text
    assert "How it was read" not in other and "Page 1" not in other


def test_the_list_of_reports_gives_the_first_and_leads_to_the_rest(noted: TestClient, pile: Changes) -> None:
    page = noted.get("/reports").text
    assert page.count("Note: ") == 2 and NOTES[0] in page and "2 pages" in page
    assert f'<a href="{address(pile, 0)}#notes">2 more notes</a>' in page
    assert 'id="notes"' in noted.get(address(pile, 0)).text


def test_the_page_of_a_document_stands_where_it_begins(noted: TestClient, pile: Changes) -> None:
    assert '<p class="sheet">Page 1</p>' in noted.get(address(pile, 0)).text


@pytest.mark.parametrize("hidden", [False, True])
def test_words_in_a_collation_have_their_page(noted: TestClient, pile: Changes, hidden: bool) -> None:
    if hidden:
        noted.post("/names", data={"csrf": form_token(noted), "hide": "true"})
    assert pile.findings is not None
    page = noted.get(f"/findings/{pile.findings.findings[0].id}").text
    assert page.count('<span class="date">page 2</span>') == 1 and "page 1" not in page
