"""Hostile input through the command line: it is named and refused, and the rest is built."""

import importlib.util
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import headwater.case.changes
from headwater import text
from headwater.cli import app

_STORY = "The council of Arvale said on Tuesday that 320 boats were lost. Tilda Brom, the mayor, said 14 people fled. "
_ROWS = (
    b"not json",
    b'{"text": 5}',
    b'{"id": {"a": 1}, "text": "Five cows died."}',
    b'{"id": NaN, "text": "Five cows died."}',
    b'["a"]',
    b"[" * 100_000,
    b'\xff\xfe{"id": 1}',
)
_REFUSED = {
    "empty.txt": b"",
    "white.txt": b" \n\t \r\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "wide.txt": _STORY.encode("utf-16-le"),
    "nul.txt": _STORY.encode() + b"\0",
    "page.html": b"<html><head><title>T</title></head></html>",
    "paper.pdf": b"%PDF-1.4",
    "blank.jsonl": b"\n" * 1000,
    "line\n\x1b[31mred\x1b]0;title\x07.xyz": b"",
}
_READ = {
    "good.txt": _STORY.encode(),
    "marked.txt": ("\ufeff" + _STORY + "One.").encode("utf-16"),
    "broken.txt": _STORY.encode() + b"caf\xe9 \xc3( \xff",
    "deep.html": b"<html><body>" + b"<div>" * 20_000 + f"<p>{_STORY}Two.</p>".encode(),
    "escapes.txt": (_STORY + "\x1b[31mRed Tom said 9 men fled.\x1b[0m \u202eNine\u202c").encode(),
    "surrogate.jsonl": b'{"id": "half\\ud800", "text": "Bo Tarn \\udc00 said five cows died.\xe2\x80\xa8Six."}\r\n',
}


def _run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, args)])


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, raw in (_REFUSED | _READ).items():
        (folder / name).write_bytes(raw)
    (folder / "rows.jsonl").write_bytes(b"\n".join(_ROWS))
    (folder / "dangling.txt").symlink_to("nowhere")
    (folder / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(folder / "pipe.txt")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(_STORY, encoding="utf-8")
    assert _run("build", tmp_path / "good.txt", "-o", tmp_path / "good.hw", "-q").exit_code == 0
    return tmp_path / "good.hw"


def test_every_input_is_read_or_named_on_a_line_of_its_own(reports: Path, tmp_path: Path) -> None:
    built = _run("build", reports, "-o", tmp_path / "case.hw", "-q")
    lines = built.stderr.splitlines()
    assert (built.exit_code, built.stdout) == (3, "")
    assert len(lines) == len(_REFUSED) + len(_ROWS) + 3
    assert all(line.startswith("not read: ") and line.isprintable() for line in lines)
    shown = _run("show", tmp_path / "case.hw", "reports").stdout
    assert "\x1b" not in shown and "\u202e" not in shown
    assert len(shown.splitlines()) == 1 + len(_READ) + len(lines)
    assert _run("check", tmp_path / "case.hw").exit_code == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["case.hw", "reports"]
    assert stat.S_IMODE((tmp_path / "case.hw").stat().st_mode) == 0o600


def test_a_file_that_is_no_whole_case_is_refused_by_every_command_and_stays_as_it_is(case: Path) -> None:
    whole, bad = case.read_bytes(), case.with_name("bad.hw")
    newer = whole[:60] + (99).to_bytes(4, "big") + whole[64:]
    with sqlite3.connect(case.with_name("other.db")) as other:
        other.execute("CREATE TABLE a (b)")
    other.close()
    for raw in (
        b"",
        b"hello\n",
        whole[:60],
        whole[:4096],
        whole[:5000],
        newer,
        case.with_name("other.db").read_bytes(),
    ):
        bad.write_bytes(raw)
        for command in (
            ("build", case.with_name("good.txt"), "-o", bad),
            ("show", bad),
            ("export", bad),
            ("check", bad),
            ("dossier", bad, "-o", case.with_name("page.html")),
        ):
            result = _run(*command)
            if command[0] == "check" and result.exit_code == 1:  # it says what is damaged, and what can be saved
                assert "the file: " in result.stdout
            else:
                assert (result.exit_code, result.stdout) == (4, ""), command
                assert result.stderr.startswith("headwater: ") and result.stderr.count("\n") == 1
            assert bad.read_bytes() == raw
    assert sorted(each.name for each in case.parent.iterdir()) == ["bad.hw", "good.hw", "good.txt", "other.db"]


def test_a_dossier_never_replaces_a_case(case: Path) -> None:
    whole = case.read_bytes()
    assert _run("dossier", case, "-o", case).exit_code == 2
    assert case.read_bytes() == whole


def test_words_of_a_report_never_become_code(tmp_path: Path) -> None:
    words = (
        "The council said on Tuesday 320 boats </script><script>alert(1)</script> sank.\n\n"
        'Tilda Brom said "<img src=x onerror=alert(2)>" 14 men fled.\n\n'
        "=cmd|' /c calc'!A0 said 5 men fled.\n\n@SUM(1) said 6 men fled.\n\n<!-- <style>*{display:none}</style>"
    )
    (tmp_path / "=evil.txt").write_text(words, encoding="utf-8")
    case = tmp_path / "evil.hw"
    assert _run("build", tmp_path / "=evil.txt", "-o", case, "-q").exit_code == 0
    page = _run("dossier", case, "-o", "-").stdout
    assert "alert(1)" in page and "<script" not in page and "<img" not in page and "<!-- <style" not in page
    for line in _run("export", case, "--format", "csv").stdout.splitlines()[1:]:
        assert not line.startswith(("=", "@")) and not {",=", ',"=', ",@", ',"@'} & {
            line[n : n + k] for n in range(len(line)) for k in (2, 3)
        }


def test_the_order_of_the_inputs_changes_nothing(reports: Path, tmp_path: Path) -> None:
    files = [reports / name for name in _READ]
    out = []
    for number, order in enumerate((files, files[::-1])):
        case = tmp_path / f"{number}" / "case.hw"
        case.parent.mkdir()
        assert _run("build", *order, "-o", case, "-q").exit_code == 0
        out.append([_run("export", case).stdout, _run("dossier", case, "-o", "-").stdout])
    assert out[0] == out[1] and all(out[0])


def test_a_run_of_marks_without_a_blank_takes_linear_time(tmp_path: Path) -> None:
    (tmp_path / "run.txt").write_text(_STORY + '"' * 20_000 + "(" * 20_000, encoding="utf-8")
    limit = ("--limit", "seconds=20")  # it took minutes where a run was tokenized whole
    assert _run("read", tmp_path / "run.txt", *limit).exit_code == 0


def test_a_device_is_neither_read_nor_written(case: Path) -> None:
    assert "it is a device" in _run("read", "/dev/zero").stderr
    assert _run("dossier", case, "-o", "/dev/null").exit_code == 2
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("end", "words"), [("> /dev/full", "cannot be written (No space left"), (">&-", "standard output is closed")]
)
def test_an_output_that_cannot_be_written_is_one_line(case: Path, end: str, words: str) -> None:
    command = f"'{sys.executable}' -m headwater export '{case}' {end}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and words in done.stderr and done.stderr.count("\n") == 1


def test_a_build_needs_no_standard_input(case: Path) -> None:
    command = f"'{sys.executable}' -m headwater build '{case.with_name('good.txt')}' -q -o '{case}' <&-"
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0


def test_a_case_that_another_build_made_first_is_left_alone(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late, whole = case.with_name("late.hw"), case.read_bytes()
    apply = headwater.case.changes._apply

    def slow(*args: Any) -> None:
        late.write_bytes(whole)  # another process gets there first
        apply(*args)

    monkeypatch.setattr("headwater.case.changes._apply", slow)
    result = _run("build", case.with_name("good.txt"), "-o", late, "-q")
    assert result.exit_code == 4 and "another process made the case meanwhile" in result.stderr
    assert late.read_bytes() == whole and not list(case.parent.glob(".late*"))


def _bench() -> Any:
    """The hostile strings and patterns of bench/hostile.py, which reads many more of them, and longer ones."""
    spec = importlib.util.spec_from_file_location("hostile", Path(__file__).parents[1] / "bench" / "hostile.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_hostile_strings_are_read_with_exact_offsets_and_alike_in_every_process() -> None:
    hostile = _bench()
    assert list(hostile.faults(list(hostile.strings(150, seed=3)))) == []


@pytest.mark.parametrize("name", ["he said that", "figures and verbs"])
def test_a_paragraph_without_a_full_stop_takes_linear_time(name: str) -> None:
    hostile = _bench()
    hostile.growth(hostile.PATTERNS[name], [500])  # loads everything
    sizes = [3_000, 12_000]
    spent = hostile.growth(hostile.PATTERNS[name], sizes)
    assert hostile.exponent(sizes, [sum(each) for each in zip(*spent.values(), strict=True)]) < 1.5


@pytest.mark.parametrize("name", ["stops", "closing marks", "copyright signs", "abbreviations"])
def test_runs_of_marks_are_cut_into_sentences_and_units_in_linear_time(name: str) -> None:
    hostile = _bench()
    began = process_time()
    for format in ("text", "row"):
        text.read(hostile.report(hostile.PATTERNS[name](100_000), format))
    assert process_time() - began < 3  # each took minutes, or for ever
