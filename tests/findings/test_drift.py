"""Which claims of a finding are before and after."""

import pytest
from tests.findings.pile import Said, lineage, reading

from headwater.findings.access import accesses
from headwater.findings.drift import drifts
from headwater.findings.place import place

COULD = Said("Up the coast 1,240 goats could be shipped", None, "1,240", 1240, 1240, unit="goat", modality="possible")
WILL = Said("The herd of 1,240 will sail, traders expect", None, "1,240", 1240, 1240, unit="herd", modality="expected")
FEW = Said("Up the coast 3 goats could be shipped", None, "3", 3, 3, unit="goat", modality="possible")
FEW_LATER = Said("The herd of 3 will sail, traders expect", None, "3", 3, 3, unit="herd", modality="expected")


@pytest.mark.parametrize(("before", "after", "kinds"), [(COULD, WILL, ["modality"]), (FEW, FEW_LATER, [])])
def test_an_unusual_figure_ties_claims_whose_words_differ(before: Said, after: Said, kinds: list[str]) -> None:
    pile = [reading("argus", [before]), reading("brief", [after])]
    claims = [claim for each in pile for claim in each.claims]
    where = place(pile, claims, lineage(pile, {"brief": "argus"}))
    found = drifts(claims, where, accesses(pile), {})
    assert [drift.kind for drift in found] == kinds
