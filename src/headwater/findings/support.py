"""How many origins stand behind a finding, and why: DESIGN.md section 3, rule by rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Literal

from headwater.findings.access import HEARSAY, SHOWN, Access, Informant, Kind, outlet_key
from headwater.findings.figure import EQUAL, NEAR, SLOT, agreement, same_slot, unusual
from headwater.findings.party import Party, Witness, bond, bonds, together, upstream
from headwater.findings.place import Place, ordered
from headwater.findings.voice import one_voice
from headwater.model import Claim, Origin, Standing, make_id

Relation = Literal["dependent", "independent", "not established"]
_SPOKEN: frozenset[Kind] = frozenset({"informant", "unnamed"})
_ALIKE = 0.7  # how likely they are to, where neither their words nor a figure show it, so that they may be witnesses
_SURE = 0.2  # how likely claims of two origins state the same where they are counted as witnesses of one thing
_COMMON, _PART = 2, 0.5  # stems that both must have: with a figure in common, or this part of the shorter claim
_EXACT = 20  # up to this many groups the largest independent set is found exactly


@dataclass(frozen=True, slots=True)
class Case:
    """What the pile knows, asked while one finding is counted."""

    place: Place
    accesses: Mapping[str, Access]  # by claim id
    nearness: Mapping[tuple[str, str], float]  # how alike two claims are, by claim ids in stable order
    stems: Mapping[str, frozenset[str]]  # what each claim is about, by claim id
    reports: Mapping[str, str]  # the name of each report
    origins: Mapping[str, str]  # the name of each publication origin
    outlets: Mapping[str, str] = field(default_factory=dict)  # the outlet of each report that names one
    settled: frozenset[tuple[str, str]] = frozenset()  # pairs of claims, in order, that a person says state the same


@dataclass(frozen=True, slots=True)
class Support:
    """The origins behind one finding."""

    groups: tuple[tuple[Claim, ...], ...]  # dependent claims together
    origins: tuple[str, ...]  # one a group
    beside: tuple[str, ...]  # of claims that are shown with the others and not counted
    aside: tuple[tuple[Claim, ...], ...]  # those claims, one group an origin of `beside`
    low: int
    high: int
    informants: tuple[str, ...]
    heard: tuple[Origin, ...]  # informants that unrelated outlets heard
    heard_by: int
    reasons: tuple[str, ...]

    @property
    def standing(self) -> Standing:
        """The standing in the words of DESIGN.md section 3."""
        if self.high == 1:
            return "one origin"
        return "independent origins" if self.low >= 2 else "not established"


class Parted:
    """What people took apart. Its parts were together with much the same claims: two are looked at once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._witnesses: dict[str, Witness] = {}
        self._bonds: dict[tuple[str, str], str | None] = {}
        self._parties: dict[tuple[str, ...], list[Party]] = {}

    def parties(self, claims: Sequence[Claim]) -> list[Party]:
        """Claims of one part, and those that were taken out from beside them, with what they are dependent on."""
        key = tuple(each.id for each in claims)
        if key not in self._parties:
            for each in claims:
                if each.id not in self._witnesses:
                    self._witnesses[each.id] = _witness(each, self._case)
            self._parties[key] = together([self._witnesses[each] for each in key], self._bond)
        return self._parties[key]

    def _bond(self, a: Witness, b: Witness) -> str | None:
        key = a.claim.id, b.claim.id
        if key not in self._bonds:
            self._bonds[key] = bond(a, b)
        return self._bonds[key]


def support(claims: Sequence[Claim], case: Case, every: Sequence[Party] | None = None) -> Support:
    """Count the origins behind claims that are grouped as one finding.

    ``every`` is what these claims, and those that a person took out of the group, are dependent on: the latter no
    longer count, but what is dependent by way of one of them stays so.
    """
    inside = {c.id for c in claims}
    every = together([_witness(c, case) for c in claims]) if every is None else every
    parties = [party for party in (tuple(w for w in each if w.claim.id in inside) for each in every) if party]
    relation = {(i, j): _between(parties[i], parties[j], case) for i, j in combinations(range(len(parties)), 2)}
    free: list[set[int]] = [set() for _ in parties]
    for (i, j), (kind, _) in relation.items():
        if kind == "independent":
            free[i].add(j)
            free[j].add(i)
    counted, aside = _counted(parties, free, case)
    heard = tuple(_heard(parties))
    reasons = [
        *_joined(parties, case),
        *_apart(parties, relation, counted, case),
        *_aside(parties, counted, aside, case),
    ]
    return Support(
        groups=tuple(tuple(w.claim for w in parties[i]) for i in counted),
        origins=tuple(_origin(parties[i], heard) for i in counted),
        beside=tuple(_origin(parties[i], heard) for i in aside),
        aside=tuple(tuple(w.claim for w in parties[i]) for i in aside),
        low=_largest(free, counted),
        high=len(counted),
        informants=tuple(sorted({w.access.words for p in parties for w in p if w.access.kind in _SPOKEN} - {HEARSAY})),
        heard=heard,
        heard_by=max((len(_roots(party, origin)) for party in parties for origin in heard), default=0),
        reasons=tuple(dict.fromkeys(reasons)),
    )


def _counted(parties: Sequence[Party], free: Sequence[set[int]], case: Case) -> tuple[list[int], list[int]]:
    """The parties that may be witnesses of one thing, and those that are only shown beside them.

    What brings claims together for showing is not enough to count an origin by. Of several things that a finding may
    hold, the one counts with most independent parties, then with most parties: not with most reports, so that no copy
    raises a count.
    """
    left, found = list(range(len(parties))), list[list[int]]()
    while left:
        part = [left.pop(0)]
        for i in part:
            near = [j for j in left if _may_be_one(parties[i], parties[j], case)]
            part += near
            left = [j for j in left if j not in near]
        found.append(sorted(part))
    reports = [len({w.report for w in party}) for party in parties]
    counted = max(
        found,
        key=lambda part: (_largest(free, part), len(part), sum(reports[i] for i in part), -part[0]),
        default=[],
    )
    return counted, [i for i in range(len(parties)) if i not in counted]


def _may_be_one(a: Party, b: Party, case: Case) -> bool:
    """Whether claims of two parties may be witnesses of one thing: they say so, give one figure, or are very alike.

    The words of a copy do not show it, unless a person says so of them.
    """
    if any(ordered(x.claim.id, y.claim.id) in case.settled for x, y in product(a, b)):
        return True
    return any(
        case.nearness.get(ordered(x.claim.id, y.claim.id), 0.0) >= _ALIKE
        or agreement(x.claim, y.claim) >= EQUAL
        or surely_one(x.claim, y.claim, case)
        for x, y in product(upstream(a), upstream(b))
    )


def _witness(claim: Claim, case: Case) -> Witness:
    root = case.place.root[claim.id]
    names = (case.outlets.get(claim.report), case.origins.get(root))
    outlets = frozenset(key for name in names if name and (key := outlet_key(name)))
    return Witness(claim, root, case.accesses[claim.id], outlets, not case.place.first_known(claim.report, root))


def _between(a: Party, b: Party, case: Case) -> tuple[Relation, str]:
    """What is between two groups of dependent claims, with the reason. Never independent where anything is open.

    A copy shows nothing: what it adds to its parent (a name, a "we saw") may be drift. So only the claims as far
    upstream as the case goes are asked for their access, and each of their reports must show it.
    """
    if any(case.place.possible(x.claim, y.claim) for x in a for y in b):
        return "not established", "one may be copied from the other"
    one_voice = next(((x, y) for x in a for y in b if _maybe_one(x.access.informant, y.access.informant)), None)
    if one_voice is not None:
        x, y = one_voice
        return "not established", f"“{x.access.words}” and “{y.access.words}” may speak with one voice"
    if any(_same_papers(x.access, y.access) for x in a for y in b):
        return "not established", "both may have the same papers in hand"
    ours, theirs = ([w for w in party if not w.copied] for party in (a, b))
    if not ours or not theirs:
        return "not established", "what only a copy says shows no separate access"
    lacking = _lacking(ours) or _lacking(theirs)
    if lacking is not None:
        return "not established", f"{_how(lacking)}: no separate access is shown"
    shown = ([w for w in party if w.access.kind in SHOWN] for party in (ours, theirs))
    for x, y in product(*shown):
        if surely_one(x.claim, y.claim, case):
            return "independent", f"separate access is shown: {_how(x.access)}; {_how(y.access)}"
    return "not established", "their words are too far apart to be sure that both state the same"


def surely_one(a: Claim, b: Claim, case: Case) -> bool:
    """Whether two claims are alike enough to be witnesses of one thing, and not only grouped for showing."""
    if ordered(a.id, b.id) in case.settled:
        return True
    figures = agreement(a, b)
    if (unusual(a) or unusual(b)) and figures < SLOT:
        return False  # one gives a figure for what the other does not count
    one, other = case.stems[a.id], case.stems[b.id]
    same = figures >= EQUAL and figures != NEAR  # two sums may be near one another and of different things
    enough = same or same_slot(a, b) or len(one & other) >= _PART * min(len(one), len(other))
    return enough and on_one_thing(a, b, case)


def on_one_thing(a: Claim, b: Claim, case: Case) -> bool:
    """Whether two claims are alike enough to contradict one another."""
    near = case.nearness.get(ordered(a.id, b.id), 0.0) >= _SURE
    return near and sum(not stem[0].isdigit() for stem in case.stems[a.id] & case.stems[b.id]) >= _COMMON


def _lacking(witnesses: Sequence[Witness]) -> Access | None:
    """The access of the first report that shows none for any of its claims, if there is one.

    Who was present saw what one claim tells, and not what stands beside it: this holds for that claim alone.
    """
    shown = {w.report for w in witnesses if w.access.kind in SHOWN and w.access.kind != "present"}
    lacking = (w for w in witnesses if w.report not in shown and w.access.kind != "present")
    first = min(lacking, key=lambda w: w.claim.id, default=None)
    return None if first is None else first.access


def _maybe_one(a: Informant | None, b: Informant | None) -> bool:
    return a is not None and b is not None and not a.different(b)


def _same_papers(a: Access, b: Access) -> bool:
    return a.kind == b.kind == "documents" and one_voice(a.voice, b.voice)


def _how(access: Access) -> str:
    if access.kind == "informant":
        return f"the named informant {access.words}"
    if access.kind == "unnamed":
        return f"an informant who is not named (“{access.words}”)"
    if access.kind == "none":
        return "a fact given to nobody"
    if access.kind == "present":
        return f"its own people were there (“{access.words}”)"
    return {"first-hand": "first-hand reporting", "documents": "documents in hand", "research": "research of its own"}[
        access.kind
    ]


def _largest(free: Sequence[set[int]], among: Sequence[int]) -> int:
    """The size of the largest set of these groups, independent two by two: exact up to 20, then greedy."""
    if len(among) > _EXACT:
        chosen: set[int] = set()
        for i in sorted(among, key=lambda i: (-len(free[i]), i)):
            if chosen <= free[i]:
                chosen.add(i)
        return len(chosen)

    def grow(size: int, left: set[int]) -> int:
        best = size
        for i in sorted(left):
            if size + len(left) <= best:
                break
            best = max(best, grow(size + 1, left & free[i]))
            left = left - {i}
        return best

    return grow(0, set(among))


def _roots(party: Party, informant: Origin) -> set[str]:
    """The roots in which this informant is heard."""
    return {
        w.root for w in party if w.access.informant is not None and informant_id(w.access.informant) == informant.id
    }


def informant_id(informant: Informant) -> str:
    """The id of an informant as an origin."""
    return make_id("origin", "informant", *informant.key)


def _heard(parties: Sequence[Party]) -> Iterator[Origin]:
    """Informants that outlets of different roots heard themselves."""
    for party in parties:
        by_id: dict[str, list[Witness]] = {}
        for witness in party:
            if witness.access.informant is not None:
                by_id.setdefault(informant_id(witness.access.informant), []).append(witness)
        for key, witnesses in sorted(by_id.items()):
            if len({w.root for w in witnesses}) > 1:
                names = sorted(
                    {w.access.informant.name for w in witnesses if w.access.informant}, key=lambda n: (len(n), n)
                )
                reports = tuple(sorted({w.report for w in witnesses}))
                yield Origin(key, names[0], tuple(names), kind="informant", in_case=False, reports=reports)


def _origin(party: Party, heard: Sequence[Origin]) -> str:
    """The one id a group goes by: the informant that unrelated outlets heard, else the publication origin."""
    return next((o.id for o in heard if len(_roots(party, o)) > 1), min(w.root for w in party))


def _joined(parties: Sequence[Party], case: Case) -> Iterator[str]:
    """Why claims count once."""
    for party in parties:
        roots: dict[str, set[str]] = {}
        for witness in party:
            roots.setdefault(witness.root, set()).add(witness.report)
        for root, reports in sorted(roots.items()):
            if len(reports) > 1:
                name = case.origins.get(root) or "an origin that none of them names"
                yield f"{_listed(reports, case)} go back to {name}: one origin"
        heard = list(_heard([party]))
        for origin in heard:
            yield f"{_listed(origin.reports, case)} rest on what {origin.name} said: one origin"
        if len(roots) > 1 and not heard:
            yield from _tied(party, case)


def _tied(party: Party, case: Case) -> Iterator[str]:
    """Why witnesses of different roots count once, where no informant has a name."""
    why: dict[str, set[str]] = {}
    for reason, witness in bonds(party):
        why.setdefault(reason, set()).add(witness.report)
    for reason, reports in sorted(why.items()):
        yield f"{_listed(reports, case)} {reason}: one origin"
    spliced = {w.report for w, o in combinations(party, 2) if w.report == o.report and w.root != o.root}
    if spliced:
        yield f"{_listed(spliced, case)} draws on several of them: one origin"
    if not (why or spliced):
        tied = _listed({w.report for w in party}, case)
        yield f"{tied} hang together by a claim that a person took out: one origin"


def _apart(
    parties: Sequence[Party],
    relation: Mapping[tuple[int, int], tuple[Relation, str]],
    counted: Sequence[int],
    case: Case,
) -> Iterator[str]:
    """Why groups that are counted are independent, or not shown to be."""
    for (i, j), (kind, why) in sorted(relation.items()):
        if i in counted and j in counted:
            here, there = (_listed({w.report for w in parties[k]}, case) for k in (i, j))
            yield f"{here} and {there}: {kind}, {why}"


def _aside(parties: Sequence[Party], counted: Sequence[int], aside: Sequence[int], case: Case) -> Iterator[str]:
    """Why parties are shown but not counted."""
    held = _listed({w.report for i in counted for w in parties[i]}, case)
    for i in aside:
        beside = _listed({w.report for w in parties[i]}, case)
        yield f"{beside} beside {held}: not counted, their words are too far apart to be sure that both state the same"


def _listed(reports: Iterable[str], case: Case) -> str:
    return ", ".join(sorted(case.reports.get(r, r) for r in reports))
