"""The lineage as a drawing: each origin on top, and hung below it the reports that derive from it.

Every family of reports is a drawing of its own, so that families stand side by side on a wide screen and below each
other on a narrow one. A node has a line to itself and hangs from the one it mostly derives from; what else joins it to
others goes by the right side. So no line ever runs behind a node, with five reports or with sixty.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import networkx

from headwater.dossier import bounds
from headwater.dossier.contents import Contents
from headwater.dossier.evidence import credits_itself
from headwater.dossier.phrases import count
from headwater.model import Derivation

_WIDTH, WIDER = 340, 460  # of a node, in CSS pixels; wider where it has one line of text
_INDENT, _RAIL, GAP, MARGIN = 44, 16, 10, 10
LANE, LANES = 8, 8  # between lines right of the nodes, and how many before they share
_COMPACT = 20  # from this many nodes on each takes one line of text
_LETTERS, FEWER = 37, 33  # that fit a node; 8.4 px a bold letter at 13.5 px in DejaVu Sans, the widest of our fonts

LineKind = Literal["wholly", "partly", "heard", "undetermined", "possible", "flow"]
NodeKind = Literal["report", "founder", "unseen", "informant", "part", "gap"]
_DOWNWARD: tuple[LineKind, ...] = ("wholly", "partly", "heard", "flow")  # the likelier to be hung from, the earlier


@dataclass(frozen=True, slots=True)
class Edge:
    """What one line says: ``source`` is upstream of ``target`` unless the kind is undetermined or possible."""

    source: str
    target: str
    kind: LineKind
    words: str
    href: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Node:
    """A report or an origin in its place. ``how`` says by what line it hangs."""

    kind: NodeKind
    x: int
    y: int
    width: int
    height: int
    title: str
    detail: str
    how: str
    href: str
    id: str = ""  # the report or origin

    @property
    def middle(self) -> int:
        """The height at which its lines meet it."""
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        """Its right side."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one node to another. Without ``head`` no direction is claimed."""

    kind: LineKind
    path: str
    head: str
    words: str
    href: str
    ends: tuple[str, str] = ("", "")  # the ids that it joins, upstream first if that is known


@dataclass(frozen=True, slots=True)
class Drawing:
    """One family, drawn."""

    number: int
    title: str
    description: str
    width: int
    height: int
    compact: bool
    nodes: tuple[Node, ...]
    rails: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: int


def drawings(contents: Contents) -> tuple[Drawing, ...]:
    """The families of a case, the largest first; reports without a line share the last drawing."""
    found = families(contents, edges(contents))
    together = [(nodes, lines) for nodes, lines in found if lines][: bounds.FAMILIES]
    alone = [node for nodes, lines in found if not lines for node in nodes]
    drawn = [*together, *([(alone, [])] if alone else [])]
    return tuple(draw(contents, n, nodes, lines) for n, (nodes, lines) in enumerate(drawn, 1))


def edges(contents: Contents) -> tuple[Edge, ...]:
    """Every line: derivations, informants heard by several, and possible pairs."""
    found = [_derived(n, each) for n, each in enumerate(contents.derivations, 1)]
    above = {d.report: d.source for d in contents.derivations if d.degree == "wholly" and d.direction == "known"}
    for origin in contents.informants:
        href = contents.origin_anchors[origin.id]
        heard = dict.fromkeys(_top(above, report) for report in origin.reports)
        found += [Edge(origin.id, node, "heard", "heard here", href) for node in heard]
    found += [Edge(each.a, each.b, "possible", "possible pair", "possible") for each in contents.lineage.possible]
    return tuple(found)


def _top(above: Mapping[str, str], node: str) -> str:
    """Where a wholly derived report has it from: a copy has not heard anybody itself."""
    while node in above:
        node = above[node]
    return node


def _derived(number: int, each: Derivation) -> Edge:
    href = f"d{number}" if number <= bounds.DERIVATIONS else "lines"
    if each.direction == "undetermined":
        return Edge(each.source, each.report, "undetermined", "direction not known", href, each.score)
    credited = "credited" if credits_itself(each) else "not credited"
    return Edge(each.source, each.report, each.degree, f"{each.degree}, {credited}", href, each.score)


def families(contents: Contents, lines: Iterable[Edge]) -> list[tuple[list[str], list[Edge]]]:
    """Nodes that lines join, with those lines, the largest family first."""
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(o.id for o in (*contents.origins, *contents.informants) if o.kind != "report")
    graph.add_nodes_from(contents.by_report)
    place = {node: n for n, node in enumerate(graph)}
    known = [line for line in lines if line.source in place and line.target in place]
    graph.add_edges_from((line.source, line.target) for line in known)
    families = [sorted(nodes, key=place.__getitem__) for nodes in networkx.connected_components(graph)]
    families.sort(key=lambda nodes: (-len(nodes), place[nodes[0]]))
    family_of = {node: n for n, nodes in enumerate(families) for node in nodes}
    inside: list[list[Edge]] = [[] for _ in families]
    for line in known:
        inside[family_of[line.source]].append(line)
    return list(zip(families, inside, strict=True))


def draw(contents: Contents, number: int, family: list[str], lines: list[Edge]) -> Drawing:
    """One family as a drawing: its nodes, as many as the bound allows, and the lines between them."""
    hung = _hung(lines)
    ordered = list(_ordered(family, hung, lines))[: bounds.ROWS]
    compact = len(ordered) >= _COMPACT
    nodes: dict[str, Node] = {}
    y = MARGIN
    for id, depth in ordered:
        nodes[id] = _node(contents, id, MARGIN + depth * _INDENT, y, hung.get(id), compact)
        y += nodes[id].height + (4 if compact else GAP)
    drawn = [line for line in lines if line.source in nodes and line.target in nodes]
    branches = [_branch(nodes, line) for line in drawn if hung.get(line.target) is line]
    right = max(node.right for node in nodes.values())
    apart = [line for line in drawn if hung.get(line.target) is not line]
    bows = [bow(nodes, line, right + 16 + LANE * (n % LANES)) for n, line in enumerate(apart)]
    reports = sum(id in contents.by_report for id in family)
    origins = [contents.name(id) for id in family if id not in contents.by_report or id in contents.founders.values()]
    return Drawing(
        number,
        f"Where {count(reports, 'report')} {'comes' if reports == 1 else 'come'} from",
        f"Origins: {'; '.join(origins) or 'none established'}.",
        right + MARGIN + (16 + LANE * min(LANES, len(bows)) if bows else 0),
        y - GAP + MARGIN,
        compact,
        tuple(nodes.values()),
        tuple(_rails(nodes, [line for line in drawn if hung.get(line.target) is line])),
        (*branches, *bows),
        len(family) - len(ordered),
    )


def _hung(lines: Iterable[Edge]) -> dict[str, Edge]:
    """The line that each node hangs by: wholly before partly, then the best supported."""
    down = [line for line in lines if line.kind in _DOWNWARD]
    down.sort(key=lambda line: (_DOWNWARD.index(line.kind), -line.score, line.source))
    hung: dict[str, Edge] = {}
    for line in down:
        hung.setdefault(line.target, line)
    return hung


def _ordered(family: list[str], hung: dict[str, Edge], lines: Iterable[Edge]) -> Iterator[tuple[str, int]]:
    """The nodes from top to bottom with their depth: each after what it hangs from, those beside it next to it."""
    below: dict[str, list[str]] = {}
    beside: dict[str, list[str]] = {}
    for node in family:
        if node in hung:
            below.setdefault(hung[node].source, []).append(node)
    for line in lines:
        if line.kind == "undetermined":
            for one, other in ((line.source, line.target), (line.target, line.source)):
                if one not in hung:
                    beside.setdefault(other, []).append(one)
    tops = [node for node in family if node not in hung]
    tops.sort(key=lambda node: -len(below.get(node, ())))
    seen: set[str] = set()
    waiting = [(node, 0) for node in reversed(tops)]
    while waiting:
        node, depth = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        yield node, depth
        waiting += [(each, depth) for each in reversed(beside.get(node, ()))]
        waiting += [(each, depth + 1) for each in reversed(below.get(node, ()))]


def _node(contents: Contents, id: str, x: int, y: int, by: Edge | None, compact: bool) -> Node:
    how = by.words if by else ""
    width, letters = (WIDER, FEWER) if compact else (_WIDTH, _LETTERS)
    height = 28 if compact else 62 if how else 46
    kind: NodeKind
    if id in contents.by_report:
        each = contents.by_report[id]
        kind = "founder" if id in contents.founders.values() else "report"
        date = f" · {each.text.published or 'no date'}"
        title = fit(f"{each.label} {each.outlet}", letters - len(date)) + date
        return Node(
            kind, x, y, width, height, title, fit(each.text.title or each.report.name, 44), how, each.anchor, id
        )
    origin = contents.by_origin[id]
    heard = origin.kind == "informant"
    detail = f"informant heard by {count(len(origin.reports), 'report')}" if heard else "not in this case"
    title = fit(contents.origin_name(origin), letters)
    kind = "informant" if heard else "unseen"
    return Node(kind, x, y, width, height, title, detail, how, contents.origin_anchors[id], id)


def _branch(nodes: dict[str, Node], line: Edge) -> Line:
    """From the rail of the upper node to the left side of the lower."""
    above, below = nodes[line.source], nodes[line.target]
    x, y = above.x + _RAIL, below.middle
    path = f"M{x} {y}H{below.x - 9}"
    return Line(line.kind, path, f"M{below.x} {y}l-10 -5v10z", line.words, line.href, (line.source, line.target))


def _rails(nodes: dict[str, Node], lines: Iterable[Edge]) -> Iterator[str]:
    """What branches leave from: straight down from a node to the last that hangs from it."""
    lowest: dict[str, int] = {}
    for line in lines:
        lowest[line.source] = max(lowest.get(line.source, 0), nodes[line.target].middle)
    for id, y in lowest.items():
        yield f"M{nodes[id].x + _RAIL} {nodes[id].y + nodes[id].height}V{y}"


def bow(nodes: dict[str, Node], line: Edge, lane: int) -> Line:
    """From right side to right side by a lane that is right of every node."""
    upper, lower = sorted((nodes[line.source], nodes[line.target]), key=lambda node: node.y)
    target = nodes[line.target]
    head = 9 if line.kind in _DOWNWARD else 0
    starts = [node.right + (head if node is target else 0) for node in (upper, lower)]
    bend = 6
    path = (
        f"M{starts[0]} {upper.middle}H{lane - bend}q{bend} 0 {bend} {bend}"
        f"V{lower.middle - bend}q0 {bend} {-bend} {bend}H{starts[1]}"
    )
    return Line(
        line.kind,
        path,
        f"M{target.right} {target.middle}l10 -5v10z" if head else "",
        line.words,
        line.href,
        (line.source, line.target),
    )


def fit(words: str, room: int) -> str:
    """Cut words to the width of so many small Latin letters; capitals are wider, East Asian letters twice as wide."""
    taken = 0.0
    for n, character in enumerate(words):
        taken += 2 if unicodedata.east_asian_width(character) in "WF" else 1.2 if character.isupper() else 1
        if taken > room:
            return f"{words[: max(0, n - 1)].rstrip()}…"
    return words
