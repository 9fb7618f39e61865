"""Which paragraphs of a web page are its body: trafilatura judges, our own rules go on top."""

import logging
from collections.abc import Sequence
from functools import cache
from typing import Any

from headwater.text.cue import fold
from headwater.text.furniture import furniture
from headwater.text.unit import Role, Unit
from headwater.text.visible import Visible

_SHINGLE = 3  # words
_FOUND = 0.6  # share of a paragraph's runs of words that must stand in what trafilatura extracts
_TRUSTED = 0.25  # share of the sentences' words: if trafilatura finds less, it is not believed


def judged(raw: str, page: Visible, units: Sequence[Unit]) -> list[Role]:
    """The role of every paragraph.

    What trafilatura does not take for body goes, unless it is running text between paragraphs that are body and the
    markup does not set it apart. Where trafilatura finds next to nothing, the words alone decide.
    """
    taken = _taken(raw, units)
    running = [n for n, unit in enumerate(units) if unit.role in (Role.BODY, Role.LINE)]
    size = sum(len(units[n].words) for n in running)
    believed = sum(len(units[n].words) for n in running if taken[n]) >= _TRUSTED * size and any(taken)
    if not believed:
        return furniture(
            [
                _with(u, Role.FURNITURE) if n in page.aside and u.role is not Role.BODY else u
                for n, u in enumerate(units)
            ]
        )
    body = [n for n in running if taken[n]] or [n for n, is_taken in enumerate(taken) if is_taken]
    title = _title(page.title, units, body[0])
    if title is None and page.heading is not None and page.heading <= body[0]:
        title = page.heading
    seen = [_seen(n, unit, taken[n], page, body, title) for n, unit in enumerate(units)]
    return furniture(seen)


def _seen(n: int, unit: Unit, taken: bool, page: Visible, body: Sequence[int], title: int | None) -> Unit:
    """The unit with the role the page gives it."""
    if taken or n == title or unit.role.removed:
        return unit
    first = title if title is not None else body[0]
    if unit.role is Role.KEEP and first <= n <= body[-1] + 2 and n not in page.aside:
        return unit
    if unit.role is Role.BODY and body[0] < n < body[-1] and n not in page.aside:
        return unit
    return _with(unit, Role.FURNITURE)


def _with(unit: Unit, role: Role) -> Unit:
    return Unit(unit.span, unit.line, unit.words, unit.sentence, role)


def _taken(raw: str, units: Sequence[Unit]) -> list[bool]:
    """Whether each paragraph stands in what trafilatura extracts."""
    words = fold(_extract(raw))
    whole = set(words)
    runs = {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
    out = []
    for unit in units:
        mine = [unit.words[i : i + _SHINGLE] for i in range(len(unit.words) - _SHINGLE + 1)]
        if mine:
            out.append(sum(run in runs for run in mine) >= _FOUND * len(mine))
        else:
            out.append(bool(unit.words) and whole.issuperset(unit.words) and unit.role is Role.BODY)
    return out


def _extract(raw: str) -> str:
    """The body as trafilatura finds it; "" where it finds none or breaks on the page."""
    try:
        return _trafilatura().extract(raw, favor_recall=True, include_comments=False, include_tables=True) or ""
    except Exception:  # a parser of others on the page of others: whatever breaks there, our own rules still read it
        return ""


@cache
def _trafilatura() -> Any:
    """The library, told to keep what it thinks of a page to itself."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura


def _title(title: str | None, units: Sequence[Unit], end: int) -> int | None:
    """The last paragraph above the body that is the title the page gives itself, or its start."""
    wanted = fold(title or "")
    for n in range(min(end, len(units) - 1), -1, -1):
        words = list(units[n].words)
        if len(words) > 1 and (words == wanted or (wanted[: len(words)] == words and 2 * len(words) >= len(wanted))):
            return n
    return None
