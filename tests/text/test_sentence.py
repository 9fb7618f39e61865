"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.paragraph import paragraphs
from headwater.text.sentence import sentences


def _sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, paragraphs(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["The quay was shut at 4 p.m. on Friday.", "It opened later."],
        ["It was shut at 4 p.m.", "The office said so."],
        ["Mr. J. R. Holm of Fen Shipping Inc. sold No. 5 to Lt. Gen. Aske.", "He left."],
        ["The U.S. Navy bought it.", "It is in the U.S.", "The Navy keeps it."],
        ["“No ladder, no pilot.”", "He sat down."],
        ["“No ladder, no pilot,” he said.", "“None.”"],
        ["“Is it safe?” he asked.", "Nobody knew."],
        ["“Is it safe?” Tomas Ek asked.", "Nobody knew."],
        ["He paid 3.5 dals vs. 4.25 dals for approx. 12 ladders.", "They broke."],
        ["It stood there … and fell.", "Then came the rain."],
        ["``It fell,'' he said.", "``It was old.''"],
        ["It fell.''", "He left."],
        ["It was old (see p. 12).", "It fell."],
        ["It fell.[12]", "It was old."],
        ["船が沈んだ。", "港は閉まっている。"],
        ["NEWPORT, Va. -", "In a quiet town the quay sank.", "It was raised."],
        ["SKERRY, Arland, May 4 (KPA) -", "The quay sank.", "It was raised."],
        ["SKERRY (KPA) —", "“The quay sank,” he said."],
        ["Port Skerry, May 4 (KPA) –", "The quay sank."],
        ["The Quay Office (KQO) sank a wreck - an old one.", "It was raised."],
        ["“It was old.", "… So it fell,” he said.", "He left."],
        ["What now?", "Nobody knows!", "Perhaps."],
        ["On Jan. 5 the ferry sank.", "In Feb. it was raised."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    glue = "" if parts[0].endswith("。") else " "
    assert _sentences(glue.join(parts)) == parts


def test_a_heading_is_a_sentence_of_its_own() -> None:
    assert _sentences("What the owners say\nThey say nothing.") == ["What the owners say", "They say nothing."]


def test_a_german_ordinal_ends_no_sentence_and_a_figure_may() -> None:
    parts = ["Am 3. Mai war er im 2. Stock.", "Dort waren es 12.", "Der Wirt zählte 240.", "Ludwig XIV. Saal blieb zu."]
    text = " ".join(parts)
    found = sentences(text, paragraphs(text), ["de"])
    assert [text[s.start : s.end] for s in found] == parts
    assert len(sentences(text, paragraphs(text), ["en"])) > len(parts)


def test_a_careless_writer_uses_no_capitals() -> None:
    assert _sentences("the ferry sank. nobody came.") == ["the ferry sank.", "nobody came."]


@given(st.text("aB. !?…“”\"'’)\n1,U。", max_size=150))
def test_every_character_that_shows_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text, paragraphs(text))
    inside = [i for span in spans for i in range(span.start, span.end)]
    assert len(inside) == len(set(inside)) and list(spans) == sorted(spans)
    assert all(i in set(inside) for i, c in enumerate(text) if not c.isspace())
