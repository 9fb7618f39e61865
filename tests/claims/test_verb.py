"""Verbs of speech that the small parser takes for something else."""

import pytest
from tests.claims.row import text_of

from headwater.claims.verb import with_verbs
from headwater.model import Parse
from headwater.text import parse


def _parse(*words: tuple[str, str, str, str, str, int]) -> Parse:
    """A one-sentence parse of (word, lemma, pos, tag, dep, head)."""
    starts = [sum(len(w[0]) + 1 for w in words[:at]) for at in range(len(words))]
    ends = [start + len(word[0]) for start, word in zip(starts, words, strict=True)]
    word, lemma, pos, tag, dep, head = (tuple(column) for column in zip(*words, strict=True))
    none, first = ("",) * len(words), (0,) * len(words)
    return Parse(tuple(starts), tuple(ends), word, lemma, pos, tag, dep, head, none, first)


def test_a_plural_noun_before_a_clause_is_a_verb() -> None:
    given = _parse(
        ("Firm", "firm", "NOUN", "NN", "compound", 1),
        ("denies", "deny", "NOUN", "NNS", "root", 1),
        ("that", "that", "SCONJ", "IN", "mark", 4),
        ("it", "it", "PRON", "PRP", "nsubj", 4),
        ("leaks", "leak", "VERB", "VBZ", "acl", 1),
    )
    mended = with_verbs(given)
    assert (mended.tag[1], mended.pos[1], mended.lemma[1]) == ("VBZ", "VERB", "deny")


@pytest.mark.parametrize("after", ["could", "of"])
def test_a_plural_noun_in_its_place_stays_one(after: str) -> None:
    given = _parse(
        ("Harbour", "harbour", "NOUN", "NN", "compound", 1),
        ("rules", "rule", "NOUN", "NNS", "root", 1),
        ("that", "that", "PRON", "WDT", "nsubj", 3),
        (after, after, "AUX", "MD", "acl:relcl", 1),
    )
    assert with_verbs(given) is given


def test_a_participle_with_its_subject_before_it_is_a_past() -> None:
    given = _parse(
        ("Guard", "guard", "NOUN", "NN", "nsubj", 1),
        ("accused", "accuse", "VERB", "VBN", "root", 1),
        ("troops", "troop", "NOUN", "NNS", "obj", 1),
    )
    assert with_verbs(given).tag[1] == "VBD"


def test_a_passive_stays_a_participle() -> None:
    given = _parse(
        ("Guard", "guard", "NOUN", "NN", "nsubj:pass", 2),
        ("was", "be", "AUX", "VBD", "aux:pass", 2),
        ("accused", "accuse", "VERB", "VBN", "root", 2),
    )
    assert with_verbs(given) is given


def test_a_lemma_that_is_no_word_is_put_right() -> None:
    given = _parse(
        ("Guard", "guard", "NOUN", "NN", "nsubj", 1),
        ("joked", "jok", "VERB", "VBD", "root", 1),
    )
    assert with_verbs(given).lemma[1] == "joke"


def test_the_text_is_left_as_it_stands() -> None:
    tree = parse(text_of("Asked why he stayed, the guard shrugged. Local clinics report that fevers doubled."))
    mended = with_verbs(tree)
    assert (mended.word, mended.start, mended.head) == (tree.word, tree.start, tree.head)
