"""Quotations of invented reports: with a tag, a sentence, a note or nothing beside them, in every kind of marks."""

import pytest
from tests.claims.said import read, said, words_of


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("Ines Rey shrugged. “Someone had the key.”", "had the key", "Ines Rey"),
        ("Her sister was blunter. “They wanted us dead.”", "wanted us dead", "Her sister"),
        ("An old man by the well had an answer. “Ask the owner.”", "Ask the owner", "An old man by the well"),
        ("“Shut it,” said Ines Rey. Piet Sand shook his head. “Too late.”", "Too late", "Piet Sand"),
    ],
)
def test_the_sentence_before_shows_who_speaks(words: str, content: str, speaker: str) -> None:
    assert said(words, content).speaker == speaker


def test_a_sentence_about_no_person_leaves_the_words_with_whoever_spoke() -> None:
    words = "“Shut it,” said Ines Rey. The wind rose. “Too late.”"
    assert said(words, "Too late").speaker == "Ines Rey"


@pytest.mark.parametrize(
    "words",
    [
        "‘The gate was locked,’ Ines Rey said. ‘I tried it twice.’",
        "“The gate was locked,” Ines Rey said. “I tried it twice.”",
        "''The gate was locked,'' Ines Rey said. ''I tried it twice.''",
        '"The \'gate\' was locked, \'" Ines Rey said. "I tried it twice. "',
        "”The gate was locked,” Ines Rey said. ”I tried it twice.”",
    ],
)
def test_any_marks_open_and_close_a_quotation(words: str) -> None:
    text, found = read(words)
    assert [a.speaker for a in found] == ["Ines Rey"]
    assert "tried it twice" in words_of(text, found[0]) and len(found[0].content) == 2


def test_an_apostrophe_ends_no_quotation() -> None:
    found = said("Ines Rey’s brother said: ‘It wasn’t ours to open, and we didn’t.’", "we didn’t")
    assert found.speaker == "Ines Rey’s brother"


def test_words_quoted_inside_a_quotation_stay_a_part_of_it() -> None:
    words = "“He said, ‘Stay where you are,’ and we stayed,” Ines Rey told the inquest."
    assert said(words, "and we stayed").speaker == "Ines Rey"


def test_a_quotation_that_nobody_closes_ends_with_its_paragraph() -> None:
    text, found = read("Ines Rey said: “The gate was locked and nobody came.\n\nThe owner lives abroad.")
    assert [words_of(text, a) for a in found] == ["“The gate was locked and nobody came."]


def test_the_tag_is_found_behind_a_short_form_with_a_full_stop() -> None:
    words = "“No order was given,” its spokesman, Col. Piotr Hale, said by telephone."
    assert said(words, "No order").speaker == "Piotr Hale"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "“It is bad luck,” Ines Rey said, that both had been there.",
            ["“It is bad luck,”", "that both had been there"],
        ),
        ("The old mill, she said, “is a ruin.”", ["The old mill", "“is a ruin.”"]),
        ("Ines Rey said that, “of course” they would go back.", ["“of course” they would go back"]),
        ("“Shut it,” Ines Rey said. “They left at dawn” by boat.", ["“Shut it,”", "“They left at dawn” by boat."]),
    ],
)
def test_the_words_around_a_quotation_that_are_told_with_it_are_kept(words: str, parts: list[str]) -> None:
    text, found = read(words)
    assert [text.slice(span) for span in said(words, parts[0].strip("“”")).content] == parts
    assert {a.speaker for a in found} <= {"Ines Rey", None}


def test_what_is_told_before_a_colon_is_told_apart_from_the_quotation() -> None:
    text, found = read("Ines Rey said she had never doubted them: “They were ready.”")
    told = {words_of(text, a): a.speaker for a in found}
    assert told["she had never doubted them"] == told["“They were ready.”"] == "Ines Rey"


def test_a_sentence_that_says_something_else_is_no_tag_of_the_quotation_before_it() -> None:
    words = "Ines Rey spoke first. “It fell like a tree.” But a man who asked us not to name him says a rope was cut."
    assert said(words, "fell like a tree").speaker == "Ines Rey"
    assert said(words, "a rope was cut").speaker == "a man"


def test_a_sentence_that_echoes_the_speaker_is_told_by_the_same() -> None:
    words = "The guard was “rude,” according to Ines Rey. He came “at all hours of the night.”"
    assert said(words, "at all hours").speaker == "Ines Rey"


@pytest.mark.parametrize(
    "words",
    [
        "The so-called “iron bridge” was built of oak.",
        "She read “The Long Field” on the train.",
        "The ship, the “Harnby Star”, lay in the bay.",
    ],
)
def test_scare_quotes_and_titles_are_no_speech(words: str) -> None:
    assert read(words)[1] == ()


def test_quoted_words_hang_on_the_cue_above_them() -> None:
    words = "Ines Rey dismissed fears of a leak at the weir as “talk of the tavern”."
    found = said(words, "talk of the tavern")
    assert found.speaker == "Ines Rey"
