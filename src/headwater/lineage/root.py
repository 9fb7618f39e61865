"""Roots of passages: which stretch of a report goes back to which origin."""

from collections.abc import Iterable, Sequence

from headwater.lineage.columns import Flags
from headwater.model import Root


def moved(roots: Iterable[Root], report: str, length: int) -> tuple[Root, ...]:
    """The roots of a report as those of another with the same words, though white space may differ."""
    kept = tuple(roots)
    ends = [min(length, root.end) for root in kept[:-1]] + [length]
    starts = [0, *ends[:-1]]
    return tuple(Root(report, start, end, root.origin) for root, start, end in zip(kept, starts, ends, strict=True))


def merged(roots: Iterable[Root]) -> tuple[Root, ...]:
    """Neighbours of one origin joined; an empty stretch goes with the one before."""
    found: list[Root] = []
    for root in roots:
        if found and (found[-1].origin == root.origin or root.start == root.end):
            found[-1] = Root(root.report, found[-1].start, root.end, found[-1].origin)
        else:
            found.append(root)
    return tuple(found)


def cut(root: Root, start: int, end: int, origin: str) -> list[Root]:
    """A root with ``[start, end)`` given to another origin."""
    first, last = max(root.start, start), min(root.end, end)
    if first >= last:
        return [root]
    pieces = [
        Root(root.report, root.start, first, root.origin),
        Root(root.report, first, last, origin),
        Root(root.report, last, root.end, root.origin),
    ]
    return [piece for piece in pieces if piece.start < piece.end]


def most(roots: Sequence[Root]) -> str:
    """The origin of most of a text; ties go to the first."""
    sizes: dict[str, int] = {}
    for root in roots:
        sizes[root.origin] = sizes.get(root.origin, 0) + root.end - root.start
    return max(sizes, key=lambda origin: sizes[origin])


def runs(flags: Flags) -> list[tuple[int, int]]:
    """The half-open ranges in which the flags are set."""
    found, start = [], None
    for place, flag in enumerate([*flags.tolist(), False]):
        if flag and start is None:
            start = place
        elif not flag and start is not None:
            found.append((start, place))
            start = None
    return found
