"""The cue language: groups in any order, near or before, alternatives, classes, vetoes, negation and figures."""

from dataclasses import replace

import pytest

from headwater.errors import UsageError
from headwater.frameworks.cue import Classes, Cue, Index, phrases
from headwater.frameworks.wording import Sentence, Wording
from headwater.model import Claim, Modality, Quantity


def claim(quote: str, *, modality: Modality = "stated", hours: float | None = None) -> Claim:
    figures = () if hours is None else (Quantity(0, 1, quote[:1], hours, hours, unit="hour"),)
    return Claim("c", "r", 0, len(quote), quote, figures, (), None, None, None, None, modality)


def fits(line: str, subject: Claim, classes: Classes | None = None) -> bool:
    return Cue.parse(line, classes).fits(Wording.alone(subject.quote), subject)


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


def told(before: str, quote: str) -> Wording:
    alone = Wording.alone(quote)
    return Wording(alone.sentence, alone.claim, (Sentence(before),))


def test_a_group_joined_by_an_ampersand_may_stand_in_a_sentence_before() -> None:
    they, cue = claim("They were beaten with oars"), Cue.parse("beat & diver - regatta")
    assert not cue.fits(Wording.alone(they.quote), they)
    assert cue.fits(told("Eight divers went down.", they.quote), they)
    assert not Cue.parse("beat + diver").fits(told("Eight divers went down.", they.quote), they)


def test_what_lifts_a_cue_also_lifts_it_before_where_the_cue_needs_what_is_said_there() -> None:
    before, they = "Eight divers rowed in the regatta.", claim("They were beaten by a length")
    assert not Cue.parse("beat & diver - regatta").fits(told(before, they.quote), they)
    assert Cue.parse("beat - regatta").fits(told(before, they.quote), they)


def test_a_cue_shows_the_words_that_it_was_found_by() -> None:
    nobody = claim("The skipper kept every seaman's book in a locker")
    cue = Cue.parse("keep|seize ~ seaman book & skipper")
    assert cue.shown(Wording.alone(nobody.quote), nobody) == ("skipper", "kept", "seaman's book")
    assert Cue.parse("seize").shown(Wording.alone(nobody.quote), nobody) is None


def test_a_cue_shows_the_figure_that_it_asks_for() -> None:
    text = "Shifts of 14 hours"
    long = replace(claim(text), quantities=(Quantity(10, 18, "14 hours", 14, 14, unit="hour"),))
    assert Cue.parse("shift + #hour>=12").shown(Wording.alone(text), long) == ("Shifts", "14 hours")


def test_a_verb_that_withholds_reaches_to_the_next_finite_verb() -> None:
    assert fits("beat", claim("Whoever stops diving will be beaten"))
    assert fits("NO dive", claim("Whoever stops diving will be beaten"))
    assert not fits("beat", claim("None of the divers will be beaten"))


def test_to_be_kept_from_something_is_to_be_denied_it() -> None:
    assert fits("NO go ashore", claim("The divers were kept from going ashore"))
    assert not fits("NO go ashore", claim("The divers kept their boots for going ashore"))


def test_the_index_gives_the_cues_that_have_a_word_of_each_group() -> None:
    index = Index([Cue.parse("man|woman|child + beat"), Cue.parse("locked up + man"), Cue.parse("man & diver")])
    assert index.tried(frozenset({"man", "beat"})) == [0, 2]  # the diver may stand in a sentence before
    assert index.tried(frozenset({"lock", "man"})) == [1, 2]
    assert index.tried(frozenset({"beat"})) == []


def test_a_group_that_is_near_another_is_not_the_same_word() -> None:
    assert not fits("diver|swim ~ diver|boat", claim("The divers slept"))
    assert fits("diver|swim ~ diver|boat", claim("The divers slept in the boat"))
    assert fits("diver|swim ~ diver|boat", claim("The diver met another diver"))
