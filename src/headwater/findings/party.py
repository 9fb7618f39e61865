"""Claims that are dependent: of one root, of one report, or that go back to one informant."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from headwater.findings.access import SHOWN, Access
from headwater.findings.declared import Declared
from headwater.findings.evidence import quote_alike
from headwater.findings.voice import one_voice
from headwater.model import Claim

CREDITED = "go back to one of their outlets, which is credited"
SPOKEN = "give the words of one speaker"
DECLARED = "tell what was offered or announced once, by whoever declared it"
CHARGED = "tell of one accusation, by whoever accuses"
_DECLARED: frozenset[Declared | None] = frozenset({"act", "content"})
_CHARGED: frozenset[Declared | None] = frozenset({"charge", "plea"})


@dataclass(frozen=True, slots=True)
class Witness:
    """All that counts of a claim when origins are counted."""

    claim: Claim
    root: str
    access: Access
    outlets: frozenset[tuple[str, ...]] = frozenset()  # whose words it is: its report's outlet and its root's
    copied: bool = False  # whether what it was copied from is in the case

    @property
    def report(self) -> str:
        """The report the claim stands in."""
        return self.claim.report


Party = tuple[Witness, ...]  # dependent witnesses


def together(
    witnesses: Sequence[Witness], bound: Callable[[Witness, Witness], str | None] | None = None
) -> list[Party]:
    """Put the dependent together: one root, one report, or one informant. ``bound`` may stand for `bond`."""
    bound = bound or bond
    leader = list(range(len(witnesses)))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    first: dict[tuple[str, ...], int] = {}
    for i, witness in enumerate(witnesses):
        for key in (("root", witness.root), ("report", witness.report)):
            leader[find(i)] = find(first.setdefault(key, i))
    for i, j in combinations(range(len(witnesses)), 2):
        if find(i) != find(j) and bound(witnesses[i], witnesses[j]) is not None:
            leader[find(i)] = find(j)
    parties: dict[int, list[Witness]] = {}
    for i, witness in enumerate(witnesses):
        parties.setdefault(find(i), []).append(witness)
    charged = [at for at, party in parties.items() if _charged(party)]
    if any(not _pleaded(parties[at]) for at in charged):  # else it is the plea itself that all of them tell
        for at in charged[1:]:
            parties[charged[0]].extend(parties.pop(at))
    return sorted(map(tuple, parties.values()), key=lambda party: min((w.root, w.report) for w in party))


def _charged(party: Sequence[Witness]) -> bool:
    """Whether a party knows of an accusation, and shows no access to what somebody is accused of or pleaded."""
    known = any(w.access.declared in _CHARGED for w in party)
    shown = (w for w in upstream(party) if w.access.kind in SHOWN)
    return known and all(w.access.declared in _CHARGED and w.access.kind != "present" for w in shown)


def _pleaded(party: Sequence[Witness]) -> bool:
    """Whether a party tells of a plea in court, and not only what was answered to."""
    return any(w.access.declared == "plea" for w in upstream(party))


def upstream(party: Sequence[Witness]) -> Sequence[Witness]:
    """The witnesses as far upstream as the case goes: what a copy adds to its parent shows nothing, it may be drift."""
    return [w for w in party if not w.copied] or party


def bond(a: Witness, b: Witness) -> str | None:
    """Why two claims surely go back to one informant, if they do.

    One is credited to the outlet of the other; both name the informant, describe the same body or quote the same words;
    or both tell of what was declared once.
    """
    if _credited(a, b) or _credited(b, a):
        return CREDITED
    if quote_alike(a.claim, b.claim):
        return SPOKEN
    x, y = a.access.informant, b.access.informant
    if x is not None and y is not None:
        return SPOKEN if x.same(y) else None
    if a.access.kind == b.access.kind == "unnamed" and one_voice(a.access.voice, b.access.voice):
        return SPOKEN
    return DECLARED if _one_act(a.access.declared, b.access.declared) else None


def _credited(a: Witness, b: Witness) -> bool:
    """Whether one claim is credited to the outlet of the other, or to who speaks for it."""
    served = a.access.informant.serves if a.access.informant is not None else frozenset()
    return a.access.outlet in b.outlets or any(tuple(sorted(set(key))) in b.outlets for key in served)


def _one_act(a: Declared | None, b: Declared | None) -> bool:
    """Whether one claim gives the content of what was declared, and the other that too, or that it was declared."""
    return a in _DECLARED and b in _DECLARED and "content" in (a, b)


def bonds(party: Party) -> Iterator[tuple[str, Witness]]:
    """Why witnesses of different roots hang together, with each of those of whom it holds."""
    for one, other in combinations(party, 2):
        if one.root != other.root and (why := bond(one, other)) is not None:
            yield from ((why, one), (why, other))
    charged = [w for w in party if w.access.declared in _CHARGED]
    if len({w.root for w in charged}) > 1 and any(w.access.declared == "charge" for w in charged):
        yield from ((CHARGED, w) for w in charged)
