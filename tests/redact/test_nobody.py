"""Places and bodies that some report takes for a person's name are shown; who may be a person is hidden."""

from dataclasses import replace

import pytest
from tests.redact.test_redact import reading

from headwater.model import Credit, NameKind, Reading
from headwater.redact import private
from headwater.redact.nobody import nobodies, personal_outlets


def taken(words: str, kind: NameKind, report: str, name: str = "Fallow", speaker: str | None = None) -> Reading:
    """A report that takes a name for this."""
    return reading(words, (name, kind, name), report=report, speaker=speaker)


def fallow(*readings: Reading) -> bool:
    """Whether "Fallow" is nobody's name in two reports that take it for a place, and in these."""
    place = [taken(f"It rained in Fallow {n} times.", "place", f"place-{n}") for n in range(2)]
    return ("fallow",) in nobodies([*place, *readings])


def test_a_place_or_a_body_that_one_report_takes_for_a_person_is_nobody() -> None:
    assert fallow(taken("They came to Fallow mill.", "person", "a"))
    firm = [
        taken("Fenn Timber, the big logging company that cut them, is here.", "body", "a", "Fenn Timber"),
        taken("Fenn Timber cut them.", "body", "b", "Fenn Timber"),
        taken("All are run by Fenn Timber now.", "person", "c", "Fenn Timber", speaker="Fenn Timber"),
    ]
    spoken = firm[2]
    assert private(firm[:2]) == () and ("fenn", "timber") in nobodies([*firm[:2], replace(spoken, claims=())])


def test_a_body_that_speaks_is_one_if_most_of_the_pile_calls_it_so() -> None:
    spoken = taken("Nobody answered, Fenn Timber said.", "person", "s", "Fenn Timber", "Fenn Timber")
    spoken = replace(spoken, attributions=tuple(each.attribution for each in spoken.claims if each.attribution))
    called = [taken("They paid the agency Fenn Timber once.", "body", each, "Fenn Timber") for each in "ab"]
    assert ("fenn", "timber") in nobodies([spoken, *called])
    assert ("fenn", "timber") not in nobodies([spoken, called[0]])
    assert ("fenn", "timber") not in nobodies(
        [spoken, *(taken("Fenn Timber.", "body", n, "Fenn Timber") for n in "ab")]
    )


@pytest.mark.parametrize(
    "words",
    [
        "Fallow wept.",
        "They saw Fallow, 43, there.",
        "They saw Fallow, who wept.",
        "They saw Mrs Fallow there.",
        "They saw Fallow's daughter there.",
    ],
)
def test_who_does_what_people_do_is_somebody(words: str) -> None:
    assert not fallow(taken(words, "person", "a"))


def test_who_speaks_is_somebody() -> None:
    words = "They were asked, and Fallow said so."
    told = taken(words, "person", "a", speaker="Fallow")
    assert not fallow(replace(told, attributions=tuple(each.attribution for each in told.claims if each.attribution)))


def test_most_of_the_pile_and_words_beside_the_name_must_say_so() -> None:
    person = taken("They came to Fallow once.", "person", "a")
    assert ("fallow",) not in nobodies([person, taken("It rained in Fallow.", "place", "b")])
    bodies = [taken("They saw Corin, a net maker, leave.", "body", each, "Corin") for each in "bcd"]
    corin = taken("Officials met Corin there.", "person", "a", "Corin")
    assert ("corin",) not in nobodies([corin, *bodies]), "nothing says that it is a body"
    assert [each.full for each in private([corin, *bodies])] == ["Corin"]


def test_an_outlet_that_is_called_as_a_person_is_one() -> None:
    told = reading("Ansa Holm writes here. Lund read it.", ("Ansa Holm", "person", "Ansa Holm"))
    own = replace(told, text=replace(told.text, outlet="Ansa Holm"))
    assert personal_outlets([own]) == {("ansa", "holm")} and [each.full for each in private([own])] == ["Ansa Holm"]
    beside = reading("It rained all day.")
    beside = replace(beside, text=replace(beside.text, outlet="Ansa Holm", people=("Ansa Holm",)))
    assert [each.full for each in private([beside])] == ["Ansa Holm"]
    credited = replace(beside, credits=(Credit(0, 2, "It", "Ansa Holm", "credit"),))
    assert personal_outlets([credited]) == frozenset() and private([credited]) == ()
