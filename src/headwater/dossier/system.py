"""The system that the reports describe: its parts in order, what is known of each, and where nothing is."""

from collections.abc import Iterable
from dataclasses import dataclass

from headwater.dossier import bounds, phrases
from headwater.dossier.contents import Contents
from headwater.dossier.drawing import LANE, LANES, MARGIN, WIDER, Drawing, Edge, Line, Node, NodeKind, bow, fit
from headwater.model import Code, Finding, Framework, Indicator

_HEIGHT, _GAP = 66, 22  # of a part, and between parts: room for an arrow
_LETTERS = 62  # of small print that fit a part


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a system, with the evidence for it; without evidence it is a gap."""

    code: Code
    evidence: Indicator | None
    findings: tuple[Finding, ...]  # about this part: those with most origins and reports first
    figures: tuple[Finding, ...]  # those of them that give a figure and are about no other part more

    @property
    def known(self) -> str:
        """How much is known of it, in words."""
        if self.evidence is None:
            return "nothing in these reports"
        claims, reports = (phrases.count(len(ids), noun) for ids, noun in self._counted())
        return f"{claims} in {reports}, {phrases.origins(self.evidence.origins_low, self.evidence.origins_high)}"

    def _counted(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return ((self.evidence.claims, "claim"), (self.evidence.reports, "report")) if self.evidence else ()


@dataclass(frozen=True, slots=True)
class System:
    """A system drawn, and its parts."""

    framework: Framework
    parts: tuple[Part, ...]
    drawing: Drawing

    def anchor(self, part: Part) -> str:
        """Where a part is described."""
        return _anchor(self.framework, part.code)


def systems(contents: Contents) -> tuple[System, ...]:
    """Every framework of a case whose codes are parts of a system, drawn with what is known of each."""
    found: list[System] = []
    for framework in contents.frameworks:
        if framework.is_system:
            known = parts(framework, contents.indicators, contents.findings.findings)
            found.append(System(framework, known, _draw(framework, known, len(found) + 1)))
    return tuple(found)


def parts(framework: Framework, indicators: Iterable[Indicator], findings: Iterable[Finding]) -> tuple[Part, ...]:
    """The parts of a system in the order of its framework.

    A finding is about a part if most of its claims are coded so; a long claim may be about several. Its figure is
    shown once: at the part that most of its claims are about, of several the first.
    """
    evidence = {each.code: each for each in indicators if each.framework == framework.name}
    coded = {each.code: frozenset(evidence[each.code].claims) for each in framework.codes if each.code in evidence}
    about: dict[str, list[Finding]] = {each.code: [] for each in framework.codes}
    figures: dict[str, list[Finding]] = {each.code: [] for each in framework.codes}
    for finding in sorted(findings, key=_weight):
        shares = {code: sum(claim in claims for claim in finding.claims) for code, claims in coded.items()}
        meant = [code for code, share in shares.items() if 2 * share > len(finding.claims)]
        for code in meant:
            about[code].append(finding)
        if meant and phrases.given(finding):
            figures[max(meant, key=shares.__getitem__)].append(finding)
    return tuple(
        Part(each, evidence.get(each.code), tuple(about[each.code]), tuple(figures[each.code]))
        for each in framework.codes
    )


def _draw(framework: Framework, known: tuple[Part, ...], number: int) -> Drawing:
    nodes = {
        part.code.code: _node(framework, part, MARGIN + place * (_HEIGHT + _GAP)) for place, part in enumerate(known)
    }
    order = list(nodes)
    lines: list[Line] = []
    bows = 0
    for at, part in enumerate(known):
        for after in part.code.flow:
            words = f"{part.code.name} leads to {nodes[after].title}"
            edge = Edge(part.code.code, after, "flow", words, nodes[after].href)
            if order.index(after) == at + 1:
                lines.append(_down(nodes[part.code.code], nodes[after], edge))
            else:
                lane = MARGIN + WIDER + 16 + LANE * (bows % LANES)
                lines.append(bow(nodes, edge, lane))
                bows += 1
    gaps = [part.code.name for part in known if part.evidence is None]
    return Drawing(
        number,
        framework.title,
        f"Nothing in these reports: {'; '.join(gaps) or 'every part has evidence'}. The list below says the same.",
        MARGIN + WIDER + MARGIN + (16 + LANE * min(LANES, bows) if bows else 0),
        MARGIN + len(known) * (_HEIGHT + _GAP) - _GAP + MARGIN,
        False,
        tuple(nodes.values()),
        (),
        tuple(lines),
        0,
    )


def _node(framework: Framework, part: Part, y: int) -> Node:
    spans = dict.fromkeys(phrases.given(each) for each in part.figures)
    figures = fit(" · ".join(list(spans)[: bounds.FIGURES]), _LETTERS)
    kind: NodeKind = "part" if part.evidence else "gap"
    href = _anchor(framework, part.code)
    return Node(kind, MARGIN, y, WIDER, _HEIGHT, fit(part.code.name, _LETTERS), part.known, figures, href)


def _down(above: Node, below: Node, edge: Edge) -> Line:
    x = above.x + above.width // 2
    return Line(
        "flow", f"M{x} {above.y + above.height}V{below.y - 9}", f"M{x} {below.y}l-5 -10h10z", edge.words, edge.href
    )


def _anchor(framework: Framework, code: Code) -> str:
    """An anchor that no name of a documenter's can break."""
    return f"s{framework.codes.index(code) + 1}-{sum(map(ord, framework.name))}"


def _weight(finding: Finding) -> tuple[int, int, int, int, str]:
    return -finding.origins_low, -finding.origins_high, -len(finding.reports), -len(finding.claims), finding.id
