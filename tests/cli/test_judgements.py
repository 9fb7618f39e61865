"""`headwater judge` from outside."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from headwater import pipeline
from headwater.case import Case
from headwater.cli import app

_STORY = "A bridge in Verna fell into the river on 4 June. Six people were hurt, said Ivo Marsh, a ferryman."
_COPY = "Six people were hurt when a bridge fell in Verna, Ivo Marsh, a ferryman, told the Verna Courier."
_SAID = ("--who", "Mara", "--why", "I asked him")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    for name, words in (("story", _STORY), ("copy", _COPY)):
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    pipeline.build([str(tmp_path / "story.txt"), str(tmp_path / "copy.txt")], tmp_path / "a.hw")
    return tmp_path / "a.hw"


def _judge(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["judge", *map(str, words)])


def _list(case: Path) -> list[list[str]]:
    return [line.split("\t") for line in _judge("list", case).stdout.splitlines()[1:]]


def _finding(case: Path) -> str:
    with Case.open(case) as opened:
        return next(each.id for each in opened.findings().findings if len(each.reports) == 2)


def test_a_finding_is_taken_apart_listed_and_undone(case: Path) -> None:
    finding = _finding(case)
    done = _judge("add", case, "grouping", "reject", finding, *_SAID)
    assert done.exit_code == 0, done.output
    (row,) = _list(case)
    assert (row[0], row[2], row[3], row[-2], row[-1]) == (
        done.stdout.strip(), "Mara", "reject grouping", "I asked him", "in force",
    )  # fmt: skip
    assert "copy: " in row[4] and "story: " in row[4]
    with Case.open(case) as opened:
        assert not [each for each in opened.findings().findings if len(each.reports) == 2]
    undone = _judge("undo", case, row[0], *_SAID)
    assert undone.exit_code == 0 and _finding(case) == finding
    assert [each[-1] for each in _list(case)] == [f"undone by {undone.stdout.strip()}", "in force"]


def test_a_clock_that_went_back_is_said_and_does_not_decide(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = _finding(case)
    first = _judge("add", case, "grouping", "reject", finding, *_SAID)
    monkeypatch.setattr("headwater.cli.judgements._now", lambda: "2001-02-03T04:05:06.789+00:00")
    (words,) = [row[0] for row in _list(case)]
    again = _judge("undo", case, words, *_SAID)
    assert "clock" not in first.stderr and "stands before the last judgement" in again.stderr
    assert _finding(case) == finding and "private persons are named" in _judge("list", case).stderr


def test_later_leaves_the_counts_until_the_next_build(case: Path) -> None:
    finding = _finding(case)
    assert _judge("add", case, "grouping", "reject", finding, *_SAID, "--later").exit_code == 0
    assert _finding(case) == finding
    pipeline.build([], case)
    with pytest.raises(StopIteration):
        _finding(case)


def test_a_grouping_is_corrected_part_by_part(case: Path) -> None:
    with Case.open(case) as opened:
        one, *others = next(each.claims for each in opened.findings().findings if len(each.reports) == 2)
    assert _judge("add", case, "grouping", "correct", one, "/", *others, *_SAID).exit_code == 0
    (row,) = _list(case)
    assert row[6] == " ".join(["1", *["2"] * len(others)])


def test_reports_are_named_and_words_by_their_place(case: Path) -> None:
    assert _judge("add", case, "derivation", "accept", "copy:0-16", "story", *_SAID).exit_code == 0
    assert _list(case)[0][4] == "copy: Six people were ; story: " + _STORY.split(" Six")[0]
    with Case.open(case) as opened:
        assert len(opened.lineage().derivations) == 1


def test_judgements_go_out_and_come_back_and_two_files_merge(case: Path, tmp_path: Path) -> None:
    _judge("add", case, "grouping", "reject", _finding(case), *_SAID)
    _judge("add", case, "rating", "rate", "story", "--to", "B", *_SAID)
    written = _judge("export", case).stdout_bytes
    assert "private persons are named in them" in _judge("export", case).stderr
    rows = [json.loads(line) for line in written.splitlines()]
    assert [row["type"] for row in rows] == ["judgement", "judgement"]
    file = tmp_path / "judgements.jsonl"
    file.write_bytes(b"<<<<<<< a\n" + b"".join(written.splitlines(True)[::-1]) + b">>>>>>> b\n")
    again = _judge("import", case, file)
    assert (again.exit_code, again.stderr) == (0, "headwater: 0 judgements added\n")
    other = tmp_path / "b.hw"
    pipeline.build([str(tmp_path / "story.txt"), str(tmp_path / "copy.txt")], other)
    assert _judge("import", other, file).stderr == "headwater: 2 judgements added\n"
    assert _judge("export", other).stdout_bytes == written
    with pytest.raises(StopIteration):
        _finding(other)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("verdict", "accept", "story"), "cannot be judged so: verdict"),
        (("grouping", "undo", "story"), "cannot be judged so: undo"),
        (("rating", "rate", "nowhere", "--to", "B"), "nothing in the case is called that: nowhere"),
        (("rating", "rate", "story:5-9999", "--to", "B"), "outside the text"),
        (("rating", "rate", "story", "--to", "Z"), "a letter A–F"),
        (("attribution", "correct", "story", "--to", "Ada Brook"), "cannot be judged|does not name"),
    ],
)
def test_what_cannot_be_judged_is_one_line_and_2(case: Path, words: tuple[str, ...], said: str) -> None:
    done = _judge("add", case, *words, *_SAID)
    assert done.exit_code == 2 and len(done.stderr.splitlines()) == 1
    assert any(each in done.stderr for each in said.split("|"))
    assert _list(case) == []


def test_number_1_is_refused_with_its_reason(case: Path) -> None:
    done = _judge("add", case, "rating", "rate", _finding(case), "--to", "1", *_SAID)
    assert done.exit_code == 2 and "origins_low 1" in done.stderr and _list(case) == []


def test_a_file_that_is_not_there_or_is_none_of_judgements(case: Path, tmp_path: Path) -> None:
    assert _judge("import", case, tmp_path / "none.jsonl").exit_code == 2
    (tmp_path / "bad.jsonl").write_text("{}\n", encoding="utf-8")
    done = _judge("import", case, tmp_path / "bad.jsonl")
    assert done.exit_code == 2 and "bad.jsonl:1" in done.stderr


def test_who_decides_must_be_said_once(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEADWATER_WHO", raising=False)
    assert _judge("add", case, "rating", "rate", "story", "--to", "B", "--why", "w").exit_code == 2
    monkeypatch.setenv("HEADWATER_WHO", "Ivo")
    assert _judge("add", case, "rating", "rate", "story", "--to", "B", "--why", "w").exit_code == 0
    assert _list(case)[0][2] == "Ivo"


def test_the_queue_names_what_there_is_to_decide_so_that_it_can_be_judged(case: Path) -> None:
    rows = [line.split("\t") for line in _judge("queue", case).stdout.splitlines()]
    assert rows[0] == ["changes", "subject", "judge", "suggested", "words"]
    grouping = next(row for row in rows if row[1] == "grouping")
    assert _judge("add", case, "grouping", "accept", *grouping[2].split(), *_SAID).exit_code == 0
    assert grouping not in [line.split("\t") for line in _judge("queue", case).stdout.splitlines()]
    assert len(_judge("queue", case, "--limit", "1").stdout.splitlines()) == 2
