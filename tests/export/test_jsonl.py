"""A whole case as JSON lines."""

import json
from pathlib import Path
from typing import Any

from headwater.case import Case, Changes, record
from headwater.export import jsonl
from headwater.export.jsonl import origins_of
from headwater.model import Judgement, Lineage, Passage, Root


def _lines(path: Path) -> list[dict[str, Any]]:
    with Case.open(path) as case:
        return [json.loads(line) for line in jsonl(case)]


def test_types_come_in_order_and_everything_once(case_file: Path) -> None:
    types = [line["type"] for line in _lines(case_file)]
    assert types == [
        "report", "report", "report", "claim", "claim", "claim", "derivation", "possible", "origin", "origin",
        "finding", "framework", "indicator",
    ]  # fmt: skip


def test_reports_carry_their_text_and_their_origins(pile: Changes, case_file: Path) -> None:
    harbour, copy, own = _lines(case_file)[:3]
    assert (harbour["title"], harbour["outlet"], harbour["published"]) == ("Ferry sinks", "Harbour Post", "2031-05-04")
    assert harbour["text"].startswith("The ferry sank") and harbour["language"] == "en"
    assert harbour["sha256"] == pile.reports[0].sha256
    assert harbour["origin"] == copy["origin"] != own["origin"]
    assert copy["origins"] == [copy["origin"]]


def test_where_reports_are_kept_is_told_to_nobody(case_file: Path) -> None:
    with Case.open(case_file) as case:
        assert b".txt" not in b"".join(jsonl(case))


def test_the_origin_of_most_of_a_report_comes_first() -> None:
    roots = (
        Root("r", 0, 5, "x"),
        Root("r", 5, 30, "y"),
        Root("r", 30, 40, "x"),
        Root("s", 0, 4, "u"),
        Root("s", 4, 8, "a"),
    )
    assert origins_of(Lineage(roots=roots)) == {"r": ["y", "x"], "s": ["u", "a"]}


def test_judgements_are_written_with_the_passages_they_are_of(case_file: Path) -> None:
    passage = {"report": "r", "start": 0, "end": 3, "quote": "The"}
    judged = Judgement.made(
        "code", "reject", (Passage("r", 0, 3, "The"),), of="invented 1", who="Mara", when="2031-06-01", why="a strike"
    )
    record(case_file, [judged])
    assert _lines(case_file)[-1] == {
        "type": "judgement", "id": judged.id, "subject": "code", "verdict": "reject", "target": [passage],
        "of": "invented 1", "to": None, "who": "Mara", "when": "2031-06-01", "why": "a strike",
    }  # fmt: skip
