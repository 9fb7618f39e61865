"""Retellings of one statement, statements of several families, and claims that state several things."""

import random

from hypothesis import given
from hypothesis import strategies as st

from headwater.findings.group import SAME_REPORT, families, numbered, retellings, shared


def test_likes_are_joined_and_others_stay() -> None:
    assert retellings(["a", "b", "c"], {(0, 1): 0.6, (1, 2): 0.1}, cut=0.3) == ((0, 1), (2,))


def test_the_mean_counts_and_not_the_best_link() -> None:
    similarity = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.7}
    assert retellings(list("abcd"), similarity, cut=0.4) == ((0, 1), (2, 3))
    similarity |= {(0, 2): 0.4, (0, 3): 0.4, (1, 3): 0.4}
    assert retellings(list("abcd"), similarity, cut=0.4) == ((0, 1, 2, 3),)


def test_a_pair_that_is_not_known_speaks_against_half_as_much_as_one_that_differs() -> None:
    one_unknown, one_unlike = {(0, 1): 0.9, (1, 2): 0.5}, {(0, 1): 0.9, (1, 2): 0.5, (0, 2): 0.0}
    assert retellings(list("abc"), one_unknown, cut=0.3) == ((0, 1, 2),)
    assert retellings(list("abc"), one_unlike, cut=0.3) == ((0, 1), (2,))


def test_families_are_as_alike_as_their_closest_claims() -> None:
    lines = ((0, 1, 2), (3, 4), (5,))
    reports, similarity = list("abcdef"), {(1, 3): 0.5, (4, 5): 0.1}
    assert families(lines, reports, similarity, cut=0.3) == ((0, 1, 2, 3, 4), (5,))
    assert families(lines, reports, similarity, cut=0.6) == lines


def test_items_are_numbered_by_their_group() -> None:
    assert numbered(((0, 2), (1,))) == [0, 1, 0]


def test_two_claims_of_one_report_must_be_more_alike() -> None:
    near = {(0, 1): 0.3 + SAME_REPORT / 2}
    assert retellings(["a", "b"], near, cut=0.3) == ((0, 1),)
    assert retellings(["a", "a"], near, cut=0.3) == ((0,), (1,))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0, 1)), max_size=40))
def test_every_item_is_in_one_group(links: list[tuple[int, int, float]]) -> None:
    similarity = {(min(i, j), max(i, j)): score for i, j, score in links if i != j}
    found = retellings([str(i % 4) for i in range(10)], similarity)
    assert sorted(i for group in found for i in group) == list(range(10))


def test_many_items_take_no_quadratic_time() -> None:
    rng = random.Random(5)
    similarity = {(i, j): rng.random() for i in range(4_000) for j in range(i + 1, min(i + 12, 4_000))}
    found = retellings([f"r{i % 80}" for i in range(4_000)], similarity, cut=0.4)
    assert sum(map(len, found)) == 4_000


def test_a_long_sentence_belongs_to_every_group_it_states() -> None:
    grouped, reports = ((0, 1, 4), (2, 3)), list("abcdz")
    near = {(0, 1): 0.6, (0, 4): 0.6, (1, 4): 0.6, (2, 3): 0.6, (2, 4): 0.5, (3, 4): 0.5}
    assert shared(grouped, reports, near, cut=0.3) == ((0, 1, 4), (2, 3, 4))
    assert shared(grouped, reports, near, cut=0.6) == grouped


def test_two_groups_are_one_if_most_reports_of_one_state_the_other() -> None:
    grouped, reports = ((0, 1), (2, 3)), list("abcd")
    near = {(0, 1): 0.6, (2, 3): 0.6, (0, 2): 0.5, (0, 3): 0.5, (1, 2): 0.5, (1, 3): 0.5}
    assert shared(grouped, reports, near, cut=0.4) == ((0, 1, 2, 3),)


def test_an_item_that_found_a_group_is_no_group_of_its_own() -> None:
    near = {(0, 1): 0.6, (0, 2): 0.4, (1, 2): 0.4}
    assert shared(((0, 1), (2,)), list("abc"), near, cut=0.3) == ((0, 1, 2),)


def test_a_claim_joins_a_group_that_its_report_is_in_only_if_it_is_surely_the_same() -> None:
    grouped, reports = ((0, 1), (2, 3)), list("abac")
    near = {(0, 1): 0.6, (2, 3): 0.6, (0, 2): 0.4, (1, 2): 0.4}
    assert shared(grouped, reports, near, cut=0.3, again=0.5) == grouped
    assert shared(grouped, reports, near, cut=0.3, again=0.4) == ((0, 1, 2), (2, 3))


def test_half_of_a_large_group_is_enough_to_share_its_statement() -> None:
    grouped, reports = ((0, 1, 2, 3), (4,)), list("abcdz")
    near = {(0, 1): 0.6, (1, 2): 0.6, (2, 3): 0.6, (0, 3): 0.6, (0, 4): 0.5, (1, 4): 0.5}
    assert shared(grouped, reports, near, cut=0.5) == ((0, 1, 2, 3, 4),)
    assert shared(grouped, reports, {**near, (1, 4): 0.4}, cut=0.5) == grouped


def test_two_claims_that_nobody_retells_must_be_likelier_one_than_not() -> None:
    near = {(0, 2): 0.4}
    assert families(((0,), (1,), (2,)), list("abc"), near, cut=0.3) == ((0,), (1,), (2,))
    assert families(((0, 1), (2,)), list("abc"), near, cut=0.3) == ((0, 1, 2),)
    assert families(((0,), (1,), (2,)), list("abc"), {(0, 2): 0.6}, cut=0.3) == ((0, 2), (1,))
