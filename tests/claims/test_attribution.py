"""Attributions of invented sentences, over every form in which a report says who said what."""

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.row import text_of

from headwater.claims.attribution import attributions
from headwater.claims.name import names
from headwater.model import Attribution, Parse, Text
from headwater.text import parse


@cache
def read(words: str) -> tuple[Text, tuple[Attribution, ...]]:
    text = text_of(words)
    tree = parse(text)
    return text, attributions(text, tree, names(text, tree))


def said(words: str, content: str) -> Attribution:
    """The one attribution whose content holds these words, the innermost if there are more."""
    text, found = read(words)
    holding = [a for a in found if content in _words(text, a)]
    assert holding, [(a.speaker, _words(text, a)) for a in found]
    return min(holding, key=lambda a: len(_words(text, a)))


def _words(text: Text, attribution: Attribution) -> str:
    return " … ".join(text.slice(span) for span in attribution.content)


# ------------------------------------------------------------------ where the cue stands
@pytest.mark.parametrize(
    ("words", "content", "speaker", "kind"),
    [
        ("“The lock gates were rusted through,” Marta Quill said.", "“The lock gates", "Marta Quill", "direct"),
        ("“The lock gates were rusted through,” said Marta Quill.", "“The lock gates", "Marta Quill", "direct"),
        ("Marta Quill said: “The lock gates were rusted through.”", "“The lock gates", "Marta Quill", "direct"),
        ("Marta Quill said that the lock gates were rusted through.", "the lock gates", "Marta Quill", "indirect"),
        ("Marta Quill said the lock gates were rusted through.", "the lock gates", "Marta Quill", "indirect"),
        ("The lock gates were rusted through, Marta Quill said.", "The lock gates", "Marta Quill", "indirect"),
        ("The lock gates were rusted through, said Marta Quill.", "The lock gates", "Marta Quill", "indirect"),
        ("The lock gates, Marta Quill said, were rusted through.", "were rusted through", "Marta Quill", "indirect"),
        ("According to Marta Quill, the lock gates were rusted through.", "the lock gates", "Marta Quill", "indirect"),
        ("The lock gates were rusted through, according to Marta Quill.", "The lock gates", "Marta Quill", "indirect"),
        ("Marta Quill told reporters the lock gates were rusted through.", "the lock gates", "Marta Quill", "indirect"),
        ("Marta Quill told us that the lock gates were rusted through.", "the lock gates", "Marta Quill", "indirect"),
        ("Marta Quill said the gates were “rusted right through”.", "“rusted right through”", "Marta Quill", "mixed"),
        ('"The lock gates were rusted through,” Marta Quill said.', "The lock gates", "Marta Quill", "direct"),
        ("''The lock gates were rusted through,'' Marta Quill said.", "The lock gates", "Marta Quill", "direct"),
    ],
)
def test_the_cue_stands_before_between_or_after(words: str, content: str, speaker: str, kind: str) -> None:
    found = said(words, content)
    assert (found.speaker, found.kind) == (speaker, kind)
    assert found.cue and found.source


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("His wages were kept “for safety”, Otto Brandt told the court.", "His wages", "Otto Brandt"),
        ("Otto Brandt bemoaned the “paper wall” of permits.", "“paper wall”", "Otto Brandt"),
        ("Otto Brandt called the permit “a paper wall”.", "“a paper wall”", "Otto Brandt"),
        ("Marta Quill said her boss told her: “You owe us.”", "“You owe us.”", "her boss"),
        ("Otto Brandt recalled being led to the weir at night.", "being led to the weir", "Otto Brandt"),
    ],
)
def test_words_are_quoted_within_a_clause(words: str, content: str, speaker: str) -> None:
    assert said(words, content).speaker == speaker


def test_a_cue_holds_how_and_where_it_was_said() -> None:
    text, found = read("“It leaks,” Otto Brandt said in a letter to the council.")
    assert text.slice(found[0].cue[0]) == "said in a letter to the council"


def test_an_aside_parts_the_content() -> None:
    text, found = read("The weir, Marta Quill said, has stood open since the flood.")
    parts = [text.slice(span) for span in found[0].content]
    assert parts == ["The weir", "has stood open since the flood"]


def test_a_quotation_goes_on_after_its_tag() -> None:
    words = "“Nobody checked the weir,” said Otto Brandt, the keeper. “We were told to wait until spring.”"
    found = said(words, "until spring")
    assert found.speaker == "Otto Brandt"
    assert len(found.content) == 2


def test_a_quotation_over_two_paragraphs_is_one_telling() -> None:
    words = "“We rang the office twice,” Otto Brandt said. “Nobody came.\n\n“On the third day we stopped ringing.”"
    assert said(words, "third day").speaker == "Otto Brandt"
    assert said(words, "third day") == said(words, "rang the office")


def test_a_clause_with_a_second_speech_verb_is_told_twice() -> None:
    words = "Marta Quill said the weir was open, adding that nobody had checked it."
    text, found = read(words)
    assert [_words(text, a) for a in found] == ["the weir was open", "that nobody had checked it"]
    assert {a.speaker for a in found} == {"Marta Quill"}


# ------------------------------------------------------------------ who the source is
@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("A third fisherman said the nets had been cut at night.", "the nets", "A third fisherman"),
        ("One diver, Pell, said the wreck lay on its side.", "the wreck", "Pell"),
        ("The harbour ministry said the wreck lay on its side.", "the wreck", "The harbour ministry"),
        ("Wreck Watch said the hull had been breached.", "the hull", "Wreck Watch"),
        ("A survey of the hull found that the pumps had failed.", "the pumps", "A survey of the hull"),
        ("Hanna Vik, who runs the kiosk, said the pier was closed.", "the pier was closed", "Hanna Vik"),
        ("The mayor’s lawyer, Iris Boden, said the sale was void.", "the sale was void", "Iris Boden"),
        ("Tom Harrow, a spokesman for Wreck Watch, said the hull had split.", "the hull had split", "Tom Harrow"),
        ("According to Ida Lunde, a retired pilot, the hull had split.", "the hull had split", "Ida Lunde"),
        ("A spokesman for Tom Harrow said the hull had split.", "the hull had split", "A spokesman for Tom Harrow"),
    ],
)
def test_a_source_is_named_or_described(words: str, content: str, speaker: str) -> None:
    assert said(words, content).speaker == speaker


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("Hanna Vik runs the kiosk. She said the pier was closed.", "the pier was closed", "Hanna Vik"),
        ("Hanna Vik spoke first. Vik said the pier was closed.", "the pier was closed", "Hanna Vik"),
        ("Peter Olm met Hanna Vik. Mr. Olm said the pier was closed.", "the pier was closed", "Peter Olm"),
        (
            "“It leaks,” said Hanna Vik, the keeper. He was not there. She said the roof was new.",
            "the roof was new",
            "Hanna Vik",
        ),
        (
            "The inquiry heard Olga Brandt, who said the bell rang twice. “It was loud,” she said.",
            "“It was loud,”",
            "Olga Brandt",
        ),
        ("Two divers went down. They said the hull was whole.", "the hull was whole", "Two divers"),
        ("The BBC met three divers. The broadcaster said the hull was whole.", "the hull was whole", "BBC"),
    ],
)
def test_a_short_form_or_pronoun_is_resolved_within_the_report(words: str, content: str, speaker: str) -> None:
    assert said(words, content).speaker == speaker


def test_a_pronoun_nobody_stands_for_names_nobody() -> None:
    assert said("She said the pier was closed.", "the pier was closed").speaker is None


def test_a_name_never_travels_between_reports() -> None:
    read("Hanna Vik said the pier was closed.")
    assert said("The keeper said the pier was closed.", "the pier").speaker == "The keeper"


# ------------------------------------------------------------------ told by one, heard from another
def test_the_chain_goes_from_the_report_inwards() -> None:
    words = "Otto Brandt said a diver had told him that the hull was whole."
    outer, inner = said(words, "a diver had told"), said(words, "that the hull")
    assert (outer.speaker, outer.via) == ("Otto Brandt", ())
    assert (inner.speaker, inner.via) == ("a diver", ("Otto Brandt",))


def test_words_quoted_within_a_quotation_have_their_own_speaker() -> None:
    words = "“A clerk warned us, 'You will never see that money again.'” Otto Brandt said."
    inner = said(words, "never see that money")
    assert inner.speaker == "A clerk"


def test_an_interview_is_read_by_its_labels() -> None:
    words = (
        "LENA MOORE: What did you see at the weir?\n"
        "OTTO BRANDT: The gate was open. One boatman told me that he had warned the office.\n"
        "MOORE: And then?\n"
        "BRANDT: Then the water came."
    )
    assert said(words, "What did you see").speaker == "Lena Moore"
    assert said(words, "Then the water").speaker == "Otto Brandt"
    inner = said(words, "had warned the office")
    assert (inner.speaker, inner.via) == ("One boatman", ("Otto Brandt",))


def test_a_label_before_a_colon_and_a_note_after_the_words_name_the_source() -> None:
    assert said("Ilse Arndt, keeper: “The sluice was never greased.”", "never greased").speaker == "Ilse Arndt"
    noted = said("“The sluice was never greased.” (Harbour Office engineer)", "never greased")
    assert noted.speaker == "Harbour Office engineer"


def test_a_headline_puts_who_said_it_before_a_colon() -> None:
    words = "Expert: Weir Gates Were Never Greased\n\nThe gates failed on Friday."
    assert said(words, "Weir Gates Were").speaker == "Expert"


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("The gates were reportedly never greased.", "never greased"),
        ("It was reported that the gates were never greased.", "never greased"),
        ("The keeper is said to have left at noon.", "to have left at noon"),
    ],
)
def test_hearsay_has_no_source(words: str, content: str) -> None:
    found = said(words, content)
    assert found.source == () and found.speaker is None


def test_sources_that_name_nobody_have_no_speaker() -> None:
    assert said("Reports indicate that the gates were never greased.", "never greased").speaker is None


def test_a_noun_of_speech_is_a_cue() -> None:
    text, found = read("The council did not accept Otto Brandt’s claim that the gates were greased.")
    claim = next(a for a in found if a.cue and text.slice(a.cue[0]) == "claim")
    assert (claim.speaker, _words(text, claim)) == ("Otto Brandt", "that the gates were greased")


@pytest.mark.parametrize("words", ["The gates were greased in May.", "A reporting station stands by the weir.", ""])
def test_what_nobody_said_is_no_attribution(words: str) -> None:
    assert read(words)[1] == ()


def test_a_term_in_marks_is_no_utterance() -> None:
    assert read("The so-called “iron bridge” was built of oak.")[1] == ()


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
    assert "said" not in _words(read(words)[0], found) and "told" not in _words(read(words)[0], found)


def test_an_office_before_the_name_is_part_of_the_source() -> None:
    text, found = read("Fares rose, the ferry’s captain, Jon Aske, who has sailed for a decade, told the inquiry.")
    assert _words(text, found[0]) == "Fares rose"
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
    assert {a.speaker for a in found if content in _words(text, a)} == {speaker}
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
    assert (found.speaker, _words(read(words)[0], found)) == ("Otto Brandt", "that others were paid more")


def test_who_is_asked_does_not_say_the_question() -> None:
    found = read("Asked why she stayed, Orla Quist said the pier was home.")[1]
    assert [a.speaker for a in found] == [None, "Orla Quist"]


def test_in_somebodys_words() -> None:
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
    holding = [a for a in found if content in _words(text, a)]
    assert max(holding, key=lambda a: len(_words(text, a))).speaker == speaker


# ------------------------------------------------------------------ one telling within another
def test_a_tag_around_a_telling_is_no_part_of_what_is_told_inside() -> None:
    text, found = read("Pilots said the lamp was out, the Skerry Herald reported.")
    assert [(a.speaker, _words(text, a), a.via) for a in found] == [
        ("Skerry Herald", "Pilots said the lamp was out", ()),
        ("Pilots", "the lamp was out", ("Skerry Herald",)),
    ]


def test_a_denial_is_kept_within_the_report_of_it() -> None:
    words = "The ferry firm denies that it owes its crew a wage, the Skerry Herald reported."
    inner = said(words, "it owes its crew")
    assert (inner.speaker, inner.via) == ("The ferry firm", ("Skerry Herald",))


def test_what_is_told_inside_a_quotation_ends_with_it() -> None:
    _, found = read("“They were asked, and they said yes,” Orla Quist told a hearing.")
    assert [a.speaker for a in found] == ["Orla Quist"]


def test_a_quotation_over_paragraphs_waits_for_its_tag() -> None:
    text, found = read("Otto Brandt sat down.\n\n“The pier went first.\n\n“Then the roof went,” he said.")
    assert [(a.speaker, _words(text, a)) for a in found] == [
        ("Otto Brandt", "“The pier went first. … “Then the roof went,”")
    ]


# ------------------------------------------------------------------ laws
def test_without_a_parse_there_are_none() -> None:
    assert attributions(text_of("“Es regnet,” sagte sie."), Parse(), ()) == ()


_PIECES = st.sampled_from(
    [
        "said",
        "told",
        "according",
        "to",
        "that",
        "he",
        "she",
        "who",
        "“",
        "”",
        '"',
        "''",
        "'",
        "(",
        ")",
        "—",
        ",",
        ".",
        ":",
        ";",
        "\n",
        "Otto",
        "Brandt",
        "BBC",
        "reportedly",
        "claim",
        "of",
        "“Yes,”",
        "Q:",
        "A:",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=6), max_size=60))
def test_every_span_lies_in_the_text_and_holds_words(pieces: list[str]) -> None:
    text = text_of(" ".join(pieces))
    tree = parse(text)
    for found in attributions(text, tree, names(text, tree)):
        assert found.content
        for span in (*found.source, *found.cue, *found.content):
            assert span.end <= len(text.text) and text.slice(span).strip()


@pytest.mark.parametrize("piece", ["“He said, ", "Ann told Bo that "])
def test_time_grows_with_the_length_of_hostile_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text = text_of(piece * times)
        tree = parse(text)
        start = time.perf_counter()
        attributions(text, tree, names(text, tree))
        return time.perf_counter() - start

    small, large = seconds(250), seconds(1_000)
    assert large < 4 * max(small, 0.02) * 3  # four times the text; the rest is room for a busy machine
