"""Bytes become characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.model import Report
from headwater.model.report import Format
from headwater.text.decoding import decode

FRENCH = "Le café de la Gare a été fermé à minuit, déclare la société, après une soirée très agitée en août dernier."
RUSSIAN = "Рабочие порта отказались подниматься на борт судов после наступления темноты, сообщили в профсоюзе."


def _decode(raw: bytes, format: Format = "text") -> str:
    return decode(Report.from_bytes(raw, name="n", path="p", format=format))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_in_any_common_encoding(encoding: str) -> None:
    assert _decode(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize(
    "words", ["A naïve plan.", "Un café fermé à minuit.", "Der Hafen ist für Schiffe über 300 Tonnen zu."]
)
def test_short_western_text_is_windows_1252(words: str) -> None:
    assert _decode(words.encode("cp1252")) == words


def test_polish_is_detected() -> None:
    words = "Zażółć gęślą jaźń, powiedział minister w piątek. Port został zamknięty na trzy tygodnie przez urząd."
    assert _decode(words.encode("cp1250")) == words


def test_russian_is_detected() -> None:
    assert _decode(RUSSIAN.encode("cp1251")) == RUSSIAN


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1251", "koi8-r", "shift_jis", "gb2312"])
def test_a_page_is_read_as_it_declares(encoding: str) -> None:
    words = {"shift_jis": "港は閉まっている", "gb2312": "港口关闭", "iso-8859-1": "été"}.get(encoding, "порт")
    page = f'<html><meta charset="{encoding}"><p>{words}</p>'
    assert words in _decode(page.encode(encoding), "html")


def test_utf_8_goes_before_a_wrong_declaration() -> None:
    assert "été" in _decode('<meta charset="iso-8859-1"><p>été</p>'.encode(), "html")


def test_utf_8_with_damage_stays_utf_8() -> None:
    raw = (FRENCH * 3).encode() + b" \xff\xfe end"
    assert _decode(raw) == FRENCH * 3 + " \ufffd\ufffd end"


@pytest.mark.parametrize("name", ["hex", "idna", "unicode_escape", "no-such", "rot13"])
def test_a_strange_declaration_is_passed_over(name: str) -> None:
    assert _decode(f'<meta charset="{name}"><p>a mill</p>'.encode(), "html").endswith("<p>a mill</p>")


@given(st.binary(max_size=120), st.sampled_from(["text", "html"]))
def test_any_bytes_have_characters(raw: bytes, format: Format) -> None:
    assert isinstance(_decode(raw, format), str)
