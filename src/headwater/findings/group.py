"""Claims put together: average linkage over sparse similarities."""

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nlargest
from math import sqrt

RETOLD = 0.2  # how likely retellings of one statement are one; this and the next by the shared development piles
TOGETHER = 0.3  # how alike statements of different families are that say the same
ALONE = 0.5  # how likely, if nobody retells either
HELD, HELD_AGAIN = 0.3, 0.5  # how alike a claim is to the members of another group that states the same among others
SAME_REPORT = 0.1  # taken off for each pair of claims of one report: a report seldom says a thing twice

Group = tuple[int, ...]
Similarity = Mapping[tuple[int, int], float]


def retellings(reports: Sequence[str], similarity: Similarity, cut: float = RETOLD) -> tuple[Group, ...]:
    """Put the claims of each family together that retell one statement.

    Args:
        reports: the report of each claim.
        similarity: pairs of claims of one family, the smaller index first.
        cut: how alike the members of two groups must be for the groups to be joined.
    """
    return _linked([Counter([report]) for report in reports], similarity, cut)


def families(
    lines: Sequence[Group], reports: Sequence[str], similarity: Similarity, cut: float = TOGETHER
) -> tuple[Group, ...]:
    """Put together the statements of different families that say the same.

    Retellings speak with one voice: two groups of them are as alike as the two claims that are most alike. Two claims
    that are retold by none must be more so, since nothing else shows what each is about.

    Args:
        lines: groups of retellings.
        reports: the report of each claim.
        similarity: pairs of claims of different families, the smaller index first.
        cut: how alike groups must be to be joined.
    """
    line = numbered(lines)
    best: dict[tuple[int, int], float] = {}
    for (i, j), score in similarity.items():
        a, b = sorted((line[i], line[j]))
        if a != b and (score >= ALONE or len(lines[a]) > 1 or len(lines[b]) > 1):
            best[a, b] = max(best.get((a, b), score), score)
    kinds = [Counter({reports[i] for i in group}) for group in lines]
    return tuple(sorted(tuple(sorted(i for at in joined for i in lines[at])) for joined in _linked(kinds, best, cut)))


def numbered(groups: Sequence[Group]) -> list[int]:
    """For each item the number of its group."""
    of = {item: at for at, group in enumerate(groups) for item in group}
    return [of[item] for item in range(len(of))]


def _linked(kinds: Sequence[Counter[str]], similarity: Similarity, cut: float) -> tuple[Group, ...]:
    """Average linkage; a pair without a similarity counts for half of a pair that has one of nothing."""
    members: dict[int, list[int]] = {i: [i] for i in range(len(kinds))}
    held = dict(enumerate(kinds))
    links: dict[int, dict[int, tuple[float, int]]] = {i: {} for i in members}
    for (i, j), score in similarity.items():
        links[i][j] = links[j][i] = score, 1

    def mean(a: int, b: int, total: float, known: int) -> float:
        same = sum(held[a][report] * held[b][report] for report in held[a].keys() & held[b].keys())
        return (total - SAME_REPORT * same) / sqrt(known * len(members[a]) * len(members[b]))

    heap = [(-level, i, j) for (i, j), score in similarity.items() if (level := mean(i, j, score, 1)) >= cut]
    heapq.heapify(heap)
    following = len(kinds)
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        near = links.pop(a)
        for other, (total, known) in links.pop(b).items():
            before = near.get(other, (0.0, 0))
            near[other] = before[0] + total, before[1] + known
        new, following = following, following + 1
        members[new] = members.pop(a) + members.pop(b)
        held[new] = held.pop(a) + held.pop(b)
        links[new] = {other: link for other, link in near.items() if other in members}
        for other, link in links[new].items():
            links[other].pop(a, None)
            links[other].pop(b, None)
            links[other][new] = link
            level = mean(new, other, *link)
            if level >= cut:
                heapq.heappush(heap, (-level, other, new))
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


def shared(
    grouped: Sequence[Sequence[int]],
    reports: Sequence[str],
    similarity: Mapping[tuple[int, int], float],
    cut: float = HELD,
    again: float = HELD_AGAIN,
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
    near: dict[tuple[int, int], list[float]] = {}
    for (i, j), score in similarity.items():
        for item, other in ((i, j), (j, i)):
            if of[item] != of[other]:
                near.setdefault((item, of[other]), []).append(score)
    added: dict[int, list[int]] = {}
    for (item, at), scores in near.items():
        held = {reports[member] for member in grouped[at]}
        half = max(2, (len(grouped[at]) + 1) // 2)
        if len(held) > 1 and sum(nlargest(half, scores)) >= half * (again if reports[item] in held else cut):
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
