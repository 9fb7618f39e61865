"""The score: symmetric, growing with what is shared, deaf to what every report has."""

from hypothesis import given
from hypothesis import strategies as st
from tests.lineage.pages import INDEPENDENT, ORIGINAL, REWORDED, reading

from headwater.lineage.columns import columns
from headwater.lineage.score import Extent, Scale, extent, unusual

STEMS = st.frozensets(st.integers(0, 99), max_size=60)


@given(STEMS, STEMS)
def test_the_order_of_two_extents_does_not_matter(one: frozenset[int], other: frozenset[int]) -> None:
    pile = columns([])
    pile.numbered([str(number) for number in range(100)])
    scale = Scale(pile)
    a, b = Extent(one, frozenset()), Extent(other, frozenset())
    assert scale.signals(a, b) == scale.signals(b, a)


def test_a_reworded_copy_scores_above_an_independent_report() -> None:
    pile = columns([reading(ORIGINAL, "a"), reading(REWORDED, "b"), reading(INDEPENDENT, "c")])
    extents = {each.text.name: extent(each) for each in pile.reports}
    scale = Scale(pile)
    copy, other = scale.signals(extents["a"], extents["b"]), scale.signals(extents["a"], extents["c"])
    assert copy.words > 1 > 0 > other.words
    assert copy.figures > 1 > 0 > other.figures
    assert copy.log_odds > other.log_odds + 4


def test_round_and_common_figures_say_little() -> None:
    assert unusual("10977.74") == unusual("612") == 3 > unusual("610") == 2
    assert unusual("50000") == 1
    assert unusual("1998") == unusual("7") == 0.5
    assert unusual("boats") == 0


def test_days_of_the_month_are_no_figures() -> None:
    pile = columns([reading("On 17 March they counted 17 barges; on April 23 there were 19.")])
    (report,) = pile.reports
    assert [pile.vocabulary[each] for each in report.stem[report.figure].tolist()] == ["17", "19"]


def test_wording_without_its_facts_is_a_template() -> None:
    bulletin = (
        "The water level of the {lake} reservoir fell to {share} per cent of its capacity, the board said in its weekly"
        " bulletin. Households are asked to save water and not to wash cars or fill pools. {who}, who keeps the gauge,"
        " said that the feeder canal was silted up. The next bulletin will be published in a week."
    )
    texts = [
        bulletin.format(lake="Ombel", share=31, who="Lisk Marven"),
        bulletin.format(lake="Upper Tarrow", share=18, who="Jory Brand"),
        bulletin.format(lake="Ombel", share=31, who="Lisk Marven").replace("Households are", "Everybody is"),
    ]
    pile = columns([reading(text, name) for text, name in zip(texts, "abc", strict=True)])
    extents = {each.text.name: extent(each) for each in pile.reports}
    scale = Scale(pile)
    other, copy = scale.signals(extents["a"], extents["b"]), scale.signals(extents["a"], extents["c"])
    assert other.template and not copy.template
    assert other.words > 2  # the wording alone would make it a copy
    assert other.log_odds < 0 < copy.log_odds


def test_a_family_holds_what_its_members_hold() -> None:
    pile = columns([reading(ORIGINAL, "a"), reading(INDEPENDENT, "b")])
    one, other = (extent(each) for each in pile.reports)
    both = one | other
    assert both.words == one.words | other.words
    assert both.facts == one.facts | other.facts
