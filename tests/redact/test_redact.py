"""Private persons have pseudonyms in every value that a document for readers is made from."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from tests.claims.plain import text_of

from headwater.errors import Leak
from headwater.model import (
    Acquisition,
    Aligned,
    Attribution,
    Claim,
    Name,
    NameKind,
    Passage,
    Quantity,
    Reading,
    Report,
    Span,
    make_id,
)
from headwater.redact import Pseudonyms, Rewriting, private, scan

STORY = (
    "Oda Vask, a net mender, said two boats were lost. “Nobody came,” Vask said. Mayor Petra Lund said the harbour was "
    "closed. Lund praised Bo Ek, the port’s director. ODA VASK left the island in 2029."
)


def reading(words: str, *names: tuple[str, NameKind, str], report: str = "r", speaker: str | None = None) -> Reading:
    """A reading with these names wherever they stand, and one claim over all of it."""
    text = replace(text_of(words), report=report, name=report)
    found = [
        Name(at, at + len(form), form, kind, full)
        for form, kind, full in names
        for at in range(len(words))
        if words.startswith(form, at)
    ]
    said = Attribution((Span(0, 3),), (), (Span(0, len(words)),), "direct", speaker) if speaker else None
    whole = Claim(make_id(words), report, 0, len(words), words, (), (), said, None, None, None)
    return Reading(text, names=tuple(sorted(found, key=lambda each: each.start)), claims=(whole,))


def story() -> Reading:
    return reading(
        STORY,
        ("Oda Vask", "person", "Oda Vask"),
        ("Vask", "person", "Oda Vask"),
        ("Petra Lund", "person", "Petra Lund"),
        ("Lund", "person", "Petra Lund"),
        ("Bo Ek", "person", "Bo Ek"),
        speaker="Oda Vask",
    )


def test_private_persons_go_and_holders_of_office_stay() -> None:
    assert [(each.full, each.informant) for each in private([story()])] == [("Oda Vask", True)]
    new = Rewriting([story()]).value(story())
    assert new.text.text == STORY.replace("Oda Vask", "Informant A").replace("ODA VASK", "Informant A").replace(
        "Vask", "Informant A"
    )
    assert new.claims[0].attribution is not None and new.claims[0].attribution.speaker == "Informant A"
    assert "Petra Lund" in new.text.text and "Bo Ek" in new.text.text


def test_an_office_in_the_sentence_before_is_nobody_elses() -> None:
    told = reading("They asked the minister. Oda Vask left. Gov. Petra Lund stayed.",
                   ("Oda Vask", "person", "Oda Vask"), ("Petra Lund", "person", "Petra Lund"))  # fmt: skip
    assert [each.full for each in private([told])] == ["Oda Vask"]


def test_a_speaker_that_the_parser_took_for_no_person_is_still_private() -> None:
    told = reading("Ansa Holm kept the oars.", speaker="Ansa Holm")
    assert Rewriting([told]).value(told).claims[0].quote == "Informant A kept the oars."
    body = reading("Vesker Union kept the oars.", ("Vesker Union", "body", "Vesker Union"), speaker="Vesker Union")
    assert private([body]) == ()


def test_who_says_nothing_is_a_person_not_an_informant() -> None:
    seen = reading("They found Ansa Holm.", ("Ansa Holm", "person", "Ansa Holm"))
    assert Rewriting([seen]).value(seen).text.text == "They found Person A."


def test_the_same_person_has_one_pseudonym_in_all_reports_and_what_is_unnamed_stays_so() -> None:
    one = reading("Ansa Holm rowed.", ("Ansa Holm", "person", "Ansa Holm"), report="a", speaker="Ansa Holm")
    other = reading("A fisher and Ansa Holm met.", ("Ansa Holm", "person", "Ansa Holm"), report="b")
    third = reading("A fisher rowed.", report="c", speaker="A fisher")
    rewriting = Rewriting([third, other, one])
    assert rewriting.value(one).text.text == "Informant A rowed."
    assert rewriting.value(other).text.text == "A fisher and Informant A met."
    assert rewriting.value(third) == replace(third, text=replace(third.text, segments=()))
    assert len(rewriting.pseudonyms) == 1


@pytest.mark.parametrize(
    ("words", "redacted"),
    [
        ("in/oda-vask-tells.html", "in/informant-a-tells.html"),
        ("https://example.org/2029/oda_vask?by=Oda%20Vask", "https://example.org/2029/informant-a?by=informant-a"),
        ("vask.txt", "informant-a.txt"),
        ("Oda  Vask’s boat", "Informant A’s boat"),
        ("Vaskerville", "Vaskerville"),
        ("the vask of a boat", "the vask of a boat"),
        ("oda vask left", "Informant A left"),
        ("notes of OdaVask.txt", "notes of Informant A.txt"),
        ("ask @odavask or #vask", "ask @Informant A or #Informant A"),
    ],
)
def test_names_go_from_paths_addresses_and_possessives(words: str, redacted: str) -> None:
    assert Rewriting([story()]).value(words) == redacted


def test_a_word_that_is_no_name_elsewhere_in_the_pile_is_kept() -> None:
    words = "Rose Hale rowed. The river rose, and rose again. Rose wept."
    told = reading(words, ("Rose Hale", "person", "Rose Hale"), ("Rose", "person", "Rose Hale"))
    assert Rewriting([told]).value(told).text.text == "Person A rowed. The river rose, and rose again. Rose wept."


@pytest.mark.parametrize(
    "small", ["oda.vask@net.example", "https://net.example/oda-vask", "#vask", "so said vask once"]
)
def test_a_name_written_small_in_an_address_or_now_and_then_is_still_one(small: str) -> None:
    told = reading(f"Oda Vask rowed. Vask wept. Write: {small}",
                   ("Oda Vask", "person", "Oda Vask"), ("Vask", "person", "Oda Vask"))  # fmt: skip
    assert Rewriting([told]).value(told).text.text.startswith("Person A rowed. Person A wept. Write: ")


def test_every_offset_moves_along() -> None:
    plain = story()
    at = STORY.index("two boats")
    figure = Quantity(at, at + 9, "two boats", 2, 2, unit="boat")
    claim = replace(plain.claims[0], start=at, end=at + 20, quote=STORY[at : at + 20], quantities=(figure,))
    rewriting = Rewriting([plain])
    new, text = rewriting.value(claim), rewriting.value(plain).text.text
    assert new.quote == text[new.start : new.end] == claim.quote
    assert new.quantities[0].quote == text[new.quantities[0].start : new.quantities[0].end] == "two boats"
    passage = Passage("r", at, at + 9, "two boats")
    pair = rewriting.value(Aligned(passage, Passage("unknown", 3, 8, "Vasks"), "verbatim"))
    assert (pair.a.start, pair.a.quote) == (new.start, "two boats")
    assert pair.b == Passage("unknown", 3, 8, "Vasks")


PIECES = ["Oda Vask", "Vask", "ODA VASK", " ", ", ", "Lund", "x", "é", "Oda", "\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_quotes_are_slices_whatever_is_replaced(pieces: list[str]) -> None:
    words = "".join(pieces)
    base = reading(words, ("Oda Vask", "person", "Oda Vask"), ("Vask", "person", "Oda Vask"))
    rewriting = Rewriting([base])
    text = rewriting.value(base).text.text
    assert not rewriting.pseudonyms.find(text)
    for start in range(len(words)):
        for end in range(start, min(len(words), start + 12) + 1):
            new = rewriting.value(Passage("r", start, end, words[start:end]))
            assert new.quote == text[new.start : new.end]
    for sentence in rewriting.value(base).text.sentences:
        assert 0 <= sentence.start <= sentence.end <= len(text)


def test_what_is_remembered_of_markup_is_not_given_for_words() -> None:
    rewriting = Rewriting([story()])
    assert isinstance(rewriting.value(Markup("<b>")), Markup)
    assert not isinstance(rewriting.value("<b>"), Markup)
    assert rewriting.value(Markup("<b>Oda Vask</b>")) == "<b>Informant A</b>"


def test_what_names_nobody_is_the_same_value_and_every_container_is_gone_through() -> None:
    rewriting = Rewriting([story()])
    plain = (Passage("unknown", 0, 6, "a boat"), "a boat", frozenset({"a net"}), 3)
    assert rewriting.value(plain) is plain
    named = ({"who": ("Oda Vask",)}, frozenset({"Vask"}), (("by", "ODA VASK"),))
    assert rewriting.value(named) == (
        {"who": ("Informant A",)}, frozenset({"Informant A"}), (("by", "Informant A"),)
    )  # fmt: skip


def test_a_document_that_names_somebody_is_refused_without_naming_them() -> None:
    pseudonyms = Pseudonyms.of([story()])
    assert scan("Informant A left.", pseudonyms) == "Informant A left."
    with pytest.raises(Leak) as refused:
        scan("Oda Vask left.", pseudonyms)
    assert "Vask" not in str(refused.value) and "Informant A" in str(refused.value)
    assert scan("Vask: a word of ours", pseudonyms, "what Vask means") == "Vask: a word of ours"


def test_a_mail_address_goes_whoever_holds_it_and_offsets_move_along() -> None:
    words = "Oda Vask (oda.vask@net.example) wrote to desk+1@post.co.example. Two boats were lost @ noon."
    told = reading(words, ("Oda Vask", "person", "Oda Vask"), speaker="Oda Vask")
    new = Rewriting([told])
    text = new.value(told).text.text
    assert text == "Informant A (mail address) wrote to mail address. Two boats were lost @ noon."
    at = words.index("Two boats")
    assert new.value(Passage("r", at, at + 9, "Two boats")) == Passage(
        "r", text.index("Two"), text.index(" were"), "Two boats"
    )
    quoted = "On Sunday 4 May 2031 Tilda Brom <tilda@fen.example> wrote:"
    assert Pseudonyms.of([]).redact(quoted) == "On Sunday 4 May 2031 mail address wrote:"
    assert Pseudonyms.of([]).redact("ana@fen.example") == "mail-address"
    with pytest.raises(Leak):
        scan("<dd>ana@fen.example</dd>", Pseudonyms.of([]))


def test_runs_of_what_addresses_are_made_of_take_linear_time() -> None:
    began = process_time()
    Pseudonyms.of([]).find("a." * 100_000 + "@" + "a." * 100_000 + "a@" * 50_000)
    assert process_time() - began < 2


def test_bytes_of_reports_are_left_out() -> None:
    report = Report.from_bytes(STORY.encode(), name="oda-vask", path="in/oda-vask.txt")
    new = Rewriting([story()]).value(report)
    assert new.raw == b"" and new.name == "informant-a"
    assert new.acquisitions == (Acquisition("informant-a", "in/informant-a.txt"),)


def test_whom_a_mail_names_beside_its_text_is_private_unless_an_office_stands_there() -> None:
    told = reading(
        "Ansa rowed to Holm Bridge. Lund came, and Petra Lund left.", ("Holm Bridge", "place", "Holm Bridge")
    )
    mail = replace(told, text=replace(told.text, people=("Ansa Holm", "Mayor Petra Lund")))
    assert [each.full for each in private([mail])] == ["Ansa Holm"]
    assert Rewriting([mail]).value(mail).text.text == "Person A rowed to Holm Bridge. Lund came, and Petra Lund left."
    assert Rewriting([mail]).value("notes-of-ansa-holm.eml") == "notes-of-person-a.eml"
    assert private([told]) == ()


def test_a_plain_word_that_begins_a_sentence_is_no_private_person() -> None:
    told = reading("Experts expect floods. “The dam is weak,” experts say.", speaker="Experts")
    named = reading("Nobody believed Tave. “The dam is weak,” Tave said.", report="s", speaker="Tave")
    assert [person.full for person in private([told, named])] == ["Tave"]


@pytest.mark.parametrize(
    "words",
    [
        "The minister met Oda Vask.",
        "Officials saw Oda Vask there.",
        "An attorney for Oda Vask spoke.",
        "The head of the clinic saw Oda Vask.",
        "Oda Vask, who sued the governor, left.",
        "Oda Vask, who met ministers, left.",
        "Oda Vask, a neighbour of the mayor, left.",
        "Oda Vask, the minister’s wife, left.",
        "Oda Vask, told the judge, left.",
        "Oda Vask was told by the judge.",
        "Oda Vask’s governor left.",
    ],
)
def test_an_office_beside_a_name_that_is_somebody_elses_hides_the_name(words: str) -> None:
    told = reading(words, ("Oda Vask", "person", "Oda Vask"))
    assert "Vask" not in Rewriting([told]).value(told).text.text


@pytest.mark.parametrize(
    "words",
    [
        "They asked Mayor Oda Vask.",
        "They asked foreign minister Oda Vask.",
        "They asked the minister of trade Oda Vask.",
        "They asked the Speaker of the House Oda Vask.",
        "They asked ministers Oda Vask and Bo Ek.",
        "Oda Vask, the port’s director, left.",
        "Oda Vask, then a judge in Fen, left.",
        "Oda Vask, who was governor of Fen, left.",
        "Oda Vask, who heads the office, left.",
        "Oda Vask was the mayor.",
    ],
)
def test_an_office_beside_a_name_that_is_its_bearers_shows_it(words: str) -> None:
    told = reading(words, ("Oda Vask", "person", "Oda Vask"))
    assert Rewriting([told]).value(told).text.text == words
