"""Lines with places become a text: pieces of one line are joined, cells of a row are not."""

from headwater.model import Span
from headwater.text.layout import laid_out
from headwater.text.sheet import Line, Sheet


def _words(*lines: Line) -> str:
    return laid_out([Sheet(595, 842, lines)], title=None, notes=[])[1]().words


def test_a_line_that_was_cut_at_a_raised_mark_is_one_line_and_the_mark_is_none_of_its_words() -> None:
    words = _words(
        Line("The boats were tied up,", 60, 170, 500, 509, 10),
        Line("1 and nobody knew", 171, 260, 501, 509, 10, (Span(0, 1),)),
        Line("when it would end.", 60, 150, 488, 497, 10),
    )
    assert words == "The boats were tied up, and nobody knew when it would end.\n\n1\n\n"


def test_what_stands_far_apart_in_a_row_are_cells() -> None:
    assert _words(Line("Tern", 60, 80, 500, 509, 10), Line("14", 120, 130, 500, 509, 10)) == "Tern\t14\n\n"


def test_pages_without_lines_give_no_words() -> None:
    assert laid_out([Sheet(595, 842, ()), Sheet(0, 0, ())], title=None, notes=[])[0] == "\f"
