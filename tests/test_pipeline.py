"""The main path: what is redone and what is not, and that order and workers change nothing."""

import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater import claims, findings, frameworks, lineage, pipeline, review, text
from headwater.case import Case
from headwater.errors import CaseError, EmptyInput, HeadwaterError, NothingBuilt, UsageError
from headwater.export import jsonl
from headwater.model import Reading, Report, Text, Unread

_ALFA = (
    "Fishermen on Lake Ombra caught 40 tonnes of perch in May, said Ada Brook, who keeps the register. "
    "The nets were mended twice. “We have never seen such a year,” she told the Ombra Gazette.\n"
)
_BETA = (
    "Perch fishing boomed in May. According to the Ombra Gazette, fishermen caught about 40 tonnes of perch. "
    "Ada Brook, who keeps the register, had never seen such a year.\n"
)
_GAMMA = "The council of Verna voted on Tuesday to close two of its five libraries. Nobody spoke against it.\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, words in (("alfa", _ALFA), ("beta", _BETA), ("gamma", _GAMMA)):
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    return folder


class Reads:
    """The names of the reports that were read since last asked: other processes read them, and tell of it in a file."""

    def __init__(self, told: Path) -> None:
        self._told = told

    def tell(self, report: Report) -> None:
        with self._told.open("a") as file:
            file.write(report.name + "\n")

    def since(self) -> list[str]:
        names = self._told.read_text().split() if self._told.exists() else []
        self._told.unlink(missing_ok=True)
        return names


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Reads:
    told = Reads(tmp_path_factory.mktemp("reads") / "names")
    original = text.read

    def counted(report: Report) -> Text:
        told.tell(report)
        return original(report)

    monkeypatch.setattr(text, "read", counted)
    return told


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps over the whole pile, as they are run."""
    seen: list[str] = []

    def counted(name: str, original: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **options: object) -> object:
            seen.append(name)
            return original(*args, **options)

        return run

    for package, function in (
        (lineage, "retrace"),
        (findings, "regather"),
        (frameworks, "recode"),
    ):
        monkeypatch.setattr(package, function, counted(function, getattr(package, function)))
    return seen


def _exported(path: Path) -> bytes:
    with Case.open(path) as case:
        return b"".join(jsonl(case))


def _names(path: Path) -> list[str]:
    with Case.open(path) as case:
        return [report.name for report in case.reports()]


def test_a_pile_becomes_a_case(reports: Path, tmp_path: Path) -> None:
    built = pipeline.build([str(reports)], tmp_path / "a.hw")
    assert (built.reports, built.read, built.unread) == (3, 3, ())
    assert built.claims >= 5
    assert _names(tmp_path / "a.hw") == ["alfa", "beta", "gamma"]
    with Case.open(tmp_path / "a.hw") as case:
        assert case.lineage() == built.lineage
        assert case.findings() == built.findings
        assert case.indicators() == built.indicators
        assert {"text", "english", "claims", "lineage", "findings", "frameworks"} == set(case.steps())


def test_an_unchanged_build_redoes_nothing(reports: Path, tmp_path: Path, reads: Reads, runs: list[str]) -> None:
    case = tmp_path / "a.hw"
    (reports / "bad.bin").write_bytes(b"\x7fELF\0\1\2\3" * 40)
    first = pipeline.build([str(reports)], case)
    before = case.stat().st_mtime_ns, _exported(case)
    reads.since()
    runs.clear()
    again = pipeline.build([str(reports)], case)
    assert (reads.since(), runs, again.read) == ([], [], 0)
    assert (case.stat().st_mtime_ns, _exported(case)) == before
    assert (again.lineage, again.findings, again.indicators, again.unread) == (
        first.lineage,
        first.findings,
        first.indicators,
        first.unread,
    )


def test_adding_one_report_reads_one(reports: Path, tmp_path: Path, reads: Reads, runs: list[str]) -> None:
    pipeline.build([str(reports / "alfa.txt"), str(reports / "gamma.txt")], tmp_path / "a.hw")
    reads.since()
    runs.clear()
    built = pipeline.build([str(reports / "beta.txt")], tmp_path / "a.hw")
    assert reads.since() == ["beta"]
    assert runs == ["retrace", "regather", "recode"]
    assert (built.reports, built.read) == (3, 1)
    pipeline.build([str(reports)], tmp_path / "whole.hw")
    assert _exported(tmp_path / "a.hw") == _exported(tmp_path / "whole.hw")


def test_a_new_version_of_a_step_redoes_it_and_what_follows(
    reports: Path, tmp_path: Path, reads: Reads, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "a.hw"
    pipeline.build([str(reports)], case)
    for package, read, run in (
        (frameworks, 0, ["recode"]),
        (findings, 0, ["regather", "recode"]),
        (lineage, 0, ["retrace", "regather", "recode"]),
        (claims, 3, ["retrace", "regather", "recode"]),
        (text, 3, ["retrace", "regather", "recode"]),
    ):
        reads.since()
        runs.clear()
        monkeypatch.setattr(package, "VERSION", "another")
        built = pipeline.build([], case)
        assert (len(reads.since()), runs, built.read) == (read, run, read)


def test_new_weights_read_everything_anew(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.build([str(reports)], tmp_path / "a.hw")
    monkeypatch.setattr(text, "weights", lambda: "others")
    assert pipeline.build([], tmp_path / "a.hw").read == 3


def test_the_order_of_the_inputs_changes_nothing(reports: Path, tmp_path: Path) -> None:
    paths = [str(path) for path in sorted(reports.iterdir())]
    pipeline.build(paths, tmp_path / "a.hw")
    pipeline.build(paths[::-1], tmp_path / "b.hw")
    assert _exported(tmp_path / "a.hw") == _exported(tmp_path / "b.hw")


def test_the_number_of_workers_changes_nothing(reports: Path, tmp_path: Path) -> None:
    one = pipeline.build([str(reports)], tmp_path / "a.hw", workers=1)
    two = pipeline.build([str(reports)], tmp_path / "b.hw", workers=2)
    assert (one.read, two.read) == (3, 3)
    assert _exported(tmp_path / "a.hw") == _exported(tmp_path / "b.hw")


def test_workers_give_readings_in_order(reports: Path) -> None:
    rows = "".join(json.dumps({"id": f"r{n:02}", "text": f"It rained {n} days."}) + "\n" for n in range(40)).encode()
    read = list(pipeline.read(["-"], workers=2, stdin=io.BytesIO(rows)))
    assert [each.text.name for each in read if isinstance(each, Reading)] == [f"r{n:02}" for n in range(40)]


def test_the_same_bytes_twice_are_one_report(reports: Path, tmp_path: Path) -> None:
    (reports / "zeta.txt").write_text(_ALFA, encoding="utf-8")
    built = pipeline.build([str(reports)], tmp_path / "a.hw")
    assert built.reports == 3
    with Case.open(tmp_path / "a.hw") as case:
        ways = {report.name: [way.name for way in report.acquisitions] for report in case.reports()}
    assert ways["alfa"] == ["alfa", "zeta"]
    (tmp_path / "later.txt").write_text(_BETA, encoding="utf-8")
    assert pipeline.build([str(tmp_path / "later.txt")], tmp_path / "a.hw").read == 0
    with Case.open(tmp_path / "a.hw") as case:
        assert [len(report.acquisitions) for report in case.reports()] == [2, 2, 1]


def test_another_report_of_the_same_name_is_called_apart(reports: Path, tmp_path: Path) -> None:
    pipeline.build([str(reports)], tmp_path / "a.hw")
    (tmp_path / "alfa.txt").write_text("The mill burned down in 1931.\n", encoding="utf-8")
    pipeline.build([str(tmp_path / "alfa.txt")], tmp_path / "a.hw")
    assert _names(tmp_path / "a.hw") == ["alfa", "alfa (2)", "beta", "gamma"]
    assert pipeline.build([str(tmp_path / "alfa.txt")], tmp_path / "a.hw").read == 0


def test_what_is_newly_said_of_a_row_is_taken_up(tmp_path: Path) -> None:
    row = {"id": "r", "text": "Ten swans were counted yesterday."}
    pipeline.build(["-"], tmp_path / "a.hw", stdin=io.BytesIO(json.dumps(row).encode()))
    dated = json.dumps({**row, "published": "2030-02-01"}).encode()
    assert pipeline.build(["-"], tmp_path / "a.hw", stdin=io.BytesIO(dated)).read == 1
    with Case.open(tmp_path / "a.hw") as case:
        assert [reading.text.published for reading in case.readings()] == ["2030-02-01"]


def test_judgements_survive_a_rebuild(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tmp_path / "a.hw"
    pipeline.build([str(reports / "alfa.txt")], case)
    with Case.open(case) as opened:
        target = [opened.readings()[0].claims[0].passage]
    made = review.judge(case, "attribution", "reject", target, who="Mara", when="2031-06-01", why="misread")
    monkeypatch.setattr(claims, "VERSION", "another")
    pipeline.build([str(reports)], case)
    with Case.open(case) as opened:
        assert opened.judgements() == (made,)


def test_when_is_in_the_case_and_never_in_what_is_written(reports: Path, tmp_path: Path) -> None:
    pipeline.build([str(reports)], tmp_path / "a.hw")
    connection = sqlite3.connect(tmp_path / "a.hw")
    ((obtained,),) = connection.execute("SELECT DISTINCT obtained FROM acquisition").fetchall()
    connection.close()
    assert obtained.endswith("+00:00")
    assert obtained[:16].encode() not in _exported(tmp_path / "a.hw")


def test_what_cannot_be_read_is_named_and_the_rest_is_built(reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "rows.jsonl").write_text('{"id": "x"}\n{"id": "y", "text": "The well is dry."}\n', encoding="utf-8")
    built = pipeline.build([str(reports), str(tmp_path / "missing.txt")], tmp_path / "a.hw")
    assert built.reports == 4
    assert {Path(unread.path).name for unread in built.unread} == {"empty.txt", "rows.jsonl:1", "missing.txt"}
    with Case.open(tmp_path / "a.hw") as case:
        assert set(case.unread()) == set(built.unread)


def test_a_report_that_breaks_a_step_does_not_stop_the_others(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = text.read

    def fragile(report: Report) -> Text:
        if report.name == "beta":
            raise ValueError("a bad day")
        if report.name == "gamma":
            raise EmptyInput("nothing is left", report.name)
        return original(report)

    monkeypatch.setattr(text, "read", fragile)
    built = pipeline.build([str(reports)], tmp_path / "a.hw")
    assert built.reports == 1
    why = {Path(unread.path).stem: unread.why for unread in built.unread}
    assert "ValueError at test_pipeline.py:" in why["beta"]
    assert why["gamma"] == "nothing is left: gamma"
    monkeypatch.setattr(text, "read", original)
    assert pipeline.build([], tmp_path / "a.hw").read == 2
    with Case.open(tmp_path / "a.hw") as case:
        assert case.unread() == ()


def test_a_missing_part_of_headwater_is_not_blamed_on_a_report(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(words: Text) -> None:
        raise HeadwaterError("the English pipeline is not there")

    monkeypatch.setattr(text, "parse", missing)
    with pytest.raises(HeadwaterError, match="pipeline is not there"):
        pipeline.build([str(reports)], tmp_path / "a.hw")


def test_nothing_to_read_makes_no_case(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(NothingBuilt, match=r"empty\.txt"):
        pipeline.build([str(tmp_path / "empty.txt")], tmp_path / "a.hw")
    with pytest.raises(UsageError):
        pipeline.build([], tmp_path / "a.hw")
    assert not (tmp_path / "a.hw").exists()


def test_a_place_that_cannot_hold_a_case_is_refused_before_any_reading(
    reports: Path, tmp_path: Path, reads: Reads
) -> None:
    with pytest.raises(CaseError, match="nowhere"):
        pipeline.build([str(reports)], tmp_path / "nowhere" / "a.hw")
    (tmp_path / "letter.txt").write_text("Dear Ada,")
    with pytest.raises(CaseError, match="not a Headwater case"):
        pipeline.build([str(reports)], tmp_path / "letter.txt")
    with pytest.raises(CaseError):
        pipeline.build([str(reports)], tmp_path)
    assert reads.since() == []
    assert (tmp_path / "letter.txt").read_text() == "Dear Ada,"


def test_the_case_itself_is_not_one_of_its_reports(reports: Path) -> None:
    pipeline.build([str(reports)], reports / "a.hw")
    again = pipeline.build([str(reports)], reports / "a.hw")
    assert (again.reports, again.unread) == (3, ())


def test_progress_is_told(reports: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    pipeline.build([str(reports)], tmp_path / "a.hw", progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "read"] == [("read", n, 3) for n in range(4)]
    assert list(dict.fromkeys(step for step, _, _ in told)) == [
        "intake",
        "read",
        "lineage",
        "findings",
        "frameworks",
        "case",
    ]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=3))
def test_whatever_bytes_come_in_the_answer_is_a_reading_or_a_reason(tmp_path: Path, contents: list[bytes]) -> None:
    paths = []
    for number, content in enumerate(contents):
        path = tmp_path / f"{number}.{('txt', 'html', 'jsonl')[number % 3]}"
        path.write_bytes(content)
        paths.append(str(path))
    for each in pipeline.read(paths):
        if isinstance(each, Unread):
            assert "fault of Headwater" not in each.why
        else:
            assert all(each.text.text[c.start : c.end] == c.quote for c in each.claims)


def test_a_case_is_coded_by_what_is_asked_and_keeps_to_it(reports: Path, tmp_path: Path, runs: list[str]) -> None:
    case, mine = tmp_path / "a.hw", tmp_path / "mine.toml"
    mine.write_text(
        'name = "mine"\ntitle = "Mine"\nedition = 1\nsource = "me"\n[[code]]\ncode = "a"\nname = "Everything"\n'
        'definition = "d"\ncues = ["the|a|in|of|said"]\n'
    )
    pipeline.build([str(reports)], case, codebooks=[str(mine), "ilo-forced-labour@2012"])
    with Case.open(case) as opened:
        assert [(each.name, each.edition) for each in opened.frameworks()] == [
            ("mine", "1"), ("ilo-forced-labour", "2012"),
        ]  # fmt: skip
        assert "mine" in {each.framework for each in opened.indicators()} <= {"mine", "ilo-forced-labour"}
    mine.unlink()
    runs.clear()
    pipeline.build([], case)
    assert runs == []
    pipeline.build([], case, codebooks=["labour-dispatch"])
    assert runs == ["recode"]
    with Case.open(case) as opened:
        assert [each.name for each in opened.frameworks()] == ["labour-dispatch"]


def test_a_case_keeps_to_the_outlets_that_it_was_built_with(tmp_path: Path, runs: list[str]) -> None:
    rows = [
        {"id": "a", "outlet": "Ombra Gazette", "text": _ALFA},
        {"id": "b", "outlet": "Hill Echo", "text": "The Lake Courier reports: " + _GAMMA},
        {"id": "c", "outlet": "Ombra Courier", "text": _GAMMA + "The libraries stand in Upper Verna and in Nistel."},
    ]
    pile = tmp_path / "pile.jsonl"
    pile.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    case = tmp_path / "case.hw"
    pipeline.build([str(pile)], case)
    plain = _exported(case)
    pipeline.build([], case, outlets="Lake Courier, Ombra Courier")
    joined = _exported(case)
    assert plain != joined
    runs.clear()
    pipeline.build([], case)
    assert runs == [] and _exported(case) == joined
    pipeline.build([], case, outlets="")
    assert _exported(case) == plain
    with pytest.raises(UsageError, match="two names"):
        pipeline.build([], case, outlets="Lake Courier")
