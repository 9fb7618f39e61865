"""The words of a source that name or describe who bears what is told."""

import pytest
from tests.claims.said import read, said


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        # when it was said is no part of who said it
        ("The owner of the largest mill on Thursday rejected claims of theft.", "claims of theft", "The owner of"),
        ("In October harbour officials said the lamps would go out.", "the lamps would go", "harbour officials"),
        ("The lamps were sold, said the forester, at the close of the season.", "were sold", "the forester"),
        ("A poll released in late August found that nobody wants lamps.", "nobody wants", "A poll released"),
        ("Theresa May said the lamps would go out.", "the lamps would go", "Theresa May"),
        # another phrase beside it
        ("With those words a weeping clerk told how the lamp fell.", "the lamp fell", "a weeping clerk"),
        ("At the clinic Dr Perrin Oake said that nine were burned.", "nine were burned", "Perrin Oake"),
        ("At least two keepers said the lamps had gone out.", "lamps had gone", "two keepers"),
        # the verb beside the cue, and half of a relative clause
        ("Holt, Corin Holt, came out to the gate at four and said that nine were burned.", "nine were", "Corin Holt"),
        ("Two sisters from Orrin, whose names we keep back, told us the gate was shut.", "gate was", "Two sisters"),
        ("The log she was shown says the gate was tested in May.", "gate was tested", "The log"),
        # a rank with a full stop
        ("Seven men have left since May, said Sgt. Tove Harl of the harbour police.", "have left", "Tove Harl"),
    ],
)
def test_a_speaker_is_the_words_that_name_or_describe_one(words: str, content: str, speaker: str) -> None:
    found = said(words, content).speaker
    assert found is not None and found.startswith(speaker)
    assert not found.endswith(("Thursday", "season", "and", "back", "she"))


@pytest.mark.parametrize(
    "words",
    [
        "The man called Pavo is 27.",
        "The ship lay on the reef called the Teeth.",
        "Lamps and oil for them added $313 in May alone.",
        "The guards found no evidence to suggest that the clerk had bought the lamps.",
        "The general ordered his forces to cross the river in 2019.",
        "Two keepers were commanded to put out the lamps.",
    ],
)
def test_a_name_a_sum_and_an_order_are_no_speech(words: str) -> None:
    assert [a.speaker for a in read(words)[1]] in ([], [None])


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("The owner called the plan a gift to the mill.", "a gift to the mill", "The owner"),
        ("The general told his forces to cross the river.", "to cross the river", "The general"),
        ("Ida Lunde added that 40 lamps were sold.", "40 lamps were sold", "Ida Lunde"),
        ("Ida Lunde stayed, because “they told me to mind the lamp”.", "to mind the lamp", "Ida Lunde"),
    ],
)
def test_a_judgement_a_bidding_and_an_addition_are(words: str, content: str, speaker: str) -> None:
    assert said(words, content).speaker == speaker


@pytest.mark.parametrize(
    "words",
    [
        "Nobody said the gate was shut.",
        "Hearsay in the harbour says the gate was shut.",
        "Rumours say the gate was shut.",
    ],
)
def test_nobody_and_hearsay_are_no_informants(words: str) -> None:
    found = said(words, "the gate was shut")
    assert found.source and found.speaker is None
