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


def _feet(*feet: tuple[str, float], marks: bool = False) -> list[str]:
    """What is left of these lines at the foot of pages, one a page, each with its height."""
    sheets = []
    for n, (words, bottom) in enumerate(feet):
        body = Line(f"The boats of day {n}{'abcdef'[n]} were tied up,", 60, 270, 500, 509, 10)
        mark = Line(f"{words.split()[0]} and nobody knew", 271, 360, 501, 509, 10, (Span(0, len(words.split()[0])),))
        sheets.append(Sheet(595, 842, (body, *([mark] if marks else []), Line(words, 60, 200, bottom, bottom + 7, 8))))
    seen = laid_out(sheets, title=None, notes=[])[1]()
    kept = [seen.words[span.start : span.end] for n, span in enumerate(seen.blocks or ()) if n not in seen.aside]
    return [words for words, _ in feet if any(words in each for each in kept)]


def test_a_foot_that_counts_the_pages_or_stays_the_same_is_furniture() -> None:
    assert _feet(("Fen Desk 2031, 4 of 9", 30), ("Fen Desk 2031, 5 of 9", 30), ("Fen Desk 2031, 6 of 9", 31)) == []
    assert _feet(("Weir 7", 30), ("Weir 8", 30), ("Weir 9", 30), ("Weir 10", 30)) == []


def test_a_footnote_that_others_differ_from_in_figures_alone_is_no_foot() -> None:
    notes = ["3 See book 7, leaf 9.", "4 See book 2, leaf 31.", "6 See book 5, leaf 80."]
    assert _feet(*((words, 30) for words in notes)) == notes
    assert _feet(*(("See above.", bottom) for bottom in (30, 44, 58))) == ["See above."] * 3
    counting = ["1 See above.", "2 See above.", "3 See above."]
    assert _feet(*((words, 30) for words in counting), marks=True) == counting
