"""Groups as people judged them: claims that they put together or took apart, whatever their words suggest."""

from collections.abc import Mapping, Sequence

from headwater.model import Grouping

Group = tuple[int, ...]


def regrouped(
    groups: Sequence[Group], ids: Sequence[str], judged: Grouping, similarity: Mapping[tuple[int, int], float]
) -> tuple[Group, ...]:
    """The groups with what people decided. Only claims that they named are moved; the others stay, or, where a group
    is taken apart, go with those that they are most like.

    Args:
        groups: claims by index; one may stand in several.
        ids: the id of each claim.
        judged: pairs of claim ids that are together, or apart.
        similarity: pairs of indices, the smaller first.
    """
    if not judged:
        return tuple(groups)
    at = {id: i for i, id in enumerate(ids)}
    apart = {(at[a], at[b]) for a, b in judged.apart if a in at and b in at}
    apart |= {(b, a) for a, b in apart}
    blocks = _blocks([(at[a], at[b]) for a, b in sorted(judged.together) if a in at and b in at], apart)
    held = [set(group) for group in groups]
    for block in blocks:
        home = max(held, key=lambda group: (len(group & block), -min(group, default=len(ids))))
        for group in held:
            if group is not home:
                group -= block
        home |= block
    together = {item: block for block in blocks for item in block}
    parts = (part for group in held if group for part in _taken_apart(group, together, apart, similarity))
    return tuple(sorted(set(parts)))


def beside(groups: Sequence[Group], part: Group) -> Group:
    """The claims that people took out from beside these: those of the groups that are no longer whole."""
    held = set(part)
    return tuple(sorted({i for group in groups if not held.isdisjoint(group) for i in group} - held))


def _blocks(pairs: Sequence[tuple[int, int]], apart: set[tuple[int, int]]) -> list[set[int]]:
    """Claims that belong together, directly or through others; a pair taken apart is never joined by way of a third."""
    block: dict[int, set[int]] = {}
    for a, b in pairs:
        one, other = block.setdefault(a, {a}), block.setdefault(b, {b})
        if one is not other and not any((x, y) in apart for x in one for y in other):
            one |= other
            block.update(dict.fromkeys(other, one))
    return sorted({id(each): each for each in block.values() if len(each) > 1}.values(), key=min)


def _taken_apart(
    group: set[int],
    together: Mapping[int, set[int]],
    apart: set[tuple[int, int]],
    similarity: Mapping[tuple[int, int], float],
) -> list[Group]:
    """The parts of a group no two claims of which are to be apart."""
    judged = sorted(x for x in group if any((x, y) in apart for y in group))
    parts: list[set[int]] = []
    for x in judged:
        if any(x in part for part in parts):
            continue
        block = together.get(x, {x}) & group
        fitting = [part for part in parts if not any((a, b) in apart for a in block for b in part)]
        home = max(fitting, key=lambda part: _likeness(block, part, similarity), default=None)
        if home is None:
            parts.append(set(block))
        else:
            home |= block
    for x in sorted(group.difference(*parts)) if parts else ():
        block = together.get(x, {x}) & group
        max(parts, key=lambda part: (_likeness(block, part, similarity), -min(part))).update(block)
    return [tuple(sorted(part)) for part in parts or [group]]


def _likeness(one: set[int], other: set[int], similarity: Mapping[tuple[int, int], float]) -> float:
    """The mean similarity of two sets of claims."""
    total = sum(similarity.get((min(a, b), max(a, b)), 0.0) for a in sorted(one) for b in sorted(other))
    return round(total / (len(one) * len(other)), 9)
