"""A damaged case: what is wrong is said in words, and whatever proves itself is saved."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.case import Case, Changes, broken, recover, survey, write
from headwater.case import record as judge
from headwater.cli import app
from headwater.errors import CaseError, HeadwaterError, NothingSaved
from headwater.export import jsonl
from headwater.model import Judgement, Passage, Report, Unread

_WHEN = "2033-01-01T00:00:00+00:00"
_JUDGED = tuple(
    Judgement.made(
        "rating", "rate", (Passage("r", 0, 3, "The"),), of=str(n), who="Mara", when=f"2031-06-0{n}", why="x" * 50
    )
    for n in range(1, 6)
)


@pytest.fixture
def judged(case_file: Path) -> Path:
    judge(case_file, _JUDGED)
    return case_file


def _decode(report: Report) -> str:
    return report.raw.decode()


def _saved(path: Path, new: Path) -> tuple[set[Report], set[Judgement]]:
    """What is saved of a file; the new case keeps every law."""
    new.unlink(missing_ok=True)
    try:
        recover(path, new, when=_WHEN)
    except NothingSaved:
        return set(), set()
    with Case.open(new) as case:
        assert list(broken(case, _decode)) == []
        return set(case.reports()), set(case.judgements())


def _told(case: Case) -> tuple[object, ...]:
    """All that a case says."""
    return *case.reports(), *case.received(), case.unread(), *jsonl(case), *case.log()


def _flipped(data: bytes, rng: random.Random, most: int) -> bytes:
    hurt = bytearray(data)
    for _ in range(rng.randint(1, most)):
        hurt[rng.randrange(len(hurt))] ^= 1 << rng.randrange(8)
    return bytes(hurt)


def _check(path: Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["check", str(path)])
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    return done.exit_code, done.output


def test_all_of_a_whole_case_is_saved(judged: Path, pile: Changes, tmp_path: Path) -> None:
    before = judged.read_bytes()
    assert _saved(judged, tmp_path / "new.hw") == (set(pile.reports), set(_JUDGED))
    assert judged.read_bytes() == before
    with Case.open(judged) as old, Case.open(tmp_path / "new.hw") as new:
        log, saved = list(old.log()), list(new.log())
        assert saved[: len(log)] == log
        assert [each.kind for each in saved[len(log) :]] == ["recovery"]
        assert list(new.received()) == list(old.received())


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bits_are_said_and_the_rest_is_saved(judged: Path, pile: Changes, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    with Case.open(judged) as case:
        before = _told(case)
    judged.write_bytes(_flipped(judged.read_bytes(), rng, most=rng.choice((1, 20, 200))))
    code, words = _check(judged)
    assert code in (0, 1, 4), words
    if code == 0:  # only bytes that hold nothing
        with Case.open(judged) as case:
            assert _told(case) == before
    reports, judgements = _saved(judged, tmp_path / "new.hw")
    assert judgements <= set(_JUDGED)
    assert {each.sha256 for each in reports} <= {each.sha256 for each in pile.reports}


@pytest.mark.parametrize(
    ("entry", "sql"),
    [
        (b"tableclaimclaim", b"CREATE TABLE claim"),
        (b"tableclaim_wordsclaim_words", b"CREATE VIRTUAL TABLE claim_words"),
        (b"triggerlog_changedlog", b"CREATE TRIGGER log_changed"),
    ],
)
def test_a_schema_that_is_no_text_is_said(
    judged: Path, pile: Changes, tmp_path: Path, entry: bytes, sql: bytes
) -> None:
    """SQLite names what it cannot read of the schema, and Python cannot decode that name."""
    raw = judged.read_bytes()
    assert entry in raw and sql in raw
    raw = raw.replace(entry, entry.replace(b"l", b"\xce")).replace(sql, b"CREATE\xce" + sql[7:])
    judged.write_bytes(raw)
    with closing(sqlite3.connect(judged)) as connection, pytest.raises(UnicodeDecodeError):
        connection.execute("SELECT count(*) FROM report")
    code, words = _check(judged)
    assert code == 1, words
    assert _saved(judged, tmp_path / "new.hw") == (set(pile.reports), set(_JUDGED))


@pytest.mark.parametrize("seed", range(25))
def test_a_case_cut_short_is_said_and_the_rest_is_saved(judged: Path, tmp_path: Path, seed: int) -> None:
    data = judged.read_bytes()
    judged.write_bytes(data[: random.Random(seed).randrange(len(data))])
    code, words = _check(judged)
    assert code in (1, 4), words
    _saved(judged, tmp_path / "new.hw")


@pytest.mark.parametrize("cut", [1, 100, 4000])
def test_a_last_page_that_is_not_whole_is_said(judged: Path, cut: int) -> None:
    size = judged.stat().st_size
    judged.write_bytes(judged.read_bytes()[:-cut])
    with Case.open(judged) as case:
        assert f"it is cut short: {size - cut} bytes of {size}" in case.integrity()


@pytest.mark.parametrize("header", [bytes(100), b"x" * 4096])
def test_without_its_header_it_is_saved_all_the_same(
    judged: Path, pile: Changes, tmp_path: Path, header: bytes
) -> None:
    judged.write_bytes(header + judged.read_bytes()[len(header) :])
    assert _saved(judged, tmp_path / "new.hw") == (set(pile.reports), set(_JUDGED))
    code, words = _check(judged)
    assert code == 1
    assert "whole are 3 reports, 5 judgements and all of its log" in words


def test_a_report_whose_bytes_are_not_whole_is_named_and_not_saved(judged: Path, pile: Changes, tmp_path: Path) -> None:
    raw = pile.reports[1].raw
    judged.write_bytes(judged.read_bytes().replace(raw, raw[:-1] + b"!"))
    found = survey(judged)
    assert found.lost == {pile.reports[1].id: "b-copy"}
    assert not found.is_whole
    assert _saved(judged, tmp_path / "new.hw")[0] == {pile.reports[0], pile.reports[2]}
    done = CliRunner().invoke(app, ["recover", str(judged), "-o", str(tmp_path / "other.hw")])
    assert done.exit_code == 3
    assert "lost: the report b-copy" in done.output


def test_a_judgement_that_is_lost_from_its_table_is_taken_from_the_log(judged: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(judged)
    connection.executescript("DROP TRIGGER judgement_removed; DELETE FROM judgement; VACUUM;")
    connection.close()
    assert _saved(judged, tmp_path / "new.hw")[1] == set(_JUDGED)


def test_a_forged_judgement_is_not_saved(judged: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(judged)
    connection.execute(
        'INSERT INTO judgement (id, target, verdict, who, "when", why, subject) '
        "VALUES ('judgement-0000000000000000', '[]', 'rate', 'x', '', '', 'rating')"
    )
    connection.commit()
    connection.close()
    assert _saved(judged, tmp_path / "new.hw")[1] == set(_JUDGED)


def test_a_log_that_is_cut_goes_on_from_where_it_holds(judged: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(judged)
    connection.executescript("DROP TRIGGER log_changed; UPDATE log SET tool = 'x' WHERE number = 6;")
    connection.close()
    assert survey(judged).cut
    _saved(judged, tmp_path / "new.hw")
    with Case.open(tmp_path / "new.hw") as case:
        assert [each.kind for each in case.log()][5:] == ["recovery", *["judgement"] * 4]


def test_what_a_build_left_beside_the_file_is_brought_in(judged: Path, tmp_path: Path) -> None:
    other, live = tmp_path / "other", sqlite3.connect(judged, isolation_level=None)
    other.mkdir()
    live.execute("PRAGMA journal_mode = WAL")
    live.execute("UPDATE report SET name = 'renamed' WHERE name = 'c-own'")
    for each in judged.parent.glob(f"{judged.name}*"):
        shutil.copy(each, other)
    live.close()
    before = (other / judged.name).read_bytes()
    assert "renamed" in survey(other / judged.name).reports.values()
    assert (other / judged.name).read_bytes() == before


def test_nothing_is_made_of_nothing_and_nothing_is_overwritten(judged: Path, tmp_path: Path) -> None:
    (tmp_path / "other.hw").write_bytes(b"plain words" * 1000)
    with pytest.raises(NothingSaved):
        recover(tmp_path / "other.hw", tmp_path / "new.hw", when=_WHEN)
    assert not (tmp_path / "new.hw").exists()
    with pytest.raises(CaseError, match="already"):
        recover(judged, tmp_path / "other.hw", when=_WHEN)
    with pytest.raises(HeadwaterError):
        recover(tmp_path / "none.hw", tmp_path / "new.hw", when=_WHEN)


def test_what_could_not_be_read_is_named_in_the_saved_case(judged: Path, tmp_path: Path) -> None:
    unread = tuple(Unread(f"{name}.bin", "no text") for name in "abc")
    write(judged, Changes(base="lineage-1", unread=unread), when=_WHEN)
    write(judged, Changes(base="lineage-1", obtained=("b.bin",)), when=_WHEN)
    found = survey(judged)
    assert found.is_whole and found.unread.keys() == {"a.bin", "c.bin"}
    data = judged.read_bytes()
    judged.write_bytes(bytes(100) + data[100:])  # found page by page, with the one that was taken off the list
    found = survey(judged)
    assert found.unread.keys() >= {"a.bin", "c.bin"} and found.unsure == ("b.bin" in found.unread)
    judged.write_bytes(data.replace(b"c.bin", b"c\xff\xff\xff\xff"))
    assert survey(judged).unsure
    done = CliRunner().invoke(app, ["recover", str(judged), "-o", str(tmp_path / "less.hw")])
    assert done.exit_code == 3 and "lost, in part: the list of inputs that could not be read" in done.output
    judged.write_bytes(data)
    recover(judged, tmp_path / "new.hw", when=_WHEN)
    with Case.open(tmp_path / "new.hw") as case:
        assert case.unread() == (unread[0], unread[2]) and list(broken(case, _decode)) == []
