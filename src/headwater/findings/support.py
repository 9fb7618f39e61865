"""How many origins stand behind a finding, and why: DESIGN.md section 3, rule by rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations, product
from typing import Literal

from headwater.findings.access import HEARSAY, SHOWN, Access, Informant, Kind, outlet_key
from headwater.findings.evidence import quote_alike
from headwater.findings.figure import EQUAL, SLOT, agreement, same_slot, unusual
from headwater.findings.place import Place, ordered
from headwater.findings.voice import one_voice
from headwater.model import Claim, Origin, Standing, make_id

Relation = Literal["dependent", "independent", "not established"]
_SPOKEN: frozenset[Kind] = frozenset({"informant", "unnamed"})
_SURE = 0.2  # how likely claims of two origins state the same where they are counted as witnesses of one thing
_COMMON, _PART = 2, 0.5  # stems that both must have: with a figure in common, or this part of the shorter claim
_EXACT = 20  # up to this many groups the largest independent set is found exactly


@dataclass(frozen=True, slots=True)
class Witness:
    """All that counts of a claim when origins are counted."""

    claim: Claim
    root: str
    access: Access
    outlets: frozenset[tuple[str, ...]] = frozenset()  # whose words it is: its report's outlet and its root's

    @property
    def report(self) -> str:
        """The report the claim stands in."""
        return self.claim.report


Party = tuple[Witness, ...]  # dependent witnesses


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


def support(claims: Sequence[Claim], case: Case, beside: Sequence[Claim] = ()) -> Support:
    """Count the origins behind claims that are grouped as one finding.

    ``beside`` holds claims that a person took out of the group: they no longer count, but what is dependent by way of
    one of them stays so.
    """
    inside = {c.id for c in claims}
    every = _together([_witness(c, case) for c in (*claims, *beside)])
    parties = [party for party in (tuple(w for w in each if w.claim.id in inside) for each in every) if party]
    relation = {(i, j): _between(parties[i], parties[j], case) for i, j in combinations(range(len(parties)), 2)}
    free: list[set[int]] = [set() for _ in parties]
    for (i, j), (kind, _) in relation.items():
        if kind == "independent":
            free[i].add(j)
            free[j].add(i)
    heard = tuple(_heard(parties))
    return Support(
        groups=tuple(tuple(w.claim for w in party) for party in parties),
        origins=tuple(_origin(party, heard) for party in parties),
        low=_largest(free),
        high=len(parties),
        informants=tuple(sorted({w.access.words for p in parties for w in p if w.access.kind in _SPOKEN} - {HEARSAY})),
        heard=heard,
        heard_by=max((len(_roots(party, origin)) for party in parties for origin in heard), default=0),
        reasons=tuple(dict.fromkeys([*_joined(parties, case), *_apart(parties, relation, case)])),
    )


def _witness(claim: Claim, case: Case) -> Witness:
    root = case.place.root[claim.id]
    names = (case.outlets.get(claim.report), case.origins.get(root))
    return Witness(
        claim, root, case.accesses[claim.id], frozenset(key for name in names if name and (key := outlet_key(name)))
    )


def _together(witnesses: Sequence[Witness]) -> list[Party]:
    """Put the dependent together: one root, one report, one informant by name, or the same words of one speaker."""
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
        if find(i) != find(j) and _one_voice(witnesses[i], witnesses[j]):
            leader[find(i)] = find(j)
    parties: dict[int, list[Witness]] = {}
    for i, witness in enumerate(witnesses):
        parties.setdefault(find(i), []).append(witness)
    return sorted((tuple(p) for p in parties.values()), key=lambda p: min((w.root, w.report) for w in p))


def _one_voice(a: Witness, b: Witness) -> bool:
    """Whether two claims surely go back to one informant: by name, by what body it is, by the words that both quote; or
    one is credited to the outlet of the other.
    """
    if _credited(a, b):
        return True
    x, y = a.access.informant, b.access.informant
    if x is not None and y is not None:
        return x.same(y)
    told = a.access.kind == b.access.kind == "unnamed" and one_voice(a.access.voice, b.access.voice)
    return told or quote_alike(a.claim, b.claim)


def _credited(a: Witness, b: Witness) -> bool:
    """Whether one claim is credited to the outlet of the other."""
    return a.access.outlet in b.outlets or b.access.outlet in a.outlets


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
    if any(quote_alike(x.claim, y.claim) for x in a for y in b):
        return "not established", "the same words are given to two speakers"
    if any(_same_papers(x.access, y.access) for x in a for y in b):
        return "not established", "both may have the same papers in hand"
    ours, theirs = ([w for w in party if case.place.first_known(w.report, w.root)] for party in (a, b))
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
    if (unusual(a) or unusual(b)) and agreement(a, b) < SLOT:
        return False  # one gives a figure for what the other does not count
    one, other = case.stems[a.id], case.stems[b.id]
    enough = agreement(a, b) >= EQUAL or same_slot(a, b) or len(one & other) >= _PART * min(len(one), len(other))
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


def _largest(free: Sequence[set[int]]) -> int:
    """The size of the largest set of groups that are independent two by two: exact up to 20, then greedy."""
    if not free:
        return 0
    if len(free) > _EXACT:
        chosen: set[int] = set()
        for i in sorted(range(len(free)), key=lambda i: (-len(free[i]), i)):
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

    return grow(0, set(range(len(free))))


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
            pairs = [(w, o) for w, o in permutations(party, 2) if w.root != o.root]
            credited = {w.report for w, o in pairs if _credited(w, o)}
            alike = {w.report for w, o in pairs if _one_voice(w, o) and not _credited(w, o)}
            spliced = {w.report for w, o in pairs if w.report == o.report}
            if credited:
                yield f"{_listed(credited, case)} go back to one of their outlets, which is credited: one origin"
            if alike:
                yield f"{_listed(alike, case)} give the words of one speaker: one origin"
            if spliced:
                yield f"{_listed(spliced, case)} draws on several of them: one origin"
            if not (credited or alike or spliced):
                tied = _listed({w.report for w in party}, case)
                yield f"{tied} hang together by a claim that a person took out: one origin"


def _apart(
    parties: Sequence[Party], relation: Mapping[tuple[int, int], tuple[Relation, str]], case: Case
) -> Iterator[str]:
    """Why groups are independent, or not shown to be."""
    for (i, j), (kind, why) in sorted(relation.items()):
        here, there = (_listed({w.report for w in parties[k]}, case) for k in (i, j))
        yield f"{here} and {there}: {kind}, {why}"


def _listed(reports: Iterable[str], case: Case) -> str:
    return ", ".join(sorted(case.reports.get(r, r) for r in reports))
