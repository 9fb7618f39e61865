"""How many go is another measure than how many are there."""

import pytest
from tests.findings.pile import Said, reading

from headwater.findings.measure import other_measure
from headwater.model import Claim


def claim(words: str, figure: str, value: float, unit: str = "goat") -> Claim:
    (one,) = reading("argus", [Said(words, None, figure, value, value, unit=unit)]).claims
    return one


SENT = claim("Some 1,240 goats were sent to Skerry in May.", "1,240", 1240)


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (claim("About 400 goats were in Skerry in May.", "400", 400), True),
        (claim("About 400 goats were sent to Skerry in May.", "400", 400), False),
        (claim("Some 1,240 goats were in Skerry in May.", "1,240", 1240), False),
        (claim("About 400 tents were in Skerry in May.", "400", 400, "tent"), False),
        (claim("About 400 goats were sent and remain in Skerry.", "400", 400), False),
    ],
)
def test_who_goes_and_who_is_there(other: Claim, apart: bool) -> None:
    assert other_measure(SENT, other) is apart and other_measure(other, SENT) is apart


def test_a_wage_and_what_is_left_of_it() -> None:
    earned = claim("The smiths earn 800 crowns a month.", "800 crowns", 800, "crown")
    left = claim("The remainder, 150 crowns a month, is paid in June.", "150 crowns", 150, "crown")
    assert other_measure(earned, left)
    assert not other_measure(earned, claim("The smiths earn 150 crowns a month.", "150 crowns", 150, "crown"))
