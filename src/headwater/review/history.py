"""Which judgements are in force: nothing is ever taken away, a later one goes before an earlier one or undoes it."""

from collections.abc import Iterable, Sequence

from headwater.model import Judgement


def in_order(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Oldest first, each once; the same whatever the order they come in."""
    return tuple(sorted({each.id: each for each in judgements}.values(), key=lambda each: (each.when, each.id)))


def undone(judgements: Sequence[Judgement]) -> dict[str, str]:
    """The judgements that are undone, each with the one that undoes it. An undoing can be undone like any other."""
    by: dict[str, list[Judgement]] = {}
    for each in judgements:
        if each.verdict == "undo" and each.of:
            by.setdefault(each.of, []).append(each)
    known: dict[str, str | None] = {}
    for each in judgements:  # a judgement's id holds the hash of the one it undoes, so this never goes in a circle
        trail = [each.id]
        while trail:
            ahead = [undo for undo in by.get(trail[-1], ()) if undo.id not in known]
            if ahead:
                trail.append(ahead[0].id)
            else:
                here = trail.pop()
                known[here] = next((undo.id for undo in by.get(here, ()) if known[undo.id] is None), None)
    return {id: undo for id, undo in known.items() if undo is not None}


def superseded(judgements: Sequence[Judgement]) -> dict[str, str]:
    """Of judgements in order that are not undone: those whose very target was judged again, and by which."""
    last: dict[tuple[object, ...], str] = {}
    found = {}
    for each in judgements:
        if each.verdict != "undo":
            key = _key(each)
            if key in last:
                found[last[key]] = each.id
            last[key] = each.id
    return found


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that count, oldest first."""
    ordered = in_order(judgements)
    gone = undone(ordered)
    left = [each for each in ordered if each.id not in gone and each.verdict != "undo"]
    old = superseded(left)
    return tuple(each for each in left if each.id not in old)


def _key(judgement: Judgement) -> tuple[object, ...]:
    """What is judged: the same words, in whatever order they are named, and the same thing of them."""
    scale = (judgement.to or "")[:1].isdigit() if judgement.subject == "rating" else None
    of = judgement.of if judgement.subject in ("drift", "code", "derivation") else None
    return judgement.subject, frozenset(judgement.target), of, scale
