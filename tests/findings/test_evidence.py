"""What two claims have in common that is rare: words and names, not what is met by chance."""

from math import log1p

import pytest
from tests.findings.pile import Said, lineage, reading

from headwater.findings import gather
from headwater.findings.evidence import Evidence, quoted, seldom

FILLER = [
    Said("The wool fair on the island was put off by rain."),
    Said("Divers brought up two bronze bells from the harbour mud."),
    Said("Bakers in the old town have gone on strike for cheaper flour."),
]


def together(first: Said, second: Said) -> bool:
    """Whether the first sentences of two unrelated reports come to stand in one finding."""
    pile = [reading("argus", [first, *FILLER[:2]]), reading("standard", [second, FILLER[2]])]
    return any(len(f.reports) == 2 for f in gather(pile, lineage(pile)).findings)


def test_a_fact_in_other_words_is_found() -> None:
    assert together(
        Said("The ferry to the island sank when a wave tore off its bow door."),
        Said("A ship bound for the island went down after the bow door was ripped away by a wave."),
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The museum keeps two swords.", "The choir sang for two hours."),  # a small number
        ("The clerk left the next morning.", "The Argus went to Fenwick the next morning."),  # a time
        ("Fenwick elected a mayor.", "Lightning struck a barn at Fenwick."),  # a place
    ],
)
def test_what_is_met_by_chance_is_no_evidence(first: str, second: str) -> None:
    assert not together(Said(first), Said(second))


def test_a_report_of_its_own_interviews_is_no_one_elses_fact() -> None:
    one = Said("Our reporters interviewed 64 passengers of the ferry.", None, "64", 64, 64, unit="passenger")
    other = Said("Our team interviewed 11 passengers of the ferry.", None, "11", 11, 11, unit="passenger")
    assert not together(one, other)


def test_a_word_that_two_alone_have_is_enough_and_a_name_is_not() -> None:
    claims = [
        frozenset(words.split())
        for words in ("ferri sink bell", "ferri bell", "fenwick mayor", "fenwick barn", "fenwick", "sink", "mayor")
    ]
    found = Evidence(claims, range(7), frozenset({"fenwick"}), {"sink": {"mayor": 0.6, "barn": 0.4}})
    assert found.words(0, 1) == 1
    assert found.words(2, 4) == 0.5 * log1p(7 / 3) / log1p(7 / 2)
    assert 0 < found.words(5, 6) < 1  # a word that stands for another
    assert found.words(0, 4) == 0
    assert found.words(5, 3) == 0  # too unlike to stand for it


def test_a_saying_is_known_by_three_words_of_it_that_tell_something() -> None:
    report = reading(
        "argus",
        [
            Said("The clerk called it “a most peculiar ledger”."),
            Said("It was “the most peculiar ledger” that he had seen."),
            Said("He read out “what it was to them”."),
            Said("It showed “what it was to be”."),
            Said("A most peculiar ledger lay on the desk."),
        ],
    )
    said = quoted(report.claims)
    assert said[0] & said[1]
    assert not said[2] & said[3]  # words of every sentence
    assert not said[4]  # not quoted


def test_a_date_that_many_statements_name_is_no_sign_and_copies_are_one() -> None:
    row, none = frozenset({"1788"}), frozenset[str]()
    assert seldom([row, row, none], [0, 1, 2]) == [row, row, none]
    assert seldom([row] * 4, range(4)) == [none] * 4
    assert seldom([row] * 4, [0, 1, 1, 1]) == [row] * 4
