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
        ("Anders Holm, the harbour minister, denied it.", set()),
        ("President Holm spoke for an hour.", set()),
    ],
)
def test_who_is_introduced_as_a_stranger(text: str, names: set[str]) -> None:
    assert introduced(reading(text)) == names


def test_the_reading_decides_who_is_a_person() -> None:
    text = "One firm, Ostra, sank. One stoker, Ilo, said so."
    plain = reading(text)
    person = Name(text.index("Ilo"), text.index("Ilo") + 3, "Ilo", "person", "Ilo")
    known = type(plain)(plain.text, names=(person,))
    assert introduced(known) == {"Ilo"}


def test_both_reports_must_name_them_and_only_so() -> None:
    one = reading("One stoker, Ilo, said the boiler had cracked.", "a")
    two = reading("The boiler cracked, Ilo recalled.", "b")
    full = reading("Peder Ilo recalled that the boiler had cracked.", "c")
    known = introduced(one), introduced(two)
    (shared,) = strangers(one, two, known)
    assert (shared.name, [passage.quote for passage in shared.where]) == ("Ilo", ["Ilo", "Ilo"])
    assert strangers(one, full, (introduced(one), introduced(full))) == ()


def test_a_given_name_says_more_than_a_full_one() -> None:
    texts = "One stoker, {}, said the boiler had cracked."
    pairs = [(reading(texts.format(name), "a"), reading(texts.format(name), "b")) for name in ("Ilo", "Ilo Brand")]
    alone, full = (strangers(a, b, (introduced(a), introduced(b)))[0] for a, b in pairs)
    assert alone.weight > full.weight > 0
