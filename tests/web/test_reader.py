"""The reader shows a report as it reads, with what was found in it and where else it stands."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import Open

from headwater.case import Changes, write
from headwater.model import Claim, Reading, Removed, Segment, Span, Text
from headwater.web import links


def of(pile: Changes, number: int) -> Reading:
    return pile.readings[number][0]


def plain(page: str) -> str:
    """The words of the text alone."""
    article = re.search(r"<article class=.*?</article>", page, re.S)
    assert article
    shown = re.sub(
        r'<a class="ref".*?</a>|<p class="(?:elsewhere|left-out)">.*?</p>|<details.*?</details>',
        "",
        article[0],
        flags=re.S,
    )
    return " ".join(re.sub(r"<[^>]+>", "", shown).split())


def test_every_word_of_the_text_is_there_once(browser: TestClient, pile: Changes) -> None:
    for reading, _ in pile.readings:
        page = browser.get(links.report(reading.report)).text
        assert plain(page).replace("&#39;", "'") == " ".join(reading.text.text.split())


def test_claims_lead_to_their_finding_with_its_origins(browser: TestClient, pile: Changes) -> None:
    page = browser.get(links.report(of(pile, 0).report)).text
    finding = pile.findings.findings[0]  # type: ignore[union-attr]
    assert f'<mark class="claim" id="{of(pile, 0).claims[0].id}">' in page
    assert f'<a class="ref" href="{links.finding(finding.id)}" aria-label="Finding: 1 origin">1</a>' in page


def test_layers_mark_figures_times_and_who_speaks(browser: TestClient, pile: Changes) -> None:
    page = browser.get(links.report(of(pile, 0).report)).text
    assert '<b class="quantity">More than 40 people</b>' in page
    assert '<b class="time">3 May</b>' in page and '<i class="source">Ada Brook</i>' in page


def test_what_was_taken_out_is_folded_where_it_stood(browser: TestClient, pile: Changes) -> None:
    page = browser.get(links.report(of(pile, 0).report)).text
    assert page.index("Furniture: 1 word<") < page.index("The ferry sank") and "<details" in page
    assert '<p dir="auto">MENU</p>' in page


def test_words_are_marked_at_their_place(browser: TestClient, pile: Changes) -> None:
    claim = of(pile, 1).claims[0]
    page = browser.get(links.words(claim)).text
    marked = re.search(r'<mark class="at" id="at">(.*?)</mark>', page)
    assert marked and re.sub(r"<[^>]+>", "", page[marked.start() :]).startswith(claim.quote)
    assert links.words(claim).endswith("#at")


@pytest.mark.parametrize("at", ["5-2", "a-b", "-1-3", "99999999-999999999", "1", "٣-٤"])
def test_a_place_that_is_none_marks_nothing(browser: TestClient, pile: Changes, at: str) -> None:
    answer = browser.get(links.report(of(pile, 0).report), params={"at": at})
    assert answer.status_code == 200 and 'id="at"' not in answer.text


def test_the_same_passage_stands_beside(browser: TestClient, pile: Changes) -> None:
    page = browser.get(f"{links.report(of(pile, 1).report)}?beside=1").text
    assert "this report derives from it" in page
    assert '<del class="differs">More than</del> 40 people were saved' in page
    assert '<ins class="differs">About</ins> 40 people were saved' in page
    assert links.words(of(pile, 0).claims[0]).replace("&", "&amp;") in page
    other = browser.get(f"{links.report(of(pile, 0).report)}?beside=1").text
    assert "it derives from this report" in other and '<del class="differs">More than</del>' in other


def test_a_paragraph_says_in_how_many_others_it_stands(browser: TestClient, pile: Changes) -> None:
    assert "Beside 1 other report" in browser.get(links.report(of(pile, 0).report)).text
    assert "Beside" not in browser.get(links.report(of(pile, 2).report)).text


def test_ties_lead_to_their_evidence(browser: TestClient, pile: Changes) -> None:
    page = browser.get(links.report(of(pile, 1).report)).text
    assert links.derivation(of(pile, 1).report, of(pile, 0).report) in page
    assert "wholly, credited" in page


def long(pile: Changes, path: Path, words: str, paragraph: int) -> Text:
    """The first report with a text of any length, in paragraphs of so many characters."""
    reading, made = pile.readings[0]
    spans = tuple(Span(at, min(at + paragraph, len(words))) for at in range(0, len(words), paragraph))
    text = replace(
        reading.text,
        text=words,
        paragraphs=spans,
        sentences=spans,
        segments=tuple(Segment(at, min(at + 500, len(words)), at, at + 500) for at in range(0, len(words), 500)),
        removed=tuple(Removed("x" * 5_000, at, at + 1, "furniture") for at in range(0, len(words), 500)),
    )
    claims = tuple(
        Claim(f"claim-{at}", text.report, at, at + 90, words[at : at + 90], (), (), None, None, None, None)
        for at in range(0, len(words) - 90, 100)
    )
    assert pile.findings
    changes = replace(
        pile,
        readings=((Reading(text, claims=claims), made), *pile.readings[1:]),
        findings=replace(pile.findings, findings=()),
        indicators=(),
    )
    write(path, changes, when="2031-05-06T00:00:00+00:00")
    return text


@pytest.mark.parametrize("paragraph", [700, 10**9])
def test_a_long_report_comes_in_parts_of_bounded_size(
    serve: Open, pile: Changes, tmp_path: Path, paragraph: int
) -> None:
    words = " ".join(f"word{n}" for n in range(20_000))
    text = long(pile, tmp_path / "long.hw", words, paragraph)
    browser = serve(case=tmp_path / "long.hw")
    found = []
    for part in range(1, 1 + int(re.search(r"of (\d+)", browser.get(links.report(text.report)).text)[1])):  # type: ignore[index]
        answer = browser.get(links.report(text.report), params={"part": part})
        assert len(answer.content) < 300_000
        found.append(plain(answer.text))
    assert len(found) > 5 and "".join("".join(found).split()) == "".join(words.split())
    at = words.index("word15000")
    page = browser.get(links.report(text.report), params={"at": f"{at}-{at + 9}"}).text
    assert '<mark class="at" id="at">word15000</mark>' in page


def test_what_the_case_does_not_have_is_not_found(browser: TestClient) -> None:
    answer = browser.get("/reports/report-none")
    assert answer.status_code == 404 and "report-none" in answer.text


def test_hidden_names_are_hidden_in_text_and_comparison(browser: TestClient, csrf: str, pile: Changes) -> None:
    browser.post("/names", data={"csrf": csrf, "hide": "true"})
    for path in (links.report(of(pile, 0).report), f"{links.report(of(pile, 1).report)}?beside=1", "/", "/lineage"):
        page = browser.get(path).text
        assert "Ada Brook" not in page, path
    assert "said <" in browser.get(links.report(of(pile, 0).report)).text
