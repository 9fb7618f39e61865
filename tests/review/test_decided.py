"""Judgements applied to each step, and those that do not fit any more."""

from dataclasses import replace

import pytest
from tests.review.pile import judged, readings, words

from headwater.model import Attribution, Drift, Finding, Findings, Grouping, Reading, Span
from headwater.review import Decided

_PILE = readings("abc")
_A, _B, _C = (each.claims[0] for each in _PILE)


def _finding(*drift: Drift) -> Finding:
    return Finding(
        id="finding-1", statement=_A.quote, claims=(_A.id, _B.id, _C.id), reports=("a", "b", "c"), origins=("a",),
        origins_low=1, origins_high=1, informants=(), heard_by=0, standing="one origin", disputed=False, reasons=(),
        drift=drift,
    )  # fmt: skip


def test_a_grouping_is_pairs_of_the_claims_that_stand_there() -> None:
    decided = Decided([judged("grouping", "correct", words("a"), words("b"), words("c"), to="1 2 2")])
    a, b, c = _A.id, _B.id, _C.id
    assert decided.grouping(_PILE) == Grouping(
        together=frozenset({(min(b, c), max(b, c))}),
        apart=frozenset({(min(a, b), max(a, b)), (min(a, c), max(a, c))}),
    )


def test_of_two_groupings_that_differ_the_later_counts_for_that_pair() -> None:
    all_three = judged("grouping", "accept", words("a"), words("b"), words("c"))
    two = judged("grouping", "reject", words("a"), words("b"), hour=2)
    found = Decided([two, all_three]).grouping(_PILE)
    assert found.apart == {(min(_A.id, _B.id), max(_A.id, _B.id))} and len(found.together) == 2
    before = judged("grouping", "reject", words("a"), words("b"), hour=0)
    assert not Decided([before, all_three]).grouping(_PILE).apart


def test_words_that_moved_are_found_and_words_that_are_gone_are_said() -> None:
    moved = replace(words("a"), start=2, end=2 + len(words("a").quote))
    decided = Decided([judged("grouping", "reject", moved, words("b"))])
    assert decided.grouping(_PILE).apart and not decided.left
    gone = judged("grouping", "reject", replace(words("a"), quote=words("a").quote.upper()), words("b"))
    away = judged("grouping", "reject", words("x"), words("b"))
    decided = Decided([gone, away])
    assert not decided.grouping(_PILE)
    assert decided.left == {
        gone.id: "a no longer has the words “BELLS RANG IN A.” there",
        away.id: "the report x is not in the case",
    }


def test_a_claim_that_is_read_a_little_otherwise_is_still_the_one() -> None:
    shorter = replace(_A, start=_A.start + 3, quote=_A.quote[3:])
    pile = (replace(_PILE[0], claims=(shorter, _PILE[0].claims[1])), *_PILE[1:])
    decided = Decided([judged("grouping", "reject", words("a"), words("b"))])
    assert decided.grouping(pile).apart == {(min(_A.id, _B.id), max(_A.id, _B.id))}
    none = (replace(_PILE[0], claims=()), *_PILE[1:])
    assert not decided.grouping(none) and "no claim of a" in next(iter(decided.left.values()))


@pytest.fixture
def told() -> Reading:
    """A claim that is given to somebody."""
    said = Attribution((Span(0, 5),), (Span(6, 10),), (Span(0, 16),), "direct", "Bells", ("x",))
    first, second = _PILE[0].claims
    return replace(_PILE[0], claims=(replace(first, attribution=said), second))


def test_a_rejected_attribution_leaves_the_claim_to_nobody(told: Reading) -> None:
    assert Decided([judged("attribution", "reject", words("a"))]).read(told).claims[0].attribution is None
    other = Decided([judged("attribution", "reject", words("a"), of="Somebody else")])
    assert other.read(told) == told


def test_a_corrected_attribution_names_whom_the_report_names(told: Reading) -> None:
    found = Decided([judged("attribution", "correct", words("a"), to="Nobody")]).read(told)
    said = found.claims[0].attribution
    assert said and said.speaker == "Nobody" and said.via == () and said.kind == "direct"
    assert [found.text.slice(span) for span in said.source] == ["Nobody"]
    assert found.claims[1] == told.claims[1]
    plain = Decided([judged("attribution", "correct", words("a", 1), to="Bells")]).read(told)
    assert plain.claims[1].attribution and plain.claims[1].attribution.kind == "indirect"


def test_a_name_never_travels_into_a_report_that_does_not_have_it(told: Reading) -> None:
    decided = Decided([judged("attribution", "correct", words("a"), to="Ada Brook")])
    assert decided.read(told) == told
    assert list(decided.left.values()) == ["a does not name “Ada Brook”"]


def test_an_accepted_attribution_is_kept_when_the_machine_reads_another(told: Reading) -> None:
    kept = Decided([judged("attribution", "accept", words("a"), of="Nobody")]).read(told)
    assert kept.claims[0].attribution and kept.claims[0].attribution.speaker == "Nobody"


def test_drift_is_rejected_corrected_or_added_between_the_two_claims_that_are_named() -> None:
    value, hedge = Drift("value", _A.id, _B.id, True, "n"), Drift("hedge", _A.id, _C.id, True, "n")
    before = Findings((_finding(value, hedge),))

    def drift(*parts: Decided) -> tuple[Drift, ...]:
        (decided,) = parts
        return decided.drift(before, _PILE).findings[0].drift

    assert drift(Decided([judged("drift", "reject", words("b"), words("a"))])) == (hedge,)
    assert drift(Decided([judged("drift", "reject", words("a"), words("b"), of="unit")])) == (value, hedge)
    corrected = drift(Decided([judged("drift", "correct", words("a"), words("b"), of="value", to="unit")]))
    assert corrected == (replace(value, kind="unit"), hedge)
    accepted = drift(Decided([judged("drift", "accept", words("a"), words("b"), of="value")]))
    assert accepted == (value, hedge)
    added = drift(Decided([judged("drift", "accept", words("b"), words("c"), of="modality")]))
    assert added[:2] == (value, hedge)
    assert (added[2].kind, added[2].note, added[2].directed) == ("modality", "a person saw it: I asked", False)


def test_drift_between_claims_that_are_no_longer_together_is_not_applied() -> None:
    apart = Findings((replace(_finding(), claims=(_A.id,)),))
    decided = Decided([judged("drift", "accept", words("a"), words("b"), of="value")])
    assert decided.drift(apart, _PILE) == apart
    assert list(decided.left.values()) == ["its two claims are no longer in one finding"]


def test_codes_are_said_to_hold_or_not_for_the_claim_that_is_named() -> None:
    decided = Decided(
        [
            judged("code", "accept", words("a"), of="invented 1"),
            judged("code", "reject", words("b"), of="invented 1"),
            judged("code", "correct", words("c"), of="invented 1", to="invented 2"),
        ]
    )
    assert decided.coding(_PILE) == {
        ("invented", "1"): {_A.id: True, _B.id: False, _C.id: False},
        ("invented", "2"): {_C.id: True},
    }


def test_a_step_is_made_from_the_judgements_about_it_alone() -> None:
    code, drift = (
        judged("code", "reject", words("a"), of="invented 1"),
        judged("drift", "reject", words("a"), words("b")),
    )
    decided = Decided([code, drift])
    assert decided.fingerprint("code") == (code.id,)
    assert decided.fingerprint("grouping", "drift") == (drift.id,)
    assert decided.fingerprint("code", report="b") == () and decided.fingerprint("code", report="a") == (code.id,)
