"""The wording of a claim: its sentence, its own words within it, what a negation governs, and what was said before."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.frameworks.cue import Cue, phrases
from headwater.frameworks.wording import AHEAD, BACK, REACH, Sentence, Wording, wordings
from headwater.model import Claim, Reading, Span, Text

SENTENCE = "She was promised 900 crowns a month, but was paid 200."
LETTER = "Dear all. " + SENTENCE + " Yours."


def claim(words: str) -> Claim:
    at = LETTER.index(words)
    return Claim("c", "r", at, at + len(words), words, (), (), None, None, None, None)


def letter(*sentences: Span) -> Text:
    return Text("r", "r", LETTER, (), (), "en", None, None, None, None, None, (), sentences, ())


def wording(half: Claim, text: Text) -> Wording:
    ((_, seen),) = wordings(Reading(text, claims=(half,)))
    return seen


def test_the_first_group_stands_in_the_claim_and_the_others_in_its_sentence() -> None:
    text = letter(Span(0, 9), Span(10, 10 + len(SENTENCE)), Span(11 + len(SENTENCE), len(LETTER)))
    half = claim("She was promised 900 crowns a month")
    assert Cue.parse("promise + but").fits(wording(half, text), half)
    assert not Cue.parse("but + promise").fits(wording(half, text), half)
    assert not Cue.parse("promise + yours").fits(wording(half, text), half)


def test_a_claim_outside_all_sentences_stands_alone() -> None:
    half = claim("She was promised 900 crowns a month")
    assert not Cue.parse("promise + but").fits(wording(half, letter()), half)


def test_the_few_sentences_about_it_are_at_hand_and_no_more() -> None:
    lines = [f"Line {number} is here." for number in range(BACK + AHEAD + 3)]
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    words, sentences = " ".join(lines), tuple(Span(at, at + len(line)) for at, line in zip(starts, lines, strict=True))
    text = Text("r", "r", words, (), (), "en", None, None, None, None, None, (), sentences, ())
    own = BACK + 1
    one = Claim("c", "r", starts[own], starts[own] + len(lines[own]), lines[own], (), (), None, None, None, None)
    seen = wording(one, text)
    numbers = [*range(own - BACK, own), *range(own + 1, own + 1 + AHEAD)]
    assert [each.quote(range(1, 2)) for each in seen.around] == [str(number) for number in numbers]
    assert seen.sentence.quote(range(1, 2)) == str(own)


def test_a_phrase_counts_once_where_it_begins() -> None:
    seen = Sentence("The residence cards of all residence hall cooks")
    assert seen.count(phrases("residence|residence card|cook", {})) == 3


def test_a_phrase_is_found_where_it_stands() -> None:
    seen = Sentence("The residence cards of all residence hall cooks")
    assert seen.places(phrases("residence card|cook", {})) == (range(1, 3), range(7, 8))


@given(st.integers(0, 2 * REACH))
def test_a_negation_reaches_so_many_words(between: int) -> None:
    seen = Sentence("nobody " + "very " * between + "beaten")
    assert seen.asserts(phrases("beat", {})) is (between >= REACH)


@given(st.text())
def test_any_text_has_a_wording(text: str) -> None:
    seen = Sentence(text)
    assert not seen.asserts(frozenset()) and seen.each == set(seen.stems)
