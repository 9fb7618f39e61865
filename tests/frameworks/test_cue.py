"""The cue language: groups in any order, near each other, alternatives, classes, vetoes, negation and figures."""

import pytest

from headwater.errors import UsageError
from headwater.frameworks.cue import Classes, Cue, index, phrases
from headwater.frameworks.wording import Wording
from headwater.model import Claim, Modality, Quantity


def claim(quote: str, *, modality: Modality = "stated", hours: float | None = None) -> Claim:
    figures = () if hours is None else (Quantity(0, 1, quote[:1], hours, hours, unit="hour"),)
    return Claim("c", "r", 0, len(quote), quote, figures, (), None, None, None, None, modality)


def fits(line: str, subject: Claim, classes: Classes | None = None) -> bool:
    return Cue.parse(line, classes).fits(Wording(subject.quote), subject)


def test_all_groups_must_stand_in_the_claim_in_any_order_or_inflection() -> None:
    line = "passport|identity card + take|keep"
    assert fits(line, claim("The skipper keeps all passports in a box"))
    assert fits(line, claim("Their identity cards were keeping dry"))
    assert not fits(line, claim("The skipper keeps a diary"))
    assert not fits(line, claim("He took a card that showed his identity"))  # the phrase must stand together


def test_a_group_that_is_joined_by_a_tilde_must_be_near() -> None:
    far = claim("He took the early bus on Monday to see the fair, and in the crowd there he lost his passport")
    assert fits("take + passport", far)
    assert not fits("take ~ passport", far)
    assert fits("passport ~ take", claim("The skipper took every passport"))


def test_a_class_stands_for_its_words_also_within_a_phrase() -> None:
    classes = {"boss": phrases("skipper|line manager", {})}
    assert fits("beat + by <boss>", claim("Two were beaten by line managers"), classes)
    assert not fits("beat + by <boss>", claim("Two were beaten near the skipper"), classes)
    with pytest.raises(UsageError, match="<crew>"):
        Cue.parse("beat + <crew>", classes)


def test_a_veto_word_lifts_the_cue_unless_it_is_negated() -> None:
    assert not fits("licence + keep - give back", claim("He kept every licence for a day to give back at dawn"))
    assert fits("licence + keep - give back", claim("He kept every licence and refused to give back a single one"))


@pytest.mark.parametrize(
    "quote", ["Nobody was beaten", "There is no sign that any man had been beaten", "The law forbids beating men"]
)
def test_a_cue_without_no_never_fits_words_that_are_negated(quote: str) -> None:
    assert fits("beat", claim("The men were beaten"))
    assert not fits("beat", claim(quote))


def test_a_negation_reaches_only_words_after_it_in_its_clause() -> None:
    line = "NO pay"
    assert fits(line, claim("The men have not been paid"))
    assert fits(line, claim("The mill refuses to pay"))
    assert fits(line, claim("They didn’t get their pay"))
    assert not fits(line, claim("A watchman was paid to see that nobody slept"))
    assert not fits(line, claim("Nobody complained, and all were paid"))


def test_a_cue_with_no_takes_its_other_groups_either_way() -> None:
    assert fits("<who> + NO leave", claim("No diver may leave"), {"who": phrases("diver", {})})


def test_a_denied_claim_fits_only_a_cue_that_names_the_denial() -> None:
    assert not fits("NO pay", claim("The mill rejects that it has not paid", modality="denied"))
    assert fits("deny ~ NO doctor", claim("The diver was denied a doctor", modality="denied"))


def test_a_figure_must_reach_its_least() -> None:
    assert fits("shift + #hour>=12", claim("Shifts of 14 hours", hours=14))
    assert not fits("shift + #hour>=12", claim("Shifts of 8 hours", hours=8))
    assert not fits("shift + #hour>=12", claim("Shifts of some length"))


@pytest.mark.parametrize("line", ["", "NO ", "shift + #hours", "a +  + b", "a+ b"])
def test_a_broken_cue_is_refused(line: str) -> None:
    with pytest.raises(UsageError):
        Cue.parse(line)


def test_the_index_lists_a_cue_under_its_rarest_group() -> None:
    cues = [Cue.parse("man|woman|child + beat"), Cue.parse("locked up + man")]
    assert index(cues) == {"beat": (0,), "lock": (1,)}
