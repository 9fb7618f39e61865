"""Claims put together: average linkage over sparse similarities."""

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence

CUT = 0.2  # calibrated on the shared development piles
HELD = 0.2  # as CUT, for a claim that is in another group already
SAME_REPORT = 0.06  # taken off for each pair of claims of one report: a report seldom says a thing twice


def groups(
    reports: Sequence[str], similarity: Mapping[tuple[int, int], float], cut: float = CUT
) -> tuple[tuple[int, ...], ...]:
    """Group items by average linkage; pairs without a similarity count as zero.

    Args:
        reports: the report of each item.
        similarity: pairs of items, the smaller index first.
        cut: groups are joined while the mean similarity between their members is at least this.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(len(reports))}
    kinds: dict[int, Counter[str]] = {i: Counter([report]) for i, report in enumerate(reports)}
    links: dict[int, dict[int, float]] = {i: {} for i in members}
    for (i, j), score in similarity.items():
        links[i][j] = links[j][i] = score

    def mean(a: int, b: int, total: float) -> float:
        """The mean similarity of two groups, less the penalty; groups below the cut need no exact answer."""
        pairs = len(members[a]) * len(members[b])
        if total < cut * pairs or kinds[a].keys().isdisjoint(kinds[b]):
            return total / pairs
        same = sum(kinds[a][report] * kinds[b][report] for report in kinds[a].keys() & kinds[b].keys())
        return (total - SAME_REPORT * same) / pairs

    heap = [(-level, i, j) for (i, j), score in similarity.items() if (level := mean(i, j, score)) >= cut]
    heapq.heapify(heap)
    following = len(reports)
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        near = links.pop(a)
        for other, total in links.pop(b).items():
            near[other] = near.get(other, 0.0) + total
        new, following = following, following + 1
        members[new] = members.pop(a) + members.pop(b)
        kinds[new] = kinds.pop(a) + kinds.pop(b)
        links[new] = {other: total for other, total in near.items() if other in members}
        for other, total in links[new].items():
            links[other].pop(a, None)
            links[other].pop(b, None)
            links[other][new] = total
            level = mean(new, other, total)
            if level >= cut:
                heapq.heappush(heap, (-level, other, new))
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


def shared(
    grouped: Sequence[Sequence[int]],
    reports: Sequence[str],
    similarity: Mapping[tuple[int, int], float],
    cut: float = HELD,
) -> tuple[tuple[int, ...], ...]:
    """Add to each group of several reports the items of other groups that hold its statement among others.

    A long sentence states several things and belongs to each of their groups; average linkage gives it one place.

    Args:
        grouped: groups, as ``groups`` gives them.
        reports: the report of each item.
        similarity: pairs of items, the smaller index first.
        cut: how alike an item must be to the members of a group, in the mean.
    """
    of = {item: at for at, group in enumerate(grouped) for item in group}
    sums: dict[tuple[int, int], float] = {}
    for (i, j), score in similarity.items():
        for item, other in ((i, j), (j, i)):
            if of[item] != of[other]:
                key = item, of[other]
                sums[key] = sums.get(key, 0.0) + score
    added: dict[int, list[int]] = {}
    for (item, at), total in sums.items():
        held = {reports[member] for member in grouped[at]}
        if len(held) > 1 and reports[item] not in held and total >= cut * len(grouped[at]):
            added.setdefault(at, []).append(item)
    into = {at: at for at in range(len(grouped))}
    for at, items in sorted(added.items()):
        for source in sorted({of[item] for item in items}):
            stating = {reports[item] for item in items if of[item] == source}
            most = 2 * len(stating) > len({reports[member] for member in grouped[source]})
            if most and len(grouped[source]) > 1 and into[source] == source != _last(into, at):
                into[source] = _last(into, at)  # most reports of one group state what the other does: they are one
    everywhere = {item for items in added.values() for item in items}
    joined: dict[int, set[int]] = {}
    for at, group in enumerate(grouped):
        if len(group) > 1 or group[0] not in everywhere:
            joined.setdefault(_last(into, at), set()).update(group, added.get(at, ()))
    return tuple(sorted(tuple(sorted(group)) for group in joined.values()))


def _last(into: Mapping[int, int], at: int) -> int:
    while into[at] != at:
        at = into[at]
    return at
