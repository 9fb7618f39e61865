"""What was not read, or not as it stands, is said in the text's notes."""

import pytest
from tests.text.pages import BODY

from headwater.model import Given, Report
from headwater.text import parse, read

_GERMAN = (
    "Der Müller hat am Dienstag gesagt, dass die Mühle über dem Wehr geschlossen bleibt, und niemand wisse, warum der "
    "Rat das so beschlossen habe, obwohl das Korn schon auf den Wagen lag."
)


def _notes(words: str, given: Given | None = None) -> str:
    report = Report.from_bytes(words.encode("utf-8"), name="a", path="a", format="row", given=given)
    return "; ".join(read(report).notes)


def test_plain_english_has_nothing_to_say() -> None:
    assert _notes("\n\n".join(BODY)) == ""


def test_english_paragraphs_of_a_report_in_another_language_are_parsed() -> None:
    words = f"{_GERMAN} {_GERMAN}\n\n{BODY[0]}\n\n{_GERMAN}"
    text = read(Report.from_bytes(words.encode(), name="a", path="a", format="row"))
    parsed = parse(text)
    assert text.language == "de" and text.languages == ("de", "en", "de")
    assert parsed.start[0] == text.text.index(BODY[0]) and parsed.end[-1] <= text.text.index(BODY[0]) + len(BODY[0])
    assert len(parse(read(Report.from_bytes(_GERMAN.encode(), name="a", path="a", format="row")))) == 0


def test_a_date_that_cannot_be_read_is_said_and_not_silently_left_out() -> None:
    assert "next Tuesday" in _notes(BODY[0], Given(published="next Tuesday"))
    assert _notes(BODY[0], Given(published="2031-05")) == ""


@pytest.mark.parametrize(("sign", "words"), [("\u202e", "turn the direction"), ("\u200b", "without width")])
def test_signs_that_nobody_sees_stay_in_the_text_and_are_counted(sign: str, words: str) -> None:
    body = BODY[0].replace("e", f"e{sign}e", 2)
    assert words in _notes(body) and "2 " in _notes(body)
    report = Report.from_bytes(body.encode(), name="a", path="a")
    assert sign in read(report).text
