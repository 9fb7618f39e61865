"""Judgements in a case: refused before they are written, never lost after."""

from pathlib import Path

import pytest

from headwater.case import Case, Changes
from headwater.errors import NotACase, UsageError
from headwater.model import Claim, Judgement, Passage
from headwater.review import judge, merge, read_lines, standings, undo, write_lines

_WHEN = "2031-06-01T12:00:00+02:00"
_SAID = {"who": "Mara", "why": "I asked"}


@pytest.fixture
def claims(pile: Changes) -> list[Claim]:
    return [claim for reading, _ in pile.readings for claim in reading.claims]


def _states(path: Path) -> list[str]:
    with Case.open(path) as case:
        return [each.state for each in standings(case)]


def test_a_judgement_is_written_and_stands(case_file: Path, claims: list[Claim]) -> None:
    made = judge(case_file, "grouping", "reject", [each.passage for each in claims[:2]], **_SAID, when=_WHEN)
    assert made.when == "2031-06-01T10:00:00.000+00:00"
    with Case.open(case_file) as case:
        assert case.judgements() == (made,)
    assert _states(case_file) == ["in force"]
    assert [path.name for path in case_file.parent.iterdir()] == [case_file.name]


def test_what_was_undone_or_judged_again_says_so(case_file: Path, claims: list[Claim]) -> None:
    target = [each.passage for each in claims[:2]]
    first = judge(case_file, "grouping", "reject", target, **_SAID, when="2031-06-01T01:00")
    second = judge(case_file, "grouping", "accept", target, **_SAID, when="2031-06-01T02:00")
    assert _states(case_file) == [f"replaced by {second.id}", "in force"]
    third = undo(case_file, second.id, **_SAID, when="2031-06-01T03:00")
    assert third.of == second.id and third.target == second.target
    assert _states(case_file) == ["in force", f"undone by {third.id}", "in force"]
    with pytest.raises(UsageError, match="undone already"):
        undo(case_file, second.id, **_SAID, when="2031-06-01T04:00")
    with pytest.raises(UsageError, match="no such judgement"):
        undo(case_file, "judgement-0", **_SAID, when="2031-06-01T04:00")
    assert first.id != third.id


def test_what_is_decided_later_counts_even_if_the_clock_went_back(case_file: Path, claims: list[Claim]) -> None:
    target = [each.passage for each in claims[:2]]
    judge(case_file, "grouping", "reject", target, **_SAID, when="2031-06-01T05:00")
    second = judge(case_file, "grouping", "accept", target, **_SAID, when="2031-05-01T05:00")
    assert second.when == "2031-06-01T05:00:00.001+00:00"
    third = judge(case_file, "grouping", "reject", target, **_SAID, when="2031-05-01T06:00")
    assert _states(case_file) == [f"replaced by {second.id}", f"replaced by {third.id}", "in force"]
    back = undo(case_file, third.id, **_SAID, when="2031-05-01T06:01")
    again = undo(case_file, back.id, **_SAID, when="2031-05-01T06:02")
    assert [state[:6] for state in _states(case_file)] == ["replac", "replac", "in for", "undone", "in for"]
    assert third.when < back.when < again.when


def test_words_that_are_not_there_are_refused(case_file: Path, claims: list[Claim]) -> None:
    wrong = Passage(claims[0].report, 0, 3, "Tha")
    away = Passage("report-0", 0, 3, "The")
    title = Passage(claims[0].report, 0, 3, "The")
    for target, said in (
        (wrong, "no longer has the words"),
        (away, "not in the case"),
        (title, "no claim of a-harbour"),
    ):
        with pytest.raises(UsageError, match=said):
            judge(case_file, "grouping", "accept", [target, claims[1].passage], **_SAID, when=_WHEN)
    with Case.open(case_file) as case:
        assert case.judgements() == ()
    with pytest.raises(NotACase):
        judge(case_file.with_name("none.hw"), "grouping", "accept", [title, away], **_SAID, when=_WHEN)


def test_number_1_is_refused_with_the_reason_while_there_is_one_origin(case_file: Path, claims: list[Claim]) -> None:
    with pytest.raises(UsageError, match=r"two independent origins.*origins_low 1: b-copy derives from a-harbour"):
        judge(case_file, "rating", "rate", [claims[0].passage], to="1", **_SAID, when=_WHEN)
    with pytest.raises(UsageError, match="in no finding"):
        judge(case_file, "rating", "rate", [claims[2].passage], to="3", **_SAID, when=_WHEN)
    judge(case_file, "rating", "rate", [claims[0].passage], to="2", **_SAID, when=_WHEN)
    judge(case_file, "rating", "rate", [claims[2].passage], to="A", **_SAID, when=_WHEN)


def test_a_number_1_that_comes_from_elsewhere_is_kept_and_not_applied(case_file: Path, claims: list[Claim]) -> None:
    when = "2031-06-01T12:00:00.000+00:00"
    one = Judgement.made("rating", "rate", (claims[0].passage,), to="1", who="Ivo", when=when, why="two people told me")
    assert merge(case_file, [one]) == 1
    (state,) = _states(case_file)
    assert state.startswith("not applied: number 1 needs two independent origins")


def test_a_speaker_whom_the_report_does_not_name_is_refused(case_file: Path, claims: list[Claim]) -> None:
    with pytest.raises(UsageError, match="A name never travels between reports"):
        judge(case_file, "attribution", "correct", [claims[0].passage], to="Ilo Venn", **_SAID, when=_WHEN)
    judge(case_file, "attribution", "correct", [claims[0].passage], to="the harbour master", **_SAID, when=_WHEN)


def test_a_code_that_the_case_does_not_have_is_refused(case_file: Path, claims: list[Claim]) -> None:
    with pytest.raises(UsageError, match="not coded by that: nothing 1"):
        judge(case_file, "code", "accept", [claims[0].passage], of="nothing 1", **_SAID, when=_WHEN)


def test_judgements_of_another_case_are_kept_and_said_not_to_fit(case_file: Path, claims: list[Claim]) -> None:
    when = "2031-06-01T12:00:00.000+00:00"
    other = Judgement.made("attribution", "reject", (Passage("report-0", 0, 3, "The"),), who="Ivo", when=when, why="w")
    assert merge(case_file, [other, other]) == 1 and merge(case_file, [other]) == 0
    assert _states(case_file) == ["not applied: the report report-0 is not in the case"]


def test_a_file_with_one_wrong_line_adds_nothing(case_file: Path, claims: list[Claim]) -> None:
    when, target = "2031-06-01T12:00:00.000+00:00", (claims[0].passage,)
    good, bad = (
        Judgement.made("rating", "rate", target, to=to, who="Ivo", when=when, why="two people told me") for to in "29"
    )
    with pytest.raises(UsageError, match="a letter A–F or a number"):
        merge(case_file, [good, bad])
    with Case.open(case_file) as case:
        assert case.judgements() == ()


def test_written_out_and_merged_back_is_the_same(case_file: Path, claims: list[Claim]) -> None:
    judge(case_file, "grouping", "reject", [each.passage for each in claims[:2]], **_SAID, when=_WHEN)
    judge(case_file, "rating", "rate", [claims[2].passage], to="A", **_SAID, when=_WHEN)
    with Case.open(case_file) as case:
        before, written = case.judgements(), list(write_lines(case.judgements()))
    assert merge(case_file, read_lines(written, "x")) == 0
    with Case.open(case_file) as case:
        assert case.judgements() == before


def test_a_form_that_is_sent_twice_is_one_decision(case_file: Path, claims: list[Claim]) -> None:
    target = [each.passage for each in claims[:2]]
    first = judge(case_file, "grouping", "reject", target, **_SAID, when="2031-06-01T01:00")
    assert judge(case_file, "grouping", "reject", target, **_SAID, when="2031-06-01T01:00:01") == first
    judge(case_file, "grouping", "reject", target, who="Mara", why="I asked again", when="2031-06-01T02:00")
    with Case.open(case_file) as case:
        assert len(case.judgements()) == 2, "another reason is another decision"
    judge(case_file, "grouping", "accept", target, **_SAID, when="2031-06-01T03:00")
    again = judge(case_file, "grouping", "reject", target, **_SAID, when="2031-06-01T04:00")
    assert again.id != first.id, "something stands between them"
