"""The head of a page: its title, its outlet and its date; and the mastheads and slogans above the title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.text.cue import cues, fold
from headwater.text.date import DATE, date_in
from headwater.text.furniture import content
from headwater.text.language import function_words
from headwater.text.unit import Role, Unit
from headwater.text.words import table

_BODY_WORDS = 400  # of the body, to compare headlines with
_TITLE_WORDS = 30  # a longer line is no title
_NEARLY_BEST = 0.7  # of the worth of the best line: the first line as good as that is the title
_TITLE_SHARES = 2  # content words of the body in a title, for a line above it with none of them to be no part of it
_DATE_LINE_WORDS = 5
_MASTHEAD_WORDS = 6
_DATELINE = re.compile(r"[^.!?]{3,70}?(?:\s[-–—―]{1,2}\s|\)\s?[-–—―:])")
_BARE_DATELINE = re.compile(r"\([A-Z][\w. ]{1,20}\)\s*[-–—_]*$")
_CAPITALS = re.compile(r"[^a-zà-ÿ]*[A-ZÀ-Þ]{2}[^a-zà-ÿ]*")
_SITE = re.compile(r"(?:www\.)?[\w-]+\.(?:com|org|net|info|co\.uk|de|fr|eu|ru|news|tv)", re.I)
_COPYRIGHT = re.compile(
    r"©\s*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?[,\s]*)?(?:by\s+)?([^.|,©]{3,60}?)\s*(?:[.|,]|\d{4}|$)", re.I
)
_SOURCE = re.compile(
    r"(?:source|quelle|fuente|fonte|来源|出典|出处)\s*[:：]\s*([^()|–—,:：]{2,60}?)\s*(?:[(|–—,]|\s-\s|$)", re.I
)
_STAFF = re.compile(
    r"\b(?:[Rr]eporter|[Ee]ditor|[Cc]orrespondent|[Ww]riter|[Jj]ournalist|[Pp]roducer)s? (?:for|at|with) "
    r"((?:The )?[A-Z][\w&]*(?: [A-Z][\w&]*){0,3})"
)
_DATED_PART = re.compile(r"\s{2,}|[|•·]|\s[-–—]\s")
_SITE_CUT = re.compile(r"\s+[|·–—-]{1,2}\s+|\s[|–—]|--\s?")
_PART = re.compile(r"\s{2,}|[|•·:：–—-]")
_EDITION = re.compile(
    r"\s+(?:(?:us|uk|u\.s\.|u\.k\.|international|global|world|asia|europe|morning|evening|online)\s+)?"
    r"(?:edition|homepage|online)$|\s+\d+(?:\.\d+)?$|\s+(?:politics|world|business|sports?)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over the report."""

    title: int | None = None  # index of the unit
    outlet: str | None = None
    published: str | None = None


def head(units: Sequence[Unit], roles: list[Role], title: str | None = None) -> Head:
    """Find title, outlet and date, and mark the masthead, slogans and whatever stands above the title as furniture.

    Args:
        units: the paragraphs of the page.
        roles: their roles, altered here.
        title: what is known of the title from elsewhere.
    """
    body = next((n for n, role in enumerate(roles) if role is Role.BODY), len(units))
    if body == len(units):
        return Head(published=_published(units, roles, 0))
    words = content(
        [word for unit, role in zip(units, roles, strict=True) if role is Role.BODY for word in unit.words][
            :_BODY_WORDS
        ]
    )
    stubs = [n for n in range(body) if roles[n] in (Role.STUB, Role.LINE) and _may_be_title(units[n])]
    chosen = _title(units, roles, stubs, words, title, body)
    mastheads = _mastheads(units, roles, stubs, words, chosen)
    outlet = _outlet(units, roles, mastheads, body, words)
    if outlet is None and chosen is not None:
        outlet = site_in(units[chosen].line)
    for n in mastheads:
        roles[n] = Role.FURNITURE
    return Head(chosen, outlet, _published(units, roles, body))


def _title(
    units: Sequence[Unit], roles: list[Role], stubs: Sequence[int], body: set[str], known: str | None, end: int
) -> int | None:
    if known:
        wanted = content(fold(known))
        alike = {
            n: len(wanted & content(units[n].words)) for n in range(end + 1) if n < len(units) and not roles[n].removed
        }
        best = max(alike, key=lambda n: (alike[n], -n), default=None)
        if (
            best is not None
            and alike[best] >= 0.6 * max(1, len(wanted))
            and len(units[best].words) <= 2 * len(fold(known)) + 2
        ):
            return best
        stubs = [n for n in stubs if len(units[n].words) > 1]  # "Findings" is a heading in what is called otherwise
    worth = {n: _worth(units[n], body) for n in stubs}
    least = _NEARLY_BEST * max(worth.values(), default=0.0)
    return next((n for n in stubs if worth[n] >= least), None)


def _may_be_title(unit: Unit) -> bool:
    if cues()["slogan"].at(unit.words):
        return False
    return 0 < len(unit.words) <= _TITLE_WORDS and unit.line[-1] != ":" and not _BARE_DATELINE.search(unit.line)


def _worth(unit: Unit, body: set[str]) -> float:
    """How like a headline a line is: words of the body in it, a few more than in a name, no words of outlets."""
    named = sum(1 for _ in cues()["outlet"].within(unit.words))
    return len(content(unit.words) & body) + 0.25 * min(len(unit.words), 10) - named


def _mastheads(
    units: Sequence[Unit], roles: list[Role], stubs: Sequence[int], body: set[str], title: int | None
) -> list[int]:
    """The stubs above the title that are no part of it: over a menu, a slogan, or the first like a masthead."""
    if title is None:
        return []
    slogans = [n for n in range(title) if roles[n] in (Role.STUB, Role.LINE) and cues()["slogan"].at(units[n].words)]
    for n in slogans:
        roles[n] = Role.FURNITURE
    removed = [n for n in range(title) if roles[n].removed]
    enclosed = [n for n in stubs if removed and n < removed[-1]]
    rest = [n for n in stubs if n < title and not (removed and n < removed[-1])]
    if len(content(units[title].words) & body) >= _TITLE_SHARES:
        enclosed += [n for n in rest if not content(units[n].words) & body]
    if not rest or (removed and removed[0] < rest[0]) or not _like_masthead(units[rest[0]], body, units[title]):
        return enclosed
    half = _worth(units[title], body) / 2
    return enclosed + [n for n in rest if n == rest[0] or _worth(units[n], body) < half]


def _like_masthead(unit: Unit, body: set[str], title: Unit) -> bool:
    capitals = bool(_CAPITALS.fullmatch(unit.line)) and not _CAPITALS.fullmatch(title.line)
    if len(unit.words) > (2 * _MASTHEAD_WORDS if capitals else _MASTHEAD_WORDS):
        return False
    return (
        capitals
        or bool(_SITE.search(unit.line))
        or any(True for _ in cues()["outlet"].within(unit.words))
        or not content(unit.words) & body
    )


def _outlet(
    units: Sequence[Unit], roles: list[Role], mastheads: Sequence[int], body: int, words: set[str]
) -> str | None:
    """The outlet as the page shows it: the source or copyright it names, else its masthead."""
    for n, unit in enumerate(units):
        if n > body and roles[n] is Role.BODY:
            continue
        if (n < body or len(units) - n < 12) and (found := _SOURCE.match(unit.line)):
            return found[1].strip()
    for unit, role in zip(units, roles, strict=True):
        if role.removed and (found := _COPYRIGHT.search(unit.line)):
            return found[1].strip()
    removed = [n for n in range(body) if roles[n].removed and len(units[n].words) <= 2 * _MASTHEAD_WORDS]
    for n in sorted({*mastheads, *removed}):
        over_menu = n in mastheads and n + 1 < len(units) and roles[n + 1].removed
        name = _name(units[n].line)
        if name and (_is_called(name, words, over_menu) or (n in mastheads and _heads_the_page(name, n, roles))):
            return _as_staff_says(name, units, roles)
    parts = (part.strip() for unit in units[:body] for part in _PART.split(unit.line))
    return next((known for part in parts if (known := table("outlets").get(part))), None)


def site_in(title: str) -> str | None:
    """The outlet at the end of a title: "Pilots refuse | Fen Gazette"."""
    *_, last = _SITE_CUT.split(title)
    words = last.split()
    named = 0 < len(words) <= _MASTHEAD_WORDS and last != title and all(word[0].isupper() for word in words)
    return last.strip() if named and any(True for _ in cues()["outlet"].within(fold(last))) else None


def _name(line: str) -> str | None:
    """What is left of a line over the title when date, section and edition are cut off, if that can be a name."""
    line = _DATED_PART.split(DATE.sub("", line).strip(), maxsplit=1)[0].strip(" :–—-")
    line = _EDITION.sub("", line)
    words = fold(line)
    said = any(cues()[each].whole(words) for each in ("button", "kicker"))
    return line if 0 < len(words) <= _MASTHEAD_WORDS and line[0].isupper() and not said else None


def _is_called(name: str, body: set[str], over_menu: bool) -> bool:
    """Whether a name is an outlet's: by its words, as a site, from the body, or over a menu and not all in capitals."""
    words = fold(name)
    if _SITE.search(name) or any(True for _ in cues()["outlet"].within(words)):
        return True
    capitals = bool(_CAPITALS.fullmatch(name))
    if capitals and any(True for _ in cues()["publisher"].within(words)):
        return True
    return over_menu or (capitals and content(words) <= body and len(content(words)) > 1)


def _heads_the_page(name: str, at: int, roles: Sequence[Role]) -> bool:
    """Whether nothing but furniture stands over a line that is written as a name and says no section of a paper."""
    words = [word for word in name.split() if word[0].isalpha() and word.lower() not in function_words()]
    written = len(words) > 1 and all(word[0].isupper() for word in words) and not name.isupper()
    sections = all(cues()["section"].whole(fold(word)) for word in words)
    return written and not sections and not cues()["kicker"].at(fold(name)) and all(roles[n].removed for n in range(at))


def _as_staff_says(name: str, units: Sequence[Unit], roles: list[Role]) -> str:
    """The name as a note on the author gives it, where that is the start of the masthead."""
    for unit, role in zip(units, roles, strict=True):
        if role.removed and (found := _STAFF.search(unit.line)) and name.startswith(found[1]):
            return found[1]
    return name


def _published(units: Sequence[Unit], roles: list[Role], body: int) -> str | None:
    """The first full date in the lines over the body, in the dateline, or in a line of its own under the body.

    A month counts only in a line that says little else.
    """
    over = [unit.line for unit in units[:body]]
    if body < len(units) and roles[body] is Role.BODY and (dateline := _DATELINE.match(units[body].line)):
        over.append(dateline[0])
    under = [unit.line for unit, role in zip(units[body + 1 :], roles[body + 1 :], strict=True) if role is Role.KEEP]
    for lines in (over, under):
        found = [(date, line) for line in lines if (date := date_in(line))]
        if full := next((date for date, _ in found if len(date) == len("2024-05-23")), None):
            return full
        if reduced := next((date for date, line in found if len(line.split()) <= _DATE_LINE_WORDS), None):
            return reduced
    return None
