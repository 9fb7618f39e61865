"""Which claims may say the same: within a family by order and counterparts, across families by what they are about."""

from dataclasses import replace

from tests.findings.pile import Said, lineage, reading

from headwater.findings.about import stems
from headwater.findings.likeness import Table
from headwater.findings.place import place
from headwater.findings.similarity import Compared, across, compare, retold
from headwater.model import Claim, Lineage, Reading, Time

Pairs = dict[tuple[int, int], float]
FILLER = (
    Said("Divers brought up two bronze bells from the harbour mud."),
    Said("Bakers in the old town have gone on strike for cheaper flour."),
)


def compared(pile: list[Reading], found: Lineage) -> tuple[Compared, Pairs, Pairs]:
    """The claims compared, the pairs within families, and those across them if no claim is a retelling."""
    claims = [claim for each in pile for claim in each.claims]
    where = place(pile, claims, found)
    held = compare(claims, stems(claims, {each.report: each.text for each in pile}), where, Table())
    return held, retold(held, where), across(held, where, range(len(claims)))


def strangers(first: Said, second: Said, subjects: tuple[str | None, str | None] = (None, None)) -> float:
    """How alike the first claims of two unrelated reports are."""
    pile = [reading("argus", [first, FILLER[0]]), reading("standard", [second, FILLER[1]])]
    pile = [
        replace(each, claims=(replace(each.claims[0], subject=subject), *each.claims[1:]))
        for each, subject in zip(pile, subjects, strict=True)
    ]
    return compared(pile, lineage(pile))[2].get((0, 2), 0.0)


def test_order_speaks_for_what_stands_between_two_known_claims() -> None:
    told = [
        Said("The ferry struck the east pier before dawn."),
        Said("The chief steward saw a broken hinge."),
        Said("Rain put off the wool fair on the island."),
    ]
    again = [told[0], Said("A steward had seen the hinge."), told[2]]
    in_order = [reading("argus", told), reading("brief", again)]
    moved = [in_order[0], reading("brief", [again[1], told[2], told[0]])]
    scores = []
    for pile, at in ((in_order, 4), (moved, 3)):
        _, pairs, _ = compared(pile, lineage(pile, {"brief": "argus"}))
        scores.append(pairs[1, at])
    assert scores[0] > scores[1]


def test_reports_of_one_origin_are_a_family_even_if_neither_derives_from_the_other() -> None:
    words = Said("The ferry struck the east pier before dawn.")
    pile = [reading(name, [words]) for name in ("argus", "brief", "courier", "daily")]
    found = lineage(pile, {"brief": "argus", "courier": "brief", "daily": "argus"})
    _, pairs, others = compared(pile, found)
    assert (2, 3) in pairs and not others


def test_two_claims_about_others_by_name_are_not_one() -> None:
    first, second = (
        Said("The level of the Vell lake fell last week."),
        Said("The level of the Tarn lake fell last week."),
    )
    unlike = strangers(first, second, ("The level of the Vell lake", "The level of the Tarn lake"))
    alike = strangers(first, first, ("The level of the Vell lake", "The level of the Vell lake"))
    assert alike > 0.5 and unlike < 0.2


def test_two_claims_of_other_years_are_not_one() -> None:
    def of(year: str, claim: Claim) -> Claim:
        at = claim.start + claim.quote.index(year)
        when = Time(at, at + 4, year, "DATE", year, f"{year}-01-01", f"{year}-12-31")
        return replace(claim, times=(when,))

    scores = []
    for year in ("2029", "2030"):
        pile = [
            reading("argus", [Said("The province lost sheep to the drought in 2029."), FILLER[0]]),
            reading("standard", [Said(f"The province lost sheep to the drought in {year}."), FILLER[1]]),
        ]
        for at, when in ((0, "2029"), (1, year)):
            pile[at] = replace(pile[at], claims=(of(when, pile[at].claims[0]), pile[at].claims[1]))
        scores.append(compared(pile, lineage(pile))[2].get((0, 2), 0.0))
    assert scores[0] > 0.5 > 0.2 > scores[1]


def test_thirty_bangs_may_be_thirty_shots_but_not_thirty_days() -> None:
    first = Said("The guard counted 30 bangs.", None, "30", 30, 30, unit="bang")
    shots = Said("The guard counted 30 shots.", None, "30", 30, 30, unit="shot")
    days = Said("The guard counted 30 days.", None, "30", 30, 30, unit="day")
    assert strangers(first, shots) > strangers(first, days)


def test_a_report_may_say_a_thing_twice() -> None:
    pile = [
        reading("argus", [Said("The bow door of the ferry was open."), *FILLER, Said("The ferry’s bow door was open.")])
    ]
    assert compared(pile, lineage(pile))[2][0, 3] > 0.3
