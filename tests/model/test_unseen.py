"""What hides, reorders or acts is shown; what people write with stays."""

from headwater.model import visible


def test_what_reorders_or_hides_is_shown_by_its_code_point() -> None:
    assert visible("a\u202eb\u2066c\u200bd\x00e\ufefff\U000e0041g") == (
        "a⟦U+202E⟧b⟦U+2066⟧c⟦U+200B⟧d⟦U+0000⟧e⟦U+FEFF⟧f⟦U+E0041⟧g"
    )


def test_lines_tabs_accents_and_joiners_stay() -> None:
    words = "naïve\tline\nنمی\u200cخواهم 👩\u200d🌾"
    assert visible(words) == words
