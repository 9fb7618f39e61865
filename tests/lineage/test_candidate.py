"""Candidates: every kind of copy is found among many reports, without a loop over all pairs."""

import random

from tests.lineage.pages import INDEPENDENT, ORIGINAL, REWORDED, reading

from headwater.lineage import candidate
from headwater.lineage.candidate import candidates, twins
from headwater.lineage.columns import columns
from headwater.model import Reading


def crowd(size: int) -> list[Reading]:
    """Reports that have nothing to do with each other: random words of a made-up language."""
    chance = random.Random(7)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    lexicon = ["".join(chance.choices(syllables, k=3)) for _ in range(8_000)]
    texts = (" ".join(chance.choices(lexicon, k=120)).capitalize() + "." for _ in range(size))
    return [reading(text, f"r{i}") for i, text in enumerate(texts)]


def found(pile: list[Reading], one: Reading, other: Reading) -> tuple[bool, int]:
    """Whether two reports of a pile are candidates, and how many candidates there are."""
    whole = columns(pile)
    places = tuple(range(len(whole)))
    pairs = candidates(whole, places)
    name = [each.report for each in whole.reports]
    wanted = tuple(sorted((name.index(one.report), name.index(other.report))))
    return wanted in set(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)), len(pairs)


def test_copied_and_reworded_reports_are_found_and_few_others() -> None:
    rest = crowd(150)
    original, reworded, other = reading(ORIGINAL, "a"), reading(REWORDED, "b"), reading(INDEPENDENT, "c")
    cut = reading("\n".join(ORIGINAL.splitlines()[:5]), "d")
    pile = [*rest, original, reworded, other, cut]
    assert found(pile, original, reworded)[0]
    assert found(pile, original, cut)[0]
    assert found(pile, original, other)[1] < 0.1 * len(pile) ** 2 / 2


def test_anchors_stand_outside_quotations() -> None:
    words = "every man on board is free to walk down the gangway whenever the bell has rung for tea"
    whole = columns([reading(f'He said: "{words}."', "a"), reading(f"Here {words}, he said.", "b")])
    codes = candidate.word_codes(whole)
    kept = {each.text.name: len(candidate.anchors(each, codes, sample=1)) for each in whole.reports}
    assert kept == {"a": 0, "b": len(words.split()) + 3 - 7}


def test_a_crowd_of_copies_gives_pairs_in_proportion() -> None:
    lines = ORIGINAL.splitlines()
    pile = [reading("\n".join([*lines, f"Printed in town number {i}."]), f"r{i}") for i in range(200)]
    whole = columns(pile)
    assert 199 <= len(candidates(whole, tuple(range(200)))) < 200 * 20


def test_the_same_words_are_twins_whatever_their_marks() -> None:
    pile = [reading("The boats left at dawn.", "a"), reading("The boats left -- at dawn!", "b"), reading("No.", "c")]
    assert sorted(map(len, twins(columns(pile)))) == [1, 2]
    assert sorted(map(len, twins(columns([reading("", "a"), reading("...", "b")])))) == [1, 1]


def test_a_small_pile_is_compared_whole() -> None:
    whole = columns([reading(text, text[:3]) for text in (ORIGINAL, INDEPENDENT, "Nothing at all.")])
    assert len(candidates(whole, (0, 1, 2))) == 3
    assert len(candidates(whole, ())) == 0
