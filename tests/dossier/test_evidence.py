"""Derivations open to the words they rest on."""

from dataclasses import replace

from tests.dossier.salt import COURIER, POST, five

from headwater.dossier import bounds, evidence
from headwater.model import Basis


def test_a_report_credits_itself_or_another_copy_does() -> None:
    _, post, courier, _ = evidence.derivations(five())
    assert post.credited and not courier.credited


def test_passages_of_two_reports_stand_side_by_side_with_differing_words_marked() -> None:
    reuse = evidence.derivations(five())[2].reasons[0]
    (left, right) = reuse.beside[0]
    assert (left.label, right.label) == ("R3", "R2")
    assert '<u class="differs">' in left.words and '<u class="differs">' in right.words


def test_the_upstream_report_stands_on_the_left_if_it_is_known() -> None:
    case = five()
    basis = Basis("reuse", "shared", (COURIER.claims[0].passage, POST.claims[1].passage))
    known = replace(case.lineage.derivations[0], report=COURIER.report, source=POST.report, basis=(basis,))
    link = evidence.derivations(replace(case, lineage=replace(case.lineage, derivations=(known,))))[0]
    left, right = link.reasons[0].beside[0]
    assert (left.label, right.label) == ("R2", "R3")
    assert '<del class="differs">' in left.words and '<ins class="differs">' in right.words


def test_a_pair_is_shown_once_and_what_is_left_out_is_counted() -> None:
    case = five()
    where = (COURIER.claims[0].passage, POST.claims[1].passage)
    long = tuple(COURIER.text.passage(n, n + 4) for n in range(bounds.PASSAGES + 2))
    twice = (Basis("reuse", "shared", where), Basis("order", "in order", where), Basis("quotes", "said", long))
    derivation = replace(case.lineage.derivations[0], basis=twice)
    link = evidence.derivations(replace(case, lineage=replace(case.lineage, derivations=(derivation,))))[0]
    reuse, order, quotes = link.reasons
    assert (len(reuse.beside), reuse.above) == (1, 0)
    assert (len(order.beside), order.above) == (0, 1)
    assert (len(quotes.beside), quotes.left_out) == (bounds.PASSAGES, 2)


def test_possible_pairs_have_no_direction() -> None:
    (pair,) = evidence.possible(five())
    assert pair.derivation.direction == "undetermined"
