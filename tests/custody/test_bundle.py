"""A bundle is a bag that others can check, the same bytes for the same case, and can be followed without Headwater."""

import hashlib
import json
import sqlite3
import stat
import zipfile
from pathlib import Path
from typing import Any

import bagit
import pytest
from typer.testing import CliRunner

from headwater import dossier
from headwater.case import Case, Changes, write
from headwater.cli import app
from headwater.custody.bundle import bundle
from headwater.errors import CaseError, UsageError
from headwater.model import Capture, Unread


@pytest.fixture
def bag(case_file: Path, tmp_path: Path) -> Path:
    """The case as an unpacked bundle."""
    write(case_file, Changes(base="lineage-1", captures=(Capture.of(b"WARC/1.1"),)), when="2032-01-01T00:00:00+00:00")
    bundle(case_file, tmp_path / "ferry.zip")
    with zipfile.ZipFile(tmp_path / "ferry.zip") as packed:
        packed.extractall(tmp_path / "out")
    return next((tmp_path / "out").iterdir())


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_it_is_a_bag_that_holds(bag: Path, case_file: Path) -> None:
    bagit.Bag(str(bag)).validate()
    assert (bag / "data" / "case.hw").read_bytes() == case_file.read_bytes()
    assert {each.name for each in (bag / "data").iterdir()} == {
        "case.hw", "reports", "captures", "reports.jsonl", "claims.jsonl", "log.jsonl", "dossier.html", "method.md",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["data/case.hw", "data/log.jsonl", "bag-info.txt", "manifest-sha256.txt"])
def test_a_changed_file_of_it_is_found_by_others(bag: Path, name: str) -> None:
    data = bytearray((bag / name).read_bytes())
    data[len(data) // 2] ^= 1
    (bag / name).write_bytes(data)
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(bag)).validate()


def test_the_same_case_gives_the_same_bytes(case_file: Path, tmp_path: Path) -> None:
    bundle(case_file, tmp_path / "one.zip")
    other = tmp_path / "elsewhere.hw"
    other.write_bytes(case_file.read_bytes())
    bundle(other, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.compress_type for each in packed.infolist()} == {zipfile.ZIP_STORED}
    assert stat.S_IMODE((tmp_path / "one.zip").stat().st_mode) == 0o600


def test_every_report_is_in_it_as_it_was_received(bag: Path, pile: Changes) -> None:
    told = {each["report"]: each for each in _lines(bag / "data" / "reports.jsonl")}
    assert told.keys() == {each.id for each in pile.reports}
    for report in pile.reports:
        assert (bag / "data" / told[report.id]["file"]).read_bytes() == report.raw
        assert hashlib.sha256(report.raw).hexdigest() == told[report.id]["sha256"]
        assert [each["when"] for each in told[report.id]["received"]] == ["2031-05-06T00:00:00+00:00"]
    assert [each.read_bytes() for each in (bag / "data" / "captures").iterdir()] == [b"WARC/1.1"]


def test_a_quote_is_followed_to_the_bytes_by_others(bag: Path) -> None:
    files = {each["sha256"]: bag / "data" / each["file"] for each in _lines(bag / "data" / "reports.jsonl")}
    claims = _lines(bag / "data" / "claims.jsonl")
    assert len(claims) == 3
    for claim in claims:
        raw = files[claim["sha256"]].read_text(encoding="utf-8")
        assert "".join(raw[slice(*each["raw"])] for each in claim["raw"]) == claim["quote"]


def test_the_log_is_checked_by_others(bag: Path) -> None:
    before = ""
    for entry in _lines(bag / "data" / "log.jsonl"):
        made = hashlib.sha256()
        for part in ("log", before, entry["number"], entry["kind"], entry["when"], entry["tool"], entry["body"]):
            data = str(part).encode()
            made.update(len(data).to_bytes(8, "big") + data)
        assert made.hexdigest() == entry["hash"]
        before = entry["hash"]
    assert before in (bag / "data" / "method.md").read_text(encoding="utf-8")
    assert before in (bag / "bag-info.txt").read_text(encoding="utf-8")


def test_names_of_files_do_not_name_anybody(bag: Path, pile: Changes) -> None:
    names = " ".join(str(each.relative_to(bag)) for each in bag.rglob("*"))
    assert not any(each.name in names for each in pile.reports)


def test_it_says_whom_it_names(case_file: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["bundle", str(case_file), "-o", str(tmp_path / "a.zip")])
    assert done.exit_code == 0
    assert "name private persons" in done.stderr
    with Case.open(case_file) as case:
        assert list(case.log())[-1].hash in done.stderr


def test_nothing_is_overwritten_and_nothing_half_is_left(case_file: Path, tmp_path: Path) -> None:
    before = case_file.read_bytes()
    with pytest.raises(UsageError, match="already"):
        bundle(case_file, case_file)
    with pytest.raises(UsageError):
        bundle(case_file, tmp_path / "no" / "such.zip")
    assert case_file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [case_file.name]


def test_a_case_that_is_being_changed_is_not_packed(case_file: Path, tmp_path: Path) -> None:
    live = sqlite3.connect(case_file, isolation_level=None)
    live.execute("PRAGMA journal_mode = WAL")
    live.execute("DELETE FROM kept")
    live.execute("CREATE TABLE more (a)")
    with pytest.raises(CaseError, match="open elsewhere"):
        bundle(case_file, tmp_path / "a.zip")
    live.close()


def test_a_case_that_is_changed_while_it_is_packed_is_not_packed(
    case_file: Path, pile: Changes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = dossier.render

    def changed(*args: Any, **options: Any) -> str:
        write(case_file, Changes(base="lineage-1", unread=(Unread("x", "y"),)), when="2032-01-01T00:00:00+00:00")
        return render(*args, **options)

    monkeypatch.setattr(dossier, "render", changed)
    with pytest.raises(CaseError, match="changed while it was packed"):
        bundle(case_file, tmp_path / "a.zip")
    assert [each.name for each in tmp_path.iterdir()] == [case_file.name]


def test_it_opens_again_and_holds_every_law(bag: Path) -> None:
    assert CliRunner().invoke(app, ["check", str(bag / "data" / "case.hw")]).exit_code == 0
