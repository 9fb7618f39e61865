"""Search over all texts and claims (SQLite's FTS5)."""

import re
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from headwater.dossier.words import safe
from headwater.model import Claim
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


def in_claims(shelf: Shelf, asked: str, number: int, size: int) -> Page[InClaim]:
    """The claims that have these words, the best matches first; where there are too many, in the order of the case."""
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
    page: Page[object] = Page((), number, size, _count(shelf, "reading_words", asked))
    rows = _found(shelf, "reading_words", asked, page, "snippet(reading_words, -1, ?, ?, '…', 40)")
    numbers = [number for number, _ in rows]
    reports = dict(shelf.rows(f"SELECT number, report FROM reading WHERE number IN ({_marks(numbers)})", *numbers))
    items = tuple(InText(reports[at], _shown(shelf, words)) for at, words in rows)
    return Page(items, number, size, page.total)


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
