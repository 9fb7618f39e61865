"""The file of judgements: what is written comes back, and two files merge to their union."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import UsageError
from headwater.export import lines
from headwater.model import Judgement, Passage
from headwater.review import read_lines, write_lines
from headwater.review.history import in_order

_WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


@st.composite
def _judgements(draw: st.DrawFn) -> Judgement:
    target = tuple(Passage(draw(_WORDS), 0, 3, draw(_WORDS)) for _ in range(draw(st.integers(1, 3))))
    when = draw(st.datetimes()).isoformat()
    return Judgement.made(
        draw(st.sampled_from(["grouping", "derivation", "rating"])), draw(st.sampled_from(["accept", "undo"])), target,
        of=draw(st.none() | _WORDS), to=draw(st.none() | _WORDS), who=draw(_WORDS), when=when, why=draw(_WORDS),
    )  # fmt: skip


_SOME = st.lists(_judgements(), max_size=5)


@given(_SOME)
def test_what_is_written_and_read_back_is_the_same(some: list[Judgement]) -> None:
    written = list(write_lines(some))
    assert read_lines(written, "x") == in_order(some)
    assert list(write_lines(read_lines(written[::-1], "x"))) == written
    assert all(line.count(b"\n") == 1 and line.endswith(b"\n") for line in written)


@given(_SOME, _SOME)
def test_two_files_merge_to_their_union_whatever_git_leaves(one: list[Judgement], other: list[Judgement]) -> None:
    marked = [b"<<<<<<< ours\n", *write_lines(one), b"=======\n", *write_lines(other), b">>>>>>> theirs\n", b"\n"]
    assert read_lines(marked, "x") == in_order([*one, *other])


def test_the_lines_are_those_of_the_export() -> None:
    judged = Judgement.made("rating", "rate", (Passage("r", 0, 1, "x"),), to="B", who="Mara", when="2031", why="w")
    assert list(write_lines([judged])) == [lines.encode(lines.of(judged))]
    assert json.loads(next(iter(write_lines([judged]))))["type"] == "judgement"


def test_a_judgement_that_was_changed_by_hand_is_refused_with_its_line() -> None:
    judged = Judgement.made("rating", "rate", (Passage("r", 0, 1, "x"),), to="3", who="Mara", when="2031", why="w")
    (line,) = write_lines([judged])
    with pytest.raises(UsageError, match=r"changed after it was made: j\.jsonl:2"):
        read_lines([b"\n", line.replace(b'"to":"3"', b'"to":"1"')], "j.jsonl")


@pytest.mark.parametrize("line", [b"{}", b"\xff", b"[" * 9000, b'"x"', b'{"id": "j", "subject": "verdict"}'])
def test_what_is_no_judgement_is_refused_with_its_line(line: bytes) -> None:
    with pytest.raises(UsageError, match=r"j\.jsonl:1"):
        read_lines([line], "j.jsonl")


@given(_judgements(), _judgements())
def test_an_id_is_a_hash_of_every_part(one: Judgement, other: Judgement) -> None:
    assert (one.id == other.id) == (one == other)
