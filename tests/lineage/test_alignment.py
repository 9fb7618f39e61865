"""Alignment: the same points side by side, whatever their order and wording."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lineage.pages import CONFERENCE, CONFERENCE_TOO, INDEPENDENT, ORIGINAL, REWORDED, reading

from headwater.lineage.alignment import align, aligned, in_order, points
from headwater.lineage.columns import Columns, columns


def pair(one: str, other: str) -> tuple[Columns, Columns]:
    """Two texts as columns of one pile, in this order."""
    pile = columns([reading(one, "a"), reading(other, "b")])
    by_name = {each.text.name: each for each in pile.reports}
    return by_name["a"], by_name["b"]


def test_reworded_sentences_go_together() -> None:
    copy, original = pair(REWORDED, ORIGINAL)
    found = {
        (copy.text.slice(copy.text.sentences[m.one])[:12], original.text.slice(original.text.sentences[m.other])[:12])
        for m in align(copy, original)
    }
    assert ("Their passpo", "Nearly all h") in found
    assert ("Debts grew f", "A ledger see") in found
    assert {match.kind for match in align(copy, original)} == {"rewritten"}


def test_the_same_words_are_verbatim_and_in_order() -> None:
    one, other = pair(ORIGINAL, "Reprinted here.\n" + ORIGINAL)
    matches = align(one, other)
    assert len(matches) == len(one.text.sentences)
    assert {match.kind for match in matches} == {"verbatim"}
    assert in_order(matches)


def test_another_order_is_noticed() -> None:
    one, other = pair(ORIGINAL, "\n".join(reversed(ORIGINAL.splitlines())))
    assert len(align(one, other)) == len(one.text.sentences)
    assert not in_order(align(one, other))


def test_shared_quotations_are_marked_and_are_no_points() -> None:
    one, other = pair(CONFERENCE, CONFERENCE_TOO)
    matches = align(one, other)
    assert sum(match.quoted for match in matches) == 2
    assert points(one, other).sum() < 10 < sum(match.weight for match in matches)


@settings(deadline=None, max_examples=30)
@given(*[st.lists(st.sampled_from((ORIGINAL + "\n" + INDEPENDENT).splitlines()), max_size=8)] * 2)
def test_passages_are_slices_and_no_sentence_is_used_twice(left: list[str], right: list[str]) -> None:
    one, other = pair("\n".join(left), "\n".join(right))
    matches = align(one, other)
    assert len({match.one for match in matches}) == len({match.other for match in matches}) == len(matches)
    texts = {each.report: each.text.text for each in (one, other)}
    for each in aligned(one, other, matches):
        assert each.a.report <= each.b.report
        assert all(texts[p.report][p.start : p.end] == p.quote for p in (each.a, each.b))
