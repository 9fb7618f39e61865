"""Attributions of invented sentences, over every form in which a report says who said what."""

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.row import text_of
from tests.claims.said import read, said, words_of

from headwater.claims.attribution import attributions
from headwater.claims.name import names
from headwater.model import Parse
from headwater.text import parse


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
    assert [words_of(text, a) for a in found] == ["the weir was open", "that nobody had checked it"]
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
    assert said(words, "Then the water").speaker == "Otto Brandt"
    inner = said(words, "had warned the office")
    assert (inner.speaker, inner.via) == ("One boatman", ("Otto Brandt",))


def test_an_interview_between_two_who_both_tell_has_two_speakers() -> None:
    words = "LENA MOORE: I saw the gate.\nOTTO BRANDT: I did not.\nMOORE: It was open.\nBRANDT: It was shut."
    assert [said(words, part).speaker for part in ("was open", "was shut")] == ["Lena Moore", "Otto Brandt"]


@pytest.mark.parametrize(
    ("words", "own", "told"),
    [
        (  # by their label
            "PRESENTER: The weir broke on Friday.\nOTTO BRANDT: The gate was open.\nPRESENTER: It will be mended.",
            "will be mended",
            "was open",
        ),
        (  # by what stands beside the name
            "MOORE: They spoke to our reporter, Ida Lunde.\nLUNDE: The mill is wet. The miller says the gate was open."
            "\nMOORE: And the boats?\nLUNDE: They are gone.",
            "boats are gone|They are gone",
            "gate was open",
        ),
        (  # by the questions
            "LENA MOORE: Was it dark?\nOTTO BRANDT: The gate was open.\nMOORE: The office has shut its doors. Why?\n"
            "BRANDT: I cannot say.",
            "shut its doors",
            "was open",
        ),
        (  # by where they are, and what they were told there
            "LENA MOORE: Ida Lunde is on the weir. Ida?\nIDA LUNDE: It is dark. A clerk told me that the gate was "
            "open. A miller told me the same.\nMOORE: And now?\nLUNDE: The boats are gone.",
            "boats are gone",
            "gate was open",
        ),
    ],
)
def test_who_makes_the_programme_is_nobodys_informant(words: str, own: str, told: str) -> None:
    text, found = read(words)
    speakers = {a.speaker for a in found if any(part in words_of(text, a) for part in own.split("|"))}
    assert speakers <= {None}
    assert said(words, told).speaker not in (None, "Lena Moore", "Ida Lunde", "Presenter")


def test_a_guest_who_passes_on_what_she_was_told_stays_an_informant() -> None:
    words = (
        "LENA MOORE: With me is Ida Lunde, who is a nurse. What did you see?\nIDA LUNDE: The gate was open. A clerk "
        "told me that. A miller told me the same.\nMOORE: And then?\nLUNDE: The boats were gone."
    )
    assert said(words, "boats were gone").speaker == "Ida Lunde"


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
    assert (claim.speaker, words_of(text, claim)) == ("Otto Brandt", "that the gates were greased")


@pytest.mark.parametrize("words", ["The gates were greased in May.", "A reporting station stands by the weir.", ""])
def test_what_nobody_said_is_no_attribution(words: str) -> None:
    assert read(words)[1] == ()


def test_a_term_in_marks_is_no_utterance() -> None:
    assert read("The so-called “iron bridge” was built of oak.")[1] == ()


# ------------------------------------------------------------------ one telling within another
def test_a_tag_around_a_telling_is_no_part_of_what_is_told_inside() -> None:
    text, found = read("Pilots said the lamp was out, the Skerry Herald reported.")
    assert [(a.speaker, words_of(text, a), a.via) for a in found] == [
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
    assert [(a.speaker, words_of(text, a)) for a in found] == [
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
def test_every_span_lies_in_the_text_and_holdswords_of(pieces: list[str]) -> None:
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
        best = math.inf
        for _ in range(3):
            start = time.process_time()
            attributions(text, tree, names(text, tree))
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(250), seconds(1_000)
    assert large < 4 * max(small, 0.02) * 3  # four times the text; the rest is room for a busy machine
