"""The laws of a reading text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.text.pages import BODY, removed, text_of

from headwater.model import Given, Report, Text
from headwater.model.report import Format
from headwater.text import read
from headwater.text.decoding import decode

PARTS = [
    "\n", "\n\n", "  ", ". ", "“", "”", '"', "’", "‘", "- ", "<p>", "</p>", "&amp;", "&nbsp;", "Read more", "Photo",
    "Advertisement", "Related:", "Your support", "12 May 2024", "Mr. ", "U.S. ", "…", "``", "''", "\r", "\r\n", "\x0c",
    "\x01", "\ufeff", "\u2028", "\ud800", "The court said ", "a sentence about the harbour, which was closed", "日本",
    "。", "|", "Home", "(AFP via Getty Images)", ".jpg", "©", "<h1>", BODY[0], BODY[1], "# ", "**", "[a](b)", "> ",
]  # fmt: skip


def laws(report: Report, text: Text) -> None:
    """Fail if one of the laws of section 5 of DESIGN.md does not hold."""
    raw, at, raw_at = decode(report), 0, 0
    for segment in text.segments:
        assert segment.start == at < segment.end and raw_at <= segment.raw_start <= segment.raw_end <= len(raw)
        at, raw_at = segment.end, segment.raw_end
        if segment.verbatim:
            assert text.text[segment.start : segment.end] == raw[segment.raw_start : segment.raw_end]
    assert at == len(text.text) <= len(raw)
    covered = [i for sentence in text.sentences for i in range(sentence.start, sentence.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text.text) if not c.isspace()} <= set(covered)
    for span in (*text.sentences, *text.quoted):
        assert sum(paragraph.holds(span) for paragraph in text.paragraphs) == 1
    if report.format in ("text", "row"):
        assert all(raw[one.start : one.end] == one.quote for one in text.removed)
    text.text.encode()


@settings(deadline=None, max_examples=150)
@given(parts=st.lists(st.sampled_from(PARTS), max_size=30), format=st.sampled_from(["text", "markdown", "html", "row"]))
def test_the_laws_hold_for_any_page(parts: list[str], format: Format) -> None:
    raw = "".join(parts).encode("utf-8", "surrogatepass")
    report = Report.from_bytes(raw, name="n", path="p", format=format)
    laws(report, read(report))


@settings(deadline=None, max_examples=100)
@given(raw=st.binary(max_size=300), format=st.sampled_from(["text", "markdown", "html"]))
def test_the_laws_hold_for_any_bytes(raw: bytes, format: Format) -> None:
    report = Report.from_bytes(raw, name="n", path="p", format=format)
    laws(report, read(report))


@given(st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), max_size=100))
def test_the_text_of_a_row_is_as_given(words: str) -> None:
    text = text_of(words, "row")
    assert text.text == words and not text.removed


def test_nothing_is_removed_from_a_row() -> None:
    page = "\n".join(["Read more", *BODY, *BODY, "Advertisement"])
    assert text_of(page, "row").text == page


def test_what_no_store_can_hold_becomes_a_mark() -> None:
    text = text_of("A mill\ud83d is\x00 shut.", "row")
    assert text.text == "A mill\ufffd is\ufffd shut."
    assert [s.verbatim for s in text.segments] == [True, False, True, False, True]


@pytest.mark.parametrize("format", ["text", "row", "html"])
def test_what_is_said_of_a_report_is_one_line_without_control_characters(format: Format) -> None:
    said = Given(title="A mill\x1b]0;x\x07\r\n is shut", outlet="Fen\x1b[31m Post", url="https://fen.example/\x1b[2J")
    text = read(Report.from_bytes(b"The mill is shut.", name="n", path="p", format=format, given=said))
    assert (text.title, text.outlet, text.url) == (
        "A mill�]0;x� is shut", "Fen�[31m Post", "https://fen.example/�[2J"
    )  # fmt: skip
    page = '<html><head><meta name="author" content="Oda\x1b[1m Vask"><title>A mill \x1b[5mshut</title></head><p>It is.'
    shown = read(Report.from_bytes(page.encode(), name="n", path="p", format="html"))
    assert shown.title == "A mill �[5mshut" and "\x1b" not in "".join(shown.signed)


def test_line_ends_of_other_systems_become_ours() -> None:
    assert text_of("\r\n\r\n".join(BODY)).text == "\n\n".join(BODY)


def test_what_stands_on_both_sides_of_furniture_keeps_its_distance() -> None:
    assert text_of("\n\n".join([BODY[0], "Read more", BODY[1]])).text == "\n\n".join(BODY[:2])


@pytest.mark.parametrize("words", ["word " * 40_000, "x" * 200_000, "A b. " * 40_000, "“a " * 40_000, "' " * 60_000])
def test_time_grows_with_the_text_only(words: str) -> None:
    started = time.process_time()
    text_of(words)
    assert time.process_time() - started < 10


def test_the_furniture_of_a_page_is_listed_in_order() -> None:
    text = text_of("\n\n".join(["Read more", *BODY, *BODY[1:], "Share this story"]))
    assert [one.start for one in text.removed] == sorted(one.start for one in text.removed)
    assert removed(text)[0] == "Read more" and {one.why for one in text.removed} == {"furniture", "repeat"}
