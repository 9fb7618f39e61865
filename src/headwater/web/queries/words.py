"""Search over all texts and claims (SQLite's FTS5)."""

import re
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from headwater.dossier.words import safe
from headwater.model import Claim, Passage
from headwater.web.shelf import Page, Shelf

Where = Literal["claims", "texts"]

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w")
_TERMS = 12
RANKED = 2_000  # more are neither counted nor ranked: scoring every claim with "said" takes too long
_SNIPPETS = 20  # texts on one page: each is taken out of its JSON
_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: around what was found, until it is escaped
_NO_MARKS = dict.fromkeys(map(ord, _OPEN + _CLOSE))


@dataclass(frozen=True, slots=True)
class InClaim:
    """A claim with the words that were found marked."""

    claim: Claim
    words: Markup


@dataclass(frozen=True, slots=True)
class InText:
    """A report with a snippet of where the words stand."""

    report: str
    words: Markup
    place: Passage | None  # the first of them; None where only the title has them


def query(asked: str) -> str:
    """What a person typed as a query that FTS5 always understands: words, "phrases" and prefixes*, all to be there.

    >>> query('frozen "pass ports" pay*')
    '"frozen" "pass ports" "pay"*'
    """
    terms = []
    for phrase, word in _TERM.findall(asked.replace("\0", " "))[:_TERMS]:
        term = phrase or word.rstrip("*")
        if _WORD.search(term):
            quoted = term.replace('"', '""')
            terms.append(f'"{quoted}"{"*" if word.endswith("*") else ""}')
    return " ".join(terms)


def names_somebody(shelf: Shelf, asked: str) -> bool:
    """Whether it asks for somebody whose name is hidden: what is found would tell who stands behind a pseudonym."""
    known = shelf.rewriting.pseudonyms if shelf.hides_names else None
    return known is not None and any(
        known.betrays(phrase or word, begins=word.endswith("*")) for phrase, word in _TERM.findall(asked)
    )


def in_claims(shelf: Shelf, asked: str, number: int, size: int) -> Page[InClaim]:
    """The claims that have these words, the best matches first; where there are too many, in the order of the case."""
    if names_somebody(shelf, asked):
        return Page((), number, size, 0)
    page: Page[object] = Page((), number, size, _count(shelf, "claim_words", asked))
    rows = _found(shelf, "claim_words", asked, page, "highlight(claim_words, 0, ?, ?)")
    numbers = [number for number, _ in rows]
    claims = {
        number: shelf.value(body, Claim)
        for number, body in shelf.rows(f"SELECT number, body FROM claim WHERE number IN ({_marks(numbers)})", *numbers)
    }
    items = tuple(InClaim(shelf.shown(claims[at]), _shown(shelf, words)) for at, words in rows)
    return Page(items, number, size, page.total)


def in_texts(shelf: Shelf, asked: str, number: int, size: int) -> Page[InText]:
    """The reports that have these words in their title or text, in the same order."""
    size = min(size, _SNIPPETS)
    if names_somebody(shelf, asked):
        return Page((), number, size, 0)
    page: Page[object] = Page((), number, size, _count(shelf, "reading_words", asked))
    rows = _found(shelf, "reading_words", asked, page, "snippet(reading_words, -1, ?, ?, '…', 40)")
    numbers = [number for number, _ in rows]
    sql = f"SELECT number, report, text FROM reading WHERE number IN ({_marks(numbers)})"
    texts = {number: (report, text) for number, report, text in shelf.rows(sql, *numbers)}
    items = tuple(InText(texts[at][0], _shown(shelf, words), _place(shelf, *texts[at], words)) for at, words in rows)
    return Page(items, number, size, page.total)


def _place(shelf: Shelf, report: str, text: str, snippet: str) -> Passage | None:
    """Where the first words stand that are marked in a snippet of a text, as it is shown."""
    whole = snippet.removeprefix("…").removesuffix("…")
    before, _, rest = whole.partition(_OPEN)
    at = text.find(whole.translate(_NO_MARKS))
    if at < 0:
        return None
    words = rest.partition(_CLOSE)[0]
    start = at + len(before)
    return shelf.shown(Passage(report, start, start + len(words), words))


def _marks(values: list[int]) -> str:
    return ", ".join("?" * len(values))


def _count(shelf: Shelf, table: str, asked: str) -> int:
    return shelf.count(
        f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {RANKED})", query(asked)
    )


def _found(shelf: Shelf, table: str, asked: str, page: Page[object], words: str) -> list[tuple[int, str]]:
    """Row number and marked words of one page of what was found. Only its own rows are read from the case."""
    order = "rank, rowid" if page.total < RANKED else "rowid"
    return shelf.rows(
        f"SELECT rowid, {words} FROM {table} WHERE {table} MATCH ? ORDER BY {order} LIMIT ? OFFSET ?",
        _OPEN, _CLOSE, query(asked), page.size, page.first - 1,
    )  # fmt: skip


def _shown(shelf: Shelf, words: str) -> Markup:
    """Words as they may be shown: with marks or with pseudonyms, as a name with a mark in it is not known for one."""
    return safe(shelf.shown(words.translate(_NO_MARKS))) if shelf.hides_names else marked(words)


def marked(words: str) -> Markup:
    """Words with what was found in them marked, and all else escaped."""
    return Markup(str(safe(words)).replace(_OPEN, '<mark class="at">').replace(_CLOSE, "</mark>"))
