"""Findings in the order in which they matter, each with its words."""

from dataclasses import replace

import pytest
from tests.dossier.salt import COURIER, MIRROR, POST, RADIO, WATCH, contents, finding, five

from headwater.dossier import bounds, collation
from headwater.dossier.collation import Arranged
from headwater.dossier.contents import Contents


def arranged(case: Contents) -> Arranged:
    return collation.arranged(case, collation.numbers(case))


def test_disputed_first_then_by_origins_and_reports_and_last_what_one_report_says() -> None:
    shown = arranged(five())
    assert [opened.finding.statement for opened in shown.main] == [
        "The works pays in tokens",
        "Up to 3,000 people could be moved to the pans",
        "They stand in brine for more than 14 hours a day",
    ]
    assert [opened.number for opened in (*shown.main, *shown.brief)] == [1, 2, 3, 4, 5, 6, 7]
    assert all(len(opened.finding.reports) == 1 for opened in shown.brief)


def test_more_origins_come_before_more_reports() -> None:
    readings = [POST, COURIER, MIRROR, WATCH]
    wide = finding([POST.claims[2], COURIER.claims[1], MIRROR.claims[1]], [RADIO], 1, 1)
    deep = finding([MIRROR.claims[0], WATCH.claims[1]], [RADIO, WATCH.report], 1, 2)
    shown = arranged(contents(readings, findings=[wide, deep]))
    assert [opened.finding.id for opened in shown.main] == [deep.id, wide.id]


def test_the_first_of_some_findings_is_found_where_it_is_shown() -> None:
    shown, case = arranged(five()), five()
    assert shown.first([f for f in case.findings.findings if f.disputed]) == "f1"
    assert shown.first([f for f in case.findings.findings if f.informants == ("Milo",)]) == "f3"
    assert shown.first([]) is None


def test_the_order_does_not_depend_on_the_order_of_the_case() -> None:
    case = five()
    turned = replace(case, findings=replace(case.findings, findings=case.findings.findings[::-1]))
    assert arranged(turned) == arranged(case)


def test_a_dispute_comes_before_any_number_of_origins() -> None:
    agreed = finding([POST.claims[2], COURIER.claims[1], MIRROR.claims[1]], [RADIO], 3, 3)
    disputed = finding([MIRROR.claims[0], WATCH.claims[1]], [RADIO], 1, 1, disputed=True)
    shown = arranged(contents([POST, COURIER, MIRROR, WATCH], findings=[agreed, disputed]))
    assert [opened.finding.id for opened in shown.main] == [disputed.id, agreed.id]


def test_each_claim_stands_in_its_sentence_with_its_chain_and_origin() -> None:
    rows = arranged(five()).main[0].rows
    milo, workers, harbour = rows
    assert (
        milo.words == '<mark class="claim">The works pays in tokens</mark>, said Milo, who raked there for two winters.'
    )
    assert (milo.chain, milo.origin, milo.by.label) == (("Milo",), "Radio Tessaly", "R1")
    assert workers.words.startswith("Workers who left the Orrin salt works told Radio Tessaly that <mark")
    assert harbour.origin == "R5 Coastwatch"


def test_what_is_only_beside_stands_last_and_is_no_report_that_counts() -> None:
    post, mirror, watch = POST.claims[0], MIRROR.claims[0], WATCH.claims[1]
    found = replace(
        finding([post, mirror, watch], [RADIO], 1, 1), beside=("origin-b",), behind=((mirror.id, watch.id), (post.id,))
    )
    (opened,) = arranged(contents([POST, MIRROR, WATCH], findings=[found])).main
    assert (opened.counted, opened.told_in, len(opened.rows)) == (2, 2, 3)
    alone = arranged(contents([POST], findings=[finding([post], [RADIO], 1, 1)])).brief[0].rows[0]
    assert opened.rows[-1].words == alone.words


def test_figures_are_marked() -> None:
    rows = arranged(five()).main[1].rows
    assert all('<b class="quantity">' in row.words for row in rows)


def test_a_change_says_which_is_the_earlier_only_if_that_is_known() -> None:
    known, unknown = (opened.changes[0] for opened in arranged(five()).main[1:])
    assert known.directed and '<del class="differs">Up to</del>' in known.before.words
    assert '<ins class="differs">More than</ins>' in known.after.words
    assert not unknown.directed and "<ins" not in unknown.after.words and "<del" not in unknown.before.words


def test_what_is_beyond_the_bounds_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MAIN", "BRIEF", "CLAIMS", "CHANGES"):
        monkeypatch.setattr(bounds, name, 1)
    shown = arranged(five())
    assert (len(shown.main), shown.main_left_out, len(shown.brief), shown.brief_left_out) == (1, 2, 1, 3)
    assert [label for label, _ in shown.main[0].more] == ["R2", "R5"]
    assert shown.changes_left_out == 2
