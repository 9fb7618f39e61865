"""PDF documents: words in reading order, whole words, no running heads; every character on its page."""

from collections.abc import Sequence

import pytest
from tests.papers import Line, column, pdf

from headwater.errors import DamagedInput, EmptyInput, LockedInput
from headwater.model import Report, Text
from headwater.text import read, scan
from headwater.text.decoding import decode

_ONE = (
    "The wardens of the lake said on Tuesday that forty boats had been tied up since the ban began, and that nobody "
    "knew when it would be lifted by the men who rule the harbour. They asked for help."
)
_TWO = (
    "On the other shore the fishermen told us that they had been paid for nine days and had worked for thirty, and "
    "that the foreman kept the rest of it for their beds, their boots and the rice."
)
_THREE = (
    "In the winter before the ban the mill above the weir had burned for two nights, and those who put it out were "
    "told by the miller to go home and to speak to nobody; eleven of them did, and one wrote down what he had seen."
)


def _report(raw: bytes) -> Report:
    return Report.from_bytes(raw, name="a", path="a.pdf", format="pdf")


def _text(*pages: Sequence[Line], title: str | None = None, rotated: int = 0) -> Text:
    report = _report(pdf(pages, title=title, rotated=rotated))
    text, raw = read(report), decode(report)
    for segment in text.segments:
        if segment.verbatim:
            assert text.text[segment.start : segment.end] == raw[segment.raw_start : segment.raw_end]
    for each in text.pages:
        for segment in text.segments:
            if each.start <= segment.start < each.end:
                assert raw.count("\f", 0, segment.raw_start) == each.number - 1
    return text


def _removed(text: Text) -> list[str]:
    return [each.quote for each in text.removed]


def test_a_column_is_read_before_the_next_however_they_were_drawn() -> None:
    left, right = column(_ONE, 60, 700), column(_TWO, 320, 700)
    across = (
        [line for pair in zip(left, right, strict=False) for line in pair] + left[len(right) :] + right[len(left) :]
    )
    for drawn in (left + right, right + left, across):
        assert _text([(60, 760, 18, "Boats stay tied up"), *drawn]).text == f"Boats stay tied up\n\n{_ONE}\n\n{_TWO}"


def test_columns_under_a_long_opening_over_the_whole_page_are_columns() -> None:
    opening = column(f"{_THREE} {_THREE.replace('winter', 'spring').replace('mill', 'bakery')}", 60, 780, width=90)
    text = _text([*opening, *column(_ONE, 60, 600, width=40), *column(_TWO, 320, 600, width=40)])
    assert text.text.endswith(f"{_ONE}\n\n{_TWO}")


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [column(words, 40 + 180 * n, 700, width=32) for n, words in enumerate((_ONE, _TWO, _THREE))]
    assert _text([line for each in columns for line in each][::-1]).text == f"{_ONE}\n\n{_TWO}\n\n{_THREE}"


def test_a_table_is_read_by_rows() -> None:
    rows = [("Boat", "Crew", "Paid"), ("Tern", "14", "yes"), ("Gull", "9", "no"), ("Skua", "11", "no")]
    cells: list[Line] = [
        (60 + 150 * x, 700 - 14 * y, 10, words) for y, row in enumerate(rows) for x, words in enumerate(row)
    ]
    assert _text(column(_ONE, 60, 780) + cells).text.endswith("\n\n".join("\t".join(row) for row in rows))


def test_a_word_broken_at_the_end_of_a_line_is_whole_and_its_hyphen_kept_where_the_document_has_one() -> None:
    text = _text(
        [
            (60, 700, 10, "They told us of a recruit-"),
            (60, 688, 10, "ment drive in a well-known yard, and of a well-"),
            (60, 676, 10, "known foreman who ran it."),
        ]
    )
    assert (
        text.text == "They told us of a recruitment drive in a well-known yard, and of a well-known foreman who ran it."
    )


def test_running_heads_and_page_numbers_are_furniture_and_a_sentence_goes_on_over_the_page() -> None:
    start, end = _ONE[:100].rsplit(" ", 1)[0], _ONE[len(_ONE[:100].rsplit(" ", 1)[0]) + 1 :]
    bodies = [column(_TWO, 60, 700) + column(start, 60, 600), column(end, 60, 700), column(_THREE, 60, 700)]
    pages = [
        [(60, 810, 9, f"Lake Report 2031 | {n}"), *body, (290, 30, 9, f"{n} / 3")] for n, body in enumerate(bodies, 4)
    ]
    text = _text(*pages)
    assert text.text == f"{_TWO}\n\n{_ONE}\n\n{_THREE}"
    assert _removed(text) == [each for n in (4, 5, 6) for each in (f"Lake Report 2031 | {n}", f"{n} / 3")]
    assert [page.number for page in text.pages] == [1, 2, 3]
    assert text.page(text.text.index("forty")) == 1 and text.page(text.text.index("They asked")) == 2


def test_a_footnote_stands_after_the_text_and_its_mark_is_furniture() -> None:
    text = _text(
        [
            *column(_ONE, 60, 700, width=80),
            (60, 640, 10, "The yard was sold in spring."),
            (199, 644, 6, "7"),
            (205, 640, 10, " Nobody bought it back."),
            (60, 60, 8, "7. Letter of the harbour master, seen by the authors."),
        ],
        [*column(_TWO, 60, 700)],
    )
    assert "sold in spring. Nobody bought" in " ".join(text.text.split())
    assert text.text.endswith(f"{_TWO}\n\n7. Letter of the harbour master, seen by the authors.")
    assert "7" in _removed(text)
    assert [page.number for page in text.pages] == [1, 2, 1]


def test_the_title_it_gives_itself_is_believed_unless_a_program_made_it() -> None:
    page = column(_ONE, 60, 700)
    assert _text(page, title="The Lake Report").title == "The Lake Report"
    assert _text(page, title="Microsoft Word - draft3.docx").title is None


def test_what_cannot_be_read_says_why() -> None:
    with pytest.raises(LockedInput, match="encrypted"):
        read(_report(pdf([column(_ONE, 60, 700)], encrypted=True)))
    with pytest.raises(DamagedInput, match="cannot be opened"):
        read(_report(b"%PDF-1.4\nnothing more"))
    with pytest.raises(EmptyInput, match=r"no words in the PDF: 1 page$"):
        read(_report(pdf([[]])))


@pytest.mark.parametrize("words", [[], [(60.0, 700.0, 10.0, "7")]])
def test_a_picture_with_at_most_a_page_number_has_no_text_layer(
    words: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    with pytest.raises(EmptyInput, match=r"its pages are pictures: 2 pages\. To read it by OCR"):
        read(_report(pdf([words, words], picture=b"\x80" * 10_000)))


def test_a_page_that_is_shown_turned_is_read_like_any_other() -> None:
    assert _text(column(_ONE, 60, 700), rotated=90).text == _ONE


def test_blanks_of_other_kinds_between_columns_are_no_lines() -> None:
    shown = [(60, 700, 10, "A\xa0  \xa0  \xa0    B"), *column(_ONE, 60, 650)]
    assert _ONE in _text(shown).text


def test_a_damaged_page_is_said_and_the_others_are_read() -> None:
    raw = pdf([column(_ONE, 60, 700), column(_TWO, 60, 700), column(_THREE, 60, 700)])
    kids = raw.index(b"/Kids [") + 7
    second = raw[kids:].split(b" 0 R")[1].strip()
    text = read(_report(raw.replace(b"%s 0 R " % second, b"99 0 R ")))
    assert text.notes == ("page 2 not read: damaged",) and text.text == f"{_ONE}\n\n{_THREE}"
    assert [page.number for page in text.pages] == [1, 3]


def test_a_page_of_thousands_of_lines_takes_no_longer_than_they_are_many() -> None:
    many = [(10 + n % 50 * 11, 840 - n // 50 * 3, 2, f"w{n}") for n in range(10_000)]
    assert len(_text(many).text.split()) == 10_000
