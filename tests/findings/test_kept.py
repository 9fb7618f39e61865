"""What is kept between gatherings: it changes nothing that is found, and saves the comparing."""

from collections.abc import Mapping

import pytest
from tests.findings.pile import Said, lineage, reading

from headwater import findings
from headwater.findings import gathering, similarity
from headwater.model import Grouping, Reading

_TOLD = "said the dredger had torn forty nets on the reef off Larn"


def _pile() -> list[Reading]:
    speakers = (("alfa", "Ada Brook"), ("beta", "Ada Brook"), ("gamma", "Ilo Venn"), ("delta", None))
    return [reading(report, [Said(f"{who or 'A diver'} {_TOLD}.", who or "A diver")]) for report, who in speakers]


def _made(pile: list[Reading]) -> Mapping[str, str]:
    return {each.report: f"as read {each.report}" for each in pile}


def _never(*args: object) -> None:
    raise AssertionError("this was kept")


def test_a_decision_compares_nothing_anew_and_finds_what_would_be_found_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    pile = _pile()
    lines = lineage(pile, {"beta": "alfa"})
    found, kept = findings.regather(pile, lines, _made(pile), {})
    assert found == findings.gather(pile, lines)
    one, other = sorted(each.claims[0].id for each in pile[1:3])
    judged = Grouping(apart=frozenset({(one, other)}))
    anew = findings.gather(pile, lines, judged)
    for module, name in ((similarity, "signs"), (gathering, "accesses")):
        monkeypatch.setattr(module, name, _never)
    again, still = findings.regather(pile, lines, _made(pile), kept, judged)
    assert again == anew != found
    assert still == kept


def test_another_reading_lineage_or_version_is_compared_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    pile = _pile()
    lines, made = lineage(pile, {"beta": "alfa"}), _made(pile)
    _, kept = findings.regather(pile, lines, made, {})
    moved = lineage(pile, {"gamma": "beta"})
    found, other = findings.regather(pile, moved, made, kept)
    assert found == findings.gather(pile, moved)
    assert other["accesses"] != kept["accesses"], "other reports are copies"
    found, _ = findings.regather(pile[:3], lines, made, kept)
    assert found == findings.gather(pile[:3], lines)
    monkeypatch.setattr(similarity, "signs", _never)
    with pytest.raises(AssertionError, match="this was kept"):
        findings.regather(pile, lines, {**made, "delta": "read otherwise"}, kept)
    monkeypatch.setattr(findings, "VERSION", "other")
    with pytest.raises(AssertionError, match="this was kept"):
        findings.regather(pile, lines, made, kept)


def test_likenesses_are_kept_to_the_last_bit() -> None:
    from headwater.findings.kept import Kept

    pairs = {(3, 7): 0.1 + 0.2, (0, 1): -3.4, (0, 2): 1 / 3}
    first = Kept({}, ("a",))
    assert first.pairs("signs", (), lambda: pairs) is pairs
    kept = Kept(first.now, ("a",)).pairs("signs", (), dict)
    assert list(kept.items()) == list(pairs.items())
    assert Kept(first.now, ("b",)).pairs("signs", (), dict) == {}
