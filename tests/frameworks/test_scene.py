"""The scene of a sentence: by its words, by those about it, by its report; and what puts it elsewhere."""

from headwater.frameworks.cue import phrases
from headwater.frameworks.scene import Scene
from headwater.frameworks.wording import Sentence, Wording

DIVING = Scene(phrases("diver|boat", {}), phrases("pool|lesson|towel", {}), phrases("volunteer", {}))


def seen(quote: str, *around: str) -> Wording:
    alone = Wording.alone(quote)
    return Wording(alone.sentence, alone.claim, tuple(map(Sentence, around)))


def test_a_sentence_is_of_the_scene_that_it_has_more_words_of() -> None:
    assert DIVING.holds(seen("The diver left the boat with a towel"), False)
    assert not DIVING.holds(seen("The diver went to the pool"), True)
    assert not DIVING.holds(seen("They had a lesson in the pool"), True)


def test_a_sentence_without_any_of_them_is_of_the_scene_told_about_it_or_of_its_report() -> None:
    assert not DIVING.holds(seen("They were beaten"), False)
    assert DIVING.holds(seen("They were beaten", "Two divers spoke."), False)
    assert DIVING.holds(seen("They were beaten"), True)


def test_one_word_that_says_it_was_chosen_freely_is_enough_unless_negated() -> None:
    assert not DIVING.holds(seen("The divers of the boat volunteered"), True)
    assert DIVING.holds(seen("The divers of the boat had not volunteered"), True)


def test_a_framework_that_names_no_scene_takes_every_sentence() -> None:
    assert Scene().holds(seen("It rained"), False)


def test_a_report_is_of_the_scene_if_enough_of_its_sentences_are() -> None:
    rain, divers = Sentence("It rained again"), Sentence("The divers slept")
    assert DIVING.prevails([rain, rain])  # too short to tell
    assert DIVING.prevails([rain] * 8 + [divers])
    assert not DIVING.prevails([rain] * 20 + [divers])
