"""Presence: what a report must show to have been there, and what it then has at first hand."""

from dataclasses import replace

import pytest
from tests.findings.pile import Said, lineage, reading

from headwater.findings import gather
from headwater.findings.access import accesses
from headwater.model import Credit, Reading, Span, Time

VOTE = Said("The harbour board voted to close the old lighthouse.", predicate="vote")
MARCH = Said("Weavers marched to the wool exchange behind a drum.", predicate="march")
ELSEWHERE = Said("Wool from the islands is graded twice a year.")


def kind(shown: str, said: Said = VOTE) -> str:
    """The access to a claim of a report in which these words stand before it."""
    pile = reading("argus", [*map(Said, shown.splitlines()), said])
    return accesses([pile])[pile.claims[-1].id].kind


@pytest.mark.parametrize(
    "shown",
    [
        "Mara Quill, in the public gallery",
        "MARA QUILL, in the chamber",
        "Reporting from the press bench: Mara Quill",
        "We sat in the gallery until the lamps went out.",
        "I can’t hear the chair’s bell for the gulls.",
        "Our camera showed the count twice.",
        "From the back of the chamber this newspaper watched the vote.",
        "On the stairs of the courthouse Rolf Ames told us that he was glad.",
        "“I am glad,” he told us outside the courtroom.",
        "20.40 A lady two rows down from me in the gallery has brought soup.",
    ],
)
def test_a_report_shows_by_its_own_words_that_it_was_there(shown: str) -> None:
    assert kind(shown) == "present"


@pytest.mark.parametrize(
    "shown",
    [
        "Mara Quill, harbour desk",
        "By Mara Quill",
        "We have read the minutes of the sitting.",
        "We watched the vote on a screen.",
        "Our reporter will be in the gallery.",
        "We were not allowed into the chamber.",
        "Rolf Ames watched the vote from the gallery.",
        "We take our fish from the same pier.",
        "Watch us in the square: five songs from the gallery",
        "US senators sat in the chamber.",
        "20.10 The gallery is full.",
        "A weaver told us that she was fined in court.",
        "In court he was fined nine crowns, he told us.",
        "We heard that the vote was bought.",
        "We saw a copy of the verdict.",
        "We see the vote as a warning.",
        "We followed the sitting on the radio.",
    ],
)
def test_nothing_less_shows_it(shown: str) -> None:
    assert kind(shown) == "none"


def test_what_somebody_says_of_himself_shows_nothing_of_the_report() -> None:
    words = "“We sat in the gallery and watched the vote.”"
    said = reading("argus", [Said(words), VOTE])
    quoted = replace(said, text=replace(said.text, quoted=(Span(0, len(words)),)))
    assert accesses([quoted])[quoted.claims[-1].id].kind == "none"


@pytest.mark.parametrize("credit", ["wire", "republished"])
def test_what_another_wrote_shows_nothing_of_the_report(credit: str) -> None:
    own = reading("argus", [Said("Mara Quill, in the public gallery"), VOTE])
    theirs = replace(own, credits=(Credit(0, 4, "Mara", "Northern Wire", credit),))  # type: ignore[arg-type]
    assert accesses([own])[own.claims[-1].id].kind == "present"
    assert accesses([theirs])[theirs.claims[-1].id].kind == "none"


def test_what_the_paragraph_credits_to_another_is_not_its_own() -> None:
    own = reading("argus", [Said("Mara Quill, in the public gallery"), VOTE])
    at = own.claims[-1].start
    credited = replace(own, credits=(Credit(at, at + 3, "The", "Standard", "credit"),))
    assert accesses([credited])[credited.claims[-1].id].kind == "none"


@pytest.mark.parametrize(
    "said",
    [
        Said("The board voted to sell the mill at a price of 900 crowns.", predicate="vote"),
        Said("The board voted so because the mill loses money.", predicate="vote"),
        Said("The board will vote on the mill.", predicate="vote", modality="expected"),
        Said("The board did not vote on the mill.", predicate="vote", polarity="negative"),
        Said("The board voted in private to sell the mill.", predicate="vote"),
        Said("The mill employs forty weavers.", predicate="employ"),
        Said("The dyers stopped work.", predicate="stop"),
        Said("Two people were arrested at the sitting.", predicate="arrest"),
        MARCH,
    ],
)
def test_only_what_all_could_see_at_that_scene_is_at_first_hand(said: Said) -> None:
    assert kind("Mara Quill, in the public gallery", said) == "none"


@pytest.mark.parametrize(
    ("first", "last", "kind_of"),
    [
        ("2031-05-02", "2031-05-02", "present"),
        ("2031-03-02", "2031-03-02", "none"),
        ("2030-01-01", "2030-12-31", "none"),
    ],
)
def test_an_act_of_another_time_is_another_act(first: str, last: str, kind_of: str) -> None:
    pile = reading("argus", [Said("Mara Quill, in the public gallery"), VOTE])
    byline, vote = pile.claims
    when = Time(vote.start, vote.start + 3, "The", "DATE", first, first, last)
    dated = replace(
        pile, text=replace(pile.text, published="2031-05-03"), claims=(byline, replace(vote, times=(when,)))
    )
    assert accesses([dated])[vote.id].kind == kind_of


def test_what_somebody_says_is_that_persons() -> None:
    said = Said("Ada Brook said the board voted to close the mill.", "Ada Brook", predicate="vote")
    assert kind("Mara Quill, in the public gallery", said) == "unnamed"


def test_a_march_is_seen_from_the_street_and_its_size_is_counted_by_somebody() -> None:
    many = Said("Some 900 weavers marched to the exchange.", None, "900", 900, 900, unit="weaver", predicate="march")
    street = "We walked beside the march from bridge to bridge."
    assert (kind(street, MARCH), kind(street, many), kind(street)) == ("present", "none", "none")


@pytest.mark.parametrize(
    ("dateline", "kind_of"),
    [("ULVERBY — ", "present"), ("KESTRIN — ", "none"), ("ULVERBY (NWA) — ", "none"), ("", "none")],
)
def test_a_dateline_of_its_own_shows_it_for_what_happened_there(dateline: str, kind_of: str) -> None:
    said = Said(f"{dateline}Ulverby’s board voted to close the old lighthouse.", predicate="vote")
    assert accesses([pile := reading("argus", [said])])[pile.claims[0].id].kind == kind_of


def counted(first: str, second: str, *more: Said, copy: bool = False) -> tuple[int, int]:
    """The origins of a vote told by two reports in which these words stand."""
    pile: list[Reading] = [
        reading("argus", [Said(first), VOTE, *more]),
        reading("standard", [Said(second), VOTE, ELSEWHERE]),
    ]
    found = gather(pile, lineage(pile, {"standard": "argus"} if copy else {})).findings
    (one,) = [f for f in found if pile[0].claims[1].id in f.claims]
    return one.origins_low, one.origins_high


def test_two_who_were_there_are_two_origins() -> None:
    assert counted("Mara Quill, in the public gallery", "We sat in the chamber until noon.") == (2, 2)


def test_one_who_was_there_and_one_who_does_not_show_it_are_not_established() -> None:
    assert counted("Mara Quill, in the public gallery", "By Jon Orrin") == (1, 2)


def test_a_copy_shows_nothing() -> None:
    assert counted("Mara Quill, in the public gallery", "We sat in the chamber until noon.", copy=True) == (1, 1)


def test_who_was_present_vouches_for_no_other_claim_of_the_finding() -> None:
    beside = Said("The harbour board voted to close the old lighthouse, which loses money.", predicate="lose")
    assert counted("Mara Quill, in the public gallery", "We sat in the chamber until noon.", beside) == (1, 2)


VISIT = "Our adviser Mara Quill visited the loft above the mill."
BEDS = "She counted nine hammocks in two rows."


@pytest.mark.parametrize(
    ("visit", "seen", "kind_of"),
    [
        (VISIT, BEDS, "first-hand"),
        ("We were shown a loft above the mill.", "There was no lamp.", "first-hand"),
        ("We were shown a loft above the mill.", "The mill employs forty weavers.", "none"),
        ("Ada Brook visited the loft above the mill.", BEDS, "none"),
        ("Our adviser Mara Quill read of the loft above the mill.", BEDS, "none"),
    ],
)
def test_what_a_visit_shows_is_told_in_the_next_sentences(visit: str, seen: str, kind_of: str) -> None:
    pile = reading("argus", [Said(visit), Said(seen)])
    one = replace(pile, text=replace(pile.text, paragraphs=(Span(0, len(pile.text.text)),)))
    assert accesses([one])[one.claims[1].id].kind == kind_of
    assert accesses([pile])[pile.claims[1].id].kind == "none", "another paragraph"


@pytest.mark.parametrize(
    ("words", "kind_of"),
    [
        ("We counted nine hammocks.", "first-hand"),
        ("The panel, at its own request, was shown the loft.", "first-hand"),
        ("Nine hammocks were seen by our team.", "first-hand"),
        ("A weaver, whom we do not name, found nine hammocks.", "none"),
    ],
)
def test_who_saw_it_is_one_of_its_own(words: str, kind_of: str) -> None:
    assert accesses([pile := reading("argus", [Said(words)])])[pile.claims[0].id].kind == kind_of
