"""The wording of a claim: its sentence, its own words within it, and what a negation governs."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.frameworks.cue import Cue, phrases
from headwater.frameworks.wording import REACH, Wording
from headwater.model import Claim, Span, Text

SENTENCE = "She was promised 900 crowns a month, but was paid 200."
LETTER = "Dear all. " + SENTENCE + " Yours."


def claim(words: str) -> Claim:
    at = LETTER.index(words)
    return Claim("c", "r", at, at + len(words), words, (), (), None, None, None, None)


def letter(*sentences: Span) -> Text:
    return Text("r", "r", LETTER, (), (), "en", None, None, None, None, None, (), sentences, ())


def test_the_first_group_stands_in_the_claim_and_the_others_in_its_sentence() -> None:
    text = letter(Span(0, 9), Span(10, 10 + len(SENTENCE)), Span(11 + len(SENTENCE), len(LETTER)))
    half = claim("She was promised 900 crowns a month")
    assert Cue.parse("promise + but").fits(Wording.of(half, text), half)
    assert not Cue.parse("but + promise").fits(Wording.of(half, text), half)
    assert not Cue.parse("promise + yours").fits(Wording.of(half, text), half)


def test_a_claim_outside_all_sentences_stands_alone() -> None:
    half = claim("She was promised 900 crowns a month")
    assert not Cue.parse("promise + but").fits(Wording.of(half, letter()), half)


def test_a_phrase_is_found_where_it_stands() -> None:
    seen = Wording("The residence cards of all residence hall cooks")
    assert seen.places(phrases("residence card|cook", {})) == (range(1, 3), range(7, 8))


@given(st.integers(0, 2 * REACH))
def test_a_negation_reaches_so_many_words(between: int) -> None:
    seen = Wording("nobody " + "very " * between + "beaten")
    assert seen.asserts(phrases("beat", {})) is (between >= REACH)


@given(st.text())
def test_any_text_has_a_wording(text: str) -> None:
    seen = Wording(text)
    assert not seen.asserts(frozenset()) and seen.each == set(seen.stems)
