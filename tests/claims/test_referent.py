import pytest
from tests.claims.said import said


def _speaker(words: str, content: str) -> str | None:
    return said(words, content).speaker


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        # introduced by a role, before or after the name, or by a form of "to be"
        ("The glazier Edda Voss was up a ladder. “It held,” she told the Post.", "It held", "Edda Voss"),
        ("Our archivist, Dr Bo Falk, has counted. “Nine are gone,” he said.", "Nine are gone", "Bo Falk"),
        ("At noon Una Frey, our usher, came in boots. “Walk,” she said.", "Walk", "Una Frey"),
        ("Its chief glazier is Hugh Voss. “The pane was old,” he said.", "The pane was old", "Hugh Voss"),
        ("Our reporter met the verger, Una Frey, in the porch. “We wrote twice,” she said.", "We wrote", "Una Frey"),
        # the subject before the object, the object before one long gone
        ("Una Frey met Ida Holm. “I was late,” she said.", "I was late", "Una Frey"),
        (
            "Una Frey opened the gate.\n\nThe hall was dark. Ida Holm swept it. “It is cold,” she said.",
            "cold",
            "Ida Holm",
        ),
        # an age shows a person, by whatever name
        (
            "“It sang,” said fire boss Isolde Voss. She called it a black day.\n\n"
            "Ysolt Finn, 29, was standing at the bottom gate. “A crack, and then no sound,” she said.",
            "A crack",
            "Ysolt Finn",
        ),
        # by gender: a given name, a form of address, a noun, a pronoun before
        ("Una Frey waited for Peter Olm. “I am late,” he said.", "I am late", "Peter Olm"),
        ("Una Frey and Mr Quist met. “I am late,” he said.", "I am late", "Quist"),
        ("Xan Voss scorned her critics. Peter Olm met Xan Voss. “I won,” she said.", "I won", "Xan Voss"),
        # nobody is the other party of the same verb
        ("Quill Voss met Xan Frey in the barn. “Stay,” he told Quill Voss.", "Stay", "Xan Frey"),
        # what stands in quotation marks puts nobody forward
        ("Una Frey stood up. “Ida Holm was my aunt,” she said.", "was my aunt", "Una Frey"),
    ],
)
def test_he_and_she_mean_the_most_salient_person(words: str, content: str, speaker: str) -> None:
    assert _speaker(words, content) == speaker


@pytest.mark.parametrize(
    "words",
    [
        "The ferry reached Lower Ansty at dawn. “It was cold,” she said.",
        "The owner, Brine Minerals, paid. “It was cold,” she said.",
        "Ansty Gazette and the Fen Trust met. “It was cold,” he said.",
        "The bells of St Odile rang. “It was cold,” she said.",
    ],
)
def test_a_place_a_body_or_a_saint_of_stone_is_never_he_or_she(words: str) -> None:
    assert _speaker(words, "It was cold") is None


def test_nobody_is_meant_once_the_report_has_moved_on() -> None:
    gone = "Una Frey left. " + "The rain fell on the roofs. " * 8
    assert _speaker(f"{gone}“It was cold,” she said.", "It was cold") is None


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("The Fen Trust met the auditors. They said the till was empty.", "the till was empty", "the auditors"),
        ("Farmers' groups met in Ansty. “We are tired,” they said.", "We are tired", "Farmers' groups"),
        ("The Fen Trust met Una Frey. It said the till was empty.", "the till was empty", "Fen Trust"),
    ],
)
def test_they_means_people_and_it_a_body(words: str, content: str, speaker: str) -> None:
    assert _speaker(words, content) == speaker


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("The director, Una Frey, sat down. The bell rang. The director said the till was empty.", "till", "Una Frey"),
        ("Una Frey is the keeper. The bell rang. The keeper said the till was empty.", "till", "Una Frey"),
        ("Una Frey, 31, sat down. “It fell,” the 31-year-old said.", "It fell", "Una Frey"),
        ("The owner, Brine Minerals, said the till was empty.", "till", "Brine Minerals"),
    ],
)
def test_a_role_takes_up_whoever_was_introduced_by_it(words: str, content: str, speaker: str) -> None:
    assert _speaker(words, content) == speaker


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("The list was short. “Loss was called gain,” the auditors thunder.", "Loss was called gain", "the auditors"),
        ("“They never came to us,” Mrs Frey hit back.", "They never came", "Frey"),
        ("The bell “was merely forgotten,” huffed Justice Una Frey.", "was merely forgotten", "Una Frey"),
        ("Una Frey read it twice. The order was, in her words, “a pail of fog”.", "a pail of fog", "Una Frey"),
        ("Peter Olm was gentle. Una Frey was blunter: “He lied.”", "He lied", "Una Frey"),
        ("The bridge, said Una Frey, was “a ladder laid flat”.", "a ladder laid flat", "Una Frey"),
    ],
)
def test_a_tag_is_known_by_its_place_beside_the_words(words: str, content: str, speaker: str) -> None:
    assert _speaker(words, content) == speaker


def test_a_sentence_with_words_of_its_own_is_no_tag_of_those_before_it() -> None:
    words = "“It fell,” said Una Frey. “Nobody was hurt.” A man at the back said that two were."
    assert _speaker(words, "Nobody was hurt") == "Una Frey"
