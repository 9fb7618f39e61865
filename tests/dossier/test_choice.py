"""A dossier, and tables, of a choice of findings: what was not chosen is not in it, and it says so."""

import csv
from pathlib import Path

import pytest
from tests.dossier.salt import five
from typer.testing import CliRunner

from headwater import dossier, export
from headwater.case import Case
from headwater.cli import app
from headwater.dossier import write
from headwater.errors import NotFound


def test_only_the_chosen_findings_and_the_reports_that_they_cite_are_in_it() -> None:
    everything = five()
    chosen, *others = sorted(everything.findings.findings, key=lambda each: len(each.reports))
    contents = everything.only({chosen.id})
    assert contents.findings.findings == (chosen,) and contents.left_out == len(others)
    assert contents.in_full == set(chosen.reports) < everything.in_full
    assert all(set(each.claims) <= set(chosen.claims) for each in contents.indicators)
    assert len(contents.numbered) == len(everything.numbered), "every report is listed: origins are counted over all"
    written = write(contents)
    assert f"This dossier holds 1 of {len(others) + 1} findings" in written
    assert "no chosen finding cites it" in written
    assert "A choice of findings" not in write(everything)


def test_the_count_of_a_chosen_finding_stays(case_file: Path) -> None:
    with Case.open(case_file) as case:
        (only,) = case.findings().findings
        assert "A choice of findings" not in dossier.render(case, findings=[only.id])
        assert "This dossier holds 0 of 1 finding" in dossier.render(case, findings=[])


def test_a_table_of_a_choice(case_file: Path) -> None:
    with Case.open(case_file) as case:
        (only,) = case.findings().findings
        tables = {name: list(csv.reader(export.table(case, name, findings=[only.id]))) for name in export.TABLES}
        whole = {name: list(csv.reader(export.table(case, name))) for name in export.TABLES}
        assert all(len(list(export.table(case, name, findings=[]))) == 1 for name in ("findings", "claims", "reports"))
    assert {row[0] for row in tables["findings"][1:]} == {only.id}
    assert len(tables["claims"]) == 1 + len(only.claims) < len(whole["claims"])
    assert len(tables["reports"]) == 1 + len(only.reports) < len(whole["reports"])
    assert tables["drift"] == whole["drift"]


@pytest.mark.parametrize("what", ["dossier", "table"])
def test_a_finding_that_is_not_there_is_named(case_file: Path, what: str) -> None:
    with Case.open(case_file) as case, pytest.raises(NotFound, match="finding-none"):
        if what == "dossier":
            dossier.render(case, findings=["finding-none"])
        else:
            list(export.table(case, findings=["finding-none"]))


def test_on_the_command_line(case_file: Path, tmp_path: Path) -> None:
    with Case.open(case_file) as case:
        (only,) = case.findings().findings
    run = CliRunner().invoke
    chosen = ["--finding", only.id]
    assert run(app, ["dossier", str(case_file), "-o", str(tmp_path / "d.html"), *chosen]).exit_code == 0
    table = run(app, ["export", str(case_file), "--format", "csv", "--table", "claims", *chosen])
    assert len(table.stdout.splitlines()) == 1 + len(only.claims)
    assert run(app, ["export", str(case_file), *chosen]).exit_code == 2, "JSON lines are always the whole case"
    assert run(app, ["dossier", str(case_file), "-o", "-", "--finding", "none"]).exit_code != 0
