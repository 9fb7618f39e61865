"""Alignment: the same points side by side, whatever their order and wording."""

from time import process_time

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


def test_a_repeated_sentence_is_known_by_its_neighbours() -> None:
    lines = ORIGINAL.splitlines()
    again = "The company did not answer any of our questions about the vouchers."
    one, other = pair("\n".join([again, *lines[3:5]]), "\n".join([lines[1], again, *lines[6:9], again, *lines[3:5]]))
    assert [(match.one, match.other) for match in align(one, other)] == [(0, 5), (1, 6), (2, 7)]
    assert [(match.one, match.other) for match in align(other, one)] == [(5, 0), (6, 1), (7, 2)]


def test_repeated_sentences_go_together_in_order() -> None:
    again = "The same notice about the yellow vouchers stands on the wall once more."
    one, other = pair("\n".join([again] * 40), "\n".join([again] * 60))
    assert [(match.one, match.other) for match in align(one, other)] == [(i, i) for i in range(40)]


def test_a_short_sentence_within_a_copied_stretch_is_copied_too() -> None:
    lines = ORIGINAL.splitlines()
    text = "\n".join([lines[3], "It was not so.", lines[4]])
    one, other = pair(text, text)
    assert [match.kind for match in align(one, other)] == ["verbatim"] * 3
    one, other = pair(f"{lines[8]}\nIt was not so.", f"{INDEPENDENT}\nIt was not so.")
    assert not align(one, other)


def test_long_reports_are_aligned_in_proportion() -> None:
    def taken(times: int) -> float:
        lines = [f"{line} {i} {i * 7919 % 1000}." for i in range(times) for line in ORIGINAL.splitlines()]
        one, other = pair("\n".join(lines), "\n".join(reversed(lines)))
        began = process_time()
        assert len(align(one, other)) == len(lines)
        return process_time() - began

    assert taken(24) < 1.0  # some 5,000 words


AGAIN = "The same notice about the yellow vouchers stands on the wall once more."


def test_the_chain_says_where_to_expect_a_sentence() -> None:
    lines, other_lines = ORIGINAL.splitlines(), INDEPENDENT.splitlines()
    one, other = pair(
        "\n".join([lines[3], other_lines[1], AGAIN, other_lines[2], lines[4]]),
        "\n".join([AGAIN, lines[3], other_lines[3], AGAIN, other_lines[4], lines[4]]),
    )
    assert (2, 3) in [(match.one, match.other) for match in align(one, other)]


def test_sentences_moved_with_their_neighbours_stay_with_them() -> None:
    lines, stray = ORIGINAL.splitlines(), INDEPENDENT.splitlines()[3]
    twice = [AGAIN, "Whoever tears a notice down goes without his supper for a week."]
    one, other = pair(
        "\n".join([*lines[1:5], *twice, *lines[6:8]]),
        "\n".join([*twice, *lines[6:8], *lines[1:5], stray, *twice]),
    )
    assert {(4, 0), (5, 1)} <= {(match.one, match.other) for match in align(one, other)}
