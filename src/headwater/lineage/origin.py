"""From families to origins: who derives from whom or from what is not in the case, and the roots of every passage."""

from collections.abc import Iterable, Sequence

import numpy as np

from headwater.lineage import evidence
from headwater.lineage.alignment import Match, align, aligned, covered
from headwater.lineage.direction import first_hand, parents
from headwater.lineage.family import Join
from headwater.lineage.link import CREDIT, Links
from headwater.lineage.press import Debt
from headwater.lineage.root import cut, merged, most, moved, runs
from headwater.lineage.splice import Splice
from headwater.model import Aligned, Basis, Degree, Derivation, Direction, Origin, Root, make_id

SAME = 0.75  # share of either's content stems that the other has: one was made from the other, whichever was first
LITTLE = 0.05  # log-odds that are not worth a word
NEW = 0.4  # share of a sentence's content words in the parent below which the sentence is new
OWN_WORDS, OWN_SHARE = 45, 0.15  # content words, and share of the report, of new matter that makes an origin


class Tracing:
    """The lineage while it is put together: call `family`, then `splice` and `twin`, then read the lists."""

    def __init__(self, links: Links, joins: Iterable[Join]) -> None:
        self.links = links
        self._joins: dict[int, Join] = {}  # how each report came into its family
        for join in joins:
            for side in (join.one, join.other):
                if len(side) == 1:
                    self._joins[side[0]] = join
        self.derivations: list[Derivation] = []
        self.aligned: list[Aligned] = []
        self.unseen: dict[str, tuple[str, ...]] = {}  # the names of each origin that is not in the case
        self.roots: dict[int, tuple[Root, ...]] = {}
        self._matches: dict[tuple[int, int], tuple[Match, ...]] = {}

    def family(self, places: Sequence[int]) -> None:
        """Trace one family, spliced reports left out."""
        chosen = parents(self.links, places)
        heads = [place for place in places if place not in chosen]
        loose = self._loose(heads)
        self._heads([place for place in heads if place not in loose])
        for child, parent in loose.items():
            self._derive(child, parent, "undetermined")
        waiting = dict(chosen)
        while waiting:
            ready = [child for child in sorted(waiting) if waiting[child].parent not in waiting]
            for child in ready:
                each = waiting.pop(child)
                self._derive(child, each.parent, "known")

    def splice(self, splice: Splice) -> None:
        """Trace a report made from two."""
        place, text = splice.place, self.links.pile.reports[splice.place].text
        border = text.sentences[splice.cut].start
        found: list[Root] = []
        for parent, start, end in ((splice.first, 0, border), (splice.second, border, len(text.text))):
            matches = tuple(m for m in self.align(place, parent) if start <= text.sentences[m.one].start < end)
            basis = evidence.shared(self.links, place, parent, matches)
            self._add(place, self._id(parent), "partly", "known", basis, self.links.odds(place, parent))
            found += self._inherited(place, parent, matches, start, end)
        self.roots[place] = merged(found)

    def twin(self, place: int, first: int) -> None:
        """Trace a report that has the same words as one already traced."""
        report, text = self.links.pile.reports[place], self.links.pile.reports[place].text
        debt = self.links.owes(place, first)
        whole = text.passage(0, len(text.text)), self.links.pile.reports[first].text.passage(0, len(self._text(first)))
        basis = [evidence.credit(report, debt, CREDIT)] if debt else []
        basis.append(Basis("reuse", "the same words throughout", whole, CREDIT))
        self._add(place, self._id(first), "wholly", "known" if debt else "undetermined", tuple(basis), CREDIT)
        self.align(place, first)
        self.roots[place] = tuple(moved(self.roots[first], report.report, len(text.text)))

    def origins(self) -> tuple[Origin, ...]:
        """All publication origins with the reports that any passage of which goes back to them."""
        members: dict[str, set[str]] = {}
        for roots in self.roots.values():
            for root in roots:
                members.setdefault(root.origin, set()).add(root.report)
        text = {reading.report: reading.text for place in self.roots for reading in [self.links.pile.readings[place]]}
        found = []
        for origin, reports in sorted(members.items()):
            if origin in text:
                name = text[origin].outlet or text[origin].name
                found.append(Origin(origin, name, (name,), "report", True, tuple(sorted(reports))))
            else:
                names = self.unseen[origin]
                name = min(names, key=lambda each: (len(each), each), default="")
                found.append(Origin(origin, name, names, "unseen", False, tuple(sorted(reports))))
        return tuple(found)

    def _heads(self, heads: Sequence[int]) -> None:
        """The roots of the reports that have no parent in the family."""
        debts = [debt for place in heads for debt in self.links.debts[place]]
        if len(heads) == 1:
            place = heads[0]
            whole = [debt for debt in debts if debt.whole]
            if whole:
                self._from_unseen(place, self._unseen(heads, whole[:1]), whole[0], None)
            else:
                self._alone(place, debts)
            return
        ranked = sorted(debts, key=lambda debt: (not debt.whole, -len(debt.credits), debt.outlet))
        outlet = ranked[0].outlet if ranked else None
        unseen = self._unseen(
            heads, [debt for debt in ranked if self.links.newsrooms.same(debt.outlet, ranked[0].outlet)]
        )
        for place in heads:
            self._from_unseen(place, unseen, self._owed(place, outlet), self._nearest(place, heads, outlet))

    def _from_unseen(self, place: int, origin: str, debt: Debt | None, copy: int | None) -> None:
        """``place`` goes back to something not in the case, as its own credit or its likeness to ``copy`` shows."""
        report = self.links.pile.reports[place]
        weight = CREDIT if copy is None else self.links.credit(place, copy)
        basis = [evidence.credit(report, debt, weight)] if debt else []
        if copy is not None:
            basis += evidence.shared(self.links, place, copy, self.align(place, copy))
            owed = next(filter(None, (self._owed(copy, name) for name in self.unseen[origin])), None)
            if debt is None and owed:
                basis.append(evidence.copy_credit(self.links.pile.reports[copy], owed))
        self._add(
            place, origin, "wholly", "known", tuple(basis), CREDIT if copy is None else self.links.odds(place, copy)
        )
        self.roots[place] = (Root(report.report, 0, len(report.text.text), origin),)

    def _alone(self, place: int, debts: Sequence[Debt]) -> None:
        """A report with nothing upstream but what single sentences are credited to."""
        report = self.links.pile.reports[place]
        text, owner = report.text, np.full(len(report.text.sentences), report.report, object)
        for debt in debts:
            origin = self._unseen([place], [debt])
            for credit in debt.credits:
                inside = [i for i, s in enumerate(text.sentences) if s.start < credit.end and credit.start < s.end]
                owner[inside] = origin
            self._add(place, origin, "partly", "known", (evidence.credit(report, debt, CREDIT),), CREDIT)
        starts = [0, *(sentence.start for sentence in text.sentences[1:])]
        ends = [*starts[1:], len(text.text)]
        pieces = zip(starts, ends, owner.tolist() or [report.report], strict=True)
        self.roots[place] = merged([Root(report.report, start, end, origin) for start, end, origin in pieces])

    def _derive(self, child: int, parent: int, direction: Direction) -> None:
        """``child`` derives from ``parent``, both in the family; what it adds of its own is its own."""
        matches = self.align(child, parent)
        report = self.links.pile.reports[child]
        debt = self.links.owes(child, parent) or self.links.owes_copy(child, parent)
        credited = (evidence.credit(report, debt, self.links.credit(child, parent)),) if debt else ()
        basis = credited + evidence.shared(self.links, child, parent, matches)
        roots = self._inherited(child, parent, matches, 0, len(report.text.text))
        if direction == "known" and any(root.origin == self._id(parent) for root in self.roots[parent]):
            roots = self._with_own(child, parent, roots)
        own = any(root.origin == report.report for root in roots)
        degree: Degree = "partly" if own else "wholly"
        self._add(child, self._id(parent), degree, direction, basis, self.links.odds(child, parent))
        self.roots[child] = merged(roots)

    def _inherited(self, child: int, parent: int, matches: Iterable[Match], start: int, end: int) -> list[Root]:
        """The roots of ``text[start:end]`` of the child: each sentence has the root of its like in the parent."""
        report, above = self.links.pile.reports[child], self.roots[parent]
        if len({root.origin for root in above}) == 1:
            return [Root(report.report, start, end, above[0].origin)]
        sentences = self.links.pile.reports[parent].text.sentences
        like = {match.one: sentences[match.other].start for match in matches}
        inside = [(i, s) for i, s in enumerate(report.text.sentences) if start <= s.start < end]
        origin = most(above)
        found, begin = [], start
        for (i, _), after in zip(inside, [*inside[1:], None], strict=True):
            if i in like:
                origin = next(root.origin for root in above if root.start <= like[i] < root.end)
            until = end if after is None else after[1].start
            found.append(Root(report.report, begin, until, origin))
            begin = until
        return found or [Root(report.report, start, end, origin)]

    def _with_own(self, child: int, parent: int, roots: list[Root]) -> list[Root]:
        """Give the child what it adds: a long run of sentences the parent has not, told at first hand or quoted."""
        report = self.links.pile.reports[child]
        hits, total = covered(report, self.links.pile.reports[parent])
        new = (hits < NEW * total) | (total == 0)
        found = list(roots)
        for first, last in runs(new):
            size = total[first:last].sum()
            where = (report.sentence >= first) & (report.sentence < last)
            if size < max(OWN_WORDS, OWN_SHARE * total.sum()):
                continue
            if report.quoted[where].any() or first_hand(self.links.pile, report, where):
                start = report.text.sentences[first].start
                end = report.text.sentences[last].start if last < len(total) else len(report.text.text)
                found = [piece for root in found for piece in cut(root, start, end, report.report)]
        return found

    def _loose(self, heads: Sequence[int]) -> dict[int, int]:
        """Heads that are nearly the same as an earlier head: one was made from the other, nobody can say which."""
        found: dict[int, int] = {}
        for i, place in enumerate(heads):
            for other in heads[:i]:
                if other not in found and place not in found and self._same(place, other):
                    found[place] = other
        return found

    def _same(self, one: int, other: int) -> bool:
        return self.links.same(one, other, SAME) and not self.links.same_debt(one, other)

    def _nearest(self, place: int, heads: Sequence[int], outlet: str | None) -> int:
        """The copy to show this one beside: the likest that credits the outlet, if any other does, else the likest."""
        others = [other for other in heads if other != place]
        crediting = [other for other in others if self._owed(other, outlet)]
        return max(crediting or others, key=lambda other: (self.links.odds(place, other), -other))

    def _owed(self, place: int, outlet: str | None) -> Debt | None:
        """What this report owes to the outlet."""
        owed = (debt for debt in self.links.debts[place] if outlet and self.links.newsrooms.same(debt.outlet, outlet))
        return next(owed, None)

    def _unseen(self, heads: Sequence[int], debts: Sequence[Debt]) -> str:
        """The id of what these reports go back to; its names are those by which any of them credits it."""
        names = tuple(sorted({debt.outlet for debt in debts}))
        origin = make_id("origin", *names, *(self._id(place) for place in heads))
        self.unseen[origin] = names
        return origin

    def align(self, one: int, other: int) -> tuple[Match, ...]:
        """The sentences that go together, seen from the first report; each pair is aligned once."""
        pair = min(one, other), max(one, other)
        if pair not in self._matches:
            left, right = (self.links.pile.reports[place] for place in pair)
            self._matches[pair] = align(left, right)
            self.aligned += aligned(left, right, self._matches[pair])
        found = self._matches[pair]
        return found if one < other else tuple(sorted((match.flipped for match in found), key=lambda match: match.one))

    def _add(
        self, place: int, source: str, degree: Degree, direction: Direction, basis: tuple[Basis, ...], odds: float
    ) -> None:
        report = self._id(place)
        if direction == "undetermined" and report < source:
            raise ValueError(f"the first of an undetermined pair must be its source, not {source} for {report}")
        join = self._joins.get(place)
        if join and join.odds > odds + LITTLE:
            basis = (*basis, evidence.together(self.links.pile.reports[place], join, join.odds - odds))
            odds = join.odds
        self.derivations.append(Derivation(report, source, degree, direction, basis, round(odds, 3)))

    def _id(self, place: int) -> str:
        return self.links.pile.reports[place].report

    def _text(self, place: int) -> str:
        return self.links.pile.reports[place].text.text
