"""`headwater estimate` from outside."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.case import Changes
from headwater.cli import app
from headwater.cli.estimates import _range

_PLAN = """
name = "saved"
title = "Blankets for those who were saved"
formula = "people * blankets"
unit = "blanket"

[input.people]
unit = "person"
counts = "person|people"
words = "save"
CAP

[input.blankets]
unit = "blanket / person"
low = 2
high = 3
note = "the harbour's own rule"
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "saved.toml"
    path.write_text(_PLAN.replace("CAP", 'at_most = 60\nnote = "seats on the ferry"'), encoding="utf-8")
    return path


def test_an_estimate_is_tables_with_the_words_behind_them(case_file: Path, plan: Path) -> None:
    result = CliRunner().invoke(app, ["estimate", str(case_file), str(plan)])
    assert result.exit_code == 0, result.output
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert ["range", "80 to 180 blanket"] in rows
    assert ["keep in mind", "people: one origin"] in rows
    (words,) = [row for row in rows if row[0] == "people" and len(row) > 4]
    assert words[1:4] == ["More than 40 people", "yes", "Harbour Post"]
    assert words[4] == "a-harbour" and words[5].startswith("More than 40 people were saved")


def test_an_estimate_is_one_json_line_with_the_keys_of_the_docs(case_file: Path, plan: Path, pile: Changes) -> None:
    result = CliRunner().invoke(app, ["estimate", str(case_file), str(plan), "--format", "json"])
    (line,) = result.stdout.splitlines()
    found = json.loads(line)
    assert (found["type"], found["low"], found["high"]) == ("estimate", 80, 180)
    people = next(each for each in found["inputs"] if each["name"] == "people")
    assert people["findings"] == [pile.findings.findings[0].id if pile.findings else None]
    assert people["figures"][0]["claim"] in {claim.id for reading, _ in pile.readings for claim in reading.claims}
    again = CliRunner().invoke(app, ["estimate", str(case_file), str(plan), "--format", "json"])
    assert again.stdout == result.stdout
    assert "private persons are named in them" in result.stderr


def test_what_is_open_is_said(case_file: Path, plan: Path) -> None:
    plan.write_text(_PLAN.replace("CAP", ""), encoding="utf-8")
    result = CliRunner().invoke(app, ["estimate", str(case_file), str(plan)])
    assert "range\tat least 80 blanket, open above\n" in result.stdout and "median\t" not in result.stdout


def test_what_is_not_measured_ends_with_1_and_says_which(case_file: Path, plan: Path) -> None:
    plan.write_text(_PLAN.replace('words = "save"\nCAP', 'words = "drowned"'), encoding="utf-8")
    result = CliRunner().invoke(app, ["estimate", str(case_file), str(plan)])
    assert result.exit_code == 1 and "range\tnot measured" in result.stdout
    assert "not measured: nothing in the case gives people" in result.stderr


def test_the_figures_of_a_case_come_with_what_binds_to_them(case_file: Path) -> None:
    result = CliRunner().invoke(app, ["estimate", str(case_file), "--figures", "saved people"])
    assert result.exit_code == 0
    assert [line.split("\t")[:4] for line in result.stdout.splitlines()[1:]] == [
        ["More than 40 people", "at least 40, open above", 'figure = "person"', "1"],
        ["About 40 people", "40", 'figure = "person"', "1"],
    ]


@pytest.mark.parametrize(
    ("words", "said"), [((), "one of FILE.toml and --figures"), (("none.toml",), "cannot be read")]
)
def test_wrong_use_is_one_line_and_2(case_file: Path, words: tuple[str, ...], said: str) -> None:
    result = CliRunner().invoke(app, ["estimate", str(case_file), *words])
    assert result.exit_code == 2 and said in result.stderr and len(result.stderr.splitlines()) == 1


def test_ranges_say_which_side_is_open() -> None:
    assert _range(None, None, "boat") == "open on both sides"
    assert _range(None, 5, "boat") == "up to 5 boat, open below"
    assert _range(1234.5, 0.123456 + 2000, "boat") == "1,234 to 2,000 boat"
    assert _range(0.123456, 0.123456) == "0.1235"
