"""What claims are about: words, counted things, dates and names."""

from dataclasses import replace

import pytest
from tests.findings.pile import Said, reading

from headwater.findings.about import Stems, stems, wholeness
from headwater.model import Claim, Reading, Time


def about(*pile: Reading) -> Stems:
    return stems([claim for each in pile for claim in each.claims], {each.report: each.text for each in pile})


def test_what_is_counted_is_told_from_what_is_named() -> None:
    held = about(reading("argus", [Said("The flood took 40 goats.", None, "40", 40, 40, unit="goat")]))
    assert {"goat", "#goat", "40"} <= held.clause[0]


def test_people_at_large_and_measures_are_not_counted_things() -> None:
    held = about(
        reading(
            "argus",
            [
                Said("The flood drowned 40 people.", None, "40", 40, 40, unit="people"),
                Said("The river rose 40 metres.", None, "40", 40, 40, unit="metre"),
            ],
        )
    )
    assert not any(stem.startswith("#") for row in held.clause for stem in row)


def test_one_day_in_other_words_is_one_stem() -> None:
    def dated(claim: Claim, words: str) -> Claim:
        at = claim.start + claim.quote.index(words)
        return replace(claim, times=(Time(at, at + len(words), words, "DATE", "2031-05-04"),))

    argus, brief = reading("argus", [Said("It sank on Sunday.")]), reading("brief", [Said("It sank on 4 May.")])
    held = about(
        replace(argus, claims=(dated(argus.claims[0], "Sunday"),)),
        replace(brief, claims=(dated(brief.claims[0], "4 May"),)),
    )
    assert "@2031-05-04" in held.clause[0] & held.clause[1]


def test_a_word_is_no_name_because_it_opens_a_sentence() -> None:
    held = about(reading("argus", [Said("Divers of the Selby Argus saw it."), Said("Goats drowned at Harn.")]))
    assert {"selbi", "argus", "harn"} <= held.names
    assert not {"diver", "goat"} & held.names


def test_a_word_is_no_name_because_it_opens_a_quotation() -> None:
    held = about(reading("argus", [Said("The mayor of Harn shouted: “Divers saw it”, and “Goats” too.")]))
    assert "harn" in held.names
    assert not {"diver", "goat"} & held.names


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    held = about(reading("argus", [Said("They saw the Bell of Harn."), Said("They rang the bell.")]))
    assert "bell" not in held.names


@pytest.mark.parametrize(
    ("words", "subject", "whole"),
    [
        ("The ferry sank off the pier.", "the ferry", 2),
        ("It sank off the pier.", "it", 1),
        ("the ferry sank off the pier", "the ferry", 1),
        ("and sank off the pier.", None, 0),
        ("which sank off the pier.", "which", 0),
        ("where the ferry sank", "the ferry", 0),
    ],
)
def test_a_statement_reads_better_than_a_fragment(words: str, subject: str | None, whole: int) -> None:
    (claim,) = reading("argus", [Said(words)]).claims
    assert wholeness(replace(claim, subject=subject)) == whole
