"""Sources of invented statements: who is meant by tags, appositions, pronouns and short forms."""

import pytest
from tests.claims.said import read, said, words_of


# ------------------------------------------------------------------ speech tags of everyday news
@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("The lamp was out, Hanna Vik, the harbour nurse, said.", "The lamp was out", "Hanna Vik"),
        ("The lamp was out, Hanna Vik, who keeps the stairs, said on Monday.", "The lamp was out", "Hanna Vik"),
        ("The lamp was out, the keeper, Otto Brandt, told Radio Skerry.", "The lamp was out", "Otto Brandt"),
        ("The lamp was out, Otto Brandt told the Skerry Herald on Monday.", "The lamp was out", "Otto Brandt"),
        ("“The lamp was out,” Otto Brandt told the Skerry Herald.", "“The lamp was out,”", "Otto Brandt"),
        ("Otto Brandt told the Skerry Herald that the lamp was out.", "the lamp was out", "Otto Brandt"),
        ("The Skerry Herald was told by Otto Brandt that the lamp was out.", "the lamp was out", "Otto Brandt"),
        ("Fog will lift by noon, the pilot office predicts.", "Fog will lift by noon", "the pilot office"),
        ("Most lamps were sold, an inquiry by the council has found.", "Most lamps", "an inquiry by the council"),
        ("Most lamps were sold, according to Ida Lunde, an auditor who saw the books.", "Most lamps", "Ida Lunde"),
        ("The number of lamps has halved, said Ida Lunde, as ships now carry their own.", "The number", "Ida Lunde"),
    ],
)
def test_a_speech_tag_may_describe_who_speaks_and_name_who_is_told(words: str, content: str, speaker: str) -> None:
    found = said(words, content)
    assert found.speaker == speaker
    assert "said" not in words_of(read(words)[0], found) and "told" not in words_of(read(words)[0], found)


def test_an_office_before_the_name_is_part_of_the_source() -> None:
    text, found = read("Fares rose, the ferry’s captain, Jon Aske, who has sailed for a decade, told the inquiry.")
    assert words_of(text, found[0]) == "Fares rose"
    assert found[0].speaker == "Jon Aske"


def test_a_dateline_is_no_source() -> None:
    words = "SKERRY, Arland, May 4 (KPA) - The harbour office said that it had sold 40 lamps."
    assert said(words, "40 lamps").speaker == "The harbour office"


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("Pell, a net mender, said that men from the Tide Office came and painted every hull.", "men from", "Pell"),
        (
            "One rower, Pell, stayed calm. He recalled clerks turning up at night to paint a mark on it.",
            "clerks turning",
            "Pell",
        ),
        ("One rower, named Rusk, recalled being marched from the pier to a shed.", "being marched", "Rusk"),
        ("Various rowers recounted being made to sleep in sheds.", "being made to sleep", "Various rowers"),
        ("Should this calm persist, pilots warn that the yachts will leave.", "the yachts will leave", "pilots"),
        (
            "Data gathered by the pilots reveals that the yachts have left.",
            "the yachts have left",
            "Data gathered by the pilots",
        ),
        (
            "Talks with nine rowers reveal that the sheds were locked.",
            "the sheds were locked",
            "Talks with nine rowers",
        ),
        ("Pilots, including Jon Aske from the Fen School, argued that the yachts left.", "the yachts left", "Pilots"),
    ],
)
def test_the_source_is_who_said_it(words: str, content: str, speaker: str) -> None:
    text, found = read(words)
    assert {a.speaker for a in found if content in words_of(text, a)} == {speaker}
    assert all("painted" not in text.slice(span) for a in found for span in (*a.source, *a.cue))


@pytest.mark.parametrize(
    "words",
    [
        "These measures aim to empty the harbour.",
        "The presence of guards highlights how closed the harbour is.",
        "The harbour is bound by tariffs aimed to keep yachts out.",
    ],
)
def test_a_thing_or_event_says_nothing(words: str) -> None:
    assert read(words)[1] == ()


def test_what_a_participle_tells_ends_before_the_main_clause() -> None:
    words = "Otto Brandt sat down. After learning that others were paid more, he described the lamp as a trap."
    found = said(words, "others were paid more")
    assert (found.speaker, words_of(read(words)[0], found)) == ("Otto Brandt", "that others were paid more")


def test_who_is_asked_does_not_say_the_question() -> None:
    found = read("Asked why she stayed, Orla Quist said the pier was home.")[1]
    assert [a.speaker for a in found] == [None, "Orla Quist"]


def test_in_the_words_of_somebody() -> None:
    for words in (
        "In the pilot’s words, the lamp was “a candle”.",
        "In the words of Ida Lunde, the lamp was a candle.",
    ):
        assert said(words, "the lamp was").speaker in ("the pilot", "Ida Lunde")


# ------------------------------------------------------------------ who is meant by a short form or a pronoun
@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        (
            "“It leaks,” the head of the pier, Orla Quist, told a hearing.\nQuist said the roof was new.",
            "the roof was new",
            "Orla Quist",
        ),
        ("Quist said the roof was new.\nOrla Quist, the warden, said it leaked.", "the roof was new", "Orla Quist"),
        (
            "The plan of Jon Aske drew a rebuke from Amon Torv who said it leaked. “It is old,” he said.",
            "“It is old,”",
            "Amon Torv",
        ),
        (
            "Amon Torv said it leaked. Ada Haab, the plaintiff, is 62. “It is old,” she said.",
            "“It is old,”",
            "Ada Haab",
        ),
        ("Mr Torv said the roof was new.\nAmon Torv of the Pier Office then sat down.", "the roof", "Amon Torv"),
        ("Pell, a net mender, said the roof leaked. “It is old,” he said.", "“It is old,”", "Pell"),
        ("The Skerry Herald spoke to Pell. “It is old,” he said.", "“It is old,”", "Pell"),
        (
            "Runa, who smokes eels, said her shed was sealed while a guard wrote the time on it. “I wept,” she said.",
            "“I wept,”",
            "Runa",
        ),
        (
            "Orla Quist said the roof was new. A boy stood by. “It will hold,” she said.",
            "“It will hold,”",
            "Orla Quist",
        ),
        ("Runa, an eel smoker, said her shed was sealed. “I asked for the key. They laughed.”", "“I asked", "Runa"),
        ("Radio Skerry reported that the roof leaked. “It is old,” he said.", "“It is old,”", None),
        ("Quist said a guard came. Officials told her that it “would be sealed”, she said.", "Officials told", "Quist"),
    ],
)
def test_who_spoke_before_speaks_on(words: str, content: str, speaker: str | None) -> None:
    text, found = read(words)
    holding = [a for a in found if content in words_of(text, a)]
    assert max(holding, key=lambda a: len(words_of(text, a))).speaker == speaker
