"""Families: average link, and what a lone short report needs to be taken in."""

from tests.lineage.pages import INDEPENDENT, ORIGINAL, REWORDED, UNRELATED, reading

from headwater.lineage.candidate import candidates
from headwater.lineage.columns import columns
from headwater.lineage.family import families, join
from headwater.lineage.link import links


def test_one_weak_edge_does_not_merge_two_families() -> None:
    odds = {(0, 1): 4.0, (2, 3): 4.0, (1, 2): 1.0, (0, 2): -3.0, (0, 3): -3.0, (1, 3): -3.0}
    assert join(range(4), odds) == ((0, 1), (2, 3))


def test_strong_links_on_average_merge() -> None:
    odds = {(0, 1): 4.0, (2, 3): 4.0, (1, 2): 5.0, (0, 2): 1.0, (0, 3): 1.0, (1, 3): -2.0}
    assert join(range(4), odds) == ((0, 1, 2, 3),)


def test_an_unknown_pair_counts_against() -> None:
    assert join(range(3), {(0, 1): 2.0, (1, 2): 2.0}) == ((0, 1), (2,))


def test_briefs_from_different_parts_of_a_report_come_in_under_it() -> None:
    lines = REWORDED.splitlines()
    texts = [ORIGINAL, "\n".join(lines[3:5]), "\n".join(lines[6:8]), INDEPENDENT, UNRELATED]
    pile = columns([reading(text, str(i)) for i, text in enumerate(texts)])
    linked = links(pile, tuple(range(5)), candidates(pile, tuple(range(5))))
    assert len(join(range(5), linked.all_odds())) == 4  # what average link alone makes of them
    names = [sorted(pile.reports[place].text.name for place in each) for each in families(linked, range(5))]
    assert sorted(names) == [["0", "1", "2"], ["3"], ["4"]]
