"""Links: what each kind of evidence adds, and the topic that is taken off."""

import numpy as np
from tests.lineage.pages import CONFERENCE, INDEPENDENT, ORIGINAL, REWORDED, UNRELATED, linked, reading

from headwater.lineage.link import topics
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
    assert Signals(2.0, 1.0, 0.1).log_odds() > plain.log_odds()
    assert Signals(1.0, 2.0, 0.1).log_odds() > plain.log_odds()
    assert Signals(1.0, 1.0, 0.2).log_odds() > plain.log_odds()


def test_people_add_up_to_a_limit() -> None:
    names = ("Ilo", "Ansa", "Bero", "Cade", "Doma", "Ebba")
    texts = [" ".join(f"One {trade}, {name}, said so." for name in names) for trade in ("mason", "stoker")]
    one = linked([reading(text.split(" One")[0]) for text in texts]).link(0, 1)
    all_ = linked([reading(text) for text in texts]).link(0, 1)
    assert one and all_
    assert 0 < one.people < all_.people < 6 * one.people


def test_the_topic_is_what_unrelated_families_share() -> None:
    pile = [reading(text) for text in (ORIGINAL, REWORDED, INDEPENDENT, CONFERENCE, UNRELATED)]
    before = linked(pile)
    a, b = np.array(list(before.between)).T
    words = np.array([link.signals.words for link in before.between.values()])
    assert topics(a, b, words, np.zeros(5, int)) == {}
    topic = topics(a, b, words, np.arange(5))
    assert any(value < 0 for value in topic.values())
    apart = before.linked(range(5), before.between, topic)
    assert all(apart.odds(*each) >= before.odds(*each) for each in before.between)
    assert any(apart.odds(*each) > before.odds(*each) for each in before.between)
