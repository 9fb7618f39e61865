"""A crowd: one report that hundreds of outlets carry, lightly edited, cut, or with every eighth word another."""

import random
from collections.abc import Callable, Sequence

import pytest
from tests.lineage.pages import CONFERENCE, INDEPENDENT, ORIGINAL, REWORDED, TEMPLATES, UNRELATED, reading

from headwater.lineage import trace
from headwater.lineage.link import Link, Links
from headwater.model import Reading

Manner = Callable[[list[str], random.Random], list[str]]
OTHERS = [INDEPENDENT, CONFERENCE, UNRELATED, TEMPLATES[0][0], TEMPLATES[1][1], TEMPLATES[2][0]]


def word(chance: random.Random) -> str:
    """A word that nobody has heard."""
    return "".join(chance.choice(("ba", "ko", "ri", "mu", "len", "tas", "vor")) for _ in range(3))


def touched(lines: list[str], chance: random.Random) -> list[str]:
    """A word or two are others, and a sentence may be gone."""
    for _ in range(2):
        words = lines[number := chance.randrange(len(lines))].split(" ")
        words[chance.randrange(len(words))] = word(chance)
        lines[number] = " ".join(words)
    return lines if chance.random() < 0.5 else [line for number, line in enumerate(lines) if number != 4]


def edited(lines: list[str], chance: random.Random) -> list[str]:
    """Every eighth word is another."""
    return [" ".join(word(chance) if chance.random() < 0.125 else each for each in line.split(" ")) for line in lines]


def shortened(lines: list[str], chance: random.Random) -> list[str]:
    """The end is gone, up to more than a half."""
    return touched(lines[: chance.randint(6, 12)], chance)


def crowd(size: int, manner: Manner, seed: int = 1) -> list[Reading]:
    """So many copies, the report that they are of not among them."""
    chance = random.Random(f"{seed} {size}")
    return [reading("\n".join(manner(ORIGINAL.splitlines(), chance)), f"copy {number}") for number in range(size)]


def others() -> list[Reading]:
    return [reading(text, f"other {number}") for number, text in enumerate(OTHERS)]


@pytest.mark.parametrize("manner", [touched, edited, shortened])
@pytest.mark.parametrize("size", [80, 150])
def test_a_crowd_of_copies_is_one_origin(manner: Manner, size: int) -> None:
    lineage = trace([*crowd(size, manner), *others()])
    found = {each.reports for each in lineage.origins}
    assert sorted(map(len, found)) == [1] * len(OTHERS) + [size]
    assert lineage.possible == ()


def test_a_rewording_belongs_to_the_crowd() -> None:
    lineage = trace([*crowd(120, touched), reading(REWORDED, "reworded"), *others()])
    assert max(len(each.reports) for each in lineage.origins) == 121


def test_the_order_in_which_a_crowd_comes_does_not_matter() -> None:
    pile = [*crowd(40, touched), *crowd(40, shortened), *others()]
    expected = trace(pile)
    random.Random(3).shuffle(pile)
    assert trace(pile) == expected


def test_a_crowd_costs_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    compare, count = Links.compare, [0]

    def counted(self: Links, a: int, b: int) -> Link:
        count[0] += 1
        return compare(self, a, b)

    def compared(pile: Sequence[Reading]) -> int:
        count[0] = 0
        trace(pile)
        return count[0]

    monkeypatch.setattr(Links, "compare", counted)
    few, many = (compared(crowd(size, touched)) for size in (150, 300))
    assert few < 25 * 150
    assert many < 3 * few


def test_two_crowds_of_one_subject_stay_two() -> None:
    chance = random.Random(5)
    lines = INDEPENDENT.splitlines()
    second = [reading("\n".join(touched(list(lines), chance)), f"second {number}") for number in range(90)]
    lineage = trace([*crowd(90, touched), *second])
    assert sorted(len(each.reports) for each in lineage.origins) == [90, 90]
