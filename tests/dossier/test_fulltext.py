"""Every report in full, its claims where links jump to."""

import pytest
from tests.dossier.salt import contents, finding, five, reading

from headwater.dossier import bounds, collation
from headwater.dossier.fulltext import leaves


def test_claims_are_marked_with_their_anchor_and_finding() -> None:
    case = five()
    post = next(leaf for leaf in leaves(case, collation.numbers(case)) if leaf.by.label == "R2")
    assert [paragraph.anchor for paragraph in post.paragraphs] == ["r2p1", "r2p2", "r2p3", "r2p4"]
    assert post.paragraphs[0].title and not post.paragraphs[1].title
    assert post.paragraphs[1].words == (
        "Workers who left the Orrin salt works told Radio Tessaly that "
        '<mark class="claim" id="r2c1">they were paid in tokens</mark><a class="ref" href="#f1">F1</a>.'
    )


def test_a_finding_that_is_not_shown_is_not_linked() -> None:
    assert not any("href" in p.words for leaf in leaves(five(), {}) for p in leaf.paragraphs)


def test_a_claim_over_two_paragraphs_is_marked_in_both_and_anchored_once() -> None:
    across = reading("over", "Title\n“We raked.\nWe slept.” she said.", ("“We raked.\nWe slept.” she said", None, None))
    case = contents([across], findings=[finding(across.claims, [across.report], 1, 1)])
    (leaf,) = leaves(case, {})
    words = [str(paragraph.words) for paragraph in leaf.paragraphs]
    assert words[1] == '<mark class="claim" id="r1c1">“We raked.</mark>'
    assert words[2] == '<mark class="claim">We slept.” she said</mark>.'


def test_what_was_taken_out_is_listed_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    post = next(leaf for leaf in leaves(five(), {}) if leaf.by.label == "R2")
    assert [each.quote for each in post.removed] == ["Subscribe now", "Log in"] and not post.removed_left_out
    monkeypatch.setattr(bounds, "REMOVED", 15)
    post = next(leaf for leaf in leaves(five(), {}) if leaf.by.label == "R2")
    assert [each.quote for each in post.removed] == ["Subscribe now"] and post.removed_left_out == 1


def test_texts_beyond_the_bound_are_left_out_and_links_lead_to_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    case = five()
    monkeypatch.setattr(bounds, "CHARACTERS", len(case.numbered[0].text.text))
    assert [leaf.left_out for leaf in leaves(case, {})] == [False, True, True, True, True]
    first, second = case.numbered[:2]
    assert case.place(first.reading.claims[0]) == "r1c1" and case.place(second.reading.claims[0]) == "r2"
    assert case.paragraph(second.reading.claims[0].passage) == "r2"
