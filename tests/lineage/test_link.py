"""Links: what each kind of evidence adds, and who follows whom."""

from tests.lineage.pages import CONFERENCE, INDEPENDENT, ORIGINAL, UNRELATED, linked, reading

from headwater.lineage.score import Signals
from headwater.model import CreditKind

WHOLE: list[tuple[str, str, CreditKind]] = [("(Norwire)", "Norwire", "wire")]
ONCE: list[tuple[str, str, CreditKind]] = [("(Norwire)", "Norwire", "credit")]


def pair(*credits: list[tuple[str, str, CreditKind]]) -> float:
    """The log-odds of two reports of one subject that credit like this."""
    texts = ("(Norwire) " + INDEPENDENT, CONFERENCE.replace("PELL — The", "PELL — (Norwire) The"))
    pile = [reading(text, credits=given) for text, given in zip(texts, credits, strict=True)]
    return linked(pile).odds(0, 1)


def test_all_from_one_outlet_is_evidence_and_one_mention_is_none() -> None:
    assert pair(WHOLE, WHOLE) > pair(WHOLE, []) + 1
    assert pair(ONCE, ONCE) == pair(WHOLE, ONCE) == pair(WHOLE, []) == pair([], [])


def test_a_credit_to_the_other_is_evidence() -> None:
    one = reading("(Norwire) " + INDEPENDENT, credits=ONCE)
    assert linked([one, reading(CONFERENCE, outlet="Norwire")]).odds(0, 1) > linked([one, reading(CONFERENCE)]).odds(
        0, 1
    )


def test_each_signal_counts() -> None:
    plain = Signals(1.0, 1.0, 0.1)
    assert Signals(2.0, 1.0, 0.1).log_odds > plain.log_odds
    assert Signals(1.0, 2.0, 0.1).log_odds > plain.log_odds
    assert Signals(1.0, 1.0, 0.2).log_odds > plain.log_odds


def test_people_add_up_to_a_limit() -> None:
    names = ("Ilo", "Ansa", "Bero", "Cade", "Doma", "Ebba")
    texts = [" ".join(f"One {trade}, {name}, said so." for name in names) for trade in ("mason", "stoker")]
    one = linked([reading(text.split(" One")[0]) for text in texts]).link(0, 1)
    all_ = linked([reading(text) for text in texts]).link(0, 1)
    assert one and all_
    assert 0 < one.people < all_.people < 6 * one.people


def test_copies_follow_one_of_their_length() -> None:
    other = INDEPENDENT.replace("mud", "silt")
    both = "\n".join((INDEPENDENT, ORIGINAL, CONFERENCE, UNRELATED))
    texts = [both, INDEPENDENT, other, other.replace("perch", "fish"), UNRELATED]
    found = linked([reading(text, str(i)) for i, text in enumerate(texts)])
    name = {place: found.pile.readings[place].text.name for place in range(5)}
    leaders = {name[place]: name[leader] for place, leader in found.leader.items()}
    assert leaders["0"] == "0" and leaders["4"] == "4"  # it holds more than they do; it is another report
    (one,) = {leaders[each] for each in "123"}
    assert one in "123"


def test_two_copies_of_one_report_need_no_comparison() -> None:
    texts = [INDEPENDENT, INDEPENDENT.replace("mud", "silt"), INDEPENDENT.replace("perch", "fish"), UNRELATED]
    found = linked([reading(text, str(i)) for i, text in enumerate(texts)])
    (leader,) = {leader for place, leader in found.leader.items() if leader != place}
    one, other = (place for place, its in found.leader.items() if its == leader and place != leader)
    less = found.linked(range(4), {pair: link for pair, link in found.between.items() if set(pair) != {one, other}})
    assert less.odds(one, other) == min(found.odds(one, leader), found.odds(other, leader)) > 3
    assert less.measured(one, other) == found.odds(one, other)
