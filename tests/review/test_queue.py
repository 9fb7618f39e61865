"""What there is to decide, and in which order."""

from dataclasses import replace
from pathlib import Path

from tests.review.pile import lineage, readings

from headwater.case import Case, Changes
from headwater.model import Claim, Finding, Findings, Indicator, Origin
from headwater.review import judge, queue
from headwater.review.queue import suggestions

_PILE = readings("abc")
_A, _B, _C = (each.claims[0] for each in _PILE)


def _finding(id: str, *claims: Claim, high: int) -> Finding:
    return Finding(
        id=id, statement=claims[0].quote, claims=tuple(each.id for each in claims),
        reports=tuple(each.report for each in claims), origins=tuple(each.report for each in claims)[:high],
        origins_low=1, origins_high=high, informants=(), heard_by=0, standing="not established", disputed=False,
        reasons=("because",),
    )  # fmt: skip


def test_everything_that_the_machine_suggests_is_there_once() -> None:
    held = (((_A, _B, _C), 3), ((_A, _B), 1), ((_C,), 1))
    found = Findings(tuple(_finding(f"finding-{len(claims)}", *claims, high=high) for claims, high in held))
    lines = lineage("abc", [("b", "a")], possible=[("a", "c")])
    codes = (Indicator("invented", "1", "4", "Bells", (_C.id,), ("c",), 1, 1),)
    every = suggestions(_PILE, lines, found, codes)
    listed = [(each.subject, len(each.target), each.of, each.changes) for each in every]
    assert listed == [
        ("grouping", 3, None, 2),
        ("grouping", 2, None, 0),
        ("derivation", 2, None, 2),
        ("derivation", 2, None, 1),
        ("code", 1, "invented 4", 0),
    ]


def test_an_unseen_origin_is_judged_by_its_name() -> None:
    lines = lineage("abc", [("a", "U"), ("b", "V")], roots={"a": "U", "b": "V"})
    nameless = [Origin("V", "", (), "unseen", False, ("b",)) if o.id == "V" else o for o in lines.origins]
    found = list(suggestions(_PILE, replace(lines, origins=tuple(nameless)), Findings(), ()))
    assert [(each.target[0].report, each.of) for each in found] == [("a", "U")]


def test_what_is_judged_leaves_the_queue(case_file: Path, pile: Changes) -> None:
    with Case.open(case_file) as case:
        before = queue(case)
    assert [each.changes for each in before] == sorted((each.changes for each in before), reverse=True)
    grouping = next(each for each in before if each.subject == "grouping")
    judge(case_file, "grouping", "accept", grouping.target, who="Mara", when="2031-06-01", why="yes")
    with Case.open(case_file) as case:
        assert queue(case) == tuple(each for each in before if each != grouping)
