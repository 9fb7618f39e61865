"""What is known of each part of the systems that the reports describe, and of each code of every list."""

from collections.abc import Mapping
from dataclasses import dataclass

from headwater.dossier import bounds, system
from headwater.dossier.contents import Contents
from headwater.dossier.drawing import Drawing
from headwater.errors import NotFound
from headwater.model import Claim, Code, Finding, Findings, Framework, Indicator, Lineage
from headwater.web.queries.catalogue import code_key
from headwater.web.shelf import Page, Shelf


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a system. Without evidence it is a gap in the reports."""

    anchor: str
    code: Code
    key: str  # what its code is called in an address
    known: str  # how much is known of it, in words
    evidence: Indicator | None
    findings: tuple[Finding, ...]  # those that give a figure first
    left_out: int
    after: tuple[str, ...]  # the names of the parts that it leads to


@dataclass(frozen=True, slots=True)
class System:
    """A system drawn, with its parts in order."""

    framework: Framework
    drawing: Drawing
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """One code of a framework with the evidence for it."""

    code: Code
    key: str
    evidence: Indicator | None
    reports: tuple[tuple[str, int], ...]  # with the number of claims, most first


@dataclass(frozen=True, slots=True)
class Codes:
    """A framework with all its codes, those without evidence too."""

    framework: Framework
    codes: tuple[Coded, ...]


def systems(shelf: Shelf) -> tuple[System, ...]:
    """Every framework whose codes are parts of a system, as it may be shown."""
    return shelf.remembered(_hidden_systems if shelf.hides_names else _systems)


def frameworks(shelf: Shelf) -> tuple[Codes, ...]:
    """Every framework with the evidence for each of its codes. It names nobody."""
    return shelf.remembered(_frameworks)


def claims_of(shelf: Shelf, key: str, number: int, size: int) -> tuple[Codes, Coded, Page[Claim]]:
    """One page of the claims that speak of a code.

    Raises:
        NotFound: no framework of the case has this code.
    """
    for each in frameworks(shelf):
        for coded in each.codes:
            if coded.key == key:
                ids = coded.evidence.claims if coded.evidence else ()
                here = ids[(number - 1) * size : number * size]
                marks = ", ".join("?" * len(here))
                sql = f"SELECT body FROM claim WHERE id IN ({marks}) ORDER BY report, start"
                claims = shelf.shown(shelf.values(sql, Claim, *here))
                return each, coded, Page(claims, number, size, len(ids))
    raise NotFound("no framework of this case has this code", key, "See the indicators")


def _hidden_systems(shelf: Shelf) -> tuple[System, ...]:
    return shelf.shown(shelf.remembered(_systems))


def _systems(shelf: Shelf) -> tuple[System, ...]:
    contents = Contents(
        (),
        (),
        (),
        Lineage(),
        Findings(shelf.values("SELECT body FROM finding", Finding)),
        shelf.values("SELECT body FROM framework ORDER BY rowid", Framework),
        shelf.values("SELECT body FROM indicator ORDER BY rowid", Indicator),
    )
    return tuple(
        System(each.framework, each.drawing, tuple(_part(each, part) for part in each.parts))
        for each in system.systems(contents)
    )


def _part(of: system.System, part: system.Part) -> Part:
    names = {code.code: code.name for code in of.framework.codes}
    first = tuple(dict.fromkeys((*part.figures, *part.findings)))[: bounds.STAGE]
    return Part(
        of.anchor(part),
        part.code,
        code_key(of.framework.name, part.code.code),
        part.known,
        part.evidence,
        first,
        len(part.findings) - len(first),
        tuple(names[each] for each in part.code.flow),
    )


def _frameworks(shelf: Shelf) -> tuple[Codes, ...]:
    evidence = {(e.framework, e.code): e for e in shelf.values("SELECT body FROM indicator", Indicator)}
    report: Mapping[str, str] = dict(shelf.rows("SELECT id, report FROM claim")) if evidence else {}
    return tuple(
        Codes(
            each,
            tuple(_coded(each, code, evidence.get((each.name, code.code)), report) for code in each.codes),
        )
        for each in shelf.values("SELECT body FROM framework ORDER BY rowid", Framework)
    )


def _coded(framework: Framework, code: Code, evidence: Indicator | None, report: Mapping[str, str]) -> Coded:
    count: dict[str, int] = {}
    for claim in evidence.claims if evidence else ():
        count[report[claim]] = count.get(report[claim], 0) + 1
    ordered = tuple(sorted(count.items(), key=lambda each: (-each[1], each[0])))
    return Coded(code, code_key(framework.name, code.code), evidence, ordered)
