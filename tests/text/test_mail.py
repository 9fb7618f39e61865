"""A mail's own words are its text; what it answers is a repeat, what it hands on is new."""

from email.message import EmailMessage

import pytest

from headwater.errors import EmptyInput
from headwater.model import Report, Text
from headwater.text import read
from headwater.text.decoding import decode

_OWN = "The barge was late again on Tuesday, and the keeper of the lock said that nobody had told him why."
_OLD = "We heard on Monday that forty sacks of meal were lost when the barge ran aground below the mill."


def _text(words: str, html: str | None = None, *, plain: bool = True) -> Text:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "ana@fen.example", "Barge"
    if plain:
        mail.set_content(words)
    if html:
        (mail.add_alternative if plain else mail.set_content)(html, subtype="html")
    report = Report.from_bytes(mail.as_bytes(), name="a", path="a.eml", format="mail")
    text, raw = read(report), decode(report)
    for each in text.removed:
        assert html or raw[each.start : each.end] == each.quote
    return text


def _out(text: Text) -> dict[str, str]:
    return {each.quote: each.why for each in text.removed}


@pytest.mark.parametrize(
    "heading",
    [
        "On Mon, 5 May 2031 at 10:30, Tom Reed <tom@fen.example> wrote:",
        "On Mon, 5 May 2031 at 10:30, Tom Reed\n<tom@fen.example> wrote:",
        "Am 05.05.2031 um 10:30 schrieb Tom Reed:",
        "-----Original Message-----",
    ],
)
def test_the_mail_that_is_answered_is_a_repeat(heading: str) -> None:
    quoted = f"> {_OLD}" if not heading.startswith("--") else _OLD
    text = _text(f"{_OWN}\n\n{heading}\n{quoted}\n")
    assert text.text == _OWN
    assert set(_out(text).values()) == {"repeat"} and any(_OLD in quote for quote in _out(text))


def test_an_answer_below_and_between_the_quoted_lines_stays() -> None:
    text = _text(f"On Mon, 5 May 2031, Tom wrote:\n\n> {_OLD}\n\n{_OWN}\n\n> Was it the tide?\n\nIt was the wind.\n")
    assert text.text == f"{_OWN}\n\nIt was the wind."


def test_a_mail_handed_on_is_the_report() -> None:
    text = _text(f"See below.\n\n---------- Forwarded message ---------\nFrom: Tom Reed\nDate: 5 May 2031\n\n{_OLD}\n")
    assert text.text == f"See below.\n\n{_OLD}"
    assert _out(text)["From: Tom Reed"] == "furniture"


def test_what_is_only_quoted_is_read() -> None:
    assert _OLD in _text(f"> {_OLD}\n").text


def test_a_signature_is_furniture() -> None:
    text = _text(f"{_OWN}\n\n-- \nAna Brook\nFen Desk, tel. 555 0100\n")
    assert text.text == _OWN and set(_out(text).values()) == {"furniture"}


def test_a_sentence_about_who_wrote_is_no_heading() -> None:
    words = f"On Monday the keeper said that the mayor wrote:\n\n{_OWN}"
    assert _text(words).text == words


def test_html_is_read_where_there_is_no_plain_text() -> None:
    html = f"<div>{_OWN}</div><div>-----Original Message-----</div><blockquote><p>{_OLD}</p></blockquote>"
    assert _text("", html, plain=False).text == _OWN
    assert _text(f"{_OWN} (plain)", html).text == f"{_OWN} (plain)"


def test_outlook_headings_in_html_are_known() -> None:
    html = f"<p>{_OWN}</p><div><b>From:</b> Tom Reed<br><b>Sent:</b> Monday<br><b>Subject:</b> Barge</div><p>{_OLD}</p>"
    assert _text("", html, plain=False).text == _OWN


def test_the_encoding_that_the_mail_declares_is_believed() -> None:
    raw = "From: a\nContent-Type: text/plain; charset=koi8-r\n\nБаржа опоздала, сказал смотритель.\n".encode("koi8-r")
    assert read(Report.from_bytes(raw, name="a", path="a", format="mail")).text == "Баржа опоздала, сказал смотритель."


def test_a_mail_without_words_says_so() -> None:
    with pytest.raises(EmptyInput):
        read(Report.from_bytes(b"From: a\n\n  \n", name="a", path="a", format="mail"))
