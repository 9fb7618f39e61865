"""Tables and bars on a terminal, which the other tests never have."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.cli import progress, terminal


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_table_and_a_file_gets_lines() -> None:
    screen, file = _Terminal(), io.StringIO()
    rows = [("a-harbour", 3, None), ("b-copy", 12, True)]
    for to in (screen, file):
        terminal.show("Reports", ("report", "claims", "unseen"), rows, to=to)
    assert "Reports" in screen.getvalue() and "b-copy" in screen.getvalue()
    assert file.getvalue() == "report\tclaims\tunseen\na-harbour\t3\t\nb-copy\t12\tyes\n"


def test_markup_in_a_report_is_only_words() -> None:
    screen = _Terminal()
    terminal.show("T", ("a",), [("[bold red]x[/]",)], to=screen)
    assert "[bold red]x[/]" in screen.getvalue()


@given(st.text())
def test_a_cell_is_one_printable_line(words: str) -> None:
    cell = terminal.plain(words)
    assert cell.isprintable() or not cell


def test_bars_show_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with progress.shown(quiet=False) as tell:
        assert tell is None
    screen = _Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    with progress.shown(quiet=True) as tell:
        assert tell is None
    with progress.shown(quiet=False) as tell:
        assert tell
        tell("read", 1, 4)
        tell("lineage", 0, None)
        tell("case", 0, None)
    assert "reading" in screen.getvalue() or "writing" in screen.getvalue()
