"""Debts: which credits carry a report, and which names mean one newsroom."""

import pytest
from tests.lineage.pages import INDEPENDENT, reading

from headwater.lineage.press import debts, same_newsroom
from headwater.model import CreditKind

Given = list[tuple[str, str, CreditKind]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Anstow Post", "Anstow Post", True),
        ("BBC", "BBC News", True),
        ("AFP", "Agence France-Presse", True),
        ("HuffPost", "The Huffington Post", True),
        ("Anstow Post", "Carrow Post", False),
        ("News", "Daily News", False),
        ("Associated Press", "Press Association", False),
        ("Post", "Carrow Post", False),
    ],
)
def test_one_newsroom(one: str, other: str, same: bool) -> None:
    assert same_newsroom(one, other) is same
    assert same_newsroom(other, one) is same


def test_a_credit_in_the_lead_is_a_debt_and_an_aside_is_none() -> None:
    lead = reading("Norwire has it. " + INDEPENDENT, credits=[("Norwire has", "Norwire", "credit")])
    aside = reading(INDEPENDENT + " So says Norwire.", credits=[("says Norwire", "Norwire", "credit")])
    assert [(debt.outlet, debt.whole) for debt in debts(lead)] == [("Norwire", False)]
    assert debts(aside) == ()


def test_agency_copy_is_owed_as_a_whole_wherever_it_is_marked() -> None:
    given: Given = [("(Norwire)", "Norwire", "wire")]
    (debt,) = debts(reading(INDEPENDENT + " (Norwire)", credits=given))
    assert debt.whole


def test_three_credits_carry_a_report() -> None:
    text = INDEPENDENT + " Norwire says so. Norwire adds this. Norwire ends there."
    given: Given = [(f"Norwire {word}", "Norwire", "credit") for word in ("says", "adds", "ends")]
    assert [debt.whole for debt in debts(reading(text, credits=given))] == [True]


def test_nobody_owes_to_itself() -> None:
    given: Given = [("Norwire has", "Norwire", "credit")]
    assert debts(reading("Norwire has it. " + INDEPENDENT, outlet="The Norwire", credits=given)) == ()
