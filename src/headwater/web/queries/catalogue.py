"""Every finding by what it can be filtered by: small enough to be kept in memory, made once a state."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from headwater.model import DriftKind, Finding, Indicator, Modality, Polarity, Speech, Standing, Time
from headwater.web.queries.places import places
from headwater.web.shelf import Page, Shelf, paged

Kind = Literal["figure", "date", "quotation", "expected", "possible", "alleged", "denied", "negated"]
KINDS: Mapping[Kind, str] = {
    "figure": "gives a figure",
    "date": "gives a date",
    "quotation": "quotes somebody",
    "expected": "is expected",
    "possible": "may be",
    "alleged": "is alleged",
    "denied": "is denied",
    "negated": "says that something is not so",
}
Changed = Literal["yes", "no"] | DriftKind
DRIFTS: tuple[DriftKind, ...] = get_args(DriftKind)


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding as it can be asked for. A date is an interval of days."""

    id: str
    standing: Standing
    disputed: bool
    drift: frozenset[str]
    kinds: frozenset[str]
    codes: frozenset[str]
    informants: frozenset[str]
    places: frozenset[str]
    dates: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to filter by, and how many findings have it."""

    value: str
    words: str
    findings: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All findings in the order in which they matter, and what there is to choose from."""

    entries: tuple[Entry, ...]
    codes: tuple[Choice, ...]
    informants: tuple[Choice, ...]
    places: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a finding must be like; what is empty asks for nothing."""

    standing: str = ""
    kind: str = ""
    code: str = ""
    informant: str = ""
    place: str = ""
    since: str = ""  # ISO 8601, may be reduced
    until: str = ""
    disputed: str = ""
    drifted: str = ""

    def fits(self, entry: Entry) -> bool:
        """Whether a finding is like this."""
        return (
            (not self.standing or entry.standing == self.standing)
            and (not self.disputed or entry.disputed == (self.disputed == "yes"))
            and (not self.kind or self.kind in entry.kinds)
            and (not self.code or self.code in entry.codes)
            and (not self.informant or self.informant in entry.informants)
            and (not self.place or self.place in entry.places)
            and self._changed(entry)
            and self._within(entry)
        )

    def _changed(self, entry: Entry) -> bool:
        if self.drifted in ("yes", "no"):
            return bool(entry.drift) == (self.drifted == "yes")
        return not self.drifted or self.drifted in entry.drift

    def _within(self, entry: Entry) -> bool:
        """Whether one of its dates reaches into the time asked for."""
        if not self.since and not self.until:
            return True
        end = f"{self.until}~" if self.until else "~"  # after every day that a reduced date holds
        return any(until >= self.since and since <= end for since, until in entry.dates)


def catalogue(shelf: Shelf) -> Catalogue:
    """All findings, as they may be asked for."""
    return shelf.remembered(_hidden if shelf.hides_names else _made)


def found(shelf: Shelf, asked: Asked, number: int, size: int) -> Page[Finding]:
    """One page of the findings that are like this."""
    ids = paged([each.id for each in catalogue(shelf).entries if asked.fits(each)], number, size)
    return Page(of_ids(shelf, ids.items), ids.number, ids.size, ids.total)


def of_ids(shelf: Shelf, ids: Iterable[str]) -> tuple[Finding, ...]:
    """These findings, as they may be shown."""
    wanted = list(ids)
    sql = f"SELECT body FROM finding WHERE id IN ({', '.join('?' * len(wanted))})"
    by_id = {each.id: each for each in shelf.values(sql, Finding, *wanted)}
    return shelf.shown(tuple(by_id[id] for id in wanted))


def code_key(framework: str, code: str) -> str:
    """What one code of one framework is called in an address."""
    return f"{framework}/{code}"


def _hidden(shelf: Shelf) -> Catalogue:
    """The same under pseudonyms: nobody can be asked for by a name that is hidden."""
    known = shelf.remembered(_made)
    called = {each.value: shelf.shown(each.value) for each in known.informants}
    entries = tuple(replace(each, informants=frozenset(called[name] for name in each.informants))
                    for each in known.entries)  # fmt: skip
    listed = {each.key for each in places(shelf).places}
    informants = _choices(Counter(name for each in entries for name in each.informants), {})
    return replace(
        known,
        entries=entries,
        informants=informants,
        places=tuple(each for each in known.places if each.value in listed),
    )


@dataclass(frozen=True, slots=True)
class _Figure:
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class _Speech:
    kind: Speech


@dataclass(frozen=True, slots=True)
class _Said:
    id: str
    quantities: tuple[_Figure, ...]
    times: tuple[Time, ...]
    attribution: _Speech | None
    modality: Modality
    polarity: Polarity


def _made(shelf: Shelf) -> Catalogue:
    indicators = shelf.values("SELECT body FROM indicator ORDER BY rowid", Indicator)
    coded: dict[str, set[str]] = {}
    for each in indicators:
        for claim in each.claims:
            coded.setdefault(claim, set()).add(code_key(each.framework, each.code))
    said = {each.id: each for each in shelf.values("SELECT body FROM claim", _Said)}
    where = places(shelf)
    findings = sorted(shelf.values("SELECT body FROM finding", Finding), key=_weight)
    entries = tuple(_entry(each, [said[id] for id in each.claims], coded, where.of_finding.get(each.id, frozenset()))
                    for each in findings)  # fmt: skip
    count = Counter(code for each in entries for code in each.codes)
    return Catalogue(
        entries,
        tuple(
            Choice(key, f"{each.framework}: {each.name}", count[key])
            for each in indicators
            if count[key := code_key(each.framework, each.code)]
        ),
        _choices(Counter(name for each in entries for name in each.informants), {}),
        _choices(
            Counter(key for each in entries for key in each.places), {each.key: each.name for each in where.places}
        ),
    )


def _entry(finding: Finding, claims: list[_Said], coded: Mapping[str, set[str]], where: frozenset[str]) -> Entry:
    kinds: set[str] = {each.modality for each in claims if each.modality != "stated"}
    dates = sorted({span for each in claims for time in each.times if (span := days(time))})
    if any(one.low is not None or one.high is not None for each in claims for one in each.quantities):
        kinds.add("figure")
    if dates:
        kinds.add("date")
    if any(each.attribution and each.attribution.kind != "indirect" for each in claims):
        kinds.add("quotation")
    if any(each.polarity == "negative" for each in claims):
        kinds.add("negated")
    return Entry(
        finding.id,
        finding.standing,
        finding.disputed,
        frozenset(each.kind for each in finding.drift),
        frozenset(kinds),
        frozenset(code for each in claims for code in coded.get(each.id, ())),
        frozenset(finding.informants),
        where,
        tuple(dates),
    )


def days(time: Time) -> tuple[str, str] | None:
    """The first and the last day that an expression means; None where it means no time of the calendar."""
    since, until = time.since or time.until, time.until or time.since
    if since is None or until is None or time.type not in ("DATE", "TIME"):
        return None
    return since[:10], until[:10]


def _choices(count: Counter[str], names: Mapping[str, str]) -> tuple[Choice, ...]:
    """Those that most findings have first."""
    ordered = sorted(count, key=lambda each: (-count[each], names.get(each, each).casefold(), each))
    return tuple(Choice(each, names.get(each, each), count[each]) for each in ordered)


def _weight(finding: Finding) -> tuple[bool, bool, int, int, int, int, str]:
    """What one report alone says and nothing disputes comes last, as in the dossier."""
    brief = len(finding.reports) < 2 and finding.origins_high < 2 and not finding.disputed
    return (brief, not finding.disputed, -finding.origins_low, -finding.origins_high, -len(finding.reports),
            -len(finding.drift), finding.id)  # fmt: skip
