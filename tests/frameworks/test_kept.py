"""What is kept between codings: it changes nothing that is coded, and a new report alone is looked through."""

from pathlib import Path

import pytest

from headwater import frameworks
from headwater.frameworks import Codebook
from headwater.frameworks.wording import wordings
from headwater.model import Findings, Reading
from headwater.pipeline import read

_TEXTS = {
    "alfa": "The foreman kept the passports of the workers and beat those who rested.",
    "beta": "The skipper kept the wages of the deckhands. They worked 18 hours a day.",
    "gamma": "The council of Verna voted to close two libraries.",
}


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> list[Reading]:
    folder: Path = tmp_path_factory.mktemp("coded")
    for name, words in _TEXTS.items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    return [each for each in read([str(folder)]) if isinstance(each, Reading)]


def test_only_a_new_report_is_looked_through(pile: list[Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    made = {each.report: f"as read {each.report}" for each in pile}
    found, kept = frameworks.recode(pile[:2], Findings(), made, {})
    assert found == frameworks.code(pile[:2], Findings()) and found
    looked = list[str]()

    def counted(reading: Reading) -> object:
        looked.append(reading.report)
        return wordings(reading)

    monkeypatch.setattr("headwater.frameworks.wordings", counted)
    again, more = frameworks.recode(pile, Findings(), made, kept)
    assert looked == [pile[2].report]
    assert again == frameworks.code(pile, Findings())
    looked.clear()
    assert frameworks.recode(pile[:2], Findings(), made, more) == (found, kept)
    assert looked == []


def test_another_codebook_reading_or_version_is_coded_anew(
    pile: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {each.report: f"as read {each.report}" for each in pile}
    _, kept = frameworks.recode(pile, Findings(), made, {})
    one: list[Codebook] = list(frameworks.choose(["labour-dispatch"]))
    assert frameworks.recode(pile, Findings(), made, kept, one)[0] == frameworks.code(pile, Findings(), one)
    monkeypatch.setattr(frameworks, "wordings", None)
    with pytest.raises(TypeError):
        frameworks.recode(pile, Findings(), {**made, pile[0].report: "read otherwise"}, kept)
    monkeypatch.setattr(frameworks, "VERSION", "other")
    with pytest.raises(TypeError):
        frameworks.recode(pile, Findings(), made, kept)
