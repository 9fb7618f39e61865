"""Words in normal form."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from headwater.model import stem, words


def test_inflection_case_accents_and_possessives_fold() -> None:
    assert stem("Dispatched") == stem("dispatching")
    assert stem("Café") == stem("cafe")
    assert stem("regime’s") == stem("regime")


def test_irregular_forms_fold_to_their_base() -> None:
    assert stem("took") == stem("takes") and stem("Women") == stem("woman")


def test_figures_keep_their_digits_without_thousands_commas() -> None:
    assert [word.stem for word in words("over 50,000 crowns, 2.5 a day")] == [
        "over",
        "50000",
        "crown",
        "2.5",
        "a",
        "day",
    ]


@given(st.text(max_size=200), st.integers(0, 50))
def test_words_stand_where_they_say(text: str, start: int) -> None:
    found = words(text, start)
    assert all(start <= word.start < word.end <= len(text) for word in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.text(max_size=50))
def test_no_word_is_without_a_stem(text: str) -> None:
    assert all(word.stem for word in words(text))


def test_a_word_of_accents_alone_stays_as_it_is() -> None:
    assert stem("\uff9e") == "\uff9e"
