"""Drift of attribution: who is said to have said it."""

from dataclasses import replace

from tests.findings.drifted import KINDS, drift_in, drift_of, kinds_between
from tests.findings.pile import Said, reading

from headwater.model import Name, NameKind


def test_another_speaker_and_a_speaker_who_is_gone() -> None:
    words = "said the bow door of the ferry was never shut."
    first = Said(f"Ada Brook {words}", "Ada Brook")
    assert [d.kind for d in drift_of(first, Said(f"Rolf Ames {words}", "Rolf Ames"))] == ["attribution"]
    assert drift_of(first, Said(f"She {words}", "She")) == []
    quoted = "“the bow door of the ferry was never once shut”"
    (gone,) = drift_of(Said(f"Ada Brook said {quoted}.", "Ada Brook"), Said(f"It is known that {quoted}."))
    assert (gone.kind, gone.note) == ("attribution", "given to Ada Brook, then to nobody")


def test_a_fact_without_its_source_says_the_same() -> None:
    told = Said("Ada Brook said the bow door of the ferry was never shut.", "Ada Brook")
    assert drift_of(told, Said("The bow door of the ferry was never shut.")) == []


def test_a_definite_description_may_be_the_person_that_is_named() -> None:
    words = "said the bow door of the ferry was never shut."
    named, described = Said(f"Ada Brook {words}", "Ada Brook"), Said(f"The pilot {words}", "The pilot")
    assert drift_of(named, described) == []
    assert [d.kind for d in drift_of(named, Said(f"A pilot {words}", "A pilot"))] == ["attribution"]


def test_the_company_may_be_the_body_that_is_named() -> None:
    kinds: dict[str, NameKind] = {"Callan Ferries": "body", "Harbour Office": "body"}
    words = "said the bow door of the ferry was never shut."
    pile = [
        reading(report, [Said(f"{who} {words}", who)], kinds)
        for report, who in (("argus", "Callan Ferries"), ("brief", "The company"))
    ]
    assert drift_in(pile) == []
    (claim,) = pile[1].claims
    assert claim.attribution is not None
    resolved = replace(claim, attribution=replace(claim.attribution, speaker="Harbour Office"))
    text = replace(pile[1].text, text=pile[1].text.text + "Harbour Office\n")
    at = text.text.index("Harbour")
    name = Name(at, at + 14, "Harbour Office", "body", "Harbour Office")
    assert drift_in([pile[0], replace(pile[1], text=text, claims=(resolved,), names=(name,))]) == []


def test_an_outlet_that_is_credited_is_no_other_speaker() -> None:
    words = "said the bow door of the ferry was never shut."
    first = reading("argus", [Said(f"A pilot {words}", "A pilot")])
    first = replace(first, text=replace(first.text, outlet="Saltern Argus"))
    assert drift_in([first, reading("brief", [Said(f"Saltern Argus {words}", "Saltern Argus")])]) == []
    other = reading("brief", [Said(f"Rolf Ames {words}", "Rolf Ames")], KINDS)
    assert [drift.kind for drift in drift_in([first, other])] == ["attribution"]


def test_words_that_a_third_is_heard_to_say_are_not_given_to_another() -> None:
    words = "“One more word and you leave the ferry,”"
    recalled = Said(f"{words} Ada Brook recalls him saying.", "Ada Brook")
    assert drift_of(recalled, Said(f"{words} Rolf Ames told her.", "Rolf Ames")) == []
    assert [
        d.kind
        for d in drift_of(Said(f"{words} Ada Brook said.", "Ada Brook"), Said(f"{words} Rolf Ames said.", "Rolf Ames"))
    ] == ["attribution"]


def test_a_figure_that_another_puts_or_counts_is_given_to_another() -> None:
    police = Said("Police put the number of boats at 640.", None, "640", 640, 640)
    owners = Said("Owners counted 640 boats.", None, "640", 640, 640, unit="boat")
    assert kinds_between(police, owners) == ["attribution"]
    assert kinds_between(police, replace(owners, words="Police counted 640 boats.")) == []


def test_a_few_quoted_words_lose_their_speaker() -> None:
    spoken = Said("Ada Brook said the ferry was “badly neglected” by its owner.", "Ada Brook")
    assert kinds_between(spoken, Said("The ferry was “badly neglected” by its owner.")) == ["attribution"]


def test_who_tells_of_a_person_is_no_other_speaker() -> None:
    told = Said("Rolf Ames says Ada Brook slept in the hold.", "Rolf Ames")
    herself = Said("Ada Brook said she slept in the hold.", "Ada Brook")
    assert kinds_between(told, herself) == []
    assert kinds_between(replace(told, words="Rolf Ames says he slept in the hold."), herself) == ["attribution"]


def test_two_speakers_of_nothing_in_common_have_not_changed_places() -> None:
    one, other = Said("Ada Brook said rats ate it.", "Ada Brook"), Said("Rolf Ames said fares rose.", "Rolf Ames")
    assert kinds_between(one, other) == []


def test_two_descriptions_with_words_in_common_are_of_one_speaker() -> None:
    owner = "The owner of the largest ferry line in Lund harbour, north quay"
    head = "A rich head of that big ferry fleet of Lund"
    one, other = (Said(f"{who} said rats ate the cargo.", who) for who in (owner, head))
    assert kinds_between(one, other) == []
    assert kinds_between(one, Said("A weary docker of Malm said rats ate the cargo.", "A weary docker of Malm")) == [
        "attribution"
    ]
