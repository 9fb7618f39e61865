"""Identifiers are a length-prefixed hash of their parts."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.model import make_id

PARTS = st.lists(st.one_of(st.text(max_size=8), st.integers(), st.binary(max_size=8)), max_size=4)


@given(PARTS, PARTS)
def test_different_parts_have_different_ids(a: list[str | int | bytes], b: list[str | int | bytes]) -> None:
    def plain(parts: list[str | int | bytes]) -> list[bytes]:
        return [p if isinstance(p, bytes) else str(p).encode("utf-8", "surrogatepass") for p in parts]

    assert (make_id("claim", *a) == make_id("claim", *b)) == (plain(a) == plain(b))


def test_a_separator_in_a_part_does_not_collide() -> None:
    assert make_id("claim", "a.b", "c") != make_id("claim", "a", "b.c")


def test_the_kind_is_part_of_the_id_and_shown() -> None:
    assert make_id("claim", "x") != make_id("report", "x").replace("report", "claim")
    assert make_id("claim", "x").startswith("claim-")


def test_an_id_is_the_same_on_every_machine() -> None:
    assert make_id("report", "ab", 12, b"\xff") == "report-e277c890ccf581ee"
