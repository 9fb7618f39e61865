"""The command line from outside: what is printed where, and the exit code."""

import csv
import fcntl
import io
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater import __version__
from headwater.case import Case
from headwater.cli import app
from headwater.cli.commands import View

_STORY = "A bridge in Verna fell into the river on 4 June. Six people were hurt, said Ivo Marsh, a ferryman."
_COPY = "Six people were hurt when a bridge fell in Verna, Ivo Marsh, a ferryman, told the Verna Courier."
_BUILT = ("--quiet", "--workers", "1")


def _run(
    *args: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "headwater", *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **(env or {})}, timeout=120)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "story.txt").write_text(_STORY, encoding="utf-8")
    (folder / "copy.txt").write_text(_COPY, encoding="utf-8")
    return folder


@pytest.fixture
def built(reports: Path, tmp_path: Path) -> Path:
    result = CliRunner().invoke(app, ["build", str(reports), "-o", str(tmp_path / "a.hw"), *_BUILT])
    assert (result.exit_code, result.output) == (0, "")
    return tmp_path / "a.hw"


def test_help_and_version_answer_at_once() -> None:
    code = (
        "import sys, contextlib\nfrom headwater.cli import main\n"
        "sys.argv = ['headwater', sys.argv[1]]\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "heavy = {'spacy', 'numpy', 'trafilatura', 'networkx', 'rich.table', 'jinja2', 'headwater.pipeline'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    for option, words in (("--help", "Which of these reports really know?"), ("--version", __version__)):
        taken = []
        for _ in range(3):
            began = _seconds_of_children()
            done = subprocess.run([sys.executable, "-c", code, option], capture_output=True, text=True)
            taken.append(_seconds_of_children() - began)
            assert words in done.stdout and done.stderr == "[]\n"
        assert min(taken) < 0.3


def _seconds_of_children() -> float:
    """The processor time of the processes that have ended: what others do meanwhile does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_every_command_has_help() -> None:
    for command in ("build", "read", "show", "dossier", "export", "check"):
        result = CliRunner().invoke(app, [command, "--help"])
        assert result.exit_code == 0 and command in result.output


def test_read_prints_one_line_a_report(reports: Path) -> None:
    done = _run("read", reports)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert [(row["type"], row["id"]) for row in rows] == [("reading", "copy"), ("reading", "story")]
    assert rows[1]["text"] == _STORY
    assert not list(reports.parent.glob("*.hw"))


def test_read_takes_rows_and_a_report_from_standard_input() -> None:
    rows = b'{"id": "r1", "text": "It rained."}\n{"id": "r2", "text": "It rained again\\u2028and again."}\n'
    done = _run("read", "-", stdin=rows)
    assert [json.loads(line)["id"] for line in done.stdout.decode().splitlines()] == ["r1", "r2"]
    done = _run("read", "-", stdin=_STORY.encode())
    assert json.loads(done.stdout)["text"] == _STORY


def test_the_same_bytes_come_out_of_every_run(reports: Path) -> None:
    one, two = (_run("read", reports, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2"))
    assert one == two != b""


def test_some_input_unread_is_3_and_each_is_named(reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    bad = b'{"id": "a", "text": "Fine."}\n{"id": "b"}\n'
    for done in (
        _run("read", reports, "-", tmp_path / "missing", stdin=bad),
        _run("build", reports, "-", tmp_path / "missing", "-o", tmp_path / "a.hw", "-q", stdin=bad),
    ):
        assert done.returncode == 3
        lines = done.stderr.decode().splitlines()
        assert len(lines) == 3 and all(line.startswith("not read: ") for line in lines)
        assert all(any(name in line for line in lines) for name in ("empty.txt", "missing", "-:2"))
    assert (tmp_path / "a.hw").exists()


def test_many_inputs_unread_for_one_reason_are_one_line_and_the_case_has_each(reports: Path, tmp_path: Path) -> None:
    (reports / "media").mkdir()
    for n in range(9):
        (reports / "media" / f"{n}.gif").write_bytes(b"GIF89a")
    for done in (_run("read", reports), _run("build", reports, "-o", tmp_path / "a.hw", "-q")):
        (line,) = done.stderr.decode().splitlines()
        assert line.startswith(f"not read: 9 in {reports}/media/ (0.gif, 1.gif, 2.gif, …): ") and ".gif" in line
    shown = _run("show", tmp_path / "a.hw", "reports").stdout.decode()
    assert all(f"{n}.gif" in shown for n in range(9))


def test_nothing_built_is_4_and_makes_no_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = _run("build", tmp_path / "empty.txt", "-o", tmp_path / "a.hw")
    assert (done.returncode, done.stdout) == (4, b"")
    named, why = done.stderr.decode().splitlines()
    assert named.startswith("not read: ") and "empty.txt" in named and "no case was made" in why
    assert [path.name for path in tmp_path.iterdir()] == ["empty.txt"]


@pytest.mark.parametrize(
    "args",
    [
        ("build", "x.txt"),
        ("read",),
        ("build", "x.txt", "-o", "a.hw", "--workers", "0"),
        ("show", "a.hw", "people"),
        ("export", "a.hw", "--format", "xml"),
        ("export", "a.hw", "--table", "claims"),
        ("build", "-o", "none.hw"),
        ("nonsense",),
    ],
)
def test_wrong_use_is_2(args: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@pytest.mark.parametrize("command", ["show", "export", "check"])
def test_a_case_that_cannot_be_used_is_4(tmp_path: Path, command: str) -> None:
    (tmp_path / "letter.hw").write_text("Dear Ada,")
    for name in ("letter.hw", "missing.hw"):
        result = CliRunner().invoke(app, [command, str(tmp_path / name)])
        assert (result.exit_code, result.stdout) == (4, "")
        assert result.stderr.count("\n") == 1 and name in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.hw"]


def test_building_over_another_file_is_refused(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.hw").write_text("Dear Ada,")
    result = CliRunner().invoke(app, ["build", str(reports), "-o", str(tmp_path / "letter.hw")])
    assert result.exit_code == 4 and "letter.hw" in result.stderr
    assert (tmp_path / "letter.hw").read_text() == "Dear Ada,"


def test_outlets_are_read_from_a_file(reports: Path, tmp_path: Path) -> None:
    rooms, case = tmp_path / "rooms.txt", tmp_path / "a.hw"
    rooms.write_text("Verna Courier, Hill Courier\n", encoding="utf-8")
    command = ["build", str(reports), "-o", str(case), "--outlets", str(rooms), *_BUILT]
    assert CliRunner().invoke(app, command).exit_code == 0
    with Case.open(case) as opened:
        assert opened.options() == {"outlets": "Verna Courier, Hill Courier\n"}
    rooms.write_text("Verna Courier\n", encoding="utf-8")
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 2 and "line 1 of the outlets" in result.stderr
    rooms.unlink()
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 2 and "rooms.txt" in result.stderr


def test_a_summary_ends_a_build_on_standard_error(reports: Path, tmp_path: Path) -> None:
    done = _run("build", reports, "-o", tmp_path / "a.hw")
    assert (done.returncode, done.stdout) == (0, b"")
    rows = dict(line.split("\t")[:2] for line in done.stderr.decode().splitlines())
    assert (rows["reports"], rows["read now"]) == ("2", "2")
    assert {"origins", "derivations", "possible", "claims", "findings", "  one origin".strip()} <= {
        k.strip() for k in rows
    }


@pytest.mark.parametrize("view", View)
def test_every_view_shows_something(case_file: Path, view: View) -> None:
    result = CliRunner().invoke(app, ["show", str(case_file), view])
    assert result.exit_code == 0
    names = view not in (View.overview, View.indicators)
    assert result.stderr.count("private persons are named in them") == result.stderr.count("\n") == names
    head, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert rows and all(len(row) == len(head) for row in rows)


def test_views_say_what_they_are_asked(case_file: Path) -> None:
    def shown(view: str) -> str:
        return CliRunner().invoke(app, ["show", str(case_file), view]).stdout

    assert "reports\t3" in shown("overview")
    assert "b-copy\tDaily Copy\t\ten\t1\t1\tHarbour Post" in shown("reports")
    assert "More than 40 people were saved, said Ada Brook\t1\tone origin\t2" in shown("findings")
    assert "b-copy\tfrom\ta-harbour\twholly\t0.90\tit names the Harbour Post" in shown("derivations")
    assert "“more than” became “about”" in shown("drift")
    assert "Loss\t\tnothing in these reports" in shown("system")


def test_export_writes_json_lines_and_tables(case_file: Path) -> None:
    result = CliRunner().invoke(app, ["export", str(case_file)])
    assert {json.loads(line)["type"] for line in result.stdout.splitlines()} >= {"report", "claim", "finding"}
    assert "private persons are named" in result.stderr and "Ada Brook" in result.stdout
    result = CliRunner().invoke(app, ["export", str(case_file), "--format", "csv", "--table", "reports"])
    assert [row["report"] for row in csv.DictReader(io.StringIO(result.stdout))] == ["a-harbour", "b-copy", "c-own"]
    redacted = CliRunner().invoke(app, ["export", str(case_file), "--format", "csv"])
    assert redacted.stderr == "" and "Brook" not in redacted.stdout and "said Informant A" in redacted.stdout
    named = CliRunner().invoke(app, ["export", str(case_file), "--format", "csv", "--names"])
    assert "private persons are named" in named.stderr and "Ada Brook" in named.stdout


def test_a_dossier_is_written_whole_and_never_over_a_case(built: Path, tmp_path: Path) -> None:
    page = tmp_path / "dossier.html"
    result = CliRunner().invoke(app, ["dossier", str(built), "-o", str(page)])
    assert (result.exit_code, result.output) == (0, "")
    html = page.read_text(encoding="utf-8")
    assert html.lstrip().lower().startswith("<!doctype html") and "Informant A, a ferryman" in html
    assert "Marsh" not in html
    before = built.read_bytes()
    assert CliRunner().invoke(app, ["dossier", str(built), "-o", str(built)]).exit_code == 2
    assert built.read_bytes() == before
    assert CliRunner().invoke(app, ["dossier", str(built), "-o", str(tmp_path / "no" / "d.html")]).exit_code == 2
    assert CliRunner().invoke(app, ["dossier", str(built), "-o", "-"]).stdout == html
    named = CliRunner().invoke(app, ["dossier", str(built), "-o", "-", "--names"]).stdout
    assert "Ivo Marsh, a ferryman" in named and "Not redacted." in named and "Not redacted." not in html


def test_check_passes_on_what_was_built(built: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(built)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "all is well" in result.stderr


def test_check_names_what_is_broken(built: Path) -> None:
    connection = sqlite3.connect(built)
    with connection:
        connection.execute("UPDATE report SET raw = CAST(raw || ' ' AS BLOB) WHERE name = 'copy'")
    connection.close()
    result = CliRunner().invoke(app, ["check", str(built)])
    assert result.exit_code == 1
    assert "copy: the bytes are not those that were received" in result.stdout
    assert "1 checks failed" in result.stderr


def test_words_of_a_report_cannot_drive_the_terminal(case_file: Path) -> None:
    connection = sqlite3.connect(case_file)
    with connection:
        outlet = "char(27) || '[31mred' || char(9) || 'x'"
        connection.execute(f"UPDATE reading SET body = json_set(body, '$.text.outlet', {outlet}) WHERE number = 1")
    connection.close()
    shown = CliRunner().invoke(app, ["show", str(case_file), "reports"]).stdout
    assert "\x1b" not in shown and "�[31mred x" in shown


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="there are no pipes of this kind here")
def test_a_closed_pipe_is_no_error(case_file: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "headwater", "export", str(case_file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 141
    process.stderr.close()


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    read, write = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "headwater", "build", "-", "-o", str(tmp_path / "a.hw")],
        stdin=read, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(read)
    os.write(write, b"Half of a report")
    unread, until = bytearray(b"1234"), time.monotonic() + 30
    while any(unread) and time.monotonic() < until:
        time.sleep(0.05)
        fcntl.ioctl(write, termios.FIONREAD, unread)
    process.send_signal(signal.SIGINT)  # now that it waits for the other half
    _, said = process.communicate(timeout=30)
    os.close(write)
    assert (process.returncode, said) == (130, b"headwater: interrupted; no case was half changed\n")
    assert not list(tmp_path.iterdir())
