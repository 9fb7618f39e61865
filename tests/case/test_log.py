"""The log: it only grows, and what is changed in it or behind its back is found."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from headwater.case import Case, Changes, Entry, broken, record, renew, write
from headwater.case.log import TOOL, held
from headwater.model import Acquisition, Judgement, Lineage, Passage, Report

from . import older

_LATER = "2032-01-01T00:00:00+00:00"
_JUDGED = Judgement.made(
    "grouping", "reject", (Passage("r", 0, 3, "The"),), who="Mara", when="2031-06-01T00:00:00.000Z", why="“no”"
)


def _decode(report: Report) -> str:
    return report.raw.decode()


def _log(path: Path) -> list[Entry]:
    with Case.open(path) as case:
        return list(case.log())


def _found(path: Path, head: str | None = None) -> list[str]:
    with Case.open(path) as case:
        return list(broken(case, _decode, head))


def _sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for each in statements:
        connection.execute(each)
    connection.close()


def test_a_build_writes_how_each_report_came_and_what_it_made(case_file: Path, pile: Changes) -> None:
    log = _log(case_file)
    assert [each.kind for each in log] == ["acquisition"] * 3 + ["build"]
    assert {each.tool for each in log} == {TOOL}
    assert log[0].told() == {
        "report": pile.reports[0].id,
        "sha256": pile.reports[0].sha256,
        "name": "a-harbour",
        "path": "a-harbour.txt",
        "details": [],
    }
    assert log[-1].told()["steps"]["lineage"] == ["1", "lineage-1"]
    assert held(log) == (log, None)


def test_the_facts_of_an_acquisition_are_kept_and_signed(case_file: Path, pile: Changes) -> None:
    way = Acquisition("z", "https://example.org/z", (("http:etag", "“7”"), ("warc", "urn:uuid:1")))
    again = replace(pile.reports[0], acquisitions=(*pile.reports[0].acquisitions, way))
    write(case_file, Changes(base="lineage-1", reports=(again,)), when=_LATER)
    with Case.open(case_file) as case:
        assert [(each.when, each.tool) for each in case.received() if each.way == way] == [(_LATER, TOOL)]
        assert way in next(each for each in case.reports() if each.id == again.id).acquisitions
    assert _log(case_file)[-2].told()["details"] == [["http:etag", "“7”"], ["warc", "urn:uuid:1"]]
    assert _found(case_file) == []


def test_a_judgement_is_written_into_it_once(case_file: Path) -> None:
    record(case_file, [_JUDGED, _JUDGED])
    record(case_file, [_JUDGED])
    log = _log(case_file)
    assert [each.kind for each in log].count("judgement") == 1
    assert (log[-1].when, log[-1].told()["why"]) == (_JUDGED.when, "“no”")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE log SET tool = 'x' WHERE number = 1", "never changed"),
        ("DELETE FROM log WHERE number = 4", "ever removed"),
        ("INSERT OR REPLACE INTO log VALUES (2, 'build', '', '', '{}', '')", "only grows"),
        ("INSERT INTO log VALUES (9, 'build', '', '', '{}', '')", "only grows"),
    ],
)
def test_it_only_grows(case_file: Path, sql: str, said: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=said):
        _sql(case_file, sql)


def test_a_judgement_cannot_be_replaced(case_file: Path) -> None:
    record(case_file, [_JUDGED])
    _sql(
        case_file,
        'INSERT OR REPLACE INTO judgement (id, target, verdict, who, "when", why)'
        f" VALUES ('{_JUDGED.id}', '[]', 'accept', 'x', '', '')",
    )
    with Case.open(case_file) as case:
        assert case.judgements() == (_JUDGED,)


_OFF = ("DROP TRIGGER log_changed", "DROP TRIGGER log_removed", "DROP TRIGGER log_replaced")


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("field", ["kind", '"when"', "tool", "body", "hash"])
def test_a_changed_entry_is_found(case_file: Path, number: int, field: str) -> None:
    _sql(
        case_file,
        *_OFF,
        f"UPDATE log SET {field} = replace({field}, substr({field}, 2, 1), 'Q') WHERE number = {number}",
    )
    assert any(f"entry {number} (" in each for each in _found(case_file))


def test_fields_cannot_flow_into_one_another(case_file: Path) -> None:
    _sql(case_file, *_OFF, "UPDATE log SET tool = tool || substr(body, 1, 1), body = substr(body, 2) WHERE number = 4")
    with Case.open(case_file) as case:
        assert held(case.log())[1] is not None


@pytest.mark.parametrize("number", [1, 3])
def test_an_entry_taken_out_is_found(case_file: Path, number: int) -> None:
    _sql(case_file, *_OFF, f"DELETE FROM log WHERE number = {number}")
    assert f"the log: entry {number} is not there" in _found(case_file)


def test_a_log_cut_at_its_end_is_found_by_its_head(case_file: Path) -> None:
    record(case_file, [_JUDGED])
    head = _log(case_file)[-1].hash
    assert _found(case_file, head) == []
    _sql(
        case_file, *_OFF, "DROP TRIGGER judgement_removed", "DELETE FROM log WHERE number = 5", "DELETE FROM judgement"
    )
    assert any("that was noted" in each for each in _found(case_file, head))


def test_missing_triggers_are_found(case_file: Path) -> None:
    _sql(case_file, "DROP TRIGGER log_changed")
    assert _found(case_file) == ["the file: “log_changed” of its schema is not as Headwater makes it"]


def test_what_was_changed_behind_its_back_is_found(case_file: Path) -> None:
    record(case_file, [_JUDGED])
    _sql(case_file, "UPDATE acquisition SET path = 'elsewhere.txt' WHERE name = 'c-own'")
    assert sum(" acquisition " in each or " acquisition:" in each for each in _found(case_file)) == 2
    _sql(case_file, "DROP TRIGGER judgement_removed", "DELETE FROM judgement")
    assert any("the judgement that it tells of" in each and _JUDGED.id in each for each in _found(case_file))


@pytest.mark.parametrize(
    "table",
    ["reading", "claim", "derivation", "possible", "origin", "root", "aligned", "finding", "framework", "indicator"],
)
def test_what_a_build_wrote_is_signed(case_file: Path, table: str) -> None:
    _sql(case_file, f"UPDATE {table} SET body = json_set(body, '$.more', 1)")
    assert any(f"the table {table} does not hold what the build of" in each for each in _found(case_file))
    write(case_file, Changes(base="lineage-1", lineage=Lineage()), when=_LATER)
    assert not any("does not hold what the build" in each for each in _found(case_file))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("step", "UPDATE step SET version = '9'"),
        ("option", "INSERT INTO option VALUES ('outlets', 'a, b')"),
        ("kept", "INSERT INTO kept VALUES ('a', x'00')"),
        ("unread", "INSERT INTO unread VALUES ('a', 'b', 'c')"),
        ("given_up", "INSERT INTO given_up SELECT id, 'a', 'b' FROM report LIMIT 1"),
        ("finding_claim", "DELETE FROM finding_claim"),
        ("report", "UPDATE report SET name = 'other' WHERE name = 'c-own'"),
    ],
)
def test_what_a_build_wrote_beside_its_results_is_signed_too(case_file: Path, table: str, change: str) -> None:
    _sql(case_file, change)
    assert any(f"the table {table} does not hold what the build of" in each for each in _found(case_file))


def test_entries_that_changed_places_are_found(case_file: Path) -> None:
    _sql(
        case_file,
        *_OFF,
        "UPDATE log SET number = -1 WHERE number = 2",
        "UPDATE log SET number = 2 WHERE number = 3",
        "UPDATE log SET number = 3 WHERE number = -1",
    )
    assert any("entry 2 (" in each for each in _found(case_file))


def test_a_clock_that_went_back_is_no_damage(case_file: Path) -> None:
    write(case_file, Changes(base="lineage-1", options={"a": "b"}), when="2001-01-01T00:00:00+00:00")
    record(case_file, [_JUDGED])
    assert _found(case_file) == [] and [each.number for each in _log(case_file)] == [1, 2, 3, 4, 5, 6]


def test_a_capture_is_checked(case_file: Path) -> None:
    _sql(case_file, f"INSERT INTO capture VALUES ('{'0' * 64}', x'01')")
    assert f"web record {'0' * 64} is not as it was fetched" in _found(case_file)


def test_what_was_in_a_case_before_it_had_a_log_stands_first_in_it(case_file: Path, pile: Changes) -> None:
    old, report = case_file.with_name("old.hw"), pile.reports[0]
    target = '[{"report":"r","start":0,"end":3,"quote":"The"}]'
    sql = 'INSERT INTO judgement (id, target, verdict, who, "when", why, subject) VALUES (?, ?, ?, ?, ?, ?, ?)'
    older.make(
        old,
        "how each report came, and the web records of those fetched",
        [
            (
                "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?)",
                (report.id, report.name, report.sha256, report.format, "{}", report.raw),
            ),
            ("INSERT INTO acquisition VALUES (?, ?, ?, ?)", (report.id, "a.txt", "a", "2030-01-02")),
            (sql, (_JUDGED.id, target, "reject", "Mara", _JUDGED.when, "“no”", "grouping")),
        ],
    )
    renew(old)
    assert [(each.kind, each.when, each.tool) for each in _log(old)] == [
        ("acquisition", "2030-01-02", ""),
        ("judgement", _JUDGED.when, ""),
    ]
    assert not any("the log" in each for each in _found(old))
    record(old, [_JUDGED])
    assert len(_log(old)) == 2
