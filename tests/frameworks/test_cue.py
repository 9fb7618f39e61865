"""The cue language: groups in any order, alternatives, vetoes, negation and figures."""

import pytest

from headwater.errors import UsageError
from headwater.frameworks.cue import Cue, Stems
from headwater.model import Claim, Modality, Polarity, Quantity


def claim(
    quote: str, *, polarity: Polarity = "positive", modality: Modality = "stated", hours: float | None = None
) -> Claim:
    figures = () if hours is None else (Quantity(0, 1, quote[:1], hours, hours, unit="hour"),)
    return Claim("c", "r", 0, len(quote), quote, figures, (), None, None, None, None, modality, polarity)


def fits(line: str, subject: Claim) -> bool:
    return Cue.parse(line).fits(Stems(subject.quote), subject)


def test_all_groups_must_stand_in_the_claim_in_any_order_or_inflection() -> None:
    line = "passport|identity card + take|keep"
    assert fits(line, claim("The skipper keeps all passports in a box"))
    assert fits(line, claim("Their identity cards were keeping dry"))
    assert not fits(line, claim("The skipper keeps a diary"))
    assert not fits(line, claim("He took a card that showed his identity"))  # the phrase must stand together


def test_a_veto_word_lifts_the_cue() -> None:
    assert not fits("licence + keep - library", claim("The library keeps every licence"))


def test_a_negative_claim_fits_only_a_cue_that_asks_for_it() -> None:
    unpaid = claim("No wage was paid in May", polarity="negative")
    assert fits("NO + wage + paid", unpaid)
    assert not fits("wage + paid", unpaid)
    assert not fits("wage + paid", claim("The wage was paid", modality="denied"))
    assert not fits("NO + wage + paid", claim("The wage was paid"))


def test_a_figure_must_reach_its_least() -> None:
    assert fits("shift + #hour>=12", claim("Shifts of 14 hours", hours=14))
    assert not fits("shift + #hour>=12", claim("Shifts of 8 hours", hours=8))
    assert not fits("shift + #hour>=12", claim("Shifts of some length"))


@pytest.mark.parametrize("line", ["", "NO", "shift + #hours", "a + "])
def test_a_broken_cue_is_refused(line: str) -> None:
    with pytest.raises(UsageError):
        Cue.parse(line)
