"""How likely claims state the same: their signs, the margin over others, and what keeps unlinked claims apart."""

from dataclasses import replace

from tests.findings.pile import Said, lineage, reading

from headwater.findings.about import stems
from headwater.findings.kept import Pairs
from headwater.findings.likeness import Table
from headwater.findings.place import place
from headwater.findings.similarity import NOTHING, Signs, compare, margins, signs
from headwater.model import Claim, Lineage, Reading, Time

FILLER = (
    Said("Divers brought up two bronze bells from the harbour mud."),
    Said("Bakers in the old town have gone on strike for cheaper flour."),
)
Found = tuple[dict[tuple[int, int], Signs], Pairs]


def compared(pile: list[Reading], found: Lineage, own_work: frozenset[str] = frozenset()) -> Found:
    """The signs of the pairs of a pile, and how likely they are one."""
    claims = [claim for each in pile for claim in each.claims]
    where = place(pile, claims, found)
    held = stems(claims, {each.report: each.text for each in pile})
    return signs(claims, held, where, Table()), compare(claims, held, where, Table(), own_work)


def strangers(first: Said, second: Said, subjects: tuple[str | None, str | None] = (None, None)) -> float:
    """How likely the first claims of two unrelated reports are one."""
    pile = [reading("argus", [first, FILLER[0]]), reading("standard", [second, FILLER[1]])]
    pile = [
        replace(each, claims=(replace(each.claims[0], subject=subject), *each.claims[1:]))
        for each, subject in zip(pile, subjects, strict=True)
    ]
    return compared(pile, lineage(pile))[1].get((0, 2), 0.0)


def test_a_claim_held_in_a_longer_one_is_more_like_it_than_its_cosine_says() -> None:
    short = Said("The bow door of the ferry was open.")
    long = Said("The bow door of the ferry was open, and a deckhand had asked the owners for a new hinge in vain.")
    both = Said("The bow door of the tug was open, and a deckhand had asked the owners for a new rudder in vain.")
    pile = [reading("argus", [short]), reading("standard", [long]), reading("herald", [both])]
    found, _ = compared(pile, lineage(pile))
    assert found[0, 1].words > 0.5
    assert found[0, 1].words > found[0, 2].words


def test_the_words_around_speak_for_what_stands_between_two_known_claims() -> None:
    told = [
        Said("The ferry struck the east pier before dawn."),
        Said("The chief steward saw a broken hinge."),
        Said("Rain put off the wool fair on the island."),
    ]
    again = [told[0], Said("A steward had seen the hinge."), told[2]]
    pile = [reading("argus", told), reading("brief", again), reading("courier", [again[1], *FILLER])]
    found, likely = compared(pile, lineage(pile))
    assert found[1, 4].context > found[1, 6].context
    assert likely[1, 4] > likely[1, 6]


def test_neighbours_in_one_report_are_not_alike_for_standing_together() -> None:
    pile = [reading("argus", [Said("The bow door was open."), Said("The bow door had a new hinge.")])]
    assert compared(pile, lineage(pile))[0][0, 1].context == 0


def test_figures_and_rare_words_count() -> None:
    first = Said("The guard counted 230 bangs.", None, "230", 230, 230, unit="bang", predicate="count")
    other = Said("The guard heard 90 bangs.", None, "90", 90, 90, unit="bang", predicate="hear")
    none = Said("The guard heard bangs.")
    pile = [
        reading("argus", [first]),
        reading("standard", [first]),
        reading("herald", [other]),
        reading("post", [none]),
    ]
    found, _ = compared(pile, lineage(pile))
    assert found[0, 1].figures > found[0, 2].figures > 0 == found[0, 3].figures
    assert (found[0, 1].same_slot, found[0, 2].same_slot) == (True, False)
    assert (found[0, 1].one_figure, found[0, 3].one_figure) == (False, True)
    assert found[0, 1].rare > 0


def test_the_margin_is_over_the_next_best_of_the_other_report_both_ways() -> None:
    reports = ["a", "a", "b"]
    assert margins({(0, 2): 1.0, (1, 2): 0.0}, reports) == {(0, 2): 2.0 + 1.0, (1, 2): 2.0 - 1.0}
    assert margins({(0, 2): NOTHING}, reports) == {(0, 2): 0.0}


def test_two_claims_about_others_by_name_are_not_one() -> None:
    first, second = (
        Said("The level of the Vell lake fell last week."),
        Said("The level of the Tarn lake fell last week."),
    )
    unlike = strangers(first, second, ("The level of the Vell lake", "The level of the Tarn lake"))
    alike = strangers(first, first, ("The level of the Vell lake", "The level of the Vell lake"))
    assert alike > 0.5 and unlike < 0.3


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
        scores.append(compared(pile, lineage(pile))[1].get((0, 2), 0.0))
    assert scores[0] > 0.5 > 0.3 > scores[1]


def test_a_past_year_that_only_two_statements_name_speaks_for_their_being_one() -> None:
    def of(year: str, claim: Claim) -> Claim:
        at = claim.start + claim.quote.index(year)
        return replace(claim, times=(Time(at, at + 4, year, "DATE", year, f"{year}-01-01", f"{year}-12-31"),))

    first, second = (
        reading("argus", [Said("The ferry fair of the harbour goes back to 1788."), FILLER[0]]),
        reading("standard", [Said("Since 1788 the harbour has held its ferry fair."), FILLER[1]]),
    )
    pile = [replace(each, claims=(of("1788", each.claims[0]), each.claims[1])) for each in (first, second)]
    found, likely = compared(pile, lineage(pile))
    assert found[0, 2].one_date
    assert likely[0, 2] > compared([first, second], lineage(pile))[1].get((0, 2), 0.0)
    other = replace(second, claims=(reading("standard", [Said("Since 1788 the bells hang still.")]).claims[0],))
    apart = [pile[0], replace(other, claims=(of("1788", other.claims[0]),))]
    assert not any(sign.one_date for sign in compared(apart, lineage(apart))[0].values())  # all else is another thing
    news = [replace(each, text=replace(each.text, published="1789-06-04")) for each in pile]
    assert not compared(news, lineage(news))[0][0, 2].one_date


def test_one_saying_in_other_frames_is_quoted_by_both() -> None:
    pile = [
        reading("argus", [Said("What struck him as “a most peculiar ledger” was how to sell the wool.")]),
        reading("standard", [Said("It was “a most peculiar ledger”, Brook said, to sail without a pilot.")]),
    ]
    assert compared(pile, lineage(pile))[0][0, 1].quoted


def test_thirty_bangs_may_be_thirty_shots_but_not_thirty_days() -> None:
    first = Said("The guard counted 30 bangs.", None, "30", 30, 30, unit="bang")
    shots = Said("The guard counted 30 shots.", None, "30", 30, 30, unit="shot")
    days = Said("The guard counted 30 days.", None, "30", 30, 30, unit="day")
    pile = [reading("argus", [first]), reading("standard", [shots]), reading("herald", [days])]
    found, _ = compared(pile, lineage(pile))
    assert found[0, 1].figures > found[0, 2].figures == 0


def test_the_own_work_of_a_report_is_its_own() -> None:
    pile = [reading("argus", [Said("We spoke to 64 sailors.")]), reading("standard", [Said("We spoke to 64 sailors.")])]
    assert (0, 1) in compared(pile, lineage(pile))[1]
    assert (0, 1) not in compared(pile, lineage(pile), frozenset({pile[0].claims[0].id}))[1]
    assert (0, 1) in compared(pile, lineage(pile, {"standard": "argus"}), frozenset({pile[0].claims[0].id}))[1]


def test_a_report_may_say_a_thing_twice() -> None:
    pile = [
        reading("argus", [Said("The bow door of the ferry was open."), *FILLER, Said("The ferry’s bow door was open.")])
    ]
    assert compared(pile, lineage(pile))[1][0, 3] > 0.5
