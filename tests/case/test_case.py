"""The case: what goes in comes out, and nothing but a whole case is ever a case."""

import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.case import Case, Changes, Step, record, renew, schema, write
from headwater.errors import CaseError, DamagedCase, NewerCase, NotACase
from headwater.model import Acquisition, Findings, Given, Judgement, Lineage, Passage, Report, Unread

from . import older

_JUDGED = Judgement.made(
    "grouping",
    "reject",
    (Passage("r", 0, 3, "The"), Passage("s", 4, 5, "“")),
    who="Mara",
    when="2031-06-01",
    why="“no”",
)
_LATER = "2032-01-01T00:00:00+00:00"


def _sql(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        with connection:
            return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_what_goes_in_comes_out(pile: Changes, case_file: Path) -> None:
    with Case.open(case_file) as case:
        assert tuple(case.reports()) == pile.reports
        assert case.readings() == tuple(reading for reading, _ in pile.readings)
        assert case.lineage() == pile.lineage
        assert case.findings() == pile.findings
        assert case.indicators() == pile.indicators
        assert case.frameworks() == pile.frameworks
        assert tuple(sorted(case.steps().values(), key=lambda step: -len(step.name))) == pile.steps[::-1]
        assert case.fingerprints() == {reading.report: made for reading, made in pile.readings}


def test_some_readings_can_be_had_alone(pile: Changes, case_file: Path) -> None:
    readings = [reading for reading, _ in pile.readings]
    with Case.open(case_file) as case:
        assert case.readings([readings[2].report, readings[0].report, "report-0"]) == (readings[0], readings[2])
        assert case.readings([]) == ()


def test_a_finished_case_is_one_private_file(case_file: Path) -> None:
    assert [path.name for path in case_file.parent.iterdir()] == [case_file.name]
    assert stat.S_IMODE(case_file.stat().st_mode) == 0o600
    assert _sql(case_file, "PRAGMA journal_mode") == [("delete",)]


def test_every_table_is_strict(case_file: Path) -> None:
    tables = _sql(
        case_file, "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    assert tables
    assert all(strict for _, strict in tables)


def test_reading_never_writes(case_file: Path, tmp_path: Path) -> None:
    before = case_file.read_bytes(), case_file.stat().st_mtime_ns
    with Case.open(case_file) as case:
        case.readings()
        case.lineage()
    assert (case_file.read_bytes(), case_file.stat().st_mtime_ns) == before
    with pytest.raises(NotACase):
        Case.open(tmp_path / "missing.hw")
    assert not (tmp_path / "missing.hw").exists()


def test_words_can_be_searched(case_file: Path) -> None:
    found = "SELECT claim.quote FROM claim_words JOIN claim ON number = claim_words.rowid WHERE claim_words MATCH "
    assert _sql(case_file, found + "'saving'") == [
        ("More than 40 people were saved, said Ada Brook",),
        ("About 40 people were saved",),
    ]
    assert _sql(case_file, "SELECT rowid FROM reading_words WHERE reading_words MATCH 'title:ferry'") == [(1,)]


def test_search_forgets_what_is_no_longer_read(pile: Changes, case_file: Path) -> None:
    ids = tuple(report.id for report in pile.reports)
    write(case_file, Changes(base="lineage-1", lost=ids), when=_LATER)
    assert _sql(case_file, "SELECT count(*) FROM claim_words WHERE claim_words MATCH 'saved OR bells'") == [(0,)]
    assert _sql(case_file, "SELECT count(*) FROM reading_words WHERE reading_words MATCH 'ferry'") == [(0,)]
    assert _sql(case_file, "SELECT count(*) FROM report") == [(3,)]


def test_findings_are_found_by_claim(pile: Changes, case_file: Path) -> None:
    assert pile.findings
    finding = pile.findings.findings[0]
    assert sorted(_sql(case_file, "SELECT claim, finding FROM finding_claim")) == sorted(
        (claim, finding.id) for claim in finding.claims
    )


def test_when_it_was_obtained_stays(pile: Changes, case_file: Path) -> None:
    again = replace(pile.reports[0], acquisitions=(*pile.reports[0].acquisitions, Acquisition("z", "z.txt")))
    write(case_file, Changes(base="lineage-1", reports=(again,)), when=_LATER)
    obtained = _sql(case_file, f"SELECT path, obtained FROM acquisition WHERE report = '{again.id}' ORDER BY path")
    assert obtained == [("a-harbour.txt", "2031-05-06T00:00:00+00:00"), ("z.txt", _LATER)]


def test_judgements_survive_every_rebuild(pile: Changes, case_file: Path) -> None:
    record(case_file, [_JUDGED])
    write(case_file, replace(pile, base="lineage-1", findings=Findings(), lineage=Lineage()), when=_LATER)
    with Case.open(case_file) as case:
        assert case.findings() == Findings()
        assert case.judgements() == (_JUDGED,)


def test_a_judgement_is_never_overwritten_and_never_removed(case_file: Path) -> None:
    record(case_file, [_JUDGED, _JUDGED])
    record(case_file, [replace(_JUDGED, why="another reason")])
    for sql in ("UPDATE judgement SET why = ''", "DELETE FROM judgement"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            _sql(case_file, sql)
    with Case.open(case_file) as case:
        assert case.judgements() == (_JUDGED,)


def test_a_case_from_before_judgements_said_what_they_are_of_is_renewed(case_file: Path) -> None:
    with Case.open(case_file) as case:
        assert case.judgements() == ()
    old = case_file.with_name("old.hw")
    row = ("j1", "[]", "accept", "Mara", "2031-06-01", None)
    older.make(
        old, "judgements say what they are of, and stay", [("INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?)", row)]
    )
    renew(old)
    with Case.open(old) as case:
        assert [(each.id, each.who, each.why) for each in case.judgements()] == [("j1", "Mara", "")]


def test_a_failed_change_changes_nothing(pile: Changes, case_file: Path) -> None:
    assert pile.findings
    twice = replace(pile.findings, findings=pile.findings.findings * 2)
    before = case_file.read_bytes()[100:]
    with pytest.raises(CaseError):
        write(case_file, Changes(base="lineage-1", lineage=Lineage(), findings=twice), when=_LATER)
    with Case.open(case_file) as case:
        assert case.lineage() == pile.lineage
        assert case.findings() == pile.findings
    assert case_file.read_bytes()[100:] == before


def test_readers_see_the_old_case_until_the_new_is_whole(pile: Changes, case_file: Path) -> None:
    with Case.open(case_file) as reader:
        assert reader.lineage() == pile.lineage
        writer = sqlite3.connect(case_file, isolation_level=None)
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM derivation")
        assert reader.lineage() == pile.lineage
        writer.execute("ROLLBACK")
        writer.close()


def test_a_case_built_by_another_meanwhile_is_left_alone(pile: Changes, case_file: Path) -> None:
    with pytest.raises(CaseError, match="another process"):
        write(case_file, Changes(base="lineage-0", lineage=Lineage()), when=_LATER)
    with Case.open(case_file) as case:
        assert case.lineage() == pile.lineage
        assert [each.name for each in case_file.parent.glob(f"{case_file.name}*")] == [case_file.name]


def test_what_could_not_be_read_is_kept_until_it_can(pile: Changes, case_file: Path) -> None:
    write(
        case_file,
        Changes(base="lineage-1", unread=(Unread("x.bin", "no text"), Unread("c-own.txt", "odd"))),
        when=_LATER,
    )
    with Case.open(case_file) as case:
        assert case.unread() == (Unread("c-own.txt", "odd"), Unread("x.bin", "no text"))
    write(case_file, Changes(base="lineage-1", readings=pile.readings[2:]), when=_LATER)
    with Case.open(case_file) as case:
        assert case.unread() == (Unread("x.bin", "no text"),)


def test_nothing_is_left_of_a_case_that_could_not_be_made(pile: Changes, tmp_path: Path) -> None:
    assert pile.findings
    broken = replace(pile, findings=replace(pile.findings, findings=pile.findings.findings * 2))
    with pytest.raises(CaseError):
        write(tmp_path / "new.hw", broken, when=_LATER)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"plain words", b"SQLite format 3\0" + b"\0" * 4000])
def test_another_file_is_not_a_case(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.hw"
    path.write_bytes(content)
    for use in (Case.open, renew):
        with pytest.raises(NotACase, match=r"other\.hw"):
            use(path)
    with pytest.raises(CaseError):
        write(path, Changes(), when=_LATER)
    assert path.read_bytes() == content


def test_another_programs_database_is_not_a_case(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    _sql(path, "CREATE TABLE t (a)")
    with pytest.raises(NotACase):
        Case.open(path)
    with pytest.raises(NotACase):
        write(path, Changes(), when=_LATER)
    assert _sql(path, "SELECT name FROM sqlite_master") == [("t",)]


def test_a_later_version_is_refused(case_file: Path) -> None:
    _sql(case_file, "PRAGMA user_version = 99")
    with pytest.raises(NewerCase, match="Update Headwater"):
        Case.open(case_file)
    with pytest.raises(NewerCase):
        write(case_file, Changes(base="lineage-1"), when=_LATER)


def test_an_earlier_version_is_renewed(case_file: Path, pile: Changes, monkeypatch: pytest.MonkeyPatch) -> None:
    later = (*schema.MIGRATIONS, ("a table more", "CREATE TABLE more (a TEXT) STRICT;"))
    monkeypatch.setattr("headwater.case.file.MIGRATIONS", later)
    with pytest.raises(CaseError, match="earlier version"):
        Case.open(case_file)
    renew(case_file)
    with Case.open(case_file) as case:
        assert case.lineage() == pile.lineage
    assert _sql(case_file, "SELECT count(*) FROM more") == [(0,)]


def _older(path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Make a case one of an earlier version, and give all that it holds."""
    later = (*schema.MIGRATIONS, ("a table more", "CREATE TABLE more (a TEXT) STRICT;"))
    monkeypatch.setattr("headwater.case.file.MIGRATIONS", later)
    return _dump(path)


def _dump(path: Path) -> bytes:
    connection = sqlite3.connect(path)
    try:
        return "\n".join(connection.iterdump()).encode("utf-8", "replace")
    finally:
        connection.close()


def test_a_copy_is_kept_of_a_case_that_is_renewed(case_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, version = _older(case_file, monkeypatch), len(schema.MIGRATIONS)
    copy = case_file.with_name(f"{case_file.name}.version-{version}")
    copy.write_bytes(b"another that is there")
    renew(case_file)
    renew(case_file)
    kept = case_file.with_name(f"{copy.name}-2")
    assert _dump(kept) == before != _dump(case_file)
    assert _sql(kept, "PRAGMA user_version") == [(version,)]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert copy.read_bytes() == b"another that is there"
    assert {each.name for each in case_file.parent.iterdir()} == {case_file.name, copy.name, kept.name}


def test_without_room_for_a_copy_nothing_is_renewed(case_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _older(case_file, monkeypatch)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("headwater.case.file._appear", full)
    with pytest.raises(CaseError, match="No space left"):
        renew(case_file)
    assert _dump(case_file) == before
    assert [each.name for each in case_file.parent.iterdir()] == [case_file.name]


def test_a_migration_that_fails_leaves_the_version_before(case_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = (*schema.MIGRATIONS, ("no good", "CREATE TABLE more (a TEXT) STRICT; CREATE TABLE claim (a TEXT) STRICT;"))
    monkeypatch.setattr("headwater.case.file.MIGRATIONS", bad)
    with pytest.raises(CaseError):
        renew(case_file)
    assert _sql(case_file, "PRAGMA user_version") == [(len(schema.MIGRATIONS),)]
    assert _sql(case_file, "SELECT count(*) FROM sqlite_master WHERE name = 'more'") == [(0,)]


def test_damage_is_said(case_file: Path) -> None:
    data = bytearray(case_file.read_bytes())
    data[4096 : len(data)] = bytes(len(data) - 4096)
    case_file.write_bytes(data)
    with pytest.raises(DamagedCase), Case.open(case_file) as case:
        case.readings()


def test_a_body_that_is_no_value_is_damage(case_file: Path) -> None:
    _sql(case_file, """UPDATE finding SET body = json_set(body, '$.standing', 'certain')""")
    with Case.open(case_file) as case, pytest.raises(DamagedCase, match="standing"):
        case.findings()


def test_an_empty_case_has_nothing_and_no_file(tmp_path: Path) -> None:
    with Case.empty(tmp_path / "none.hw") as case:
        assert (case.readings(), case.lineage(), case.steps(), tuple(case.reports())) == ((), Lineage(), {}, ())
    assert not list(tmp_path.iterdir())


def test_steps_are_replaced_by_name(case_file: Path) -> None:
    write(case_file, Changes(base="lineage-1", steps=(Step("lineage", "2", "lineage-2"),)), when=_LATER)
    with Case.open(case_file) as case:
        assert case.steps()["lineage"] == Step("lineage", "2", "lineage-2")
        assert "findings" in case.steps()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=80),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=80),
    st.none() | st.text(st.characters(codec="utf-8"), max_size=20),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
)
def test_whatever_the_words_are_they_come_out_as_they_went_in(
    pile: Changes, tmp_path: Path, raw: bytes, words: str, title: str | None, number: float | None
) -> None:
    report = Report.from_bytes(raw, name=words, path=words, format="row", given=Given(title=title))
    reading, _ = pile.readings[0]
    text = replace(reading.text, report=report.id, name=words, text=words, title=title, outlet=title)
    quantity = replace(reading.quantities[0], quote=words, low=number, high=number)
    claim = replace(reading.claims[0], report=report.id, quote=words, quantities=(quantity,), subject=title)
    reading = replace(reading, text=text, quantities=(quantity,), claims=(claim,))
    path = tmp_path / "words.hw"
    path.unlink(missing_ok=True)
    write(path, Changes(reports=(report,), readings=((reading, "made"),)), when=_LATER)
    with Case.open(path) as case:
        assert tuple(case.reports()) == (report,)
        assert case.readings() == (reading,)
    write(path, Changes(lost=(report.id,)), when=_LATER)  # the search index can still find what to forget
    with Case.open(path) as case:
        assert (case.readings(), case.integrity()) == ((), ())
