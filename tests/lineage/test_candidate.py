"""Candidates: every kind of copy is found among many reports, without a loop over all pairs."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lineage.pages import CONFERENCE, INDEPENDENT, ORIGINAL, REWORDED, reading

from headwater.lineage import hashed
from headwater.lineage.candidate import Candidates, candidates, pairs, twins
from headwater.lineage.columns import columns
from headwater.lineage.sketch import SAMPLE, sketches

CHANCE = random.Random(7)
LEXICON = ["".join(CHANCE.choices([a + b for a in "bdfgklmnprstvz" for b in "aeiou"], k=3)) for _ in range(8_000)]


def prose(chance: random.Random, size: int = 120) -> str:
    """Random words of a made-up language."""
    return " ".join(chance.choices(LEXICON, k=size)).capitalize() + "."


def crowd(size: int, seed: int = 7) -> list[str]:
    """Texts that have nothing to do with each other."""
    chance = random.Random(seed)
    return [prose(chance) for _ in range(size)]


def found(pairs: Candidates) -> set[tuple[int, int]]:
    """The pairs as a set."""
    return set(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))


def ties(one: str, other: str, *, rest: int = 80) -> Candidates:
    """What two texts among unrelated ones share; no rows if they are no candidates."""
    all_ = pairs([one, other, *crowd(rest, seed=11)])
    chosen = (all_.a == 0) & (all_.b == 1)
    return Candidates(*(getattr(all_, name)[chosen] for name in Candidates.__slots__))


def test_copied_and_reworded_reports_are_found_and_few_others() -> None:
    cut = "\n".join(ORIGINAL.splitlines()[:5])
    some = found(pairs([ORIGINAL, REWORDED, cut, INDEPENDENT, *crowd(150)]))
    assert {(0, 1), (0, 2)} <= some
    assert len(some) <= 6


def test_a_pile_gives_its_places() -> None:
    pile = columns([reading(text, f"r{i:03}") for i, text in enumerate([ORIGINAL, *crowd(60), REWORDED])])
    names = [each.text.name for each in pile.reports]
    wanted = tuple(sorted((names.index("r000"), names.index("r061"))))
    kept = sketches(each.text.text for each in pile.readings)
    assert wanted in found(candidates(pile, kept, tuple(range(len(pile)))))
    without = tuple(place for place in range(len(pile)) if place != wanted[0])
    assert not any(wanted[0] in pair for pair in found(candidates(pile, kept, without)))


@pytest.mark.parametrize("manner", ["wrapped", "cut", "edited", "spliced", "inserted"])
def test_each_manner_of_copying_is_found(manner: str) -> None:
    chance = random.Random(manner)
    bases = [" ".join(prose(chance, 20) for _ in range(15)) for _ in range(60)]
    made = []
    for number, text in enumerate(bases):
        words, other = text.split(), bases[number - 1].split()
        made.append(
            {
                "wrapped": f"Home News Sport\nSign up to our letter\n{text}\nAll rights reserved",
                "cut": " ".join(words[: int(0.4 * len(words))]),
                "edited": " ".join(chance.choice(LEXICON) if chance.random() < 0.15 else word for word in words),
                "spliced": " ".join(words[: len(words) // 2] + other[len(other) // 2 :]),
                "inserted": " ".join([*other[:100], *words[40:100], *other[100:]]),
            }[manner]
        )
    some = found(pairs(bases + made))
    hits = sum((number, number + 60) in some for number in range(60))
    assert hits >= 59
    related = {(a % 60, b % 60) for a, b in some}
    assert sum((a - b) % 60 in (0, 1, 2, 58, 59) for a, b in related) >= 0.95 * len(related)


def test_runs_in_quotation_marks_are_told_apart() -> None:
    words = " ".join(crowd(1)[0].split()[:60]).rstrip(".")
    for one in (f'He said: "{words}."', f"He said: “{words}.”"):
        (quoted,), (runs,) = (getattr(ties(one, f"So {words}, he said."), name).tolist() for name in ("quotes", "runs"))
        assert quoted == runs > 0
    plain = ties(f"And {words}.", f"So {words}, he said.")
    assert plain.quotes.tolist() == [0] and plain.runs[0] > 0


def test_a_quotation_without_end_ends_with_its_line() -> None:
    words = crowd(1)[0]
    shared = ties(f'"It begins\n{words}', f"Not so. {words}")
    assert shared.quotes.tolist() == [0] and shared.runs[0] > 10


def test_a_quotation_that_another_follows_before_its_end_is_none() -> None:
    words = " ".join(crowd(1)[0].split()[:40])
    shared = ties(f'He "{words} and "yes," she said.', f"Not so: {words}")
    assert shared.quotes.tolist() == [0] and shared.runs[0] > 3


def test_a_rewording_is_tied_to_every_copy_and_copies_do_not_make_words_common() -> None:
    copies = [f"{ORIGINAL}\nPrinted in town number {i} by {CHANCE.choice(LEXICON)}." for i in range(40)]
    some = found(pairs([*copies, *crowd(60), REWORDED]))
    assert {(place, 100) for place in range(40)} <= some


def test_shared_quotations_alone_are_a_weaker_tie() -> None:
    line = CONFERENCE.splitlines()[2]
    one, other = (f"{text}\n{line}" for text in crowd(2, seed=5))
    (runs,), (quotes,) = ties(one, other).runs.tolist(), ties(one, other).quotes.tolist()
    assert 0 <= runs - quotes < 2


def test_anchors_are_sampled_as_said() -> None:
    text = " ".join(crowd(8))
    runs = len(text.split()) - 7
    kept = len(sketches([text]).anchor)
    assert abs(kept - runs / SAMPLE) < 4 * (runs / SAMPLE) ** 0.5
    long = " ".join(crowd(400))
    assert len(sketches([long]).anchor) < 2_000
    assert set(sketches([long]).anchor.tolist()) & set(sketches([" ".join(crowd(400)[:4])]).anchor.tolist())


def test_the_sketch_is_as_large_for_any_pile() -> None:
    few, many = (sketches(crowd(size)).bytes / size for size in (50, 500))
    assert abs(few - many) < 0.05 * many


def test_what_an_outlet_repeats_every_day_ties_nothing() -> None:
    texts = crowd(60)
    notice = " ".join(crowd(1, seed=3)[0].split()[:40])
    pages = [f"{text}\n{notice}" if place < 6 else text for place, text in enumerate(texts)]
    days = [f"2024-05-{place + 1:02}" for place in range(60)]
    assert found(pairs(pages)) == {(a, b) for a in range(6) for b in range(a + 1, 6)}
    assert not found(pairs(pages, ["Echo"] * 60, days))
    assert len(found(pairs(pages, [f"Echo {place}" for place in range(60)], days))) == 15
    assert len(found(pairs(pages, ["Echo"] * 60, ["2024-05-01"] * 60))) == 15


def test_what_many_strangers_share_is_furniture_whoever_they_are_from() -> None:
    notice = " ".join(crowd(1, seed=3)[0].split()[:20])
    texts = crowd(60)
    assert not found(pairs([f"{text}\n{notice}" if place < 12 else text for place, text in enumerate(texts)]))
    copies = [f"{texts[0]} {prose(random.Random(place), 10)}" for place in range(12)]
    assert len(found(pairs([*copies, *texts[1:]]))) == 66


def test_a_crowd_of_copies_gives_pairs_in_proportion() -> None:
    lines = ORIGINAL.splitlines()
    texts = ["\n".join([*lines, f"Printed in town number {i}."]) for i in range(200)]
    assert 199 <= len(pairs(texts)) < 200 * 20


def test_reports_with_the_same_words_are_tied_to_the_first() -> None:
    texts = [*crowd(60), ORIGINAL, REWORDED, ORIGINAL.upper(), ORIGINAL.replace(",", " --")]
    some = pairs(texts)
    assert set(zip(some.a[some.same].tolist(), some.b[some.same].tolist(), strict=True)) == {(60, 62), (60, 63)}
    assert (60, 61) in found(some)


def by_text(texts: Sequence[str]) -> list[tuple[str, str, int, int, float, float]]:
    """The candidates, named by what they say."""
    some = pairs(texts)
    rows = zip(*(getattr(some, name).tolist() for name in ("a", "b", "runs", "quotes", "reuse", "alike")), strict=True)
    return sorted((*sorted((texts[a], texts[b])), *rest) for a, b, *rest in rows)


def test_neither_order_nor_batches_change_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ORIGINAL.splitlines()
    texts = [*crowd(40), *("\n".join([*lines[: 3 + i % 9], f"Town {i}, {i} times."]) for i in range(150)), REWORDED]
    expected = by_text(texts)
    assert len(expected) > 150
    turned = list(reversed(texts))
    random.Random(1).shuffle(turned)
    assert by_text(turned) == expected
    for size in (1, 1_000):
        monkeypatch.setattr(hashed, "BATCH", size)
        assert by_text(texts) == expected


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_hash_alike_together_and_alone(texts: list[str]) -> None:
    together, alone = hashed.hashed(texts), [hashed.hashed([text]) for text in texts]
    for name in ("code", "root", "telling", "quoted"):
        apart = [value for each in alone for value in getattr(each, name).tolist()]
        assert getattr(together, name).tolist() == apart
    assert together.owner.tolist() == [place for place, each in enumerate(alone) for _ in each.code]


def test_words_are_folded_and_figures_kept_whole() -> None:
    def codes(text: str) -> list[int]:
        return [int(code) for code in hashed.hashed([text]).code]

    assert codes("CAFÉ, Élan!") == codes("cafe elan")
    assert len(codes("1,250.5 and 3.")) == 3
    assert codes("3.5") != codes("35")
    assert codes("x\U0001f600y") == codes("x y")
    roots = hashed.hashed(["labours labourer 123456 123457"]).root
    assert roots[0] == roots[1] and roots[2] != roots[3]


def test_the_same_words_are_twins_whatever_their_marks() -> None:
    assert twins(sketches(["The boats left at dawn.", "No.", "The boats left -- at dawn!"])) == ((0, 2), (1,))
    assert twins(sketches(["", "..."])) == ((0,), (1,))


def test_a_small_pile_is_compared_whole() -> None:
    whole = columns([reading(text, text[:3]) for text in (ORIGINAL, INDEPENDENT, "Nothing at all.")])
    kept = sketches(each.text.text for each in whole.readings)
    assert len(candidates(whole, kept, (0, 1, 2))) == 3
    assert len(candidates(whole, kept, ())) == 0
    assert len(candidates(whole, kept, (1,))) == 0
