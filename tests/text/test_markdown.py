"""Markdown as a reader sees it."""

from hypothesis import given
from hypothesis import strategies as st
from tests.text.pages import BODY, text_of

from headwater.text.markdown import visible

TITLE = "Harbour pilots refuse night shifts"
PAGE = f"""---
title: "Harbour pilots refuse night shifts"
date: 2024-03-09
source: Fen Gazette
---
# Harbour pilots refuse night shifts

{BODY[0].replace("Pilots", "**Pilots**")}

![A boat](boat.jpg)

> {BODY[1].replace("harbour office", "[harbour office](https://fen.example)")}

## What they say

{BODY[2]} They had 3 * 4 ladders\\*, said snake_case_men.

---
"""


def test_marks_go_and_words_stay() -> None:
    text = text_of(PAGE, "markdown")
    assert text.text == "\n\n".join(
        [TITLE, *BODY[:2], "What they say", BODY[2] + " They had 3 * 4 ladders*, said snake_case_men."]
    )
    assert (text.title, text.outlet, text.published) == (
        "Harbour pilots refuse night shifts",
        "Fen Gazette",
        "2024-03-09",
    )


@given(st.text("ab *_`[](){}#>-!\n\\<", max_size=120))
def test_any_markdown_gives_words_that_are_where_it_says(raw: str) -> None:
    seen = visible(raw)
    assert "".join(raw[s.raw_start : s.raw_end] for s in seen.segments) == seen.words
