"""The drawing places every node once, and no two in the same place."""

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.dossier.salt import COURIER, MIRROR, POST, RADIO, WATCH, five, many

from headwater.dossier import bounds
from headwater.dossier.contents import Contents
from headwater.dossier.drawing import Drawing, drawings
from headwater.model import Derivation, Findings, Origin


def titles(drawing: Drawing) -> list[str]:
    return [node.title for node in drawing.nodes]


def without_possible(case: Contents) -> Contents:
    return replace(case, lineage=replace(case.lineage, possible=()))


def test_an_origin_stands_on_top_and_its_reports_hang_below() -> None:
    family, alone = drawings(without_possible(five()))
    assert titles(family)[0] == "Radio Tessaly" and family.nodes[0].kind == "unseen"
    assert titles(alone) == ["R5 Coastwatch · no date"] and alone.nodes[0].kind == "founder"
    depths = {node.title.split()[0]: node.x for node in family.nodes}
    assert depths["Radio"] < depths["R2"] == depths["R3"] < depths["R4"]


def test_a_line_says_how_much_and_whether_it_is_credited() -> None:
    family = drawings(without_possible(five()))[0]
    assert {node.title.split()[0]: node.how for node in family.nodes} == {
        "Radio": "",
        "R1": "",
        "R2": "wholly, credited",
        "R3": "wholly, not credited",
        "R4": "partly, not credited",
    }


def test_where_no_direction_is_known_there_is_no_arrow_head() -> None:
    family = drawings(five())[0]
    heads = {line.kind: bool(line.head) for line in family.lines}
    assert heads == {"wholly": True, "partly": True, "undetermined": False, "possible": False}


def test_a_report_with_two_sources_hangs_once_and_has_a_bow_to_the_other() -> None:
    case = without_possible(five())
    second = Derivation(COURIER.report, WATCH.report, "partly", "known", (), 0.2)
    case = replace(case, lineage=replace(case.lineage, derivations=(*case.lineage.derivations, second)))
    (family,) = drawings(case)
    assert len(family.nodes) == 6 == len(set(titles(family)))
    assert sum(line.kind == "partly" and "q" in line.path for line in family.lines) == 1


def test_an_informant_heard_by_two_families_joins_them() -> None:
    heard = Origin("informant-1", "Milo", ("Milo",), "informant", False, (MIRROR.report, POST.report, WATCH.report))
    case = replace(without_possible(five()), findings=Findings((), (heard,)))
    (family,) = drawings(case)
    assert [node.kind for node in family.nodes].count("informant") == 1
    assert sum(line.kind == "heard" for line in family.lines) == 3
    assert {node.title.split()[0]: node.how for node in family.nodes}["R2"] == "wholly, credited"  # the radio heard him


@pytest.mark.parametrize("number", [2, 5, 60])
def test_no_two_nodes_overlap_and_all_are_inside(number: int) -> None:
    case = many(number) if number != 5 else five()
    drawn = drawings(case)
    assert sum(len(each.nodes) for each in drawn) >= number
    for each in drawn:
        for above, below in pairwise(each.nodes):
            assert above.y + above.height < below.y
        assert all(n.x >= 0 and n.right <= each.width and n.y + n.height <= each.height for n in each.nodes)


def test_words_fit_their_node() -> None:
    case = five()
    long = replace(POST, text=replace(POST.text, outlet="報" * 80))
    case = replace(case, readings=(long, *case.readings[1:]))
    title = next(node.title for node in drawings(case)[0].nodes if node.title.startswith("R2"))
    assert title.endswith("… · 2031-05-02") and len(title) < 40


def test_the_depth_of_a_chain_is_bounded_by_nothing_but_its_length() -> None:
    case = many(100)
    ids = [each.report for each in case.readings]
    chain = tuple(Derivation(b, a, "wholly", "known", (), 1.0) for a, b in pairwise(ids))
    drawn = drawings(replace(case, lineage=replace(case.lineage, derivations=chain)))
    assert len(drawn[0].nodes) == 100


def test_what_is_not_drawn_is_counted() -> None:
    (family, _) = drawings(many(200))
    assert len(family.nodes) == bounds.ROWS and family.left_out == 161 - bounds.ROWS
    assert any(node.title == "Radio Tessaly" for node in family.nodes) and RADIO
