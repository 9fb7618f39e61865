"""The parse as columns answers what a tree would."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.model import Parse


def tree(heads: list[int]) -> Parse:
    size = len(heads)
    return Parse(
        start=tuple(range(0, 2 * size, 2)),
        end=tuple(range(1, 2 * size, 2)),
        word=("w",) * size,
        lemma=("w",) * size,
        pos=("NOUN",) * size,
        tag=("NN",) * size,
        dep=tuple("root" if head == i else "obl" for i, head in enumerate(heads)),
        head=tuple(heads),
        entity=("",) * size,
        sentence=(0,) * size,
    )


# "guards(1) took(2) the(3) old(4) papers(5)": took is the root
SENTENCE = tree([1, 1, 4, 4, 1])


def test_what_lies_outside_some_stretches_keeps_its_words_and_finds_its_heads_again() -> None:
    assert SENTENCE.outside([]) is SENTENCE
    left = SENTENCE.outside([(0, 1), (6, 8)])  # without "guards" and "old"
    assert (left.start, left.head) == ((2, 4, 8), (0, 2, 0))
    assert SENTENCE.outside([(2, 3)]).head == (0, 3, 3, 3)  # whose root is gone are roots


def test_children_and_subtree() -> None:
    assert SENTENCE.children(1) == (0, 4)
    assert SENTENCE.subtree(4) == range(2, 5)
    assert SENTENCE.subtree(1) == range(5)


def test_ancestors_go_up_to_the_root() -> None:
    assert list(SENTENCE.ancestors(3)) == [4, 1]
    assert SENTENCE.child(1, "obl") == 0
    assert SENTENCE.child(0, "obl") is None


def test_offsets_find_tokens() -> None:
    assert SENTENCE.at(4) == 2
    assert SENTENCE.at(5) is None  # the blank between two tokens
    assert SENTENCE.inside(2, 7) == range(1, 4)
    assert SENTENCE.inside(3, 4) == range(2, 2)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30))
def test_a_subtree_holds_all_that_hang_under_a_token(seeds: list[int]) -> None:
    heads = [0] + [seed % i for i, seed in enumerate(seeds, start=1)]  # every head stands earlier: a tree
    parse = tree(heads)
    for token in range(len(parse)):
        below = {other for other in range(len(parse)) if token == other or token in parse.ancestors(other)}
        assert parse.subtree(token) == range(min(below), max(below) + 1)
