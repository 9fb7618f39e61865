"""What there is to decide, what would change the counts most first; and what was decided."""

from dataclasses import dataclass
from textwrap import shorten

from markupsafe import Markup

from headwater import review
from headwater.dossier.reason import linked
from headwater.errors import NotFound
from headwater.model import Judgement, Passage, Subject, make_id
from headwater.review.history import undone
from headwater.web import links
from headwater.web.queries.roster import Roster
from headwater.web.shelf import Page, Shelf, paged


@dataclass(frozen=True, slots=True)
class Matter:
    """One suggestion that nobody has judged."""

    id: str
    subject: Subject
    of: str | None
    target: tuple[Passage, ...]
    words: str
    changes: int  # origins that the findings could have more or fewer, all together

    @property
    def is_possible(self) -> bool:
        """Whether it is a pair just below the line, which is neither copying nor independent."""
        return self.subject == "derivation" and self.words.startswith("may ")


@dataclass(frozen=True, slots=True)
class Docket:
    """All that there is to decide, in order."""

    matters: tuple[Matter, ...]
    subjects: tuple[tuple[Subject, int], ...]  # how many of each, in order of the alphabet


def docket(shelf: Shelf) -> Docket:
    """All suggestions in this state of the case that nobody has judged, with true names."""
    return shelf.remembered(_made, _state(shelf))


def matters(shelf: Shelf, subject: str, number: int, size: int) -> Page[Matter]:
    """One page of them, of one subject if it is given, as they may be shown."""
    found = [each for each in docket(shelf).matters if not subject or each.subject == subject]
    page = paged(found, number, size)
    return Page(shelf.shown(page.items), page.number, page.size, page.total)


def matter(shelf: Shelf, id: str) -> Matter:
    """One of them, with true names.

    Raises:
        NotFound: there is none of this id, or it is decided.
    """
    return indexed(shelf).get(id)


def told(matter: Matter, known: Roster, most: int) -> Markup:
    """What is suggested and why, in so many characters of it, with the reports as pages call them."""
    reports = [known.by_report[each.report] for each in matter.target if each.report in known.by_report]
    names = {each.name: (links.report(each.id), f"{each.label} {each.called}") for each in reports}
    opening, colon, reasons = shorten(matter.words, most, placeholder=" …").partition(": ")
    return linked(opening, {}) + colon + Markup("; ").join(linked(each, names) for each in reasons.split("; "))


def indexed(shelf: Shelf) -> "_Index":
    """All of them by id."""
    return shelf.remembered(_by_id, _state(shelf))


def _state(shelf: Shelf) -> str:
    """Another with every decision too."""
    return f"{shelf.fingerprint}, {shelf.decisions} decisions"


def finding_of(shelf: Shelf, matter: Matter) -> str | None:
    """The finding that holds the claims of a grouping or a drift."""
    if matter.subject not in ("grouping", "drift"):
        return None
    sets = [
        {
            row[0]
            for row in shelf.rows(
                "SELECT finding FROM claim JOIN finding_claim ON finding_claim.claim = claim.id"
                " WHERE report = ? AND start = ? AND json_extract(body, '$.end') = ?",
                each.report, each.start, each.end,
            )
        }
        for each in matter.target
    ]  # fmt: skip
    return min(set.intersection(*sets), default=None) if sets else None


def history(shelf: Shelf) -> tuple[review.Standing, ...]:
    """Everything that was decided, the latest first, and how each stands; with true names."""
    return shelf.remembered(_history, _state(shelf))


def latest(shelf: Shelf) -> Judgement | None:
    """The last decision that is not undone, as it may be shown."""
    every = shelf.case.judgements()
    gone = undone(every)
    return next((shelf.shown(each) for each in reversed(every) if each.verdict != "undo" and each.id not in gone), None)


class _Index:
    """Matters by id."""

    def __init__(self, found: tuple[Matter, ...]) -> None:
        self._found = {each.id: each for each in found}

    def get(self, id: str) -> Matter:
        if id not in self._found:
            raise NotFound("there is nothing like this to decide any more", id, "See Review for what there is now")
        return self._found[id]


def _by_id(shelf: Shelf) -> _Index:
    return _Index(docket(shelf).matters)


def _made(shelf: Shelf) -> Docket:
    found = review.undecided(shelf.remembered(_suggested), shelf.case.judgements())
    names = sorted({each.subject for each in found})
    return Docket(found, tuple((name, sum(each.subject == name for each in found)) for name in names))


def _suggested(shelf: Shelf) -> tuple[Matter, ...]:
    """All of them, judged or not."""
    return tuple(_matter(each) for each in review.ranked(shelf.case))


def _matter(each: review.Suggestion) -> Matter:
    words = (part for word in each.target for part in (word.report, word.start, word.end))
    id = make_id("suggestion", each.subject, each.of or "", *words)
    return Matter(id, each.subject, each.of, each.target, each.words, each.changes)


def _history(shelf: Shelf) -> tuple[review.Standing, ...]:
    return tuple(reversed(review.standings(shelf.case)))
