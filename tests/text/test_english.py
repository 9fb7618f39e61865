"""The parse of English."""

import pytest
from tests.text.pages import BODY, text_of

from headwater.model import Parse, Span
from headwater.text import english, parse


@pytest.fixture(scope="module")
def parsed() -> Parse:
    return parse(text_of("\n\n".join(BODY)))


def test_every_token_stands_where_it_says(parsed: Parse) -> None:
    text = text_of("\n\n".join(BODY)).text
    assert all(text[s:e] == w for s, e, w in zip(parsed.start, parsed.end, parsed.word, strict=True))
    assert "".join(parsed.word) == "".join(text.split())
    assert "“" in parsed.word


def test_trees_do_not_leave_their_sentence(parsed: Parse) -> None:
    assert all(parsed.sentence[t] == parsed.sentence[h] for t, h in enumerate(parsed.head))
    roots = [t for t, h in enumerate(parsed.head) if t == h]
    assert len({parsed.sentence[t] for t in roots}) == len(roots) == len(text_of("\n\n".join(BODY)).sentences)
    assert {parsed.dep[t] for t in roots} == {"root"}


def test_the_parse_tells_subject_and_verb(parsed: Parse) -> None:
    refused = parsed.word.index("refused")
    assert parsed.pos[refused] == "VERB" and parsed.lemma[refused] == "refuse"
    subject = parsed.child(refused, "nsubj")
    assert subject is not None and parsed.word[subject] == "Pilots"


def test_lines_within_a_paragraph_are_white_space() -> None:
    text = text_of("The pilots of the port of Saltmere refused on Friday to board any\nships that came in after dark.")
    found = parse(text)
    assert len(text.paragraphs) == 1 and not any(word.isspace() for word in found.word)
    assert "ships" in found.word


def test_another_language_has_no_tokens() -> None:
    text = text_of("Die Lotsen im Hafen weigerten sich am Freitag, nach Einbruch der Dunkelheit an Bord zu gehen.")
    assert parse(text) == Parse()


def test_a_text_without_a_full_stop_is_parsed_in_pieces() -> None:
    text = text_of("the pilots of the port refused and " * 600, "row")
    found = parse(text)
    assert len(found) == 600 * 7 and found.word[-1] == "and"


def test_what_is_parsed_at_once_is_bounded_by_its_characters_and_nothing_is_left_out() -> None:
    pieces = [Span(at, at + 8_000) for at in range(0, 400_000, 8_000)] + [
        Span(400_000 + at, 400_001 + at) for at in range(99)
    ]
    batches = list(english._batches(pieces))
    assert [piece for batch in batches for piece in batch] == pieces
    assert max(sum(piece.end - piece.start for piece in batch) for batch in batches) <= 40_000
    assert max(map(len, batches)) == 64
    assert list(english._batches([Span(0, 90_000)])) == [[Span(0, 90_000)]]
