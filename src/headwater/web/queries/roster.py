"""Every report and origin of a case as pages call them: small enough to be kept in memory, made once a state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from textwrap import shorten

from headwater.dossier.phrases import count
from headwater.model import Origin, Page, Root
from headwater.web.shelf import Shelf

_TITLE = 60  # characters of a title that stands for an outlet


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in a list."""

    number: int  # as the dossier numbers them
    id: str
    name: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str
    url: str | None
    size: int  # characters of its text
    claims: int
    removed: int
    pages: int  # 0 where it has none
    notes: tuple[str, ...]  # what a reader must know of how it was read
    origins: tuple[str, ...]  # that of most of its text first

    @property
    def label(self) -> str:
        """How drawings and the dossier refer to it: ``R3``."""
        return f"R{self.number}"

    @property
    def called(self) -> str:
        """What a person calls it: its outlet, or else its title or name."""
        return self.outlet or shorten(self.title or self.name, _TITLE, placeholder="…")


@dataclass(frozen=True, slots=True)
class Roster:
    """The reports, oldest first and those without a date last, and all origins."""

    reports: tuple[Listed, ...]
    by_report: Mapping[str, Listed]
    by_origin: Mapping[str, Origin]

    def call(self, node: str) -> str:
        """What a person calls a report or an origin."""
        if node in self.by_report:
            return self.by_report[node].called
        origin = self.by_origin.get(node)
        if origin is None:
            return "an origin not in this case"
        return origin.name or f"an unnamed report behind {count(len(origin.reports), 'report')}"

    @property
    def publication_origins(self) -> list[Origin]:
        """The origins at the roots of the lineage, those behind most reports first."""
        found = [each for each in self.by_origin.values() if each.kind != "informant"]
        return sorted(found, key=lambda each: (-len(each.reports), each.name, each.id))


def roster(shelf: Shelf) -> Roster:
    """All reports and origins, as they may be shown."""
    return shelf.remembered(_hidden if shelf.hides_names else _made)


def _hidden(shelf: Shelf) -> Roster:
    known = shelf.shown(shelf.remembered(_made))
    return _numbered(known.reports, known.by_origin)


def _numbered(reports: Iterable[Listed], origins: Mapping[str, Origin]) -> Roster:
    """Oldest first, those without a date last: as the dossier numbers them."""
    ordered = sorted(reports, key=lambda each: (each.published is None, each.published or "", each.name, each.id))
    listed = tuple(replace(each, number=number) for number, each in enumerate(ordered, 1))
    return Roster(listed, {each.id: each for each in listed}, origins)


@dataclass(frozen=True, slots=True)
class _Text:
    title: str | None
    outlet: str | None
    published: str | None
    language: str
    url: str | None
    text: str
    removed: tuple[dict[str, object], ...]
    pages: tuple[Page, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    text: _Text


def _made(shelf: Shelf) -> Roster:
    claims = dict(shelf.rows("SELECT report, count(*) FROM claim GROUP BY report"))
    shares: dict[str, dict[str, int]] = {}
    for root in shelf.values("SELECT body FROM root", Root):
        own = shares.setdefault(root.report, {})
        own[root.origin] = own.get(root.origin, 0) + root.end - root.start
    reports = []
    for id, name, body in shelf.each(
        "SELECT report.id, report.name, reading.body FROM reading JOIN report ON report.id = reading.report"
    ):
        text = shelf.value(body, _Head).text
        origins = shares.get(id, {})
        reports.append(
            Listed(
                0,
                id,
                name,
                text.title,
                text.outlet,
                text.published,
                text.language,
                text.url,
                len(text.text),
                claims.get(id, 0),
                len(text.removed),
                max((each.number for each in text.pages), default=0),
                text.notes,
                tuple(sorted(origins, key=lambda each: (-origins[each], each))),
            )
        )
    return _numbered(
        reports, {each.id: each for each in shelf.values("SELECT body FROM origin ORDER BY rowid", Origin)}
    )


def listed(known: Roster, *, words: str = "", origin: str = "", order: str = "date") -> list[Listed]:
    """The reports whose outlet, title or name has these words, and that go back to this origin, in this order."""
    wanted = words.casefold().split()
    found = [
        each
        for each in known.reports
        if (not origin or origin in each.origins)
        and all(word in f"{each.outlet} {each.title} {each.name}".casefold() for word in wanted)
    ]
    if order == "name":
        found.sort(key=lambda each: (each.called.casefold(), each.name))
    elif order == "claims":
        found.sort(key=lambda each: (-each.claims, each.number))
    return found
