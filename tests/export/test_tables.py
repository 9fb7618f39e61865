"""Tables: every cell where it belongs, and none that a spreadsheet would run."""

import csv
import io
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.case import Case
from headwater.errors import UsageError
from headwater.export import TABLES, table
from headwater.export.tables import _line
from headwater.model import visible


def _rows(path: Path, name: str = "findings") -> list[dict[str, str]]:
    with Case.open(path) as case:
        return list(csv.DictReader(io.StringIO("".join(table(case, name, names=True)), newline="")))


def test_findings_have_a_row_for_each_claim_and_no_claim_is_left_out(case_file: Path) -> None:
    one, two, three = _rows(case_file)
    assert (one["report"], two["report"], three["report"]) == ("a-harbour", "b-copy", "c-own")
    assert one["finding"] == two["finding"] != "" == three["finding"]
    assert (one["standing"], one["origins_low"], one["origins"], one["disputed"]) == (
        "one origin", "1", "Harbour Post", "no"
    )  # fmt: skip
    assert (one["quote"], one["source"], one["figures"]) == (
        "More than 40 people were saved, said Ada Brook", "Ada Brook", "More than 40 people"
    )  # fmt: skip
    assert (three["quote"], three["speaker"]) == ("Divers found 2 bells.", "")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_as_many_cells_as_columns(case_file: Path, name: str) -> None:
    rows = _rows(case_file, name)
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)


def test_derivations_and_drift_say_between_what(case_file: Path) -> None:
    (derivation,) = _rows(case_file, "derivations")
    assert (derivation["report"], derivation["from"], derivation["direction"]) == ("b-copy", "a-harbour", "known")
    (drift,) = _rows(case_file, "drift")
    assert (drift["kind"], drift["from_report"], drift["to"]) == ("bound", "a-harbour", "About 40 people were saved")


def test_no_such_table(case_file: Path) -> None:
    with Case.open(case_file) as case, pytest.raises(UsageError, match="findings, claims, reports"):
        list(table(case, "people"))


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_no_words_can_start_a_formula_and_none_are_lost(cells: list[str]) -> None:
    ((*back,),) = csv.reader(io.StringIO(_line(cells), newline=""))
    for cell, written in zip(cells, back, strict=True):
        assert not written.startswith(tuple("=+-@\t\r\n＝＋－＠"))
        assert written in (visible(cell), "'" + visible(cell))


def test_nothing_that_a_terminal_obeys_or_that_hides_gets_into_a_table() -> None:
    assert _line(["a\x1b[31m", "b\x9b2J", "c\u202ed", "e\x7f\0", "f\ng"]) == (
        'a⟦U+001B⟧[31m,b⟦U+009B⟧2J,c⟦U+202E⟧d,e⟦U+007F⟧⟦U+0000⟧,"f\ng"\r\n'
    )


def test_a_report_cannot_put_a_formula_into_a_table(case_file: Path) -> None:
    connection = sqlite3.connect(case_file)
    with connection:
        connection.execute("UPDATE reading SET body = json_set(body, '$.text.outlet', '=cmd|calc') WHERE number = 1")
    connection.close()
    assert _rows(case_file, "reports")[0]["outlet"] == "'=cmd|calc"


def test_numbers_are_numbers() -> None:
    assert _line((-5.0, 0.25, True, None)) == "-5,0.25,yes,\r\n"
