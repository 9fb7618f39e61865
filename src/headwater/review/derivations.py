"""Derivations as people judged them, over those that the machine suggests.

A person frees or binds only what the judgement names. Where a report leaves a family, it stays *possible* that it was
copied from each of the others (counted neither as copying nor as independent) until that pair is judged too: a
judgement never makes reports independent that nobody has compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from headwater.errors import NotApplied
from headwater.model import (
    Basis,
    Degree,
    Derivation,
    Direction,
    Judgement,
    Lineage,
    Origin,
    Passage,
    Possible,
    Root,
    make_id,
)
from headwater.review.anchor import Anchors

UNDETERMINED: Final = "undetermined"
PARTLY: Final = "partly"


class Retraced:
    """A lineage while judgements are applied to it, oldest first."""

    def __init__(self, lineage: Lineage, anchors: Anchors) -> None:
        self._anchors = anchors
        self._lineage = lineage
        self._edges = {(each.report, each.source): each for each in lineage.derivations}
        self._possible = {(each.a, each.b): each for each in lineage.possible}
        self._origins = {each.id: each for each in lineage.origins}
        self._roots: dict[str, list[Root]] = {}
        for root in lineage.roots:
            self._roots.setdefault(root.report, []).append(root)

    def apply(self, judgement: Judgement) -> None:
        """Bring one judgement in.

        Raises:
            NotApplied: its words are gone, or it would make a circle with what people decided since.
        """
        words = tuple(self._anchors.passage(each) for each in judgement.target)
        child = words[0]
        if judgement.verdict == "reject":
            self._reject(child, words[1] if len(words) > 1 else None, judgement.of)
        elif len(words) > 1:
            self._derive(child, words[1], judgement, words)
        else:
            self._from_unseen(child, judgement, words)

    @property
    def lineage(self) -> Lineage:
        """The lineage as it is now, in the order that the lineage step gives."""
        origins: dict[str, set[str]] = {}
        for report, roots in self._roots.items():
            for root in roots:
                origins.setdefault(root.origin, set()).add(report)
        known = origins.keys() | self._roots.keys()
        edges = [each for each in self._edges.values() if each.source in known]
        return replace(
            self._lineage,
            derivations=tuple(sorted(edges, key=lambda each: (each.report, each.source))),
            possible=tuple(self._possible[pair] for pair in sorted(self._possible)),
            origins=tuple(replace(self._origin(id), reports=tuple(sorted(origins[id]))) for id in sorted(origins)),
            roots=tuple(root for report in sorted(self._roots) for root in self._roots[report]),
        )

    def _derive(self, child: Passage, parent: Passage, judgement: Judgement, words: tuple[Passage, ...]) -> None:
        """The first report derives from the second, whatever the machine says of the two."""
        one, other = child.report, parent.report
        self._open(other, one)
        undetermined = judgement.to == UNDETERMINED
        direction: Direction = UNDETERMINED if undetermined else "known"
        below, above = (max(one, other), min(one, other)) if undetermined else (one, other)
        suggested = self._edges.get((below, above))
        degree: Degree = PARTLY if judgement.to == PARTLY else suggested.degree if suggested else "wholly"
        for pair in ((one, other), (other, one)):
            self._edges.pop(pair, None)
        basis = (_basis(judgement, words), *(suggested.basis if suggested else ()))
        self._edges[below, above] = Derivation(
            below, above, degree, direction, basis, suggested.score if suggested else 0.0
        )
        self._possible.pop(_ordered(one, other), None)
        if any(root.origin == one for root in self._roots[other]):
            self._rename(one, other)
        if judgement.to == PARTLY:
            self._move(child, self._origin_at(parent), self._held(one))
        elif not self._shared(one, other):
            self._move(self._whole(one), self._main(other), self._held(one))

    def _from_unseen(self, child: Passage, judgement: Judgement, words: tuple[Passage, ...]) -> None:
        """The report goes back to something that is not in the case and that its reader knows by name."""
        name = judgement.of or ""
        known = (each for each in self._origins.values() if each.kind == "unseen" and _named(each, name))
        origin = next(known, None) or Origin(make_id("origin", name), name, (name,), "unseen", False, ())
        self._origins[origin.id] = origin
        degree: Degree = PARTLY if judgement.to == PARTLY else "wholly"
        basis = (_basis(judgement, words),)
        self._edges[child.report, origin.id] = Derivation(child.report, origin.id, degree, "known", basis, 0.0)
        where = child if judgement.to == PARTLY else self._whole(child.report)
        self._move(where, origin.id, self._held(child.report))

    def _reject(self, child: Passage, other: Passage | None, name: str | None) -> None:
        """Neither of two reports derives from the other; or the report does not go back to what is named."""
        one = child.report
        if other is None:
            gone = [
                each
                for each in self._edges.values()
                if each.report == one and each.source in self._origins and _named(self._origin(each.source), name or "")
            ]
            for each in gone:
                del self._edges[each.report, each.source]
            self._move(self._whole(one), one, {each.source for each in gone} & self._held(one))
            return
        two = other.report
        if (two, one) in self._edges and self._edges[two, one].direction == "known":
            one, two = two, one
        linked = [self._edges.pop(pair, None) for pair in ((one, two), (two, one))]
        self._possible.pop(_ordered(one, two), None)
        shared = self._shared(one, two)
        if any(linked) and not any(self._leads(source, shared) for below, source in self._edges if below == one):
            self._move(self._whole(one), one, shared, free=two)

    def _open(self, above: str, below: str) -> None:
        """Take away what the machine says against ``above`` being upstream of ``below``.

        Raises:
            NotApplied: a person said so.
        """
        while path := self._path(above, below):
            edge = next((each for each in reversed(path) if not _judged(self._edges[each])), None)
            if edge is None:
                name = self._anchors.readings[below].text.name
                raise NotApplied(f"it would make a circle with another judgement about {name}")
            del self._edges[edge]
            if edge != (above, below) and edge[1] in self._roots:
                self._maybe(*edge)

    def _path(self, report: str, target: str) -> list[tuple[str, str]]:
        """The known derivations that lead from a report up to another, if any do."""
        upstream: dict[str, list[str]] = {}
        for (below, above), edge in sorted(self._edges.items()):
            if edge.direction == "known":
                upstream.setdefault(below, []).append(above)
        came: dict[str, tuple[str, str]] = {}
        ahead = [report]
        while ahead:
            here = ahead.pop()
            new = [above for above in upstream.get(here, ()) if above not in came]
            came |= {above: (here, above) for above in new}
            ahead += new
        path: list[tuple[str, str]] = []
        while target in came and (not path or path[-1][0] != report):
            path.append(came[target])
            target = came[target][0]
        return path

    def _rename(self, old: str, new: str) -> None:
        """A family has another at its head."""
        for report, roots in self._roots.items():
            self._roots[report] = _given(roots, 0, self._length(report), {old}, new)
        self._origins.pop(old, None)

    def _move(self, where: Passage, origin: str, left: set[str], *, free: str | None = None) -> None:
        """Give what a stretch of a report has from the origins ``left`` to another origin.

        If the stretch is all of it, the reports that derive from it follow. Whoever shared an origin with them until
        now and does not any more stays possible, but for the pair of this report and the one called ``free``.
        """
        left = left - {origin}
        whole = len(where.quote) == len(self._anchors.readings[where.report].text.text)
        moved = self._following(where.report) if whole else {where.report}
        stayed = {report for report in self._roots if report not in moved and left & self._held(report)}
        for report in moved:
            start, end = (0, self._length(report)) if whole else (where.start, where.end)
            self._roots[report] = _given(self._roots[report], start, end, left, origin)
        for report in sorted(moved):
            for other in sorted(stayed):
                if (report, other) != (where.report, free):
                    self._maybe(report, other)

    def _following(self, report: str) -> set[str]:
        """A report with all that goes back to it."""
        found = {report} | {r for r, roots in self._roots.items() if any(root.origin == report for root in roots)}
        while more := {below for below, above in self._edges if above in found and below not in found}:
            found |= more
        return found

    def _maybe(self, one: str, other: str) -> None:
        """Two reports of which one may be copied from the other, unless it is known that both go back to one origin."""
        pair = _ordered(one, other)
        if one != other and pair not in self._possible and not self._shared(one, other):
            self._possible[pair] = Possible(*pair, 0.0, ())

    def _leads(self, source: str, origins: set[str]) -> bool:
        """Whether what a report derives from is one of these origins, or goes back to one."""
        return source in origins or bool(source in self._roots and self._held(source) & origins)

    def _held(self, report: str) -> set[str]:
        return {root.origin for root in self._roots[report]}

    def _shared(self, one: str, other: str) -> set[str]:
        return self._held(one) & self._held(other)

    def _main(self, report: str) -> str:
        return Lineage(roots=tuple(self._roots[report])).main_origin(report)

    def _origin_at(self, words: Passage) -> str:
        return next(root.origin for root in self._roots[words.report] if _meets(root, words))

    def _length(self, report: str) -> int:
        return len(self._anchors.readings[report].text.text)

    def _whole(self, report: str) -> Passage:
        return self._anchors.readings[report].text.passage(0, self._length(report))

    def _origin(self, id: str) -> Origin:
        """An origin that is known, or the report that has become one."""
        if id in self._origins:
            return self._origins[id]
        text = self._anchors.readings[id].text
        name = text.outlet or text.name
        return Origin(id, name, (name,), "report", True, (id,))


def retraced(lineage: Lineage, anchors: Anchors, judgements: Iterable[Judgement]) -> tuple[Lineage, Mapping[str, str]]:
    """The lineage with these judgements applied, oldest first, and those that could not be, each with the reason."""
    lines, left = Retraced(lineage, anchors), {}
    for each in judgements:
        try:
            lines.apply(each)
        except NotApplied as error:
            left[each.id] = error.what
    return lines.lineage, left


def _given(roots: Iterable[Root], start: int, end: int, left: set[str], origin: str) -> list[Root]:
    """The roots of a report with what of ``[start, end)`` goes back to ``left`` given to another origin."""
    pieces: list[Root] = []
    for root in roots:
        first, last = max(root.start, start), min(root.end, end)
        borders = (
            [root.start, first, last, root.end] if root.origin in left and first < last else [root.start, root.end]
        )
        for one, other in pairwise(borders):
            here = origin if len(borders) > 2 and (one, other) == (first, last) else root.origin
            if pieces and pieces[-1].origin == here:
                pieces[-1] = replace(pieces[-1], end=other)
            elif one < other or root.start == root.end:
                pieces.append(Root(root.report, one, other, here))
    return pieces


def _basis(judgement: Judgement, words: tuple[Passage, ...]) -> Basis:
    return Basis("judgement", f"a person decided so: {judgement.why}", words)


def _judged(edge: Derivation) -> bool:
    return any(each.kind == "judgement" for each in edge.basis)


def _named(origin: Origin, name: str) -> bool:
    return name.casefold() in {each.casefold() for each in origin.names} or origin.id == name


def _meets(root: Root, where: Passage) -> bool:
    return root.start < where.end and where.start < root.end


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)
