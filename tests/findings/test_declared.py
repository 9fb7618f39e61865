"""What is declared once: offers and what they say, charges and the answers to them."""

from dataclasses import replace

import pytest
from tests.findings.pile import Said, reading

from headwater.findings.declared import Declared, declared
from headwater.model import Span


def told(
    words: str, subject: str | None = None, predicate: str | None = None, speaker: str | None = None, before: str = ""
) -> Declared | None:
    """What a claim of these words tells of what was declared; ``before`` stands before it on its line."""
    one = reading("argus", [Said(before + words, speaker)])
    (claim,) = one.claims
    claim = replace(claim, start=len(before), quote=words, subject=subject, predicate=predicate)
    return declared(claim, one.text)


@pytest.mark.parametrize(
    ("words", "subject", "predicate"),
    [
        ("The offer would give each shepherd nine ewes.", "The offer", "give"),
        ("the bill will forbid night fishing", "the bill", "forbid"),
        ("The council’s plan for the quay includes two cranes.", "The council’s plan for the quay", "include"),
        ("The draft calls for a toll of two crowns.", "The draft", "call"),
    ],
)
def test_the_content_of_what_is_declared(words: str, subject: str, predicate: str) -> None:
    assert told(words, subject, predicate) == "content"


@pytest.mark.parametrize(
    ("words", "subject", "predicate"),
    [
        ("The bill would pass the upper house by May.", "The bill", "pass"),  # what befalls it
        ("The scheme built forty byres.", "The scheme", "build"),  # what it did
        ("The plan was leaked.", "The plan", "leak"),
        ("The shepherd would give nine ewes.", "The shepherd", "give"),
        ("A supporter of the bill will forbid it.", "A supporter of the bill", "forbid"),
    ],
)
def test_what_is_no_content(words: str, subject: str, predicate: str) -> None:
    assert told(words, subject, predicate) is None


def test_to_declare_is_an_act_by_its_verb_or_by_the_words_that_tell_of_it() -> None:
    assert told("Ada Brook offered nine ewes.", "Ada Brook", "offer") == "act"
    assert told("Ada Brook sold nine ewes.", "Ada Brook", "sell") is None
    one = reading("argus", [Said("Ada Brook proposed to mend the weir.", "Ada Brook")])
    (claim,) = one.claims
    assert claim.attribution is not None
    cued = replace(claim, predicate="mend", attribution=replace(claim.attribution, cue=(Span(10, 18),)))
    assert declared(cued, one.text) == "act"
    assert declared(replace(claim, predicate="mend"), one.text) is None


@pytest.mark.parametrize(
    ("words", "speaker", "before"),
    [
        ("Rolf Ames was accused of selling the parish boat.", None, ""),
        ("According to court papers he sold the parish boat.", None, ""),
        ("County prosecutors say he sold the boat.", "County prosecutors", ""),
        ("The indictment says he sold the boat.", "The indictment", ""),
        ("that he sold the parish boat.", None, "He stood up to answer charges "),
    ],
)
def test_an_accusation(words: str, speaker: str | None, before: str) -> None:
    assert told(words, speaker=speaker, before=before) == "charge"


@pytest.mark.parametrize(
    ("words", "speaker", "before"),
    [
        ("Rolf Ames sold the parish boat.", None, ""),
        ("The union accused the mill of hiding the ledgers.", None, ""),  # who accuses is said
        ("The boat’s charge was nine barrels.", None, ""),
        ("that he sold the parish boat.", None, "Everybody knew "),
    ],
)
def test_no_accusation(words: str, speaker: str | None, before: str) -> None:
    assert told(words, speaker=speaker, before=before) is None


def test_a_plea_is_told_by_its_verb_and_who_has_access_of_his_own_does_not_only_accuse() -> None:
    words = "Rolf Ames pleaded guilty to selling the parish boat."
    (claim,) = (one := reading("argus", [Said(words)])).claims
    assert declared(claim, one.text) == declared(claim, one.text, shown=True) == "plea"
    (claim,) = (one := reading("argus", [Said("He was accused of selling the boat.")])).claims
    assert (declared(claim, one.text), declared(claim, one.text, shown=True)) == ("charge", None)
