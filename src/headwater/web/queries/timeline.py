"""When what is said took place: findings by the times that their claims give, resolved to days."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.model import Claim, Finding, Passage, Time
from headwater.web.chart import Chart, chart
from headwater.web.queries.catalogue import days, of_ids
from headwater.web.shelf import Page, Shelf, paged


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that claims of one finding give: an interval of days, and how many say so."""

    since: str
    until: str
    finding: str
    claim: str  # the first that says so
    claims: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment with its words."""

    moment: Moment
    finding: Finding
    words: str  # of the time
    place: Passage


@dataclass(frozen=True, slots=True)
class Timeline:
    """The moments that fit, drawn and listed."""

    chart: Chart
    page: Page[Dated]
    first: str  # of all moments
    last: str
    undated: int  # findings that give no time of the calendar


def timeline(shelf: Shelf, since: str, until: str, number: int, size: int) -> Timeline:
    """The moments that reach into a time, which may be open on either side."""
    whole = shelf.remembered(_made)
    fitting: Sequence[Moment] = whole.moments
    drawn = whole.chart
    if since or until:
        end = f"{until}~" if until else "~"  # after every day that a reduced date holds
        fitting = [each for each in whole.moments if each.until >= since and each.since <= end]
        drawn = _drawn(fitting, since, until)
    page = paged(fitting, number, size)
    return Timeline(
        drawn, Page(_dated(shelf, page.items), number, size, page.total), whole.first, whole.last, whole.undated
    )


def _drawn(moments: Sequence[Moment], since: str = "", until: str = "") -> Chart:
    return chart(Counter((each.since, each.until) for each in moments), since, until)


def _dated(shelf: Shelf, moments: Sequence[Moment]) -> tuple[Dated, ...]:
    findings = {each.id: each for each in of_ids(shelf, dict.fromkeys(each.finding for each in moments))}
    dated = []
    for each in moments:
        true = shelf.one("SELECT body FROM claim WHERE id = ?", Claim, each.claim)
        which = next(n for n, time in enumerate(true.times) if days(time) == (each.since, each.until))
        time = shelf.shown(true).times[which]
        dated.append(
            Dated(each, findings[each.finding], time.quote, Passage(true.report, time.start, time.end, time.quote))
        )
    return tuple(dated)


@dataclass(frozen=True, slots=True)
class _Whole:
    """Every moment of a case, in order."""

    moments: tuple[Moment, ...]
    chart: Chart
    first: str
    last: str
    undated: int


@dataclass(frozen=True, slots=True)
class _Said:
    id: str
    times: tuple[Time, ...]


def _made(shelf: Shelf) -> _Whole:
    said = {each.id: each.times for each in shelf.values("SELECT body FROM claim", _Said) if each.times}
    moments: list[Moment] = []
    undated = 0
    for finding in shelf.values("SELECT body FROM finding", Finding):
        saying: dict[tuple[str, str], list[str]] = {}
        for claim in finding.claims:
            for span in dict.fromkeys(filter(None, map(days, said.get(claim, ())))):
                saying.setdefault(span, []).append(claim)
        undated += not saying
        moments += [Moment(*span, finding.id, claims[0], len(claims)) for span, claims in saying.items()]
    moments.sort(key=lambda each: (each.since, each.until, each.finding))
    last = max((each.until for each in moments), default="")
    return _Whole(tuple(moments), _drawn(moments), moments[0].since if moments else "", last, undated)
