"""HTML as a reader sees it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.text.pages import BODY, removed, text_of

from headwater.model import Text
from headwater.text.markup import visible

PAGE = f"""<!DOCTYPE html><html><head><title>Pilots refuse | Fen Gazette</title>
<meta property="og:title" content="Harbour pilots refuse night shifts">
<meta property="og:site_name" content="Fen Gazette">
<meta property="article:published_time" content="2024-03-09T06:00:00Z"><link rel=canonical href="https://fen.example/p">
<script>if (a < b) document.write("<p>never read</p>")</script><style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<div>We use cookies to improve your visit. <button>Accept all</button></div>
<article><h1>Harbour pilots refuse night shifts</h1><p>By Ines Caldor</p>
<p>{BODY[0]}</p><figure><img src="a.jpg"><figcaption>A boat leaves. (Photo: I. Caldor)</figcaption></figure>
<p>{BODY[1].replace("14 ladders", "<b>14</b>&nbsp;ladders")}</p><div style="display: none"><p>Hidden words.</p></div>
<aside><h3>Related</h3><ul><li>Ferry fares to rise</li><li>Whale seen off pier</li></ul></aside>
<p>{BODY[2].replace("“", "&ldquo;").replace("”", "&rdquo;")}</p><p>{BODY[3]}</p></article>
<footer>© 2024 Fen Gazette. All rights reserved.</footer></body></html>"""


def test_a_saved_page_gives_its_report_and_nothing_else() -> None:
    text = text_of(PAGE, "html")
    assert text.text == "\n\n".join(["Harbour pilots refuse night shifts", "By Ines Caldor", *BODY])
    assert {"Home", "Accept all", "A boat leaves. (Photo: I. Caldor)", "Ferry fares to rise"} <= set(removed(text))


def test_the_heading_stays_though_the_page_calls_itself_otherwise() -> None:
    page = PAGE.replace('content="Harbour pilots refuse night shifts"', 'content="Strike at Saltmere: what we know"')
    text = text_of(page, "html")
    assert (
        text.text.startswith("Harbour pilots refuse night shifts")
        and text.title == "Harbour pilots refuse night shifts"
    )


def test_a_page_says_its_title_outlet_date_and_address() -> None:
    text = text_of(PAGE, "html")
    assert (text.title, text.outlet, text.published) == (
        "Harbour pilots refuse night shifts",
        "Fen Gazette",
        "2024-03-09",
    )
    assert text.url == "https://fen.example/p"


def test_what_is_removed_is_found_in_the_markup() -> None:
    for one in text_of(PAGE, "html").removed:
        assert PAGE[one.start : one.end].split()[0] == one.quote.split()[0]


def test_a_page_with_few_words_does_not_come_out_empty() -> None:
    assert text_of("<p>Shut.", "html").text == "Shut."
    assert text_of("<div><span>Mill shut</span></div>", "html").text == "Mill shut"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("a<br>b", "a\n\nb\n\n"),
        ("<p>a  b\n c</p>", "a b c\n\n"),
        ("<p>x &lt; y &amp; z &unknown; &#8212;</p>", "x < y & z &unknown; —\n\n"),
        ('<p title="a > b">a</p>', "a\n\n"),
        ("<!-- a > b --><p>c", "c\n\n"),
        ("<textarea>a</textarea>b", "b\n\n"),
        ("<p hidden>a</p><p>b", "b\n\n"),
        ("a < b and 1<2", "a < b and 1<2\n\n"),
        ("<script>a", ""),
        ('<a href="x>b', "b\n\n"),
        ("<p><i>a</i><b>b</b>c</p>", "abc\n\n"),
    ],
)
def test_only_what_is_seen_is_read(raw: str, words: str) -> None:
    assert visible(raw).words == words


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div hidden>", "</div>", "<!--", "-->", "&amp;", "&#0;", "a b", '"', "<a x='", ">", "<script>", "</script>", "\n", "<", "é"]), max_size=40))  # fmt: skip  # noqa: E501
def test_any_markup_gives_words_that_are_where_it_says(parts: list[str]) -> None:
    raw = "".join(parts)
    seen = visible(raw)
    assert "".join(seen.words[s.start : s.end] for s in seen.segments) == seen.words
    assert all(raw[s.raw_start : s.raw_end] == seen.words[s.start : s.end] for s in seen.segments if s.verbatim)


@pytest.mark.parametrize("part", ["<div>", "<p", '<a href="', "<!--", "&#", "</x>", "<script>", "<b hidden "])
def test_time_grows_with_the_page_only(part: str) -> None:
    started = time.process_time()
    visible(part * 20_000)
    assert time.process_time() - started < 5


def test_deep_nesting_is_read() -> None:
    assert text_of("<div>" * 20_000 + "Mill shut." + "</div>" * 20_000, "html").text == "Mill shut."


def page_that_says(*head: str) -> Text:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    return text_of(f"<html><head>{''.join(head)}</head><body><article>{paragraphs}</article></body></html>", "html")


@pytest.mark.parametrize(
    ("head", "signed"),
    [
        ('<meta name="author" content="AFP">', ("AFP",)),
        ('<meta property="dc.source" content="Fen &amp; Co">', ("Fen & Co",)),
        (
            '<script type="application/ld+json">{"author": [{"@type": "Person", "name": "Rolf Amund"}],'
            ' "sourceOrganization": {"name": "Reuters"}}</script>',
            ("Rolf Amund", "Reuters"),
        ),
        ('<script>{"author": {"name": "Reuters"}}</script>', ()),
    ],
)
def test_a_page_says_who_signs_it(head: str, signed: tuple[str, ...]) -> None:
    assert page_that_says(head).signed == signed


@pytest.mark.parametrize(
    ("first", "here", "elsewhere"),
    [
        ("https://www.fen.example/p", "https://mirror.example.org/p", "fen.example"),
        ("https://www.example.co.uk/p", "https://amp.example.co.uk/p", None),
        ("https://one.co.uk/p", "https://two.co.uk/p", "one.co.uk"),
        ("/p", "https://mirror.example.org/p", None),
        ("http://[broken", "https://mirror.example.org/p", None),
    ],
)
def test_a_page_says_where_it_first_stood(first: str, here: str, elsewhere: str | None) -> None:
    links = f'<link rel="canonical" href="{first}"><meta property="og:url" content="{here}">'
    text = page_that_says(links)
    assert (text.elsewhere, text.url) == (elsewhere, here)


def test_what_a_page_is_based_on_goes_before_its_own_address() -> None:
    based = '<script type="application/ld+json">{"isBasedOn": "https://fen.example/p"}</script>'
    assert (
        page_that_says('<link rel="canonical" href="https://mirror.example.org/p">', based).elsewhere == "fen.example"
    )


def test_prose_in_noscript_is_read_only_where_the_page_has_no_other() -> None:
    prose = f"<noscript><p>{BODY[0]}</p><p>{BODY[1]}</p></noscript>"
    assert text_of(f"<html><body><div id=app></div>{prose}</body></html>", "html").text == f"{BODY[0]}\n\n{BODY[1]}"
    assert BODY[0] not in text_of(PAGE.replace(BODY[0], "").replace("<article>", f"<article>{prose}"), "html").text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + BODY[0] + "</div>" * 200_000,
        f'<p data-x="{"a" * 10_000_000}">{BODY[0]}</p>',
        f'<p><img src="data:image/png;base64,{"A" * 10_000_000}">{BODY[0]}</p>',
        f"<p>{'<b>' * 100_000}{BODY[0]}</p>",
    ],
)
def test_deep_nesting_and_huge_attributes_are_passed_over(page: str) -> None:
    began = time.process_time()
    assert visible(page).words.split() == BODY[0].split()
    assert time.process_time() - began < 5
