"""Claims: where one statement ends, what it holds, and what states nothing."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.claims import read
from headwater.claims.claim import claims
from headwater.model import Attribution, Claim, Given, Name, Parse, Quantity, Report, Span, Text
from headwater.text import parse
from headwater.text import read as read_text


def text_of(words: str, title: str | None = None) -> Text:
    report = Report.from_bytes(words.encode(), name="row", path="-", format="row", given=Given(title=title))
    return read_text(report)


def claims_of(words: str, title: str | None = None) -> tuple[Claim, ...]:
    text = text_of(words, title)
    return read(text, parse(text)).claims


def test_a_claim_is_a_sentence_with_its_figures() -> None:
    first, second = claims_of("The reservoir lost 40 million litres in June. Two villages were cut off.")
    assert first.quote == "The reservoir lost 40 million litres in June."
    assert [q.low for q in first.quantities] == [40_000_000]
    assert [t.quote for t in first.times] == ["June"]
    assert [q.low for q in second.quantities] == [2]
    assert second.times == ()


def test_the_title_and_headings_are_no_claims() -> None:
    words = "The dam has cracked\n\nIt cracked on Monday.\n\nWhat the town wants\n\nIt wants pumps."
    quotes = [c.quote for c in claims_of(words, title="The dam has cracked")]
    assert quotes == ["It cracked on Monday.", "It wants pumps."]


def test_a_bare_question_is_no_claim_and_a_quoted_one_is() -> None:
    words = "Did the pumps fail that night? “Did anybody look at the pumps?” Ines Holt asked the council."
    assert [c.quote for c in claims_of(words)] == ["“Did anybody look at the pumps?” Ines Holt asked the council."]


def test_a_short_quotation_of_two_sentences_is_one_claim() -> None:
    words = "“The gate was shut. Nobody had the key,” said Ines Holt. The council met on Friday."
    first, second = claims_of(words)
    assert first.quote == "“The gate was shut. Nobody had the key,” said Ines Holt."
    assert first.attribution is not None and first.attribution.speaker == "Ines Holt"
    assert second.attribution is None


def test_a_long_quotation_is_cut_between_sentences() -> None:
    sentence = "The water came over the lower wall before anybody in the valley had been told of it. "
    words = f"“{sentence * 6}We ran,” said Ines Holt."
    found = claims_of(words)
    assert len(found) > 2
    assert all(len(c.quote) <= 480 for c in found)


def test_two_figures_on_two_verbs_are_two_claims() -> None:
    first, second = claims_of("The firm employs 860 divers and owes 31,000 crowns to the harbour.")
    assert first.quote == "The firm employs 860 divers"
    assert second.quote == "and owes 31,000 crowns to the harbour."
    assert (second.subject, second.predicate) == ("The firm", "owe")  # carried over: its own words hold none


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "More than 300 lamps were sold in 2031, and over 900 will eventually be sold under a plan that the harbour "
            "office announced on 4 May, keepers said.",
            [
                "More than 300 lamps were sold in 2031",
                "and over 900 will eventually be sold under a plan that the harbour "
                "office announced on 4 May, keepers said.",
            ],
        ),
        (
            "The keepers work 18 hours a day, with two days off a year, and sleep in old barges.",
            ["The keepers work 18 hours a day", "with two days off a year", "and sleep in old barges."],
        ),
        (
            "The storm destroyed the dam on Tuesday, killing 17 people and leaving 4,000 without light.",
            ["The storm destroyed the dam on Tuesday", "killing 17 people", "and leaving 4,000 without light."],
        ),
        (
            "The ferry, which held 400 people, struck the pier at dawn.",
            ["The ferry, which held 400 people", "struck the pier at dawn."],
        ),
        (
            "The pilot was seen in the bar, although he had promised to stay on the bridge.",
            ["The pilot was seen in the bar", "although he had promised to stay on the bridge."],
        ),
        ("The pier was shut; the boats were not moved.", ["The pier was shut", "the boats were not moved."]),
        (
            "Ada Brook said it hires 40 divers and that it may sell its second ship.",
            ["Ada Brook said it hires 40 divers", "and that it may sell its second ship."],
        ),
        (
            "Ada Brook said it hires 40 divers and that 12 of them live on the pier.",
            ["Ada Brook said it hires 40 divers", "and that 12 of them live on the pier."],
        ),
        (
            "Ada Brook said it hires 40 divers and that these were never paid for May.",
            ["Ada Brook said it hires 40 divers", "and that these were never paid for May."],
        ),
    ],
)
def test_a_sentence_that_states_several_things_is_several_claims(words: str, parts: list[str]) -> None:
    assert [c.quote for c in claims_of(words)] == parts


@pytest.mark.parametrize(
    "words",
    [
        "Keepers who complained about the lamps were fined.",  # which keepers: the rest would say something else
        "The clerk and the keeper were fined 40 crowns.",
        "The council wants a law that bans oil lamps on the pier.",
        "If the rain fails and the wells dry up, the herds will leave the valley.",
        "They came and went.",
        "The keeper said he was never asked about the lamps.",
        "A keeper, who did not want to be named, said the lamps had gone out.",
        "“The gate was shut and nobody had the key to it,” said Ines Holt.",
        "The lamp was taken down in May and kept for seven weeks.",  # the second verb has no tense of its own
        "Ada Brook said it hires 40 divers in May and that each of them may leave when they like.",
        "Ada Brook said the divers hand over their keys at noon and that the keys are kept in a tin.",
        "The council ordered the firm to pay the costs, put at 900 crowns.",
        "The fire hurt Dina Orr, a cook; Peter Lund, a groom.",  # one semicolon makes no list
    ],
)
def test_what_states_one_thing_stays_whole(words: str) -> None:
    assert [c.quote for c in claims_of(words)] == [words]


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("The ferry, which held 400 people, struck the pier at dawn.", ["The ferry", "The ferry"]),
        ("Ms Lee burned the files and left the office in May.", ["Ms Lee", "Ms Lee"]),
        ("The storm destroyed the dam, killing 17 people.", ["The storm", "The storm"]),
        ("The keepers work 18 hours a day, with two days off a year.", ["The keepers", "The keepers"]),
    ],
)
def test_a_part_without_a_subject_has_that_of_the_part_it_hangs_on(words: str, subjects: list[str]) -> None:
    assert [c.subject for c in claims_of(words)] == subjects


@pytest.mark.parametrize(
    ("words", "parts", "predicate", "modality", "polarity"),
    [
        (
            "The fire hurt Marcus Hale; Dina Orr, a cook at the Swan; Peter Lund, a nephew of the owner; and two men.",
            [
                "The fire hurt Marcus Hale",
                "Dina Orr, a cook at the Swan",
                "Peter Lund, a nephew of the owner; and two men.",
            ],
            "hurt",
            "stated",
            "positive",
        ),
        (
            "The council will not sell Dray Mill, which is empty; the old lock, a ruin of brick; or the ferry boats.",
            [
                "The council will not sell Dray Mill, which is empty",
                "the old lock, a ruin of brick",
                "or the ferry boats.",
            ],
            "sell",
            "expected",
            "negative",
        ),
    ],
)
def test_items_of_a_list_that_semicolons_part_share_its_verb(
    words: str, parts: list[str], predicate: str, modality: str, polarity: str
) -> None:
    found = claims_of(words)
    assert [c.quote for c in found] == parts
    assert {(c.subject, c.predicate, c.modality, c.polarity) for c in found} == {
        (found[0].subject, predicate, modality, polarity)
    }


def test_all_parts_of_what_is_said_have_its_source() -> None:
    words = "Ada Brook said the hull was torn in two places and that 40 people were never counted."
    assert [(c.attribution.speaker if c.attribution else None) for c in claims_of(words)] == ["Ada Brook"] * 2


def test_a_place_that_opens_the_sentence_is_that_of_all_its_parts() -> None:
    first, second = claims_of("In Oslo, 40 keepers were fined and 3 clerks were sent to jail.")
    assert (first.place, second.place) == ("Oslo", "Oslo")


def test_who_behind_a_name_begins_a_statement_and_behind_a_noun_says_which_is_meant() -> None:
    quotes = [c.quote for c in claims_of("The plan drew the anger of Amon Torv who said the pier was shut.")]
    assert quotes == ["The plan drew the anger of Amon Torv", "who said the pier was shut."]
    assert len(claims_of("The plan drew the anger of pilots who said the pier was shut.")) == 1


def test_a_part_before_a_dash_is_a_claim_and_a_line_in_the_same_words_is_a_heading() -> None:
    whole = "A lamp for every keeper is likely not possible -- and oil is sold at Skerry for the time being."
    assert claims_of(whole)[0].quote == "A lamp for every keeper is likely not possible"
    heading = "A lamp for every keeper is likely not possible"
    assert claims_of(f"{heading}\n\nThe lamp went out on Monday.")[0].quote == "The lamp went out on Monday."


def test_no_claim_is_longer_than_a_page_allows() -> None:
    words = "The keeper wrote that " + ", ".join(["the lamp had gone out again"] * 60) + "."
    assert claims_of(words)
    assert max(len(c.quote) for c in claims_of(words)) <= 480


def test_the_innermost_attribution_is_the_claims() -> None:
    words = "Ada Brook said a diver told her the hull was torn."
    text = text_of(words)
    outer = Attribution((Span(0, 9),), (Span(10, 14),), (Span(15, 49),), "indirect", "Ada Brook")
    inner = Attribution((Span(15, 22),), (Span(23, 27),), (Span(32, 49),), "indirect", "a diver", ("Ada Brook",))
    (claim,) = claims(text, parse(text), (), (), (outer, inner), ())
    assert claim.attribution == inner


def test_what_a_reporter_on_air_was_told_belongs_to_who_told_it() -> None:
    turns = (
        "RUTH QUILL: How is it there?\n\nBO ASKE: Wet. His name is Mattis Orne, and when I found him again in the ward "
        "he told me that the gate had fallen on him.\n\nQUILL: Anything else?\n\nASKE: The pier is shut."
    )
    by_quote = {claim.quote: claim.attribution for claim in claims_of(turns)}
    speakers = [(a.speaker if a else None) for quote, a in by_quote.items() if "gate" in quote or "pier" in quote]
    assert speakers == ["Mattis Orne", "Bo Aske"]


def test_a_quotation_belongs_to_its_speaker_through_however_many_mouths() -> None:
    words = "KELL: She told me the guard had said to her, “Your roof is made of dry wood.” So they fall."
    text = text_of(words)

    def at(part: str) -> Span:
        return Span(words.index(part), words.index(part) + len(part))

    turn = Attribution((at("KELL"),), (at(":"),), (Span(6, len(words)),), "mixed", "Kell")
    told = Attribution(
        (at("She"),), (at("told"),), (at(words[words.index("the guard") : words.index(" So")]),), "mixed"
    )
    spoken = Attribution(
        (at("the guard"),), (at("had said"),), (at("“Your roof is made of dry wood.”"),), "direct", "guard"
    )
    found = claims(text, parse(text), (), (), (turn, told, spoken), ())
    assert [c.attribution for c in found if "roof" in c.quote] == [spoken]


def test_a_word_or_two_quoted_in_passing_attribute_nothing() -> None:
    words = "The harbour that Ada Brook called grim was closed for the whole of a long and windy winter."
    text = text_of(words)
    passing = Attribution((Span(17, 26),), (Span(27, 33),), (Span(34, 38),), "direct", "Ada Brook")
    (claim,) = claims(text, parse(text), (), (), (passing,), ())
    assert claim.attribution is None


def test_subject_predicate_and_place_are_the_statements_own() -> None:
    words = "Ada Brook said the ferry sank off Callan."
    text = text_of(words)
    told = Attribution((Span(0, 9),), (Span(10, 14),), (Span(15, 40),), "indirect", "Ada Brook")
    place = Name(34, 40, "Callan", "place", "Port Callan")
    (claim,) = claims(text, parse(text), (), (), (told,), (place,))
    assert (claim.subject, claim.predicate, claim.place) == ("the ferry", "sink", "Port Callan")


def test_without_a_parse_claims_are_sentences() -> None:
    text = text_of("Der Damm ist gerissen. Zwei Dörfer sind betroffen.")
    figure = Quantity(23, 27, "Zwei", 2, 2)
    found = claims(text, Parse(), (figure,), (), (), ())
    assert [c.quote for c in found] == ["Der Damm ist gerissen.", "Zwei Dörfer sind betroffen."]
    assert [c.subject for c in found] == [None, None]
    assert found[1].quantities == (figure,)


def test_who_speaks_a_whole_quotation_is_the_claims_attribution() -> None:
    inside = "“Nobody was sent off the pier. They were asked, and they said yes,” Orla Quist told a hearing in Skerry."
    short = (
        "“We hide nothing here,” Orla Quist said, in words that the firm had printed in the spring and again in June."
    )
    for words in (inside, short):
        (claim,) = claims_of(words)
        assert claim.attribution is not None and claim.attribution.speaker == "Orla Quist"


def test_what_people_at_large_told_a_named_one_goes_back_to_that_one() -> None:
    (claim,) = claims_of("Guards told her that rowers who stayed “would be fined”, Orla Quist said.")
    assert claim.attribution is not None and claim.attribution.speaker == "Orla Quist"


def test_a_quotation_told_of_in_a_relative_clause_is_not_the_statement() -> None:
    words = "Two rowers crossed the icy sound in May with a pilot who told them: “Mind the northern rocks.”"
    (claim,) = claims_of(words)
    assert claim.attribution is None


@pytest.mark.parametrize(
    "words",
    [
        "◆ Long nights and no lamp",
        "◆ How the rowers are picked.",
        "(By Ida Lunde / Jon Aske)",
        "14 Ferry Lane, Skerry, SK2 9QR.",
        "SKERRY, Arland, May 4 (KPA) -",
    ],
)
def test_headings_bylines_and_addresses_are_no_claims(words: str) -> None:
    assert [c.quote for c in claims_of(f"{words}\n\nThe lamp went out on Monday.")] == ["The lamp went out on Monday."]


def test_a_claim_begins_behind_the_dateline() -> None:
    (claim,) = claims_of("SKERRY, Arland, May 4 (KPA) - The harbour office sold 40 lamps.")
    assert claim.quote == "The harbour office sold 40 lamps."


@pytest.mark.parametrize("words", ["", "   ", "Hm.", "…", "?"])
def test_nothing_is_stated_by_nothing(words: str) -> None:
    assert claims_of(words) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_a_claims_quote_is_its_slice_and_claims_do_not_overlap(words: str) -> None:
    text = text_of(words)
    found = claims(text, Parse(), (), (), (), ())
    for claim in found:
        assert text.text[claim.start : claim.end] == claim.quote
        assert len(claim.quote) <= 500
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len({c.id for c in found}) == len(found)
