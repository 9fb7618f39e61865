"""What passages taught: it hears what no cue has, leaves alone what people chose, and says by which words."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.claims.plain import text_of

from headwater import claims, frameworks, text
from headwater.frameworks import Codebook, shipped
from headwater.frameworks.codebook import classes, load
from headwater.frameworks.lesson import Lesson, Signs
from headwater.frameworks.wording import Sentence, Wording
from headwater.model import Findings, Reading

GOLD = Path(__file__).parents[1] / "gold" / "codes.jsonl"
DATA = Path(frameworks.__file__).with_name("data")


def lesson() -> Lesson:
    found = shipped()[0].lesson
    assert found is not None
    return found


def read(said: str) -> Reading:
    told = text_of(said)
    return claims.read(told, text.parse(told))


def coded(said: str, codebook: Codebook | None = None) -> dict[str, tuple[str, ...]]:
    found = frameworks.code([read(said)], Findings(), (codebook or shipped()[0],))
    return {indicator.name: indicator.because[0] for indicator in found}


def only_lesson() -> Codebook:
    """The list without its cues: what it finds, the lesson has heard."""
    book = shipped()[0]
    return replace(book, guides=tuple(replace(guide, cues=()) for guide in book.guides))


def test_it_was_fitted_on_the_passages_as_they_are() -> None:
    assert lesson().passages == hashlib.sha256(GOLD.read_bytes()).hexdigest(), "run models/codes.py"


def test_it_knows_every_code_of_its_framework_and_is_small() -> None:
    assert set(lesson().codes) == {code.name for code in shipped()[0].framework.codes}
    assert sum(file.stat().st_size for file in DATA.glob("*.npz")) < 300_000


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Thirty pickers dry themselves on one towel.", "Abusive working and living conditions"),
        ("The pickers have a blanket between three and the roof of the shed lets in the rain.",
         "Abusive working and living conditions"),
        ("The deckhands' sum with the agent grows every week that they work.", "Debt bondage"),
    ],
)  # fmt: skip
def test_it_hears_what_no_cue_has(said: str, name: str) -> None:
    assert name not in coded(said, replace(shipped()[0], lesson=None))
    shown = coded(said)[name]
    assert shown and all(words in said for words in shown)


def test_the_words_it_shows_stand_in_the_text_in_their_order() -> None:
    said = "The pickers have a blanket between three and the roof of the shed lets in the rain."
    places = [said.index(words) for words in coded(said)["Abusive working and living conditions"]]
    assert places == sorted(places)


def test_it_lifts_a_cue_that_the_other_words_speak_against(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "The shed's foreman beat two pickers with a hose for resting."
    assert "Physical and sexual violence" in coded(said)
    monkeypatch.setattr("headwater.frameworks.lesson.CUE", -2.0)
    assert "Physical and sexual violence" not in coded(said)


def test_what_is_denied_is_not_heard() -> None:
    said = "The deckhands' sum with the agent grows every week that they work."
    assert "Debt bondage" in coded(said)
    assert "Debt bondage" not in coded(f"The company denied that {said[0].lower()}{said[1:]}")


def test_a_documenters_own_file_has_none(tmp_path: Path) -> None:
    copy = tmp_path / "mine.toml"
    copy.write_text((DATA / "ilo-forced-labour.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert load(copy).lesson is None
    assert not coded("Thirty pickers dry themselves on one towel.", load(copy))


def test_another_lesson_is_another_codebook() -> None:
    assert shipped()[0].fingerprint != load(DATA / "ilo-forced-labour.toml").fingerprint


def test_a_word_has_the_signs_of_its_form_its_class_and_its_place() -> None:
    signs = Signs({"wage": frozenset({("pay",), ("pay", "packet")})}).of(Sentence("No pay packet came"))
    assert signs[1] == ["pay", "<wage>", "not pay", "not <wage>", "no pay"]
    assert signs[0] == ["no"]


def test_the_weights_of_a_claims_words_are_what_it_amounts_to() -> None:
    """Each word has its own share: with another word added, those of the rest stay."""
    one, two = (lesson().hear(Sentence(said)) for said in ("wages were stopped", "wages were stopped today"))
    assert one.speaks.tolist() == two.speaks[:3].tolist()
    assert one.loud.tolist() == two.loud[:3].tolist()


def test_the_classes_are_those_of_the_frameworks_file() -> None:
    assert {"wage", "overseer", "deceive"} <= classes("ilo-forced-labour").keys()


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("The overseer thrashed the pickers with a hose, and a bus stood in the lane.", "Physical and sexual violence"),
        ("Their passports lie in the madam's safe, and the house has a red roof.", "Retention of identity documents"),
        ("Eleven spinners sleep in a cellar without light or water, and the mill sells yarn to three shops.",
         "Abusive working and living conditions"),
    ],
)  # fmt: skip
def test_a_claim_has_a_code_by_its_own_words_not_by_those_beside_it(
    said: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = read(said)
    assert len(both.claims) == 2

    def having() -> tuple[str, ...]:
        (found,) = [i for i in frameworks.code([both], Findings(), (shipped()[0],)) if i.name == name]
        return found.claims

    assert having() == (both.claims[0].id,)
    monkeypatch.setattr("headwater.frameworks.lesson.SUPPORT", 9.0)
    assert having() == tuple(claim.id for claim in both.claims)


def test_the_rest_of_a_sentence_may_speak_against_a_claim() -> None:
    sentence = Sentence("They sleep in a cellar, as they asked to, at the fair")
    heard, whole = lesson().hear(sentence), range(len(sentence.stems))
    alone = lesson().weigh(
        Wording(Sentence("They sleep in a cellar"), range(5)), lesson().hear(Sentence("They sleep in a cellar"))
    )
    within = lesson().weigh(Wording(sentence, whole[:5]), heard)
    at = lesson().codes.index("Abusive working and living conditions")
    assert within[at] < alone[at]


def test_the_words_it_shows_are_those_of_the_claim_that_say_something() -> None:
    said = "They told us that eleven of them sleep in a cellar with one blanket."
    shown = coded(said, only_lesson())["Abusive working and living conditions"]
    told = " ".join(shown).split()
    assert {"cellar", "blanket"} <= {each.strip(".") for each in told}
    assert not {"They", "told", "us", "that", "of", "them", "in"} & {each[-1] for each in map(str.split, shown)}


def test_a_number_is_heard_by_its_size() -> None:
    signs = Signs({})
    assert signs.of(Sentence("15 hours"))[1] == ["hour", "<under 24> hour"] == signs.of(Sentence("sixteen hours"))[1]
    assert signs.of(Sentence("8 hours"))[1] == ["hour", "<under 10> hour"]
    assert signs.of(Sentence("9999999 hours"))[0] == ["9999999", "<under 1000000>"]
    assert "Excessive overtime" in coded("The packers' shifts last 15 hours.", only_lesson())
    assert "Excessive overtime" not in coded("The packers' shifts last 8 hours.", only_lesson())
