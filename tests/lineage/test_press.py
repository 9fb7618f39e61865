"""Debts: which credits carry a report, and which names mean one newsroom."""

from dataclasses import replace

import pytest
from tests.lineage.pages import INDEPENDENT, reading

from headwater.errors import UsageError
from headwater.lineage.columns import columns
from headwater.lineage.evidence import credit
from headwater.lineage.press import debts, mention, newsrooms
from headwater.model import Credit, CreditKind, Removed

Given = list[tuple[str, str, CreditKind]]
ROOMS = newsrooms()


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
    assert ROOMS.same(one, other) is same
    assert ROOMS.same(other, one) is same


def test_a_credit_in_the_lead_is_a_debt_and_an_aside_is_none() -> None:
    lead = reading("Norwire has it. " + INDEPENDENT, credits=[("Norwire has", "Norwire", "credit")])
    aside = reading(INDEPENDENT + " So says Norwire.", credits=[("says Norwire", "Norwire", "credit")])
    assert [(debt.outlet, debt.whole) for debt in debts(lead, ROOMS)] == [("Norwire", False)]
    assert debts(aside, ROOMS) == ()


def test_agency_copy_is_owed_as_a_whole_wherever_it_is_marked() -> None:
    given: Given = [("(Norwire)", "Norwire", "wire")]
    (debt,) = debts(reading(INDEPENDENT + " (Norwire)", credits=given), ROOMS)
    assert debt.whole


def test_three_credits_carry_a_report() -> None:
    text = INDEPENDENT + " Norwire says so. Norwire adds this. Norwire ends there."
    given: Given = [(f"Norwire {word}", "Norwire", "credit") for word in ("says", "adds", "ends")]
    assert [debt.whole for debt in debts(reading(text, credits=given), ROOMS)] == [True]


def test_nobody_owes_to_itself() -> None:
    given: Given = [("Norwire has", "Norwire", "credit")]
    assert debts(reading("Norwire has it. " + INDEPENDENT, outlet="The Norwire", credits=given), ROOMS) == ()


def test_users_add_newsrooms_of_their_own() -> None:
    rooms = newsrooms("# one owner, one desk\nCarrow Mail, Carrow Evening Mail, The Pell Sheet\n\n")
    assert rooms.same("Pell Sheet", "The Carrow Mail")
    assert rooms.same("AFP", "Agence France-Presse")
    assert not ROOMS.same("Pell Sheet", "The Carrow Mail")


def test_a_newsroom_of_one_name_is_refused_with_its_line() -> None:
    with pytest.raises(UsageError, match=r"line 2 .*The Pell Sheet"):
        newsrooms("Carrow Mail, Carrow Evening Mail\nThe Pell Sheet")


@pytest.mark.parametrize(
    ("lead", "owed"),
    [
        ("Nets come up slick with oil, Silt & Shore reports. ", True),
        ("According to the Silt & Shore the perch are gone. ", True),
        ("The Silt & Shore wrote on Friday of ruined nets. ", True),
        ("Silt & Shore is printed in Pell on grey paper. ", False),
        ("The boats bring up silt & shore birds, reports a diver. ", False),
    ],
)
def test_an_outlet_of_the_case_is_credited_by_its_name_though_no_list_has_it(lead: str, owed: bool) -> None:
    found = mention(reading(lead + INDEPENDENT), "Silt & Shore", ROOMS)
    assert (found is not None) is owed
    if found:
        assert "Silt & Shore" in found.first.quote


def test_a_page_owes_nothing_to_the_name_on_its_own_masthead() -> None:
    text = INDEPENDENT.replace("he said", "he told Coast FM")
    given: Given = [("told Coast FM", "Coast FM", "credit")]
    page = reading(text.replace("Fishermen", "Brandel told Coast FM: fishermen", 1), credits=given)
    removed = Removed("Coast FM 101.3", 0, 14, "furniture")
    own = replace(page, text=replace(page.text, removed=(removed,)))
    assert debts(page, ROOMS) and not debts(own, ROOMS)


def test_what_the_pages_own_data_says_is_a_debt_of_the_whole_and_evidence_in_words() -> None:
    page = replace(reading(INDEPENDENT), credits=(Credit(0, 0, "", "Agence France-Presse", "wire"),))
    (debt,) = debts(page, ROOMS)
    assert debt.whole and debt.wire
    shown = credit(columns([page]).reports[0], debt, 4.0)
    assert shown.words == "the page’s own data names Agence France-Presse" and shown.where == ()
