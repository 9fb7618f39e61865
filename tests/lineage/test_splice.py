"""Splices: what two reports explain by halves may be explained by one as a whole."""

from typing import cast

from headwater.lineage.link import Links
from headwater.lineage.splice import Splice, whole_elsewhere

HALF, OTHER_HALF, SPLICE, TWIN = range(4)
HOME = {HALF: HALF, OTHER_HALF: OTHER_HALF, TWIN: TWIN}
FOUND = {SPLICE: Splice(SPLICE, HALF, OTHER_HALF, 3)}


class _Odds:
    """The odds between a splice and its twin, and nothing else."""

    near = {SPLICE: (HALF, OTHER_HALF, TWIN)}  # noqa: RUF012

    def __init__(self, twin: float) -> None:
        self._twin = twin

    def odds(self, one: int, other: int) -> float:
        return self._twin if TWIN in (one, other) else 0.5


def links(twin: float) -> Links:
    return cast(Links, _Odds(twin))


def test_a_report_that_goes_with_another_as_a_whole_is_no_splice_of_two_more() -> None:
    assert whole_elsewhere(links(5.4), HOME, SPLICE, FOUND)
    assert not whole_elsewhere(links(-1.0), HOME, SPLICE, FOUND)


def test_a_copy_of_the_splice_does_not_undo_it() -> None:
    twins = FOUND | {TWIN: Splice(TWIN, OTHER_HALF, HALF, 3)}
    assert not whole_elsewhere(links(5.4), HOME, SPLICE, twins)
    assert not whole_elsewhere(links(5.4), HOME | {TWIN: HALF}, SPLICE, FOUND), "nor does a copy of a parent"
