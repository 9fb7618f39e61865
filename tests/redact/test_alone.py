"""A surname, a given name and a family's plural mean the bearer of the whole name, where nothing speaks against it."""

import pytest
from tests.redact.test_redact import reading

from headwater.model import NameKind
from headwater.redact import Rewriting

NAMED: tuple[str, NameKind, str] = ("Oda Lunk", "person", "Oda Lunk")


def redacted(words: str, *others: str) -> str:
    """These words, of which only the first "Oda Lunk" was taken for a person's name."""
    body: NameKind = "body"
    told = reading(words, NAMED, *((each, body, each) for each in others))
    return Rewriting([told]).value(told).text.text.removeprefix("Person A rowed. ")


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("Lunk wept.", "Person A wept."),
        ("LUNK: I wept.", "Person A: I wept."),
        ("They asked Oda twice.", "They asked Person A twice."),
        ("Nurse Lunk left.", "Nurse Person A left."),
        ("The Lunks left; the Lunks’ boat stayed.", "The Person A left; the Person A’ boat stayed."),
        ("Lunk’s boat and Oda's net stayed.", "Person A’s boat and Person A's net stayed."),
        ("Both Odas left.", "Both Person A left."),
        ("The Lunk trial began. A Lunk boat sank.", "The Person A trial began. A Person A boat sank."),
    ],
)
def test_words_of_a_name_mean_its_bearer(words: str, hidden: str) -> None:
    assert redacted(f"Oda Lunk rowed. {words}") == hidden


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("Oda Brom left.", ()),
        ("It stood on Lunk Bridge. Lunk is a town.", ("Lunk Bridge",)),
        ("The Lunk is a river. They crossed the Lunk.", ()),
        ("A lunk is a boat. They built a lunk. Lunk by lunk.", ()),
        ("It cost six lunks.", ()),
    ],
)
def test_and_do_not_where_others_have_them(words: str, others: tuple[str, ...]) -> None:
    assert redacted(f"Oda Lunk rowed. {words}", *others) == words


def test_a_label_that_is_taken_for_a_body_is_the_persons_all_the_same() -> None:
    assert redacted("Oda Lunk rowed. ODA LUNK: I rowed. LUNK: Then I wept.", "ODA LUNK", "LUNK") == (
        "Person A: I rowed. Person A: Then I wept."
    )


def test_a_family_is_not_the_private_persons_alone_where_one_of_it_holds_office() -> None:
    told = reading("Oda Lunk rowed. Mayor Bo Lunk slept. The Lunks are many.", NAMED, ("Bo Lunk", "person", "Bo Lunk"))
    assert Rewriting([told]).value(told).text.text == "Person A rowed. Mayor Bo Lunk slept. The Lunks are many."


def test_days_and_months_are_nobodys_surname() -> None:
    told = reading("Published June rowed. On 4 June it rained.", ("Published June", "person", "Published June"))
    assert Rewriting([told]).value(told).text.text == "Person A rowed. On 4 June it rained."
