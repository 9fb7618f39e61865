"""Furniture goes, the report stays."""

import pytest
from tests.text.pages import BODY, removed, text_of

ONE, TWO, THREE, FOUR = BODY


def _gone(*furniture: str, page: str) -> None:
    text = text_of(page)
    assert set(furniture) <= set(removed(text))
    assert all(paragraph in text.text for paragraph in BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Read more",
        "Advertisement",
        "Undo",
        "Share this story",
        "Tweet   Email   Print",
        "Home | News | Sport | Tides",
        "SHARE THIS   |   COMMENTS (58)",
        "Read 1,146 Comments",
        "WATCH: Ten boats you will not believe",
        "Read more: What a pilot earns",
        "Sign up for our morning newsletter",
        "You have 5 free articles remaining this month",
        "This site uses cookies to remember your harbour. Accept all cookies",
        "harbour-at-dusk_4711.jpg",
        "A pilot boat leaves the quay. (Photo: I. Caldor)",
        "Ships wait off Saltmere on Friday (AFP via Getty Images)",
        "Tags: harbours, ladders",
        "page 19",
        "Follow Ines Caldor on Twitter @inescaldor.",
        "© 2024 Fen Gazette. All rights reserved.",
        "Lesen Sie auch: Was ein Lotse verdient",
        "Compartilhar   Imprimir   Enviar por e-mail",
    ],
)
def test_a_line_of_furniture_goes_wherever_it_stands(line: str) -> None:
    _gone(line, page="\n\n".join([ONE, line, TWO, THREE, FOUR]))
    _gone(line, page="\n".join([ONE, TWO, THREE, FOUR, line]))


@pytest.mark.parametrize(
    "line",
    [
        "By Ines Caldor",
        "9 March 2024",
        "*Note: A pilot is paid by the ship and not by the hour.",
        "※ The Gazette reaches its informants by marine radio.",
        "(Reporting by Ines Caldor; editing by Rolf Amund)",
        "(Reporting for NW by Anna Bly)",
        "Anna Bly contributed to this report.",
        "Anna Bly, chair of the pilots",
        "The Associated Press contributed reporting.",
        "“It is what it is.”",
        "SALTMERE (Norrwire) - The quay was empty on Saturday.",
        "He photographed the ladder, and asked the office for a copy of its records.",
        "Facebook and Twitter took the film of the fall down within a day, the union said.",
        "The union asked readers of its newsletter for donations to a strike fund.",
    ],
)
def test_what_belongs_to_the_report_stays(line: str) -> None:
    for page in ("\n\n".join([ONE, TWO, line, THREE, FOUR]), "\n".join([ONE, TWO, THREE, FOUR, line])):
        text = text_of(page)
        assert line in text.text and not text.removed


@pytest.mark.parametrize("line", ["◆ No Ladder, No Pilot", "What the owners say", "Pilots: what the owners say"])
def test_a_heading_stays_over_its_paragraph_and_a_loose_end_goes(line: str) -> None:
    stays = line in text_of("\n\n".join([ONE, TWO, line, THREE, FOUR])).text
    assert stays is (":" not in line)  # a label alone between two paragraphs leads elsewhere
    ends = text_of("\n".join([ONE, TWO, THREE, FOUR, line]))
    assert line in removed(ends)


@pytest.mark.parametrize(
    "line",
    [
        "[SFX: GULLS, FADE]",
        "*** JINGLE ***",
        "Sheet 3 of 5",
        "SPC 2024/7 - 2",
        "Form PB-7 (rev. 2)",
        "Fig. 3: Ladders by the year they were made. Drawing by the office.",
        "Saltmere Radio 2 | News | Weather | Tides | Schedule",
        "Our Standards: The Harbour Trust Principles.",
        "Updated 3 hours ago",
        "Question of the week: oars or engines",
        "The Gazette is read by supporters like you",
    ],
)
def test_signs_of_studios_printers_and_sites_go(line: str) -> None:
    _gone(line, page="\n\n".join(["Harbour pilots refuse night shifts", ONE, line, TWO, THREE, FOUR]))


@pytest.mark.parametrize(
    "line", ["[Two lines of the letter are crossed out.]", "Annex 3 of the letter counts 14 ladders.", "POLICE 2024"]
)
def test_what_stands_in_brackets_or_has_a_number_may_be_the_report(line: str) -> None:
    assert line in text_of("\n\n".join([ONE, TWO, line, THREE, FOUR])).text


@pytest.mark.parametrize(
    "line",
    [
        "Gazette Walks: six tours of the old locks",
        "GAZETTE JOBS: 14 berths to fill on the coast this week",
        "Members read the Gazette before breakfast",
        "No time for all of it? Let the Gazette read it for you",
    ],
)
def test_a_line_in_which_a_paper_speaks_of_itself_to_its_readers_goes(line: str) -> None:
    page = ["The Fen Gazette", "Harbour pilots refuse night shifts", "By Ines Caldor", ONE, line, TWO, THREE, FOUR]
    _gone(line, page="\n\n".join(page))


@pytest.mark.parametrize(
    "line",
    [
        "What the Gazette found",  # a heading
        "The Gazette asked the harbour office for its list of ladders on Monday.",
        "Readers of the Gazette sent in 40 letters about the ladders, its editor said.",
    ],
)
def test_what_a_paper_did_for_its_report_stays(line: str) -> None:
    page = ["The Fen Gazette", "Harbour pilots refuse night shifts", "By Ines Caldor", ONE, line, TWO, THREE, FOUR]
    assert line in text_of("\n\n".join(page)).text


@pytest.mark.parametrize("motto", ["All the news of the coast", "Every Friday since 1902", "Your tide, your town"])
def test_a_motto_under_the_name_of_a_paper_goes_and_the_title_stays(motto: str) -> None:
    title = "Pilots refuse to board ships at Saltmere"
    _gone(motto, page="\n".join(["SALTMERE PILOT", "9 March 2024", motto, title, "", *BODY]))
    assert title in text_of("\n".join(["SALTMERE PILOT", "9 March 2024", motto, title, "", *BODY])).text


def test_a_loose_line_after_paragraphs_that_end_as_sentences_do_goes() -> None:
    line = "Copies of this number may be had from the lodge"
    _gone(line, page="\n\n".join([*BODY, line]))
    wrapped = "and of the ladders that were there in the spring of the year"
    for kept in (f"{ONE[:-1]}", wrapped):  # a report whose paragraphs lack their stops, and half a sentence
        assert kept in text_of("\n\n".join([ONE[:-1], TWO[:-1], THREE, FOUR, kept])).text
    assert wrapped in text_of("\n\n".join([*BODY, wrapped])).text


def test_what_tells_who_the_author_is_goes_and_what_tells_of_others_stays() -> None:
    biography = "Dr Caldor is a retired harbour master and lives in Saltmere."
    for byline in ("Ines Caldor", "By Dr Ines Caldor, for the Gazette"):
        _gone(biography, page="\n\n".join(["Harbour pilots refuse night shifts", byline, *BODY, biography]))
    other = biography.replace("Caldor", "Ek")
    assert other in text_of("\n\n".join(["Harbour pilots refuse night shifts", "By Ines Caldor", *BODY, other])).text


def test_an_appeal_of_full_sentences_goes_as_a_block() -> None:
    appeal = [
        "Your support keeps our reporters at sea",
        "Read more",
        "From cod quotas to coastal storms, we know how much our readers need the facts and not the noise.",
        "At this critical moment we need journalists on the ground. Your donation allows us to keep sending them.",
        "We believe quality journalism should be open to all, and paid for by those who can afford it.",
        "Support Now",
    ]
    _gone(*appeal, page="\n\n".join(["Harbour pilots refuse night shifts", *appeal, *BODY]))


def test_what_somebody_says_of_donations_is_no_appeal() -> None:
    said = "“Your donation allows us to keep going, and we believe our supporters know it,” Mr. Ek told the rally."
    assert said in text_of("\n\n".join([ONE, said, TWO, THREE, FOUR])).text


def test_an_announced_list_of_links_goes_with_its_headlines() -> None:
    links = ["RECOMMENDED", "Ferry fares to rise again in the spring", "Undo", "Whale Seen Off Old Pier", "Undo"]
    _gone(*links, page="\n\n".join([ONE, TWO, *links, THREE, FOUR]))


def test_a_list_of_headlines_after_the_report_goes() -> None:
    links = [
        "- <Coast> Ferry Fares Rise Again as Fuel Doubles in Price... Who Pays?",
        '- Storm Warning for Outer Banks - Expert: "Stay at Home"',
        "- Whale Seen Off Old Pier for Third Time This Winter",
    ]
    _gone(*links, page="\n".join([*BODY, *links]))


def test_a_list_that_is_the_report_stays() -> None:
    points = [f"- Ladder number {n} was reported and has not been repaired." for n in range(3)]
    text = text_of("\n".join([*BODY, *points]))
    assert all(point in text.text for point in points)


def test_rows_of_a_table_after_the_report_stay() -> None:
    rows = ["Pilots: 14", "Ladders: 220", "Ships a month: 300"]
    assert all(row in text_of("\n".join([*BODY, *rows])).text for row in rows)


def test_a_caption_goes_with_what_announces_it() -> None:
    caption = "A pilot climbs a ladder at Saltmere on Friday."
    _gone("Enlarge This Image", caption, page="\n\n".join([ONE, "Enlarge This Image", caption, TWO, THREE, FOUR]))


def test_a_paragraph_after_an_empty_picture_stays() -> None:
    text = text_of("\n\n".join([ONE, "Photo", TWO, THREE, FOUR]))
    assert TWO in text.text and removed(text) == ["Photo"]


def test_lines_in_another_script_go() -> None:
    _gone("用户名/邮箱", "看不清?换一张", page="\n".join(["用户名/邮箱", "看不清?换一张", *BODY]))


def test_a_page_of_links_alone_is_not_emptied() -> None:
    assert text_of("Ferry fares to rise\nWhale seen off pier\nStorm on the way\n").text


def test_clean_prose_is_left_alone_and_so_is_what_is_left() -> None:
    page = "\n\n".join(["Read more", ONE, "Advertisement", TWO, THREE, FOUR, "Share this story"])
    once = text_of(page)
    again = text_of(once.text)
    assert again.text == once.text and not again.removed


@pytest.mark.parametrize(
    "line",
    [
        "Annons",
        "Čtěte také: Co vydělá lodivod",
        "harbourvoice.example",
        "Map: the approach to Saltmere",
        "Media caption: The pilot boat at dawn",
        "Tides | Letters to the harbour master | Ropes & Knots",
        "Harbour quiz: numbers inside today",
        "The Gazette’s morning briefing: five minutes, free",
        "Generated by Skipperbot from stories around the harbour",
        "If you no longer wish to hear from us, reply STOP",
        "Press contact: the pilots’ office, weekdays",
        "You have read 2 of 4 free pieces",
        "Trending: can your gull read this?",
        "Fig. 3: The approach by ship and hour",
        "Founded 1844",
        "Accept cookies to watch the pilot boat",
    ],
)
def test_what_a_page_offers_its_readers_goes(line: str) -> None:
    _gone(line, page="\n\n".join([ONE, line, TWO, THREE, FOUR]))


def test_a_body_that_publishes_stands_above_the_title_in_capitals() -> None:
    page = "\n".join(["GUILD OF WATCHMEN AND LIGHTHOUSE KEEPERS OF FENMARK", "Pilots refuse the ladder", "", *BODY])
    _gone("GUILD OF WATCHMEN AND LIGHTHOUSE KEEPERS OF FENMARK", page=page)
