"""A row of a table is a report; which column holds its words is the user's to say."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from tests.intake.found import details, found, refused, reports

from headwater.intake import Options
from headwater.model import Given

_HEAD = "id;Text of it;title;outlet;published;url;other"
_ROWS = f"""{_HEAD}
a7;"The mill is shut;
it said.";Mill;Fen Post;2031-05-03;https://fen.example/1;x
;"The barge is ""late"".";;;;;
;;;;;;
b2;;Empty;;;;
"""
_OPTIONS = Options(text_column="Text of it")


def _book(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_rows_of_a_csv_are_reports_with_what_the_columns_say(tmp_path: Path, encoding: str) -> None:
    things = found(tmp_path, "t.csv", _ROWS.encode(encoding), _OPTIONS)
    first, second = reports(things).values()
    assert first.name == "a7" and first.raw == b"The mill is shut;\nit said." and first.format == "row"
    assert first.given == Given("Mill", "Fen Post", "2031-05-03", "https://fen.example/1")
    assert second.name == "t:3" and second.raw == b'The barge is "late".'
    assert details(second) == {"table": str(tmp_path / "t.csv"), "row": "3"}
    assert list(refused(things, tmp_path)) == ["t.csv:5"]


def test_the_column_is_called_text_unless_said_otherwise_and_a_missing_one_is_told(tmp_path: Path) -> None:
    assert len(reports(found(tmp_path, "t.csv", b"TEXT,n\nThe mill is shut.,1\n"))) == 1
    why = refused(found(tmp_path, "t.csv", _ROWS.encode()), tmp_path)["t.csv"]
    assert "no column is called text" in why and "Text of it" in why and "--text-column" in why


def test_a_csv_that_is_no_utf8_is_read_by_detection(tmp_path: Path) -> None:
    rows = "text\n" + "".join(f"Баржа номер {n} опоздала на пристань и сказал смотритель шлюза.\n" for n in range(20))
    (report, *_) = reports(found(tmp_path, "t.csv", rows.encode("cp1251"))).values()
    assert report.raw.decode() == "Баржа номер 0 опоздала на пристань и сказал смотритель шлюза."


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    words = "The mill is shut. " * 20_000
    (report,) = reports(found(tmp_path, "t.csv", f"text\n{words}\n".encode())).values()
    assert len(report.raw) == len(words)


def test_rows_of_every_sheet_are_reports_and_a_sheet_without_the_column_is_named(tmp_path: Path) -> None:
    day = datetime.datetime(2031, 5, 3)
    raw = _book(
        May=[
            ["id", "Text of it", "published"],
            [7, "The mill is shut.", day],
            [None, None, None],
            [8, "The barge is late.", None],
        ],
        Notes=[["who", "what"], ["Ana", "nothing"]],
    )
    things = found(tmp_path, "t.xlsx", raw, _OPTIONS)
    first, second = reports(things).values()
    assert (first.name, first.given.published, second.name) == ("7", "2031-05-03", "8")
    assert second.acquisitions[0].path == f"{tmp_path}/t.xlsx/May:4"
    assert list(refused(things, tmp_path)) == ["t.xlsx/Notes"]


def test_a_table_that_is_none_says_so(tmp_path: Path) -> None:
    for name, raw, word in (
        ("a.csv", b"", "no rows"),
        ("b.xlsx", b"PK\x03\x04", ".xlsx"),
        ("c.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
    ):
        assert word in refused(found(tmp_path, name, raw), tmp_path)[name]
