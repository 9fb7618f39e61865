"""Claims that count once: what several outlets tell of one offer, one accusation, one spokesman or one quotation."""

from dataclasses import replace

import pytest
from tests.findings.pile import Said, lineage, reading

from headwater.findings import gather
from headwater.model import Finding, NameKind, Reading

HENS = Said("The hens of the abbey lay on Sundays too.")
LOOMS = Said("Eleven looms stood idle in the valley.")
NAMES: dict[str, NameKind] = {
    "Ada Brook": "person",
    "Rolf Ames": "person",
    "Callan Ferries": "body",
    "Corvan Mill": "body",
}


def acting(report: str, one: Said, subject: str | None, other: Said) -> Reading:
    """A report of two sentences; the first has this subject."""
    made = reading(report, [one, other], NAMES)
    return replace(made, claims=(replace(made.claims[0], subject=subject), *made.claims[1:]))


def joined(*pile: Reading) -> Finding:
    """The finding that holds the first claim of the first report, which all the reports share."""
    found = gather(pile, lineage(pile)).findings
    (finding,) = [each for each in found if pile[0].claims[0].id in each.claims]
    assert len(finding.reports) == len(pile)
    return finding


def ewes(words: str, predicate: str) -> Said:
    return Said(words, None, "900", 900, 900, unit="ewe", predicate=predicate)


def test_what_an_offer_says_has_one_informant_who_made_it() -> None:
    made = acting("argus", ewes("Ada Brook offered the hill farms 900 ewes.", "offer"), "Ada Brook", HENS)
    says = acting("standard", ewes("The offer would bring the hill farms 900 ewes.", "bring"), "The offer", LOOMS)
    found = joined(made, says)
    assert (found.origins_low, found.origins_high) == (1, 1)
    assert (
        "argus, standard tell what was offered or announced once, by whoever declared it: one origin" in found.reasons
    )
    have = acting("standard", ewes("The winter has left the hill farms 900 ewes.", "leave"), "The winter", LOOMS)
    assert joined(made, have).origins_high == 2


def test_two_who_tell_of_an_offer_by_name_are_two() -> None:
    words = "{} said the offer would bring the hill farms 900 ewes."
    names = ("Ada Brook", "Rolf Ames")
    said = (Said(words.format(name), name, "900", 900, 900, unit="ewe", predicate="bring") for name in names)
    one, other = (
        acting(report, each, "the offer", HENS) for report, each in zip(("argus", "standard"), said, strict=True)
    )
    assert joined(one, replace(other, claims=other.claims[:1])).origins_high == 2


def boat(words: str, speaker: str | None = None, predicate: str = "sell") -> Said:
    return Said(words, speaker, "700", 700, 700, unit="crown", predicate=predicate)


ACCUSED = boat("Ames was accused of selling the parish boat for 700 crowns.")
PROSECUTED = boat("Prosecutors say he sold the parish boat for 700 crowns.", "Prosecutors")
PLED = boat("Ames pleaded guilty to selling the parish boat for 700 crowns.", None, "plead")
SOLD = boat("Ames sold the parish boat for 700 crowns.")


def test_an_accusation_has_one_informant_who_accuses() -> None:
    found = joined(reading("argus", [ACCUSED, HENS]), reading("standard", [PROSECUTED, LOOMS]))
    assert (found.origins_low, found.origins_high) == (1, 1)
    assert "argus, standard tell of one accusation, by whoever accuses: one origin" in found.reasons
    assert joined(reading("argus", [ACCUSED, HENS]), reading("standard", [SOLD, LOOMS])).origins_high == 2


def test_what_was_pleaded_to_is_the_accusers_but_the_plea_was_heard_by_all_in_court() -> None:
    assert joined(reading("argus", [ACCUSED, HENS]), reading("standard", [PLED, LOOMS])).origins_high == 1
    assert joined(reading("argus", [PLED, HENS]), reading("standard", [PLED, LOOMS])).origins_high == 2


def test_a_plea_that_only_a_copy_adds_does_not_part_them() -> None:
    pile = [reading("argus", [ACCUSED, HENS]), reading("standard", [PLED, LOOMS]), reading("brief", [PLED])]
    found = gather(pile, lineage(pile, {"brief": "argus"})).findings
    assert next(each for each in found if len(each.reports) == 3).origins_high == 1


@pytest.mark.parametrize(
    "added",
    [
        boat("Ada Brook said Ames sold the parish boat for 700 crowns.", "Ada Brook"),
        boat("We saw that Ames sold the parish boat for 700 crowns."),
    ],
)
def test_access_that_only_a_copy_of_an_accusation_adds_does_not_part_them(added: Said) -> None:
    pile = [
        reading("argus", [ACCUSED, HENS]),
        reading("standard", [PROSECUTED, LOOMS]),
        reading("brief", [added], NAMES),
    ]
    found = gather(pile, lineage(pile, {"brief": "argus"})).findings
    assert next(each for each in found if len(each.reports) == 3).origins_high == 1


def test_who_knows_it_by_name_does_not_only_accuse() -> None:
    names = ("Ada Brook", "Rolf Ames")
    known = [boat(f"{name} said the parish boat was sold for 700 crowns.", name) for name in names]
    apart = joined(reading("argus", [ACCUSED, known[0], HENS], NAMES), reading("standard", [PLED, known[1]], NAMES))
    assert (apart.origins_low, apart.origins_high) == (2, 2)


@pytest.mark.parametrize(
    ("introduced", "high"),
    [
        ("Rolf Ames, a spokesman for Callan Ferries", 1),
        ("Rolf Ames, managing director of Callan Ferries", 1),
        ("Callan Ferries’ deputy director, Rolf Ames", 1),
        ("Callan Ferries chairman Rolf Ames", 1),
        ("Rolf Ames, a stoker of Callan Ferries", 2),
        ("Callan Ferries told lawyer Rolf Ames", 2),
        ("Rolf Ames, director of Corvan Mill and once a clerk at Callan Ferries", 2),
    ],
)
def test_who_speaks_for_a_body_and_the_body_are_one_informant(introduced: str, high: int) -> None:
    words = "{} said the night boat carries 140 sheep."
    his = Said(words.format("Rolf Ames"), "Rolf Ames", "140", 140, 140, unit="sheep")
    theirs = Said(words.format("Callan Ferries"), "Callan Ferries", "140", 140, 140, unit="sheep")
    one = reading("argus", [his, Said(f"{introduced}.")], NAMES)
    one = replace(one, names=tuple(sorted(one.names, key=lambda name: name.start)))
    found = joined(one, reading("standard", [theirs, LOOMS], NAMES))
    assert (found.origins_low, found.origins_high) == (1, high)


def test_a_body_that_publishes_itself_and_who_speaks_for_it_are_one_informant() -> None:
    his = Said("Rolf Ames said the night boat carries 140 sheep.", "Rolf Ames", "140", 140, 140, unit="sheep")
    own = reading("notice", [Said("The night boat carries 140 sheep.", None, "140", 140, 140, unit="sheep"), LOOMS])
    own = replace(own, text=replace(own.text, outlet="Callan Ferries"))
    spokesman = reading("argus", [his, Said("Rolf Ames, a spokesman for Callan Ferries, was late.")], NAMES)
    stoker = reading("argus", [his, Said("Rolf Ames, a stoker, was late.")], NAMES)
    assert (joined(spokesman, own).origins_high, joined(stoker, own).origins_high) == (1, 2)


def test_the_same_quotation_given_to_two_people_was_said_once() -> None:
    words = "“The bow door was open and nobody had looked at it,” said {} of the ferry."
    one, other = (Said(words.format(name), name) for name in ("Ada Brook", "Rolf Ames"))
    found = joined(reading("argus", [one, HENS], NAMES), reading("standard", [other, LOOMS], NAMES))
    assert (found.origins_low, found.origins_high) == (1, 1)
    assert "argus, standard give the words of one speaker: one origin" in found.reasons
