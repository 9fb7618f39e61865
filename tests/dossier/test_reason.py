"""Reasons lead to the reports that they begin with, and to nothing else."""

from headwater.dossier.reason import linked

_KNOWN = {"a": ("/reports/a", "R1"), "b": ("/reports/b?x=1&y", "R2")}


def test_reports_at_the_beginning_are_links() -> None:
    assert linked("a and b: one origin", _KNOWN) == (
        '<a href="/reports/a">R1</a> and <a href="/reports/b?x=1&amp;y">R2</a>: one origin'
    )


def test_words_that_only_look_like_a_report_are_words() -> None:
    assert linked("as said in a, <b>b</b>", _KNOWN) == "as said in a, &lt;b&gt;b&lt;/b&gt;"


def test_names_with_blanks_and_what_stands_beside_are_reports_too() -> None:
    known = {"field notes (2)": ("/reports/f", "R3"), **_KNOWN}
    assert linked("a, field notes (2) beside b: not counted", known) == (
        '<a href="/reports/a">R1</a>, <a href="/reports/f">R3</a> beside <a href="/reports/b?x=1&amp;y">R2</a>:'
        " not counted"
    )
    assert linked("a: b", {}) == "a: b"
