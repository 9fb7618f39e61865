"""Who was first: the parent of each report within a family, where the words show it.

In this order: a credit to the other's outlet, or to the agency whose copy the other is; containment, where the whole of
a report stands in a clearly longer one, or its names and figures in one that has more; voice, where one says "we saw"
or "told us" of what the other tells at second hand; and of two that retell one report, wording of the one that the
other keeps, as who copies a copy keeps its changes (P. Maas, Textkritik, 1927). Time alone never decides, so dates are
not used: among reports of one length that tell the same and speak alike the direction stays undetermined.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log
from typing import Literal

import numpy as np

from headwater.lineage.columns import Columns, Flags, Pile
from headwater.lineage.family import NEARLY, longer
from headwater.lineage.link import Each, Links
from headwater.lineage.press import Newsrooms, debts
from headwater.model import Reading, Text

# Standard deviations of shared words below which a longer report is a sibling, not the parent: where a copy credits an
# outlet that is not in the family there is something else to have come from, where nobody does it would be invented.
CONTAINED, CONTAINED_ALONE = 1.0, 0.3
# A rewrite has few names or figures that its source has not, however much it is reworded: at most this share of its own
# are new, and at least this share of the source's are left out. On the development piles and the example.
OWN_FACTS, LEFT_OUT = 0.12, 0.2
_NEARNESS = 0.9  # weight of the parent's own words against those of any report, in the likelihood of a child
_VOCABULARY = 20_000  # words that any report may choose from
_WORDING = 5.0  # weight of the share of the child's turns of phrase that the parent has; 3 to 8 give the same parents
# Turns of phrase that two retellings share and what they retell lacks, from which on the one retells the other. Of 34
# pairs of retellings of one report on 23 piles, siblings share 0 or 1, and those of which one retells the other 4 to 8.
_HANDED_ON = 3
_SAID = frozenset({"we", "us", "our", "i", "my"})
_VOICE = 2  # words of the first person outside quotations, for a report to speak for itself

Why = Literal["credit", "name", "containment", "voice", "wording"]


@dataclass(frozen=True, slots=True)
class Parent:
    """``child`` derives from ``parent``, and what shows that it is not the other way round."""

    child: int
    parent: int
    why: Why


def parents(links: Links, family: Sequence[int]) -> dict[int, Parent]:
    """The parent of each report of a family that has one in it. Following parents never comes back."""
    least = CONTAINED if _credits_unseen(links, family) else CONTAINED_ALONE
    voices = {place: tells_of_own_work(links.pile.readings[place].text) for place in family}
    inside = set(family)
    pairs = ((child, other) for child in family for other in links.near[child] if other in inside)
    options = [option for child, other in pairs if (option := _option(links, voices, child, other, least))]
    turns = Each(lambda place: _turns(links.pile.reports[place]))
    ranked = sorted(
        options, key=lambda each: (each.why != "credit", -_nearness(links, turns, each), each.child, each.parent)
    )
    chosen: dict[int, Parent] = {}
    for option in ranked:
        if option.child not in chosen and not _above(chosen, option.parent, option.child):
            chosen[option.child] = option
    nearer = {child: option for child in chosen if (option := _by_wording(links, turns, chosen, child))}
    return {**chosen, **nearer}


def _by_wording(
    links: Links, turns: Mapping[int, frozenset[tuple[int, int]]], chosen: Mapping[int, Parent], child: int
) -> Parent | None:
    """The retelling of a report's parent that it retells in truth, by the most of its turns of phrase; if there is one.

    Of the two the one that has more words of their parent was first, so nothing comes back to where it began.
    """
    parent = chosen[child].parent
    if chosen[child].why == "credit":
        return None
    first, own = links.extents[parent].words, links.extents[child].words
    handed_on = {
        other: len((turns[child] & turns[other]) - turns[parent])
        for other in links.near[child]
        if other in chosen
        and chosen[other].parent == parent
        and len(links.extents[other].words & first) > len(own & first)
    }
    most = max(handed_on, key=lambda other: (handed_on[other], -other), default=child)
    return Parent(child, most, "wording") if handed_on.get(most, 0) >= _HANDED_ON else None


def first_hand(pile: Pile, report: Columns, where: Flags | None = None) -> bool:
    """Whether the report (or this part of it) speaks of itself in the first person outside quotations."""
    inside = ~report.quoted if where is None else ~report.quoted & where
    own = np.array([pile.vocabulary[stem] in _SAID for stem in report.stem.tolist()], bool)
    return int((own & inside).sum()) >= _VOICE


def tells_of_own_work(text: Text) -> bool:
    """Whether a report says outside quotations what its own people did to know: "we interviewed", "told us"."""
    spoken = [(span.start, span.end) for span in text.quoted]
    return any(
        not any(start <= found.start() < end for start, end in spoken) for found in _own_work().finditer(text.text)
    )


@cache
def _own_work() -> re.Pattern[str]:
    lines = (files(__package__) / "data" / "own-work.txt").read_text(encoding="utf-8").splitlines()
    done = "|".join(line for line in lines if line and not line.startswith("#"))
    return re.compile(
        rf"\b(?:(?:we|our \w+)(?: (?:have|had|has|also|then|later|\w+ly))* (?:{done})"
        r"|(?:told|shown to|seen by|spoke to|spoke with|obtained by|reviewed by) (?:us|me))\b",
        re.IGNORECASE,
    )


def earliest(readings: Sequence[Reading], rooms: Newsrooms) -> int:
    """Which of these reports with the same words is the source: one that all others credit, else the first."""
    owed = [[debt.outlet for debt in debts(reading, rooms)] for reading in readings]
    for place, reading in enumerate(readings):
        others = [outlets for i, outlets in enumerate(owed) if i != place]
        outlet = reading.text.outlet
        if outlet and all(any(rooms.same(each, outlet) for each in outlets) for outlets in others):
            return place
    return 0


def _credits_unseen(links: Links, family: Sequence[int]) -> bool:
    """Whether a report of the family credits an outlet that none of the others is from."""
    owed = {debt.outlet for place in family for debt in links.debts[place]}
    outlets = {outlet for place in family if (outlet := links.pile.reports[place].text.outlet)}
    return any(not any(links.newsrooms.same(each, outlet) for outlet in outlets) for each in owed)


def _option(links: Links, voices: Mapping[int, bool], child: int, other: int, least: float) -> Parent | None:
    """How the second could be the parent of the first; None if nothing shows it."""
    if links.owes(child, other) or links.owes_copy(child, other):
        return None if links.owes(other, child) else Parent(child, other, "credit")
    link = links.link(child, other)
    if link is None or links.owes(other, child) or links.odds(child, other) <= NEARLY or links.same_debt(child, other):
        return None
    if links.names(other, child):
        return None
    if links.names(child, other):
        return Parent(child, other, "name")
    if longer(links, other, child) or _holds(links, other, child):
        return Parent(child, other, "containment") if link.signals.words >= least else None
    if longer(links, child, other) or _holds(links, child, other):
        return None
    return Parent(child, other, "voice") if voices[other] and not voices[child] else None


def _holds(links: Links, one: int, other: int) -> bool:
    """Whether the first report, no shorter, has the names and figures of the second and clearly more of its own.

    What is itself some other outlet's copy does not count: both may have come from there.
    """
    if any(debt.whole for debt in links.debts[one]):
        return False
    parent, child = links.extents[one], links.extents[other]
    own, left_out = len(child.facts - parent.words), len(parent.facts - child.words)
    few, many = own <= OWN_FACTS * len(child.facts), left_out >= LEFT_OUT * len(parent.facts)
    return len(links.pile.reports[one]) >= len(links.pile.reports[other]) and few and many


def _nearness(links: Links, turns: Mapping[int, frozenset[tuple[int, int]]], option: Parent) -> float:
    """The mean log-likelihood of the child's words if it was written from this parent, and what its wording adds.

    A shorter parent that still holds all of the child is likelier: from a longer one, chance would bring other words.
    Who retells a retelling keeps some of its turns of phrase, which are not the first report's.
    """
    child, parent = links.extents[option.child].words, links.extents[option.parent].words
    shared = len(child & parent) / max(1, len(child))
    known, new = _NEARNESS / max(1, len(parent)) + (1 - _NEARNESS) / _VOCABULARY, (1 - _NEARNESS) / _VOCABULARY
    own, others = turns[option.child], turns[option.parent]
    return shared * log(known) + (1 - shared) * log(new) + _WORDING * len(own & others) / max(1, len(own))


def _turns(report: Columns) -> frozenset[tuple[int, int]]:
    """The pairs of content words that follow one another."""
    stems = report.stem[report.content].tolist()
    return frozenset(pairwise(stems))


def _above(chosen: dict[int, Parent], place: int, sought: int) -> bool:
    """Whether ``sought`` stands at or above this place."""
    while place != sought and place in chosen:
        place = chosen[place].parent
    return place == sought
