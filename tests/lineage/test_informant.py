"""Little-known people: strangers count, the famous and half-named do not."""

import pytest
from tests.lineage.pages import reading

from headwater.lineage.informant import introduced, strangers
from headwater.model import Name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("One stoker, Ilo, said the boiler had cracked.", {"Ilo"}),
        ("A former cook named Ansa Reed, now ashore, kept the keys.", {"Ansa Reed"}),
        ("Marta Venn, 34, mends nets.", {"Marta Venn"}),
        ("Ilo, another stoker from the hills, ran.", {"Ilo"}),
        ("The stoker, who asked to be called Ilo, ran.", {"Ilo"}),
        ("Anders Holm, the harbour minister, denied it.", set()),
        ("President Holm spoke for an hour.", set()),
    ],
)
def test_who_is_introduced_as_a_stranger(text: str, names: set[str]) -> None:
    assert introduced(reading(text)).named == names


def test_the_reading_decides_who_is_a_person() -> None:
    text = "One firm, Ostra, sank. One stoker, Ilo, said so."
    plain = reading(text)
    person = Name(text.index("Ilo"), text.index("Ilo") + 3, "Ilo", "person", "Ilo")
    known = type(plain)(plain.text, names=(person,))
    assert introduced(known).named == {"Ilo"}


def test_both_reports_must_name_them_and_only_so() -> None:
    one = reading("One stoker, Ilo, said the boiler had cracked.", "a")
    two = reading("The boiler cracked, Ilo recalled.", "b")
    full = reading("Peder Ilo recalled that the boiler had cracked.", "c")
    (shared,) = strangers(introduced(one), introduced(two))
    assert (shared.name, [passage.quote for passage in shared.where]) == ("Ilo", ["Ilo", "Ilo"])
    assert strangers(introduced(one), introduced(full)) == ()


def test_a_given_name_says_more_than_a_full_one() -> None:
    texts = "One stoker, {}, said the boiler had cracked."
    pairs = [(reading(texts.format(name), "a"), reading(texts.format(name), "b")) for name in ("Ilo", "Ilo Brand")]
    alone, full = (strangers(introduced(a), introduced(b))[0] for a, b in pairs)
    assert alone.weight > full.weight > 0


def shared(one: str, other: str) -> list[str]:
    """The little-known people of two texts."""
    pair = reading(one, "a"), reading(other, "b")
    return [each.name for each in strangers(*map(introduced, pair))]


def test_who_has_no_name_is_known_by_age_and_trade_together() -> None:
    one = "A third stoker, a 43-year-old welder from Pell, said that the boiler had cracked."
    assert shared(one, "The boiler cracked, a 43-year-old former welder told us.") == ["43-year-old welder"]
    assert shared(one, "Another welder, 43, saw the boiler crack.") == ["43-year-old welder"]
    assert shared(one, "A 34-year-old welder told us of the boiler.") == []
    assert shared(one, "A 43-year-old cook told us of the boiler.") == []
    assert shared("A 43-year-old man said no.", "A 43-year-old man from Pell said no.") == []


def test_a_name_does_not_travel_to_who_is_left_without_one() -> None:
    one = "Marta Venn, a 43-year-old welder from Pell, said that the boiler had cracked."
    assert shared(one, "A 43-year-old welder said that the boiler had cracked.") == ["43-year-old welder"]


def test_the_undescribed_say_little() -> None:
    texts = "A 43-year-old welder said so.", "A 43-year-old welder, he said, was there."
    pair = reading(texts[0], "a"), reading(texts[1], "b")
    (found,) = strangers(*map(introduced, pair))
    assert 0 < found.weight <= 0.2
    assert [passage.quote for passage in found.where] == ["43-year-old welder"] * 2
