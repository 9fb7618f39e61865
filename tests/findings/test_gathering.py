"""Findings of invented piles: what is put together, how many origins are counted, and why."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.findings.pile import Said, lineage, reading

from headwater.findings import gather
from headwater.model import Aligned, Finding, Findings, Lineage, NameKind, Passage, Reading, Root, Time

SANK = Said(
    "Ada Brook said 412 passengers drowned when the ferry sank.", "Ada Brook", "412", 412, 412, unit="passenger"
)
WEATHER = Said("The wool fair on the island was put off by rain.")
BELLS = Said("Divers brought up two bronze bells from the harbour mud.")
BAKERS = Said("Bakers in the old town have gone on strike for cheaper flour.")


def finding(findings: Findings, words: str, readings: list[Reading]) -> Finding:
    """The finding that holds the claim with these words."""
    claims = {c.id for r in readings for c in r.claims if words in c.quote}
    (found,) = [f for f in findings.findings if claims & set(f.claims)]
    return found


def test_nothing_gives_nothing() -> None:
    assert gather([], Lineage()) == Findings()


def test_the_same_claim_of_a_copy_is_one_origin() -> None:
    pile = [
        reading("argus", [SANK, WEATHER], {"Ada Brook": "person"}),
        reading(
            "brief", [Said("When the ferry sank 412 passengers drowned.", None, "412", 412, 412, unit="passenger")]
        ),
    ]
    found = finding(gather(pile, lineage(pile, {"brief": "argus"})), "412", pile)
    assert found.reports == ("argus", "brief")
    assert (found.origins_low, found.origins_high, found.standing) == (1, 1, "one origin")
    assert found.origins == ("argus",)
    assert [set(each) for each in found.behind] == [set(found.claims)]
    assert (found.low, found.high, found.unit) == (412, 412, "passenger")
    assert found.statement == SANK.words
    assert any("go back to argus" in why for why in found.reasons)


def test_other_claims_stay_apart() -> None:
    pile = [reading("argus", [SANK, BELLS]), reading("standard", [WEATHER, BAKERS])]
    assert all(len(f.claims) == 1 for f in gather(pile, lineage(pile)).findings)


def two(first: str | None, second: str | None, **more: object) -> tuple[Finding, list[Reading]]:
    """Two unrelated reports of one fact, given to these people."""
    kinds: dict[str, NameKind] = {
        "Ada Brook": "person",
        "Rolf Ames": "person",
        "Brook": "person",
        "Callan Ferries": "body",
    }

    def said(speaker: str | None) -> Said:
        tag = f"{speaker} said " if speaker else ""
        return Said(f"{tag}412 passengers drowned when the ferry sank.", speaker, "412", 412, 412, unit="passenger")

    pile = [
        reading("argus", [said(first), WEATHER], kinds),
        reading("standard", [said(second), BAKERS], kinds),
    ]
    possible = [("argus", "standard")] if more.get("possible") else []
    return finding(gather(pile, lineage(pile, possible=possible)), "412", pile), pile


def test_different_named_informants_are_independent() -> None:
    found, _ = two("Ada Brook", "Rolf Ames")
    assert (found.origins_low, found.origins_high, found.standing) == (2, 2, "independent origins")
    assert found.informants == ("Ada Brook", "Rolf Ames")
    assert any("independent" in why and "Rolf Ames" in why for why in found.reasons)


def test_one_informant_heard_by_two_outlets_is_one_origin() -> None:
    found, pile = two("Ada Brook", "Ada Brook")
    assert (found.origins_low, found.origins_high, found.heard_by) == (1, 1, 2)
    informants = gather(pile, lineage(pile)).informants
    assert [(o.name, o.kind, o.reports) for o in informants] == [("Ada Brook", "informant", ("argus", "standard"))]
    assert found.origins == (informants[0].id,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (None, None),  # a fact given to nobody
        ("a harbour guard", "a harbour guard"),  # the same description is not the same person
        ("Ada Brook", "a harbour guard"),
        ("the harbour guard", "the harbour guard"),
        ("a company", "a company"),  # one of many
        ("Rolf Ames", "Ada Brook’s lawyer"),  # somebody of hers
        ("Ada Brook", "Callan Ferries"),  # a body speaks through people
    ],
)
def test_what_is_not_shown_is_not_established(first: str | None, second: str | None) -> None:
    found, _ = two(first, second)
    assert (found.origins_low, found.origins_high, found.standing) == (1, 2, "not established")


@pytest.mark.parametrize(("others", "high"), [([], 1), (["Rolf Brook"], 2)])
def test_a_surname_is_the_one_person_of_the_pile_who_bears_it(others: list[str], high: int) -> None:
    names: dict[str, NameKind] = dict.fromkeys(("Ada Brook", "Brook", *others), "person")
    words = "{} said 412 passengers drowned when the ferry sank."
    told = [[Said(words.format(name), name, "412", 412, 412)] for name in ("Ada Brook", "Brook")]
    pile = [reading("argus", [*told[0], WEATHER], names), reading("standard", [*told[1], BAKERS], names)]
    pile += [reading("courier", [Said(f"{name} mends nets on the quay.")], names) for name in others]
    found = finding(gather(pile, lineage(pile)), "412", pile)
    assert (found.origins_low, found.origins_high) == (1, high)
    copied = finding(gather(pile, lineage(pile, {"courier": "argus"} if others else {})), "412", pile)
    assert copied.origins_high == 1  # a name that only a copy adds says nothing of who is who


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The coastguard", "A spokesman for the coastguard"),
        ("Police", "Local police"),
        ("Court papers", "The documents"),
    ],
)
def test_a_body_that_is_described_speaks_with_one_voice(first: str, second: str) -> None:
    found, _ = two(first, second)
    assert (found.origins_low, found.origins_high) == (1, 1)
    assert any("one speaker" in why for why in found.reasons)


def test_what_somebody_offers_in_public_has_one_informant_whoever_was_there() -> None:
    names: dict[str, NameKind] = {"Ada Brook": "person"}
    offered = Said("Ada Brook offered the crew 300 crowns a month.", None, "300", 300, 300, unit="crown")
    pile = [
        reading("argus", [replace(offered, predicate="offer"), WEATHER], names),
        reading("standard", [BAKERS, replace(offered, predicate="offer")], names),
    ]
    by_her = [replace(r, claims=tuple(replace(c, subject="Ada Brook") for c in r.claims)) for r in pile]
    assert finding(gather(by_her, lineage(by_her)), "300", pile).origins_high == 1
    paid = [replace(r, claims=tuple(replace(c, predicate=c.predicate and "pay") for c in r.claims)) for r in by_her]
    assert finding(gather(paid, lineage(paid)), "300", pile).origins_high == 2


def test_what_is_credited_to_an_outlet_goes_back_to_its_report() -> None:
    words = "{} said 412 passengers drowned when the ferry sank."
    told = Said("412 passengers drowned when the ferry sank.", None, "412", 412, 412)
    pile = [
        reading("argus", [told, WEATHER]),
        reading("standard", [Said(words.format("The Argus"), "The Argus"), BAKERS]),
    ]
    apart = finding(gather(pile, lineage(pile)), "412", pile)
    pile[0] = replace(pile[0], text=replace(pile[0].text, outlet="Argus"))
    joined = finding(gather(pile, lineage(pile)), "412", pile)
    assert (apart.origins_high, joined.origins_high) == (2, 1)
    assert any("is credited" in why for why in joined.reasons)


def test_a_report_put_together_from_two_holds_their_origins_together() -> None:
    told = Said("412 passengers drowned when the ferry sank.", None, "412", 412, 412)
    again = Said("When the ferry sank 412 of its passengers drowned.", None, "412", 412, 412)
    pile = [reading("argus", [told, WEATHER]), reading("standard", [BAKERS, again]), reading("brief", [told, again])]
    traced = lineage(pile)
    first = pile[2].claims[1].start
    halves = (Root("brief", 0, first, "argus"), Root("brief", first, 10_000, "standard"))
    traced = replace(traced, roots=(*(r for r in traced.roots if r.report != "brief"), *halves))
    found = finding(gather(pile, traced), "412", pile)
    assert found.origins_high == 1
    assert any("brief draws on several" in why for why in found.reasons)


def test_papers_in_hand_of_two_outlets_may_be_the_same_papers() -> None:
    seen = "412 passengers drowned when the ferry sank, documents seen by the {} show."
    pile = [
        reading("argus", [Said(seen.format("Argus"), None, "412", 412, 412), WEATHER]),
        reading("standard", [Said(seen.format("Standard"), None, "412", 412, 412), BAKERS]),
    ]
    found = finding(gather(pile, lineage(pile)), "412", pile)
    assert (found.origins_low, found.origins_high) == (1, 2)
    assert any("the same papers" in why for why in found.reasons)


def test_a_possible_copy_is_never_counted_as_a_second_origin() -> None:
    found, _ = two("Ada Brook", "Rolf Ames", possible=True)
    assert (found.origins_low, found.origins_high) == (1, 2)


def test_first_hand_reporting_is_access_of_its_own() -> None:
    pile = [
        reading(
            "argus", [Said("Our reporter counted 40 lifejackets without straps.", None, "40", 40, 40, unit="jacket")]
        ),
        reading("standard", [Said("We saw 40 lifejackets without straps.", None, "40", 40, 40, unit="jacket")]),
    ]
    found = finding(gather(pile, lineage(pile)), "40", pile)
    assert (found.origins_low, found.origins_high) == (2, 2)


def test_an_alignment_joins_what_has_no_word_in_common() -> None:
    pile = [
        reading("argus", [SANK, Said("Nobody aboard had been told where the boats were.")]),
        reading("brief", [Said("Evacuation drills were unknown.")]),
    ]
    first, second = pile[0].claims[1], pile[1].claims[0]
    plain = lineage(pile, {"brief": "argus"})
    link = Aligned(
        Passage("argus", first.start, first.end, first.quote),
        Passage("brief", second.start, second.end, second.quote),
        "rewritten",
    )
    assert finding(gather(pile, plain), "Evacuation", pile).reports == ("brief",)
    joined = Lineage(plain.derivations, (), plain.origins, plain.roots, (link,))
    assert finding(gather(pile, joined), "Evacuation", pile).reports == ("argus", "brief")


def test_independent_origins_with_other_values_are_disputed() -> None:
    kinds: dict[str, NameKind] = {"Ada Brook": "person", "Rolf Ames": "person"}

    def said(speaker: str, number: str, value: float) -> Said:
        words = f"{speaker} said {number} passengers drowned when the ferry sank."
        return Said(words, speaker, number, value, value, unit="passenger")

    pile = [
        reading("argus", [said("Ada Brook", "412", 412), WEATHER], kinds),
        reading("standard", [said("Rolf Ames", "390", 390), BAKERS], kinds),
    ]
    found = finding(gather(pile, lineage(pile)), "412", pile)
    assert found.disputed
    assert (found.low, found.high) == (390, 412)
    copied = finding(gather(pile, lineage(pile, {"standard": "argus"})), "412", pile)
    assert not copied.disputed
    assert [d.kind for d in copied.drift] == ["attribution"] or [d.kind for d in copied.drift] == ["value"]


def test_one_template_about_two_years_is_two_findings() -> None:
    pile = []
    for report, year, number, value in (("vell", "2029", "70,000", 70_000), ("tarn", "2030", "45,000", 45_000)):
        words = f"In {year} the province lost {number} sheep to the drought."
        (claim,) = reading(report, [Said(words, None, number, value, value, unit="sheep")]).claims
        when = Time(3, 7, year, "DATE", year, f"{year}-01-01", f"{year}-12-31")
        pile.append(Reading(reading(report, [Said(words)]).text, claims=(replace(claim, times=(when,)),)))
    pile += [reading("argus", [WEATHER, BELLS, BAKERS])]
    assert len(gather(pile, lineage(pile)).findings) == 5
    undated = [replace(r, claims=tuple(replace(c, times=()) for c in r.claims)) for r in pile]
    assert len(gather(undated, lineage(undated)).findings) == 4


def test_a_finding_is_stated_in_a_whole_sentence() -> None:
    fragment = about_what(reading("argus", [Said("and 412 passengers drowned when the ferry sank.")]), None)
    whole = about_what(
        reading("standard", [Said("Some 412 passengers drowned when the ferry sank off Harn.")]), "passengers"
    )
    pile = [fragment, whole]
    assert finding(gather(pile, lineage(pile)), "412", pile).statement.startswith("Some 412")


def about_what(one: Reading, subject: str | None) -> Reading:
    return replace(one, claims=tuple(replace(claim, subject=subject) for claim in one.claims))


def test_a_count_without_a_noun_goes_with_any() -> None:
    pile = [
        reading("argus", [Said("The night blast at the Harn quarry left 11 dead.", None, "11", 11, 11), BELLS]),
        reading(
            "standard",
            [
                BAKERS,
                Said("The night blast at the Harn quarry caused eight deaths.", None, "eight", 8, 8, unit="death"),
            ],
        ),
    ]
    found = finding(gather(pile, lineage(pile)), "11", pile)
    assert (found.low, found.high, found.disputed) == (8, 11, True)


COPIES = st.lists(st.tuples(st.integers(0, 3), st.sampled_from([None, "Ada Brook", "Rolf Ames", "We"])), max_size=4)


@settings(max_examples=40, deadline=None)
@given(COPIES)
def test_a_copy_never_raises_a_count(copies: list[tuple[int, str | None]]) -> None:
    """Whatever a copy adds, a name or a "we saw", the findings of the pile gain no origin by it."""
    kinds: dict[str, NameKind] = {"Ada Brook": "person", "Rolf Ames": "person"}
    base = [
        reading("r0", [SANK, WEATHER], kinds),
        reading("r1", [Said("A guard said 412 passengers drowned when the ferry sank.", "A guard", "412", 412, 412)]),
        reading("r2", [Said("The ferry sank and 412 passengers drowned.", None, "412", 412, 412), BELLS]),
        reading("r3", [BAKERS, Said("Two bronze bells were brought up by divers.")]),
    ]
    before = finding(gather(base, lineage(base)), SANK.words, base)
    parents, pile = {}, list(base)
    for number, (parent, speaker) in enumerate(copies):
        name = f"copy{number}"
        tag = "We saw that " if speaker == "We" else f"{speaker} said " if speaker else ""
        words = f"{tag}412 passengers drowned when the ferry sank."
        said = Said(words, speaker if speaker != "We" else None, "412", 412, 412, unit="passenger")
        pile.append(reading(name, [said], kinds))
        parents[name] = f"r{parent}"
    after = finding(gather(pile, lineage(pile, parents)), SANK.words, pile)
    assert after.origins_low <= max(1, before.origins_low)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_pile_is_of_no_effect(shuffle: random.Random) -> None:
    pile = [
        reading("argus", [SANK, WEATHER, BELLS], {"Ada Brook": "person"}),
        reading("brief", [Said("When the ferry sank 412 passengers drowned.", None, "412", 412, 412)]),
        reading("standard", [BAKERS, Said("Divers found two bells of bronze in the harbour.")]),
    ]
    parents = {"brief": "argus"}
    shuffled = list(pile)
    shuffle.shuffle(shuffled)
    assert gather(shuffled, lineage(shuffled, parents)) == gather(pile, lineage(pile, parents))


def test_every_claim_is_in_one_finding_and_low_is_never_above_high() -> None:
    pile = [
        reading("argus", [SANK, WEATHER, BELLS], {"Ada Brook": "person"}),
        reading("standard", [BAKERS, SANK], {"Ada Brook": "person"}),
    ]
    found = gather(pile, lineage(pile)).findings
    claims = [c for f in found for c in f.claims]
    assert sorted(claims) == sorted(c.id for r in pile for c in r.claims)
    assert all(1 <= f.origins_low <= f.origins_high <= len(f.origins) for f in found)


def test_an_outlet_and_a_dateline_are_no_named_informants() -> None:
    for name, high in (("The Argus", 1), ("FENWICK", 2)):
        kinds: dict[str, NameKind] = {name: "body", "Rolf Ames": "person"}
        said = f"{name}, March 3 - 412 passengers drowned when the ferry sank."
        pile = [
            reading("argus", [Said(said, name, "412", 412, 412, unit="passenger")], kinds),
            two("Rolf Ames", None)[1][0],
        ]
        pile[1] = replace(
            pile[1],
            text=replace(pile[1].text, report="standard", name="standard", outlet="The Argus"),
            claims=tuple(replace(c, id=f"other-{n}", report="standard") for n, c in enumerate(pile[1].claims)),
        )
        found = finding(gather(pile, lineage(pile)), "412", pile)
        assert (found.origins_low, found.origins_high) == (1, high)


def test_an_unseen_origin_without_a_name_is_told_in_words() -> None:
    pile = [reading("brief", [SANK]), reading("digest", [SANK])]
    traced = lineage(pile, {"brief": "unseen", "digest": "unseen"})
    traced = replace(traced, origins=tuple(replace(o, name="", names=()) for o in traced.origins))
    found = finding(gather(pile, traced), "412", pile)
    assert "brief, digest go back to an origin that none of them names: one origin" in found.reasons


@pytest.mark.parametrize(("possible", "low"), [([], 2), ([("herald", "tribune")], 1)])
def test_a_possible_pair_of_two_families_stands_for_all_of_their_reports(
    possible: list[tuple[str, str]], low: int
) -> None:
    names: dict[str, NameKind] = {"Ada Brook": "person", "Rolf Ames": "person"}

    def said(speaker: str) -> Said:
        words = f"{speaker} said 412 passengers drowned when the ferry sank."
        return Said(words, speaker, "412", 412, 412, unit="passenger")

    pile = [
        reading("argus", [said("Ada Brook"), WEATHER], names),
        reading("herald", [WEATHER]),
        reading("standard", [said("Rolf Ames"), BAKERS], names),
        reading("tribune", [BAKERS]),
    ]
    parents = {"herald": "argus", "tribune": "standard"}
    found = finding(gather(pile, lineage(pile, parents, possible)), "412", pile)
    assert (found.origins_low, found.origins_high) == (low, 2)
