"""Claims put together: average linkage over sparse similarities."""

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence

CUT = 0.13  # calibrated on the shared development piles
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
