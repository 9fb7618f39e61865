"""Title, outlet and date, as a page shows them."""

import pytest
from tests.text.pages import BODY, removed, text_of

from headwater.model import Given, Report
from headwater.text import read


def test_the_title_stays_in_the_text_and_is_marked() -> None:
    text = text_of("\n".join(["Harbour pilots refuse night shifts", *BODY]))
    assert text.title == "Harbour pilots refuse night shifts"
    assert text.title_span is not None and text.slice(text.title_span) == text.title


def test_a_page_without_a_title_has_none() -> None:
    text = text_of("\n\n".join(BODY))
    assert text.title is None and text.title_span is None and text.outlet is None and text.published is None


def test_masthead_and_slogan_go_and_name_the_outlet() -> None:
    head = [
        "SALTMERE GAZETTE",
        "Your daily since the great flood",
        "Harbour pilots refuse night shifts",
        "By Ines Caldor",
    ]
    text = text_of("\n".join([*head, *BODY]))
    assert text.outlet == "SALTMERE GAZETTE" and text.title == head[2]
    assert removed(text) == head[:2] and head[3] in text.text


def test_a_name_over_a_menu_is_the_outlet() -> None:
    head = ["Tidewall", "Home | News | Ships | Tides", "Harbour pilots refuse night shifts"]
    assert text_of("\n\n".join([*head, *BODY])).outlet == "Tidewall"


def test_a_section_in_capitals_is_no_outlet() -> None:
    assert text_of("\n".join(["IN BRIEF", "Harbour pilots refuse night shifts", *BODY])).outlet is None


def test_a_name_that_heads_the_page_is_the_outlet_and_a_section_is_none() -> None:
    title = "By night no pilot boards a ship at Saltmere"
    for name, outlet in (("Gull & Kettle", "Gull & Kettle"), ("Letters Page", None), ("Press Release", None)):
        text = text_of("\n\n".join([name, title, *BODY]))
        assert (text.outlet, text.title) == (outlet, title)


def test_the_source_a_page_names_is_the_outlet() -> None:
    head = ["Quelle: Fenland Times (Englisch) – Originalartikel öffnen", "Harbour pilots refuse night shifts"]
    assert text_of("\n\n".join([*head, *BODY])).outlet == "Fenland Times"


def test_an_outlet_at_the_end_of_the_title_is_read() -> None:
    assert text_of("\n\n".join(["Harbour pilots refuse night shifts | Fen Gazette", *BODY])).outlet == "Fen Gazette"
    assert text_of("\n\n".join(["Harbour pilots refuse night shifts - report", *BODY])).outlet is None


def test_an_outlet_in_another_script_has_its_own_name() -> None:
    head = ["登录", "Harbour pilots refuse night shifts", "2024-03-09 00:00:00.0     路透社-世界新闻     原网页"]
    text = text_of("\n".join([*head, *BODY]))
    assert (text.title, text.outlet, text.published) == (head[1], "Reuters", "2024-03-09")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published: February 20, 2013", "2013-02-20"),
        ("03/22/2019 09:15 pm ET | Updated Mar 24, 2019", "2019-03-22"),
        ("Morning edition, 23 May 2024", "2024-05-23"),
        ("By our Foreign Desk, 24 May 2024", "2024-05-24"),
        ("Publicado em 4 de junho de 2024", "2024-06-04"),
        ("31.03.2011", "2011-03-31"),
        ("2025-08-12 00:00:00.0", "2025-08-12"),
        ("2025年8月12日", "2025-08-12"),
        ("Le 3 août 2021 à 14h", "2021-08-03"),
        ("March 2024", "2024-03"),
        ("08/09/2024", "2024"),
        ("March 30", None),
        ("31 February 2024", None),
    ],
)
def test_the_date_is_read_from_the_lines_over_the_report(line: str, date: str | None) -> None:
    assert text_of("\n".join(["Harbour pilots refuse night shifts", line, *BODY])).published == date


def test_the_date_of_a_dateline_counts_and_a_date_in_the_story_does_not() -> None:
    dated = "SALTMERE, March 9, 2024 (Norrwire) - " + BODY[0]
    assert text_of("\n".join([dated, *BODY[1:]])).published == "2024-03-09"
    told = "The oldest ladder was bought on 4 May 1998, the office said. " + BODY[0]
    assert text_of("\n".join([told, *BODY[1:]])).published is None


def test_what_the_sender_says_goes_before_what_the_page_says() -> None:
    raw = "\n".join(["Fen Gazette", "Pilots refuse", "9 March 2024", *BODY]).encode()
    given = Given(title="Another title", outlet="Other", published="2024-04", url="https://fen.example")
    text = read(Report.from_bytes(raw, name="n", path="p", given=given))
    assert (text.title, text.outlet, text.published, text.url) == ("Another title", "Other", "2024-04", given.url)
