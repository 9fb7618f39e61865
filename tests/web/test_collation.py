"""A finding's page: a row a report, what differs marked, the count explained, and an address that lasts."""

import re
from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient
from tests.web.conftest import Open

from headwater.case import Changes, write
from headwater.model import make_id


def finding(pile: Changes) -> str:
    assert pile.findings
    return pile.findings.findings[0].id


def cells(browser: TestClient, id: str) -> dict[str, dict[str, tuple[list[str], bool]]]:
    """By report and column what stands there, and whether it differs."""
    got = browser.get(f"/api/findings/{id}/collation").json()
    return {
        row["report"]: {
            name: (cell["words"], cell["differs"]) for name, cell in zip(got["columns"], row["cells"], strict=True)
        }
        for row in got["rows"]
    }


def test_what_differs_from_the_upstream_report_is_marked_and_nothing_else(browser: TestClient, pile: Changes) -> None:
    first, copy = (each.report for each, _ in pile.readings[:2])
    rows = cells(browser, finding(pile))
    assert list(rows) == [first, copy], "what is upstream comes first"
    assert not any(differs for _, differs in rows[first].values())
    assert {name for name, (_, differs) in rows[copy].items() if differs} == {"How much", "Bound"}
    assert rows[first]["Bound"][0] == ["more than"] and rows[copy]["Bound"][0] == ["about"]
    assert rows[copy]["Said by"] == (["Ada Brook"], False)
    page = browser.get(f"/findings/{finding(pile)}").text
    assert page.count('<td class="other">') == 2 and page.count('class="aloud">differs: ') == 2


def test_a_pronoun_is_not_said_to_differ(serve: Open, pile: Changes, tmp_path: Path) -> None:
    reading, made = pile.readings[1]
    claim = replace(reading.claims[0], subject="they")
    path = tmp_path / "they.hw"
    write(
        path,
        replace(pile, readings=(pile.readings[0], (replace(reading, claims=(claim,)), made), pile.readings[2])),
        when="2031",
    )
    who = cells(serve(case=path), finding(pile))[reading.report]["Who"]
    assert who == (["they"], False)
    other = tmp_path / "crew.hw"
    claim = replace(claim, subject="the crew")
    write(
        other,
        replace(pile, readings=(pile.readings[0], (replace(reading, claims=(claim,)), made), pile.readings[2])),
        when="2031",
    )
    assert cells(serve(case=other), finding(pile))[reading.report]["Who"] == (["the crew"], True)


def test_the_count_is_explained_and_every_row_leads_to_its_words(browser: TestClient, pile: Changes) -> None:
    page = browser.get(f"/findings/{finding(pile)}").text
    first, copy = (each for each, _ in pile.readings[:2])
    assert "Why that is 1 origin" in page and ">R2</a> derives from a-harbour" in page
    for reading in (first, copy):
        claim = reading.claims[0]
        assert f"/reports/{reading.report}?at={claim.start}-{claim.end}#at" in page
    assert f"/lineage/{copy.report}/{first.report}" in page, "the line to the evidence"
    assert "“more than” became “about”" in page and '<ins class="differs">' in page


def test_reports_of_one_origin_stand_together(browser: TestClient, pile: Changes) -> None:
    page = browser.get(f"/findings/{finding(pile)}").text
    (row,) = re.findall(r'<tr class="origin">(.*?)</tr>', page, re.S)
    assert "Harbour Post" in row and "2 reports" in row


def test_an_old_address_leads_to_the_finding_that_holds_its_claims_now(browser: TestClient, pile: Changes) -> None:
    claim = pile.readings[1][0].claims[0].id
    gone = make_id("finding", "other claims")
    for address in (f"/findings/{claim}", f"/findings/{gone}?claim={claim}"):
        answer = browser.get(address)
        assert answer.status_code == 303 and answer.headers["location"] == f"/findings/{finding(pile)}"
    answer = browser.get(f"/findings/{gone}")
    assert answer.status_code == 404 and "no finding has this address any more" in answer.text.lower()
    lasting = browser.get(f"/findings/{finding(pile)}").text
    assert f'href="/findings/{pile.readings[0][0].claims[0].id}"' in lasting


def test_a_finding_that_many_reports_say_comes_in_pages(serve: Open, pile: Changes) -> None:
    from headwater.web import Settings

    browser = serve(Settings(page=1))
    one, two = (browser.get(f"/api/findings/{finding(pile)}/collation?page={n}").json() for n in (1, 2))
    assert one["pages"] == 2 and [len(each["rows"]) for each in (one, two)] == [1, 1]
    assert one["rows"][0]["report"] != two["rows"][0]["report"]
    assert [cell["differs"] for cell in two["rows"][0]["cells"]].count(True) == 2, "compared over pages"


def test_a_reason_that_names_a_thousand_reports_is_cut_in_its_middle(
    serve: Open, pile: Changes, tmp_path: Path
) -> None:
    assert pile.findings
    long = f"{', '.join(f'report-{n}' for n in range(3_000))} go back to the Post: one origin"
    opened = replace(pile.findings.findings[0], reasons=(long, *(f"reason {n}" for n in range(100))))
    write(tmp_path / "long.hw", replace(pile, findings=replace(pile.findings, findings=(opened,))), when="2031")
    page = serve(case=tmp_path / "long.hw").get(f"/findings/{opened.id}").text
    assert "report-3, " in page and ", …" in page and "report-1500" not in page
    assert "report-2999 go back to the Post: one origin" in page and "61 more reasons left out" in page


def test_figures_of_something_else_neither_differ_nor_agree(serve: Open, pile: Changes, tmp_path: Path) -> None:
    reading, made = pile.readings[1]
    own = reading.claims[0]
    figure = replace(own.quantities[0], bound="more_than", unit="bell", low=3, high=3)
    bells = replace(own, id=make_id("claim", "bells"), end=own.end + 5, quantities=(figure,))
    bells = replace(bells, quote=reading.text.text[bells.start : bells.end])
    silent = replace(bells, id=make_id("claim", "silent"), end=own.end + 9, quantities=())
    silent = replace(silent, quote=reading.text.text[silent.start : silent.end])
    assert pile.findings
    opened = pile.findings.findings[0]
    opened = replace(opened, claims=(*opened.claims, bells.id, silent.id))
    readings = (pile.readings[0], (replace(reading, claims=(own, bells, silent)), made), pile.readings[2])
    write(
        tmp_path / "bells.hw",
        replace(pile, readings=readings, findings=replace(pile.findings, findings=(opened,))),
        when="2031",
    )
    got = serve(case=tmp_path / "bells.hw").get(f"/api/findings/{opened.id}/collation").json()
    bound = got["columns"].index("Bound")
    said = [(row["cells"][bound]["words"], row["cells"][bound]["differs"]) for row in got["rows"]]
    assert said[0] == (["more than"], False)
    assert sorted(said[1:]) == [([], False), (["about"], True), (["more than"], False)]
